"""Replicates made from the design."""

from __future__ import annotations

from math import sqrt

from fairway.methods.survey.measures import Total
from fairway.methods.survey.plan import Is
from fairway.methods.survey.replicate_making import BalancedRepeated, Bootstrap, Jackknife, SuccessiveDifference
from tests.spec.surveys.samples import EIGHT, TWO_STRATA
from tests.spec.surveys.worked import Estimated

TITLE = "Replicates made from the design"
ORDER = 140
TEXT = """
Replicates are made of first-stage units, so that they cost a matrix product over the cube and never touch the
microdata. A unit of stratum h counts so many times in a replicate:

| method | multiplier | variance |
| --- | --- | --- |
| `Bootstrap(R, seed)` | 1 + √(1 − f_h) · (r · n_h/(n_h − 1) − 1) | Σ (θ_r − θ)² / (R − 1) |
| `Jackknife("jkn")` | 0 if left out, else n_h/(n_h − 1) in that stratum | Σ (1 − f_h)(n_h − 1)/n_h (θ_hi − θ)² |
| `BalancedRepeated(rho)` | 1 ± (1 − ρ) √(1 − f_h) | Σ (θ_r − θ)² / (R (1 − ρ)²) |
| `SuccessiveDifference(R)` | 1 + √(1 − f) · 2^(−3/2) · (h_a − h_b) | 4/R · Σ (θ_r − θ)² |

r is how often the unit was drawn when n_h − 1 of its stratum are drawn with replacement. Balanced replication needs
two units in every stratum; its signs, and the h, are entries of a Hadamard matrix. The bootstrap of a seed is the
same on every engine and in every order of rows.

Source: Rao & Wu (1988), JASA 83; Rao, Wu & Yue (1992), Survey Methodology 18; Wolter (2007), §4.5; McCarthy (1969);
Judkins (1990); Fay & Train (1995). R `survey`: `as.svrepdesign`. R drops the finite population correction for BRR
and keeps it for the jackknife; Fairway keeps it for all. Which half of which stratum meets which row of the
Hadamard matrix differs between programs: totals do not feel it, other statistics do in the digits that carry no
information.
"""

_GIVEN = EIGHT.showing("stratum", "psu", "weight", "earnings")


def _case(name: str, method: object, variance: float, working: str, where: tuple[Is, ...] = ()) -> Estimated:
    expected = ((200 - 30 if where else 530, sqrt(variance)),)
    return Estimated(
        name,
        _GIVEN,
        TWO_STRATA,
        (Total("earnings"),),
        ("estimate", "se"),
        expected,
        working,
        where=where,
        replicates=method,
        reference=False,
    )


CASES = (
    _case(
        "the rescaling bootstrap of Rao and Wu, in stratum 1",
        Bootstrap(10, seed=1),
        1000,
        "One of two units is drawn and counts twice: θ_r is 200 or 140, always 30 from 170. In all 10 · 30²/9 = 1000,\n"
        "whatever the seed; with R growing, 900, which is (100 − 70)².\n",
        (Is("stratum", (1,)),),
    ),
    _case(
        "the jackknife",
        Jackknife("jkn"),
        2500,
        "As with the producer's weights above: ½ · (30² + 30² + 40² + 40²).\n",
    ),
    _case(
        "balanced repeated replication",
        BalancedRepeated(),
        2500,
        "Two strata need four half samples, whose deviations are ±30 ± 40: (10² + 70² + 70² + 10²)/4.\n",
    ),
    _case(
        "balanced repeated replication with Fay's ρ",
        BalancedRepeated(rho=0.3),
        2500,
        "Every deviation is 0.7 times as large, and the sum is divided by 4 · 0.49.\n",
    ),
    _case(
        "successive differences",
        SuccessiveDifference(4),
        16300,
        """
Units 1 to 4 take the rows (1, 2), (2, 3), (3, 1), (1, 3) of the matrix. As rows are orthogonal, V is Σ t² less t_i
t_j for each row that i and j share on opposite sides, plus that for each shared on the same side: 80,500 − 7000 −
11,200 − 16,000 + 20,000 + 14,000 − 64,000 = 16,300.
""",
    ),
)
