"""What falls due for a country, and what it costs to ask."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from fairway.kernel.text import Text
from fairway.recruitment.licences.deadlines import Deadline
from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.models import Role
from fairway_portal.register.licensing import deadlines, queries
from fairway_portal.register.licensing.actions import file_appeal
from fairway_portal.register.licensing.models import Licence
from tests.people import member
from tests.unit.portal.register.licensing.licensed import act, agency, applied, granted, office, today

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_what_falls_due_is_that_of_the_country_alone() -> None:
    officer, *_ = office()
    abroad, *_ = office("KEN")
    applied(abroad)
    of = agency(name="Himal Manpower")
    licence = granted(officer, of, days=40)
    application = applied(officer)
    granted(officer, days=200)
    entry = act(officer, licence, Act.SUSPEND, until=today() + 9 * DAY)
    speaker = member(Role.AGENCY, agency=of)
    appeal = file_appeal(by=speaker.person, agency=of, entry=entry, grounds="It was not us")
    found = {(one.kind, one.subject) for one in deadlines.deadlines_of("XKX", today())}
    assert found == {
        ("decide_application", f"licence {application.pk}"),
        ("suspension_ends", f"licence {licence.pk}"),
        ("runs_out", f"licence {licence.pk}"),
        ("decide_appeal", f"appeal {appeal.pk}"),
    }
    later = deadlines.deadlines_of("XKX", today() + 50 * DAY)
    assert (later[0].kind, later[0].overdue) == ("record_expiry", True), "overdue first"


def test_other_parts_add_theirs(monkeypatch: pytest.MonkeyPatch) -> None:
    added = Deadline("inspection", today(), "inspection 1", Text("Inspect"), False, Text("Planned"))
    monkeypatch.setattr(deadlines, "SOURCES", [lambda country, day: (added,) if country == "XKX" else ()])
    assert deadlines.deadlines_of("XKX", today()) == (added,)
    assert deadlines.deadlines_of("KEN", today()) == ()


def test_the_work_list_and_standing_cost_the_same_for_many(django_assert_max_num_queries: Any) -> None:
    officer, *_ = office()
    for _ in range(4):
        act(officer, granted(officer, days=30), Act.SUSPEND)
    with django_assert_max_num_queries(3):
        assert len(deadlines.deadlines_of("XKX", today())) == 4
    with django_assert_max_num_queries(3):
        rows = queries.with_history(Licence.objects.filter(country="XKX"))
        assert {queries.standing_of(one, today()).state for one in rows} == {"suspended"}


def test_a_licence_joined_is_named_by_the_agency_that_stands() -> None:
    officer, *_ = office()
    licence = granted(officer)
    kept = agency(name="The other name")
    licence.agency.joined_to = kept
    licence.agency.save()
    (line,) = deadlines.deadlines_of("XKX", today() + 300 * DAY)
    assert line.title.values["name"] == "The other name"
