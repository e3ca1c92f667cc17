"""The codes of the tables for household members who live abroad."""

from __future__ import annotations

import polars as pl

from fairway.statistics.ilms import codes
from fairway.statistics.ilms.countries import kept
from fairway.statistics.ilms.derivation import recency
from fairway.statistics.ilms.parameters import Definitions
from fairway.warehouse.surveys.mapping import Mapped


def absent_persons(mapped: Mapped, country: str, definitions: Definitions) -> pl.DataFrame:
    """The nationals abroad with every code of their tables.

    Whoever has no citizenship in the file counts as a national: households are asked about their own members.

    Args:
        mapped: The standard frame of the members abroad.
        country: Of the survey.
        definitions: The national ones.

    Returns:
        One row a person.
    """
    sections, sectors = codes.sections(), codes.sector_of_section()
    industry = pl.coalesce("industry_abroad", "industry").replace_strict(sections, default=None, return_dtype=pl.String)
    occupation = pl.coalesce("occupation_abroad", "occupation").str.slice(0, 1)
    frame = (
        mapped.frame.filter(pl.col("citizenship").is_null() | (pl.col("citizenship") == country))
        .select(
            *mapped.design.columns,
            _known("sex", codes.SEXES, codes.SEX_UNKNOWN),
            _known("education", codes.EDUCATION, codes.EDUCATION_UNKNOWN),
            pl.when(pl.col("labour_force_status") == codes.EMPLOYED)
            .then(pl.lit(codes.EMPLOYED))
            .otherwise(pl.lit(codes.ELSE))
            .alias("labour_force"),
            recency("departure_month", definitions).alias("departed"),
            pl.col("country_of_residence").fill_null(codes.UNSTATED).alias("residence"),
            industry.replace(sectors).fill_null(codes.INDUSTRY_UNKNOWN).alias("sector"),
            occupation.replace_strict(codes.OCCUPATION, default=None, return_dtype=pl.String)
            .fill_null(codes.OCCUPATION_UNKNOWN)
            .alias("occupation"),
        )
        .with_columns(pl.col("sector").alias("industry"))
        .collect(engine="streaming")
    )
    many = kept(frame["residence"].value_counts(), definitions.least_country_respondents) | {codes.UNSTATED}
    few = pl.when(pl.col("residence").is_in(sorted(many))).then(pl.col("residence")).otherwise(pl.lit(codes.OTHER))
    return frame.with_columns(few.alias("residence"))


def _known(name: str, pairs: dict[str, str], unknown: str) -> pl.Expr:
    return pl.col(name).replace_strict(pairs, default=None, return_dtype=pl.String).fill_null(unknown).alias(name)
