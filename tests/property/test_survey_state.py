"""However she saves, goes back, reloads and sends: one submission, with the last answers. And the walk agrees with
the check of whole tables.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.methods.routing_answers import answers_faults
from fairway_portal.surveys.answers import canonical
from fairway_portal.surveys.form import Form
from fairway_portal.surveys.running.interview import walked
from tests.portal import client
from tests.unit.portal.surveys.sample import begun, questionnaire, survey

FORM = Form(questionnaire())
TODAY = date(2026, 11, 21)

NAMES = st.sampled_from(["Sita", "राम", "<b>"])
STEPS = st.one_of(
    st.tuples(st.just("about"), NAMES, st.sampled_from(["yes", "no", ""])),
    st.tuples(st.just("job"), st.sampled_from(["10", "१२.५", ""]), st.just("")),
    st.tuples(st.just("row"), st.integers(1, 3).map(str), NAMES),
    st.tuples(st.just("remove"), st.integers(1, 3).map(str), st.just("")),
    st.tuples(st.just("wrong"), NAMES, st.just("")),
    st.tuples(st.just("look"), st.sampled_from(["", "/1", "/2", "/3", "/4", "/check", "/3/1"]), st.just("")),
    st.tuples(st.just("send"), st.just(""), st.just("")),
    st.tuples(st.just("reload"), st.just(""), st.just("")),
)


class Model:
    """What should be kept, written down as plainly as possible."""

    def __init__(self) -> None:
        self.name = self.worked = self.pay = ""
        self.rows: dict[int, str] = {}
        self.last = 0
        self.sent: dict[str, Any] | None = None

    def answers(self) -> dict[str, Any]:
        kept: dict[str, Any] = {"name": self.name}
        if self.worked:
            kept["worked"] = self.worked
        if self.worked == "yes" and self.pay:
            kept |= {"pay": self.pay, "double": {"10": "20", "12.5": "25"}[self.pay]}
        if self.rows:
            kept["cost"] = [{"item": item} for _, item in sorted(self.rows.items())]
        return kept

    def take(self, what: str, one: str, other: str) -> None:
        if self.sent is not None:
            return
        if what == "about":
            self.name, self.worked = one, other
        elif what == "job" and self.worked == "yes":
            self.pay = {"१२.५": "12.5"}.get(one, one)
        elif what == "row" and (int(one) in self.rows or int(one) <= self.last + 1):
            self.rows[int(one)] = other
            self.last = max(self.last, int(one))
        elif what == "remove":
            self.rows.pop(int(one), None)
        elif what == "send" and self.name:
            self.sent = self.answers()


def request_of(address: str, what: str, one: str, other: str) -> tuple[str, dict[str, str]] | None:
    return {
        "about": (f"{address}/1", {"asked": "hello name age worked", "name": one, "worked": other}),
        "job": (f"{address}/2", {"asked": "pay began country", "pay": one}),
        "row": (f"{address}/3/{one}", {"asked": "item amount", "item": other}),
        "remove": (f"{address}/3", {"remove": one}),
        "wrong": (f"{address}/1", {"asked": "name age", "name": one, "age": "old"}),
        "send": (f"{address}/check", {}),
    }.get(what)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEPS, max_size=12))
def test_every_way_ends_in_one_submission_with_the_last_answers(steps: list[tuple[str, str, str]]) -> None:
    from fairway_portal.surveys.models import Conflict, Submission

    survey()
    before = Submission.objects.count()
    browser, model, last, previous = client(), Model(), None, ("look", "", "")
    address = begun(browser)
    ways = [*steps, ("about", "Gita", "yes") if not steps else steps[0], ("about", "Maya", "no"), ("send", "", "")]
    for what, one, other in [*ways, ("send", "", ""), ("about", "Too late", "no")]:
        asked = last if what == "reload" else request_of(address, what, one, other)
        if what == "look":
            assert browser.get(f"{address}{one}").status_code in (200, 302)
        elif asked is not None:
            assert browser.post(*asked).status_code in (200, 302, 422)
            last = asked
            model.take(*(previous if what == "reload" else (what, one, other)))
        if what not in ("look", "reload"):
            previous = (what, one, other)
    assert Submission.objects.count() == before + 1
    kept = Submission.objects.latest("pk")
    assert kept.answers == model.sent
    assert kept.faults == []
    assert not Conflict.objects.exists()


ANSWERS = st.fixed_dictionaries(
    {},
    optional={
        "name": st.sampled_from(["", "Sita"]),
        "age": st.sampled_from(["3", "31", "x", "31.5", ""]),
        "worked": st.sampled_from(["yes", "no", "yess", ""]),
        "since": st.sampled_from(["2019-07", "2019-07-01", "2019-13", ""]),
        "pay": st.sampled_from(["10", "-1", "ten", ""]),
        "began": st.sampled_from(["2019-07-02", "2019-02-31", ""]),
        "country": st.sampled_from(["C1", "C99", ""]),
        "colours": st.sampled_from(["red", "red blue", "red pink", ""]),
        "left": st.sampled_from(["2019", "19", ""]),
        "comment": st.sampled_from(["x", "x" * 2001, ""]),
    },
)


@settings(max_examples=60, deadline=None)
@given(ANSWERS)
def test_the_walk_finds_what_the_check_of_tables_finds(answers: dict[str, str]) -> None:
    names = [name for name, one in FORM.singles.items() if one.answer not in ("note", "calculated")]
    row = {name: answers.get(name) for name in names}
    frame = pl.DataFrame([row], schema=dict.fromkeys(names, pl.String))
    slow = {
        (found["question"], found["fault"])
        for found in answers_faults(FORM.questionnaire, frame, today=TODAY).frame.iter_rows(named=True)
    }
    fast = {(fault.question, fault.fault) for fault in walked(FORM, canonical(FORM, answers), TODAY).faults}
    assert fast == slow
