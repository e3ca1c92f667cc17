"""UN DESA and IOM: immigrants and emigrants of each country by age and sex (2020).

Quirks (verified): Channel Islands are `CHA`; the total of both sexes is not always the sum of women and men; values
carry a decimal, and the last age group is 75 and over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import Edition, Harmonised
from fairway.sources.sieve import Sieve, row_number, sex

if TYPE_CHECKING:
    import polars as pl

ROLES = {"immigrants": "destination", "emigrants": "origin"}
METHOD = Text(
    "Immigrants by age are the UN Population Division's; the ages of emigrants are estimated by IOM from those of the "
    "immigrants in the countries where they live."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """One row per country, role, year, sex and age group.

    Returns:
        place, role (`destination` for immigrants, `origin` for emigrants), year, sex (F, M, T), age (`15-19`), persons
        (with the publisher's decimal), source_row.
    """
    import polars as pl

    return (
        Sieve(frame)
        .drop_missing(Text("without a value"), "n")
        .change(
            pl.col("geo").replace({"CHA": "XCX"}).alias("place"),
            pl.col("var").replace_strict(ROLES, default=None, return_dtype=pl.String).alias("role"),
            pl.col("t").cast(pl.Int16).alias("year"),
            sex(),
            pl.col("n").alias("persons"),
            row_number(),
        )
        .drop_missing(Text("neither immigrants nor emigrants"), "role")
        .drop_other_places(Text("code of no country we know"), "place")
        .result(
            "place", "role", "year", "sex", "age", "persons", "source_row", sort=("place", "role", "year", "source_row")
        )
    )


EDITIONS = (
    Edition(
        table="migrants_by_age",
        edition="2020",
        publisher="United Nations Population Division; International Organization for Migration",
        title="Immigrants and emigrants by age and sex 2020",
        licence="CC BY 3.0 IGO",
        url="https://www.un.org/development/desa/pd/content/international-migrant-stock",
        file="migration/undesa_2020_migrants_by_age_sex_immigrants_emigrants.csv.gz",
        method=METHOD,
        flag=Flag.ESTIMATED,
        columns={"geo": "text", "var": "text", "t": "integer", "sex": "text", "age": "text", "n": "number"},
        harmonise=harmonise,
        key=("place",),
        every_months=48,
    ),
)
