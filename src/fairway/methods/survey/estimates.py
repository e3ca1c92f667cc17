"""From cubes to a table: each measure in each domain with its error, its reliability, and the reason for every gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Codes, Floats, sums_by
from fairway.methods.survey.cube import Cube, Totals
from fairway.methods.survey.errors import Fault
from fairway.methods.survey.intervals import proportion_interval, t_interval
from fairway.methods.survey.measures import RatioOfTotals
from fairway.methods.survey.plan import Code
from fairway.methods.survey.reliability import Reliability
from fairway.methods.survey.residuals import Residuals, Rows, residual_variance
from fairway.methods.survey.variance import Scatter, combined

COLUMNS: Final = (
    "measure",
    "level",
    "estimate",
    "se",
    "low",
    "high",
    "cv",
    "deff",
    "df",
    "n",
    "reliability",
    "reason",
)


@dataclass(frozen=True, slots=True)
class Estimates:
    """A table of estimates.

    Attributes:
        frame: One row for each domain, measure and level: the domain columns (null: summed over), then `COLUMNS`.
        faults: What was noticed on the way, counted: empty domains, rows left out, values unknown.
        method: What was done, sentence by sentence.
    """

    frame: pl.DataFrame
    faults: tuple[Fault, ...] = ()
    method: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One measure in D domains, as arrays; shape (D,) each, NaN where there is nothing.

    Attributes:
        simple: The variance under simple random sampling; NaN where it has no meaning.
        low, high: The interval where the measure has one of its own (quantiles); else empty, and computed.
        reason: Why something is missing; "" where nothing is.
    """

    name: str
    level: Code | None
    value: Floats
    variance: Floats
    df: Floats
    n: Floats
    simple: Floats
    ratio: RatioOfTotals | None = None
    low: Floats = field(default_factory=lambda: np.empty(0))
    high: Floats = field(default_factory=lambda: np.empty(0))
    reason: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Contrast:
    """Linear combinations of domains: term t adds coefficient[t] × domain source[t] to combination target[t].

    Attributes:
        domains: One row a combination: what identifies it in the table.
        label: Appended to the measure's name.
    """

    domains: pl.DataFrame
    source: Codes
    target: Codes
    coefficient: Floats
    label: str

    def __len__(self) -> int:
        return len(self.domains)

    def of(self, values: Floats) -> Floats:
        """The combinations of one value per domain."""
        parts = self.coefficient * values[self.source]
        return sums_by(self.target, parts, len(self))

    def of_rows(self, values: Floats) -> Floats:
        """The combinations of one row per domain; shape (combinations, p)."""
        found = np.zeros((len(self), values.shape[1]))
        np.add.at(found, self.target, self.coefficient[:, None] * values[self.source])
        return found

    def sides(self) -> tuple[Contrast, Contrast]:
        """What is added and what is taken off, each by itself."""
        added = self.coefficient > 0.0
        first, second = (
            replace(self, source=self.source[of_it], target=self.target[of_it], coefficient=self.coefficient[of_it])
            for of_it in (added, ~added)
        )
        return first, second

    def of_all(self, values: Floats) -> Floats:
        """The sum of the values of the domains combined, whatever their coefficients."""
        return sums_by(self.target, values[self.source], len(self))


class Spread(Protocol):
    """Where variances come from: linearisation, or replicates."""

    def of(self, ratio: RatioOfTotals) -> tuple[Floats, Floats]:
        """Variance and degrees of freedom per domain; shape (D,) each."""
        ...

    def of_contrast(self, ratio: RatioOfTotals, contrast: Contrast) -> tuple[Floats, Floats]:
        """Variance and degrees of freedom per combination."""
        ...


class Linearised:
    """Variances by Taylor linearisation: the score of a cube's row is Σ ∂θ/∂T · T of the row.

    Source: Wolter (2007), §6.5; Särndal, Swensson & Wretman (1992), §5.5.

    Args:
        totals: The domains.
        cubes: Together, every row; each holds whole strata, and numbers domains as `totals` does.
    """

    def __init__(self, totals: Totals, cubes: Iterable[Cube]) -> None:
        self.totals = totals
        self.parts = [(cube, Scatter.of(cube.units, cube.domain, cube.unit, len(totals.domains))) for cube in cubes]

    def scores(self, ratio: RatioOfTotals, cube: Cube) -> Floats:
        """The linearised score of each row; shape (R,). A domain without a value scores NaN."""
        slopes = ratio.slopes(self.totals.sums)
        scores = np.zeros(len(cube))
        for moment, slope in slopes:
            scores += slope[cube.domain] * cube.sums[moment]
        return scores

    def coefficients(self, ratio: RatioOfTotals, residuals: Residuals) -> Floats:
        """The regression of each domain's score on the auxiliaries; shape (D, p)."""
        return residuals.coefficients(ratio.slopes(self.totals.sums))

    def of(self, ratio: RatioOfTotals) -> tuple[Floats, Floats]:
        """Variance and degrees of freedom per domain."""
        variance, df = np.zeros(len(self.totals.domains)), np.zeros(len(self.totals.domains))
        for cube, scatter in self.parts:
            scores = self.scores(ratio, cube)
            present = cube.counts[ratio.rows] > 0
            if cube.residuals is None and cube.units.looks_at_strata:
                variance += scatter.among(present).variance(scores[present])
            elif cube.residuals is None:
                variance += scatter.variance(scores)
            else:
                rows = Rows(cube.domain, cube.unit, scores, len(variance))
                coefficients = self.coefficients(ratio, cube.residuals)
                variance += residual_variance(cube.units, rows, coefficients, cube.residuals.unit_totals)
            df += scatter.degrees_of_freedom(present)
        return variance, df

    def of_contrast(self, ratio: RatioOfTotals, contrast: Contrast) -> tuple[Floats, Floats]:
        """Variance and degrees of freedom per combination: its units are those of all its domains."""
        variance, df = np.zeros(len(contrast)), np.zeros(len(contrast))
        for cube, scatter in self.parts:
            terms = (contrast.source, contrast.target, contrast.coefficient, len(contrast))
            together, scores = combined(scatter, self.scores(ratio, cube), *terms)
            ones = (contrast.source, contrast.target, np.ones(len(contrast.source)), len(contrast))
            present = combined(scatter, (cube.counts[ratio.rows] > 0).astype(np.float64), *ones)[1] > 0
            if cube.residuals is None and cube.units.looks_at_strata:
                variance += together.among(present).variance(scores[present])
            elif cube.residuals is None:
                variance += together.variance(scores)
            else:
                rows = Rows(together.domain, together.unit, scores, len(contrast))
                coefficients = contrast.of_rows(self.coefficients(ratio, cube.residuals))
                variance += residual_variance(cube.units, rows, coefficients, cube.residuals.unit_totals)
            df += together.degrees_of_freedom(present)
        return variance, df


def found(ratio: RatioOfTotals, totals: Totals, spread: Spread) -> Found:
    """One measure in every domain."""
    value = ratio.value(totals.sums)
    n = totals.counts[ratio.rows]
    variance, df = spread.of(ratio)
    empty = "no row of the domain has a known value"
    nothing = "the denominator is zero"
    reason = tuple(empty if not rows else nothing if np.isnan(one) else "" for rows, one in zip(n, value, strict=True))
    value = np.where(n > 0, value, np.nan)
    return Found(
        ratio.name, ratio.level, value, variance, df, n, ratio.simple_variance(totals), ratio=ratio, reason=reason
    )


def found_contrast(ratio: RatioOfTotals, totals: Totals, spread: Spread, contrast: Contrast) -> Found:
    """One measure in every combination of domains."""
    value = contrast.of(np.where(totals.counts[ratio.rows] > 0, ratio.value(totals.sums), np.nan))
    variance, df = spread.of_contrast(ratio, contrast)
    n = contrast.of_all(totals.counts[ratio.rows])
    reason = tuple("one of the domains has no value" if np.isnan(one) else "" for one in value)
    name = f"{ratio.name}{contrast.label}"
    return Found(name, ratio.level, value, variance, df, n, np.full(len(contrast), np.nan), reason=reason)


def table(domains: pl.DataFrame, results: Sequence[Found], level: float, reliability: Reliability) -> pl.DataFrame:
    """The tidy rows of measures over the same domains.

    Args:
        domains: One row a domain.
        results: The measures, each over these domains.
        level: The confidence level, 0.95 for instance.
        reliability: The rule that flags.
    """
    return pl.concat([_rows(domains, one, level, reliability) for one in results], how="vertical_relaxed")


def _rows(domains: pl.DataFrame, one: Found, level: float, reliability: Reliability) -> pl.DataFrame:
    se = np.sqrt(np.maximum(one.variance, 0.0))
    se = np.where(np.isnan(one.value), np.nan, se)
    low, high, reason = _interval(one, se, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        cv = np.where(one.value != 0.0, se / np.abs(one.value), np.nan)
        deff = np.where(one.simple > 0.0, one.variance / one.simple, np.nan)
    numbers = {"estimate": one.value, "se": se, "low": low, "high": high, "cv": cv, "deff": deff, "df": one.df}
    size = len(se)
    columns = [
        pl.Series("measure", [one.name] * size, dtype=pl.String),
        pl.Series("level", [None if one.level is None else str(one.level)] * size, dtype=pl.String),
        *(pl.Series(name, values, nan_to_null=True) for name, values in numbers.items()),
        pl.Series("n", one.n.astype(np.int64)),
        reliability.flags(cv, one.n).alias("reliability"),
        pl.Series("reason", reason, dtype=pl.String),
    ]
    return domains.hstack(columns) if len(domains.columns) else pl.DataFrame(columns)


def _interval(one: Found, se: Floats, level: float) -> tuple[Floats, Floats, list[str | None]]:
    reason = list(one.reason) or [""] * len(se)
    if len(one.low):
        return one.low, one.high, [said or None for said in reason]
    if one.ratio is None or one.ratio.interval == "t":
        low, high = t_interval(one.value, se, one.df, level)
    else:
        low, high = proportion_interval(one.ratio.interval, one.value, se, one.df, one.n, level)
    outside = np.isnan(low) & ~np.isnan(one.value)
    said = np.where(
        np.isnan(se) & ~np.isnan(one.value),
        "no variance: every stratum it reaches has a single unit",
        np.where(one.df <= 0, "no interval: no degrees of freedom", "no interval: the proportion is 0 or 1"),
    )
    for at in np.flatnonzero(outside):
        reason[at] = "; ".join(part for part in (reason[at], str(said[at])) if part)
    return low, high, [text or None for text in reason]
