"""Distance between capitals, and whether two countries share an official language.

Quirk (verified): a quarter of the pairs have no entry for the language, which is not a “no”.
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
    "Great-circle distance between capitals and official languages as in CEPII's gravity tables, compiled by H. "
    "Benveniste. A shared language is not recorded for a quarter of the pairs."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """One row per ordered pair of countries.

    Returns:
        origin, destination, kilometres, common_official_language (null where not recorded), source_row.
    """
    import polars as pl

    return (
        Sieve(frame)
        .drop(Text("a country and itself"), pl.col("origin") == pl.col("destination"))
        .drop_missing(Text("without a distance"), "distance_km")
        .drop_other_places(Text("code of no country we know"), "origin", "destination")
        .change(
            pl.col("distance_km").alias("kilometres"),
            (pl.col("comofflang") == 1).alias("common_official_language"),
            row_number(),
        )
        .result(
            "origin",
            "destination",
            "kilometres",
            "common_official_language",
            "source_row",
            sort=("origin", "destination"),
        )
    )


EDITIONS = (
    Edition(
        table="distance",
        edition="2025",
        publisher="Hélène Benveniste, after CEPII",
        title="Distance and common official language",
        licence="Compiled by the author; licence not stated",
        url="https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=8",
        file="migration/gravity_distance_common_language.csv.gz",
        method=METHOD,
        flag=Flag.ESTIMATED,
        columns={"origin": "text", "destination": "text", "distance_km": "number", "comofflang": "integer"},
        harmonise=harmonise,
        key=("origin", "destination"),
        every_months=60,
    ),
)
