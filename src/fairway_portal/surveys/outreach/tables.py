"""A filled table as paper forms: each row with an instance, each fault with sheet, row and column."""

from __future__ import annotations

import difflib
import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID, uuid5

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.surveys.form import Form
from fairway_portal.surveys.outreach.checking import Entry, read_entry
from fairway_portal.surveys.outreach.columns import column, columns
from fairway_portal.surveys.outreach.table_reading import ERROR, Row, Table
from fairway_portal.surveys.outreach.table_writing import INSTANCE
from fairway_portal.surveys.running.saying import Teller

MOST_FAULTS: Final = 200


@dataclass(frozen=True, slots=True)
class TableFault:
    """What is wrong in a cell; `row` 1 is that of the headings, `column` its letter and heading."""

    sheet: str
    row: int
    column: str
    message: Text | str


@dataclass(slots=True)
class FilledTable:
    """The forms of a table.

    Attributes:
        forms: Instance and form of each row on which something is written.
        wrong: What has to be mended before anything is taken.
        doubtful: What may be confirmed.
    """

    forms: list[tuple[UUID, Entry]] = field(default_factory=list)
    wrong: list[TableFault] = field(default_factory=list)
    doubtful: list[TableFault] = field(default_factory=list)


def read_forms(table: Table, teller: Teller, *, key: UUID, slug: str, typed_in: str) -> FilledTable:
    """Reads every row.

    A row without an instance gets one that is made of the occasion, the survey, what the row says, and of how
    many equal rows stand before it: the same file sent again has the same instances.

    Args:
        table: As it was sent.
        teller: Says the questionnaire.
        key: Of the occasion; slug: of the survey.
        typed_in: The language whose separators of thousands count.
    """
    made = FilledTable(wrong=list(_headings(table, teller.form)))
    if made.wrong:
        return made
    seen: dict[UUID, int] = {}
    equal: Counter[str] = Counter()
    for row in table.rows:
        written = dict(_written(table, row))
        given = str(written.pop(INSTANCE, "") or "")
        if not written or _labels(teller.form, written):
            continue
        entry = _entry(made, table, row, teller, written, typed_in)
        content = json.dumps(entry.answers if entry else {}, sort_keys=True)
        equal[content] += 1
        instance = _instance(made, table, row, given) or uuid5(key, f"{slug}\n{content}\n{equal[content]}")
        if instance in seen:
            said = Text(
                "Row {row} has this instance too. Empty this cell: the form then gets its own.", row=seen[instance]
            )
            made.wrong.append(_fault(table, row, INSTANCE, said))
        seen[instance] = row.number
        if entry is not None:
            made.forms.append((instance, entry))
    if not made.forms and not made.wrong:
        made.wrong.append(
            TableFault(table.sheet, 0, "", Text("No form is filled in. Write in the rows below the headings."))
        )
    return made


def _entry(
    made: FilledTable, table: Table, row: Row, teller: Teller, written: Mapping[str, Any], typed_in: str
) -> Entry | None:
    broken = [name for name, said in written.items() if said is ERROR]
    for name in broken:
        made.wrong.append(
            _fault(table, row, name, Text("The cell shows an error of the spreadsheet. Write its answer."))
        )
    if broken:
        return None
    try:
        entry = read_entry(teller, written, typed_in)
    except InputError as error:
        made.wrong.append(_fault(table, row, "", error.title_text))
        return None
    made.wrong += [_fault(table, row, one.field, one.message) for one in entry.wrong]
    made.doubtful += [_fault(table, row, one.field, one.message) for one in entry.doubtful]
    return entry


def _headings(table: Table, form: Form) -> Iterator[TableFault]:
    known = [INSTANCE, *(one.name for one in columns(form))]
    counted = Counter(name for name in table.headings if name)
    for at, name in enumerate(table.headings):
        if not name:
            if any(at < len(row.cells) and row.cells[at] != "" for row in table.rows):
                yield _heading(table, at, Text("The column has no heading. Write the question’s name, or empty it."))
        elif counted[name] > 1:
            yield _heading(table, at, Text("The heading “{name}” is there more than once.", name=name[:80]))
        elif name != INSTANCE and column(form, name) is None:
            near = difflib.get_close_matches(name, known, n=1)
            said = (
                Text("No question is called “{name}”. Did you mean “{near}”?", name=name[:80], near=near[0])
                if near
                else Text("No question is called “{name}”. Take the headings of the empty table.", name=name[:80])
            )
            yield _heading(table, at, said)
    if not counted.keys() - {INSTANCE}:
        yield TableFault(table.sheet, 1, "", Text("No heading is a question. Take the headings of the empty table."))


def _written(table: Table, row: Row) -> Iterator[tuple[str, Any]]:
    for at, said in enumerate(row.cells):
        if said != "" and at < len(table.headings) and table.headings[at]:
            yield table.headings[at], said


def _labels(form: Form, written: Mapping[str, Any]) -> bool:
    """Whether this is the row of the questions' labels that the empty table has."""
    for name, said in written.items():
        at = column(form, name)
        if at is None or str(said).lstrip("'") not in {one.strip() for one in at.question.label.values()}:
            return False
    return True


def _instance(made: FilledTable, table: Table, row: Row, given: str) -> UUID | None:
    if not given:
        return None
    try:
        return UUID(given.removeprefix("uuid:"))
    except ValueError:
        said = Text("This is no instance. Empty the cell: the form then gets its own.")
        made.wrong.append(_fault(table, row, INSTANCE, said))
        return None


def _fault(table: Table, row: Row, name: str, said: Text | str) -> TableFault:
    at = table.headings.index(name) if name in table.headings else None
    return TableFault(table.sheet, row.number, name if at is None else f"{_letter(at)} {name}", said)


def _heading(table: Table, at: int, said: Text) -> TableFault:
    return TableFault(table.sheet, 1, f"{_letter(at)} {table.headings[at]}".strip(), said)


def _letter(at: int) -> str:
    """The letter of a column, from 0: A … Z, AA …"""
    said, at = "", at + 1
    while at:
        at, rest = divmod(at - 1, 26)
        said = chr(65 + rest) + said
    return said
