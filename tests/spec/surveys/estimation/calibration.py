"""Calibration, and the variance of what was calibrated."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

import polars as pl

from fairway.methods.survey.calibration_errors import CalibrationMisstated
from fairway.methods.survey.calibration_specs import Greg, PostStratification, Raking, calibrate_to
from fairway.methods.survey.measures import Total
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import Computed, Estimated, Microdata

TITLE = "Calibration"
ORDER = 150
TEXT = """
Calibrated weights are those nearest to the design weights d that reproduce known population totals t of auxiliaries
x:

    w_k = d_k · g_k        g_k = F(q_k x_kᵀλ)        λ such that Σ w_k x_k = t

| | `F(u)` | g lies |
| --- | --- | --- |
| post-stratification | one factor a post-stratum, population/sample | above 0 |
| raking | eᵘ, by fitting margins in turn | above 0 |
| GREG (`linear`) | 1 + u | anywhere, below 0 too (counted and reported) |
| `logit` | [L(U − 1) + U(1 − L)eᴬᵘ] / [U − 1 + (1 − L)eᴬᵘ], A = (U − L)/((1 − L)(U − 1)) | between L and U |
| `linear-bounded` | 1 + u, cut at L and U | from L to U |

**The variance is that of the residuals.** With z the linearised score of the measure (0 off the domain), over *all*
rows:

    e_k = z_k − x_kᵀB        B = (Σ v x xᵀ)⁻¹ Σ v x z,  v = d q        V = variance of the total Σ w_k e_k

Rows outside the domain have a residual, so that all units count. Totals that cannot be met, categories on one side
only and margins that disagree are refused, each named.

Source: Deville & Särndal (1992), JASA 87, §§1–3 and table 1; Deville, Särndal & Sautory (1993), JASA 88; Deming &
Stephan (1940).
R `survey`: `postStratify` and `calibrate` give the same. `rake` gives the same weights but regresses without
weights, in ten sweeps: its standard errors differ by some per cent. R leaves q out of B for distances other than
the linear one; Fairway keeps it. See [decision 0011](../decisions/0011-r-survey-is-the-oracle.md).
"""

IN_MEMORY = (CalibrationMisstated, "in memory")
_GIVEN = EIGHT.showing("stratum", "psu", "weight", "sex", "migrant", "earnings")


def _se(scores: tuple[Fraction, Fraction, Fraction, Fraction]) -> float:
    return sqrt((scores[0] - scores[1]) ** 2 + (scores[2] - scores[3]) ** 2)


_STAYED, _MOVED = Fraction(6, 5), Fraction(6, 7)
_POST = (
    10 * (_STAYED * (4 - Fraction(21, 5)) + _MOVED * (6 - Fraction(32, 7))),
    10 * (_STAYED * (2 - Fraction(21, 5)) + _STAYED * (5 - Fraction(21, 5))),
    20 * (_MOVED * (3 - Fraction(32, 7)) + _STAYED * (5 - Fraction(21, 5))),
    20 * (_MOVED * (4 - Fraction(32, 7)) + _MOVED * (6 - Fraction(32, 7))),
)
_RAKED = (Fraction(340, 17), Fraction(-270, 17), Fraction(-320, 17), Fraction(220, 17))
_SLOPE = Fraction(5070, 2530)
_SCORES = tuple(row[2] * (1 + Fraction(70, 2530) * row[7]) * (row[8] - _SLOPE * row[7]) for row in EIGHT.rows)
_REGRESSED = tuple(_SCORES[at] + _SCORES[at + 1] for at in (0, 2, 4, 6))
_LADDER = Microdata("four persons", ("weight", "x"), ((10, 1), (10, 2), (10, 3), (10, 4)))


def _factors(frame: pl.DataFrame) -> list[tuple[float]]:
    calibration = Greg({"x": 130}, distance="linear-bounded", bounds=(0.5, 1.35))
    weights = frame["weight"].cast(pl.Float64).to_numpy()
    return [(float(g),) for g in calibrate_to(calibration, frame, weights).g]


CASES = (
    Estimated(
        "post-stratification",
        _GIVEN,
        TWO_STRATA,
        (Total("earnings"),),
        ("estimate", "se", "df"),
        ((Fraction(1920, 7) + 252, _se(_POST), 2),),
        """
70 migrants and 50 others by weight become 60 and 60: g = 6/7 and 6/5. 320 · 6/7 + 210 · 6/5 = 526.29. Residuals are the
distances from the means of migrants (32/7) and others (21/5); times d g they add up by unit to 9.84, −16.8, −7.74,
14.69.
V = 26.64² + 22.43².
""",
        calibration=PostStratification("migrant", {1: 60, 0: 60}),
        reference=False,
        elsewhere=IN_MEMORY,
    ),
    Estimated(
        "raking",
        _GIVEN,
        TWO_STRATA,
        (Total("earnings"),),
        ("estimate", "se"),
        ((1040, _se(_RAKED)),),
        """
Women 70, men 150; migrants 100, others 120. Raking finds a factor for each sex times one for each group: 1 and 2, 1 and
3/2, for then women make 20 · 3/2 + 40 = 70, men 30 · 3 + 30 · 2 = 150, others 30 + 90, migrants 40 + 60. The regression
on both margins, weighted by d, predicts 48/17 and 61/17 for women, 87/17 and 100/17 for men (migrants the second).
Residuals times d g by unit, in seventeenths: 340, −270, −320, 220; V = (610² + 540²)/17².
""",
        calibration=Raking({"sex": {"female": 70, "male": 150}, "migrant": {1: 100, 0: 120}}),
        reference=False,
        elsewhere=IN_MEMORY,
    ),
    Estimated(
        "GREG with one auxiliary",
        EIGHT.showing("stratum", "psu", "weight", "earnings", "fee"),
        TWO_STRATA,
        (Total("fee"),),
        ("estimate", "se"),
        ((1060 + 70 * _SLOPE, _se(_REGRESSED)),),
        """
Earnings are known to add up to 600, the sample says 530. Σ d x² = 2530: g = 1 + 70 x/2530. B = Σ d x y / Σ d x² =
5070/2530; 1060 + 70 B. The residuals y − B x are weighted by d g.
""",
        calibration=Greg({"earnings": 600}),
        reference=False,
        elsewhere=IN_MEMORY,
    ),
    Estimated(
        "the ratio estimator, which is a GREG",
        EIGHT.showing("stratum", "psu", "weight", "earnings", "fee"),
        TWO_STRATA,
        (Total("fee"),),
        ("estimate", "se"),
        ((1200, Fraction(200 * 60, 53)),),
        """
With a residual variance proportional to x, q = 1/x and g = 600/530 for everybody: 1060 · 600/530 = 1200. B = R = 2;
the residual scores are those under [Ratio](#ratio-rate-and-mean-of-ratios), ±60 and ±80, times 60/53.
""",
        calibration=Greg({"earnings": 600}, variance="earnings"),
        reference=False,
        elsewhere=IN_MEMORY,
    ),
    Computed(
        "bounded factors",
        (_LADDER,),
        '`calibrate_to(Greg({"x": 130}, distance="linear-bounded", bounds=(0.5, 1.35)), frame, weights).g`',
        _factors,
        ("g",),
        ((Fraction(39, 35),), (Fraction(43, 35),), (Fraction(47, 35),), (Fraction(27, 20),)),
        """
Unbounded, g = 1.1, 1.2, 1.3, 1.4: the last is beyond 1.35 and stays there. The others share the rest: 10 · (1 + 2 +
3 + 14 λ + 4 · 1.35) = 130 gives λ = 4/35.
""",
    ),
)
