"""Bursts: more ratings without a voucher, all pointing one way, than an agency's history and corridor explain."""

from __future__ import annotations

from typing import Final

import numpy as np
from scipy import stats

from fairway.recruitment.ratings.clusters_copies import CHANGED
from fairway.recruitment.ratings.clusters_reading import Finding, Flags, Floats, Sheet, Whole
from fairway.recruitment.ratings.clusters_settings import WINDOWS, ClusterSettings

_OWN_DAYS: Final = 180
"""Days of history that what is usual elsewhere counts for."""
_GOOD: Final = 0.7
_BAD: Final = 0.3
_LONG: Final = 14
"""Answers from which on two workers hardly ever fill in nearly the same form."""
_MODELS: Final = 3


def bursts(sheet: Sheet, settings: ClusterSettings) -> list[Finding]:
    """The bursts of every agency, strongest first; they do not overlap.

    A scan over windows of 1 to 180 days that begin with a rating, separately for ratings that speak for and against
    the recruiter. Honest counts are negative binomial: friends rate together, and agencies grow. The number of
    agencies times windows times directions corrects for having looked so often.

    Args:
        sheet: The ratings.
        settings: Least size, clumping and drift.

    Source: scan statistics after Kulldorff (1997), Communications in Statistics 26(6), with the expectation of an
        agency from its own other days, shrunk to its ratings with vouchers.
    """
    share = (sheet.good & sheet.asked).sum(axis=1) / np.maximum(sheet.asked.sum(axis=1), 1)
    looked = len(WINDOWS) * 2 * (sheet.starts.size - 1)
    found: list[Finding] = []
    answered = sheet.open & sheet.asked.any(axis=1)
    for side, half in ((share >= _GOOD, share >= 0.5), (share <= _BAD, share <= 0.5)):
        one_way = np.flatnonzero(answered & side)
        if one_way.size:
            found += [_joined(sheet, one, answered & half) for one in _scan(sheet, one_way, looked, settings)]
    return found


def _scan(sheet: Sheet, chosen: Whole, looked: int, settings: ClusterSettings) -> list[Finding]:
    agency, day = sheet.agency[chosen], sheet.day[chosen]
    wide = sheet.days + max(WINDOWS) + 1
    key = agency * wide + day
    in_all = np.bincount(agency, minlength=sheet.starts.size - 1)
    usual = _usual_rate(sheet, chosen)
    busy = _Corridors(sheet, chosen)
    windows: list[tuple[float, int, int]] = []
    for days in WINDOWS:
        end = np.searchsorted(key, key + days)
        count = end - np.arange(key.size)
        likely = np.flatnonzero(count >= settings.least)
        if not likely.size:
            continue
        of = agency[likely]
        rate = (in_all[of] - count[likely] + usual[of] * _OWN_DAYS) / (max(sheet.days - days, 1) + _OWN_DAYS)
        expected = rate * days * busy.ratio(sheet.corridor[chosen[likely]], day[likely], days, count[likely])
        strength = -_log_tail(count[likely], expected, settings) - np.log10(looked)
        windows += [
            (float(s), int(at), int(end[at])) for s, at in zip(strength, likely, strict=True) if s > _WORTH_KEEPING
        ]
    return [
        Finding("burst", chosen[first:last], strength) for strength, first, last in _apart(windows)
    ]  # fmt: skip


_WORTH_KEEPING: Final = 1.0


def _apart(windows: list[tuple[float, int, int]]) -> list[tuple[float, int, int]]:
    """The strongest windows that do not overlap; of equals the earlier, then the shorter."""
    kept: list[tuple[float, int, int]] = []
    taken: dict[int, bool] = {}
    for strength, first, last in sorted(windows, key=lambda one: (-one[0], one[1], one[2])):
        if not any(taken.get(at, False) for at in range(first, last)):
            kept.append((strength, first, last))
            taken.update(dict.fromkeys(range(first, last), True))
    return kept


def _joined(sheet: Sheet, burst: Finding, likewise: Flags) -> Finding:
    """The burst with the open ratings of its days that lean the same way less plainly, and copies with a voucher."""
    agency = int(sheet.agency[burst.members[0]])
    at = np.arange(sheet.starts[agency], sheet.starts[agency + 1])
    days = sheet.day[burst.members]
    at = at[(sheet.day[at] >= days.min()) & (sheet.day[at] <= days.max())]
    copied = at[~sheet.open[at] & (sheet.asked[at].sum(axis=1) >= _LONG)]
    joining = np.concatenate([at[likewise[at]], copied[_copies_of(sheet, copied, burst.members)]])
    return Finding(burst.signal, np.union1d(burst.members, joining), burst.strength)


def _copies_of(sheet: Sheet, some: Whole, burst: Whole) -> Flags:
    """Which of them are nearly the same long form as several ratings of the burst."""
    differs = (sheet.good[some][:, None] != sheet.good[burst]) | (sheet.asked[some][:, None] != sheet.asked[burst])
    near = differs.sum(axis=2) <= CHANGED * sheet.asked[some].sum(axis=1)[:, None]
    found: Flags = near.sum(axis=1) >= _MODELS
    return found


def _usual_rate(sheet: Sheet, chosen: Whole) -> Floats:
    """Ratings of this kind a day to be expected of an agency with so many vouchered ratings; shape (agencies,)."""
    vouchered = np.bincount(sheet.agency[~sheet.open], minlength=sheet.starts.size - 1)
    one_each = chosen.size / (vouchered.sum() + vouchered.size)
    found: Floats = one_each * (vouchered + 1.0) / sheet.days
    return found


def _log_tail(count: Whole, expected: Floats, settings: ClusterSettings) -> Floats:
    """log₁₀ of the probability of so many or more."""
    spread = settings.clumping - 1.0 + expected * settings.drift**2
    size = expected / spread
    found: Floats = stats.nbinom.logsf(count - 1, size, 1.0 / (1.0 + spread)) / np.log(10.0)
    return np.maximum(found, -300.0)


class _Corridors:
    """How busy the other agencies of a corridor were in a window, against their own mean."""

    def __init__(self, sheet: Sheet, chosen: Whole) -> None:
        shape = (int(sheet.corridor.max()) + 1, sheet.days)
        by_day = np.zeros(shape)
        np.add.at(by_day, (sheet.corridor[chosen], sheet.day[chosen]), 1.0)
        self._until = np.concatenate([np.zeros((shape[0], 1)), np.cumsum(by_day, axis=1)], axis=1)
        self._days = sheet.days

    def ratio(self, corridor: Whole, day: Whole, days: int, own: Whole) -> Floats:
        """1 or more; the agency's own ratings are taken out.

        Args:
            corridor: Of each window; shape (M,).
            day: Its first.
            days: Its length.
            own: Ratings of the agency in it.
        """
        last = np.minimum(day + days, self._days)
        here = np.maximum(self._until[corridor, last] - self._until[corridor, day] - own, 0.0)
        mean = np.maximum(self._until[corridor, -1] - own, 0.0) * days / self._days
        found: Floats = np.maximum((here + 2.0) / (mean + 2.0), 1.0)
        return found
