"""Variances from the replicate weights that a producer gives."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from fairway.methods.survey.design import Design, Replication
from fairway.methods.survey.errors import DesignMisstated
from fairway.methods.survey.measures import Total
from tests.spec.surveys.worked import T_975, Estimated, Microdata

TITLE = "Replicate weights given by the producer"
ORDER = 130
TEXT = """
Each column of replicate weights gives an estimate θ_r of its own; their scatter is the variance:

    V = scale · Σ_r rscales_r · (θ_r − c)²        c = θ of the full weights (`centre="full"`) or the mean of the θ_r

| `kind` | scale, where the producer gives none | rscales |
| --- | --- | --- |
| `brr` | 1/R | 1 |
| `fay` | 1/(R (1 − ρ)²) | 1 |
| `jk1` | (R − 1)/R | 1 |
| `jkn` | 1 | (n_h − 1)/n_h of the stratum: must be given |
| `bootstrap` | 1/(R − 1) | 1 |
| `sdr` | 4/R | 1 |
| `other` | must be given | 1 |

Degrees of freedom: the rank of the replicate weights of the domain's rows, less 1. A replicate in which the domain
has no estimate is left out of the sum. A quantile has Woodruff's interval with the replicates' variance of F̂,
unless `interval="replicates"` is asked for; never from a jackknife, which is inconsistent for quantiles.

Source: Wolter (2007), §§3.3, 4.2–4.5 and 5.2; Judkins (1990), Journal of Official Statistics 6, for Fay's ρ; Fay &
Train (1995) for successive differences. R `survey`: `svrepdesign`, `mse = TRUE` is `centre="full"`. R *ignores* a
scale given with BRR or Fay's method; Fairway takes it. R's default centre is the mean; Fairway's is the full-sample
estimate.
"""

UNITS = ((1, 11, 10, 10), (1, 12, 10, 7), (2, 21, 20, 8), (2, 22, 20, 10))
COLUMNS = ("r1", "r2", "r3", "r4")
HALVES = ((20, 0, 20, 0), (0, 20, 0, 20), (40, 40, 0, 0), (0, 0, 40, 40))
"""Each unit's weight in four half samples."""


def _units(name: str, replicates: tuple[tuple[object, ...], ...]) -> Microdata:
    rows = tuple((*unit, *weights) for unit, weights in zip(UNITS, replicates, strict=True))
    return Microdata(name, ("stratum", "psu", "weight", "earnings", *COLUMNS), rows)


def _case(
    name: str, given: Microdata, replication: Replication, variance: Fraction, df: int, working: str
) -> Estimated:
    se = sqrt(variance)
    return Estimated(
        name,
        given,
        Design("weight", replication=replication),
        (Total("earnings"),),
        ("estimate", "se", "low", "high", "df"),
        ((530, se, 530 - T_975[df] * se, 530 + T_975[df] * se, df),),
        working,
        elsewhere=(DesignMisstated, "only of microdata in memory"),
    )


_HALVES = _units("four units with half samples", HALVES)
_FAY = _units(
    "four units with Fay's weights",
    tuple(tuple((w + Fraction(full)) / 2 for w in row) for row, full in zip(HALVES, (10, 10, 20, 20), strict=True)),
)
_JKN = _units(
    "four units, one left out of its stratum", ((0, 20, 10, 10), (20, 0, 10, 10), (20, 20, 0, 40), (20, 20, 40, 0))
)
_JK1 = _units(
    "four units, one left out of all",
    tuple(tuple(Fraction(0) if k == r else Fraction(4, 3) for r in range(4)) for k in range(4)),
)
_A = sqrt(1 / 2)
_SDR = _units(
    "four units with successive differences",
    ((1.0, 1 - _A, 1 + _A, 1.0), (1.0, 1 + _A, 1.0, 1 - _A), (1.0, 1.0, 1 - _A, 1 + _A), (1.0, 1 - _A, 1 + _A, 1.0)),
)

CASES = (
    _case(
        "balanced repeated replication (`brr`)",
        _HALVES,
        Replication("brr", COLUMNS),
        Fraction(2500),
        2,
        "θ_r = 520, 460, 600, 540 around 530: (10² + 70² + 70² + 10²)/4 = 2500, what linearisation gives for a total.\n"
        "r1 + r4 = r2 + r3: the rank is 3.\n",
    ),
    _case(
        "Fay's method (`fay`)",
        _FAY,
        Replication("fay", COLUMNS, rho=0.5),
        Fraction(2500),
        2,
        "ρ = ½ halves every deviation: 1/(4 · ¼) · (5² + 35² + 35² + 5²) = 2500.\n",
    ),
    _case(
        "the stratified jackknife (`jkn`)",
        _JKN,
        Replication("jkn", COLUMNS, rscales=(0.5, 0.5, 0.5, 0.5)),
        Fraction(2500),
        2,
        "θ_r − θ = −30, 30, 40, −40; with n_h = 2, rscales are ½: ½ · (30² + 30² + 40² + 40²) = 2500.\n",
    ),
    _case(
        "the jackknife without strata (`jk1`), as multipliers",
        _JK1,
        Replication("jk1", COLUMNS, combined=False),
        Fraction(13700),
        3,
        "θ_r − θ = 4/3 · (530 − t) − 530 = 130/3, 250/3, −110/3, −270/3 for t = 100, 70, 160, 200; \n"
        "¾ · 164,400/9 = 13,700. It is 4/3 · Σ (t − 132.5)²:\n"
        "a jackknife that ignores strata has the variance of a design without.\n",
    ),
    _case(
        "a bootstrap (`bootstrap`)",
        _HALVES,
        Replication("bootstrap", COLUMNS),
        Fraction(10000, 3),
        2,
        "The same columns as a bootstrap of R = 4: (10² + 70² + 70² + 10²)/3. The mean of the θ_r is 530 too.\n",
    ),
    _case(
        "successive differences (`sdr`), as multipliers",
        _SDR,
        Replication("sdr", COLUMNS, combined=False),
        Fraction(40300),
        2,
        "θ_r − θ = √½ · (0, −230, 140, 90); 4/4 · ½ · (230² + 140² + 90²) = 40,300. The deviations of\n"
        "r2, r3 and r4 add up to 0: rank 3.\n",
    ),
)
