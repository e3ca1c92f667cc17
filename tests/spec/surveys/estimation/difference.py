"""Differences between domains."""

from __future__ import annotations

from fractions import Fraction

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.measures import Mean
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import T_975, Estimated

TITLE = "Difference between domains"
ORDER = 70
TEXT = """
    D = θ_1 − θ_2        z_k = z_1k − z_2k

Women and men of one village are drawn together, so their estimates are correlated. The difference of the scores
carries the covariance; adding the two variances, as if the domains were two samples, is wrong on either side. The
degrees of freedom are those of the two domains together, and n counts the respondents of both.

Source: Särndal, Swensson & Wretman (1992), §5.5 (linearisation of a function of totals).
R `survey`: `svyby(covmat = TRUE)` with `svycontrast`: the same standard error. R's interval is normal, Fairway's is
t.
"""

CASES = (
    Estimated(
        "women less men",
        EIGHT.showing("stratum", "psu", "weight", "sex", "earnings"),
        TWO_STRATA,
        (Difference(Mean("earnings"), "sex", "female", "male"),),
        ("sex", "estimate", "se", "low", "high", "df", "n"),
        (
            (
                None,
                Fraction(-13, 6),
                Fraction(1, 6),
                Fraction(-13, 6) - T_975[2] / 6,
                Fraction(-13, 6) + T_975[2] / 6,
                2,
                8,
            ),
        ),
        """
10/3 − 11/2 = −13/6. Unit scores of the two means (see [Mean](#mean)) subtracted: 1/36, −5/36, 2/36, 2/36; V =
(6/36)² + 0 = 1/36. Two independent samples would have had 2/9 + 5/36 = 13/36: a standard error 3.6 times too large.
""",
        by=("sex",),
    ),
)
