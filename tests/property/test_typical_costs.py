"""What an intruder can compute of typical costs, in random tables: 0 withheld cells are recovered by differencing.

The intruder here is stronger than any reader: he is given the number of workers and the sum of costs of every published
cell exactly, where readers see bands and two figures; and he knows that margins add up.
"""

from __future__ import annotations

from itertools import product

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from fairway.recruitment.typical_costs.protecting import Pattern, pattern
from fairway.recruitment.typical_costs.tables import CELL, CHANNEL, ITEM, OF_ITEMS, PLACE, coded, margins

SECTORS = ("construction", "care", "domestic")
CHANNELS = ("private", "government", "informal")
ITEMS = ("F1", "RC6", "X")


def workers(seed: int) -> pl.DataFrame:
    """Few workers, unevenly spread over cells and agencies; few agencies, some not named."""
    draw = np.random.default_rng(seed)
    count = int(draw.integers(60, 420))

    def spread(values: tuple[str, ...]) -> np.ndarray:
        return draw.choice(values, count, p=draw.dirichlet(np.full(len(values), 0.7)))

    channel = spread(CHANNELS)
    agency = draw.choice(["a", "b", "c", "d", "e", None], count, p=draw.dirichlet(np.full(6, 0.6)))
    parts = draw.dirichlet((2.0, 1.0, 0.3), count) * (draw.random((count, 3)) < (0.9, 0.6, 0.15))
    cost = draw.lognormal(7, 1.0, count)[:, None] * parts
    frame = pl.DataFrame(
        {
            "destination": spread(("QAT", "MYS")),
            "sector": spread(SECTORS),
            "occupation": spread(("5", "7", "9")),
            "channel": channel,
            "agency": [one if here == "private" else None for one, here in zip(agency, channel, strict=True)],
            "cost": cost.sum(axis=1),
            "earned": np.where(draw.random(count) < 0.8, draw.lognormal(6, 0.4, count), np.nan),
            "weight": np.ones(count),
            **{f"item_{code}": cost[:, at] for at, code in enumerate(ITEMS)},
            **{f"paid_{code}": (cost[:, at] > 0).astype(float) for at, code in enumerate(ITEMS)},
        }
    ).with_columns(pl.col("earned").fill_nan(None), pl.lit("NPL").alias("origin"))
    return coded(frame, counterpart="destination", agencies=True)


def in_cell(rows: pl.DataFrame, cell: dict[str, str | None]) -> pl.DataFrame:
    return rows.filter(pl.lit(value=True), *(pl.col(name) == cell[name] for name in CELL if cell[name] is not None))


def intervals(atoms: pl.DataFrame, names: tuple[str, ...], value: str, cells: list[dict]) -> list[tuple[float, float]]:
    """The least and the most that each hidden cell can be: every cell is a sum of atoms, which are 0 or more."""
    codes = {name: atoms[name].to_numpy() for name in names}

    def inside(cell: dict) -> np.ndarray:
        found = np.ones(len(atoms))
        for name in names:
            if cell[name] is not None:
                found *= codes[name] == cell[name]
        return found

    shown = [cell for cell in cells if not cell["hidden"]]
    known = np.array([inside(cell) for cell in shown]).reshape(len(shown), len(atoms))
    sums = known @ atoms[value].to_numpy()
    equal = {"A_eq": known, "b_eq": sums} if shown else {}
    found = []
    for cell in cells:
        if cell["hidden"]:
            row = inside(cell)
            ends = [linprog(sign * row, **equal) for sign in (1, -1)]
            low, high = (
                sign * end.fun if end.status == 0 else sign * -np.inf for sign, end in zip((1, -1), ends, strict=True)
            )
            found.append((low, high))
    return found


def every_atom(rows: pl.DataFrame, names: tuple[str, ...], value: str) -> pl.DataFrame:
    """The finest combinations, with those that are empty: withheld and empty cells are shown alike."""
    codes = [rows[name].unique().sort().to_list() for name in names]
    atoms = pl.DataFrame(list(product(*codes)), schema=list(names), orient="row")
    sums = rows.group_by(names).agg(pl.col(value).sum())
    return atoms.join(sums, on=list(names), how="left", maintain_order="left").with_columns(pl.col(value).fill_null(0))


def recovered(rows: pl.DataFrame, found: Pattern, value: str, column: str) -> list[dict]:
    """The hidden cells that the intruder computes to within a tenth, of all costs."""
    cells = found.cells.filter(pl.col(ITEM).is_null()).with_columns(pl.col(column).alias("hidden")).to_dicts()
    atoms = every_atom(rows, CELL, value)
    hidden = [cell for cell in cells if cell["hidden"]]
    ends = intervals(atoms, CELL, value, cells)
    return [
        cell
        for cell, (low, high) in zip(hidden, ends, strict=True)
        if unsafe(rows, cell) and high - low < 0.1 * in_cell(rows, cell)[value].sum()
    ]


def unsafe(rows: pl.DataFrame, cell: dict) -> bool:
    """Whether a cell must be protected for its own sake: too few workers, or agencies."""
    inside = in_cell(rows, cell)
    agencies = inside["(agency)"].drop_nulls().n_unique()
    alone = inside["(agency)"].null_count()
    return 0 < len(inside) < 10 or (agencies > 0 and agencies + alone < 3)


@given(seed=st.integers(0, 10**6))
@settings(max_examples=6, deadline=None)
def test_no_withheld_cell_is_recovered_from_margins(seed: int) -> None:
    rows = workers(seed).with_columns(pl.lit(1.0).alias("one"))
    found = pattern(rows, ITEMS)
    assert recovered(rows, found, "one", "money") == []
    assert recovered(rows, found, "cost", "money") == []
    known = rows.filter(pl.col("months").is_not_null())
    with_months = found.cells.filter(pl.col(ITEM).is_null(), pl.col("months").not_())
    for cell in with_months.to_dicts():
        assert len(in_cell(known, cell)) >= 10


@given(seed=st.integers(0, 10**6))
@settings(max_examples=6, deadline=None)
def test_no_withheld_item_is_recovered_from_others(seed: int) -> None:
    """The costs of items add up to all costs, in every cell by destination and channel."""
    rows = workers(seed)
    found = pattern(rows, ITEMS)
    long = rows.unpivot([f"item_{code}" for code in ITEMS], index=list(OF_ITEMS), variable_name=ITEM, value_name="paid")
    long = long.with_columns(pl.col(ITEM).str.strip_prefix("item_"))
    cells = found.cells.filter(pl.col("SECTOR").is_null(), pl.col("OCU").is_null())
    told = cells.with_columns(pl.col("money").alias("hidden")).to_dicts()
    atoms = every_atom(long, (*OF_ITEMS, ITEM), "paid")
    ends = intervals(atoms, (*OF_ITEMS, ITEM), "paid", told)
    for cell, (low, high) in zip([one for one in told if one["hidden"]], ends, strict=True):
        few = cell[ITEM] is not None and cell["n"] < 10
        total = in_cell(rows, cell)
        if few:
            assert high - low >= 0.1 * total[f"item_{cell[ITEM]}"].sum()


@given(seed=st.integers(0, 10**6))
@settings(max_examples=10, deadline=None)
def test_what_is_shown_is_of_enough_workers_and_agencies(seed: int) -> None:
    rows = workers(seed)
    shown = pattern(rows, ()).cells.filter(pl.col("money").not_()).to_dicts()
    for cell in shown:
        inside = in_cell(rows, cell)
        assert len(inside) >= 10
        by = inside.group_by("(agency)").agg(pl.len().alias("workers"), pl.col("cost").sum()).drop_nulls("(agency)")
        if by.is_empty():
            continue
        assert len(by) + inside["(agency)"].null_count() >= 3
        assert by["workers"].max() <= 0.7 * len(inside) + 1e-9
        assert by["cost"].max() <= 0.7 * inside["cost"].sum() + 1e-6


def test_every_margin_of_both_tables_has_its_cells() -> None:
    rows = workers(3)
    cells = pattern(rows, ()).cells.select(CELL)
    assert len(cells) == cells.unique().height
    assert len(cells) == sum(rows.select(by).unique().height if by else 1 for by in margins())
    assert (PLACE, CHANNEL) in set(margins())
