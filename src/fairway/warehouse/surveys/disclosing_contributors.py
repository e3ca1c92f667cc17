"""Sums over the microdata of a table, in every cell of every margin and group, with those who contribute to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import polars as pl

from fairway.methods.disclosure.primary_contributions import AMOUNTS, WEIGHTS, largest_contributions
from fairway.warehouse.surveys.disclosing_told import Classes
from fairway.warehouse.surveys.disclosing_universe import universe
from fairway.warehouse.surveys.specification import TableSpecification
from fairway.warehouse.surveys.specification_columns import columns_of_measure

ALL: Final = "(all)"
"""A column that is alike in every row: tables without domain variables have a key too."""
HOLDER: Final = "(holder)"
"""The holding or household that is alone in a cell; null where there are several, or rows count by themselves."""
_WEIGHT: Final = "(weight)"
_AMOUNT: Final = "(amount)"


@dataclass(frozen=True, slots=True)
class Records:
    """The rows of a table that have a code in each of its domains.

    Attributes:
        rows: Domains and groups, the columns of the measures, the weight (`(weight)`) and the holding (`HOLDER`).
        table: The table.
        levels: For each domain variable its own column, then that of its groups at each depth.
    """

    rows: pl.DataFrame
    table: TableSpecification
    levels: tuple[tuple[str, ...], ...]

    @classmethod
    def of(
        cls, rows: pl.LazyFrame, table: TableSpecification, columns: Mapping[str, tuple[str, ...]], weight: str | None
    ) -> Records:
        """Reads what is needed.

        Args:
            rows: The prepared microdata, with the columns of the hierarchies.
            table: The table.
            columns: As `with_groups` returns them.
            weight: The column of weights; None where each row counts 1.
        """
        levels = tuple(columns.get(name, (name,)) for name in table.by)
        contributor = table.protection.contributor
        measured = [one.column for measure in table.measures for one in columns_of_measure(measure)]
        names = dict.fromkeys([*(name for level in levels for name in level), *measured])
        own = [
            (pl.lit(1.0) if weight is None else pl.col(weight).cast(pl.Float64)).alias(_WEIGHT),
            *([] if contributor is None else [pl.col(contributor).alias(HOLDER)]),
        ]
        known = pl.all_horizontal([pl.lit(value=True), *(pl.col(name).is_not_null() for name in table.by)])
        frame = universe(rows, table.where).filter(known).select(*names, *own).collect(engine="streaming")
        return cls(frame.with_columns(pl.lit(1).alias(ALL)), table, levels)

    def summed(self, value: pl.Expr, *, weighted: bool, within: Classes | None = None) -> pl.DataFrame:
        """A column added up.

        Args:
            value: What is added; null where a row does not belong.
            weighted: Whether each row counts with its weight.
            within: Classes to keep apart besides.

        Returns:
            One row a cell: the domains as text (null: summed over), the class under its name, `value`, `n` (rows, or
            holdings), and with holdings `HOLDER`.
        """
        classes = [] if within is None else [within.name]
        with_class = self.rows if within is None else self.rows.with_columns(within.code.alias(within.name))
        held = [HOLDER] if HOLDER in self.rows.columns else []
        amount = value * pl.col(_WEIGHT) if weighted else value
        inner = (
            with_class.with_columns(amount.alias(_AMOUNT))
            .filter(pl.col(_AMOUNT).is_not_null())
            .group_by([*self._kept, *classes, ALL, *held])
            .agg(pl.col(_AMOUNT).sum(), pl.len().cast(pl.Int64).alias("n"))
        )
        holdings = [pl.col(HOLDER).n_unique().cast(pl.Int64).alias("n"), pl.col(HOLDER).min()]
        parts = []
        for chosen, used in self._margins():
            count = holdings if held else [pl.col("n").sum()]
            cells = _in_group(inner, used).group_by([*used, *classes]).agg(pl.col(_AMOUNT).sum().alias("value"), *count)
            parts.append(cells.select(*self._named(chosen), *classes, "value", "n", *held))
        found = pl.concat(parts, how="vertical_relaxed")
        return found.with_columns(pl.when(pl.col("n") == 1).then(HOLDER).alias(HOLDER)) if held else found

    def contributions(self, value: pl.Expr) -> pl.DataFrame:
        """The largest contributors to an amount, as the primary rules read them, with the weighted `total`.

        Args:
            value: The amount; null where a row does not belong.
        """
        frame = self.rows.with_columns(value.alias(_AMOUNT)).filter(
            pl.col(_AMOUNT).is_not_null() & ~pl.col(_AMOUNT).is_nan()
        )
        contributor = HOLDER if HOLDER in frame.columns else None
        merged = _Merged.of(frame, [*self.table.by, ALL], [*self._kept, ALL]) if contributor is None else None
        parts = []
        for chosen, used in self._margins():
            if merged is not None:
                cells = merged.over(used)
            else:
                cells = largest_contributions(_in_group(frame, used), used, _AMOUNT, _WEIGHT, contributor)
            parts.append(cells.select(*self._named(chosen), "n", "total", *AMOUNTS, *WEIGHTS))
        return pl.concat(parts, how="vertical_relaxed")

    @property
    def _kept(self) -> list[str]:
        return [name for level in self.levels for name in level]

    def _margins(self) -> Iterator[tuple[tuple[str | None, ...], list[str]]]:
        """For every margin and group: the column of each domain (None: summed over), and what to group by."""
        for chosen in product(*((None, *level) for level in self.levels)):
            yield chosen, [*(column for column in chosen if column is not None), ALL]

    def _named(self, chosen: Sequence[str | None]) -> list[pl.Expr]:
        return [
            (pl.lit(None, pl.String) if column is None else pl.col(column).cast(pl.String)).alias(name)
            for name, column in zip(self.table.by, chosen, strict=True)
        ]


def _in_group(frame: pl.DataFrame, used: Sequence[str]) -> pl.DataFrame:
    """The rows that have a group at every depth asked for."""
    return frame.filter(pl.all_horizontal(pl.col(name).is_not_null() for name in used))


@dataclass(frozen=True, slots=True)
class _Merged:
    """The innermost cells, from which those of every margin follow: the largest of all are among the largest of each.

    Attributes:
        cells: Contributors and totals.
        largest: A row for each of the largest contributions.
    """

    cells: pl.DataFrame
    largest: pl.DataFrame

    @classmethod
    def of(cls, frame: pl.DataFrame, inner: Sequence[str], kept: Sequence[str]) -> _Merged:
        """From the rows; each of them is a contributor of its own."""
        cells = largest_contributions(frame, inner, _AMOUNT, _WEIGHT)
        groups = frame.select(list(dict.fromkeys(kept))).unique()
        cells = cells.join(groups, on=list(inner), how="left")
        names = groups.columns
        ranked = [
            cells.select(*names, pl.col(one).alias(_AMOUNT), pl.col(share).alias(_WEIGHT))
            for one, share in zip(AMOUNTS, WEIGHTS, strict=True)
        ]
        return cls(cells.select(*names, "n", "total"), pl.concat(ranked).drop_nulls(_AMOUNT))

    def over(self, used: list[str]) -> pl.DataFrame:
        """The cells of a margin."""
        sums = _in_group(self.cells, used).group_by(used).agg(pl.col("n", "total").sum())
        tops = largest_contributions(_in_group(self.largest, used), used, _AMOUNT, _WEIGHT).drop("n", "total")
        return sums.join(tops, on=used, how="left").sort(used)
