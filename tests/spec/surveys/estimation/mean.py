"""Means in domains."""

from __future__ import annotations

from math import sqrt

from fairway.methods.survey.measures import Mean
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import T_975, Estimated

TITLE = "Mean"
ORDER = 20
TEXT = """
    m = Σ w_k y_k / Σ w_k

over the members of the domain whose y is known. The linearised score is

    z_k = (y_k − m) / N̂      in the domain, 0 off it

and the variance is that of the total Σ w_k z_k, by the formula under [Total](#total). This is Taylor's
linearisation: the same for every estimator below, only z differs.

Source: Särndal, Swensson & Wretman (1992), §5.5, and §5.8 for domains (not verified); Wolter (2007), §6.5.
R `survey`: `svymean(na.rm = TRUE)`, the same.
"""

CASES = (
    Estimated(
        "mean earnings of women and men",
        EIGHT.showing("stratum", "psu", "weight", "sex", "earnings"),
        TWO_STRATA,
        (Mean("earnings"),),
        ("sex", "estimate", "se", "low", "high", "df", "n"),
        (
            ("female", 10 / 3, sqrt(2) / 3, 10 / 3 - T_975[2] * sqrt(2) / 3, 10 / 3 + T_975[2] * sqrt(2) / 3, 2, 4),
            ("male", 5.5, sqrt(5) / 6, 5.5 - T_975[2] * sqrt(5) / 6, 5.5 + T_975[2] * sqrt(5) / 6, 2, 4),
        ),
        """
Women: m = (10·(4 + 2) + 20·(3 + 4)) / 60 = 200/60 = 10/3. Their scores w·(y − m)/60 by unit are 1/9, −2/9, −1/9,
2/9; V = (1/9 + 2/9)² + (1/9 + 2/9)² = 2/9. Men: m = 330/60 = 5.5, scores 1/12, −1/12, −1/6, 1/6; V = (1/6)² +
(1/3)² = 5/36.
""",
        by=("sex",),
    ),
)
