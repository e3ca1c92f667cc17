"""People of working age on both sides, and the total dependency ratio."""

from __future__ import annotations

from functools import partial

from fairway.kernel.corridor import Corridor
from fairway.statistics.demography import dependency, working_age
from tests.spec.worked import Case, Given

TITLE = "Working-age population and dependency"
ORDER = 60
TEXT = """
People aged 15–64 in origin and destination, every fifth year from 1990 to 2050: the estimate where there is one (to
2020), the medium projection after it (UN World Population Prospects 2019, the last edition at hand by age). A year that
only one side has is left out.

The total dependency ratio is 100 · (aged 0–14 + aged 65 and over) ÷ aged 15–64.
"""

AGES = Given(
    "working_age",
    ("place",),
    ("place", "year", "variant", "children", "working", "older"),
    (
        ("NPL", 2010, "estimate", 9_800_000, 15_900_000, 1_300_000),
        ("NPL", 2020, "estimate", 8_400_000, 19_000_000, 1_700_000),
        ("NPL", 2050, "medium", 6_300_000, 24_500_000, 4_500_000),
        ("QAT", 2020, "estimate", 390_000, 2_440_000, 50_000),
        ("QAT", 2020, "medium", 1, 1, 1),
        ("QAT", 2050, "medium", 450_000, 2_900_000, 500_000),
    ),
    filled=(("working_female", 1), ("working_male", 1)),
)
BOTH_SIDES = Corridor("NPL", "QAT")

CASES = (
    Case(
        "the estimate before the projection; only years that both sides have",
        (AGES,),
        partial(working_age, BOTH_SIDES),
        ("year", "origin", "destination"),
        ((2020, 19_000_000, 2_440_000), (2050, 24_500_000, 2_900_000)),
    ),
    Case(
        "children and older people per 100 of working age",
        (AGES,),
        partial(dependency, BOTH_SIDES),
        ("year", "origin", "destination"),
        ((2020, 53.2, 18.0), (2050, 44.1, 32.8)),
        decimals=1,
    ),
)
