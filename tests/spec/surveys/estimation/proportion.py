"""Proportions and their intervals."""

from __future__ import annotations

from math import exp, log, sqrt

from fairway.methods.survey.measures import Proportion
from tests.spec.surveys.samples import EIGHT, ELEMENTS, FOUR, TWO_STRATA
from tests.spec.surveys.worked import T_975, Z_975, Estimated

TITLE = "Proportion"
ORDER = 30
TEXT = """
The mean p of a 1/0 indicator, with the variance v of a mean; for a column of several values, one p each. Four
intervals, t with df degrees of freedom:

| `interval` | limits |
| --- | --- |
| `logit` | log(p/(1 − p)) ± t · √v / (p(1 − p)), turned back by eˣ/(1 + eˣ) |
| `wilson` | (p + z²/2ñ ± z·√(p(1 − p)/ñ + z²/4ñ²)) / (1 + z²/ñ), z the normal quantile |
| `korn-graubard` | 2.5 % point of Beta(ñp, ñ(1 − p) + 1) and 97.5 % point of Beta(ñp + 1, ñ(1 − p)) |
| `t` | p ± t·√v, which may leave 0…1 |

ñ is the effective sample size with Korn and Graubard's correction for the degrees of freedom:

    ñ = p(1 − p)/v · (t_{n−1} / t_df)²

Where p is 0 or 1, v is 0 and there is no interval, with the reason: it would rest on no variance.

Source: Korn & Graubard (1998), Survey Methodology 24; for Wilson: Franco, Little, Louis & Slud (2019), Journal of
Survey Statistics and Methodology 7 (not verified: the text was not read; the formula is Wilson's with ñ in place of
n).
R `survey`: `svyciprop` with `xlogit`, `beta`, `mean`; the same. R has no Wilson interval. R takes the degrees of
freedom before rows with unknown values are left out; Fairway takes them after.
"""

_SE = sqrt(1 / 8)
_LOGIT = T_975[3] * _SE / (1 / 4)
_HALF = Z_975 * sqrt((1 / 4) / 2 + Z_975**2 / 16) / (1 + Z_975**2 / 2)
_GIVEN = """
p = (8 + 2)/20 = 1/2. Scores w·(y − p)/20: 8/40, 2/40, −9/40, −1/40, of sum 0; V = 4/3 · (64 + 4 + 81 + 1)/1600 =
1/8. Each row is a unit, df = 3 = n − 1, so that ñ = (1/4)/(1/8) = 2.
"""
_COLUMNS = ("level", "estimate", "se", "low", "high", "df", "n")


def _case(name: str, interval: str, low: float, high: float, working: str) -> Estimated:
    measure = Proportion("employed", 1, interval)  # type: ignore[arg-type]
    expected = (("1", 0.5, _SE, low, high, 3, 4),)
    return Estimated(name, FOUR, ELEMENTS, (measure,), _COLUMNS, expected, working)


CASES = (
    _case(
        "logit interval",
        "logit",
        1 / (1 + exp(_LOGIT)),
        1 / (1 + exp(-_LOGIT)),
        _GIVEN + "\nlog(p/(1 − p)) = 0; 3.1824 · 0.35355 / (1/4) = 4.5007: limits 1/(1 + e^±4.5007).\n",
    ),
    _case(
        "Wilson interval",
        "wilson",
        0.5 - _HALF,
        0.5 + _HALF,
        "As above. With z² = 3.8415: 0.5 ± 1.96 · √(1/8 + 3.8415/16) / (1 + 3.8415/2).\n",
    ),
    _case(
        "Korn–Graubard interval",
        "korn-graubard",
        1 - sqrt(0.975),
        sqrt(0.975),
        "As above. ñp = ñ(1 − p) = 1, where Beta is elementary: Beta(1, 2) has the distribution\n"
        "1 − (1 − x)², Beta(2, 1) has x², so the limits are 1 − √0.975 and √0.975.\n",
    ),
    _case(
        "Student's t interval", "t", 0.5 - T_975[3] * _SE, 0.5 + T_975[3] * _SE, "As above: 0.5 ± 3.1824 · 0.35355.\n"
    ),
    Estimated(
        "every value of a column, in a clustered design",
        EIGHT.showing("stratum", "psu", "weight", "status"),
        TWO_STRATA,
        (Proportion("status"),),
        ("level", "estimate", "se", "low", "high", "df"),
        tuple(
            (
                level,
                p,
                sqrt(5) / 12,
                1 / (1 + exp(-log(p / (1 - p)) + T_975[2] * sqrt(5) / 12 * 16 / 3)),
                1 / (1 + exp(-log(p / (1 - p)) - T_975[2] * sqrt(5) / 12 * 16 / 3)),
                2,
            )
            for level, p in (("employed", 3 / 4), ("jobless", 1 / 4))
        ),
        """
p = (10·3 + 20·3)/120 = 3/4. Unit scores w·Σ(y − p)/120: 5/120, −5/120, −10/120, 10/120; V = (10² + 20²)/120² =
5/144. The interval is wide, as four units deserve.
""",
    ),
)
