"""Quantiles, their twelve rules, and Woodruff's interval."""

from __future__ import annotations

from fractions import Fraction
from typing import get_args

from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.quantile_rules import QuantileRule
from fairway.methods.survey.quantiles import Quantile
from tests.spec.surveys.samples import ELEMENTS
from tests.spec.surveys.worked import T_975, Estimated, Microdata

TITLE = "Quantile"
ORDER = 50
TEXT = """
Values are ordered; C_k are the weights cumulated up to the k-th, W their sum, x_j the last value with C_j ≤ p·W and
x_j+1 the next. `qrule` says how the share p is met between two values, under the names of R `survey`:

| `qrule` | value |
| --- | --- |
| `math`, `hf1` | x_j if C_j = p·W exactly, else x_j+1: the inverse of the distribution |
| `school`, `hf2` | (x_j + x_j+1)/2 if exact, else x_j+1 |
| `hf3` | equal values as one; x_j if exact and j even, else x_j+1 |
| `hf4` | on the line through (C_k/W, x_k) |
| `hf5` | on the line through ((C_k − w_k/2)/W, x_k) |
| `hf6` | on the line through (C_k/(W + w_n), x_k) |
| `hf7` | on the line through (C_k−1/C_n−1, x_k) |
| `hf8` | on the line through ((C_k−1 + 2C_k)/3 / (W + w_n/3), x_k) |
| `hf9` | on the line through ((3C_k−1 + 5C_k)/8 / (W + w_n/4), x_k) |
| `shahvaish` | step at (S_k + ½ − w_k/2)/(n + 1), weights scaled to mean 1, S_k cumulated |

**Woodruff's interval**: the share F̂(q) of persons at or below the quantile q has a variance as any proportion has.
Its t limits, turned into values by the same rule, are the quantile's limits, and

    se = (high − low) / (2 t_df)

A limit of the share below 0 or above 1 has no value: that limit is empty, with the reason.

Source: Hyndman & Fan (1996), The American Statistician 50; Shah & Vaish (2006); Woodruff (1952), JASA 47; Francisco
& Fuller (1991), Annals of Statistics 19.
R `survey` 4.1.1: `svyquantile(interval.type = "mean")`. Fairway differs on purpose where R errs: below the first
value's share every rule gives the first value (R gives the second one for `math`, `school`, `hf1`–`hf3`),
`shahvaish` scales the weights to mean 1 (R halves the raw weight), and among equal values the lightest row comes
first for `hf4`–`hf9` and `shahvaish` (in R their answer depends on the order of the file).
"""

SIX = Microdata(
    "six persons",
    ("person", "weight", "earnings", "one"),
    ((1, 1, 10, 1), (2, 2, 20, 1), (3, 3, 30, 1), (4, 1, 40, 1), (5, 2, 50, 1), (6, 1, 60, 1)),
    ("person", "weight", "earnings"),
)
BY_RULE = {
    "math": 30,
    "school": 35,
    "shahvaish": 30,
    "hf1": 30,
    "hf2": 35,
    "hf3": 40,
    "hf4": 30,
    "hf5": Fraction(75, 2),
    "hf6": 36,
    "hf7": 38,
    "hf8": Fraction(186, 5),
    "hf9": 30 + 10 * Fraction(1275, 1750),
}
RULES: tuple[QuantileRule, ...] = get_args(QuantileRule)

SIXTEEN = Microdata("sixteen persons", ("person", "weight", "earnings"), tuple((k, 5, k) for k in range(1, 17)))

CASES = (
    Estimated(
        "six tenths by the twelve rules",
        SIX,
        Design("weight", (Stage("person"),)),
        tuple(Quantile("earnings", 0.6, rule) for rule in RULES),
        ("estimate", "n"),
        tuple((BY_RULE[rule], 6) for rule in RULES),
        """
Cumulated weights: 1, 3, **6**, 7, 9, 10; p·W = 6 is met exactly by the third value. `hf3`: 3 is odd, so the next
value. `hf5`: the third value lies at 0.45 and the fourth at 0.65: 30 + 10 · 0.15/0.20 = 37.5. `hf6`: 6/11 and 7/11,
p = 6.6/11: 36. `hf7`: 3/9 and 6/9, p = 5.4/9: 38. `hf8`: 5 and 6⅔ of 10⅓, p = 6.2: 37.2. `hf9`: 4.875 and 6.625 of
10.25, p = 6.15: 37.29. `shahvaish`: 3.2/7 and 4.4/7, p = 4.2/7: the third value still.
""",
    ),
    Estimated(
        "a median with Woodruff's interval",
        SIXTEEN,
        ELEMENTS,
        (Quantile("earnings"),),
        ("estimate", "se", "low", "high", "df", "n"),
        ((8, 9 / (2 * T_975[15]), 4, 13, 15, 16),),
        """
Half of the weight lies at or below 8. V(F̂) = 16/15 · 16 · (½/16)² = 1/60; 0.5 ± 2.1314 · √(1/60) = 0.2248 and
0.7752, which is 3.6 and 12.4 of 16: the 4th and the 13th value. se = (13 − 4)/(2 · 2.1314).
""",
    ),
)
