"""World Bank / KNOMAD bilateral matrices of 2017: migrant stocks, and the remittances modelled from them.

Quirks (verified): places are World Bank names (`Korea, Rep.`, `Macedonia, FYR`, `Swaziland`, `West Bank and Gaza`);
rows for the world stand beside the countries (431 in the stock, 392 in the remittances) and would double every sum;
“Other North” and “Other South” hold 26.3 million migrants of no country. In the remittances, *sending* is where the
worker is: the corridor's destination.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.sources.edition import Edition, Harmonised
from fairway.sources.sieve import Sieve, iso3, row_number

if TYPE_CHECKING:
    import polars as pl

YEAR = 2017
PUBLISHER = "World Bank / KNOMAD"
LICENCE = "CC BY 4.0"

STOCK_METHOD = Text(
    "Compiled by the World Bank from censuses, registers and the United Nations' stock, gaps filled by the shares "
    "of earlier censuses. All ages, one year; migrants of an unknown country are in “Other North” and “Other South”, "
    "which are no corridor."
)
REMITTANCES_METHOD = Text(
    "Modelled by the World Bank: each country's recorded receipts are spread over the countries where its migrants "
    "live, by their number and by incomes on both sides. Nobody observed the money; informal channels are not in it."
)


def stock(frame: pl.DataFrame) -> Harmonised:
    """Migrants by origin and destination.

    Returns:
        origin, destination, year, persons (the publisher's whole numbers), source_row.
    """
    import polars as pl

    return (
        _countries(frame, "origin", "destination")
        .change(pl.col("value").round().cast(pl.Int64).alias("persons"))
        .result("origin", "destination", "year", "persons", "source_row", sort=("origin", "destination"))
    )


def remittances(frame: pl.DataFrame) -> Harmonised:
    """Money sent home in a year: origin is the receiving country, destination the one where it was earned.

    Returns:
        origin, destination, year, musd (million US dollars), source_row.
    """
    import polars as pl

    turned = frame.rename({"receiving": "origin", "sending": "destination"})
    return (
        _countries(turned, "origin", "destination")
        .change(pl.col("value").alias("musd"))
        .result("origin", "destination", "year", "musd", "source_row", sort=("origin", "destination"))
    )


def _countries(frame: pl.DataFrame, *columns: str) -> Sieve:
    import polars as pl

    sieve = Sieve(frame).drop_missing(Text("without a value"), "value")
    for column in columns:
        sieve.drop(Text("total for the world"), pl.col(column).str.to_lowercase() == "world")
        sieve.drop(Text("of no country (Other North, Other South)"), pl.col(column).str.starts_with("Other "))
    names = [iso3(sieve.frame, column, places.from_world_bank).alias(column) for column in columns]
    return (
        sieve.change(*names, pl.lit(YEAR, pl.Int16).alias("year"), row_number())
        .drop_missing(Text("name of no country we know"), *columns)
        .drop_other_places(Text("name of no country we know"), *columns)
    )


EDITIONS = (
    Edition(
        table="migrant_stock_worldbank",
        edition="2017",
        publisher=PUBLISHER,
        title="Bilateral Migration Matrix 2017",
        licence=LICENCE,
        url="https://www.knomad.org/data/migration/emigration",
        file="migration/worldbank_bilateral_migrant_stock_2017.csv.gz",
        method=STOCK_METHOD,
        flag=Flag.ESTIMATED,
        columns={"origin": "text", "destination": "text", "value": "number"},
        harmonise=stock,
        key=("origin", "destination"),
        every_months=36,
    ),
    Edition(
        table="remittances",
        edition="2017",
        publisher=PUBLISHER,
        title="Bilateral Remittance Matrix 2017",
        licence=LICENCE,
        url="https://www.knomad.org/data/remittances",
        file="migration/worldbank_bilateral_remittances_2017_musd.csv.gz",
        method=REMITTANCES_METHOD,
        flag=Flag.MODELLED,
        columns={"sending": "text", "receiving": "text", "value": "number"},
        harmonise=remittances,
        key=("origin", "destination"),
        every_months=36,
    ),
)
