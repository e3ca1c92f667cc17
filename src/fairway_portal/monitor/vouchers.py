"""Vouchers: made by those whom workers trust, used once, and untied from what they were used for.

A number has 15 random digits and a check digit. The database keeps an HMAC of it under the portal's key alone, so that
neither a copy of the database nor the people who read it can use or recognise a card. With a million unused cards a
guess hits one in a thousand million.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal, TypeAlias
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.methods.check_digits import drawn, plain_digits, whole
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.monitor.models import Voucher, VoucherBatch
from fairway_portal.surveys.writing import writing

State: TypeAlias = Literal["good", "none", "mistyped", "unknown", "used", "expired", "revoked"]

DIGITS: Final = 16
MOST: Final = 1000
LONGEST: Final = timedelta(days=3 * 366)
"""From the day on which cards are made to their last."""
ISSUERS: Final = (Organisation.Kind.UNION, Organisation.Kind.RESOURCE_CENTRE, Organisation.Kind.COURSE)
"""Who may hand out vouchers: an agency can never make one for ratings of itself."""


class VouchersRefused(InputError):
    """A batch that cannot be made."""

    slug = "vouchers-refused"


@dataclass(frozen=True, slots=True)
class Made:
    """A batch and its numbers, which are never to be seen again."""

    batch: VoucherBatch
    numbers: tuple[str, ...]


def make_batch(
    *,
    by: Person | None,
    issuer: Organisation,
    label: str,
    count: int,
    expires: date,
    key: UUID | None = None,
    demonstration: bool = False,
) -> Made:
    """Makes cards.

    Args:
        by: Who makes them; None for a command.
        issuer: A union, a resource centre or a course.
        label: What the batch is for (`Sunday meetings, May`).
        count: 1 to 1,000.
        expires: The last day on which they count.
        key: Of the form that asks: sent twice, it makes one batch.
        demonstration: Whether they are invented; those of an invented issuer always are.

    Raises:
        VouchersRefused: The organisation may not, the count, label or day cannot be, or the form was sent before.
    """
    if issuer.kind not in ISSUERS:
        raise VouchersRefused(
            Text("Only unions, resource centres and courses hand out vouchers."),
            advice=Text("Ask one of them to hand them to workers."),
        )
    if not 1 <= count <= MOST:
        raise VouchersRefused(
            Text("A batch has 1 to {most} cards.", most=MOST), advice=Text("Make several batches for more.")
        )
    if not label.strip():
        raise VouchersRefused(Text("The batch has no name."), advice=Text("Name the event or place it is for."))
    if not localdate() < expires <= localdate() + LONGEST:
        raise VouchersRefused(
            Text("The last day must be after today, and at most three years away."),
            advice=Text("Give workers some months to use their cards."),
        )
    numbers = tuple({drawn(DIGITS) for _ in range(count + 8)})[:count]
    invented = demonstration or issuer.demonstration
    with writing():
        batch = _batch(issuer=issuer, label=label.strip()[:120], expires=expires, key=key, demonstration=invented)
        # In the order of their hashes: the order of the rows does not tell which card of the sheet is which.
        Voucher.objects.bulk_create(
            Voucher(batch=batch, code_hash=hashed) for hashed in sorted(_hashed(number) for number in numbers)
        )
        audit.record(by=by, action="vouchers.made", subject=f"voucher batch {batch.pk}", cards=count)
    return Made(batch, numbers)


def _batch(*, issuer: Organisation, label: str, expires: date, key: UUID | None, demonstration: bool) -> VoucherBatch:
    try:
        with transaction.atomic():
            return VoucherBatch.objects.create(
                issuer=issuer, label=label, made=localdate(), expires=expires, key=key, demonstration=demonstration
            )
    except IntegrityError as fault:
        raise VouchersRefused(
            Text("These cards were made already, and their numbers cannot be shown again."),
            advice=Text("If they were not printed, revoke the batch and make a new one."),
        ) from fault


def revoke_batch(*, by: Person, batch: VoucherBatch, reason: str) -> None:
    """Ends a batch that was lost or stolen: cards that are not yet used no longer count.

    Raises:
        VouchersRefused: No reason is given, or it has ended already.
    """
    if not reason.strip():
        raise VouchersRefused(Text("Say why the batch ends."), advice=Text("For instance: the box was stolen."))
    with writing():
        if not VoucherBatch.objects.filter(pk=batch.pk, revoked=False).update(revoked=True):
            raise VouchersRefused(Text("This batch was revoked already."), advice=Text("Nothing more is to be done."))
        audit.record(by=by, action="vouchers.revoked", subject=f"voucher batch {batch.pk}", reason=reason.strip())


def state(typed: str) -> State:
    """What a number is good for, before it is used.

    Args:
        typed: As the worker typed it, in the digits of any script.
    """
    if not typed.strip():
        return "none"
    digits = plain_digits(typed)
    if len(digits) != DIGITS or not whole(digits):
        return "mistyped"
    found = _seen().filter(code_hash__in=_hashes(digits)).select_related("batch").first()
    if found is None:
        return "unknown"
    if found.used:
        return "used"
    if found.batch.revoked:
        return "revoked"
    return "expired" if found.batch.expires < localdate() else "good"


def redeem(typed: str) -> VoucherBatch | None:
    """Uses a voucher up, in the transaction of the rating that it vouches for.

    Args:
        typed: As the worker typed it.

    Returns:
        Its batch; None where it is good for nothing: the rating then counts as one without a voucher.
    """
    digits = plain_digits(typed)
    if len(digits) != DIGITS or not whole(digits):
        return None
    good = _seen().filter(
        code_hash__in=_hashes(digits), used=False, batch__revoked=False, batch__expires__gte=localdate()
    )
    found = good.select_related("batch").first()
    return found.batch if found and _used_up(found) else None


def _used_up(card: Voucher) -> bool:
    """Whether this is the rating that uses the card: whoever comes second finds it used, however many send it at once.

    PostgreSQL keeps with each row the transaction that wrote it last, and puts a row that changes behind the others:
    one card alone, written in the transaction of its rating, would say whose it was. So the whole batch is written
    anew. SQLite changes a row in its place, and notes no transaction.
    """
    if connection.vendor != "postgresql":
        return Voucher.objects.filter(pk=card.pk, used=False).update(used=True) == 1
    VoucherBatch.objects.select_for_update(no_key=True).only("pk").get(pk=card.batch_id)  # one after the other
    if not Voucher.objects.filter(pk=card.pk, used=False).exists():
        return False
    used_now = Case(When(pk=card.pk, then=Value(True)), default=F("used"))
    Voucher.objects.filter(batch=card.batch_id).update(used=used_now)
    return True


def _seen() -> QuerySet[Voucher]:
    """Cards that exist here: invented ones only where the portal demonstrates."""
    return Voucher.objects.all() if settings.DEMONSTRATION else Voucher.objects.filter(batch__demonstration=False)


def _hashed(digits: str, key: str = "") -> str:
    under = hmac.new(b"fairway voucher", (key or settings.SECRET_KEY).encode(), hashlib.sha256).digest()
    return hmac.new(under, digits.encode("ascii"), hashlib.sha256).hexdigest()


def _hashes(digits: str) -> list[str]:
    """Under the present key, and under those that it replaced."""
    return [_hashed(digits, str(key)) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
