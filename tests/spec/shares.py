"""What part of both populations the migrants are."""

from __future__ import annotations

from collections.abc import Callable

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.statistics.people import people
from fairway.warehouse.shelf import Shelf
from tests.spec.migrant_stock import STOCK
from tests.spec.worked import Case, Given

TITLE = "Shares of both populations"
ORDER = 20
TEXT = """
The migrants of the last reference year are set against the population of the destination and of the origin in the same
year (UN World Population Prospects; the World Bank's total where that edition has not the year), and against all
migrants in the destination and from the origin, **of the same edition of the stock**. Women are set against women and
men against men when the corridor is narrowed to one sex. Shares are per cent.
"""

POPULATION = Given(
    "population",
    ("place",),
    ("place", "year", "female", "male", "total"),
    (("NPL", 2020, 15_000_000, 14_000_000, 29_000_000), ("QAT", 2020, 700_000, 2_100_000, 2_800_000)),
)
TOTALS = Given(
    "migrant_totals",
    ("place",),
    ("place", "role", "year", "female", "male"),
    (("NPL", "origin", 2020, 900_000, 1_700_000), ("QAT", "destination", 2020, 370_000, 1_850_000)),
    filled=(("corridors", 1),),
)


def _shares(corridor: Corridor) -> Callable[[Shelf], Figure | Gap | None]:
    def ask(shelf: Shelf) -> Figure | Gap | None:
        return people(corridor, shelf).figure("people.shares")

    return ask


CASES = (
    Case(
        "both sexes",
        (STOCK, POPULATION, TOTALS),
        _shares(Corridor("NPL", "QAT")),
        ("part", "whole", "percent"),
        (
            ("of the population of Qatar", 2_800_000, 0.71),
            ("of the population of Nepal", 29_000_000, 0.07),
            ("of all migrants in Qatar", 2_220_000, 0.9),
            ("of all migrants from Nepal", 2_600_000, 0.77),
        ),
    ),
    Case(
        "women as a part of women",
        (STOCK, POPULATION, TOTALS),
        _shares(Corridor("NPL", "QAT", sex="F")),
        ("part", "whole", "percent"),
        (
            ("of the population of Qatar", 700_000, 0.57),
            ("of the population of Nepal", 15_000_000, 0.03),
            ("of all migrants in Qatar", 370_000, 1.08),
            ("of all migrants from Nepal", 900_000, 0.44),
        ),
    ),
)
