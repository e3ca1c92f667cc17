"""The sheet on which a paper form is entered, as its template shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final, Literal, TypeAlias

from fairway.kernel.questionnaire import Choice, Question
from fairway.kernel.text import Text
from fairway_portal.surveys.outreach.checking import Wrong
from fairway_portal.surveys.outreach.columns import Column, columns
from fairway_portal.surveys.running.languages import direction, own_name
from fairway_portal.surveys.running.saying import Teller

Control: TypeAlias = Literal["radios", "list", "checks", "line", "lines"]
MOST_RADIOS: Final = 9
"""As many as have a key: 1 to 9."""
HINTS: Final = {
    "date": Text("Year, month, day: 2024-03-05"),
    "month": Text("Year and month: 2024-03"),
    "year": Text("Four digits: 2024"),
}
DIGITS: Final = ("integer", "decimal", "date", "month", "year")


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """A choice; `key` is the key of the keyboard that takes it, or ""."""

    code: str
    label: str
    key: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """A question: `name` of its fields, `id` of the first of them."""

    name: str
    id: str
    control: Control
    label: str
    hint: Text | str
    value: str
    choices: tuple[ShownChoice, ...]
    unanswered: bool
    digits: bool
    required: bool


@dataclass(frozen=True, slots=True)
class Section:
    """The questions of a page; `row` of a repeated one, from 1, else 0."""

    title: str
    row: int
    columns: tuple[ShownColumn, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet.

    Attributes:
        key, label, day: Of the occasion; `organisation` whose it is.
        tag, direction: Of the questions' words.
        languages: Of the paper: tag and name; `language` is the one that is chosen.
        instance: Of the form that this sheet makes.
        wrong: What has to be mended; doubtful: what may be confirmed.
    """

    key: str
    label: str
    day: str
    organisation: int
    slug: str
    version: str
    title: str
    demonstration: bool
    tag: str
    direction: str
    languages: tuple[tuple[str, str], ...]
    language: str
    instance: str
    arrived: int
    sections: tuple[Section, ...]
    faults: tuple[Wrong, ...] = ()
    doubtful: bool = False


def sections(teller: Teller, written: Mapping[str, Any]) -> tuple[Section, ...]:
    """The questions, page by page.

    Args:
        teller: Says them.
        written: Name of a column → what was typed, where it is shown again.
    """
    found = groupby(columns(teller.form), key=lambda one: (one.page.name, one.row))
    return tuple(_section(teller, tuple(group), written) for _, group in found)


def _section(teller: Teller, group: Sequence[Column], written: Mapping[str, Any]) -> Section:
    page = group[0].page
    shown = tuple(_column(teller, one, written.get(one.name, "")) for one in group)
    return Section(teller.text(page.label), group[0].row, shown)


def _column(teller: Teller, at: Column, said: Any) -> ShownColumn:
    one = at.question
    listed = teller.form.questionnaire.choices.get(one.choices, ())
    given = [str(each) for each in said] if isinstance(said, list) else str(said).split() if listed else []
    control = _control(one, listed)
    keys = _keys(listed) if control == "radios" else {}
    return ShownColumn(
        name=at.name,
        id=id_of(at.name),
        control=control,
        label=teller.text(one.label),
        hint=HINTS.get(one.answer) or teller.text(one.hint),
        value="" if listed else str(said),
        choices=tuple(
            ShownChoice(each.code, teller.choice(each) or each.code, keys.get(each.code, ""), each.code in given)
            for each in listed
        ),
        unanswered=not given,
        digits=one.answer in DIGITS,
        required=one.required,
    )


def id_of(name: str) -> str:
    """The id of a column's first field."""
    return f"c-{name.replace('.', '-')}"


def at_fields(faults: Sequence[Wrong]) -> tuple[Wrong, ...]:
    """Faults that lead to the fields of their columns."""
    return tuple(Wrong(id_of(fault.field) if fault.field else "sheet", fault.message) for fault in faults)


def tongues(teller: Teller) -> tuple[tuple[str, str], ...]:
    """The languages in which the paper may be, and what each calls itself."""
    return tuple((tag, own_name(tag)) for tag in teller.form.questionnaire.languages)


def written_in(teller: Teller) -> tuple[str, str]:
    """The language and direction of the questions' words on the sheet."""
    asked = teller.form.questionnaire.languages
    tag = teller.tag if teller.tag in asked else asked[0]
    return tag, direction(tag)


def _control(one: Question, listed: Sequence[Choice]) -> Control:
    if one.answer == "some_of":
        return "checks"
    if one.answer == "one_of":
        return "radios" if len(listed) <= MOST_RADIOS else "list"
    return "lines" if one.answer == "text" and "multiline" in one.appearance else "line"


def _keys(listed: Sequence[Choice]) -> dict[str, str]:
    """Code → the key that takes it: 1 and 0 for yes and no, 2 to 9 for what else stands there; else 1 to 9."""
    codes = [one.code for one in listed]
    if "yes" not in codes or "no" not in codes:
        return {code: str(at) for at, code in enumerate(codes, start=1)}
    others = [code for code in codes if code not in ("yes", "no")]
    return {"yes": "1", "no": "0", **{code: str(at) for at, code in enumerate(others, start=2)}}
