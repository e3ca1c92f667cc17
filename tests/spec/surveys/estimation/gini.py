"""The Gini index."""

from __future__ import annotations

from fractions import Fraction
from math import sqrt

from fairway.methods.survey.gini import Gini
from tests.spec.surveys.samples import ELEMENTS
from tests.spec.surveys.worked import T_975, Estimated, Microdata

TITLE = "Gini index"
ORDER = 60
TEXT = """
Half the mean difference between two persons, over the mean: 0 where all have the same. With N_k and Y_k the weight
and the amount at or below y_k:

    G = Σ Σ w_k w_l |y_k − y_l| / (2 N̂ Ŷ) = Σ w_k y_k (2 N_k − w_k) / (N̂ Ŷ) − 1
    z_k = [2 (N_k y_k − Y_k) + Ŷ − N̂ y_k − G (Ŷ + N̂ y_k)] / (N̂ Ŷ)

Equal values may stand in any order, and multiplying all weights changes nothing. Negative values are refused: the
index has no meaning there.

Source: Deville (1999), Survey Methodology 25 (linearisation); Langel & Tillé (2013), JRSS A 176, eq. 6 and 20
(equation numbers not verified). R `survey` has no Gini index; `convey` uses 2 N_k − 1, which is not free of the
scale of weights.
"""

_SE = sqrt(Fraction(3, 400))

CASES = (
    Estimated(
        "four persons with 1, 2, 3 and 4",
        Microdata("four earners", ("person", "weight", "earnings"), tuple((k, 10, k) for k in (1, 2, 3, 4))),
        ELEMENTS,
        (Gini("earnings"),),
        ("estimate", "se", "low", "high", "df", "n"),
        ((Fraction(1, 4), _SE, 0.25 - T_975[3] * _SE, 0.25 + T_975[3] * _SE, 3, 4),),
        """
The six differences of pairs add up to 10: G = 2 · 10 · 100 / (2 · 40 · 100) = 1/4. N_k = 10, 20, 30, 40; Y_k = 10,
30, 60, 100; z = 25, −5, −15, −5 over 4000, of sum 0. Weighted 5/80, −1/80, −3/80, −1/80: V = 4/3 · 36/6400 = 3/400.
""",
    ),
)
