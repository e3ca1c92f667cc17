"""Compiles the selection of facts that ships with Fairway: `python tools/compile_facts.py [FROM] [TO]`.

The tables are imported by the warehouse's own code into a home that is thrown away, filtered, and written in the layout
of the warehouse's vintages (`<table>/<vintage>/{published.parquet,record.json}`), so that a fresh clone reads them as
it reads an import. The same input gives the same bytes: the date in the records is an argument, not the clock.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import polars as pl

from fairway.kernel.errors import FairwayError, InputError
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.sources import seed_facts, selections
from fairway.sources.catalogue import CATALOGUE
from fairway.warehouse.importing import import_file, import_folder
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

COMMAND = "python tools/compile_facts.py ../shared/data src/fairway/facts"
COMPILED = "2026-11-21T00:00:00+00:00"
FACTS_FROM = "Set FACTS_FROM to the folder of the full tables: make facts FACTS_FROM=../shared/data"
LIMIT = 3_000_000
YEARS_KEPT = 3
FIVE = 5
CORE_TREATIES = ("ICERD", "ICCPR", "ICESCR", "CEDAW", "CAT", "CRC", "ICRMW", "CPED", "CRPD")
INDICATORS = ("8.8.1", "8.8.2", "10.7.2", "10.c.1")
LAST_POPULATION = 2023
REMEMBERED = 10

Filter = Callable[[pl.DataFrame], pl.DataFrame]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which rows of a table ship.

    Attributes:
        words: Says so to a reader; None where the whole table ships.
        every_key: Every country of the full table that answers a profile's questions is in the selection too, so that
            one without rows here has none in the full table either.
    """

    table: str
    words: Text | None
    keep: Filter
    every_key: bool = False


def whole(rows: pl.DataFrame) -> pl.DataFrame:
    """Every row."""
    return rows


def largest(stock: pl.DataFrame) -> pl.DataFrame:
    """origin, destination of the largest corridors between countries, by women and men of the selection's year."""
    known = list(places.by_code())
    return (
        stock.filter(
            pl.col("year") == selections.STOCK_YEAR,
            pl.col("origin").is_in(known),
            pl.col("destination").is_in(known),
            pl.col("origin") != pl.col("destination"),
        )
        .with_columns((pl.col("female").fill_null(0) + pl.col("male").fill_null(0)).alias("persons"))
        .sort(["persons", "origin", "destination"], descending=[True, False, False])
        .head(selections.LARGEST)
        .select("origin", "destination")
    )


def with_reverses(pairs: pl.DataFrame) -> pl.DataFrame:
    """The corridors and the ways back, each once."""
    back = pairs.select(pl.col("destination").alias("origin"), pl.col("origin").alias("destination"))
    return pl.concat([pairs, back]).unique(maintain_order=True)


def of_corridors(pairs: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Rows of the given corridors."""
    return rows.join(pairs, on=["origin", "destination"], how="semi", maintain_order="left")


def latest_years(rows: pl.DataFrame) -> pl.DataFrame:
    """Each country's latest years that have a figure for migrants."""
    years = rows.filter(pl.col("group") == "foreign").select("place", "basis", "year").unique()
    kept = years.filter(pl.col("year").rank("dense", descending=True).over("place", "basis") <= YEARS_KEPT)
    return rows.join(kept, on=["place", "basis", "year"], how="semi", maintain_order="left")


def indicators(rows: pl.DataFrame) -> pl.DataFrame:
    """The four indicators; of 8.8.1, which is long, each country's latest years for every group of workers."""
    recent = pl.col("year").rank("dense", descending=True).over("place", "series", "migratory_status") <= YEARS_KEPT
    return rows.filter(pl.col("indicator").is_in(INDICATORS)).filter(recent | (pl.col("indicator") != "8.8.1"))


def recent_refugees(pairs: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Refugees of the corridors in the last years of the table."""
    last = int(rows["year"].max())  # type: ignore[arg-type]
    return of_corridors(pairs, rows.filter(pl.col("year") > last - REMEMBERED))


def every_five_years(first: int, last: int, rows: pl.DataFrame) -> pl.DataFrame:
    """The first year, and then the years that end in 0 or 5."""
    year = pl.col("year")
    return rows.filter(year.is_between(first, last), (year % FIVE == 0) | (year == first))


def population_only(rows: pl.DataFrame) -> pl.DataFrame:
    """Population in the years of the migrant stock, and in the last before the projections."""
    year = pl.col("year")
    wanted = ((year % FIVE == 0) & (year >= 1990)) | (year == LAST_POPULATION)
    return rows.filter(pl.col("indicator") == "pop", wanted)


def chosen(shelf: Shelf) -> list[Selection]:
    """Every table that ships, and which of its rows."""
    stock = next(one for one in shelf.editions("migrant_stock") if one.record.edition == selections.STOCK_EDITION)
    pairs = with_reverses(largest(stock.frame))
    corridors = partial(of_corridors, pairs)
    by_corridor = ("migrant_stock", "migrant_stock_worldbank", "remittances", "distance")
    by_place_of_birth = (
        "employment_by_sector",
        "employment_by_education",
        "employment_by_occupation",
        "unemployment_by_education",
    )
    full = (
        "migrant_totals",
        "migrant_areas",
        "remittance_prices",
        "mean_earnings",
        "mean_hours",
        "agreements",
        "agreement_provisions",
        "provision_frequency",
        "ratifications",
        "crossings_frontex",
        "crossings_us",
        "crossings_mexico",
        "crossings_darien",
        "deaths",
        "deaths_by_route",
        "deaths_by_place",
        "seed_facts",
    )
    return [
        *(Selection(table, selections.CORRIDORS, corridors) for table in by_corridor),
        Selection("refugees", selections.REFUGEES, partial(recent_refugees, pairs)),
        *(Selection(table, selections.LATEST_YEARS, latest_years, every_key=True) for table in by_place_of_birth),
        Selection("sdg", selections.INDICATORS, indicators, every_key=True),
        Selection(
            "un_treaties",
            selections.TREATIES,
            lambda rows: rows.filter(pl.col("instrument").is_in(CORE_TREATIES)),
            every_key=True,
        ),
        Selection("population", selections.EVERY_FIVE_YEARS, partial(every_five_years, 2024, 2050), every_key=True),
        Selection("working_age", selections.EVERY_FIVE_YEARS, partial(every_five_years, 1990, 2050), every_key=True),
        Selection("wdi", selections.POPULATION_ONLY, population_only),
        *(Selection(table, None, whole) for table in full),
    ]


def write(vintage: Vintage, selection: Selection, target: Path, compiled: str) -> int:
    """Writes one vintage's selection; returns its rows."""
    rows = selection.keep(vintage.frame)
    folder = target / selection.table / vintage.record.vintage
    folder.mkdir(parents=True)
    rows.write_parquet(folder / "published.parquet", compression="zstd", compression_level=19, statistics=False)
    replace(
        vintage.record,
        rows_published=len(rows),
        imported=compiled,
        coverage="full" if selection.words is None else "sample",
        selection=selection.words.template if selection.words else "",
        every_key=selection.every_key,
    ).write(folder)
    return len(rows)


def manifest(shipped: list[tuple[Vintage, Selection, int]], folder: Path) -> str:
    """The README of the folder: what is in it, whose it is, and how it was made."""
    lines = [
        "# Facts that ship with Fairway",
        "",
        "Compiled from the publishers' tables; codes, short titles and figures only. Made by",
        "",
        f"    {COMMAND}",
        "",
        "(`make facts`). Each folder holds the published rows and `record.json`: publisher, edition, licence, received",
        "file with its checksum, what was left out, and the selection. `fairway import DIR` brings the full tables.",
        "",
        "| table | edition | publisher | licence | rows | kB | selection |",
        "|---|---|---|---|--:|--:|---|",
    ]
    for vintage, selection, rows in shipped:
        record = vintage.record
        path = folder / selection.table / record.vintage / "published.parquet"
        words = selection.words.template if selection.words else "the whole table"
        size = f"{path.stat().st_size / 1000:.0f}"
        cells = (record.table, record.edition, record.publisher, record.licence, f"{rows:,}", size, words)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def compile_facts(source: Path, target: Path, compiled: str) -> int:
    """Compiles every table of `source` into `target`, replacing what is there; returns the bytes written.

    Raises:
        InputError: `source` is not the folder of the full tables; `target` is as before.
    """
    if not source.is_dir():
        raise InputError(f"There is no folder {source}.")
    needed = [edition.file for edition in CATALOGUE if not (source / edition.file).exists()]
    if needed:
        raise InputError(f"{source} lacks {len(needed)} of the files that are needed, for instance {needed[0]}.")
    with tempfile.TemporaryDirectory(prefix="fairway-facts-") as scratch:
        os.environ["FAIRWAY_HOME"] = scratch
        for one in import_folder(source):
            if one.error is not None:
                raise one.error
        import_file(seed_facts.SEED_FACTS, seed_facts.PATH)
        shelf = Shelf(Path(scratch) / "vintages")
        staging = Path(scratch) / "facts"
        shipped = [
            (vintage, selection, write(vintage, selection, staging, compiled))
            for selection in chosen(shelf)
            for vintage in shelf.editions(selection.table)
        ]
        (staging / "README.md").write_text(manifest(shipped, staging), encoding="utf-8")
        size = sum(path.stat().st_size for path in staging.rglob("*") if path.is_file())
        if size > LIMIT:
            sys.exit(f"The selection has {size:,} bytes, more than the {LIMIT:,} that may ship.")
        fresh = target.with_name(f".{target.name}-fresh")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(staging, fresh)
        shutil.rmtree(target, ignore_errors=True)
        fresh.rename(target)
    return size


def main() -> int:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("source", nargs="?", type=Path, default=Path("../shared/data"))
    parser.add_argument("target", nargs="?", type=Path, default=Path("src/fairway/facts"))
    parser.add_argument("--date", default=COMPILED, help="what the records say of when they were compiled")
    arguments = parser.parse_args()
    try:
        size = compile_facts(arguments.source, arguments.target, arguments.date)
    except FairwayError as error:
        print(*filter(None, (error.title, error.advice, FACTS_FROM)), sep="\n", file=sys.stderr)
        return error.exit_code
    print(f"{arguments.target}: {size:,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
