"""The migrant stock of a corridor and its change."""

from __future__ import annotations

from collections.abc import Callable

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.statistics.people import people
from fairway.warehouse.shelf import Shelf
from tests.spec.worked import Case, Given

TITLE = "Migrant stock and its change"
ORDER = 10
TEXT = """
The stock is what the UN Population Division publishes (International Migrant Stock, one edition at a time): people by
origin, destination, sex and reference year. Women and men are the publisher's figures. **Both sexes is their sum, and
is empty where either is absent**: half a count is not a count. A true zero stays a zero.

Change is the difference between two reference years. Average yearly growth is the constant rate *r* with
stock₁ = stock₀ · (1 + *r*)ⁿ over the *n* years between them; from zero, or to zero, there is no rate.

The stock counts people of all ages who moved for any reason. It is never a number of workers.
"""


def _figure(id: str, corridor: Corridor) -> Callable[[Shelf], Figure | Gap | None]:
    def ask(shelf: Shelf) -> Figure | Gap | None:
        section = people(corridor, shelf)
        return section.figure(id) or next((gap for gap in section.gaps if gap.id == id), None)

    return ask


STOCK = Given(
    "migrant_stock",
    ("origin", "destination"),
    ("origin", "destination", "year", "female", "male"),
    (
        ("NPL", "QAT", 2010, 1_000, 9_000),
        ("NPL", "QAT", 2015, 0, 12_000),
        ("NPL", "QAT", 2020, 4_000, 16_000),
    ),
    filled=(("basis", "birth"), ("imputed", False), ("refugees_included", False), ("row_female", 1), ("row_male", 2)),
)

CASES = (
    Case(
        "women, men and their sum; a zero is a zero",
        (STOCK,),
        _figure("people.stock", Corridor("NPL", "QAT")),
        ("year", "female", "male", "both"),
        ((2010, 1_000, 9_000, 10_000), (2015, 0, 12_000, 12_000), (2020, 4_000, 16_000, 20_000)),
    ),
    Case(
        "a year that was asked for closes the series",
        (STOCK,),
        _figure("people.stock", Corridor("NPL", "QAT", year=2017)),
        ("year", "both"),
        ((2010, 10_000), (2015, 12_000)),
    ),
    Case(
        "change in persons and per cent a year",
        (STOCK,),
        _figure("people.change", Corridor("NPL", "QAT")),
        ("period", "change_both", "annual_growth_percent"),
        (("2010–2015", 2_000, 3.71), ("2015–2020", 8_000, 10.76)),
    ),
    Case(
        "no rate of growth from zero",
        (STOCK,),
        _figure("people.change", Corridor("NPL", "QAT", sex="F")),
        ("period", "change_female", "annual_growth_percent"),
        (("2010–2015", -1_000, None), ("2015–2020", 4_000, None)),
    ),
    Case(
        "a corridor without a row is a gap, not a zero",
        (STOCK,),
        _figure("people.stock", Corridor("QAT", "NPL")),
        gap="absent",
    ),
)
