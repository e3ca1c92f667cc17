"""The tables: by which characteristics workers are crossed; all of them together are one problem of disclosure control.

Each approach is a dimension of its own, so that what a rate tells is a cell: a rate times the number of workers is a
number of workers, and is withheld with it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import polars as pl

from fairway.methods.survey.measures import Mean, Total
from fairway.methods.survey.plan import Is
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.classification import APPROACHES, UNDETERMINED
from fairway.warehouse.surveys.running_tables import EstimatedTable
from fairway.warehouse.surveys.specification import Protection, TableSpecification

Levels = Mapping[str, tuple[str, ...]]
COLUMN: Final = {"age": "age_group", "citizenship": "citizenship_group"}
"""Dimension → its column, where the two have different names."""
FINEST: Final = {"birth": "birth_years", "place": "place_recognised"}
"""Dimension → the column of its finest codes, where they have groups."""
THREE: Final = ("normative", "statistical", "own")


@dataclass(frozen=True, slots=True)
class Crossing:
    """A table of persons.

    Attributes:
        name: What it is called.
        by: Dimension → its columns, the finest first, then that of its groups.
        mean: The column whose mean is printed besides; "" for none.
    """

    name: str
    by: Levels
    mean: str = ""

    @property
    def finest(self) -> dict[str, str]:
        """The finest column of each dimension → the dimension: groups are estimated in tables of their own."""
        return {levels[0]: name for name, levels in self.by.items()}

    @property
    def columns(self) -> list[str]:
        """All columns, in order."""
        return list(dict.fromkeys(column for levels in self.by.values() for column in levels))


def asked_approaches(counted: pl.DataFrame) -> tuple[str, ...]:
    """The approaches by which somebody of those who count is classed."""
    return tuple(name for name in APPROACHES if (counted[name] != UNDETERMINED).any())


def of_workers(counted: pl.DataFrame, migrants: Sequence[str]) -> list[Crossing]:
    """The tables of characteristics: what is not known of anybody is not crossed.

    Args:
        counted: Those who count, as `characterised`.
        migrants: `birth`, `citizenship`.
    """
    found = []
    for measure in migrants:
        if not _told(counted, COLUMN.get(measure, measure)):
            continue
        group = {measure: (COLUMN.get(measure, measure),)}
        sex = {"sex": ("sex",)}
        place = {"place": ("place",)} if _told(counted, "place") else {}
        found.append(Crossing(f"{measure}-place", {**group, **sex, **place}))
        if counted["qualification_recognised"].is_not_null().any() and place:
            found.append(Crossing(f"{measure}-recognition", {**group, "place": ("place_recognised", "place")}))
        found.append(Crossing(f"{measure}-age", {**group, "age": ("age_group",)}))
        if measure == "birth" and counted["arrival_month"].is_not_null().any():
            found.append(Crossing("birth-years", {"birth": ("birth_years", "birth")}))
    return found


def _told(rows: pl.DataFrame, column: str) -> bool:
    unknown = (codes.BIRTH_UNKNOWN, codes.CITIZENSHIP_UNKNOWN, codes.PLACE_UNKNOWN)
    return (~rows[column].is_in(unknown)).any()


def as_table(crossing: Crossing, rows: pl.DataFrame, universe: str, protection: Protection) -> EstimatedTable:
    """The table as disclosure control reads it: persons and respondents of every cell, margin and group.

    Args:
        crossing: Which.
        rows: Those who are counted, or cells of them, with `weight` and `respondents` summed.
        universe: The column that is 1 for the people of the table.
        protection: Of all tables.
    """
    cells = (
        rows.group_by(crossing.columns).agg(pl.col("weight").sum(), pl.col("respondents").sum()).sort(crossing.columns)
    )
    parts = []
    for chosen in product(*((*levels, "") for levels in crossing.by.values())):
        used = [one for one in chosen if one]
        summed = (cells.group_by(used, maintain_order=True) if used else cells.group_by(pl.lit(1).alias("(all)"))).agg(
            pl.col("weight", "respondents").sum()
        )
        named = zip(crossing.by, chosen, strict=True)
        parts.append(
            summed.select(
                *((pl.col(column) if column else pl.lit(None, pl.String)).alias(name) for name, column in named),
                pl.col("weight").alias("estimate"),
                pl.col("respondents").cast(pl.Int64).alias("n"),
            )
        )
    # A code that is no group stands for itself among the groups, and is there already.
    frame = pl.concat(parts).unique(subset=list(crossing.by), keep="first", maintain_order=True)
    frame = frame.with_columns(pl.lit("total").alias("measure"), pl.lit(value=True).alias("published"))
    trees = {name: _tree(name, rows) for name in crossing.by if FINEST.get(name) in rows.columns}
    hierarchies = {name: tree for name, tree in trees.items() if any(tree.values())}
    measures = (Total(), *([Mean(crossing.mean)] if crossing.mean else []))
    table = TableSpecification(
        crossing.name,
        crossing.name,
        measures,
        protection,
        (),
        tuple(crossing.by),
        condition(universe),
        margins=True,
        hierarchies=hierarchies,
    )
    return EstimatedTable(table, frame, (), ())


def condition(universe: str) -> tuple[Is, ...]:
    """Whom the tables count."""
    return (Is(universe, (1,)),)


def _tree(name: str, rows: pl.DataFrame) -> dict[str, str | None]:
    """The codes of a dimension that occur, with their groups; alike in tables that show the groups alone."""
    tree = codes.TREES[name]
    there = rows[FINEST[name]].unique().sort().to_list()
    groups = sorted({tree[code] for code in there if code in tree})
    return {**{code: tree.get(code) for code in there}, **dict.fromkeys(groups)}
