"""What a reader sees: figures with their table, sentence and source; gaps that say what would fill them; sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from fairway.kernel.corridor import Corridor
from fairway.kernel.errors import InternalError
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import PlaceName, Text

Cell: TypeAlias = "str | int | float | Text | None"
Kind = Literal["text", "place", "year", "period", "count", "number", "percent", "usd", "status"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a figure's table.

    Attributes:
        key: The machine name, in CSV, JSON and permalinks (`persons`, `cost_percent`).
        title: The heading a reader sees.
        kind: How a cell is written: `place` holds a code, `status` one of `STATUSES`, `usd` US dollars,
            `percent` per cent (12.5 is 12.5 %), `count` whole things, `period` text such as 2020Q3.
        decimals: Decimals shown (`number`, `percent`, `usd`); the CSV keeps the full value.
    """

    key: str
    title: Text
    kind: Kind
    decimals: int = 0


@dataclass(frozen=True, slots=True)
class Lines:
    """A line chart: `x` a year or period column, one line per column of `y`; `targets` are horizontal references."""

    x: str
    y: tuple[str, ...]
    targets: tuple[tuple[float, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars from zero: one group per row's `category`, one bar per column of `values`."""

    category: str
    values: tuple[str, ...]
    highlight: str | None = None
    targets: tuple[tuple[float, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """Two dots and the gap between them per row: `left` against `right` (migrants against nationals)."""

    category: str
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class HeatTable:
    """A matrix: the first column names the row, every other column is a cell shaded by its value."""

    row: str


@dataclass(frozen=True, slots=True)
class StatusGrid:
    """Rows × columns of statuses, each with a sign and a word, never colour alone."""

    row: str


Chart: TypeAlias = "Lines | Bars | Dumbbell | HeatTable | StatusGrid"

STATUSES = ("yes", "no", "signed", "unknown", "not_applicable")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: never without a table, never without a source.

    Attributes:
        id: Stable within a profile (`people.stock`); with the corridor's code it is the permalink.
        title: A headline in words; `unit` is what the numbers count; `year` the span it describes.
        columns, rows: The table; the chart is drawn from it and from nothing else.
        sentence: The same for a screen reader, computed from the rows.
        flag: observed, estimated, modelled, partial, or stated (a figure that a paper states).
        sources: At least one pedigree.
        chart: How to draw it, or None for a table alone.
        notes: What a careful reader must know.

    Raises:
        InternalError: No rows, no source, or a row as wide as no table of these columns.
    """

    id: str
    title: Text
    unit: Text
    year: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sentence: Text
    flag: Flag
    sources: tuple[Provenance, ...]
    chart: Chart | None = None
    notes: tuple[Text, ...] = ()

    def __post_init__(self) -> None:
        if not self.sources:
            raise InternalError(f"The figure {self.id} has no source.")
        if not self.rows or any(len(row) != len(self.columns) for row in self.rows):
            raise InternalError(f"The figure {self.id} has no table, or one that does not fit its columns.")

    def index(self, key: str) -> int:
        """Position of the column `key`."""
        for position, column in enumerate(self.columns):
            if column.key == key:
                return position
        raise InternalError(f"The figure {self.id} has no column {key}.")

    def values(self, key: str) -> list[Cell]:
        """The cells of one column, in row order."""
        at = self.index(key)
        return [row[at] for row in self.rows]


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that ought to be known here and is not.

    Attributes:
        id: As a figure's (`money.sending_cost`).
        title: What is missing.
        reason: Why: no source, not in the source, not available at this detail, or not among the shipped facts.
        remedy: What would fill it, and who could.
        kind: `absent` (no record), `detail` (the source lacks the dimension asked for), `sample` (only a selection of
            the table is loaded), `unknown` (our file is partial).
    """

    id: str
    title: Text
    reason: Text
    remedy: Text
    kind: Literal["absent", "detail", "sample", "unknown"] = "absent"


def side_columns(corridor: Corridor, kind: Kind, decimals: int = 0) -> tuple[Column, Column]:
    """The two columns of a table that sets a corridor's origin beside its destination, headed by their names."""
    return (
        Column("origin", Text("{place}", place=PlaceName(corridor.origin)), kind, decimals),
        Column("destination", Text("{place}", place=PlaceName(corridor.destination)), kind, decimals),
    )


def span(first: object, last: object) -> str:
    """The years a figure describes: `1990–2024`, or the one year where both are the same."""
    return f"{first}" if first == last else f"{first}–{last}"


@dataclass(frozen=True, slots=True)
class Section:
    """One subject's part of a profile: its figures, its gaps, and what applies to all of them."""

    id: str
    title: Text
    figures: tuple[Figure, ...] = ()
    gaps: tuple[Gap, ...] = ()
    notes: tuple[Text, ...] = ()

    def figure(self, id: str) -> Figure | None:
        """The figure of that id, or None where it is a gap."""
        return next((figure for figure in self.figures if figure.id == id), None)


def section(id: str, title: Text, parts: Sequence[Figure | Gap | None], *, notes: Sequence[Text] = ()) -> Section:
    """A section from figures and gaps in reading order; None stands for a part that does not apply."""
    return Section(
        id,
        title,
        tuple(part for part in parts if isinstance(part, Figure)),
        tuple(part for part in parts if isinstance(part, Gap)),
        tuple(notes),
    )
