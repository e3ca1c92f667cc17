"""What is written on paper, or in a cell of a table, as the answer it means."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from datetime import date
from typing import Final

from fairway.kernel.questionnaire import Question
from fairway.kernel.text import Text
from fairway_portal.surveys.form import Form
from fairway_portal.surveys.running import entries, numbers
from fairway_portal.surveys.running.entries import Meant

Written = str | int | float | Sequence[str]
"""A text as it was typed, a number of a spreadsheet, or the codes that were ticked."""

SHORT: Final = {"1": "yes", "0": "no"}
"""How yes and no are written on a sheet of short codes; `-` stands for no answer."""
NOTHING: Final = frozenset({"-", "–", "—"})
DAY_WANTED: Final = Text("Write the day as year, month, day: 2024-03-05.")
MONTH_WANTED: Final = Text("Write the month as year and month: 2024-03.")
YEAR_WANTED: Final = Text("Write the year with four digits: 2024.")
_DAY_LAST: Final = re.compile(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?")
_DAY_FIRST: Final = re.compile(r"(?:(?:(\d{1,2})[-/.])?(\d{1,2})[-/.])?(\d{4})")
_SHOWN: Final = 60


def meant(form: Form, one: Question, written: Written, tag: str) -> Meant:
    """The answer that is meant.

    Args:
        form: The questionnaire.
        one: The question.
        written: In the digits of any script; choices by code, by label in any language of the questionnaire, and yes
            and no as 1 and 0.
        tag: The language whose separators of thousands count.
    """
    if isinstance(written, int | float):
        said = str(int(written)) if float(written).is_integer() else repr(written)
        return _of_text(form, one, said, "en")
    if not isinstance(written, str):
        found = [_choice(form, one, each) for each in written if each.strip()]
        return _joined(one, found)
    return _of_text(form, one, written.strip(), tag)


def _of_text(form: Form, one: Question, written: str, tag: str) -> Meant:
    if not written or (written in NOTHING and written not in form.codes_of(one).codes):
        return Meant()
    match one.answer:
        case "one_of":
            return _choice(form, one, written)
        case "some_of":
            return _joined(one, [_choice(form, one, each) for each in _several(form, one, written)])
        case "date" | "month" | "year":
            return _day(one, numbers.western(written))
        case _:
            return entries.meant(form, one, {one.name: [written]}, tag)


def _several(form: Form, one: Question, written: str) -> list[str]:
    parts = [part for part in re.split(r"\s*[;|]\s*", written) if part]
    if len(parts) == 1 and _choice(form, one, written).wrong:
        return [part for part in re.split(r"[\s,،]+", written) if part]
    return parts


def _joined(one: Question, found: Sequence[Meant]) -> Meant:
    wrong = next((each for each in found if each.wrong), None)
    if wrong is not None:
        return wrong
    codes = list(dict.fromkeys(each.answer for each in found if each.answer))
    if one.answer != "some_of" and len(codes) > 1:
        return Meant(wrong=Text("Only one answer is possible here."))
    return Meant(" ".join(codes) or None)


def _choice(form: Form, one: Question, written: str) -> Meant:
    codes = form.codes_of(one).codes
    if written in codes:
        return Meant(written)
    listed = form.questionnaire.choices.get(one.choices, ())
    wanted = _same(written)
    names = {_same(label): each.code for each in listed for label in each.label.values()}
    names |= {_same(code): code for code in codes}
    if {"yes", "no"} <= set(codes):
        names = SHORT | names
    if wanted in names:
        return Meant(names[wanted])
    near = difflib.get_close_matches(wanted, names, n=1)
    shown = written[:_SHOWN]
    if near:
        return Meant(
            wrong=Text("“{written}” is none of the answers. Did you mean “{near}”?", written=shown, near=names[near[0]])
        )
    return Meant(wrong=Text("“{written}” is none of the answers: {codes}.", written=shown, codes=_listed(codes)))


def _listed(codes: Sequence[str]) -> str:
    return ", ".join(codes[:8]) + (" …" if len(codes) > 8 else "")


def _same(written: str) -> str:
    """A label or code without what people leave out or vary: case, digits of a script, spaces, marks at its end."""
    return " ".join(numbers.western(written).casefold().split()).rstrip(".!?؟")


def _day(one: Question, written: str) -> Meant:
    wanted = {"date": DAY_WANTED, "month": MONTH_WANTED, "year": YEAR_WANTED}[one.answer]
    written = written.split("T")[0].strip()
    parts = _parts(written)
    needed = {"date": 3, "month": 2, "year": 1}[one.answer]
    if len(parts) < needed:
        return Meant(wrong=wanted)
    try:
        found = date(*(*parts[:needed], *(1,) * (3 - needed)))
    except ValueError:
        return Meant(wrong=wanted)
    return Meant(found.isoformat())


def _parts(written: str) -> list[int]:
    """Year, month and day, as far as they are there."""
    last, first = _DAY_LAST.fullmatch(written), _DAY_FIRST.fullmatch(written)
    found = [last[1], last[2], last[3]] if last else [first[3], first[2], first[1]] if first else []
    return [int(part) for part in found if part]
