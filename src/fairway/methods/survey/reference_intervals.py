"""Confidence intervals straight from their formulas, one number at a time; None where there is none."""

from __future__ import annotations

from math import exp, log, sqrt
from typing import TypeAlias

from scipy import special

Interval: TypeAlias = "tuple[float | None, float | None]"


def t_quantile(df: float, level: float) -> float:
    """The (1 + level)/2 quantile of Student's t."""
    return float(special.stdtrit(df, 0.5 + level / 2.0))


def t_interval(estimate: float, se: float, df: float, level: float) -> Interval:
    """θ ± t_df · se; none without degrees of freedom."""
    if df <= 0:
        return None, None
    reach = t_quantile(df, level) * se
    return estimate - reach, estimate + reach


def proportion_interval(kind: str, p: float, se: float, df: float, n: float, level: float) -> Interval:
    """An interval of one of the kinds below; none for p = 0 or 1, or without degrees of freedom.

    Args:
        kind: logit, korn-graubard, wilson or t.
        p, se: The proportion and its standard error.
        df, n: Degrees of freedom, and rows.
        level: 0.95 for instance.
    """
    if kind == "t":
        return t_interval(p, se, df, level)
    if df <= 0 or not 0.0 < p < 1.0:
        return None, None
    if se == 0.0:
        return p, p
    if kind == "logit":
        return logit_interval(p, se, df, level)
    effective = effective_size(p, se, df, n, level)
    return korn_graubard(p, effective, level) if kind == "korn-graubard" else wilson(p, effective, level)


def logit_interval(p: float, se: float, df: float, level: float) -> Interval:
    """expit(logit p ± t_df · se/(p(1 − p))) (R `survey`, `svyciprop(method="xlogit")`)."""
    centre, reach = log(p / (1.0 - p)), t_quantile(df, level) * se / (p * (1.0 - p))
    return 1.0 / (1.0 + exp(reach - centre)), 1.0 / (1.0 + exp(-centre - reach))


def effective_size(p: float, se: float, df: float, n: float, level: float) -> float:
    """n* = p(1 − p)/se² · (t_{n−1}/t_df)² (Korn & Graubard 1998, Survey Methodology 24)."""
    return p * (1.0 - p) / se**2 * (t_quantile(n - 1.0, level) / t_quantile(df, level)) ** 2


def korn_graubard(p: float, effective: float, level: float) -> Interval:
    """Clopper & Pearson (1934) with n* trials: Beta⁻¹(α/2; n*p, n*(1−p)+1), Beta⁻¹(1−α/2; n*p+1, n*(1−p))."""
    successes, failures, tail = effective * p, effective * (1.0 - p), 0.5 - level / 2.0
    low = float(special.betaincinv(successes, failures + 1.0, tail))
    return low, float(special.betaincinv(successes + 1.0, failures, 1.0 - tail))


def wilson(p: float, effective: float, level: float) -> Interval:
    """[p + z²/2n* ± z √(p(1−p)/n* + z²/4n*²)] / (1 + z²/n*) (Wilson 1927; Franco, Little, Louis & Slud 2019)."""
    z = float(special.ndtri(0.5 + level / 2.0))
    centre = p + z * z / (2.0 * effective)
    reach = z * sqrt(p * (1.0 - p) / effective + z * z / (4.0 * effective**2))
    return (centre - reach) / (1.0 + z * z / effective), (centre + reach) / (1.0 + z * z / effective)
