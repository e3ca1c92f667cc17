"""People who fled: UNHCR by origin and country of asylum, IDMC inside countries.

Quirks (verified): UNHCR's origins hold the stateless (`STL`), Tibetans (`TIB`) and the unknown (`OOO`), which are no
country; 1,533 rows have the same country on both sides (displaced inside it). IDMC lists Abyei (`AB9`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import Edition, Harmonised
from fairway.sources.sieve import Sieve, row_number

if TYPE_CHECKING:
    import polars as pl

REFUGEES_METHOD = Text(
    "Registered by UNHCR and governments at the end of each year. Small counts are rounded by the publisher to protect "
    "people; Palestine refugees under UNRWA's mandate are not in it."
)
DISPLACEMENT_METHOD = Text(
    "Movements inside the country during the year, collected by IDMC from governments and humanitarian agencies; one "
    "person who fled twice counts twice."
)


def refugees(frame: pl.DataFrame) -> Harmonised:
    """Refugees, asylum-seekers and others of concern by origin and country of asylum.

    Returns:
        origin, destination, year, group (`refugee`, `asylum`, `refugee return`, `other`, `stateless`), persons,
        source_row.
    """
    import polars as pl

    return (
        Sieve(frame)
        .drop(Text("origin unknown, stateless or no country"), ~_country("from"))
        .drop(Text("asylum in an unknown country"), ~_country("geo"))
        .drop(Text("displaced inside the country"), pl.col("from") == pl.col("geo"))
        .change(
            pl.col("from").alias("origin"),
            pl.col("geo").alias("destination"),
            pl.col("t").cast(pl.Int16).alias("year"),
            pl.col("n").cast(pl.Int64).alias("persons"),
            row_number(),
        )
        .result(
            "origin",
            "destination",
            "year",
            "group",
            "persons",
            "source_row",
            sort=("origin", "destination", "year", "source_row"),
        )
    )


def displacement(frame: pl.DataFrame) -> Harmonised:
    """Movements inside a country by cause.

    Returns:
        place, year, cause, persons (movements), source_row.
    """
    import polars as pl

    return (
        Sieve(frame)
        .change(
            pl.col("geo").alias("place"),
            pl.col("t").cast(pl.Int16).alias("year"),
            pl.col("n").cast(pl.Int64).alias("persons"),
            row_number(),
        )
        .drop_other_places(Text("code of no country we know"), "place")
        .result("place", "year", "cause", "persons", "source_row", sort=("place", "year", "source_row"))
    )


def _country(column: str) -> pl.Expr:
    import polars as pl

    from fairway.reference import places

    return pl.col(column).is_in(list(places.by_code()))


EDITIONS = (
    Edition(
        table="refugees",
        edition="2025",
        publisher="UNHCR",
        title="Refugee Population Statistics Database",
        licence="CC BY 4.0",
        url="https://www.unhcr.org/refugee-statistics/",
        file="migration/unhcr_refugees_origin_destination.csv.gz",
        method=REFUGEES_METHOD,
        flag=Flag.OBSERVED,
        columns={"geo": "text", "t": "integer", "from": "text", "group": "text", "n": "integer"},
        harmonise=refugees,
        key=("origin", "destination"),
        every_months=6,
    ),
    Edition(
        table="displacement",
        edition="2025",
        publisher="Internal Displacement Monitoring Centre",
        title="Internal displacements by cause",
        licence="IDMC terms: reuse with attribution",
        url="https://www.internal-displacement.org/database/displacement-data/",
        file="migration/idmc_displacement_flows.csv.gz",
        method=DISPLACEMENT_METHOD,
        flag=Flag.ESTIMATED,
        columns={"geo": "text", "t": "integer", "cause": "text", "n": "integer"},
        harmonise=displacement,
        key=("place",),
    ),
)
