"""Cards: made by whom workers trust, used once, told of roughly."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils.timezone import localdate

from fairway_portal.accounts.models import AuditEntry
from fairway_portal.monitor import queries_desk, vouchers
from fairway_portal.monitor.models import Voucher, VoucherBatch
from tests.people import organisation, person

pytestmark = pytest.mark.django_db
NEXT_YEAR = timedelta(days=365)


def made(kind: str = "union", count: int = 3, **more: Any) -> vouchers.Made:
    issuer = more.pop("issuer", None) or organisation(kind)
    given = {"by": None, "issuer": issuer, "label": "May", "count": count, "expires": localdate() + NEXT_YEAR} | more
    return vouchers.make_batch(**given)


def test_a_card_counts_once_in_the_digits_of_any_script() -> None:
    (number, other, _) = made().numbers
    in_nepali = number.translate({ord("0") + at: "०१२३४५६७८९"[at] for at in range(10)})
    assert vouchers.state(in_nepali) == "good"
    assert vouchers.redeem(in_nepali) is not None
    assert vouchers.redeem(number) is None
    assert (vouchers.state(number), vouchers.state(other)) == ("used", "good")


def test_the_database_holds_no_number() -> None:
    batch = made(count=20)
    kept = " ".join(Voucher.objects.values_list("code_hash", flat=True)) + str(list(AuditEntry.objects.values()))
    assert not any(number in kept for number in batch.numbers)


@pytest.mark.parametrize("kind", ["agency", "ministry", "operator", "employers"])
def test_others_cannot_make_cards(kind: str) -> None:
    with pytest.raises(vouchers.VouchersRefused, match="Only unions"):
        made(kind)
    assert not VoucherBatch.objects.exists()


@pytest.mark.parametrize(
    "wrong",
    [{"count": 0}, {"count": 1001}, {"label": " "}, {"expires": localdate()}, {"expires": localdate() + 4 * NEXT_YEAR}],
)
def test_what_cannot_be_made_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(vouchers.VouchersRefused):
        made(**wrong)


def test_a_form_sent_twice_makes_one_batch() -> None:
    issuer, key = organisation("union"), uuid4()
    made(issuer=issuer, key=key)
    with pytest.raises(vouchers.VouchersRefused, match="already"):
        made(issuer=issuer, key=key)
    assert (VoucherBatch.objects.count(), Voucher.objects.count()) == (1, 3)


def test_revoked_cards_count_no_more_and_the_reason_is_kept() -> None:
    batch = made()
    with pytest.raises(vouchers.VouchersRefused):
        vouchers.revoke_batch(by=person(), batch=batch.batch, reason=" ")
    vouchers.revoke_batch(by=person(), batch=batch.batch, reason="The box was stolen.")
    assert vouchers.state(batch.numbers[0]) == "revoked"
    assert vouchers.redeem(batch.numbers[0]) is None
    assert AuditEntry.objects.get(action="vouchers.revoked").reason == "The box was stolen."
    with pytest.raises(vouchers.VouchersRefused, match="already"):
        vouchers.revoke_batch(by=person(), batch=batch.batch, reason="Again.")


def test_an_expired_card_is_told_as_such() -> None:
    batch = made()
    VoucherBatch.objects.update(expires=localdate() - timedelta(days=1))
    assert vouchers.state(batch.numbers[0]) == "expired"
    assert vouchers.redeem(batch.numbers[0]) is None


def test_invented_cards_are_unknown_where_nothing_is_demonstrated() -> None:
    number = made(issuer=organisation("union", demonstration=True)).numbers[0]
    assert not settings.DEMONSTRATION
    assert vouchers.state(number) == "unknown"
    assert vouchers.redeem(number) is None
    with override_settings(DEMONSTRATION=True):
        assert vouchers.state(number) == "good"


def test_no_band_tells_of_the_first_cards() -> None:
    """Whoever hands out one card of a batch learns nothing from the list when it is used."""
    said = [queries_desk.used_band(used, 40).plain() for used in range(41)]
    assert set(said[:5]) == {"few or none"}
    assert set(said[5:20]) == {"some, fewer than half"}
    assert set(said[20:]) == {"half or more"}
    assert queries_desk.used_band(1, 1).plain() == queries_desk.used_band(0, 1).plain()


def test_an_issuer_sees_its_own_batches_alone() -> None:
    mine = made()
    made()
    rows = queries_desk.batches(mine.batch.issuer)
    assert [(row.pk, row.cards, row.used.plain()) for row in rows] == [(mine.batch.pk, 3, "few or none")]
