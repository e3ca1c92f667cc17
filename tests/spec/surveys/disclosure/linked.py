"""Linked tables."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from fairway.methods.disclosure.audit import audit
from fairway.methods.disclosure.hierarchy import Hierarchy
from fairway.methods.disclosure.suppress import protect
from fairway.methods.disclosure.tables import TableSet
from tests.spec.surveys.worked import Computed, Microdata

TITLE = "Linked tables"
ORDER = 30
TEXT = """
Two tables of the same people are linked when they share cells. Protected one after the other, each can be safe and
both together not: what one publishes completes what the other hides. Fairway takes all tables of a universe as one
set of cells; a cell that two tables share is one variable, and one dimension may have several hierarchies.

Source: sdcTools/UserSupport #136, whose figures these are; Hundepool et al. (2010), Handbook on SDC v1.2, §4.3 (not
verified).
"""

BY_REGION = Microdata(
    "persons by region",
    ("region", "persons"),
    (("A", 2), ("B", 2), ("I", 8), ("J", 8), ("K", 3), ("L", 3), ("M", 3), ("N", 7)),
)
COUNTY = {"county 1": ("A", "B", "I", "J"), "county 2": ("K", "L", "M", "N")}
SIZE = {"big": ("L", "M"), "small": ("A", "B", "I", "J", "K", "N")}


def _tables(frame: pl.DataFrame, *groupings: Mapping[str, tuple[str, ...]]) -> TableSet:
    held = dict(frame.rows())
    rows = {**held, None: sum(held.values())}
    for grouping in groupings:
        rows |= {group: sum(held[region] for region in regions) for group, regions in grouping.items()}
    cells = pl.DataFrame({"region": list(rows), "persons": list(rows.values())})
    cells = cells.with_columns(primary=pl.col("persons") <= 3)
    trees = [Hierarchy.nested(grouping) for grouping in groupings]
    return TableSet.of(cells, ["region"], value="persons", hierarchies={"region": trees}, primary="primary")


def _row(name: str, passed: bool, cells: pl.DataFrame) -> tuple[object, ...]:
    return name, passed, ", ".join(cells.filter(~pl.col("passed"))["cell"])


def _audited(frame: pl.DataFrame) -> list[tuple[object, ...]]:
    found = []
    for name, groupings in (("by county", (COUNTY,)), ("by size", (SIZE,)), ("together", (COUNTY, SIZE))):
        tables = _tables(frame, *groupings)
        report = audit(tables, tables.primary)
        found.append(_row(name, report.passed, report.cells))
    report = protect(_tables(frame, COUNTY, SIZE)).report
    return [*found, _row("together, protected together", report.passed, report.cells)]


CASES = (
    Computed(
        "safe by county, safe by size, disclosed together",
        (BY_REGION,),
        "`audit(tables, primary)`: counts up to 3 are primary. County 1 is A, B, I, J; big are L and M.",
        _audited,
        ("tables", "passed", "disclosed"),
        (
            ("by county", True, ""),
            ("by size", True, ""),
            ("together", False, "region K"),
            ("together, protected together", True, ""),
        ),
        """
By county: A + B = 4 and K + L + M = 9 are all that is known. By size: L + M = 6 and A + B + K = 7. Together: K = 9
− 6 = 3.
""",
    ),
)
