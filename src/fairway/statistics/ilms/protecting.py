"""Disclosure control of the additive tables, and of the rates and means that rest on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from fairway.kernel.errors import InputError
from fairway.methods.disclosure.errors import UnsafeTable
from fairway.methods.disclosure.primary import MinimumFrequency, Rule
from fairway.statistics.ilms.estimating import Cells, Trees, as_tables
from fairway.warehouse.surveys.disclosing import SafeTable, protected
from fairway.warehouse.surveys.disclosing_margins import Tree, coarsened, digits_beside, trees_of
from fairway.warehouse.surveys.disclosing_suppression import Suppression
from fairway.warehouse.surveys.mapping_errors import MappingFaulty
from fairway.warehouse.surveys.mapping_values import SurveyMapping
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.specification import Protection
from fairway.warehouse.surveys.specification_reading import RULES

USUAL: Final = (MinimumFrequency(5),)
"""Where the office states no rules of its own."""


@dataclass(frozen=True, slots=True)
class Safe:
    """The tables as they may be published.

    Attributes:
        tables: Crossing → its safe table.
        patterns: Group → what is withheld in it.
        trees: Group → the code trees of its dimensions.
        rules: What makes a cell unsafe.
    """

    tables: Mapping[str, SafeTable]
    patterns: Mapping[str, Suppression]
    trees: Mapping[str, Mapping[str, Sequence[Tree]]] = field(default_factory=dict)
    rules: tuple[Rule, ...] = USUAL


def rules_of(mapping: SurveyMapping) -> tuple[Rule, ...]:
    """The office's rules; five respondents at least, where it states none.

    Raises:
        MappingFaulty: A rule that does not exist or makes no sense.
    """
    rules: list[Rule] = []
    for at, said in enumerate(mapping.disclosure.get("rules", ())):
        way = ("disclosure", "rules", at)
        make = RULES.get(str(said["kind"]))
        if make is None:
            fault = mapping.written.fault(way, f"there is no rule “{said['kind']}”. The rules are: {', '.join(RULES)}.")
            raise MappingFaulty(mapping.written.file, [fault])
        try:
            rules.append(make(**{key: value for key, value in said.items() if key != "kind"}))
        except (TypeError, InputError) as error:
            raise MappingFaulty(mapping.written.file, [mapping.written.fault(way, str(error))]) from error
    return tuple(rules) or USUAL


def protect(
    cells: Mapping[str, Cells],
    frames: Mapping[str, pl.DataFrame],
    trees: Trees,
    rules: tuple[Rule, ...],
    telling: Telling,
) -> Safe:
    """Withholds cells until none can be worked out; the tables of one group are one problem.

    Args:
        cells: The tables.
        frames: `persons` and `absent`, with weights, as they were estimated.
        trees: Those of the survey's countries.
        rules: What makes a cell unsafe.
        telling: Told how far it is.

    Raises:
        UnsafeTable: No pattern is safe; nothing may be published.
    """
    safe: dict[str, SafeTable] = {}
    patterns: dict[str, Suppression] = {}
    codes: dict[str, Mapping[str, Sequence[Tree]]] = {}
    for group in dict.fromkeys(one.crossing.group for one in cells.values()):
        mine = {name: one for name, one in cells.items() if one.crossing.group == group}
        while True:
            tables = as_tables(mine, Protection("suppression", rules), trees)
            frame = _rows_needed(mine, frames)
            columns = {name: one.crossing.columns for name, one in mine.items()}
            try:
                done, (pattern,) = protected(list(tables.values()), frame, columns, "weight", Path(), telling)
                break
            except UnsafeTable as error:
                unsafe = _at_fault(error, mine)
                if not unsafe:
                    raise
                mine = {name: one for name, one in mine.items() if name not in unsafe}
        safe |= {one.estimated.table.name: one for one in done}
        patterns[group] = pattern
        codes[group] = trees_of(one.table.hierarchies for one in tables.values())
    return Safe(safe, patterns, codes, rules)


def _rows_needed(cells: Mapping[str, Cells], frames: Mapping[str, pl.DataFrame]) -> pl.LazyFrame:
    """The persons; none where no table has a mean: cells and respondents are those of the estimates then."""
    frame = frames[next(iter(cells.values())).crossing.universe]
    return (frame if any(one.crossing.mean for one in cells.values()) else frame.clear()).lazy()


def _at_fault(error: UnsafeTable, cells: Mapping[str, Cells]) -> set[str]:
    """The tables on which no other rests and whose cells no pattern protects; they are left out, and the rest tried."""
    resting = {rest.source for one in cells.values() for rest in one.crossing.rests}
    named = [{part.split(" ")[0] for part in cell.split(", ")} for cell in _cells(error)]
    found = {
        name
        for name, one in cells.items()
        if name not in resting and any(dimensions <= set(one.crossing.dimensions) for dimensions in named)
    }
    return found if len(found) < len(cells) else set()


def _cells(error: UnsafeTable) -> list[str]:
    cells = error.details.get("cells")
    return [str(one) for one in cells] if isinstance(cells, list) else []


def marked(
    frame: pl.DataFrame, legs: Sequence[Mapping[str, str]], by: Sequence[str], safe: Safe, group: str
) -> pl.DataFrame:
    """Figures that rest on several cells each: withheld with any of them, their errors as coarse as beside any.

    Args:
        frame: `by` and the figures.
        legs: For each cell that a figure rests on, the codes that it has besides `by`.
        by: The dimensions.
        safe: The protected tables.
        group: Of the cells.
    """
    withheld = safe.patterns[group].withheld
    if not len(withheld):
        return frame.with_columns(pl.lit(None, pl.String).alias("disclosure"))
    hidden = pl.Series([False] * len(frame))
    digits: list[pl.Series] = []
    for leg in legs:
        keys = frame.select(
            (pl.lit(leg[name]) if name in leg else pl.col(name) if name in by else pl.lit(None, pl.String)).alias(name)
            for name in withheld.columns
        )
        found = keys.join(withheld.with_columns(pl.lit(value=True).alias("(hidden)")).unique(), on=withheld.columns,
                          how="left", nulls_equal=True, maintain_order="left")  # fmt: skip
        hidden |= found["(hidden)"].fill_null(value=False)
        digits.append(digits_beside(keys, withheld, safe.trees[group]))
    coarser = pl.select(pl.min_horizontal(digits)).to_series()
    said = pl.select(pl.when(hidden).then(pl.lit("suppressed"))).to_series().alias("disclosure")
    return coarsened(frame.with_columns(pl.lit(None, pl.Float64).alias("deff")), coarser).with_columns(said)
