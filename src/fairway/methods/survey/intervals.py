"""Confidence intervals: Student's t for most estimates, and three that keep a proportion between 0 and 1."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt
from scipy import special

from fairway.methods.survey.arrays import Floats

ProportionInterval: TypeAlias = Literal["logit", "wilson", "korn-graubard", "t"]


def t_quantile(degrees_of_freedom: Floats, level: float) -> Floats:
    """The upper (1 + level)/2 quantile of Student's t; NaN without degrees of freedom; normal where infinite."""
    usable = np.where(degrees_of_freedom > 0, degrees_of_freedom, np.nan)
    upper = 0.5 + level / 2.0
    finite = special.stdtrit(np.where(np.isinf(usable), 1.0, usable), upper)
    return np.where(np.isinf(usable), special.ndtri(upper), finite)


def t_interval(estimate: Floats, se: Floats, df: Floats, level: float) -> tuple[Floats, Floats]:
    """Estimate ± t · se; shape (D,) each."""
    reach = t_quantile(df, level) * se
    return estimate - reach, estimate + reach


def proportion_interval(
    kind: ProportionInterval, estimate: Floats, se: Floats, df: Floats, n: Floats, level: float
) -> tuple[Floats, Floats]:
    """An interval for a proportion.

    - `logit`: t on the scale of log(p/(1 − p)), se/(p(1 − p)) by the delta method (R `svyciprop(method="xlogit")`).
    - `korn-graubard`: Clopper–Pearson with the effective sample size p(1 − p)/se² · (t_{n−1}/t_df)². Source: Korn &
      Graubard (1998), Survey Methodology 24; R `svyciprop(method="beta")`.
    - `wilson`: Wilson's score interval with the same effective sample size. Source: Franco, Little, Louis & Slud
      (2019), Journal of Survey Statistics and Methodology 7.

    Args:
        estimate, se, df, n: The proportion, its standard error, degrees of freedom and unweighted rows; shape (D,).
        level: The confidence level.
    """
    if kind == "t":
        return t_interval(estimate, se, df, level)
    with np.errstate(divide="ignore", invalid="ignore"):
        if kind == "logit":
            scale = np.log(estimate / (1.0 - estimate))
            reach = t_quantile(df, level) * se / (estimate * (1.0 - estimate))
            return _floats(special.expit(scale - reach)), _floats(special.expit(scale + reach))
        effective = np.where(se > 0.0, estimate * (1.0 - estimate) / (se * se), np.nan)
        effective = effective * (t_quantile(n - 1.0, level) / t_quantile(df, level)) ** 2
        successes, failures = effective * estimate, effective * (1.0 - estimate)
        if kind == "korn-graubard":
            tail = 0.5 - level / 2.0
            low = special.betaincinv(successes, failures + 1.0, tail)
            high = special.betaincinv(successes + 1.0, failures, 1.0 - tail)
            return _certain(_floats(low), estimate, se, df), _certain(_floats(high), estimate, se, df)
        z2 = float(special.ndtri(0.5 + level / 2.0)) ** 2
        centre = (estimate + z2 / (2.0 * effective)) / (1.0 + z2 / effective)
        spread = np.sqrt(z2 * (estimate * (1.0 - estimate) / effective + z2 / (4.0 * effective**2)))
        half = spread / (1.0 + z2 / effective)
        return _certain(centre - half, estimate, se, df), _certain(centre + half, estimate, se, df)


def _certain(limit: Floats, estimate: Floats, se: Floats, df: Floats) -> Floats:
    """Where nothing was left to chance the limit is the proportion, unless nobody or everybody has the value."""
    return np.where((se == 0.0) & (df > 0) & (estimate > 0.0) & (estimate < 1.0), estimate, limit)


def _floats(values: npt.NDArray[np.floating]) -> Floats:
    return values.astype(np.float64, copy=False)
