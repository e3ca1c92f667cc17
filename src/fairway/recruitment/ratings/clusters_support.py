"""Signs that make no cluster, but speak for one: one language, only extremes, no voucher among them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np

from fairway.recruitment.ratings.clusters_reading import Flags, Sheet, Whole

_MOST: Final = 2.0
"""What one of them can add."""
_WORTH_SAYING: Final = 0.3
_OPEN_BY_NATURE: Final = frozenset(("burst", "contrast"))


def support(sheet: Sheet, at: Whole, signals: Collection[str]) -> dict[str, float]:
    """Sign → strength, of those that say anything.

    Args:
        sheet: The ratings.
        at: The positions of a cluster.
        signals: That made it. Where they looked at open ratings only, that all are open says nothing.
    """
    spoken = int(np.bincount(sheet.language[at] + 1).argmax()) - 1
    elsewhere = np.flatnonzero(sheet.corridor == sheet.corridor[at[0]])
    found = {
        "language": _more_often(sheet.language[at] == spoken, sheet.language[elsewhere] == spoken),
        "extremes": _more_often(_extreme(sheet, at), _extreme(sheet, elsewhere)),
    }
    if not set(signals) <= _OPEN_BY_NATURE:
        found["open_only"] = _more_often(sheet.open[at], sheet.open[elsewhere])
    return {name: value for name, value in found.items() if value >= _WORTH_SAYING}


def _extreme(sheet: Sheet, at: Whole) -> Flags:
    """All answers good, or none."""
    asked = sheet.asked[at]
    good = (sheet.good[at] & asked).sum(axis=1)
    found: Flags = asked.any(axis=1) & ((good == asked.sum(axis=1)) | (good == 0))
    return found


def _more_often(here: Flags, elsewhere: Flags) -> float:
    """log₁₀ of the likelihood ratio of a share here against that of the corridor; 0 if it is smaller."""
    usual = (elsewhere.sum() + 1.0) / (elsewhere.size + 2.0)
    share = (here.sum() + 1.0) / (here.size + 2.0)
    if share <= usual:
        return 0.0
    gained = share * np.log10(share / usual) + (1.0 - share) * np.log10((1.0 - share) / (1.0 - usual))
    return float(min(here.size * gained, _MOST))
