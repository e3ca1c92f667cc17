"""Answers as files, written while they are read: CSV as ODK Central exports it, in a ZIP; JSON.

`main.csv` holds one row a set of answers, and each repeated page is a table of its own, joined by `PARENT_KEY`.
`fairway questionnaire derive` reads the folder as it is unpacked.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from fairway.exchange.odk_answers import MAIN
from fairway.kernel.questionnaire import Page, Question, Questionnaire
from fairway_portal.surveys.desk.submissions import Answered

FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
NUMBER: Final = re.compile(r"-?[0-9]+(\.[0-9]+)?")
BESIDE: Final = ("SubmissionDate", "FormVersion", "AnswerLanguage", "AnswerChannel", "AnswerFaults")
"""What is known besides the answers; left out where a question has the same name."""
FLUSHED_AT: Final = 64 * 1024
UNASKED: Final = ("note",)
Source = Callable[[], Iterable[Answered]]


@dataclass(frozen=True, slots=True)
class Table:
    """One CSV file: its name, and the questions of its columns, each with the page before its name."""

    name: str
    columns: tuple[tuple[str, str], ...]
    """Heading → name of the question."""
    repeated: bool


def tables_of(forms: Sequence[Questionnaire], *, sensitive: bool) -> tuple[Table, ...]:
    """The tables of a survey's answers: every question of every version, the latest version's first.

    Args:
        forms: The questionnaires that were asked, the latest first.
        sensitive: Whether sensitive questions have columns.
    """
    hidden = {one.name for form in forms for one in form.questions() if one.sensitive and not sensitive}
    main: dict[str, str] = {}
    repeats: dict[str, dict[str, str]] = {}
    for form in forms:
        for page in form.pages:
            columns = repeats.setdefault(page.name, {}) if page.repeated else main
            for one in page.questions:
                if one.answer not in UNASKED and one.name not in hidden:
                    columns.setdefault(one.name, _heading(page, one))
    return (
        Table(MAIN, tuple((heading, name) for name, heading in main.items()), False),
        *(
            Table(page, tuple((heading, name) for name, heading in columns.items()), True)
            for page, columns in repeats.items()
        ),
    )


def zipped(tables: Sequence[Table], source: Source, versions: Mapping[int, str]) -> Iterator[bytes]:
    """A ZIP with one CSV file for each table, in pieces; a repeated page without any row has none.

    Args:
        tables: Of `tables_of`.
        source: Called once for each table: the answers.
        versions: Primary key of a version → its name.
    """
    sink = _Sink()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as packed:
        for table in tables:
            lines = _lines(table, source(), versions)
            headings = next(lines, None)
            if headings is None:
                continue
            with packed.open(f"{table.name}.csv", "w", force_zip64=True) as file:
                for piece in _pieces(chain([headings], lines)):
                    file.write(piece)
                    if sink.waiting() > FLUSHED_AT:
                        yield sink.taken()
    yield sink.taken()


def as_json(source: Source, versions: Mapping[int, str], hidden: frozenset[str]) -> Iterator[bytes]:
    """An array of sets of answers, in pieces.

    Args:
        source: The answers.
        versions: Primary key of a version → its name.
        hidden: Names of questions that are left out.
    """
    yield b"["
    for number, one in enumerate(source()):
        written = {
            "instance": str(one.instance),
            "version": versions.get(one.version_id, ""),
            "language": one.language,
            "channel": one.channel,
            "received": one.received.isoformat(),
            "faults": [fault for fault in one.faults if fault.get("question") not in hidden],
            "answers": _without(one.answers, hidden),
        }
        yield (",\n" if number else "\n").encode() + json.dumps(written, ensure_ascii=False).encode()
    yield b"\n]\n"


def as_words(cell: str) -> str:
    """A cell that a spreadsheet would compute, written as words; a negative number stays one."""
    return f"'{cell}" if cell.startswith(FORMULA) and not NUMBER.fullmatch(cell) else cell


def _heading(page: Page, one: Question) -> str:
    return one.name if page.repeated else f"{page.name}-{one.name}"


def _lines(table: Table, answers: Iterable[Answered], versions: Mapping[int, str]) -> Iterator[list[str]]:
    names = [name for _, name in table.columns]
    headings = [heading for heading, _ in table.columns]
    if table.repeated:
        rows = _repeated_rows(table.name, names, answers)
        first = next(rows, None)
        if first is not None:
            yield from chain([[*headings, "PARENT_KEY", "KEY"], first], rows)
        return
    free = [at for at, name in enumerate(BESIDE) if name not in names]
    yield [*(BESIDE[at] for at in free), *headings, "KEY"]
    for one in answers:
        known = _beside(one, versions)
        yield [*(known[at] for at in free), *_cells(names, one.answers), f"uuid:{one.instance}"]


def _beside(one: Answered, versions: Mapping[int, str]) -> tuple[str, ...]:
    faults = str(len(one.faults) or "")
    return (one.received.isoformat(), versions.get(one.version_id, ""), one.language, one.channel, faults)


def _repeated_rows(table: str, names: Sequence[str], answers: Iterable[Answered]) -> Iterator[list[str]]:
    for one in answers:
        parent = f"uuid:{one.instance}"
        rows = one.answers.get(table)
        for number, row in enumerate(rows if isinstance(rows, list) else (), start=1):
            yield [*_cells(names, row), parent, f"{parent}/{table}[{number}]"]


def _cells(names: Sequence[str], answers: Mapping[str, Any]) -> list[str]:
    found = (answers.get(name, "") for name in names)
    return [as_words(cell) if isinstance(cell, str) else "" for cell in found]


def _pieces(lines: Iterable[list[str]]) -> Iterator[bytes]:
    """The lines as CSV in UTF-8, with the mark by which spreadsheet programs know it."""
    written = io.StringIO(newline="")
    written.write("\ufeff")
    writer = csv.writer(written)
    for line in lines:
        writer.writerow(line)
        if written.tell() > FLUSHED_AT:
            yield written.getvalue().encode()
            written.seek(0)
            written.truncate()
    yield written.getvalue().encode()


def _without(answers: Mapping[str, Any], hidden: frozenset[str]) -> dict[str, Any]:
    return {
        name: [_without(row, hidden) for row in answer] if isinstance(answer, list) else answer
        for name, answer in answers.items()
        if name not in hidden
    }


class _Sink(io.RawIOBase):
    """What a ZIP is written to: never read back, handed on in pieces."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: list[bytes] = []
        self._size = 0

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, piece: Any) -> int:
        """Takes some bytes."""
        taken = bytes(piece)
        self._parts.append(taken)
        self._size += len(taken)
        return len(taken)

    def waiting(self) -> int:
        """How many bytes wait to be handed on."""
        return self._size

    def taken(self) -> bytes:
        """The bytes that wait."""
        whole = b"".join(self._parts)
        self._parts, self._size = [], 0
        return whole
