"""Quantiles that rest on too few answers: an extreme one is the answer of one person, and so are interval ends.

A quantile is one of the answers, or lies between two. It is printed where at least as many persons as the minimum
frequency are expected on either side, n·min(p, 1−p), and an end of its interval where so many answered beyond it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from typing import Final

import polars as pl

from fairway.methods.disclosure.primary import MinimumFrequency
from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.quantiles import Quantile
from fairway.warehouse.surveys.disclosing_contributors import ALL
from fairway.warehouse.surveys.disclosing_legs import keys_of, legs_of
from fairway.warehouse.surveys.disclosing_universe import universe
from fairway.warehouse.surveys.running_tables import difference_label
from fairway.warehouse.surveys.specification import TableSpecification

LEAST: Final = 3
"""Where no rule says how many persons a cell needs."""
WHY: Final = "limits are withheld: too few answers lie beyond them"
_ANSWERS: Final = ("(n)", "(below)", "(above)")


def without_extremes(
    frame: pl.DataFrame, table: TableSpecification, rows: pl.LazyFrame, columns: Mapping[str, tuple[str, ...]]
) -> tuple[pl.DataFrame, pl.Series]:
    """The rows without interval ends that tell an answer, and which quantiles tell one themselves.

    Args:
        frame: Tidy results of the table.
        table: As stated.
        rows: The prepared microdata, with the columns of the hierarchies.
        columns: As `with_groups` returns them.

    Returns:
        The rows, and one truth value a row; shape (rows,).
    """
    least = max((rule.n for rule in table.protection.rules if isinstance(rule, MinimumFrequency)), default=LEAST)
    thin = pl.Series([False] * len(frame), dtype=pl.Boolean)
    answered: dict[str, pl.DataFrame] = {}
    for measure in table.measures:
        quantile = measure.measure if isinstance(measure, Difference) else measure
        if not isinstance(quantile, Quantile):
            continue
        label = difference_label(measure) if isinstance(measure, Difference) else ""
        of_it = frame["measure"] == f"{quantile.name}{label}"
        legs = legs_of(measure, frame) if isinstance(measure, Difference) else [{}]
        for leg in legs:
            # The keys of a table without dimensions are no columns, and so no rows.
            keys = keys_of(frame, table.by, leg).get_columns()
            cells = frame.select("low", "high").hstack(keys).filter(of_it)
            if quantile.of not in answered:
                answered[quantile.of] = _answered(table, quantile.of, rows, columns)
            found = _answers(cells, table, answered[quantile.of], columns)
            few = found["(n)"] * min(quantile.at, 1 - quantile.at) < least
            thin = thin.scatter(of_it.arg_true(), thin.filter(of_it) | few)
        if not label and quantile.interval == "woodruff":
            frame = _without_ends(frame, of_it, found, least)
    return frame, thin


def _without_ends(frame: pl.DataFrame, of_it: pl.Series, found: pl.DataFrame, least: int) -> pl.DataFrame:
    low, high = (of_it.clone().scatter(of_it.arg_true(), found[name] < least) for name in ("(below)", "(above)"))
    low &= frame["low"].is_not_null()
    high &= frame["high"].is_not_null()
    # The standard error is the distance of the ends: with one of them it tells the other.
    gone = {"low": low, "high": high, "se": low | high, "cv": low | high}
    said = pl.concat_str([pl.col("reason"), pl.lit(WHY)], separator="; ", ignore_nulls=True)
    return frame.with_columns(
        *(pl.when(~where).then(pl.col(name)).alias(name) for name, where in gone.items()),
        pl.when(low | high).then(said).otherwise(pl.col("reason")).alias("reason"),
    )


def _answers(
    cells: pl.DataFrame,
    table: TableSpecification,
    answered: pl.DataFrame,
    columns: Mapping[str, tuple[str, ...]],
) -> pl.DataFrame:
    """How many answered in each cell, up to its lower and from its upper limit; shape (cells,)."""
    keys = [*table.by, ALL]
    asked = cells.with_columns(pl.lit(1).alias(ALL)).with_row_index("(at)")
    contributor = table.protection.contributor
    value = pl.col("(value)").cast(pl.Float64)
    beyond = (value.is_not_null(), value <= pl.col("low"), value >= pl.col("high"))
    counts = [
        (one.sum() if contributor is None else pl.col("(who)").filter(one).n_unique()).alias(name)
        for one, name in zip(beyond, _ANSWERS, strict=True)
    ]
    counted = [
        answered.select(*names, ALL, "(value)", "(who)")
        .join(asked, on=keys, how="inner", nulls_equal=True)
        .group_by("(at)")
        .agg(counts)
        for names in _patterns(table.by, columns)
    ]
    every = pl.concat(counted).group_by("(at)").agg(pl.col(*_ANSWERS).max())
    return asked.select("(at)").join(every, on="(at)", how="left", maintain_order="left").fill_null(0)


def _answered(
    table: TableSpecification, of: str, rows: pl.LazyFrame, columns: Mapping[str, tuple[str, ...]]
) -> pl.DataFrame:
    """The rows that answered: their domains and groups as text, the answer, and whose it is."""
    known = [pl.col(name).is_not_null() for name in (*table.by, of)]
    texts = dict.fromkeys(column for name in table.by for column in columns.get(name, (name,)))
    whose = table.protection.contributor
    return (
        universe(rows, table.where)
        .filter(*known, pl.col(of).cast(pl.Float64).is_not_nan())
        .select(
            *(pl.col(name).cast(pl.String) for name in texts),
            pl.lit(1).alias(ALL),
            pl.col(of).alias("(value)"),
            (pl.lit(None) if whose is None else pl.col(whose)).alias("(who)"),
        )
        .collect(engine="streaming")
    )


def _patterns(by: Sequence[str], columns: Mapping[str, tuple[str, ...]]) -> Iterator[list[pl.Expr]]:
    """The domain variables of every margin and depth."""
    for chosen in product(*((None, *columns.get(name, (name,))) for name in by)):
        yield [
            (pl.lit(None, pl.String) if column is None else pl.col(column)).alias(name)
            for name, column in zip(by, chosen, strict=True)
        ]
