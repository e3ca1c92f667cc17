"""What can be estimated: totals, and ratios of two totals, under the names a statistician uses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, get_args

import numpy as np

from fairway.methods.survey.arrays import Floats
from fairway.methods.survey.cube import Totals
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.intervals import ProportionInterval
from fairway.methods.survey.plan import Code, Factor, Indicator, Moment, Quotient, RowSet

_NOISE: Final = 1e-13
"""Sums of squares that are this small a part of what they are left of are rounding."""


@dataclass(frozen=True, slots=True)
class Total:
    """Σ w·y, or the number of persons Σ w where no column is named."""

    of: str | None = None


@dataclass(frozen=True, slots=True)
class Mean:
    """Σ w·y / Σ w."""

    of: str


@dataclass(frozen=True, slots=True)
class Proportion:
    """The share of persons who have a value; of every value, where `equals` is None.

    Attributes:
        of: The column: categories, or 1 and 0, or true and false.
        equals: The value, or the values taken together.
        interval: The confidence interval (`proportion_interval`).
    """

    of: str
    equals: Code | tuple[Code, ...] | None = None
    interval: ProportionInterval = "logit"

    def __post_init__(self) -> None:
        if self.interval not in get_args(ProportionInterval):
            raise MeasureMisstated(
                f"“{self.interval}” is no interval of a proportion.",
                advice=f"Choose one of {', '.join(get_args(ProportionInterval))}.",
            )
        if self.equals == ():
            raise MeasureMisstated(
                f"The proportion of {self.of} names no value.", advice="Give one or more, or leave `equals` out."
            )


@dataclass(frozen=True, slots=True)
class Ratio:
    """per · Σ w·y / Σ w·x, over the rows in which both are known."""

    numerator: str
    denominator: str
    per: float = 1.0


@dataclass(frozen=True, slots=True)
class Rate:
    """A ratio per 1,000 (or as `per` says)."""

    numerator: str
    denominator: str
    per: float = 1000.0


@dataclass(frozen=True, slots=True)
class MeanOfRatios:
    """Σ w·(y/x) / Σ w: each person's ratio, averaged; a person whose x is 0 has no ratio."""

    numerator: str
    denominator: str


Smoothed: TypeAlias = Total | Mean | Proportion | Ratio | Rate | MeanOfRatios


@dataclass(frozen=True, slots=True)
class RatioOfTotals:
    """What all of them are: a total Y, or per · Y/X.

    Attributes:
        name: How the result is labelled.
        level: The category of a proportion.
        numerator: y; None for 1.
        denominator: x; None for 1. Not read where `total`.
        total: Whether Y itself is estimated.
        per: The multiplier.
        interval: The kind of confidence interval.
    """

    name: str
    numerator: Factor | None
    denominator: Factor | None = None
    total: bool = False
    per: float = 1.0
    interval: ProportionInterval = "t"
    level: Code | None = None

    @property
    def rows(self) -> RowSet:
        """The rows it uses: those in which its factors are known."""
        return tuple(factor for factor in (self.numerator, self.denominator) if factor is not None)

    def _moment(self, *factors: Factor | None) -> Moment:
        return Moment(tuple(factor for factor in factors if factor is not None), self.rows)

    @property
    def above(self) -> Moment:
        """Y."""
        return self._moment(self.numerator)

    @property
    def below(self) -> Moment:
        """X."""
        return self._moment(self.denominator)

    @property
    def moments(self) -> tuple[Moment, ...]:
        """Everything to be summed: Y, X, the sum of weights, and squares and products for the design effect."""
        y, x = self.numerator, self.denominator
        needed = [self.above, self.below, self._moment(), self._moment(y, y), self._moment(x, y), self._moment(x, x)]
        return tuple(dict.fromkeys(needed))

    def value(self, sums: Mapping[Moment, Floats]) -> Floats:
        """The estimate from totals of any shape; NaN where X is 0."""
        if self.total:
            return sums[self.above]
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(sums[self.below] != 0.0, self.per * sums[self.above] / sums[self.below], np.nan)

    def slopes(self, sums: Mapping[Moment, Floats]) -> tuple[tuple[Moment, Floats], ...]:
        """∂θ/∂T for each moment T that θ depends on: the weights of its linearised score."""
        if self.total:
            return ((self.above, np.ones_like(sums[self.above])),)
        below = sums[self.below]
        with np.errstate(divide="ignore", invalid="ignore"):
            slope = np.where(below != 0.0, self.per / below, np.nan)
            return ((self.above, slope), (self.below, -slope * sums[self.above] / below))

    def simple_variance(self, totals: Totals) -> Floats:
        """The variance under simple random sampling without replacement of the same n rows; shape (D,).

        (1 − n/N) · S²/n for a mean, N² times that for a total, with N = Σw and S² the weighted variance with n − 1, of
        y, or of y − R·x for a ratio; NaN where the squares were not summed. Source: Kish (1965), §8.2; R `survey`'s
        `deff=TRUE`.
        """
        if any(moment not in totals.sums for moment in self.moments):
            return np.full(len(totals.domains), np.nan)
        sums, n = totals.sums, totals.counts[self.rows]
        size, above, below = sums[self._moment()], sums[self.above], sums[self.below]
        y, x = self.numerator, self.denominator
        yy, xy, xx = sums[self._moment(y, y)], sums[self._moment(x, y)], sums[self._moment(x, x)]
        with np.errstate(divide="ignore", invalid="ignore"):
            if x is None:
                squares, scale = yy - above * above / size, size if self.total else np.float64(self.per)
            else:
                ratio = above / below
                squares, scale = yy - 2.0 * ratio * xy + ratio * ratio * xx, self.per * size / below
            # A constant has no variance; what is left of cancelled sums is no estimate of one.
            squares = np.where(squares > _NOISE * yy, squares, 0.0)
            variance = scale * scale * (n / (n - 1.0)) * (squares / size) * (size - n) / (size * n)
        return np.where((n > 1) & (size > n), variance, np.nan)


def ratios_of_totals(
    measures: tuple[Smoothed, ...], levels: Mapping[str, tuple[Code, ...]]
) -> tuple[RatioOfTotals, ...]:
    """The measures as ratios of totals; a proportion of every value becomes one each.

    Args:
        measures: What was asked.
        levels: For each column asked for in full, its values.
    """
    found: list[RatioOfTotals] = []
    for measure in measures:
        found += _ratios(measure, levels)
    return tuple(found)


def _ratios(measure: Smoothed, levels: Mapping[str, tuple[Code, ...]]) -> list[RatioOfTotals]:
    match measure:
        case Total(of):
            return [RatioOfTotals(f"total {of}" if of else "total", of, total=True)]
        case Mean(of):
            return [RatioOfTotals(f"mean {of}", of)]
        case Proportion(of, None, interval):
            return [
                RatioOfTotals(f"proportion {of}", Indicator(of, (level,)), interval=interval, level=level)
                for level in levels[of]
            ]
        case Proportion(of, equals, interval):
            values = equals if isinstance(equals, tuple) else (() if equals is None else (equals,))
            label = values[0] if len(values) == 1 else ", ".join(map(str, values))
            return [RatioOfTotals(f"proportion {of}", Indicator(of, values), interval=interval, level=label)]
        case Ratio(numerator, denominator, per):
            return [RatioOfTotals(f"ratio {numerator}/{denominator}", numerator, denominator, per=per)]
        case Rate(numerator, denominator, per):
            return [RatioOfTotals(f"rate {numerator}/{denominator}", numerator, denominator, per=per)]
        case MeanOfRatios(numerator, denominator):
            return [RatioOfTotals(f"mean of {numerator}/{denominator}", Quotient(numerator, denominator))]
    raise MeasureMisstated(f"{measure!r} is no measure.", advice="See fairway.methods.survey.measures.")
