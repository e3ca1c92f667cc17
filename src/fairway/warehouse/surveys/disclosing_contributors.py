"""Sums over the microdata of a table, in every cell of every margin and group, with those who contribute to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

import polars as pl

from fairway.methods.disclosure.primary_contributions import AMOUNTS, WEIGHTS, largest_contributions
from fairway.warehouse.surveys.disclosing_told import Told
from fairway.warehouse.surveys.disclosing_universe import universe
from fairway.warehouse.surveys.specification import TableSpecification

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
        rows: Domains and groups, the weight (`(weight)`), the holding (`HOLDER`), the classes that measures count, and
            whether the row has answered (`(known 0)` and so on), with every column that a measure adds up.
        table: The table.
        columns: For each domain variable its own column, then that of its groups at each depth.
    """

    rows: pl.DataFrame
    table: TableSpecification
    columns: tuple[tuple[str, ...], ...]

    @classmethod
    def of(
        cls,
        rows: pl.LazyFrame,
        table: TableSpecification,
        columns: Mapping[str, tuple[str, ...]],
        weight: str | None,
        told: Told,
    ) -> Records:
        """Reads what is needed.

        Args:
            rows: The prepared microdata, with the columns of the hierarchies.
            table: The table.
            columns: As `with_groups` returns them.
            weight: The column of weights; None where each row counts 1.
            told: What the measures tell.
        """
        levels = tuple(columns.get(name, (name,)) for name in table.by)
        contributor = table.protection.contributor
        whole = pl.lit(1.0) if weight is None else pl.col(weight).cast(pl.Float64)
        wanted = [
            *(pl.col(name) for level in levels for name in level),
            pl.lit(1).alias(ALL),
            whole.alias(_WEIGHT),
            *([] if contributor is None else [pl.col(contributor).alias(HOLDER)]),
            *(one.code.alias(one.name) for one in told.classes),
            *(one.known.alias(f"(known {at})") for at, one in enumerate(told.answered)),
            *(one.value.alias(f"(amount of {one.name})") for one in told.amounts),
        ]
        known = pl.all_horizontal([pl.lit(value=True), *(pl.col(name).is_not_null() for name in table.by)])
        frame = universe(rows, table.where).filter(known).select(wanted).collect(engine="streaming")
        return cls(frame, table, levels)
