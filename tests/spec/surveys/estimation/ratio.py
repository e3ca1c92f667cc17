"""Ratios, rates and means of ratios."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from fairway.methods.survey.measures import MeanOfRatios, Rate, Ratio
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import T_975, Estimated

TITLE = "Ratio, rate and mean of ratios"
ORDER = 40
TEXT = """
**Ratio** of two totals, over the rows in which both are known; a **rate** is a ratio per 1,000 (or as `per` says):

    R = Σ w_k y_k / Σ w_k x_k        z_k = (y_k − R x_k) / X̂

**Mean of ratios**, each person's own ratio averaged; a person whose x is 0 or unknown has none and is left out:

    r = Σ w_k (y_k / x_k) / Σ w_k     z_k = (y_k/x_k − r) / N̂

The two differ, sometimes much. SDG indicator 10.7.1, recruitment costs in months of earnings, asks for each
worker's own ratio; some published figures agree with the ratio of totals instead. Fairway names the one it shows.

Source: Särndal, Swensson & Wretman (1992), §5.6 (not verified); SDG indicator metadata 10.7.1 (2022-05-18).
R `survey`: `svyratio`, and `svymean` of the computed ratio; the same.
"""

_RATIOS = tuple(Fraction(row[8], row[7]) for row in EIGHT.rows)
_WEIGHTS = tuple(row[2] for row in EIGHT.rows)
_MEAN = sum((w * r for w, r in zip(_WEIGHTS, _RATIOS, strict=True)), Fraction(0)) / 120
_UNITS = tuple(sum(_WEIGHTS[k] * (_RATIOS[k] - _MEAN) for k in (at, at + 1)) / 120 for at in (0, 2, 4, 6))
_MEAN_SE = sqrt((_UNITS[0] - _UNITS[1]) ** 2 + (_UNITS[2] - _UNITS[3]) ** 2)

CASES = (
    Estimated(
        "fees in months of earnings: ratio of totals",
        EIGHT.showing("stratum", "psu", "weight", "earnings", "fee"),
        TWO_STRATA,
        (Ratio("fee", "earnings"),),
        ("estimate", "se", "low", "high", "df", "n"),
        ((2, Fraction(20, 53), 2 - T_975[2] * 20 / 53, 2 + T_975[2] * 20 / 53, 2, 8),),
        """
R = 1060/530 = 2. Units' sums of fee − 2·earnings: 6, −6, 4, −4; weighted 60, −60, 80, −80. V = (120² + 160²)/530² =
(200/530)²; se = 20/53.
""",
    ),
    Estimated(
        "fees in months of earnings: mean of ratios",
        EIGHT.showing("stratum", "psu", "weight", "earnings", "fee"),
        TWO_STRATA,
        (MeanOfRatios("fee", "earnings"),),
        ("estimate", "se", "df", "n"),
        ((_MEAN, _MEAN_SE, 2, 8),),
        """
Each person's ratio: 11/4, 15/6, 1/2, 7/5, 8/3, 12/5, 6/4, 10/6. Weighted unit sums 52.5, 19, 101.33…, 63.33… make
236.17; r = 236.17/120. Unit scores (sum − 20·r or 40·r)/120, then the variance as above.
""",
    ),
    Estimated(
        "injured per 1,000 employed",
        EIGHT.showing("stratum", "psu", "weight", "employed", "injured"),
        TWO_STRATA,
        (Rate("injured", "employed"),),
        ("estimate", "se", "df", "n"),
        ((Fraction(1000, 3), 1000 * Fraction(2, 3) * Fraction(1, 90) * sqrt(500), 2, 8),),
        """
30 injured, 90 employed. Unit sums of injured − employed/3: 1/3, −1/3, −1/3, 1/3; V = 1000² · ((10 · 2/3)² + (20 ·
2/3)²)/90².
""",
    ),
)
