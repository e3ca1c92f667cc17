"""Estimates every cell of a stated table: the codes of its domains, the groups above them, and every margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any, Final

import polars as pl

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.errors import Fault, NothingToEstimate
from fairway.methods.survey.measures import Total
from fairway.methods.survey.replicate_making import ReplicateMethod
from fairway.warehouse.surveys.running_opening import OpenedSurvey, Telling
from fairway.warehouse.surveys.specification import TableSpecification
from fairway.warehouse.surveys.survey import Survey

PERSONS: Final = Total()


@dataclass(frozen=True, slots=True)
class EstimatedTable:
    """A table before it is protected.

    Attributes:
        table: As stated.
        frame: Every row with every margin; `published` says which were asked for, `of_group` the groups of a hierarchy.
        faults: What was noticed on the way.
        method: What was done, sentence by sentence.
    """

    table: TableSpecification
    frame: pl.DataFrame
    faults: tuple[Fault, ...]
    method: tuple[str, ...]


def estimated(
    opened: OpenedSurvey,
    table: TableSpecification,
    columns: Mapping[str, tuple[str, ...]],
    replicate: ReplicateMethod | None,
    telling: Telling,
) -> EstimatedTable:
    """Every cell of a table.

    Args:
        opened: The survey, with the columns of `with_groups`.
        table: What is wanted. The number of persons is estimated besides, for disclosure control.
        columns: The columns of the domain variables that have a hierarchy.
        replicate: Replicates to make for the variance.
        telling: Told how far it is.
    """
    frames, faults, method = [], [], ()
    variants = list(product(*(columns.get(name, (name,)) for name in table.by)))
    for at, by in enumerate(variants):
        measures = _measures(table, by)
        try:
            found = _asked(opened.survey, table, measures, by, replicate, telling)
        except NothingToEstimate as error:
            # A level that no row reaches; the codes themselves must have rows.
            if at == 0:
                raise NothingToEstimate(f"Table {table.name}: {error.title}", advice=error.advice) from error
            continue
        method = method or found.method
        if at == 0:
            faults += list(found.faults)
        named = found.frame.rename(dict(zip(by, table.by, strict=True)))
        frames.append(_of_variant(named, table, by))
    frame = pl.concat(frames, how="vertical_relaxed")
    return EstimatedTable(table, frame, tuple(faults), method)


def _measures(table: TableSpecification, by: tuple[str, ...]) -> list[Any]:
    """Those of the table that this variant can have, and the number of persons."""
    changed = {name for name, column in zip(table.by, by, strict=True) if name != column}
    kept = [one for one in table.measures if not (isinstance(one, Difference) and one.dimension in changed)]
    return kept if PERSONS in kept else [*kept, PERSONS]


def _asked(
    survey: Survey,
    table: TableSpecification,
    measures: list[Any],
    by: tuple[str, ...],
    replicate: ReplicateMethod | None,
    telling: Telling,
) -> Any:
    def progress(done: int, total: int, _: str) -> None:
        telling(f"Estimating {table.name}", done, total)

    asked: dict[str, Any] = {} if replicate is None else {"replicate": replicate}
    return survey.estimate(
        measures,
        by=by,
        where=table.where,
        margins=True,
        level=table.level,
        reliability=table.reliability,
        progress=progress,
        **asked,
    )


def _of_variant(frame: pl.DataFrame, table: TableSpecification, by: tuple[str, ...]) -> pl.DataFrame:
    """The rows of this variant alone, marked: a margin over a group belongs to the variant of the codes."""
    grouped = [name for name, column in zip(table.by, by, strict=True) if name != column]
    text = [pl.col(name).cast(pl.String) for name in table.hierarchies]
    frame = frame.with_columns(text).filter(pl.all_horizontal([pl.lit(value=True), *map(_known, grouped)]))
    published = pl.lit(value=False)
    for kept in _margins(table):
        pattern = [pl.col(name).is_not_null() == (name in kept) for name in table.by]
        published |= pl.all_horizontal([pl.lit(value=True), *pattern]) & ~_is_difference(table)
        for difference in _differences(table):
            if difference.dimension in kept:
                others = [
                    pl.col(name).is_not_null() == (name in kept and name != difference.dimension) for name in table.by
                ]
                of_it = pl.col("measure").str.ends_with(difference_label(difference))
                published |= pl.all_horizontal([of_it, *others])
    asked = PERSONS in table.measures
    shown = published & (pl.lit(value=asked) | (pl.col("measure") != "total"))
    return frame.with_columns(shown.alias("published"))


def _known(name: str) -> pl.Expr:
    return pl.col(name).is_not_null()


def _margins(table: TableSpecification) -> Iterator[tuple[str, ...]]:
    for chosen in product((True, False), repeat=len(table.by)):
        kept = tuple(name for name, here in zip(table.by, chosen, strict=True) if here)
        if table.wants(kept):
            yield kept


def _differences(table: TableSpecification) -> list[Difference]:
    return [one for one in table.measures if isinstance(one, Difference)]


def _is_difference(table: TableSpecification) -> pl.Expr:
    found = pl.lit(value=False)
    for one in _differences(table):
        found |= pl.col("measure").str.ends_with(difference_label(one))
    return found


def difference_label(difference: Difference) -> str:
    """How the rows of a difference end their measure's name."""
    return f", {difference.dimension} {difference.first} less {difference.second}"
