"""Strata with one sampled unit."""

from __future__ import annotations

from math import sqrt

from fairway.methods.survey.design import Design, Singletons, Stage
from fairway.methods.survey.errors import SingleUnitStratum
from fairway.methods.survey.measures import Total
from tests.spec.surveys.worked import Estimated, Microdata

TITLE = "Strata with one unit"
ORDER = 90
TEXT = """
One unit has no scatter: n_h/(n_h − 1) divides by nothing. `singletons` says what such a stratum adds:

| rule | adds | when |
| --- | --- | --- |
| `fail` | refuses, and names the strata | nobody has thought about it yet: the default |
| `certainty` | 0 | the unit was in the sample with certainty (a capital city) |
| `adjust` | (1 − f_h) · t_h² | nothing is known of the stratum: on the safe side, for totals far on it |
| `average` | the mean of the domain's other strata | the stratum is one like the others (a unit was lost) |

A stratum that was sampled in full (f_h = 1) adds 0 by any rule and never fails. A domain that reaches one unit of a
stratum with several is nothing special: the other units count with 0.

Source: R `survey` 4.1.1, `survey.lonely.psu` (`fail`, `certainty`, `adjust`, `average`): the same, to the centring
at zero of `adjust`. Best is a merged stratum, made by someone who knows the frame.
"""

FIVE = Microdata(
    "five units in three strata",
    ("stratum", "psu", "weight", "earnings"),
    (("a", 1, 10, 3), ("a", 2, 10, 6), ("b", 3, 10, 2), ("b", 4, 10, 6), ("c", 5, 10, 5)),
)


def _design(rule: Singletons) -> Design:
    return Design("weight", (Stage("psu", "stratum"),), singletons=rule)


def _case(rule: Singletons, variance: float, working: str) -> Estimated:
    return Estimated(
        f"the rule `{rule}`",
        FIVE,
        _design(rule),
        (Total("earnings"),),
        ("estimate", "se", "df"),
        ((220, sqrt(variance), 2),),
        working,
    )


CASES = (
    Estimated(
        "the rule `fail`",
        FIVE,
        _design("fail"),
        (Total("earnings"),),
        working="Stratum c has one unit.\n",
        refused=(SingleUnitStratum, "1 stratum of stage 1 in these domains has one sampled unit: c"),
    ),
    _case("certainty", 2500, "V = 30² + 40² + 0 = 2500.\n"),
    _case("adjust", 5000, "V = 30² + 40² + 50² = 5000.\n"),
    _case("average", 3750, "Two strata have a variance, three are there: V = (30² + 40²) · 3/2 = 3750.\n"),
)
