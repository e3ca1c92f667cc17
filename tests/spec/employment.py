"""How migrants' employment is made up, against nationals'."""

from __future__ import annotations

from collections.abc import Callable

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.kernel.text import Text
from fairway.statistics.composition import composition
from fairway.statistics.work_categories import SECTIONS
from fairway.warehouse.shelf import Shelf
from tests.spec.worked import Case, Given

TITLE = "Employment by sector, occupation and education"
ORDER = 30
TEXT = """
Shares of the employed persons of each group (ILOSTAT labour migration tables, by place of birth or by citizenship: the
page says which), in the latest year in which migrants are known. The whole is the sum of the categories that the source
lists; its own *Total* row stands beside its parts and is never added to them. Where the source has women and men but no
total, both sexes are their sum. Sectors are shown, never ranked.
"""

EMPLOYED = Given(
    "employment_by_sector",
    ("place",),
    ("place", "year", "group", "sex", "category", "value"),
    (
        ("QAT", 2010, "foreign", "T", "TOTAL", 1_000.0),
        ("QAT", 2010, "foreign", "T", "F", 750.0),
        ("QAT", 2010, "foreign", "T", "A", 250.0),
        ("QAT", 2010, "native", "T", "O", 60.0),
        ("QAT", 2010, "native", "T", "F", 20.0),
        ("QAT", 2011, "native", "T", "F", 20.0),
    ),
    filled=(("basis", "birth"),),
)


def _sectors(corridor: Corridor) -> Callable[[Shelf], Figure | Gap | None]:
    def ask(shelf: Shelf) -> Figure | Gap:
        return composition("work.sector", "employment_by_sector", Text("By sector"), SECTIONS, corridor, shelf)

    return ask


CASES = (
    Case(
        "the last year that has migrants; the total row is not a part",
        (EMPLOYED,),
        _sectors(Corridor("NPL", "QAT")),
        ("category", "foreign_percent", "native_percent"),
        (
            ("Construction", 75.0, 25.0),
            ("Agriculture, forestry and fishing", 25.0, None),
            ("Public administration and defence", None, 75.0),
        ),
    ),
    Case(
        "a sex that the source does not record is a gap of detail",
        (EMPLOYED,),
        _sectors(Corridor("NPL", "QAT", sex="F")),
        gap="detail",
    ),
)
