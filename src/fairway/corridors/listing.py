"""Lists of corridors: the largest of the world, of one origin, of one destination, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fairway.kernel.corridor import Sex
from fairway.kernel.errors import InternalError, OutOfRange
from fairway.kernel.provenance import Provenance
from fairway.kernel.text import Text
from fairway.statistics.neighbours import NOT_PLACES, reference_year
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

if TYPE_CHECKING:
    import polars as pl

LONGEST_PAGE = 1000


@dataclass(frozen=True, slots=True)
class CorridorRow:
    """One corridor of a list. Unit of `persons`: migrants of the sex asked for, at mid-`year`."""

    rank: int
    origin: str
    destination: str
    persons: int
    year: int


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list of corridors.

    Attributes:
        total: Corridors in the whole list.
        rows: This page, the largest corridor first.
        selection: What the list was chosen from, where only a selection of the table is loaded; empty for all.
    """

    total: int
    offset: int
    limit: int
    year: int
    rows: tuple[CorridorRow, ...]
    source: Provenance
    selection: str


def corridors(
    shelf: Shelf,
    *,
    origin: frozenset[str] = frozenset(),
    destination: frozenset[str] = frozenset(),
    sex: Sex | None = None,
    year: int | None = None,
    limit: int = 20,
    offset: int = 0,
) -> Listing:
    """The corridors between any of the origins and any of the destinations, the largest stock first.

    Args:
        origin, destination: ISO 3166-1 alpha-3 codes; an empty set means everywhere.
        sex: F, M, or None for both.
        year: Figures of the last reference year not after it; the latest by default.
        limit: Rows a page, 1–1000.

    Raises:
        OutOfRange: A limit or offset that makes no page.
        InternalError: No migrant stock is loaded, not even the shipped facts.
    """
    if not 1 <= limit <= LONGEST_PAGE or offset < 0:
        raise OutOfRange(
            Text("A page holds 1 to {n} corridors and starts at 0 or later.", n=LONGEST_PAGE),
            advice=Text("Ask for at most {n} at a time, and for the next page after it.", n=LONGEST_PAGE),
        )
    vintage = shelf.current("migrant_stock")
    if vintage is None:
        raise InternalError("No migrant stock is loaded.", advice="Reinstall Fairway: the shipped facts are missing.")
    when = reference_year(vintage, year)
    frame = shelf.remember(("ranked", vintage.name, when, sex), lambda: _ranked(vintage.frame, when, sex))
    frame = _within(frame, origin, destination)
    page = frame.slice(offset, limit)
    rows = tuple(
        CorridorRow(rank, row["origin"], row["destination"], row["persons"], when)
        for rank, row in enumerate(page.iter_rows(named=True), offset + 1)
    )
    sources = vintage.provenance(row[end] for row in page.iter_rows(named=True) for end in ("row_female", "row_male"))
    sample = vintage.record.coverage == "sample"
    return Listing(len(frame), offset, limit, when, rows, sources, vintage.record.selection if sample else "")


def _ranked(frame: pl.DataFrame, year: int, sex: Sex | None) -> pl.DataFrame:
    import polars as pl

    female, male = pl.col("female").fill_null(0), pl.col("male").fill_null(0)
    persons = {"F": female, "M": male}.get(sex or "", female + male)
    return (
        frame.filter(
            (pl.col("year") == year) & ~pl.col("origin").is_in(NOT_PLACES) & ~pl.col("destination").is_in(NOT_PLACES)
        )
        .select("origin", "destination", persons.alias("persons"), "row_female", "row_male")
        .filter(pl.col("persons") > 0)
        .sort("persons", "origin", "destination", descending=[True, False, False])
    )


def _within(frame: pl.DataFrame, origin: frozenset[str], destination: frozenset[str]) -> pl.DataFrame:
    import polars as pl

    if origin:
        frame = frame.filter(pl.col("origin").is_in(origin))
    if destination:
        frame = frame.filter(pl.col("destination").is_in(destination))
    return frame


def stock_between(
    vintage: Vintage, origin: frozenset[str], destination: frozenset[str], year: int, sex: Sex | None
) -> dict[tuple[str, str], int]:
    """Every corridor between two sets of countries in one reference year: persons by origin and destination."""
    frame = _within(_ranked(vintage.frame, year, sex), origin, destination)
    return {(row[0], row[1]): row[2] for row in frame.select("origin", "destination", "persons").iter_rows()}


def every_corridor(shelf: Shelf) -> list[tuple[str, str]]:
    """Every pair of countries with a row in any edition of any stock table, in order of code."""
    pairs: set[tuple[str, str]] = set()
    for table in ("migrant_stock", "migrant_stock_worldbank"):
        for vintage in shelf.editions(table):
            keys = vintage.keys()
            pairs.update(key for key in keys if not NOT_PLACES & {*key} and key[0] != key[1])
    return sorted(pairs)
