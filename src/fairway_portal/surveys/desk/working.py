"""A questionnaire that is being made: kept as it is, its faults told, finished into one that can be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from fairway.exchange.questionnaire_json import LISTS
from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire
from fairway.kernel.questionnaire_faults import Misstatement, misstatements
from fairway.methods.routing import misstated_expressions

UNNUMBERED: Final = "draft"
"""The version of what has none yet."""


@dataclass(frozen=True, slots=True)
class Unfinished(Questionnaire):
    """A questionnaire that may still contradict itself."""

    def __post_init__(self) -> None:
        """Refuses nothing: what is wrong is told by `faults_of`."""


def empty(id: str, title: str, language: str) -> Unfinished:
    """A questionnaire without a page.

    Args:
        id: Of the form, as in a file name.
        title: In its one language.
        language: Its tag.
    """
    return Unfinished(id, UNNUMBERED, {language: title}, (language,), {}, ())


def unfinished(whole: Questionnaire) -> Unfinished:
    """A questionnaire, to go on working on it."""
    return Unfinished(**{one.name: getattr(whole, one.name) for one in fields(whole)})


def finished(form: Unfinished, *, id: str, version: str) -> Questionnaire:
    """The questionnaire that can be asked.

    Raises:
        QuestionnaireMisstated: It contradicts itself.
    """
    return Questionnaire(id, version, form.title, form.languages, form.choices, form.pages)


def faults_of(form: Questionnaire) -> tuple[Misstatement, ...]:
    """Everything that keeps it from being asked: contradictions, missing texts, expressions that cannot be read."""
    return (*misstatements(form), *misstated_expressions(form.pages))


def read(kept: Mapping[str, Any]) -> Unfinished:
    """What `questionnaire_json.as_json` wrote, however unfinished.

    Args:
        kept: From the database, where only this room writes it.
    """
    return Unfinished(
        kept["id"],
        kept["version"],
        kept["title"],
        tuple(kept["languages"]),
        {each["name"]: tuple(_choice(one) for one in each["choices"]) for each in kept[LISTS]},
        tuple(_page(each) for each in kept["pages"]),
    )


def _choice(parts: Mapping[str, Any]) -> Choice:
    return Choice(**{"code": "", "label": {}, **parts})


def _page(parts: Mapping[str, Any]) -> Page:
    questions = tuple(Question(**{"name": "", **one}) for one in parts["questions"])
    return Page(**{"name": "", "label": {}, **parts, "questions": questions})
