"""UN DESA International Migrant Stock: people by origin, destination, sex and year.

Quirks (verified in the 2020 and 2024 editions): origin `OOO` is unknown and belongs to totals, never to a corridor;
sexes are female and male only; a true zero is not an absent row; the stock covers all ages and includes refugees where
flagged, so it counts *international migrants*, never *workers*; some destinations count citizens of the origin instead
of people born there (Qatar). The two editions disagree about the same year and are never mixed in one series.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fairway.kernel.provenance import Flag
from fairway.kernel.text import Text
from fairway.reference import places
from fairway.sources.edition import ColumnType, Derived, Edition, Harmonised

if TYPE_CHECKING:
    import polars as pl

COLUMNS: dict[str, ColumnType] = {
    "destination": "text",
    "year": "integer",
    "origin": "text",
    "sex": "text",
    "n": "integer",
    "type_birthplace": "integer",
    "type_citizenship": "integer",
    "type_refugees_included": "integer",
    "type_imputed": "integer",
}

METHOD = Text(
    "Compiled by the UN Population Division from censuses, registers and surveys of the destination, by place of birth "
    "or, where that is not recorded, by citizenship; missing years are interpolated or imputed. All ages, refugees "
    "included where the country's figures include them."
)


def harmonise(frame: pl.DataFrame) -> Harmonised:
    """Women and men side by side: one row per destination, origin and year.

    Returns:
        origin, destination, year, female, male (persons, null where the sex is absent), basis (`birth`,
        `citizenship`, `mixed` or `imputed`), imputed, refugees_included, row_female, row_male.
    """
    import polars as pl

    known = frame.filter(pl.col("origin").is_not_null() & pl.col("destination").is_not_null())
    sexes = known.filter(pl.col("sex").is_in(["female", "male"]))
    woman, man = pl.col("sex") == "female", pl.col("sex") == "male"
    wide = (
        sexes.group_by("origin", "destination", "year")
        .agg(
            pl.col("n").filter(woman).first().cast(pl.Int64).alias("female"),
            pl.col("n").filter(man).first().cast(pl.Int64).alias("male"),
            pl.when(pl.col("type_birthplace").max() == 1)
            .then(pl.when(pl.col("type_citizenship").max() == 1).then(pl.lit("mixed")).otherwise(pl.lit("birth")))
            .when(pl.col("type_citizenship").max() == 1)
            .then(pl.lit("citizenship"))
            .otherwise(pl.lit("imputed"))
            .alias("basis"),
            (pl.col("type_imputed").max() == 1).alias("imputed"),
            (pl.col("type_refugees_included").max() == 1).alias("refugees_included"),
            pl.col("source_row").filter(woman).first().cast(pl.Int32).alias("row_female"),
            pl.col("source_row").filter(man).first().cast(pl.Int32).alias("row_male"),
        )
        .with_columns(pl.col("year").cast(pl.Int16))
        .sort("origin", "destination", "year")
    )
    return Harmonised(
        wide,
        {
            Text("without origin or destination").template: len(frame) - len(known),
            Text("other sex").template: len(known) - len(sexes),
        },
    )


def totals(stock: pl.DataFrame) -> pl.DataFrame:
    """Every place's immigrants and emigrants, and the world's migrants.

    Returns:
        place, role (`destination`, `origin` or `world`), year, female, male, corridors (rows summed). Unknown origins
        count in a destination's total.
    """
    import polars as pl

    counts = [pl.col("female").sum(), pl.col("male").sum(), pl.len().cast(pl.Int32).alias("corridors")]
    parts = [
        stock.group_by(pl.col("destination").alias("place"), "year")
        .agg(counts)
        .with_columns(role=pl.lit("destination")),
        stock.group_by(pl.col("origin").alias("place"), "year").agg(counts).with_columns(role=pl.lit("origin")),
        stock.group_by(pl.lit("WLD").alias("place"), "year").agg(counts).with_columns(role=pl.lit("world")),
    ]
    return pl.concat(part.select("place", "role", "year", "female", "male", "corridors") for part in parts).sort(
        "place", "role", "year"
    )


def areas(stock: pl.DataFrame) -> pl.DataFrame:
    """Migrants between the 22 areas of the UN geoscheme (M49).

    Returns:
        origin, destination (M49 codes: `034` Southern Asia, `014` Eastern Africa), year,
        female, male, corridors (country corridors summed). Unknown origins are in no area and not in it.
    """
    import polars as pl

    area = {
        place.iso3: code
        for place in places.by_code().values()
        if (code := place.intermediate_code or place.subregion_code)
    }
    sides = [
        pl.col(name).replace_strict(area, default=None, return_dtype=pl.String).alias(name)
        for name in ("origin", "destination")
    ]
    return (
        stock.with_columns(sides)
        .drop_nulls(["origin", "destination"])
        .group_by("origin", "destination", "year")
        .agg(pl.col("female").sum(), pl.col("male").sum(), pl.len().cast(pl.Int32).alias("corridors"))
        .sort("origin", "destination", "year")
    )


def _edition(year: str) -> Edition:
    return Edition(
        table="migrant_stock",
        edition=year,
        publisher="United Nations, Department of Economic and Social Affairs, Population Division",
        title=f"International Migrant Stock {year}",
        licence="CC BY 3.0 IGO",
        url="https://www.un.org/development/desa/pd/content/international-migrant-stock",
        file=f"migration/undesa_ims_{year}_origin_destination_sex.parquet",
        method=METHOD,
        flag=Flag.ESTIMATED,
        columns=COLUMNS,
        harmonise=harmonise,
        key=("origin", "destination"),
        rules="3",
        every_months=48,
        derived=(
            Derived("migrant_totals", ("place",), totals),
            Derived("migrant_areas", ("origin", "destination"), areas),
        ),
    )


EDITIONS = (_edition("2024"), _edition("2020"))
