"""Drafts that were not sent are gone after seven days, with a worker or without."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.timezone import localdate

from fairway_portal.surveys.actions import begin
from fairway_portal.surveys.jobs import forget
from fairway_portal.surveys.models import Draft, Survey

pytestmark = pytest.mark.django_db


def old_draft() -> None:
    begin(survey=Survey.objects.select_related("current").get(slug="recruitment-rating-short"), language="en")
    Draft.objects.update(expires=localdate() - timedelta(days=1))


def test_the_next_worker_who_begins_makes_the_old_ones_go() -> None:
    old_draft()
    old_draft()
    assert Draft.objects.count() == 1


def test_the_job_of_the_worker_makes_them_go() -> None:
    old_draft()
    assert forget.func(0) == 1
    assert not Draft.objects.exists()


def test_a_draft_of_today_stays() -> None:
    begin(survey=Survey.objects.select_related("current").get(slug="recruitment-rating-short"), language="en")
    assert forget.func(0) == 0
    assert Draft.objects.count() == 1
