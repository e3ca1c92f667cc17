"""The codes of the tables for household members who live abroad."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.methods.survey.design import Design
from fairway.statistics.ilms import codes
from fairway.statistics.ilms.countries import kept
from fairway.statistics.ilms.derivation import recency
from fairway.statistics.ilms.parameters import Definitions
from fairway.warehouse.surveys.mapping import Mapped

UNIVERSE: Final = "universe"
ABROAD: Final = "absent"
"""In that column, of whoever lives abroad."""


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
            pl.lit(ABROAD).alias(UNIVERSE),
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


def with_sampled_units(
    abroad: pl.DataFrame, own: Design, persons: pl.DataFrame, design: Design
) -> tuple[pl.DataFrame, Design]:
    """The members abroad, beside the sampled units of the whole survey: most units have none, and count all the same.

    Args:
        abroad: As `absent_persons`.
        own: Their design.
        persons: The usual residents, whose units were sampled.
        design: Theirs.

    Returns:
        The rows with `UNIVERSE`, which is `ABROAD` for the members alone, and the design. Where the mapping gives the
        members another design, that is all there is to go by.

    Source: Cochran, Sampling Techniques (1977), §5A.14: a unit without a member of the domain has a total of zero.
    """
    if own != design:
        return abroad, own
    columns = [name for name in design.columns if name != design.weight]
    units = persons.select(design.columns) if design.each_row_a_unit else persons.select(columns).unique()
    if design.weight is not None and design.weight not in units.columns:
        units = units.with_columns(pl.lit(1.0).alias(design.weight))
    unlike = [name for name in columns if units.schema[name].is_numeric() != abroad.schema[name].is_numeric()]
    as_text = [_as_text(name) for name in unlike]
    others = units.with_columns(*as_text, pl.lit("persons").alias(UNIVERSE))
    return pl.concat([abroad.with_columns(as_text), others], how="diagonal_relaxed"), design


def _as_text(name: str) -> pl.Expr:
    """Identifiers of two files: 1, 1.0 and “1” are one."""
    return pl.col(name).cast(pl.String).str.strip_chars().str.replace(r"\.0$", "")
