"""UN DESA's bulk files of the World Population Prospects 2024.

Specification: “Standard projections – CSV format”, https://population.un.org/wpp/downloads, read on 2026-11-21: UTF-8
CSV in gzip, one line per location, variant, year (and age group): SortOrder, LocID, Notes, ISO3_code, ISO2_code,
SDMX_code, LocTypeID, LocTypeName, ParentID, Location, VarID, Variant, Time, then either TPopulation1Jan,
TPopulation1July, TPopulationMale1July, TPopulationFemale1July … (demographic indicators) or MidPeriod, AgeGrp,
AgeGrpStart, AgeGrpSpan, PopMale, PopFemale, PopTotal (population by age). Thousands of persons. The medium variant's
file holds the estimates too (to 2023). The 95 % interval is not in these files.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairway.kernel.errors import UnreadableFile
from fairway.kernel.text import Text
from fairway.sources import tabular
from fairway.sources.edition import ColumnType
from fairway.sources.fetch_plan import FETCH_AGAIN, Fetch, Part, Source

if TYPE_CHECKING:
    import polars as pl

REVISION: Final = "2024"
LAST_ESTIMATE: Final = 2023
COUNTRY: Final = 4
LAST_YEAR: Final = 2100
COMMON: Final[dict[str, ColumnType]] = {
    "LocID": "integer",
    "LocTypeID": "integer",
    "Variant": "text",
    "Time": "integer",
}
AGES_METHOD = Text(
    "Estimated from censuses and vital statistics to 2023, and projected in the medium variant from 2024, by five-year "
    "age group and sex."
)
POPULATION_METHOD = Text(
    "Estimated by the UN Population Division from each country's censuses and vital statistics to 2023, and projected "
    "in the medium variant from 2024; this file has no interval. Migration is the least certain part."
)


def read_population(path: Path) -> pl.DataFrame:
    """source_row, country_code, year, popM, popF (thousands at mid-year); pop_95l, pop_95u are empty (not in it)."""
    import polars as pl

    columns: dict[str, ColumnType] = {**COMMON, "TPopulationMale1July": "number", "TPopulationFemale1July": "number"}
    return _medium(tabular.read(path, columns)).select(
        "source_row",
        pl.col("LocID").alias("country_code"),
        pl.col("Time").alias("year"),
        pl.col("TPopulationMale1July").alias("popM"),
        pl.col("TPopulationFemale1July").alias("popF"),
        pl.lit(None, dtype=pl.Float64).alias("pop_95l"),
        pl.lit(None, dtype=pl.Float64).alias("pop_95u"),
    )


def read_ages(path: Path) -> pl.DataFrame:
    """source_row, m49, sex, age, year, variant (`estimate` to 2023, then `medium`), pop_thousands."""
    import polars as pl

    columns: dict[str, ColumnType] = {**COMMON, "AgeGrp": "text", "PopMale": "number", "PopFemale": "number"}
    frame = _medium(tabular.read(path, columns))
    return (
        frame.select(
            "source_row",
            pl.col("LocID").alias("m49"),
            pl.col("AgeGrp").alias("age"),
            pl.col("Time").alias("year"),
            pl.when(pl.col("Time") <= LAST_ESTIMATE)
            .then(pl.lit("estimate"))
            .otherwise(pl.lit("medium"))
            .alias("variant"),
            pl.col("PopFemale").alias("female"),
            pl.col("PopMale").alias("male"),
        )
        .unpivot(["female", "male"], index=["source_row", "m49", "age", "year", "variant"])
        .rename({"variable": "sex", "value": "pop_thousands"})
    )


def _medium(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    kept = frame.filter(
        (pl.col("Variant") == "Medium") & (pl.col("LocTypeID") == COUNTRY) & (pl.col("Time") <= LAST_YEAR)
    )
    if kept.is_empty():
        raise UnreadableFile("The file has no country in the medium variant.", advice=FETCH_AGAIN)
    return kept


def _whole(part: Part, path: Path) -> Sequence[Part]:
    """Refuses a compressed file that ends early."""
    import gzip
    import zlib

    try:
        with gzip.open(path) as stream:
            while stream.read(1 << 20):
                pass
    except (OSError, EOFError, zlib.error) as fault:
        raise UnreadableFile(f"{part.name} is damaged: {fault}", advice=FETCH_AGAIN) from fault
    return ()


SOURCE = Source(
    name="wpp",
    title="World Population Prospects 2024",
    publisher="United Nations, Department of Economic and Social Affairs, Population Division",
    licence="CC BY 3.0 IGO",
    base="https://population.un.org/wpp/assets/Excel%20Files/1_Indicator%20(Standard)/CSV_FILES/",
    specification="https://population.un.org/wpp/downloads?folder=Standard%20Projections&group=CSV%20format",
    read_on="2026-11-21",
    fetches=(
        Fetch(
            table="population",
            file="WPP2024_Demographic_Indicators_Medium.csv.gz",
            parts=(Part("indicators.csv.gz", "WPP2024_Demographic_Indicators_Medium.csv.gz"),),
            read=read_population,
            edition=lambda path: REVISION,
            more=_whole,
            changes={"title": "World Population Prospects 2024: total population", "method": POPULATION_METHOD},
        ),
        Fetch(
            table="population_age",
            file="WPP2024_PopulationByAge5GroupSex_Medium.csv.gz",
            parts=(Part("ages.csv.gz", "WPP2024_PopulationByAge5GroupSex_Medium.csv.gz"),),
            read=read_ages,
            edition=lambda path: REVISION,
            more=_whole,
            changes={"title": "World Population Prospects 2024: population by age and sex", "method": AGES_METHOD},
        ),
    ),
)
