"""What published survey releases say of a country: observations of their newest year, facts before demonstrations."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fairway.kernel.errors import UnreadableFile
from fairway.kernel.provenance import Provenance
from fairway.warehouse.asking import Row
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

if TYPE_CHECKING:
    import polars as pl

AREA: Final = "REF_AREA"
PERIOD: Final = "TIME_PERIOD"
ROW: Final = "source_row"
"""Column for the row of the published file, counted from 1."""


@dataclass(frozen=True, slots=True)
class Surveyed:
    """One survey's observations of one year.

    Attributes:
        vintage: Of the release.
        year: That of the observations.
        rows: Each with the columns of the dataflow, and its row in the published file.
    """

    vintage: Vintage
    year: int
    rows: tuple[Row, ...]

    @property
    def invented(self) -> bool:
        """Whether it was made from invented persons."""
        return self.vintage.record.demonstration

    @property
    def title(self) -> str:
        """What the survey is called."""
        return self.vintage.record.title

    def where(self, **codes: str) -> list[Row]:
        """The rows with these codes."""
        return [row for row in self.rows if all(row.get(name) == code for name, code in codes.items())]

    def one(self, **codes: str) -> Row | None:
        """The row with these codes, or None where it is not published."""
        return next(iter(self.where(**codes)), None)

    def source(self, rows: Iterable[Row]) -> Provenance:
        """The pedigree of the rows."""
        return self.vintage.provenance(sorted(row[ROW] for row in rows))


@dataclass(frozen=True, slots=True)
class Surveys:
    """The surveys that answer a question.

    Attributes:
        found: The best first: those that a citation pins, then facts before demonstrations, then the newest year.
        later: There are some, but of years after the one asked for.
    """

    found: tuple[Surveyed, ...]
    later: bool = False


def ask_surveys(
    shelf: Shelf,
    dataflow: str,
    area: str,
    wanted: Mapping[str, Collection[str]],
    these: Mapping[str, Collection[str]],
    year: int | None = None,
) -> Surveys:
    """The observations of an area in the newest vintage of each edition, each of its newest year.

    Args:
        shelf: Demonstrations are on it only where they were asked for.
        dataflow: `DF_ILMS`.
        area: The country of the survey, ISO 3166-1 alpha-3.
        wanted: Dimension → codes; what is found is remembered, so leave a corridor's other end out.
        these: Dimension → codes, among those.
        year: The last year that counts.
    """
    table = dataflow.lower()
    if not shelf.vintages(table):
        return Surveys(())
    key = ("surveyed", table, area, tuple(sorted((name, *sorted(codes)) for name, codes in wanted.items())))
    frames = shelf.remember(key, lambda: tuple(_frames(shelf, table, {**wanted, AREA: {area}})))
    found, later = [], False
    for vintage, frame in frames:
        rows = _narrowed(frame, these)
        years = {int(row[PERIOD][:4]) for row in rows}
        known = {one for one in years if year is None or one <= year}
        later = later or known != years
        if known:
            newest = max(known)
            found.append(Surveyed(vintage, newest, tuple(row for row in rows if int(row[PERIOD][:4]) == newest)))
    pinned = _pinned(shelf.vintages(table))
    found.sort(key=lambda one: (one.vintage.name not in pinned, one.invented, -one.year))
    return Surveys(tuple(found), later and not found)


def _narrowed(frame: pl.DataFrame, these: Mapping[str, Collection[str]]) -> list[Row]:
    import polars as pl

    if not these.keys() <= set(frame.columns):
        return []
    return frame.filter(pl.col(name).is_in(sorted(codes)) for name, codes in these.items()).to_dicts()


def _frames(shelf: Shelf, table: str, wanted: Mapping[str, Collection[str]]) -> Iterator[tuple[Vintage, pl.DataFrame]]:
    seen: set[tuple[bool, str]] = set()
    for vintage in shelf.vintages(table):
        edition = (vintage.record.demonstration, vintage.record.edition)
        if not vintage.record.release or vintage.withdrawn is not None or edition in seen:
            continue
        seen.add(edition)
        if wanted.keys() <= vintage.record.columns.keys():
            frame = _read(vintage, wanted)
            if frame is not None:
                yield vintage, frame


def _read(vintage: Vintage, wanted: Mapping[str, Collection[str]]) -> pl.DataFrame | None:
    """The wanted rows; blocks in which there is none are not opened."""
    import polars as pl

    from fairway.warehouse.releases_index import index_of

    condition = pl.all_horizontal([pl.col(name).is_in(sorted(codes)) for name, codes in wanted.items()])
    parts = []
    for block in index_of(vintage.folder).blocks:
        if any(block.codes[name].isdisjoint(codes) for name, codes in wanted.items()):
            continue
        rows = pl.scan_parquet(vintage.folder / "published.parquet").slice(block.offset, block.rows)
        parts.append(rows.with_row_index(ROW, offset=block.offset + 1).filter(condition))
    try:
        return pl.concat(pl.collect_all(parts)) if parts else None
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise UnreadableFile(
            f"The observations of {vintage.name} cannot be read.",
            advice="Restore the release from a backup, or remove its folder and publish it again.",
        ) from fault


def _pinned(vintages: Sequence[Vintage]) -> frozenset[str]:
    """The vintages that a citation has put before newer ones."""
    ranks = [(one.record.edition, one.record.coverage == "full", one.record.imported) for one in vintages]
    return frozenset(one.name for at, one in enumerate(vintages) if any(rank > ranks[at] for rank in ranks[at + 1 :]))
