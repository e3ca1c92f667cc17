"""The design effect."""

from __future__ import annotations

from fractions import Fraction

from fairway.methods.survey.measures import Mean, Total
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import Estimated

TITLE = "Design effect"
ORDER = 110
TEXT = """
The variance of this design over that of a simple random sample without replacement of the same n rows from N̂ = Σ w
persons:

    deff = V / [(1 − n/N̂) · S²/n]             a mean
    deff = V / [N̂² (1 − n/N̂) · S²/n]          a total
    S² = n/(n − 1) · Σ w_k (y_k − m)² / N̂

n and N̂ are those of the domain. For a ratio, S² is that of N̂ (y − R x)/X̂. Not given for persons (y = 1),
quantiles, the Gini index and differences, nor where N̂ ≤ n.

Source: Kish (1965), §8.2 (not verified); R `survey`, `deff = TRUE`: the same. R divides by N̂ − n without a check,
and gives a negative effect where the weights do not count persons.
"""

_SQUARES = 2530 - Fraction(530 * 530, 120)
_S2 = Fraction(8, 7) * _SQUARES / 120
_MEAN = (1 - Fraction(8, 120)) * _S2 / 8

CASES = (
    Estimated(
        "a mean and a total",
        EIGHT.showing("stratum", "psu", "weight", "earnings"),
        TWO_STRATA,
        (Mean("earnings"), Total("earnings")),
        ("measure", "estimate", "se", "deff"),
        (
            ("mean earnings", Fraction(53, 12), Fraction(5, 12), Fraction(25, 144) / _MEAN),
            ("total earnings", 530, 50, 2500 / (120 * 120 * _MEAN)),
        ),
        """
Σ w y² = 2530, so Σ w (y − m)² = 2530 − 530²/120 = 189.17; S² = 8/7 · 189.17/120 = 1.8016. A simple random sample of
8 from 120 has (1 − 8/120) · 1.8016/8 = 0.2102; this design has 25/144 = 0.1736. Stratification gained more than
clusters lost.
""",
    ),
)
