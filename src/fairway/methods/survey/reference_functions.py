"""The functions of the sample that are estimated, straight from their definitions, each with its linearised score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum
from typing import Protocol, TypeAlias

from fairway.methods.survey.errors import MeasureMisstated

Values: TypeAlias = Sequence["float | None"]


class Functional(Protocol):
    """θ of weights, with z_k = ∂θ/∂w_k."""

    def known(self, k: int) -> bool:
        """Whether row k has every value that it needs."""
        ...

    def value(self, weights: Sequence[float], members: Sequence[int]) -> float | None:
        """θ of the rows `members`, all of them known; None where it has no meaning."""
        ...

    def scores(self, weights: Sequence[float], members: Sequence[int]) -> list[float]:
        """z_k for each of `members`."""
        ...

    def simple_variance(self, weights: Sequence[float], members: Sequence[int]) -> float | None:
        """The variance of θ if the n rows were a simple random sample without replacement of N = Σw."""
        ...


@dataclass(frozen=True, slots=True)
class RatioFunctional:
    """θ = Σ w y if `total`, else per · Σ w y / Σ w x; a mean has x = 1, a proportion y = 0 or 1 and x = 1."""

    y: Values
    x: Values
    per: float = 1.0
    total: bool = False

    def known(self, k: int) -> bool:
        """Both y and x are known."""
        return self.y[k] is not None and self.x[k] is not None

    def value(self, weights: Sequence[float], members: Sequence[int]) -> float | None:
        """The total or the ratio; None without rows, or where Σ w x = 0."""
        above, below = _total(weights, self.y, members), _total(weights, self.x, members)
        if not members:
            return None
        if self.total:
            return above
        return self.per * above / below if below != 0.0 else None

    def scores(self, weights: Sequence[float], members: Sequence[int]) -> list[float]:
        """z_k = y_k for a total, per (y_k − R x_k)/X for a ratio (Woodruff 1971; Särndal et al. 1992, chapter 5)."""
        if self.total:
            return [_at(self.y, k) for k in members]
        return [self.per * residual for residual in self._residuals(weights, members)]

    def _residuals(self, weights: Sequence[float], members: Sequence[int]) -> list[float]:
        above, below = _total(weights, self.y, members), _total(weights, self.x, members)
        return [(_at(self.y, k) - above / below * _at(self.x, k)) / below for k in members]

    def simple_variance(self, weights: Sequence[float], members: Sequence[int]) -> float | None:
        """N² (1 − n/N) S²/n of y for a total, of z for a ratio; S² = n/(n − 1) · Σ w (y − ȳ)²/N (Kish 1965, §8.2).

        For a mean z = (y − ȳ)/N, which gives (1 − n/N) S²(y)/n. None for n < 2, N ≤ n, or where nothing varies.
        """
        n, size = len(members), fsum(weights[k] for k in members)
        if n < 2 or size <= n:
            return None
        values = self.scores(weights, members)
        if min(values) == max(values):
            return None
        mean = fsum(weights[k] * value for k, value in zip(members, values, strict=True)) / size
        squares = fsum(weights[k] * (value - mean) ** 2 for k, value in zip(members, values, strict=True))
        return size * size * (1.0 - n / size) * (n / (n - 1.0) * squares / size) / n


@dataclass(frozen=True, slots=True)
class GiniFunctional:
    """G = Σ_k Σ_l w_k w_l |y_k − y_l| / (2 W Y), with W = Σ w and Y = Σ w y: the definition, as a double sum."""

    y: Values

    def known(self, k: int) -> bool:
        """The value y is known."""
        return self.y[k] is not None

    def value(self, weights: Sequence[float], members: Sequence[int]) -> float | None:
        """G; None without rows, or where Y = 0."""
        whole = _total(weights, self.y, members)
        if not members or whole == 0.0:
            return None
        size = fsum(weights[k] for k in members)
        distances = fsum(weights[k] * self._distances(weights, members, k) for k in members)
        return distances / (2.0 * size * whole)

    def _distances(self, weights: Sequence[float], members: Sequence[int], k: int) -> float:
        return fsum(weights[other] * abs(_at(self.y, k) - _at(self.y, other)) for other in members)

    def scores(self, weights: Sequence[float], members: Sequence[int]) -> list[float]:
        """z_k = ∂G/∂w_k = [2 Σ_l w_l |y_k − y_l| − 2 G (Y + W y_k)] / (2 W Y), by differentiating the double sum.

        It equals the score of Langel & Tillé (2013), Journal of the Royal Statistical Society A 176.
        """
        whole, size = _total(weights, self.y, members), fsum(weights[k] for k in members)
        gini = self.value(weights, members) or 0.0
        return [
            (self._distances(weights, members, k) - gini * (whole + size * _at(self.y, k))) / (size * whole)
            for k in members
        ]

    def simple_variance(self, weights: Sequence[float], members: Sequence[int]) -> float | None:
        """None: no design effect is given for an index of inequality."""
        return None


def quantile(values: Sequence[float], weights: Sequence[float], at: float, qrule: str) -> float | None:
    """The quantile of weighted values by one of R's rules; None without a value of positive weight.

    Let x_1 ≤ … ≤ x_n be the values, C_k the cumulated weights, W = C_n. `math` is the inverse of the empirical
    distribution, x at the least C_k ≥ p W; `school` averages x_k and x_{k+1} where C_k = p W; the others are the nine
    types of Hyndman & Fan (1996), The American Statistician 50, with weights as R `survey` 4.1 defines them (`qrule`),
    and the rule of Shah & Vaish (2006).

    Args:
        values, weights: One a row; shape (n,).
        at: p, between 0 and 1.
        qrule: math, school, shahvaish or hf1 to hf9.
    """
    pairs = [(x, w) for x, w in zip(values, weights, strict=True) if w > 0.0]
    pairs.sort()  # among equal values the lightest first, so that the order of the rows has no say
    if not pairs:
        return None
    x, w = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
    if qrule in ("math", "hf1", "school", "hf2", "hf3"):
        return _step(x, w, at, qrule)
    if qrule == "hf4":
        return _interpolated([c / sum(w) for c in _cumulated(w)], x, at)
    if qrule == "shahvaish":
        return _shah_vaish(x, w, at)
    return _interpolated(_plotting_positions(w, qrule), x, at)


def _step(x: Sequence[float], w: Sequence[float], at: float, qrule: str) -> float:
    """Rules that take a value of the sample, or the middle of two; equal values are one."""
    distinct = sorted(set(x))
    cumulated = [fsum(weight for value, weight in zip(x, w, strict=True) if value <= limit) for limit in distinct]
    target = at * fsum(w)
    least = next((k for k, reached in enumerate(cumulated) if reached >= target), len(distinct) - 1)
    if cumulated[least] != target or least == len(distinct) - 1 or qrule in ("math", "hf1"):
        return distinct[least]
    if qrule == "hf3":
        return distinct[least if (least + 1) % 2 == 0 else least + 1]
    return (distinct[least] + distinct[least + 1]) / 2.0


def _plotting_positions(w: Sequence[float], qrule: str) -> list[float]:
    """p_k of hf5 to hf9: (C_k − a w_k) / (W + b w_n), as Hyndman & Fan with C_k for k and w for 1."""
    cumulated = _cumulated(w)
    size, last = cumulated[-1], w[-1]
    before = [0.0, *cumulated[:-1]]
    if qrule == "hf5":
        return [(c - own / 2.0) / size for c, own in zip(cumulated, w, strict=True)]
    if qrule == "hf6":
        return [c / (size + last) for c in cumulated]
    if qrule == "hf7":
        return [b / before[-1] if before[-1] else 0.0 for b in before]
    shares = {"hf8": (1.0 / 3.0, 2.0 / 3.0, 1.0 / 3.0), "hf9": (3.0 / 8.0, 5.0 / 8.0, 1.0 / 4.0)}
    if qrule not in shares:
        raise MeasureMisstated(f"“{qrule}” is no rule for quantiles.", advice="Use math, school, shahvaish, hf1 … hf9.")
    low, high, beyond = shares[qrule]
    return [(low * b + high * c) / (size + beyond * last) for b, c in zip(before, cumulated, strict=True)]


def _interpolated(positions: Sequence[float], x: Sequence[float], at: float) -> float:
    """Linear between the points (p_k, x_k), constant outside."""
    if at <= positions[0]:
        return x[0]
    for k in range(1, len(x)):
        if at <= positions[k]:
            share = (at - positions[k - 1]) / (positions[k] - positions[k - 1])
            return x[k - 1] + share * (x[k] - x[k - 1])
    return x[-1]


def _shah_vaish(x: Sequence[float], w: Sequence[float], at: float) -> float:
    """The value left of p among p_k = (S_k + ½ − v_k/2)/(n + 1), v = w/w̄, S its sums (Shah & Vaish 2006)."""
    n = len(x)
    mean = fsum(w) / n
    scaled = [weight / mean for weight in w]
    sums = _cumulated(scaled)
    positions = [(s + 0.5 - v / 2.0) / (n + 1.0) for s, v in zip(sums, scaled, strict=True)]
    left = [value for value, position in zip(x, positions, strict=True) if position <= at]
    return left[-1] if left else x[0]


def _cumulated(w: Sequence[float]) -> list[float]:
    return [fsum(w[: k + 1]) for k in range(len(w))]


def _total(weights: Sequence[float], values: Values, members: Sequence[int]) -> float:
    return fsum(weights[k] * _at(values, k) for k in members)


def _at(values: Values, k: int) -> float:
    value = values[k]
    return 0.0 if value is None else value
