"""Protects the tables of a specification: those of one universe together, and refuses what cannot be made safe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from fairway.methods.disclosure.primary import Rule, primary_in_words
from fairway.methods.survey.contrasts import Difference
from fairway.warehouse.surveys.disclosing_cells import OF_AMOUNTS, additive_numbers
from fairway.warehouse.surveys.disclosing_contributors import ALL
from fairway.warehouse.surveys.disclosing_legs import keys_of, legs_of
from fairway.warehouse.surveys.disclosing_margins import Tree, coarsened, digits_beside, trees_of
from fairway.warehouse.surveys.disclosing_noise import check_base, noise_faults, treated
from fairway.warehouse.surveys.disclosing_quantiles import without_extremes
from fairway.warehouse.surveys.disclosing_suppression import Suppression, suppressed
from fairway.warehouse.surveys.running_hierarchies import Columns
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.running_tables import EstimatedTable, difference_label
from fairway.warehouse.surveys.specification import Specification, TableSpecification
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty


@dataclass(frozen=True, slots=True)
class SafeTable:
    """A table that may be published.

    Attributes:
        estimated: It before protection.
        frame: The rows asked for, with `disclosure`: what may be shown of each.
        said: How it was protected, sentence by sentence.
        withheld: Cells withheld in the rows asked for.
    """

    estimated: EstimatedTable
    frame: pl.DataFrame
    said: tuple[str, ...]
    withheld: int


def check_mixture(specification: Specification, universes: Mapping[str, object]) -> None:
    """Refuses what noise cannot protect, and tables of one universe that are protected in different ways.

    One of those would tell what another hides.

    Args:
        specification: The tables.
        universes: For each table what names its people.

    Raises:
        SpecificationFaulty: Unless all but one way have `alone` with a reason; or tables under rounding or cell keys
            have other measures than totals.
    """
    faults = list(noise_faults(specification))
    first: dict[object, TableSpecification] = {}
    for table in specification.tables:
        if table.protection.alone:
            continue
        other = first.setdefault(universes[table.name], table)
        if other.protection.method != table.protection.method:
            said = (
                f"“{table.name}” is protected by {table.protection.method} and “{other.name}”, of the same people, by "
                f"{other.protection.method}: one tells what the other hides. Use one method, or say with `alone` why "
                "they may differ."
            )
            faults.append(specification.written.fault((*table.way, "disclosure"), said))
    if faults:
        raise SpecificationFaulty(specification.written.file, faults)


def protected(
    estimated: Sequence[EstimatedTable],
    rows: pl.LazyFrame,
    columns: Mapping[str, Columns],
    weight: str | None,
    beside: Path,
    telling: Telling,
) -> tuple[list[SafeTable], list[Suppression]]:
    """The tables as they may be published.

    Args:
        estimated: The tables of one group.
        rows: The microdata with the columns of the hierarchies.
        columns: For each table, those columns.
        weight: The column of weights.
        beside: The folder of the specification.
        telling: Told how far it is.

    Raises:
        UnsafeTable: A suppression that fails the audit; nothing may be published.
    """
    method = estimated[0].table.protection.method
    if method == "none":
        return [_unprotected(one) for one in estimated], []
    numbers = [additive_numbers(one, rows, weight, columns[one.table.name]) for one in estimated]
    if method == "suppression":
        found = suppressed(estimated, numbers, telling)
        trees = trees_of(one.table.hierarchies for one in estimated)
        return [_withheld(one, found, trees, rows, columns[one.table.name]) for one in estimated], [found]
    safe = []
    for one, some in zip(estimated, numbers, strict=True):
        unsafe = pl.concat([number.cells.select(*one.table.by, "unsafe") for number in some]).filter("unsafe")
        name = one.table.name
        text = unsafe.select(pl.col(key).cast(pl.String) for key in one.table.by).unique() if one.table.by else unsafe
        check_base(one, text)
        frame, said = treated(one, rows, weight, columns[name], beside)
        frame = frame.filter("published").drop("published")
        safe.append(SafeTable(one, frame, (said, *_rules(one.table)), 0))
    return safe, []


def _unprotected(one: EstimatedTable) -> SafeTable:
    frame = one.frame.filter("published").drop("published").with_columns(pl.lit(None, pl.String).alias("disclosure"))
    return SafeTable(one, frame, (f"No disclosure control. Reason: {one.table.protection.reason}",), 0)


def _withheld(
    one: EstimatedTable,
    found: Suppression,
    trees: Mapping[str, Sequence[Tree]],
    rows: pl.LazyFrame,
    columns: Columns,
) -> SafeTable:
    table = one.table
    frame = one.frame.filter("published").drop("published")
    hidden, digits = _marks(frame, table, found, trees, {})
    for measure in table.measures:
        if isinstance(measure, Difference):
            of_it = frame["measure"].str.ends_with(difference_label(measure))
            legs = [_marks(frame, table, found, trees, leg) for leg in legs_of(measure, one.frame)]
            hidden = (hidden & ~of_it) | (of_it & (legs[0][0] | legs[1][0]))
            coarser = pl.select(pl.min_horizontal(legs[0][1], legs[1][1])).to_series()
            digits = digits.zip_with(~of_it, coarser)
    frame, extreme = without_extremes(frame, table, rows, columns)
    hidden |= extreme
    marked = coarsened(frame, digits).with_columns(
        pl.select(pl.when(hidden).then(pl.lit("suppressed"))).to_series().alias("disclosure")
    )
    said = (*_rules(table), *_pattern_in_words(found))
    return SafeTable(one, marked, said, int(hidden.sum()))


def _marks(
    frame: pl.DataFrame,
    table: TableSpecification,
    found: Suppression,
    trees: Mapping[str, Sequence[Tree]],
    instead: Mapping[str, str],
) -> tuple[pl.Series, pl.Series]:
    """Which rows are of withheld cells, and to how many digits others may print errors (`digits_beside`).

    For a leg of a difference, some dimensions are taken at another code.
    """
    names = [name for name in found.withheld.columns if name != ALL]
    nothing = pl.Series([None] * len(frame), dtype=pl.Int8)
    if not len(found.withheld) or not names:
        return pl.Series([len(found.withheld) > 0] * len(frame), dtype=pl.Boolean), nothing
    absent = (pl.lit(None, pl.String).alias(name) for name in names if name not in table.by)
    keys = frame.select("measure").hstack(keys_of(frame, table.by, instead)) if table.by else frame.select("measure")
    keys = keys.with_columns(absent).select(names)
    among = found.withheld.select(names).unique().with_columns(pl.lit(value=True).alias("(hidden)"))
    joined = keys.join(among, on=names, how="left", nulls_equal=True, maintain_order="left")
    return joined["(hidden)"].fill_null(value=False), digits_beside(keys, found.withheld, trees)


def _rules(table: TableSpecification) -> tuple[str, ...]:
    rules: Sequence[Rule] = table.protection.rules
    if table.protection.secretive:
        kinds = ", ".join(dict.fromkeys(_kind(rule) for rule in rules))
        return (f"Primary rules: {kinds}. Their parameters are confidential.",)
    return (primary_in_words(rules, weighted=any(isinstance(rule, OF_AMOUNTS) for rule in rules)),)


def _kind(rule: Rule) -> str:
    words = {
        "MinimumFrequency": "minimum frequency",
        "Dominance": "dominance",
        "PPercent": "p %",
        "PriorPosterior": "prior–posterior",
        "ZeroCells": "cells of zero",
        "GroupDisclosure": "group disclosure",
    }
    return words.get(type(rule).__name__, type(rule).__name__)


def _pattern_in_words(found: Suppression) -> tuple[str, ...]:
    together = f" ({', '.join(found.tables)} as one problem)" if len(found.tables) > 1 else ""
    return (
        f"Cell suppression{together}: the figures of a withheld cell are withheld with its errors, coefficients of "
        "variation, design effects and numbers of respondents, of every measure. Further cells are withheld so that "
        "none can be worked out from totals; margins that are not printed count as known, since readers add up.",
        "Rows beside them – the margins and groups above a withheld cell, and the cells that add up with it – print "
        "neither numbers of respondents, degrees of freedom nor design effects; errors have one significant digit in "
        "the former and two in the latter. A quantile is printed where as many persons as a cell needs are expected on "
        "either side of it.",
        f"Audited, for every intruder including single respondents, by linear programmes: {', '.join(found.numbers)}.",
    )
