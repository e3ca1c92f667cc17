"""One answer: how a file may write it, and whether it is of its question's kind."""

from __future__ import annotations

import difflib
import math
import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from fairway.kernel.questionnaire import Question
from fairway.methods.routing_functions import number

_NUMBER: Final = re.compile(r"-?[0-9.]+")
_PARTS: Final = {
    "date": re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ].*)?"),
    "month": re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:[T ].*)?)?"),
    "year": re.compile(r"([0-9]{4})(?:-([0-9]{2})-([0-9]{2})(?:[T ].*)?)?"),
}


@dataclass(frozen=True, slots=True)
class Codes:
    """The codes of a list, also as the numbers that a file may have made of them (`01` → 1)."""

    codes: tuple[str, ...]
    by_number: dict[float, str] = field(init=False)

    def __post_init__(self) -> None:
        numbered = [(number(code), code) for code in self.codes]
        object.__setattr__(self, "by_number", {value: code for value, code in numbered if not math.isnan(value)})


def plain(one: Question, codes: Codes, answer: object) -> str | None:
    """An answer as text, as the form itself would have kept it; None where there is none.

    A month is kept as its first day, a year as its first: `2019-07` is `2019-07-01`. A code that the file made a number
    is the code again. What is not of its kind stays as it is.
    """
    if answer is None or (isinstance(answer, float) and math.isnan(answer)):
        return None
    if isinstance(answer, bool):
        return "true" if answer else "false"
    if isinstance(answer, int | float):
        return _of_number(one, answer, codes)
    if isinstance(answer, datetime):
        return answer.date().isoformat()
    written = answer.isoformat() if isinstance(answer, date) else str(answer).strip()
    return (_day(one, written) or written) or None


def _of_number(one: Question, answer: float, codes: Codes) -> str:
    if one.choices and answer in codes.by_number:
        return codes.by_number[answer]
    written = str(int(answer)) if float(answer).is_integer() else repr(answer)
    return _day(one, written) or written


def _day(one: Question, written: str) -> str | None:
    """The day that stands for a date, month or year; None where it is none."""
    pattern = _PARTS.get(one.answer)
    found = pattern.fullmatch(written) if pattern else None
    if found is None:
        return None
    try:
        whole = date(int(found[1]), int(found[2] or 1), int((found[3] if len(found.groups()) > 2 else None) or 1))
    except ValueError:
        return None
    return whole.isoformat()


def nearest(one: Question, answer: str | None, codes: Codes) -> str | None:
    """None where an answer is of its question's kind; else the nearest code of its list, or "" where there is none."""
    if answer is None or one.answer in ("text", "note", "calculated"):
        return None
    if one.choices:
        given = answer.split() if one.answer == "some_of" else [answer]
        unknown = next((code for code in given if code not in codes.codes), None)
        return None if unknown is None else next(iter(difflib.get_close_matches(unknown, codes.codes, n=1)), "")
    if one.answer in ("integer", "decimal"):
        value = number(answer) if _NUMBER.fullmatch(answer) else math.nan
        return "" if math.isnan(value) or (one.answer == "integer" and not value.is_integer()) else None
    return None if _day(one, answer) else ""
