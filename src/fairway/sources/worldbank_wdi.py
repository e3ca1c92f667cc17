"""World Bank World Development Indicators: thirteen of them, as context.

Quirks (verified): Channel Islands are `CHI`; `income` is GDP per head in PPP dollars of 2021, not the income group;
`remin` and `remout` are US dollars.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import Edition, Harmonised
from fairway.sources.sieve import Sieve, code, row_number

if TYPE_CHECKING:
    import polars as pl

METHOD = Text(
    "Compiled by the World Bank from national statistics and other agencies. Recorded remittances leave out what is "
    "carried by hand."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """One row per country, indicator and year.

    Returns:
        place, indicator (`birth`, `depend`, `fdiin`, `fdiout`, `gdp`, `income`, `inf`, `nmig`, `polstb`, `pop`,
        `remin`, `remout`, `unem`), year, value, source_row.
    """
    import polars as pl

    return (
        Sieve(frame)
        .drop_missing(Text("without a value"), "v")
        .change(
            code("geo").alias("place"),
            pl.col("var").alias("indicator"),
            pl.col("t").cast(pl.Int16).alias("year"),
            pl.col("v").alias("value"),
            row_number(),
        )
        .drop_other_places(Text("code of no country we know"), "place")
        .result("place", "indicator", "year", "value", "source_row", sort=("place", "indicator", "year"))
    )


EDITIONS = (
    Edition(
        table="wdi",
        edition="2025",
        publisher="World Bank",
        title="World Development Indicators (selection)",
        licence="CC BY 4.0",
        url="https://databank.worldbank.org/source/world-development-indicators",
        file="migration/wdi_context_indicators.csv.gz",
        method=METHOD,
        flag=Flag.OBSERVED,
        columns={"geo": "text", "var": "text", "t": "integer", "v": "number"},
        harmonise=harmonise,
        key=("place",),
    ),
)
