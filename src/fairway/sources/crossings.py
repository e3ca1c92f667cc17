"""Irregular crossings and encounters that border authorities counted, summed to years.

Quirks (verified): the counts are *events*: one person stopped three times counts three times. The United States file
has no nationality before October 2019; Darién has one row per year to 2019 and months from 2020; in the Mexican file
100 rows repeat a nationality within a month (two of the authority's names under one code) and are summed. Every file
ends within 2025, so that year is not a whole one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Final

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.sources.edition import ColumnType, Edition, Harmonised
from fairway.sources.sieve import Sieve

if TYPE_CHECKING:
    import polars as pl

DARIEN_MONTHLY_FROM: Final = 2020
MONTHS_OF_A_YEAR: Final = 12

FRONTEX_METHOD = Text(
    "Detections of irregular crossings of the European Union's external border, reported to Frontex by border "
    "authorities every month. Events, not persons; who was not detected is not in it."
)
US_METHOD = Text(
    "Encounters at the southwest land border of the United States by month, nationality known from October 2019. "
    "Events, not persons: expulsions under Title 42 (2020–2023) led many people to try again."
)
MEXICO_METHOD = Text(
    "Events of people in an irregular situation presented to Mexico's migration authority, by month and nationality. "
    "Events, not persons."
)
DARIEN_METHOD = Text(
    "People whom Panama's migration service registered after they had crossed the Darién jungle, by nationality; "
    "yearly to 2019, monthly since. Who died on the way was not registered."
)


def _harmoniser(
    place: str, route: Callable[[], pl.Expr], *, yearly_before: int = 0
) -> Callable[[pl.DataFrame], Harmonised]:
    def harmonise(frame: pl.DataFrame) -> Harmonised:
        """nationality, place, route, year, months (of that year in the file), events, first_row, last_row."""
        import polars as pl

        sieve = Sieve(frame.with_columns(pl.col("t").str.slice(0, 4).cast(pl.Int16).alias("year")))
        sieve.drop_missing(Text("nationality not recorded"), "nat")
        sieve.drop(Text("nationality unknown or of no country"), pl.col("nat").is_in(["OOO", "OOS", "UNK"]))
        months = sieve.frame.group_by("year").agg(pl.col("t").n_unique().cast(pl.Int8).alias("months"))
        whole = pl.when(pl.col("year") < yearly_before).then(MONTHS_OF_A_YEAR).otherwise(pl.col("months"))
        sieve.drop_other_places(Text("nationality unknown or of no country"), "nat")
        rows = (
            sieve.frame.group_by(pl.col("nat").alias("nationality"), route().alias("route"), "year")
            .agg(
                pl.col("n").sum().cast(pl.Int64).alias("events"),
                pl.col("source_row").min().cast(pl.Int32).alias("first_row"),
                pl.col("source_row").max().cast(pl.Int32).alias("last_row"),
            )
            .join(months.with_columns(whole.cast(pl.Int8).alias("months")), on="year")
            .with_columns(pl.lit(place).alias("place"))
            .select("nationality", "place", "route", "year", "months", "events", "first_row", "last_row")
            .sort("nationality", "route", "year")
        )
        return Harmonised(rows, sieve.left_out)

    return harmonise


def _named(column: str, names: Mapping[str, str] | None = None) -> Callable[[], pl.Expr]:
    def route() -> pl.Expr:
        import polars as pl

        return pl.col(column).replace(names) if names else pl.col(column)

    return route


def _always(name: str) -> Callable[[], pl.Expr]:
    def route() -> pl.Expr:
        import polars as pl

        return pl.lit(name)

    return route


US_ROUTES: Final = {
    "U.S. Border Patrol": "Southwest land border, between ports of entry",
    "Office of Field Operations": "Southwest land border, at ports of entry",
}


def _edition(
    table: str,
    publisher: str,
    title: str,
    licence: str,
    url: str,
    file: str,
    method: Text,
    columns: Mapping[str, ColumnType],
    harmonise: Callable[[pl.DataFrame], Harmonised],
) -> Edition:
    return Edition(
        table=f"crossings_{table}",
        edition="2025",
        publisher=publisher,
        title=title,
        licence=licence,
        url=url,
        file=f"migration/{file}.csv.gz",
        method=method,
        flag=Flag.OBSERVED,
        columns={"t": "text", "nat": "text", "n": "number", **columns},
        harmonise=harmonise,
        key=("nationality",),
        every_months=1,
    )


EDITIONS = (
    _edition(
        "frontex",
        "Frontex",
        "Detections of irregular border-crossings by route and nationality",
        "Frontex terms: reuse with attribution",
        "https://www.frontex.europa.eu/what-we-do/monitoring-and-risk-analysis/migratory-map/",
        "frontex_detections_route_nationality_month",
        FRONTEX_METHOD,
        {"route": "text"},
        _harmoniser("EU", _named("route")),
    ),
    _edition(
        "us",
        "United States Customs and Border Protection",
        "Southwest land border encounters",
        "Public domain",
        "https://www.cbp.gov/newsroom/stats/southwest-land-border-encounters",
        "us_cbp_encounters",
        US_METHOD,
        {"component": "text"},
        _harmoniser("USA", _named("component", US_ROUTES)),
    ),
    _edition(
        "mexico",
        "Unidad de Política Migratoria, Mexico",
        "Events of persons in an irregular migratory situation",
        "Mexican open-government terms: reuse with attribution",
        "https://portales.segob.gob.mx/es/PoliticaMigratoria/Boletines_Estadisticos",
        "mexico_irregular_by_nationality",
        MEXICO_METHOD,
        {},
        _harmoniser("MEX", _always("Mexico")),
    ),
    _edition(
        "darien",
        "Servicio Nacional de Migración, Panama",
        "Irregular transit through Darién",
        "Terms not stated: reuse with attribution",
        "https://www.migracion.gob.pa/estadisticas",
        "darien_irregular_by_nationality",
        DARIEN_METHOD,
        {},
        _harmoniser("PAN", _always("Darién"), yearly_before=DARIEN_MONTHLY_FROM),
    ),
)
