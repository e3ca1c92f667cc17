"""What every subject does first: ask a table for a key, keep to a year, and say so when there is nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from fairway.kernel.figure import Gap
from fairway.kernel.provenance import Provenance
from fairway.kernel.text import Text
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

Row: TypeAlias = dict[str, Any]

LATER = Text("Leave the year out, choose a later one, or import the full table.")
IMPORT = Text("Import the full table with “fairway import” or “fairway fetch”.")


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows of one key in a table's current vintage.

    Attributes:
        vintage: None where the table is not loaded.
        later: There were rows after the year asked for; they are left out.
    """

    vintage: Vintage | None
    rows: list[Row]
    later: bool = False

    def __bool__(self) -> bool:
        return bool(self.rows)

    def latest(self) -> list[Row]:
        """The rows of the last year."""
        last = max((row["year"] for row in self.rows if row["year"] is not None), default=None)
        return [row for row in self.rows if row["year"] == last]

    def where(self, **wanted: object) -> Answer:
        """The rows whose columns have the given values."""
        kept = [row for row in self.rows if all(row[name] == value for name, value in wanted.items())]
        return Answer(self.vintage, kept, self.later)

    def source(self, *rows: Row) -> Provenance:
        """The pedigree of the given rows (all of them by default)."""
        if self.vintage is None:
            raise LookupError("a table that is not loaded has no pedigree")
        used = rows or self.rows
        return self.vintage.provenance(row.get("source_row") for row in used)


def ask(shelf: Shelf, table: str, *key: str, year: int | None = None) -> Answer:
    """The rows of `key` in the current vintage of `table`, up to and including `year`."""
    vintage = shelf.current(table)
    if vintage is None:
        return Answer(None, [])
    rows = vintage.rows(*key)
    later = False
    if year is not None:
        everything = len(rows)
        rows = [row for row in rows if row["year"] is not None and row["year"] <= year]
        later = len(rows) < everything
    return Answer(vintage, rows, later)


def nothing(
    id: str,
    title: Text,
    answer: Answer,
    *,
    absent: Text,
    remedy: Text,
    kind: Literal["absent", "unknown"] = "absent",
) -> Gap:
    """The gap where a table has no row: not loaded, not among the shipped selection, or really absent."""
    if answer.vintage is None:
        return Gap(id, title, Text("This table is not loaded here."), IMPORT, "sample")
    record = answer.vintage.record
    if answer.later:
        return Gap(id, title, Text("The figures at hand begin later than the year asked for."), LATER, "detail")
    if record.coverage == "sample" and not record.every_key:
        return Gap(
            id,
            title,
            Text(
                "It is not among the selection of facts that ships with Fairway ({selection}).",
                selection=Text(record.selection),
            ),
            IMPORT,
            "sample",
        )
    return Gap(id, title, absent, remedy, kind)


def not_at_this_detail(id: str, title: Text, dimension: Text) -> Gap:
    """The gap where a source has the subject but not the dimension asked for."""
    return Gap(
        id,
        title,
        Text("The source does not record {dimension}.", dimension=dimension),
        Text("Leave that filter out to see the figure for everybody."),
        "detail",
    )


BY_SEX = Text("sex")
BY_SECTOR = Text("sector")
