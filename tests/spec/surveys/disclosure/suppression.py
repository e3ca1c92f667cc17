"""Secondary suppression of one table, its audit, and publication."""

from __future__ import annotations

import numpy as np
import polars as pl

from fairway.methods.disclosure.audit import AuditReport, audit
from fairway.methods.disclosure.errors import UnsafeTable
from fairway.methods.disclosure.publish import publish
from fairway.methods.disclosure.suppress import Protected, protect
from fairway.methods.disclosure.tables import TableSet
from tests.spec.surveys.worked import Computed, Microdata

TITLE = "Secondary suppression and the audit"
ORDER = 20
TEXT = """
A withheld cell can be computed from the totals, so further cells must go with it. All tables of the same people are
one problem: their cells are the variables x, and A x = 0 says that totals are the sums of their parts, in every
table.

**The intruder** knows A, the published cells, and what everybody knows (no amount is below 0; no withheld count is
0 where zeros are published). For a withheld cell i he solves two linear programmes:

    x̲_i = min x_i    x̄_i = max x_i        subject to A x = 0, x = published value, low ≤ x ≤ high

The pattern is safe if x̲_i ≤ a_i − lower_i and x̄_i ≥ a_i + upper_i for each primary cell of value a_i: and that
for **every single respondent** too, who knows the cells of which he is the only contributor.

**Suppression** (`protect`): for each need, the cheapest set of further cells that makes it possible (hypercubes,
then linear programmes); small tables are then solved to the cheapest pattern of all by integer programming (HiGHS).
**Audit** (`audit`): knows nothing of how the pattern was found, and proves each need by a second table that looks
the same, or by the linear programmes. **Publication** (`publish`) refuses unless the audit passed, and empties the
whole row of a withheld cell: standard error, coefficient of variation, interval and n go with it.

Source: Fischetti & Salazar (2001), Management Science 47(7), §2 (attacker's problems; section number not verified);
for the single respondent sdcTools/UserSupport #135; for linked tables #136.
"""

TABLE = Microdata(
    "workers by sector and region",
    ("sector", "region", "workers", "primary"),
    (
        ("farms", "north", 20, False),
        ("farms", "south", 44, False),
        ("farms", "west", 12, False),
        ("farms", None, 76, False),
        ("care", "north", 9, True),
        ("care", "south", 25, False),
        ("care", "west", 15, False),
        ("care", None, 49, False),
        ("mines", "north", 31, False),
        ("mines", "south", 40, False),
        ("mines", "west", 18, False),
        ("mines", None, 89, False),
        (None, "north", 60, False),
        (None, "south", 109, False),
        (None, "west", 45, False),
        (None, None, 214, False),
    ),
)
FOUR = (0, 2, 4, 6)
"""Farms and care, in the north and in the west."""


def table_of(frame: pl.DataFrame) -> TableSet:
    return TableSet.of(frame, ["sector", "region"], value="workers", primary="primary", lower=5.0, upper=5.0)


def withheld(tables: TableSet, *cells: int) -> np.ndarray:
    found = np.zeros(len(tables), dtype=np.bool_)
    found[list(cells)] = True
    return found


def _bounds(report: AuditReport) -> list[tuple[object, ...]]:
    return report.cells.select("cell", "value", "lower", "upper", "needed_lower", "needed_upper", "passed").rows()


def _alone(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    tables = table_of(frame)
    return _bounds(audit(tables, withheld(tables, 4)))


def _rectangle(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    tables = table_of(frame)
    return _bounds(audit(tables, withheld(tables, *FOUR)))


def _published(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    rows = publish(protect(table_of(frame)), keep=("primary",))
    return rows.filter(pl.col("reason").is_not_null()).select("sector", "region", "workers", "reason").rows()


def _refused(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    tables = table_of(frame)
    pattern = withheld(tables, 4)
    return publish(Protected(tables, pattern, audit(tables, pattern), "fast")).rows()


def _single(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    tables = TableSet.of(
        frame, ["region"], value="wages", kind="magnitude", primary="primary", contributors="n", lower=10.0, upper=10.0
    )
    two, three = withheld(tables, 0, 1), withheld(tables, 0, 1, 2)
    return [
        (name, report.passed, " / ".join(report.cells.filter(~pl.col("passed"))["cell"]))
        for name, report in (("a and b", audit(tables, two)), ("a, b and c", audit(tables, three)))
    ]


_SHOWN = ("cell", "value", "lower", "upper", "needed_lower", "needed_upper", "passed")

CASES = (
    Computed(
        "a primary cell alone is no secret",
        (TABLE,),
        "`audit(tables, withheld)`, care in the north alone withheld; it must be kept from 5 on each side.",
        _alone,
        _SHOWN,
        (("sector care, region north", 9.0, 9.0, 9.0, 4.0, 14.0, False),),
        "49 − 25 − 15 = 9: the bounds are the value.\n",
        decimals=0,
    ),
    Computed(
        "four cells in a rectangle",
        (TABLE,),
        "`audit(tables, withheld)`, farms and care withheld, in the north and in the west.",
        _rectangle,
        _SHOWN,
        (
            ("sector farms, region north", 20.0, 6.0, 28.0, None, None, True),
            ("sector farms, region west", 12.0, 4.0, 26.0, None, None, True),
            ("sector care, region north", 9.0, 1.0, 23.0, 4.0, 14.0, True),
            ("sector care, region west", 15.0, 1.0, 23.0, None, None, True),
        ),
        """
What care in the north gains, care in the west and farms in the north lose and farms in the west gain. Up: care in
the west may fall from 15 to 1, so by 14. Down: care in the north itself may fall from 9 to 1, so by 8 (farms in the
west by 11). Hence 1 to 23, wider than 4 to 14. No cell can be 0, for zeros would have been published.
""",
        decimals=0,
    ),
    Computed(
        "what is published",
        (TABLE,),
        "`publish(protect(tables))`, of which these are the rows with a reason.",
        _published,
        ("sector", "region", "workers", "reason"),
        tuple((TABLE.rows[cell][0], TABLE.rows[cell][1], None, "confidential") for cell in FOUR),
        """
Each row and column needs a second withheld cell: at the least a rectangle. A cell costs 1 + log(1 + value): of the
four rectangles through care in the north, the one with farms and west is cheapest (21 · 16 · 13 against 32 · 16 ·
19, 21 · 26 · 45 and 32 · 26 · 41).
""",
    ),
    Computed(
        "publication refuses",
        (TABLE,),
        "`publish(…)` of the pattern that withholds the primary cell alone.",
        _refused,
        working="The audit failed, as above.\n",
        refused=(UnsafeTable, "1 protected cell can be disclosed"),
    ),
    Computed(
        "the single respondent knows his own cell",
        (
            Microdata(
                "wages by region",
                ("region", "wages", "n", "primary"),
                (("a", 40, 1, True), ("b", 60, 1, True), ("c", 200, 5, False), (None, 300, 7, False)),
            ),
        ),
        "`audit(tables, withheld)`, with 10 on each side for the two primary cells.",
        _single,
        ("withheld", "passed", "disclosed"),
        (("a and b", False, "region a / region b"), ("a, b and c", True, "")),
        """
To the public, a lies between 0 and 100. To the one respondent of a, b is 300 − 200 − 40 = 60 exactly; to that of b,
a is 40. With c withheld, b + c = 260 is all that the respondent of a learns.
""",
    ),
)
