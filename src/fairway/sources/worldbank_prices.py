"""World Bank Remittance Prices Worldwide: what it costs to send money home, by corridor and quarter.

Quirks (verified): *sending* is the corridor's destination; six averages are zero or negative (a bonus on the exchange
rate outweighing the fee) and are not a price; Kosovo is `KSV`; the amount sent is not in the file.
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
    "Mystery shoppers of the World Bank ask the providers of each corridor what a transfer costs: fee and margin on "
    "the exchange rate, averaged over providers, in per cent of the amount sent, which the file does not state."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """Average total cost of sending: origin is where the money arrives, destination where it was earned.

    Returns:
        origin, destination, quarter (`2011Q1`), year, cost_percent (per cent of the amount sent), source_row.
    """
    import polars as pl

    return (
        Sieve(frame)
        .drop_missing(Text("without a price"), "value")
        .drop(Text("price of zero or less"), pl.col("value") <= 0)
        .drop(Text("quarter not of the form 2011Q1"), ~pl.col("quarter").str.contains(r"^\d{4}Q[1-4]$"))
        .change(
            code("receiving_code").alias("origin"),
            code("sending_code").alias("destination"),
            pl.col("quarter").str.slice(0, 4).cast(pl.Int16).alias("year"),
            pl.col("value").alias("cost_percent"),
            row_number(),
        )
        .drop_other_places(Text("code of no country we know"), "origin", "destination")
        .result(
            "origin",
            "destination",
            "quarter",
            "year",
            "cost_percent",
            "source_row",
            sort=("origin", "destination", "quarter"),
        )
    )


EDITIONS = (
    Edition(
        table="remittance_prices",
        edition="2020Q3",
        publisher="World Bank",
        title="Remittance Prices Worldwide",
        licence="CC BY 4.0",
        url="https://remittanceprices.worldbank.org",
        file="migration/worldbank_rpw_corridor_costs_2011_2020.csv.gz",
        method=METHOD,
        flag=Flag.OBSERVED,
        columns={"sending_code": "text", "receiving_code": "text", "quarter": "text", "value": "number"},
        harmonise=harmonise,
        key=("origin", "destination"),
        every_months=3,
    ),
)
