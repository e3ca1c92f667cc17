"""Changes of a questionnaire in the making: nothing else changes, and what asks for a thing follows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fairway.exchange.questionnaire_json import as_json
from fairway.kernel.questionnaire import Choice, Page, Question
from fairway_portal.surveys.desk import editing, texts, working
from fairway_portal.surveys.desk.modules import SHIPPED
from tests.unit.portal.surveys.sample import questionnaire, said


@pytest.fixture
def form() -> working.Unfinished:
    return working.unfinished(questionnaire())


@pytest.mark.parametrize("id", SHIPPED)
def test_what_is_kept_is_read_again_without_loss(id: str) -> None:
    whole = SHIPPED[id]()
    assert as_json(working.read(as_json(whole))) == as_json(whole)
    assert working.faults_of(working.read(as_json(whole))) == ()


def test_a_page_with_another_name_is_followed_by_what_counts_it(form: working.Unfinished) -> None:
    asking = replace(form.pages[3], relevant="count(${cost}) > 1")
    renamed = editing.put_page(
        replace(form, pages=(*form.pages[:3], asking)), replace(form.pages[2], name="paid"), "cost"
    )
    assert [page.name for page in renamed.pages] == ["about", "job", "paid", "end"]
    assert renamed.pages[3].relevant == "count(${paid}) > 1"


def test_a_list_of_the_name_of_a_question_keeps_its_name(form: working.Unfinished) -> None:
    changed = editing.put_question(form, "end", replace(form.pages[3].questions[0], name="liked"), "colours")
    assert "colours" in changed.choices
    assert changed.question("liked") is not None
    assert changed.question("liked").choices == "colours"  # type: ignore[union-attr]


def test_a_list_with_another_name_is_followed_by_its_questions(form: working.Unfinished) -> None:
    changed = editing.put_list(form, "answers", (Choice("yes", said("Yes")),), "yes_no")
    assert list(changed.choices) == ["answers", "colours", "countries"]
    assert changed.question("worked").choices == "answers"  # type: ignore[union-attr]


def test_a_question_that_changes_its_page_stands_last_there(form: working.Unfinished) -> None:
    changed = editing.put_question(form, "job", Question("age", "integer", said("Age")), "age")
    assert [one.name for one in changed.pages[1].questions][-1] == "age"
    assert sum(one.name == "age" for one in changed.questions()) == 1


def test_nothing_moves_beyond_the_ends(form: working.Unfinished) -> None:
    assert editing.move_page(form, "about", editing.UP) == form
    assert editing.move_question(form, "hello", editing.UP) == form
    assert editing.move_question(form, "comment", editing.DOWN) == form


def test_missing_texts_are_counted_and_written(form: working.Unfinished) -> None:
    more = editing.add_language(form, "ne")
    assert texts.lacking(more) == {"ne": sum(spot.needed for spot in texts.spots(form))}
    whole = texts.written_in(more, "ne", {spot.key: "पाठ" for spot in texts.missing(more, "ne")})
    assert texts.lacking(whole) == {}
    assert working.faults_of(whole) == ()
    assert as_json(editing.remove_language(whole, "ne")) == as_json(form)


def test_an_empty_page_and_an_unread_expression_are_faults(form: working.Unfinished) -> None:
    worse = editing.put_page(form, Page("empty", {}, (), relevant="${age} >"))
    assert {(fault.name, fault.part) for fault in working.faults_of(worse)} == {
        ("empty", "questions"),
        ("empty", "relevant"),
    }
