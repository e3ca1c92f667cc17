"""IOM Missing Migrants Project: people who died or disappeared on their way, summed to years.

Quirks (verified): an incident may list several nationalities (`AFG,IRN`) without saying who was who, and most list
none: such dead belong to a route and a place, never to one nationality. The first and last year are not whole ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import Derived, Edition, Harmonised
from fairway.sources.sieve import Sieve

if TYPE_CHECKING:
    import polars as pl

METHOD = Text(
    "Collected by IOM from coast guards, medical examiners, the press and families: a minimum, since most deaths at "
    "sea and in deserts leave no record. Nationality is known for fewer than half of the incidents."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """Dead and missing by nationality, place of the incident, route and year.

    Returns:
        nationality (ISO3; null where unknown or several), place, route, year, dead (dead and missing), incidents,
        first_row, last_row.
    """
    import polars as pl

    from fairway.reference import places

    known = pl.col("nat").is_in(list(places.by_code()))
    sieve = Sieve(frame).drop_missing(Text("without a count of the dead"), "dead")
    sieve.drop_other_places(Text("place of no country we know"), "geo")
    rows = (
        sieve.frame.group_by(
            pl.when(known).then(pl.col("nat")).alias("nationality"),
            pl.col("geo").alias("place"),
            "route",
            pl.col("t").str.slice(0, 4).cast(pl.Int16).alias("year"),
        )
        .agg(*_counts())
        .sort("nationality", "place", "route", "year", nulls_last=True)
    )
    return Harmonised(rows, sieve.left_out)


def _counts() -> list[pl.Expr]:
    import polars as pl

    return [
        pl.col("dead").sum().cast(pl.Int32),
        pl.len().cast(pl.Int32).alias("incidents"),
        pl.col("source_row").min().cast(pl.Int32).alias("first_row"),
        pl.col("source_row").max().cast(pl.Int32).alias("last_row"),
    ]


def by_route(rows: pl.DataFrame) -> pl.DataFrame:
    """Dead and missing by route and year, of every nationality, known or not."""
    return _summed(rows, "route")


def by_place(rows: pl.DataFrame) -> pl.DataFrame:
    """Dead and missing by country of the incident and year, of every nationality, known or not."""
    return _summed(rows, "place")


def _summed(rows: pl.DataFrame, column: str) -> pl.DataFrame:
    import polars as pl

    return (
        rows.group_by(column, "year")
        .agg(pl.col("dead").sum(), pl.col("incidents").sum(), pl.col("first_row").min(), pl.col("last_row").max())
        .sort(column, "year")
    )


EDITIONS = (
    Edition(
        table="deaths",
        edition="2025",
        publisher="International Organization for Migration, Missing Migrants Project",
        title="Deaths and disappearances during migration",
        licence="CC BY 4.0",
        url="https://missingmigrants.iom.int",
        file="migration/iom_missing_migrants.csv.gz",
        method=METHOD,
        flag=Flag.PARTIAL,
        columns={"t": "text", "route": "text", "geo": "text", "dead": "number", "nat": "text"},
        harmonise=harmonise,
        key=("nationality",),
        every_months=1,
        derived=(
            Derived("deaths_by_route", ("route",), by_route),
            Derived("deaths_by_place", ("place",), by_place),
        ),
    ),
)
