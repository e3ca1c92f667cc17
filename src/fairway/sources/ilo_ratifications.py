"""Ratifications of four ILO Conventions, taken down by hand from secondary sources: partial, never a “no”.

Quirks (verified): C097 holds 28 of 54 ratifications, C143 17 of 23, C181 32 of 37 without dates, C189 the list of
2020 with years only. A country that is not in the file is *unknown*.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import Edition, Harmonised
from fairway.sources.sieve import Sieve, row_number

if TYPE_CHECKING:
    import polars as pl

METHOD = Text(
    "Transcribed by hand from excerpts of NORMLEX, Wikipedia and WIEGO, not from the ILO's register. The lists are "
    "incomplete: a country that is absent from them is unknown, not unratified."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """One row per country and Convention known to be ratified.

    Returns:
        place, instrument (`C097`), date (ISO date or year; null where unknown), note, origin_title (the secondary
        source), as_of, completeness, source_row.
    """
    import polars as pl

    return (
        Sieve(frame)
        .change(
            pl.col("iso3").alias("place"),
            pl.col("convention").alias("instrument"),
            pl.col("source").alias("origin_title"),
            row_number(),
        )
        .drop_other_places(Text("code of no country we know"), "place")
        .result(
            "place",
            "instrument",
            "date",
            "note",
            "origin_title",
            "as_of",
            "completeness",
            "source_row",
            sort=("place", "instrument"),
        )
    )


EDITIONS = (
    Edition(
        table="ratifications",
        edition="2023-partial",
        publisher="International Labour Organization, through secondary sources",
        title="Ratifications of C097, C143, C181 and C189 (partial)",
        licence="Facts; NORMLEX © ILO, Wikipedia CC BY-SA",
        url="https://normlex.ilo.org",
        file="treaties/ilo_ratifications_partial.csv",
        method=METHOD,
        flag=Flag.PARTIAL,
        columns={
            "convention": "text",
            "iso3": "text",
            "date": "text",
            "note": "text",
            "source": "text",
            "as_of": "text",
            "completeness": "text",
        },
        harmonise=harmonise,
        key=("place",),
        verified=False,
    ),
)
