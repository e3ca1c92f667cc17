"""Reads a folder of CSV files, or one JSON file, as a chain; every fault is told with file, row and column, and nothing
is taken in where there is one.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final, cast, get_args

from fairway.recruitment.contracts.fields import SECTORS
from fairway.recruitment.liability.errors import ChainUnusable
from fairway.recruitment.liability.index import LicenceSpell, Records
from fairway.recruitment.liability.parties import (
    Contract,
    Guarantee,
    GuaranteeKind,
    Officer,
    Party,
    PartyKind,
    Relation,
    RelationKind,
)
from fairway.recruitment.licences.states import State
from fairway.reference import places

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "contracts": (
        "number", "origin", "destination", "sector", "signed", "begins", "ends", "employer", "principal", "agency",
        "sub_agent",
    ),
    "parties": ("code", "name", "country", "kind", "joined_to"),
    "relations": ("kind", "recruiter", "served", "since", "until", "accreditation"),
    "licences": ("party", "number", "state", "since", "until"),
    "guarantees": ("party", "kind", "holder", "instrument", "currency", "amount", "valid_to"),
    "officers": ("party", "name", "position", "since", "until"),
}  # fmt: skip
"""Table → its columns; a folder has a file `contracts.csv` and so on, a JSON file a list under each name."""
NEEDED: Final = ("contracts", "parties")
MOST_FAULTS: Final = 50


def read_chain(path: Path) -> Records:
    """The records of a folder or JSON file.

    Args:
        path: A folder with `contracts.csv`, `parties.csv` and, where there are any, `relations.csv`, `licences.csv`,
            `guarantees.csv`, `officers.csv`; or a JSON file with these as lists of objects.

    Raises:
        ChainUnusable: A file is missing or cannot be read, or rows have faults: all of them are named.
    """
    tables = _folder(path) if path.is_dir() else _json(path)
    reading = _Reading()
    parties = list(reading.each("parties", tables, _party))
    known = {one.code for one, _ in parties}
    records = Records(
        contracts=list(reading.each("contracts", tables, _contract)),
        parties=[one for one, _ in parties],
        joined={one.code: into for one, into in parties if into},
        relations=list(reading.each("relations", tables, _relation)),
        licences=list(reading.each("licences", tables, _licence)),
        guarantees=list(reading.each("guarantees", tables, _guarantee)),
        officers=list(reading.each("officers", tables, _officer)),
    )
    _twice(reading, [one.code for one, _ in parties], "parties", "code")
    _twice(reading, [one.number for one in records.contracts], "contracts", "number")
    for code, into in records.joined.items():
        if into not in known:
            reading.faults.append(f"parties, {code}, joined_to: “{into}” is no party of this list")
    reading.refuse(path.name)
    return records


def _folder(path: Path) -> dict[str, list[tuple[int, Mapping[str, Any]]]]:
    tables: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for table in COLUMNS:
        file = path / f"{table}.csv"
        if not file.exists():
            continue
        try:
            with file.open(encoding="utf-8-sig", newline="") as stream:
                lines = csv.DictReader(stream)
                _titles(file.name, table, lines.fieldnames or ())
                tables[table] = [(lines.line_num, row) for row in lines]
        except (OSError, UnicodeDecodeError, csv.Error) as fault:
            raise ChainUnusable(
                f"{file.name} cannot be read as CSV in UTF-8.", advice="Save it again as “CSV UTF-8”."
            ) from fault
    return _complete(tables, f"the folder {path.name}")


def _titles(file: str, table: str, titles: Sequence[str]) -> None:
    needed = COLUMNS[table]
    missing, strange = [one for one in needed if one not in titles], [one for one in titles if one not in needed]
    if missing or strange:
        what = f"lacks {', '.join(missing)}" if missing else f"has {', '.join(strange)}, which no chain has"
        raise ChainUnusable(f"{file} {what}.", advice=f"Its columns are: {', '.join(needed)}.")


def _json(path: Path) -> dict[str, list[tuple[int, Mapping[str, Any]]]]:
    try:
        read = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as fault:
        raise ChainUnusable(
            f"{path.name} is neither a folder nor a JSON file that can be read.",
            advice="Give a folder with contracts.csv and parties.csv, or a JSON file with these as lists.",
        ) from fault
    if not isinstance(read, dict):
        raise ChainUnusable(f"{path.name} is no object of lists.", advice=f"Its keys are: {', '.join(COLUMNS)}.")
    tables: dict[str, list[tuple[int, Mapping[str, Any]]]] = {}
    for table, rows in read.items():
        if table not in COLUMNS or not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ChainUnusable(
                f"{path.name}: “{table}” is not a list of objects under a name that a chain has.",
                advice=f"Its keys are: {', '.join(COLUMNS)}.",
            )
        tables[table] = list(enumerate(rows, start=1))
    return _complete(tables, path.name)


def _complete(
    tables: dict[str, list[tuple[int, Mapping[str, Any]]]], where: str
) -> dict[str, list[tuple[int, Mapping[str, Any]]]]:
    missing = [table for table in NEEDED if table not in tables]
    if missing:
        raise ChainUnusable(
            f"There is no {' and no '.join(missing)} in {where}.",
            advice="A chain needs contracts and parties; relations, licences, guarantees and officers may be missing.",
        )
    return tables


def _twice(reading: _Reading, values: Sequence[str], table: str, column: str) -> None:
    if len(set(values)) == len(values):
        return
    seen = set[str]()
    for value in values:
        if value in seen:
            reading.faults.append(f"{table}, {column}: “{value}” is there twice")
        seen.add(value)


class _Reading:
    """Rows one after the other; faults are gathered."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def each(self, table: str, tables: Mapping[str, Any], read: Any) -> Iterator[Any]:
        for line, row in tables.get(table, ()):
            cells = _Row({key: row.get(key) for key in COLUMNS[table]})
            try:
                found = read(cells)
            except _Fault as fault:
                self.faults.append(f"{table}, row {line}, {fault.column}: {fault.reason}")
            else:
                yield found

    def refuse(self, name: str) -> None:
        if not self.faults:
            return
        raise ChainUnusable(
            f"{name} has {len(self.faults)} faults: {'; '.join(self.faults[:MOST_FAULTS])}.",
            advice="Correct these rows; nothing was taken in.",
            details={"faults": self.faults[:MOST_FAULTS]},
        )


class _Fault(Exception):
    """A cell that cannot be read."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


class _Row:
    """One row's cells as typed values."""

    def __init__(self, cells: Mapping[str, Any]) -> None:
        self.cells = cells

    def text(self, column: str, *, needed: bool = True) -> str:
        value = self.cells.get(column)
        text = "" if value is None else str(value).strip()
        if needed and not text:
            raise _Fault(column, "is empty")
        return text

    def day(self, column: str) -> date:
        text = self.text(column)
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise _Fault(column, f"“{text}” is not a day such as 2025-03-01") from None

    def day_or_none(self, column: str) -> date | None:
        return self.day(column) if self.text(column, needed=False) else None

    def one_of(self, column: str, known: Sequence[str]) -> str:
        text = self.text(column)
        if text not in known:
            raise _Fault(column, f"“{text}” is none of {', '.join(known)}")
        return text

    def country(self, column: str) -> str:
        text = self.text(column)
        if text not in places.by_code():
            raise _Fault(column, f"“{text}” is no country’s code of three letters")
        return text

    def amount(self, column: str) -> Decimal:
        text = self.text(column)
        try:
            amount = Decimal(text)
        except InvalidOperation:
            raise _Fault(column, f"“{text}” is no number") from None
        if not amount.is_finite() or amount < 0:
            raise _Fault(column, f"“{text}” is no amount of 0 or more")
        return amount

    def days(self, first: str, last: str) -> tuple[date, date | None]:
        since, until = self.day(first), self.day_or_none(last)
        if until is not None and until < since:
            raise _Fault(last, f"{until.isoformat()} lies before {since.isoformat()}")
        return since, until


def _contract(row: _Row) -> Contract:
    begins, ends = row.days("begins", "ends")
    return Contract(
        row.text("number"), row.country("origin"), row.country("destination"), row.one_of("sector", tuple(SECTORS)),
        row.day("signed"), begins, ends, row.text("employer"), row.text("principal", needed=False),
        row.text("agency", needed=False), row.text("sub_agent", needed=False),
    )  # fmt: skip


def _party(row: _Row) -> tuple[Party, str]:
    kind = cast(PartyKind, row.one_of("kind", get_args(PartyKind)))
    party = Party(row.text("code"), row.text("name"), row.country("country"), kind)
    return party, row.text("joined_to", needed=False)


def _relation(row: _Row) -> Relation:
    kind = cast(RelationKind, row.one_of("kind", get_args(RelationKind)))
    since, until = row.days("since", "until")
    accreditation = row.text("accreditation", needed=False)
    return Relation(kind, row.text("recruiter"), row.text("served"), since, until, accreditation)


def _licence(row: _Row) -> LicenceSpell:
    since, until = row.days("since", "until")
    state = State(row.one_of("state", [one.value for one in State]))
    return LicenceSpell(row.text("party"), row.text("number"), state, since, until)


def _guarantee(row: _Row) -> tuple[str, Guarantee]:
    kind = cast(GuaranteeKind, row.one_of("kind", get_args(GuaranteeKind)))
    currency = row.text("currency")
    if len(currency) != 3 or not currency.isupper():
        raise _Fault("currency", f"“{currency}” is not a currency’s three capital letters")
    return row.text("party"), Guarantee(
        kind, row.text("holder"), row.text("instrument"), row.amount("amount"), currency, row.day_or_none("valid_to")
    )


def _officer(row: _Row) -> tuple[str, Officer]:
    since, until = row.days("since", "until")
    return row.text("party"), Officer(row.text("name"), row.text("position"), since, until)
