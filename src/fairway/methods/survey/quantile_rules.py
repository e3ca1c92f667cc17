"""Weighted quantiles of many domains at once, by the twelve rules that R `survey` 4.1 names.

The rules are those of Hyndman & Fan (1996), The American Statistician 50, with weights in the place of counts, and of
Shah & Vaish (2006). Below the first value's share every rule gives the first value; R `survey` 4.1 gives the second one
there, which later versions of it mend. Shah and Vaish's rule takes weights with mean 1; R 4.1 halves the raw weight.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np

from fairway.methods.survey.arrays import Codes, Flags, Floats, Positions, run_sums

QuantileRule: TypeAlias = Literal[
    "math", "school", "shahvaish", "hf1", "hf2", "hf3", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"
]

_BY_ROW: Final = frozenset({"shahvaish", "hf4", "hf5", "hf6", "hf7", "hf8", "hf9"})
"""Rules under which the weights of single rows matter among equal values."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Values of positive weight, ordered by domain and then by value; M rows, D domains.

    Attributes:
        domain, value, weight: Shape (M,).
        cumulated: The weights up to and with the row, within its domain; shape (M,).
        count: How many rows of microdata, equal in value and weight, the row stands for; shape (M,).
        starts, ends: The rows of a domain are [starts, ends); shape (D,).
        total: The sum of weights; 0 in a domain without rows; shape (D,).
    """

    domain: Codes
    value: Floats
    weight: Floats
    cumulated: Floats
    count: Floats
    starts: Positions
    ends: Positions
    total: Floats

    @classmethod
    def of(cls, domain: Codes, value: Floats, weight: Floats, count: Floats, domains: int) -> Ordered:
        """From rows in order; rows of weight 0 are left out."""
        if not weight.all():
            kept = weight != 0.0
            domain, value, weight, count = domain[kept], value[kept], weight[kept], count[kept]
        bounds = np.searchsorted(domain, np.arange(domains + 1))
        starts, ends = bounds[:-1], bounds[1:]
        cumulated = cumulated_within(weight, starts, ends)
        total = np.zeros(domains)
        total[ends > starts] = cumulated[ends[ends > starts] - 1]
        return cls(domain, value, weight, cumulated, count, starts, ends, total)

    @property
    def lengths(self) -> Positions:
        """Rows per domain; shape (D,)."""
        return self.ends - self.starts

    def merged(self) -> Ordered:
        """With equal values of one domain as one row."""
        begins = np.flatnonzero(np.append(True, ~self._tied)[: len(self.value)])
        weight, count = run_sums(self.weight, begins), run_sums(self.count, begins)
        return Ordered.of(self.domain[begins], self.value[begins], weight, count, len(self.total))

    def row_by_row(self) -> Ordered:
        """With one row for each of the microdata's, the lightest first among equal values: their order has no say."""
        if not (self._tied.any() or np.any(self.count > 1.0)):
            return self
        times = self.count.astype(np.intp)
        weight = np.repeat(self.weight / self.count, times)
        domain, value = np.repeat(self.domain, times), np.repeat(self.value, times)
        order = np.lexsort((weight, value, domain))
        return Ordered.of(domain[order], value[order], weight[order], np.ones(len(order)), len(self.total))

    @property
    def _tied(self) -> Flags:
        """Whether a row has the domain and value of the row before; shape (M − 1,)."""
        tied: Flags = (self.value[1:] == self.value[:-1]) & (self.domain[1:] == self.domain[:-1])
        return tied

    def last_at_most(self, keys: Floats, bound: Floats) -> Positions:
        """The last row of each domain whose key does not exceed the bound; the one before the first if there is none.

        Args:
            keys: Never decreasing within a domain; shape (M,).
            bound: Shape (D,).
        """
        low, high = self.starts.copy(), self.ends.copy()
        while np.any(low < high):
            searching = low < high
            middle = np.minimum((low + high) // 2, len(keys) - 1)
            passed = searching & (keys[middle] <= bound)
            low = np.where(passed, middle + 1, low)
            high = np.where(searching & ~passed, middle, high)
        return low - 1

    def share_up_to(self, bound: Floats) -> Floats:
        """F̂: the share of the weight at values that do not exceed the bound; NaN in an empty domain; shape (D,)."""
        last = self.last_at_most(self.value, bound)
        reached = np.zeros(len(bound))
        some = last >= self.starts
        reached[some] = self.cumulated[last[some]]
        with np.errstate(invalid="ignore"):
            return np.where(self.total > 0.0, reached / self.total, np.nan)


def cumulated_within(values: Floats, starts: Positions, ends: Positions) -> Floats:
    """The running sums of each run, in extended precision where the machine has it, as R's `cumsum`."""
    cumulated = np.empty(len(values))
    for start, end in zip(starts, ends, strict=True):
        cumulated[start:end] = np.cumsum(values[start:end], dtype=np.longdouble)
    return cumulated


def quantiles(rule: QuantileRule, ordered: Ordered, share: Floats) -> Floats:
    """The quantile of each domain by a rule; NaN in an empty domain and where the share is NaN.

    Args:
        rule: Its name.
        ordered: The values.
        share: What is to lie below, one a domain; shape (D,).
    """
    if rule in _BY_ROW:
        ordered = ordered.row_by_row()
    elif rule == "hf3":
        ordered = ordered.merged()
    usable = (ordered.ends > ordered.starts) & ~np.isnan(share)
    found = np.full(len(share), np.nan)
    if usable.any():
        found[usable] = _RULES[rule](ordered, share)[usable]
    return found


@dataclass(frozen=True, slots=True)
class _Neighbours:
    """The values on both sides of a share, and how far off it they are."""

    below: Floats
    above: Floats
    gap_below: Floats
    gap_above: Floats
    rank: Positions
    first: Flags

    @property
    def exact(self) -> Flags:
        """Whether the cumulated share meets the one that is sought."""
        met: Flags = ~self.first & (self.gap_below == 0.0)
        return met


def _neighbours(ordered: Ordered, share: Floats) -> _Neighbours:
    at = ordered.last_at_most(ordered.cumulated, share * ordered.total)
    first = at < ordered.starts
    most = max(len(ordered.value) - 1, 0)
    below = np.clip(at, 0, most)
    above = np.clip(np.minimum(at + 1, ordered.ends - 1), 0, most)
    with np.errstate(divide="ignore", invalid="ignore"):
        gap_below = share - ordered.cumulated[below] / ordered.total
        gap_above = ordered.cumulated[above] / ordered.total - share
    value = ordered.value
    return _Neighbours(value[below], value[above], gap_below, gap_above, at - ordered.starts + 1, first)


def _inverse(ordered: Ordered, share: Floats) -> Floats:
    near = _neighbours(ordered, share)
    return np.where(near.exact, near.below, near.above)


def _averaged_inverse(ordered: Ordered, share: Floats) -> Floats:
    near = _neighbours(ordered, share)
    return np.where(near.exact, (near.below + near.above) / 2.0, near.above)


def _even_inverse(ordered: Ordered, share: Floats) -> Floats:
    near = _neighbours(ordered, share)
    return np.where(near.exact & (near.rank % 2 == 0), near.below, near.above)


def _interpolated_inverse(ordered: Ordered, share: Floats) -> Floats:
    near = _neighbours(ordered, share)
    width = near.gap_below + near.gap_above
    with np.errstate(divide="ignore", invalid="ignore"):
        part = np.where(width > 0.0, near.gap_below / width, 1.0)
    return np.where(near.first, near.above, near.below * (1.0 - part) + near.above * part)


def _stepped(ordered: Ordered, share: Floats) -> Floats:
    size = ordered.lengths[ordered.domain].astype(np.float64)
    unit = ordered.total[ordered.domain] / size
    keys = (ordered.cumulated / unit + 0.5 - ordered.weight / unit / 2.0) / (size + 1.0)
    at = np.maximum(ordered.last_at_most(keys, share), ordered.starts)
    found: Floats = ordered.value[np.clip(at, 0, len(ordered.value) - 1)]
    return found


def _interpolated(keys_of: Callable[[Ordered], Floats]) -> Callable[[Ordered, Floats], Floats]:
    """The rule that draws a line through (key, value), level beyond both ends."""

    def rule(ordered: Ordered, share: Floats) -> Floats:
        keys = keys_of(ordered)
        at = ordered.last_at_most(keys, share)
        most = len(keys) - 1
        low = np.clip(np.maximum(at, ordered.starts), 0, most)
        high = np.clip(np.minimum(at + 1, ordered.ends - 1), 0, most)
        width = keys[high] - keys[low]
        with np.errstate(divide="ignore", invalid="ignore"):
            part = np.where((low < high) & (width > 0.0), (share - keys[low]) / width, 0.0)
        found: Floats = ordered.value[low] + (ordered.value[high] - ordered.value[low]) * part
        return found

    return rule


def _last_weight(ordered: Ordered) -> Floats:
    return ordered.weight[np.maximum(ordered.ends - 1, 0)][ordered.domain]


def _whole(ordered: Ordered) -> Floats:
    return ordered.total[ordered.domain]


def _before(ordered: Ordered) -> Floats:
    """The weights cumulated before each row."""
    before = np.zeros(len(ordered.cumulated))
    before[1:] = ordered.cumulated[:-1]
    before[ordered.starts[ordered.ends > ordered.starts]] = 0.0
    return before


def _between(ordered: Ordered, part: float) -> Floats:
    """The weights cumulated up to a part of each row's own."""
    return _before(ordered) * (1.0 - part) + ordered.cumulated * part


def _without_last(ordered: Ordered) -> Floats:
    """The weights cumulated up to the last row but one of its domain; its own where there is a single row."""
    at = np.maximum(np.where(ordered.lengths > 1, ordered.ends - 2, ordered.ends - 1), 0)
    return ordered.cumulated[at][ordered.domain]


_RULES: Final[Mapping[QuantileRule, Callable[[Ordered, Floats], Floats]]] = {
    "math": _inverse,
    "school": _averaged_inverse,
    "shahvaish": _stepped,
    "hf1": _inverse,
    "hf2": _averaged_inverse,
    "hf3": _even_inverse,
    "hf4": _interpolated_inverse,
    "hf5": _interpolated(lambda rows: (rows.cumulated - rows.weight / 2.0) / _whole(rows)),
    "hf6": _interpolated(lambda rows: rows.cumulated / (_whole(rows) + _last_weight(rows))),
    "hf7": _interpolated(lambda rows: _before(rows) / _without_last(rows)),
    "hf8": _interpolated(lambda rows: _between(rows, 2.0 / 3.0) / (_whole(rows) + _last_weight(rows) / 3.0)),
    "hf9": _interpolated(lambda rows: _between(rows, 5.0 / 8.0) / (_whole(rows) + _last_weight(rows) / 4.0)),
}
