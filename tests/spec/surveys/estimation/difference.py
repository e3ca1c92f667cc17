"""Differences between domains."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.measures import Mean
from tests.spec.surveys.samples import EIGHT, ELEMENTS, TWO_STRATA
from tests.spec.surveys.worked import T_975, Estimated, Microdata

TITLE = "Difference between domains"
ORDER = 70
TEXT = """
    D = θ_1 − θ_2        z_k = z_1k − z_2k        ν = (V_1 + V_2)² / (V_1²/f_1 + V_2²/f_2)

Women and men of one village are drawn together, so their estimates are correlated. The difference of the scores
carries the covariance; adding the two variances, as if the domains were two samples, is wrong on either side. n counts
the respondents of both.

Where one domain is small, nearly all the variance comes from it, and no more is known of that variance than the few
sampled units of this domain tell. The degrees of freedom are therefore Satterthwaite's, ν, from the variances V and the
degrees of freedom f of either side: never more than those of the units of both together, never fewer than the smaller
side's. With replicate weights they are those of the replicates, as elsewhere.

Source: Särndal, Swensson & Wretman (1992), §5.5 (linearisation of a function of totals); Satterthwaite (1946),
Biometrics Bulletin 2, 110–114, and Welch (1947), Biometrika 34, 28–35 (degrees of freedom).
R `survey`: `svyby(covmat = TRUE)` with `svycontrast`: the same standard error. R's interval is normal, Fairway's is
t.
"""

NINE = Microdata(
    "nine persons",
    ("person", "weight", "migrant", "earnings"),
    tuple((at, 1, int(at <= 3), earnings) for at, earnings in enumerate((4, 10, 16, 1, 5, 5, 5, 5, 9), start=1)),
)

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
ν = (8/36 + 5/36)² / ((8/36)²/2 + (5/36)²/2) = 338/89 = 3.8 is more than the 2 of the four villages: 2.
""",
        by=("sex",),
    ),
    Estimated(
        "three migrants less six others",
        NINE,
        ELEMENTS,
        (Difference(Mean("earnings"), "migrant", 1, 0),),
        ("migrant", "estimate", "se", "df", "n"),
        ((None, 5, sqrt(10), Fraction(1000, 407), 9),),
        """
Everybody was drawn alone, so that the domains share no unit. Unit scores (y − ȳ)/n_d; V_1 = 9/8 · (36 + 0 + 36)/9 = 9
with f_1 = 3 − 1 = 2, V_2 = 9/8 · (16 + 16)/36 = 1 with f_2 = 6 − 1 = 5, V = 10. ν = 10² / (9²/2 + 1²/5) = 1000/407 =
2.46, where the nine together would have had 8: nine tenths of the variance are known from three persons.
""",
        by=("migrant",),
    ),
)
