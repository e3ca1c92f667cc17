"""Estimates the additive tables: each cube once, with every group and margin that a series or its error needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from copy import copy
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Final

import polars as pl

from fairway.methods.survey.design import Design
from fairway.methods.survey.errors import NothingToEstimate
from fairway.methods.survey.measures import Mean, Total
from fairway.statistics.ilms import codes
from fairway.statistics.ilms.cells import CELL, Axis, CellGrouping, labels
from fairway.statistics.ilms.crossings import TREES, WORK, Crossing, Rest
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.running_tables import EstimatedTable
from fairway.warehouse.surveys.specification import Protection, TableSpecification
from fairway.warehouse.surveys.survey import Survey

Trees = Mapping[str, Mapping[str, str | None]]
WORKERS: Final = 2


@dataclass(frozen=True, slots=True)
class Cells:
    """One additive table, estimated.

    Attributes:
        crossing: Which.
        frame: One row a cell and measure: the dimensions as text (null: summed over), then the figures.
        method: What was done, sentence by sentence.
    """

    crossing: Crossing
    frame: pl.DataFrame
    method: tuple[str, ...]


def estimate_all(
    surveys: Mapping[str, Survey], wanted: Sequence[Crossing], trees: Trees, telling: Telling
) -> dict[str, Cells]:
    """Every table; one without a person in it is left out.

    Args:
        surveys: `persons` and, where there are some, `absent`.
        wanted: The tables.
        trees: Those of the survey's countries.
        telling: Told how far it is.
    """
    done = 0

    def one(crossing: Crossing) -> Cells | None:
        nonlocal done
        try:
            return _estimated(surveys[crossing.universe], crossing, trees)
        except NothingToEstimate:
            return None
        finally:
            done += 1
            telling("Estimating", done, len(wanted))

    with ThreadPoolExecutor(WORKERS) as pool:
        found = {cells.crossing.name: cells for cells in pool.map(one, wanted) if cells is not None}
    return {name: _with_twin(cells, found) for name, cells in found.items()}


def _with_twin(cells: Cells, found: Mapping[str, Cells]) -> Cells:
    """The cells with those that the table by the other measure holds already: everybody, whatever the citizenship."""
    if not cells.crossing.twin:
        return cells
    own, other = list(cells.crossing.by)[-1], found[cells.crossing.twin]
    its = list(other.crossing.by)[-1]
    same = other.frame.filter(pl.col(its).is_null()).rename({its: own}).select(cells.frame.columns)
    return replace(cells, frame=pl.concat([cells.frame, same]))


def tree_of(dimension: str, trees: Trees, crossing: Crossing) -> Mapping[str, str | None]:
    """The tree of a dimension; empty where its codes lie directly below the total."""
    if "work" in crossing.by.get(dimension, ()):
        return WORK
    return trees.get(dimension) or TREES.get(dimension, {})


def open_cells(frame: pl.DataFrame, design: Design) -> Survey:
    """A survey of the persons whose tables are made in one pass each.

    Raises:
        SurveyColumnMissing, DesignFaulty: As `Survey`.
    """
    return Survey(CellGrouping(frame), design)


def _estimated(survey: Survey, crossing: Crossing, trees: Trees) -> Cells:
    grouping = survey.grouping
    if crossing.mean or not isinstance(grouping, CellGrouping):
        return estimated_plainly(survey, crossing, trees)
    if grouping.suits(axes_of(grouping, crossing, trees)):
        return estimated_in_one_pass(survey, crossing, trees)
    return estimated_plainly(survey, crossing, trees)


def estimated_in_one_pass(survey: Survey, crossing: Crossing, trees: Trees) -> Cells:
    """A table whose cells of every margin and group are the domains of one estimate.

    Args:
        survey: As `open_cells` opens it.
        crossing: A table of numbers of persons.
        trees: Those of the survey's countries.

    Raises:
        NothingToEstimate: Nobody is in the table.
    """
    grouping = survey.grouping
    assert isinstance(grouping, CellGrouping)
    axes = axes_of(grouping, crossing, trees)
    its = copy(survey)
    its.grouping = grouping.of(axes, crossing.where)
    found = its.estimate([Total()], by=[CELL], design_effects=False)
    named = labels(axes, list(crossing.by), found.frame[CELL])
    frame = named.hstack(found.frame.drop(CELL))
    return Cells(crossing, frame.with_columns(_constants(crossing)), found.method)


def axes_of(grouping: CellGrouping, crossing: Crossing, trees: Trees) -> list[Axis]:
    """The dimensions of a table with their groups; a code that is no group stands for itself among the groups.

    Args:
        grouping: The persons.
        crossing: The table.
        trees: Those of the survey's countries.
    """
    found = []
    for at, (dimension, (finest, *groups)) in enumerate(crossing.by.items(), start=1):
        above = {one for one in tree_of(dimension, trees, crossing).values() if one} | set(codes.PRIVATE)
        there = grouping.occurring(finest, crossing.where)
        members: dict[str, list[int]] = {}
        for name in groups:
            group_of = grouping.group_of(finest, name)
            for place, code in enumerate(there):
                if group_of[code] in above:
                    members.setdefault(group_of[code], []).append(place)
        total = not (crossing.twin and at == len(crossing.by))
        found.append(Axis(finest, there, members, total))
    return found


def estimated_plainly(survey: Survey, crossing: Crossing, trees: Trees) -> Cells:
    """A table with every margin that `Survey.estimate` makes; those of groups beside their own codes are left out."""
    columns = [column for levels in crossing.by.values() for column in levels]
    ways = [(*levels, "") for levels in crossing.by.values()]
    if crossing.twin:
        ways[-1] = ways[-1][:-1]
    margins = [tuple(one for one in chosen if one) for chosen in product(*ways)]
    measures: list[Any] = [Total(), *([Mean(crossing.mean)] if crossing.mean else [])]
    found = survey.estimate(measures, by=columns, where=crossing.where, margins=margins, design_effects=False)
    frame = found.frame
    kept = pl.lit(value=True)
    named = []
    for dimension, levels in crossing.by.items():
        texts = [pl.col(name).cast(pl.String) for name in levels]
        # The crossing of all columns is always estimated: a code beside its own group is there twice.
        kept &= pl.sum_horizontal(one.is_not_null() for one in texts) <= 1
        above = set(tree_of(dimension, trees, crossing).values()) | set(codes.PRIVATE)
        for group in texts[1:]:
            # A code that is no group stands for itself among the groups, and is there already.
            kept &= group.is_null() | group.is_in([one for one in above if one])
        named.append(pl.coalesce(texts).alias(dimension))
    frame = frame.filter(kept).select(*named, pl.exclude(columns))
    return Cells(crossing, frame.with_columns(_constants(crossing)), found.method)


def _constants(crossing: Crossing) -> list[pl.Expr]:
    return [
        (pl.col(name).fill_null(code) if name in crossing.by else pl.lit(code)).alias(name)
        for name, code in crossing.constants.items()
    ]


def rest_rows(crossing: Crossing, cells: Mapping[str, Cells]) -> pl.DataFrame:
    """The cells of the people that a table leaves out, in its own dimensions."""
    columns = cells[crossing.name].frame.columns
    parts = [
        _rest(rest, cells[rest.source], crossing).select(columns) for rest in crossing.rests if rest.source in cells
    ]
    return pl.concat(parts) if parts else cells[crossing.name].frame.clear()


def _rest(rest: Rest, source: Cells, crossing: Crossing) -> pl.DataFrame:
    where = pl.col("measure") == "total"
    for name in source.crossing.dimensions:
        if name not in rest.codes:
            where &= pl.col(name).is_null()
            continue
        wanted = rest.codes[name]
        where &= pl.col(name).is_not_null() if wanted is None else pl.col(name).is_in(list(wanted))
    summed = [name for name in source.crossing.dimensions if name not in rest.codes]
    absent = [pl.lit(codes.REST).alias(name) for name in crossing.dimensions if name not in rest.codes]
    return source.frame.filter(where).drop(summed).with_columns(absent)


def as_tables(cells: Mapping[str, Cells], protection: Protection, trees: Trees) -> dict[str, EstimatedTable]:
    """The tables as disclosure control reads them: with the people left out, without the groups of errors alone."""
    frames = {}
    for name, one in cells.items():
        secret = [
            pl.col(dimension).is_in(list(codes.PRIVATE)).fill_null(value=False) for dimension in one.crossing.dimensions
        ]
        own = one.frame.filter(~pl.any_horizontal(secret))
        frames[name] = pl.concat([own, rest_rows(one.crossing, cells)])
    leaves = _leaves(cells, frames, trees)
    tables = {}
    for name, one in cells.items():
        by = one.crossing.dimensions
        whole = {dimension: _whole(leaves[dimension], tree_of(dimension, trees, one.crossing)) for dimension in by}
        frame = _covering(frames[name], by, whole).with_columns(pl.lit(value=True).alias("published"))
        measures = (Total(), *([Mean(one.crossing.mean)] if one.crossing.mean else []))
        hierarchies = {dimension: whole[dimension] for dimension in by if any(whole[dimension].values())}
        table = TableSpecification(
            name, name, measures, protection, (), by, one.crossing.where, margins=True, hierarchies=hierarchies
        )
        tables[name] = EstimatedTable(table, frame, (), one.method)
    return tables


def _leaves(cells: Mapping[str, Cells], frames: Mapping[str, pl.DataFrame], trees: Trees) -> dict[str, list[str]]:
    """The finest codes of each dimension that occur in some table."""
    found: dict[str, set[str]] = {}
    for name, one in cells.items():
        for dimension in one.crossing.dimensions:
            groups = set(tree_of(dimension, trees, one.crossing).values())
            there = frames[name][dimension].drop_nulls().unique().to_list()
            found.setdefault(dimension, set()).update(code for code in there if code not in groups)
    return {dimension: sorted(there) for dimension, there in found.items()}


def _whole(leaves: Sequence[str], tree: Mapping[str, str | None]) -> dict[str, str | None]:
    """The tree above these codes, and no others."""
    whole: dict[str, str | None] = {}
    for leaf in leaves:
        up: str | None = leaf
        while up is not None and up not in whole:
            whole[up] = tree.get(up)
            up = tree.get(up)
    return whole


def _covering(frame: pl.DataFrame, by: Sequence[str], trees: Trees) -> pl.DataFrame:
    """The table with an empty cell for each code that it does not show and another of the linked tables does.

    Disclosure control exchanges people between codes: one that a table does not know would seem to hold any number.
    """
    inner = frame.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in by))
    if not len(inner):
        return frame
    some = inner.head(1).with_columns(
        pl.lit(0.0).alias("estimate"), pl.lit(0.0).alias("se"), pl.lit(0).cast(frame.schema["n"]).alias("n")
    )
    empty = []
    for name in by:
        tree, shown = trees[name], set(inner[name].unique().to_list())
        groups = set(tree.values())
        for leaf in (code for code in tree if code not in groups):
            up: str | None = leaf
            while up is not None and up not in shown:
                up = tree[up]
            if up is None:
                empty.append(some.with_columns(pl.lit(leaf).alias(name)))
    return pl.concat([frame, *empty])
