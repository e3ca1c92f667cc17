"""The questions of a questionnaire side by side, as on a sheet: `pay`; in a repeated page `cost.2.amount`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from fairway.kernel.questionnaire import Page, Question
from fairway_portal.surveys.form import Form

ROWS: Final = 5
"""Of a repeated page, for which a sheet has room; a table may have more."""
MOST_ROWS: Final = 50
_ROW: Final = re.compile("[1-9][0-9]?")
UNWRITTEN: Final = ("note", "calculated")
Flat = dict[str, Any]
"""Name of a column → what is written there."""


@dataclass(frozen=True, slots=True)
class Column:
    """A question in its place.

    Attributes:
        name: `pay`, or `cost.2.amount`.
        row: Of the repeated page, from 1; 0 elsewhere.
    """

    name: str
    page: Page
    question: Question
    row: int


def columns(form: Form) -> tuple[Column, ...]:
    """Every question that can be answered on paper, in order; those of a repeated page `ROWS` times."""
    return tuple(
        Column(f"{page.name}.{row}.{one.name}" if row else one.name, page, one, row)
        for page in form.questionnaire.pages
        for row in (range(1, ROWS + 1) if page.repeated else (0,))
        for one in page.questions
        if one.answer not in UNWRITTEN
    )


def column(form: Form, name: str) -> Column | None:
    """The column of a name; None where the questionnaire has none."""
    page_name, _, rest = name.partition(".")
    if not rest:
        one = form.singles.get(name)
        page = form.questionnaire.page_of(name)
        return Column(name, page, one, 0) if one and page and one.answer not in UNWRITTEN else None
    row, _, asked = rest.partition(".")
    page = form.repeats.get(page_name)
    if page is None or not _ROW.fullmatch(row) or int(row) > MOST_ROWS:
        return None
    found = next((one for one in page.questions if one.name == asked and one.answer not in UNWRITTEN), None)
    return Column(name, page, found, int(row)) if found else None


def flat(form: Form, answers: Mapping[str, Any]) -> Flat:
    """Answers with the rows of repeated pages, one beside the other; what is flat already stays so."""
    found: Flat = {}
    for name, answer in answers.items():
        if name in form.repeats and isinstance(answer, list) and all(isinstance(row, Mapping) for row in answer):
            for at, row in enumerate(answer, start=1):
                found |= {f"{name}.{at}.{asked}": said for asked, said in row.items()}
        else:
            found[name] = answer
    return found


def nested(form: Form, answers: Mapping[str, str]) -> dict[str, Any]:
    """The answers as the door of submissions takes them: repeated pages as lists of rows, without empty ones.

    Args:
        form: The questionnaire.
        answers: Name of a column → its answer.
    """
    found: dict[str, Any] = {}
    rows: dict[str, dict[int, dict[str, str]]] = {}
    for at, answer in _in_place(form, answers):
        if at.row:
            rows.setdefault(at.page.name, {}).setdefault(at.row, {})[at.question.name] = answer
        else:
            found[at.question.name] = answer
    return found | {name: [of_page[row] for row in sorted(of_page)] for name, of_page in rows.items()}


def _in_place(form: Form, answers: Mapping[str, str]) -> Iterator[tuple[Column, str]]:
    for name, answer in answers.items():
        at = column(form, name)
        if at is not None:
            yield at, answer
