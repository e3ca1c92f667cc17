"""A questionnaire as JSON: back as it was, quickly, and every fault with its path."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from fairway.exchange.questionnaire_json import QuestionnaireJsonMisstated, as_json, from_json
from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire
from fairway.recruitment.ratings.modules import questionnaire

SMALL = Questionnaire(
    "small", "1", {"en": "Small", "ne": "सानो"}, ("en", "ne"),
    {"yes_no": (Choice("yes", {"en": "Yes", "ne": "हो"}, "yes.svg"), Choice("no", {"en": "No", "ne": "होइन"}))},
    (
        Page("one", {}, (
            Question("paid", "one_of", {"en": "Paid?", "ne": "तिर्नुभयो?"}, choices="yes_no", sensitive=True),
            Question("sum", "decimal", {"en": "How much?", "ne": "कति?"}, relevant="${paid} = 'yes'"),
        )),
        Page("two", {"en": "Again", "ne": "फेरि"}, (
            Question("what", "text", {"en": "What?", "ne": "के?"}),
        ), repeated=True, count="${sum}"),
    ),
)  # fmt: skip


def test_what_is_written_is_small_and_plain() -> None:
    said = as_json(SMALL)
    assert said["pages"][0] == {
        "name": "one",
        "questions": [
            {"name": "paid", "answer": "one_of", "label": {"en": "Paid?", "ne": "तिर्नुभयो?"}, "choices": "yes_no",
             "sensitive": True},
            {"name": "sum", "answer": "decimal", "label": {"en": "How much?", "ne": "कति?"},
             "relevant": "${paid} = 'yes'"},
        ],
    }  # fmt: skip
    assert from_json(said) == SMALL


@pytest.mark.parametrize("name", ["recruitment_rating", "recruitment_rating_short"])
def test_a_rating_comes_back_whole_and_is_not_large(name: str) -> None:
    one = questionnaire(name)
    written = json.dumps(as_json(one), ensure_ascii=False)
    assert len(written.encode()) < 200_000
    read = from_json(json.loads(written))
    assert read == one
    assert list(read.choices) == list(one.choices)


def test_what_is_made_of_it_is_not_tied_to_it() -> None:
    said = as_json(SMALL)
    said["title"]["en"] = said["lists"][0]["choices"][0]["label"]["en"] = "Changed"
    said["pages"][0]["questions"][0]["label"]["en"] = "Changed"
    assert SMALL.title["en"] == "Small"
    assert from_json(as_json(SMALL)) == SMALL
    read = from_json(said)
    said["title"]["en"] = "Changed again"
    assert read.title["en"] == "Changed"


def changed(*path: str | int, to: Any) -> Any:
    """`SMALL` as JSON with something else in one place; `...` removes it."""
    said: Any = copy.deepcopy(as_json(SMALL))
    where = said
    for step in path[:-1]:
        where = where[step]
    if to is ...:
        del where[path[-1]]
    elif isinstance(where, list) and path[-1] == len(where):
        where.append(to)
    else:
        where[path[-1]] = to
    return said


PAID = ("pages", 0, "questions", 0)


@pytest.mark.parametrize(("said", "path", "told"), [
    ([], "", "This is an array; it should be an object."),
    (None, "", "This is null"),
    ({}, "", "It has no “fairway_questionnaire”."),
    (changed("fairway_questionnaire", to=2), "fairway_questionnaire", "2 is not the format"),
    (changed("fairway_questionnaire", to=True), "fairway_questionnaire", "True is not the format"),
    (changed("pages", to=...), "", "It has no “pages”."),
    (changed("colour", to="red"), "colour", "Nothing of this name is known here."),
    (changed("id", to=7), "id", "This is a number; it should be text."),
    (changed("languages", 1, to=None), "languages[1]", "This is null; it should be text."),
    (changed("languages", to="en"), "languages", "it should be an array"),
    (changed("title", to="Small"), "title", "it should be an object of languages"),
    (changed("title", "ne", to=5), "title.ne", "it should be text"),
    (changed("pages", to={}), "pages", "This is an object; it should be an array."),
    (changed("pages", 1, to="two"), "pages[1]", "This is text; it should be an object."),
    (changed("pages", 1, "repeated", to="yes"), "pages[1].repeated", "it should be true or false"),
    (changed("pages", 1, "questions", to=...), "pages[1]", "It has no “questions”."),
    (changed(*PAID, "answer", to="yes_no"), "pages[0].questions[0].answer", "“yes_no” is no kind of answer."),
    (changed(*PAID, "answer", to=["text"]), "pages[0].questions[0].answer", "it should be text"),
    (changed(*PAID, "lable", to={}), "pages[0].questions[0].lable", "Nothing of this name"),
    (changed(*PAID, "required", to=1), "pages[0].questions[0].required", "This is a number"),
    (changed(*PAID, "label", "ne", to=["x"]), "pages[0].questions[0].label.ne", "This is an array"),
    (changed("lists", 0, "choices", 1, "code", to=1), "lists[0].choices[1].code", "it should be text"),
    (changed("lists", 0, "choices", 1, "label", to=...), "lists[0].choices[1]", "It has no “label”."),
    (changed("lists", 1, to={"name": "yes_no", "choices": []}), "lists[1].name", "names two lists"),
    # Contradictions of parts that are each as they should be.
    (changed("title", to={"en": "Small"}), "title.ne", "lacks ne"),
    (changed(*PAID, "label", to={"en": "Paid?"}), "pages[0].questions[0].label.ne", "lacks ne"),
    (changed(*PAID, "choices", to="nobody"), "pages[0].questions[0].choices", "is not there"),
    (changed("pages", 1, "count", to="${nothing}"), "pages[1].count", "which is not there"),
    (changed("lists", 0, "choices", 1, "code", to="a b"), "lists[0].choices[1].code", "it has a space"),
    (changed("lists", 0, "choices", 1, "label", "fr", to="Non"), "lists[0].choices[1].label.fr", "does not offer"),
    (changed("lists", 0, "name", to="y n"), "lists[0].name", "it has a space"),
    (changed("languages", to=[]), "languages", "offers no language"),
])  # fmt: skip
def test_a_fault_is_named_with_its_path(said: Any, path: str, told: str) -> None:
    with pytest.raises(QuestionnaireJsonMisstated) as caught:
        from_json(said)
    faults = caught.value.details["faults"]
    assert isinstance(faults, list)
    assert any(told in fault for fault in faults), faults
    if path != "lists[0].name":
        assert caught.value.path == path
    assert any(fault.startswith(path) for fault in faults)
    assert caught.value.advice


def test_every_contradiction_is_told_at_once() -> None:
    said = changed(*PAID, "label", to={"en": "Paid?"})
    said["pages"][0]["questions"][1]["relevant"] = "${who} = 'yes'"
    with pytest.raises(QuestionnaireJsonMisstated) as caught:
        from_json(said)
    assert caught.value.details["faults"] == [
        "pages[0].questions[0].label.ne: The label of “paid” lacks ne.",
        "pages[0].questions[1].relevant: The relevant of “sum” asks for “${who}”, which is not there.",
    ]
    assert caught.value.advice == "Correct this fault. It has 1 more."


def test_what_is_shown_of_a_foreign_text_is_short() -> None:
    with pytest.raises(QuestionnaireJsonMisstated) as caught:
        from_json(changed("x" * 10_000_000, to=1))
    assert len(str(caught.value)) < 400
