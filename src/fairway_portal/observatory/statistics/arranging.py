"""How a table and its picture are arranged: what stands in rows, in columns, and along the axis."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fairway.exchange.sdmx.structure import TIME
from fairway.kernel.text import Text
from fairway_portal.observatory.statistics.columns import Columns
from fairway_portal.observatory.statistics.showing import Shown
from fairway_portal.observatory.statistics.view import NONE, Fault, View
from fairway_portal.observatory.statistics.words import Words

if TYPE_CHECKING:
    from fairway_portal.observatory.statistics.columns import Array

MOST_COLUMNS: Final = 12
FEW: Final = 6
"""As many columns as are chosen without being asked for."""
MOMENTS: Final = 3
"""From so many periods on, time is the axis."""


@dataclass(frozen=True, slots=True)
class Layout:
    """An arrangement.

    Attributes:
        present: Dimension → positions of the codes shown, of those shown by several; others have one.
        rows: Dimensions whose codes name the rows, outermost first.
        column: The dimension in columns, or "".
        axis: That of the picture's axis.
        series: That of its lines or dots, or "".
    """

    present: dict[str, tuple[int, ...]]
    rows: tuple[str, ...]
    column: str
    axis: str
    series: str


def occurring(columns: Columns, shown: Shown) -> dict[str, tuple[int, ...]]:
    """Dimension → the codes among what is shown, of every dimension."""
    return {
        name: tuple(at for at, count in enumerate(columns.counted(name, shown.where)) if count)
        for name in columns.codes
    }


def arranged(occur: Mapping[str, tuple[int, ...]], view: View, words: Words) -> tuple[Layout, tuple[Fault, ...]]:
    """The arrangement of a view: as asked for where that can be done."""
    present = {name: places for name, places in occur.items() if len(places) > 1}
    column, faults = _column(view, present, words)
    rows = [name for name in present if name not in (column, TIME)]
    rows += [TIME] if TIME in present and column != TIME else []
    first = view.arranged.get("rows", "")
    rows.sort(key=lambda name: name != first)
    axis = view.arranged.get("axis", "")
    if axis not in present:
        axis = TIME if len(present.get(TIME, ())) >= MOMENTS else rows[0] if rows else column
    series = column if column not in ("", axis) else next((name for name in rows if name != axis), "")
    return Layout(present, tuple(rows), column, axis, series), faults


def _column(view: View, present: dict[str, tuple[int, ...]], words: Words) -> tuple[str, tuple[Fault, ...]]:
    asked = view.arranged.get("columns", "")
    if asked == NONE:
        return "", ()
    if asked in present and asked != view.arranged.get("rows"):
        if len(present[asked]) <= MOST_COLUMNS:
            return asked, ()
        message = Text(
            "{dimension} has {n} values, and columns take {most} at most. Choose fewer values, or put it in rows.",
            dimension=words.dimension(asked), n=len(present[asked]), most=MOST_COLUMNS,
        )  # fmt: skip
        return "", (Fault("columns", message),)
    if len(present) < 2:
        return "", ()
    free = [name for name in present if name != view.arranged.get("rows") and len(present[name]) <= FEW]
    for name in ("SEX", TIME):
        if name in free:
            return name, ()
    return min(free, key=lambda name: len(present[name]), default=""), ()


def combinations(columns: Columns, where: Array, names: tuple[str, ...]) -> tuple[Array, list[int]]:
    """For each observation one number for its codes of several dimensions; and how many codes each has."""
    import numpy as np

    combined = np.zeros(len(where), dtype=np.int64)
    sizes = [len(columns.codes[name]) for name in names]
    for name, size in zip(names, sizes, strict=True):
        combined *= size
        if name in columns.places:
            combined += columns.places[name][where]
    return combined, sizes
