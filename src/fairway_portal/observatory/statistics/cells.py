"""The figures of a view: the page of a table, and single figures with their interval and quality."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fairway.kernel.text import Text
from fairway_portal.observatory.statistics.arranging import Layout, combinations
from fairway_portal.observatory.statistics.columns import Columns
from fairway_portal.observatory.statistics.words import ABSENT, QUALITY, WITHHELD

if TYPE_CHECKING:
    from fairway_portal.observatory.statistics.columns import Array

CELLS: Final = 120
"""Figures on a page of a table, about."""
FEWEST: Final = 12
"""Rows on a page."""
MOST_ROWS: Final = 40
BITMAP: Final = 20_000_000
"""Up to so many combinations are told apart by a map of bits, which needs no sorting."""
SUPPRESSED: Final = "Q"
NOT_PUBLISHED: Final = ("N", "C", "S")


@dataclass(frozen=True, slots=True)
class Estimate:
    """One figure.

    Attributes:
        value: None where it is withheld or not known; then `quality` says which.
        low, high: Limits of its interval, where there is one.
        quality: In words, or None where nothing need be said.
        unit: Code of its unit.
        respondents: How many persons it rests on, where that is stated.
        at: Its position among the observations.
    """

    value: float | None
    low: float | None
    high: float | None
    quality: Text | None
    unit: str
    respondents: int | None
    at: int


@dataclass(frozen=True, slots=True)
class TablePage:
    """A page of a table.

    Attributes:
        heads: For each row the positions of its codes, in the order of the layout's rows.
        cells: For each row its figures, in the order of the columns; None where there is no observation.
        number, pages: Which page of how many.
        rows: Of the whole table.
    """

    heads: tuple[tuple[int, ...], ...]
    cells: tuple[tuple[Estimate | None, ...], ...]
    number: int
    pages: int
    rows: int


def table_page(columns: Columns, where: Array, layout: Layout, number: int) -> TablePage:
    """A page of the table of a view; beyond the last page, the last one."""
    import numpy as np

    combined, sizes = combinations(columns, where, layout.rows)
    distinct = _distinct(combined, math.prod(sizes))
    across = layout.present.get(layout.column, (0,))
    size = min(MOST_ROWS, max(FEWEST, CELLS // len(across)))
    pages = max(1, -(-len(distinct) // size))
    number = min(number, pages)
    here = distinct[(number - 1) * size : number * size]
    inside = np.flatnonzero((combined >= here[0]) & (combined <= here[-1]))
    at_row = np.searchsorted(here, combined[inside])
    place = columns.places.get(layout.column)
    at_column = [across.index(int(place[where[one]])) if place is not None else 0 for one in inside]
    cells: list[list[Estimate | None]] = [[None] * len(across) for _ in here]
    for one, row, column in zip(inside, at_row, at_column, strict=True):
        cells[int(row)][column] = estimate(columns, int(where[one]))
    heads = tuple(_apart(int(one), sizes) for one in here)
    return TablePage(heads, tuple(tuple(row) for row in cells), number, pages, len(distinct))


def _distinct(combined: Array, size: int) -> Array:
    import numpy as np

    if size > BITMAP:
        return np.unique(combined)
    seen = np.zeros(size, dtype=bool)
    seen[combined] = True
    return np.flatnonzero(seen)


def _apart(combined: int, sizes: Sequence[int]) -> tuple[int, ...]:
    """The positions of which a number was made."""
    found = []
    for size in reversed(sizes):
        combined, at = divmod(combined, size)
        found.append(at)
    return tuple(reversed(found))


def estimate(columns: Columns, at: int) -> Estimate:
    """The figure of one observation."""
    value, low, high = (_number(columns, name, at) for name in ("OBS_VALUE", "CI_LOWER", "CI_UPPER"))
    respondents = _number(columns, "N_OBS", at)
    return Estimate(
        value,
        low,
        high,
        quality_of(word(columns, "OBS_STATUS", at), word(columns, "CONF_STATUS", at), value),
        word(columns, "UNIT_MEASURE", at),
        None if respondents is None else round(respondents),
        at,
    )


def quality_of(status: str, confidential: str, value: float | None) -> Text | None:
    """What must be said beside a figure."""
    if value is None:
        return WITHHELD if status == SUPPRESSED or confidential in NOT_PUBLISHED else ABSENT
    return QUALITY.get(status)


def _number(columns: Columns, name: str, at: int) -> float | None:
    if name not in columns.numbers:
        return None
    found = float(columns.numbers[name][at])
    return found if math.isfinite(found) else None


def word(columns: Columns, name: str, at: int) -> str:
    """An attribute's code of one observation; "" for none."""
    return columns.words[name][int(columns.word_places[name][at])] if name in columns.words else ""


@dataclass(frozen=True, slots=True)
class Qualities:
    """How many of the figures of a view are to be used with caution, withheld, or not available."""

    figures: int
    caution: int
    withheld: int
    absent: int


def qualities(columns: Columns, where: Array) -> Qualities:
    """Counts the figures of a view by what must be said of them."""
    import numpy as np

    silent = ~np.isfinite(columns.numbers["OBS_VALUE"][where])
    secret = _among(columns, where, "OBS_STATUS", (SUPPRESSED,)) | _among(columns, where, "CONF_STATUS", NOT_PUBLISHED)
    low = _among(columns, where, "OBS_STATUS", ("U",))
    return Qualities(
        len(where), int((low & ~silent).sum()), int((silent & secret).sum()), int((silent & ~secret).sum())
    )


def _among(columns: Columns, where: Array, name: str, wanted: Sequence[str]) -> Array:
    import numpy as np

    if name not in columns.words:
        return np.zeros(len(where), dtype=bool)
    marked: Array = np.array([one in wanted for one in columns.words[name]], dtype=bool)
    found: Array = marked[columns.word_places[name][where]]
    return found
