"""A rating arrives: what is stored of it, what it counts, and whether it is invented."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import override_settings
from django.utils.timezone import localdate

from fairway_portal.actors.actions import add_agency
from fairway_portal.monitor import vouchers
from fairway_portal.monitor.models import Comment, Rating
from fairway_portal.surveys.actions import receive
from fairway_portal.surveys.models import Submission, Survey
from tests.people import organisation

pytestmark = pytest.mark.django_db


def received(**answers: Any) -> Submission:
    survey = Survey.objects.select_related("current").get(slug="recruitment-rating")
    assert survey.current is not None
    return receive(
        survey=survey, version=survey.current, instance=uuid4(), answers={"consent": "yes", **answers}, language="en",
        channel="pages",
    ).submission  # fmt: skip


def card(**more: Any) -> str:
    expires = localdate() + timedelta(days=30)
    issuer = organisation("union", **more)
    return vouchers.make_batch(by=None, issuer=issuer, label="May", count=1, expires=expires).numbers[0]


def test_neither_card_nor_comment_stand_among_the_answers() -> None:
    agency, number = add_agency(by=None, name="Himal Overseas", country="NPL"), card()
    kept = received(agency=agency.code, voucher=number, comment="Mr Rai took my passport", paid_anyone="no")
    rating = Rating.objects.get()
    assert not {"voucher", "comment"} & set(kept.answers)
    assert number not in str(kept.answers)
    assert (rating.agency, rating.tier) == (agency, "voucher")
    assert Comment.objects.get().state == Comment.State.HIDDEN


def test_a_replayed_card_gives_no_weight() -> None:
    agency, number = add_agency(by=None, name="Himal Overseas", country="NPL"), card()
    for _ in range(2):
        received(agency=agency.code, voucher=number)
    assert list(Rating.objects.order_by("pk").values_list("tier", flat=True)) == ["voucher", "open"]


@pytest.mark.parametrize("invented", ["agency", "card"])
def test_whoever_tries_the_demonstration_adds_no_fact(invented: str) -> None:
    agency = add_agency(by=None, name="Paper Kite", country="NPL", demonstration=invented == "agency")
    number = card(demonstration=invented == "card")
    with override_settings(DEMONSTRATION=True):
        kept = received(agency=agency.code, voucher=number)
    kept.refresh_from_db()
    assert kept.demonstration
    assert Rating.objects.get().demonstration


def test_without_demonstration_an_invented_agency_is_nobody() -> None:
    agency = add_agency(by=None, name="Paper Kite", country="NPL", demonstration=True)
    received(agency=agency.code)
    rating = Rating.objects.get()
    assert (rating.agency, rating.demonstration) == (None, False)
