"""Rounding of a table to a base: conventional or random, cell by cell, and what a reader can conclude from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from fairway.methods.disclosure.errors import DisclosureFault

Floats = npt.NDArray[np.float64]
Method = Literal["conventional", "random", "controlled"]

NEAR = 1e-9  # of the base: a value this close to a multiple of the base is that multiple

_SAID: dict[Method, str] = {
    "conventional": (
        "Each cell was rounded to the nearest multiple of {base:g}, halves upwards, independently of the others "
        "(Handbook on SDC v1.2, §5.4, conventional rounding). Rows need not add up."
    ),
    "random": (
        "Each cell was rounded up or down to a multiple of {base:g} at random, with probabilities that keep its "
        "expected value; the draw is fixed by the cell's key, so that the same cell is rounded alike in every table "
        "(Handbook on SDC v1.2, §5.4, random rounding). Rows need not add up."
    ),
    "controlled": (
        "Cells were rounded to multiples of {base:g} so that all sums of the table still hold, with the least total "
        "change that allows it, found by mixed integer programming (Handbook on SDC v1.2, §5.4, controlled rounding; "
        "Salazar-González, Lowthian, Young, Merola, Bond & Brown 2004)."
    ),
}


class RoundingFault(DisclosureFault):
    """Values, a base or keys with which a table cannot be rounded."""

    slug = "rounding-fault"


@dataclass(frozen=True)
class Rounded:
    """A rounded table.

    Attributes:
        values: Multiples of the base (cells).
        low: The smallest original value that this publication allows (cells).
        high: The largest one (cells).
    """

    values: Floats
    low: Floats
    high: Floats


def round_conventionally(values: Floats, base: float, *, whole: bool = True) -> Rounded:
    """Each value to the nearest multiple of the base, halves upwards.

    Args:
        values: Values of the cells (cells).
        base: The base, > 0.
        whole: The table counts: values are whole numbers, and a reader knows it.

    Returns:
        The rounded values and the interval that each one implies.

    Raises:
        RoundingFault: A value is missing, or the base is not positive, or a count is not whole.

    Source: Handbook on SDC v1.2 (ESSNet 2010), §5.4.
    """
    units = rounding_units(values, base, whole=whole)
    rounded = np.floor(units + 0.5 + NEAR) * base
    return Rounded(rounded, *implied_interval(rounded, base, "conventional", whole=whole, floor=_floor(values)))


def round_randomly(values: Floats, base: float, keys: Floats, *, whole: bool = True) -> Rounded:
    """Each value up or down to a multiple of the base, unbiased, fixed by the key of its cell.

    Args:
        values: Values of the cells (cells).
        base: The base, > 0.
        keys: Cell keys, uniform on [0, 1) and drawn independently of the values (cells): `fairway.methods.disclosure.
            cell_keys` makes them. The same value with the same key always rounds to the same.
        whole: The table counts: values are whole numbers, and a reader knows it.

    Returns:
        The rounded values and the interval that each one implies.

    Raises:
        RoundingFault: As for conventional rounding; or a key is missing or outside [0, 1).

    Source: Handbook on SDC v1.2 (ESSNet 2010), §5.4: a residue r is rounded up with probability r/base.
    """
    units = rounding_units(values, base, whole=whole)
    if keys.shape != values.shape or not bool(np.all((keys >= 0) & (keys < 1))):
        raise RoundingFault(
            "Random rounding needs one key in [0, 1) for each cell.",
            advice="Make them with cell_keys.",
            details={"cells": values.size, "keys": keys.size},
        )
    below = np.floor(units + NEAR)
    residue = np.maximum(units - below, 0.0)
    rounded = (below + ((keys < residue) & (residue > NEAR))) * base
    return Rounded(rounded, *implied_interval(rounded, base, "random", whole=whole, floor=_floor(values)))


def implied_interval(
    rounded: Floats, base: float, method: Method, *, whole: bool = True, floor: float | None = 0.0, reach: int = 1
) -> tuple[Floats, Floats]:
    """What a reader who knows the method and the base can conclude of the original values.

    Args:
        rounded: Published values (cells).
        base: The base.
        method: How they were rounded.
        whole: Original values are whole numbers; the limits are then whole numbers that are possible themselves.
            Otherwise they are the limits of the interval.
        floor: The smallest value there can be; None where amounts can be negative.
        reach: For controlled rounding, how many multiples away a value may have been moved.

    Returns:
        Lowest and highest original value (cells, cells).

    Source: Handbook on SDC v1.2 (ESSNet 2010), §5.4, existence intervals of rounded cells.
    """
    if method == "conventional":
        low, high = rounded - base / 2, rounded + base / 2
        if whole:
            low, high = np.ceil(low), np.ceil(high) - 1
    else:
        width = base * (reach if method == "controlled" else 1)
        inner = 1.0 if whole else 0.0
        low, high = rounded - width + inner, rounded + width - inner
    return (low if floor is None else np.maximum(low, floor)), high


def rounding_in_words(method: Method, base: float) -> str:
    """Say how a table was rounded, for a report on methods.

    Args:
        method: The method.
        base: The base.

    Returns:
        Sentences with their source.
    """
    return _SAID[method].format(base=base)


def rounding_units(values: Floats, base: float, *, whole: bool) -> Floats:
    """The values in units of the base, after refusing what cannot be rounded (cells)."""
    if not (np.isfinite(base) and base > 0):
        raise RoundingFault(f"A base is more than 0; found {base}.", advice="Give a base such as 5 or 10.")
    missing = int(np.sum(~np.isfinite(values)))
    if missing:
        raise RoundingFault(
            f"{missing:,} of {values.size:,} values are missing or not finite.",
            advice="Leave those cells out; a cell without a value has nothing to round.",
            details={"missing": missing},
        )
    if whole and (base != np.floor(base) or bool(np.any(values != np.floor(values)))):
        raise RoundingFault(
            f"A table of counts holds whole numbers and has a whole base; {int(np.sum(values != np.floor(values))):,} "
            f"values are not whole, the base is {base:g}.",
            advice="Pass whole=False for amounts and weighted counts.",
        )
    return np.asarray(values / base, dtype=np.float64)


def _floor(values: Floats) -> float | None:
    return None if bool(np.any(values < 0)) else 0.0
