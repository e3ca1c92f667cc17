"""Every text of a questionnaire in its languages: which are missing, and writing them in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire, Said
from fairway_portal.surveys.desk.working import Unfinished


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for a text.

    Attributes:
        thing, name, code, part: As `questionnaire_faults.Misstatement` names it.
        said: What stands there, by language.
        needed: Whether the questionnaire cannot be asked without it.
    """

    thing: str
    name: str
    code: str
    part: str
    said: Said
    needed: bool

    @property
    def key(self) -> str:
        """Its name in a form: no part of it holds a blank."""
        return " ".join((self.thing, self.name, self.code or "-", self.part))


def spots(form: Questionnaire) -> Iterator[Spot]:
    """Every place where a text stands, or has to."""
    yield Spot("form", form.id, "", "title", form.title, True)
    for page in form.pages:
        if page.label:
            yield Spot("page", page.name, "", "label", page.label, True)
        for one in page.questions:
            yield from _of_question(one)
    for name, listed in form.choices.items():
        for choice in listed:
            yield Spot("choice", name, choice.code, "label", choice.label, True)


def missing(form: Questionnaire, language: str) -> tuple[Spot, ...]:
    """The places without a text in a language: what is needed, and what other languages have."""
    return tuple(spot for spot in spots(form) if not spot.said.get(language, "").strip())


def lacking(form: Questionnaire) -> dict[str, int]:
    """Language → how many texts it needs still; languages that are whole are left out."""
    counted = {language: sum(spot.needed for spot in missing(form, language)) for language in form.languages}
    return {language: count for language, count in counted.items() if count}


def written_in(form: Unfinished, language: str, texts: Mapping[str, str]) -> Unfinished:
    """The questionnaire with more texts in a language.

    Args:
        form: The questionnaire.
        language: Of the texts.
        texts: Key of a spot → its text.
    """

    def put(said: Said, *place: str) -> Said:
        text = texts.get(" ".join(place), "")
        return {**said, language: text} if text else said

    pages = tuple(_page(page, put) for page in form.pages)
    choices = {name: tuple(_choice(one, name, put) for one in listed) for name, listed in form.choices.items()}
    return replace(form, title=put(form.title, "form", form.id, "-", "title"), pages=pages, choices=choices)


def _of_question(one: Question) -> Iterator[Spot]:
    if one.answer != "calculated" or one.label:
        yield Spot("question", one.name, "", "label", one.label, True)
    if one.hint:
        yield Spot("question", one.name, "", "hint", one.hint, False)
    if one.constraint_message:
        yield Spot("question", one.name, "", "constraint_message", one.constraint_message, False)


def _page(page: Page, put: Any) -> Page:
    questions = tuple(
        replace(
            one,
            label=put(one.label, "question", one.name, "-", "label"),
            hint=put(one.hint, "question", one.name, "-", "hint"),
            constraint_message=put(one.constraint_message, "question", one.name, "-", "constraint_message"),
        )
        for one in page.questions
    )
    return replace(page, label=put(page.label, "page", page.name, "-", "label"), questions=questions)


def _choice(one: Choice, name: str, put: Any) -> Choice:
    return replace(one, label=put(one.label, "choice", name, one.code, "label"))
