"""A page of questions as its template shows it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from fairway.kernel.questionnaire import Choice, Page, Question
from fairway.kernel.text import Text
from fairway.methods.routing import Answer
from fairway_portal.surveys.running.entries import PARTS, Entries, fields
from fairway_portal.surveys.running.icons import icon_of
from fairway_portal.surveys.running.interview import Interview
from fairway_portal.surveys.running.media import file_of
from fairway_portal.surveys.running.saying import Teller

Control: TypeAlias = Literal["note", "line", "lines", "number", "amount", "parts", "radios", "checks", "list"]

LONGEST_RADIOS: Final = 14
REFUSALS: Final = frozenset({"refused", "dont_know"})
SKIP: Final = Text("Skip this question")
RATHER_NOT: Final = Text("I do not want to say")
PART_NAMES: Final = {"day": Text("Day"), "month": Text("Month"), "year": Text("Year")}
LONGEST_LINE: Final = 300
_LENGTH: Final = re.compile(r"string-length\(\.\)\s*<=?\s*([0-9]{1,9})\b")


@dataclass(frozen=True, slots=True)
class FieldFault:
    """What is wrong with a field: the id it leads to, and the sentence, in words of Fairway or of the questionnaire."""

    field: str
    message: Text | str


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A choice: `icon` names a drawing in the page, `picture` and `audio` files of the operator, or are ""."""

    code: str
    label: str
    icon: str
    picture: str
    audio: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownPart:
    """A field of a date."""

    name: str
    label: Text
    value: str
    wide: bool


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """A question with its fields.

    Attributes:
        name: Of the field; `field` is its id.
        control: How it is answered.
        empty: What the choice that leaves it unanswered says; None where an answer is required, or the list has one.
        value: What stands in the field; of a date, in `parts`.
        optional: Whether it may be left empty.
    """

    name: str
    field: str
    control: Control
    label: str
    hint: str
    icon: str
    picture: str
    audio: str
    value: str
    parts: tuple[ShownPart, ...]
    choices: tuple[ShownChoice, ...]
    empty: Text | None
    optional: bool


def field_of(name: str) -> str:
    """The id of a question's first field."""
    return f"q-{name}"


def shown_questions(
    teller: Teller, interview: Interview, page: Page, row: int | None, entries: Entries | None
) -> tuple[ShownQuestion, ...]:
    """The questions of a page that are asked.

    Args:
        teller: Says them.
        interview: What is asked, and what was answered.
        page: The page.
        row: The index of a row of a repeated page; None for a page that is asked once.
        entries: What was typed, where it could not be kept; None to show the answers.
    """
    asked = interview.asked if row is None else interview.asked_rows[page.name][row]
    scope = interview.scope(page, row or 0)
    return tuple(
        _shown(teller, one, scope, entries)
        for one in page.questions
        if one.answer != "calculated" and asked.get(one.name, False)
    )


def _shown(teller: Teller, one: Question, scope: Mapping[str, Answer], entries: Entries | None) -> ShownQuestion:
    answer = str(scope.get(one.name) or one.default or "")
    held: Entries = entries if entries is not None else fields(one, answer) if answer else {}
    listed = teller.form.questionnaire.choices.get(one.choices, ())
    control = _control(one, listed)
    optional = not one.required or one.sensitive
    picture = teller.text(one.image)
    given = held.get(one.name, ())
    return ShownQuestion(
        one.name,
        field_of(one.name),
        control,
        teller.text(one.label, scope),
        teller.text(one.hint, scope),
        icon_of(picture),
        _file(picture),
        _file(teller.text(one.audio)),
        next(iter(given), ""),
        tuple(
            ShownPart(
                f"{one.name}.{part}",
                PART_NAMES[part],
                next(iter(held.get(f"{one.name}.{part}", ())), ""),
                part == "year",
            )
            for part in PARTS.get(one.answer, ())
        ),
        tuple(_choice(teller, each, given) for each in listed),
        _empty(one, control, listed) if optional else None,
        optional,
    )


def _choice(teller: Teller, one: Choice, given: Sequence[str]) -> ShownChoice:
    return ShownChoice(
        one.code, teller.choice(one), icon_of(one.image), _file(one.image), _file(one.audio), one.code in given
    )


def _empty(one: Question, control: Control, listed: Sequence[Choice]) -> Text | None:
    if control == "radios" and any(each.code in REFUSALS for each in listed):
        return None
    return RATHER_NOT if one.sensitive else SKIP


def _control(one: Question, listed: Sequence[Choice]) -> Control:
    match one.answer:
        case "one_of":
            long = len(listed) > LONGEST_RADIOS or "minimal" in one.appearance or "autocomplete" in one.appearance
            return "list" if long else "radios"
        case "some_of":
            return "checks"
        case "date" | "month" | "year":
            return "parts"
        case "integer":
            return "number"
        case "decimal":
            return "amount"
        case "note":
            return "note"
        case _:
            return "lines" if "multiline" in one.appearance or _long(one) else "line"


def _long(one: Question) -> bool:
    """Whether a text may be longer than a line: its constraint says so."""
    found = _LENGTH.search(one.constraint)
    return found is not None and int(found[1]) > LONGEST_LINE


def _file(name: str) -> str:
    return name if name and not icon_of(name) and file_of(name) else ""
