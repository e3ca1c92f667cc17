"""Degrees of freedom and intervals."""

from __future__ import annotations

from math import sqrt

from fairway.methods.survey.measures import Total
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import Estimated

TITLE = "Degrees of freedom and intervals"
ORDER = 100
TEXT = """
    low, high = θ ∓ t_df · se
    df = first-stage units with a member of the domain − strata with one

with the t quantile of the level asked for (95 % if none is). Each domain has its own df, and each measure in it
counts the rows that it uses. With replicate weights, df is the rank of the replicate weights of the domain's rows,
less 1. Without a degree of freedom there is a standard error but no interval, and `reason` says so.

Source: Korn & Graubard (1999), chapter 5 (not verified); R `survey`, `degf(subset(…))`. R's `confint` and `svyby`
use the normal quantile unless they are told a df: their intervals are narrower.
"""

CASES = (
    Estimated(
        "few units reached, and too few",
        EIGHT.showing("stratum", "psu", "weight", "sex", "migrant"),
        TWO_STRATA,
        (Total(),),
        ("migrant", "sex", "estimate", "se", "low", "high", "df", "reason"),
        (
            (0, "female", 20, 0.0, 20, 20, 1, None),
            (0, "male", 30, sqrt(500), None, None, 0, "no interval: no degrees of freedom"),
            (1, "female", 40, 0.0, 40, 40, 1, None),
            (1, "male", 30, sqrt(500), None, None, 0, "no interval: no degrees of freedom"),
        ),
        """
Migrant men: 10 in unit 11, 20 in unit 22; V = (10 − 0)² + (0 − 20)² = 500; 2 units less 2 strata. Migrant women: 20
in unit 21 and 20 in unit 22; V = (20 − 20)² = 0, 2 units less 1 stratum: an interval without width, which two
respondents do not bear out. That is what the flag for few respondents is for.
""",
        by=("migrant", "sex"),
    ),
)
