"""UN DESA World Population Prospects: total population to 2100 (2024), and by age and sex (2019).

Quirks (verified): codes of 900 and above are aggregates; 412 is Kosovo in the 2024 revision; values are thousands. The
2019 estimates end in 2020 and its projections begin in 2025; only that revision has ages here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.sources.edition import Derived, Edition, Harmonised
from fairway.sources.sieve import Sieve, iso3, row_number, sex

if TYPE_CHECKING:
    import polars as pl

THOUSAND: Final = 1000
FIRST_PROJECTED: Final = 2024
FIRST_AGGREGATE: Final = 900
KOSOVO: Final = 412
VARIANTS: Final = ("estimate", "medium")
CHILDREN: Final = ("0-4", "5-9", "10-14")
WORKING: Final = ("15-19", "20-24", "25-29", "30-34", "35-39", "40-44", "45-49", "50-54", "55-59", "60-64")

PUBLISHER = "United Nations, Department of Economic and Social Affairs, Population Division"
LICENCE = "CC BY 3.0 IGO"
URL = "https://population.un.org/wpp/"
POPULATION_METHOD = Text(
    "Projected by the UN Population Division from each country's censuses and vital statistics: the median of many "
    "simulated paths, with the interval that holds 95 in 100 of them. Migration is the least certain part."
)
AGES_METHOD = Text(
    "Estimated from censuses and vital statistics to 2020, and projected in the medium variant from 2025, by five-year "
    "age group and sex. The revision of 2019 is older than the pandemic; the revision of 2024 has no ages in this file."
)


def population(frame: pl.DataFrame) -> Harmonised:
    """Total population by year.

    Returns:
        place, year, female, male, total, low95, high95 (persons), projection (true from 2024), source_row.
    """
    import polars as pl

    return (
        _countries(frame, "country_code")
        .change(
            pl.col("year").cast(pl.Int16),
            _persons("popF").alias("female"),
            _persons("popM").alias("male"),
            (_persons("popF") + _persons("popM")).alias("total"),
            _persons("pop_95l").alias("low95"),
            _persons("pop_95u").alias("high95"),
            (pl.col("year") >= FIRST_PROJECTED).alias("projection"),
        )
        .result(
            "place",
            "year",
            "female",
            "male",
            "total",
            "low95",
            "high95",
            "projection",
            "source_row",
            sort=("place", "year"),
        )
    )


def population_by_age(frame: pl.DataFrame) -> Harmonised:
    """Population by sex and five-year age group, estimates and the medium variant.

    Returns:
        place, year, sex (F, M), age (`15-19`), variant (`estimate`, `medium`), persons, source_row.
    """
    import polars as pl

    sieve = Sieve(frame).drop(Text("variant other than estimate and medium"), ~pl.col("variant").is_in(VARIANTS))
    return (
        _countries(sieve.frame, "m49", sieve)
        .change(pl.col("year").cast(pl.Int16), sex(), _persons("pop_thousands").alias("persons"))
        .result("place", "year", "sex", "age", "variant", "persons", "source_row", sort=("place", "year", "source_row"))
    )


def working_age(ages: pl.DataFrame) -> pl.DataFrame:
    """Children, people of working age and older people, by year.

    Returns:
        place, year, variant, children (0–14), working (15–64), older (65 and over), working_female, working_male
        (persons). The rows of the file behind them are those of `population_age`.
    """
    import polars as pl

    child, worker = pl.col("age").is_in(CHILDREN), pl.col("age").is_in(WORKING)
    persons = pl.col("persons")
    return (
        ages.group_by("place", "year", "variant")
        .agg(
            persons.filter(child).sum().alias("children"),
            persons.filter(worker).sum().alias("working"),
            persons.filter(~child & ~worker).sum().alias("older"),
            persons.filter(worker & (pl.col("sex") == "F")).sum().alias("working_female"),
            persons.filter(worker & (pl.col("sex") == "M")).sum().alias("working_male"),
        )
        .sort("place", "year", "variant")
    )


def _countries(frame: pl.DataFrame, code: str, sieve: Sieve | None = None) -> Sieve:
    import polars as pl

    sieve = sieve or Sieve(frame)
    sieve.drop(Text("aggregate of countries"), pl.col(code) >= FIRST_AGGREGATE)
    sieve.change(pl.col(code).cast(pl.String).alias("code"), row_number())
    place = pl.when(pl.col(code) == KOSOVO).then(pl.lit("XKX")).otherwise(iso3(sieve.frame, "code", places.from_m49))
    return sieve.change(place.alias("place")).drop_other_places(Text("code of no country we know"), "place")


def _persons(column: str) -> pl.Expr:
    import polars as pl

    return (pl.col(column) * THOUSAND).round().cast(pl.Int64)


EDITIONS = (
    Edition(
        table="population",
        edition="2024",
        publisher=PUBLISHER,
        title="World Population Prospects 2024: total population",
        licence=LICENCE,
        url=URL,
        file="demography/wpp2024_popproj1dt.parquet",
        method=POPULATION_METHOD,
        flag=Flag.MODELLED,
        columns={
            "country_code": "integer",
            "year": "integer",
            "popM": "number",
            "popF": "number",
            "pop_95l": "number",
            "pop_95u": "number",
        },
        harmonise=population,
        key=("place",),
        every_months=24,
    ),
    Edition(
        table="population_age",
        edition="2019",
        publisher=PUBLISHER,
        title="World Population Prospects 2019: population by age and sex",
        licence=LICENCE,
        url=URL,
        file="demography/wpp2019_population_age5_sex.parquet",
        method=AGES_METHOD,
        flag=Flag.MODELLED,
        columns={
            "m49": "integer",
            "sex": "text",
            "age": "text",
            "year": "integer",
            "variant": "text",
            "pop_thousands": "number",
        },
        harmonise=population_by_age,
        key=("place",),
        every_months=24,
        derived=(Derived("working_age", ("place",), working_age),),
    ),
)
