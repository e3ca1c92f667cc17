"""A questionnaire refuses to contradict itself, and says where."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fairway.kernel.questionnaire import Choice, LanguageMissing, Page, Question, Questionnaire, QuestionnaireMisstated

SAID = {"en": "English", "fr": "Français"}
YES_NO = (Choice("yes", SAID), Choice("no", SAID))


def whole(*questions: Question, page: dict[str, Any] | None = None, **changes: Any) -> Questionnaire:
    """A questionnaire of one page, good but for what is asked."""
    asked = questions or (Question("age", "integer", SAID),)
    given: dict[str, Any] = {
        "id": "form",
        "version": "1",
        "title": SAID,
        "languages": ("en", "fr"),
        "choices": {"yesno": YES_NO},
        "pages": (Page("p", SAID, asked, **(page or {})),),
    }
    return Questionnaire(**given | changes)


def ask(name: str = "q", answer: Any = "integer", **changes: Any) -> Question:
    return replace(Question(name, answer, SAID), **changes)


@pytest.mark.parametrize(
    ("make", "thing", "part", "words"),
    [
        (lambda: whole(ask("a"), ask("a")), "question", "name", "names two things"),
        (lambda: whole(ask("p")), "page", "name", "names two things"),
        (lambda: whole(ask("1st")), "question", "name", "cannot be a name"),
        (lambda: whole(ask("meta")), "question", "name", "every form has already"),
        (lambda: whole(ask(answer="one_of", choices="no")), "question", "choices", "is not there"),
        (lambda: whole(ask(choices="yesno")), "question", "choices", "not answered from one"),
        (lambda: whole(ask(answer="calculated")), "question", "calculation", "but not how"),
        (lambda: whole(ask(calculation="1")), "question", "calculation", "is not calculated"),
        (lambda: whole(ask(label={"en": "x"})), "question", "label", "lacks fr"),
        (lambda: whole(ask(label={"en": "x", "fr": " "})), "question", "label", "lacks fr"),
        (lambda: whole(ask(hint={"ar": "x"})), "question", "hint", "speaks ar"),
        (lambda: whole(ask(hint={"en": ""})), "question", "hint", "is empty in en"),
        (lambda: whole(ask(hint={"en": "a\rb"})), "question", "hint", "U+000D"),
        (lambda: whole(ask(relevant="${b} = 1")), "question", "relevant", "“${b}”, which is not there"),
        (lambda: whole(ask(hint={"en": "${b"})), "question", "hint", "is not there"),
        (lambda: whole(ask(relevant=" 1 = 1")), "question", "relevant", "begins or ends with a space"),
        (lambda: whole(ask(relevant="${q} > 1")), "question", "relevant", "q → q"),
        (
            lambda: whole(ask("a", relevant="${b} = 1"), ask("b", relevant="${c} = 1"), ask("c", relevant="${a} = 1")),
            "question",
            "relevant",
            "a → b → c → a",
        ),
        (lambda: whole(ask(), page={"relevant": "${q} = 1"}), "question", "relevant", "depends on itself"),
        (lambda: whole(ask(answer="date", appearance="month-year")), "question", "appearance", "by its kind"),
        (lambda: whole(ask(constraint_message=SAID)), "question", "constraint_message", "constraint that it has not"),
        (lambda: whole(page={"count": "3"}), "page", "count", "is not repeated"),
        (
            lambda: whole(ask("p_count"), page={"repeated": True, "count": "3"}),
            "question",
            "name",
            "needs for the count",
        ),
        (lambda: whole(pages=(Page("p", {"en": "x"}, (ask(),)),)), "page", "label", "lacks fr"),
        (lambda: whole(pages=(Page("p", SAID, ()),)), "page", "questions", "has no question"),
        (lambda: whole(pages=()), "form", "pages", "no page"),
        (lambda: whole(id="a b"), "form", "id", "cannot be its id"),
        (lambda: whole(languages=()), "form", "languages", "no language"),
        (lambda: whole(languages=("en", "en")), "form", "languages", "one twice"),
        (lambda: whole(title={"en": "x"}), "form", "title", "lacks fr"),
        (lambda: whole(choices={"l": ()}), "list", "", "has no answer"),
        (lambda: whole(choices={"l": (*YES_NO, YES_NO[0])}), "choice", "code", "a code twice"),
        (lambda: whole(choices={"l": (Choice("a b", SAID),)}), "choice", "code", "cannot be a code"),
        (lambda: whole(choices={"a b": YES_NO}), "list", "name", "name of a list"),
        (lambda: whole(choices={"l": (Choice("a", {"en": "x"}),)}), "choice", "label", "lacks fr"),
    ],
)
def test_contradictions(make: Any, thing: str, part: str, words: str) -> None:
    with pytest.raises(QuestionnaireMisstated) as caught:
        make()
    fault, *others = caught.value.faults
    assert not others or part == "languages"
    assert (fault.thing, fault.part) == (thing, part)
    assert words in fault.said
    assert fault.said in str(caught.value)


def test_every_fault_is_named_at_once() -> None:
    with pytest.raises(QuestionnaireMisstated) as caught:
        whole(ask("a", answer="one_of", choices="x"), ask("b", label={}), id="")
    assert len(caught.value.faults) == len(caught.value.details["faults"]) == 3  # type: ignore[arg-type]
    assert "2 other faults" in caught.value.advice


def test_what_is_no_contradiction() -> None:
    """A page, a repetition or a question may be named in a text or a constraint; a constraint may name itself."""
    whole(
        ask("n", constraint="${n} > 0"),
        ask("total", "calculated", calculation="${n} + 1", label={}),
        ask("note", "note", label={"en": "You are ${n} in ${p}", "fr": "${total}"}),
    )


def test_a_long_chain_of_routing_is_no_circle() -> None:
    chain = [ask("q0"), *(ask(f"q{n}", relevant=f"${{q{n - 1}}} = 1 and ${{q0}} = 1") for n in range(1, 3000))]
    assert sum(1 for _ in whole(*chain).questions()) == 3000


def test_in_languages_keeps_only_them_in_their_order() -> None:
    one = whole(ask("w", "one_of", choices="yesno", hint={"en": "x"}))
    cut = one.in_languages(["fr", "en"])
    assert (cut.languages, cut.question("w")) == (("fr", "en"), one.question("w"))
    french = one.in_languages(["fr"])
    assert french.question("w") == replace(one.question("w"), label={"fr": "Français"}, hint={})  # type: ignore[type-var]
    assert french.choices["yesno"][0].label == {"fr": "Français"}
    assert french.title == french.pages[0].label == {"fr": "Français"}
    with pytest.raises(LanguageMissing, match="ar"):
        one.in_languages(["en", "ar"])
    with pytest.raises(LanguageMissing, match="No language"):
        one.in_languages([])


def test_the_page_of_a_question() -> None:
    one = whole(ask("a"))
    assert one.page_of("a") is one.pages[0]
    assert one.page_of("b") is None
