"""UN Statistics Division: the indicators of the Sustainable Development Goals that bear on labour migration.

Quirks (verified in the edition of October 2020): aggregates have no ISO code; `SG_CPA_MIGRS` is a category from 1 to 4
though its unit says *number*, and 350 of its values are `N` (not asked); 8.8.2 is a score in which higher is worse;
there is no 10.7.1. Nature: C country, CA country-adjusted, E estimated, M modelled, G global monitoring.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import ColumnType, Edition, Harmonised
from fairway.sources.sieve import Sieve, row_number, sex

if TYPE_CHECKING:
    import polars as pl

INDICATORS: Final = ("8.8.1", "8.8.2", "10.7.2", "10.7.3", "10.7.4", "10.c.1", "17.3.2", "1.3.1")
SHARES_OF_COUNTRIES: Final = "SG_CPA_MIGRP"
MIGRATORY_STATUS: Final = {
    "t": "total",
    "migper": "migrant",
    "nonmig": "non_migrant",
    "eumig": "eu_migrant",
    "noneumig": "non_eu_migrant",
}
COLUMNS: dict[str, ColumnType] = {
    "indicator": "text",
    "series": "text",
    "iso3": "text",
    "year": "integer",
    "value": "text",
    "units": "text",
    "nature": "text",
    "migratory_status": "text",
    "sex": "text",
    "policy_domains": "text",
    "quantile": "text",
    "type_of_occupation": "text",
    "age": "text",
}

METHOD = Text(
    "Reported by countries to the custodian agency of each indicator and published by the UN Statistics Division; the "
    "nature of each value (country, adjusted, estimated, modelled) is the publisher's. Countries define occupational "
    "injuries and migrants differently: compare with care."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """One row per country, series, year and breakdown.

    Returns:
        place, indicator, series, year, value, unit, nature (`C`, `CA`, `E`, `M`, `G`, null), sex (F, M, T),
        migratory_status (`total`, `migrant`, `non_migrant`, `eu_migrant`, `non_eu_migrant`, null where the series has
        none), policy_domain (`all`, `1`–`6`), age, occupation, quantile, source_row.
    """
    import polars as pl

    return (
        Sieve(frame)
        .drop(Text("indicator that Fairway does not show"), ~pl.col("indicator").is_in(INDICATORS))
        .drop_missing(Text("aggregate without ISO code"), "iso3")
        .drop(Text("share of countries"), pl.col("series") == SHARES_OF_COUNTRIES)
        .drop(Text("value N: not asked of the country"), pl.col("value") == "N")
        .change(
            pl.col("iso3").alias("place"),
            pl.col("year").cast(pl.Int16),
            pl.col("value").cast(pl.Float64, strict=False),
            pl.col("units").alias("unit"),
            pl.col("nature").replace("notspec", None).str.to_uppercase(),
            sex().fill_null("T"),
            pl.col("migratory_status").replace_strict(MIGRATORY_STATUS, default=None, return_dtype=pl.String),
            pl.col("policy_domains").str.replace("domains$", "").str.replace("domain", "").alias("policy_domain"),
            pl.col("type_of_occupation").alias("occupation"),
            row_number(),
        )
        .drop_missing(Text("value that is not a number"), "value")
        .drop(Text("more injuries than employees"), (pl.col("indicator") == "8.8.1") & (pl.col("value") > 100_000))
        .drop_other_places(Text("code of no country we know"), "place")
        .result(
            "place",
            "indicator",
            "series",
            "year",
            "value",
            "unit",
            "nature",
            "sex",
            "migratory_status",
            "policy_domain",
            "age",
            "occupation",
            "quantile",
            "source_row",
            sort=("place", "indicator", "series", "year", "source_row"),
        )
    )


EDITIONS = (
    Edition(
        table="sdg",
        rules="2",
        edition="2020",
        publisher="United Nations Statistics Division",
        title="Global SDG Indicators Database, October 2020",
        licence="UN Statistics Division terms: reuse with attribution",
        url="https://unstats.un.org/sdgs/dataportal",
        file="sdg/sdg_labour_migration_indicators_2020.csv.gz",
        method=METHOD,
        flag=Flag.OBSERVED,
        columns=COLUMNS,
        harmonise=harmonise,
        key=("place",),
    ),
)
