"""Primary rules."""

from __future__ import annotations

from fractions import Fraction

import polars as pl

from fairway.methods.disclosure.primary import Dominance, MinimumFrequency, PPercent, unsafe_cells
from fairway.methods.disclosure.primary_contributions import largest_contributions
from tests.spec.surveys.worked import Computed, Microdata

TITLE = "Primary rules: which cells are unsafe by themselves"
ORDER = 10
TEXT = """
x₁ ≥ x₂ ≥ … are the contributions to a cell, X its weighted total, n its respondents. A contributor of weight w
stands for w units of its own size (never less than one) when the largest units are summed. A cell is unsafe if

| rule | condition | upper protection level |
| --- | --- | --- |
| `MinimumFrequency(n)` | fewer than n respondents, unweighted, and not empty | 30 % of X, at least 1 |
| `Dominance(n, k)` | x₁ + … + x_n > k % of X | 100/k · (x₁ + … + x_n) − X |
| `PPercent(p)` | X − x₁ − x₂ < p % of x₁ | p/100 · x₁ − (X − x₁ − x₂) |
| `PriorPosterior(p, q)` | X − x₁ − x₂ < p/q · x₁ | p/q · x₁ − (X − x₁ − x₂) |
| `GroupDisclosure(within)` | all respondents of its row are in it | 30 % of X, at least 1 |
| `ZeroCells()` | respondents, and a total of 0 | 1 |

The protection level is how far an intruder must be kept from the value; below, it is the same but never reaches
under 0. Of several broken rules the largest level holds. A waiver of the contributors makes a cell safe, and is
recorded.

Source: Hundepool et al. (2010), Handbook on Statistical Disclosure Control, version 1.2, tables 4.1 and 4.2 (not
verified: the table numbers were not read in the text); for weights Hundepool et al. (2012), p. 151; for the levels
of 30 % τ-ARGUS.
R `survey` has no disclosure control.
"""

RECORDS = Microdata(
    "twelve establishments",
    ("sector", "weight", "workers"),
    (
        ("farms", 1, 100),
        ("farms", 1, 5),
        ("farms", 1, 3),
        ("care", 1, 30),
        ("care", 1, 20),
        ("mines", 1, 30),
        ("mines", 1, 30),
        ("mines", 1, 25),
        ("mines", 1, 20),
        ("trade", 4, 50),
        ("trade", 2, 10),
        ("trade", 2, 10),
    ),
)
_P = "the largest contribution can be estimated to within 10 %"
_D = "the largest contributor holds more than 75 % of the total"


def _judged(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    cells = largest_contributions(frame, ["sector"], "workers", "weight")
    rules = (MinimumFrequency(3), PPercent(10), Dominance(1, 75))
    return unsafe_cells(cells, rules).select("sector", "n", "total", "unsafe", "reason", "upper", "lower").rows()


CASES = (
    Computed(
        "three rules at once",
        (RECORDS,),
        "`unsafe_cells(largest_contributions(frame, …), (MinimumFrequency(3), PPercent(10), Dominance(1, 75)))`",
        _judged,
        ("sector", "n", "total", "unsafe", "reason", "upper", "lower"),
        (
            ("care", 2, 50.0, True, f"fewer than 3 contributors; {_P}", 15.0, 15.0),
            ("farms", 3, 108.0, True, f"{_P}; {_D}", Fraction(76, 3), Fraction(76, 3)),
            ("mines", 4, 105.0, False, None, 0.0, 0.0),
            ("trade", 3, 240.0, False, None, 0.0, 0.0),
        ),
        """
Farms: 108 − 100 − 5 = 3 is less than 10 % of 100, level 7; 100 is 92.6 % of 108, level 100/75 · 100 − 108 = 25.33.
Care: two respondents, level 30 % of 50; and nothing remains besides the two, level 3. Mines: 45 remains. Trade: the
largest stands for four units of 50, so that 140 remains beside the two largest.
""",
        decimals=2,
    ),
)
