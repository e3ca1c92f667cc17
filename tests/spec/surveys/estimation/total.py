"""Totals, and the variance of a stratified cluster sample."""

from __future__ import annotations

from math import sqrt

from fairway.methods.survey.measures import Total
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import T_975, Estimated

TITLE = "Total"
ORDER = 10
TEXT = """
The total of y, and with y = 1 the number of persons, is the sum of the weighted values over the members of the
domain:

    Ŷ = Σ w_k y_k        N̂ = Σ w_k

Its variance comes from the weighted totals t_hi of the n_h sampled units of each stratum (the linearised score of a
total is y itself):

    V(Ŷ) = Σ_h (1 − f_h) · n_h/(n_h − 1) · Σ_i (t_hi − t̄_h)²

f_h = n_h/N_h where the design states a population, else 0. With two units a stratum is (t_h1 − t_h2)². **n_h counts
every sampled unit of the stratum, those without a member of the domain too**: they count with t_hi = 0.

Source: Särndal, Swensson & Wretman (1992), eq. 4.3.20 (total over a stratified cluster sample); domains as in §10.3
(section not verified).
R `survey`: `svytotal`, the same.
"""

CASES = (
    Estimated(
        "a total with its error",
        EIGHT.showing("stratum", "psu", "weight", "earnings"),
        TWO_STRATA,
        (Total("earnings"),),
        ("estimate", "se", "low", "high", "cv", "df", "n"),
        ((530, 50, 530 - 50 * T_975[2], 530 + 50 * T_975[2], 50 / 530, 2, 8),),
        """
The units' totals are 10·(4 + 6) = 100, 10·(2 + 5) = 70, 20·(3 + 5) = 160, 20·(4 + 6) = 200. Ŷ = 530. V = (100 −
70)² + (160 − 200)² = 900 + 1600 = 2500; se = 50. Four units less two strata leave 2 degrees of freedom: 530 ±
4.3027 · 50.
""",
    ),
    Estimated(
        "persons in a domain that one unit lacks",
        EIGHT.showing("stratum", "psu", "weight", "migrant"),
        TWO_STRATA,
        (Total(),),
        ("migrant", "estimate", "se", "df", "n"),
        ((0, 50, sqrt(500), 1, 4), (1, 70, sqrt(500), 1, 4)),
        """
Migrants: 10 in unit 11, **none in unit 12**, 20 in unit 21, 40 in unit 22. V = (10 − 0)² + (20 − 40)² = 500. Unit
12 counts with 0 in the variance, but not in the degrees of freedom: 3 units less 2 strata. The others: 10, 20, 20,
0; V = (10 − 20)² + (20 − 0)² = 500.
""",
        by=("migrant",),
    ),
)
