"""The one function by which counts leave casework. A change here needs the review of a second person.

What must not be told: that somebody reported, to whom, against whom. So a cell is shown only if enough people are
behind it and none of the offices or agencies in it makes up nearly all of it; others are withheld so that no withheld
number can be computed from totals (Handbook on Statistical Disclosure Control, ESSNet 2010, sections 4.2 and 4.3.3);
what is shown is rounded; and what was published of a period stays as it was, so that nobody learns who came between two
publications by taking one from the other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from fairway.safe_reporting.releasing.cells import RULES, Cell, Released, Rules, Why

if TYPE_CHECKING:
    from fairway.methods.disclosure import TableSet


def releasable(
    table: Sequence[Cell], rules: Rules = RULES, *, settled: Mapping[str, Sequence[Released]] | None = None
) -> tuple[Released, ...]:
    """What may be shown of the counts of one period.

    Args:
        table: The cells of one or several measures, totals with all their parts, zeros too.
        rules: How much must be behind a cell, and how it is rounded.
        settled: Measure → what was published of it for this period. It stays so, whatever the counts are now, and
            nothing is added to it.

    Returns:
        One for each cell, in their order; of a settled measure, what was published.

    Raises:
        NotAdditive: A total is not the sum of its parts.
        BadTable: A cell comes twice.
    """
    published = settled or {}
    found: list[Released] = []
    for measure in dict.fromkeys(cell.measure for cell in table):
        if measure in published:
            found += published[measure]
        else:
            found += _of_measure([cell for cell in table if cell.measure == measure], rules)
    return tuple(found)


def _of_measure(cells: Sequence[Cell], rules: Rules) -> list[Released]:
    first = [_unsafe(cell, rules) for cell in cells]
    withheld = _withheld(cells, first, rules)
    released = []
    for cell, why, hidden in zip(cells, first, withheld, strict=True):
        reason = why or (Why.DERIVABLE if hidden else None)
        value = None if reason else _rounded(cell, rules)
        released.append(Released(cell.measure, cell.key, value, reason))
    return released


def _unsafe(cell: Cell, rules: Rules) -> Why | None:
    if cell.people < rules.fewest or (cell.kind == "count" and cell.value < rules.fewest):
        return Why.FEW
    if cell.shares is not None and max(cell.shares.values(), default=0) > rules.largest_share * cell.value:
        return Why.DOMINATED
    return None


def _withheld(cells: Sequence[Cell], first: Sequence[Why | None], rules: Rules) -> list[bool]:
    """Which cells are not shown; all of them where no pattern of fewer is safe."""
    if not any(first) or len(cells) == 1:
        return [why is not None for why in first]
    from fairway.methods.disclosure import protect  # loads Polars and SciPy: most counts need neither

    protected = protect(_tables(cells, first, rules), method="fast")
    return list(protected.withheld) if protected.report.passed else [True] * len(cells)


def _tables(cells: Sequence[Cell], first: Sequence[Why | None], rules: Rules) -> TableSet:
    import polars as pl

    from fairway.methods.disclosure import TableSet

    dimensions = list(dict.fromkeys(name for cell in cells for name, _ in cell.by))
    columns: dict[str, list[object]] = {name: [dict(cell.by).get(name) for cell in cells] for name in dimensions}
    columns["value"] = [cell.value for cell in cells]
    columns["people"] = [cell.people for cell in cells]
    columns["secret"] = [why is not None for why in first]
    columns["lower"] = [_room(cell, why, rules)[0] for cell, why in zip(cells, first, strict=True)]
    columns["upper"] = [_room(cell, why, rules)[1] for cell, why in zip(cells, first, strict=True)]
    schema = dict.fromkeys(dimensions, pl.String)
    frame = pl.DataFrame(columns, schema_overrides=schema)
    return TableSet.of(
        frame, dimensions, value="value", kind="count" if cells[0].kind == "count" else "magnitude", primary="secret",
        contributors="people", lower="lower", upper="upper", floor=0.0, zeros="suppressible",
    )  # fmt: skip


def _room(cell: Cell, why: Why | None, rules: Rules) -> tuple[float, float]:
    """How far below and above its value a withheld cell must seem possible.

    Where few are behind it: from nobody to enough of them, so that no more is known than the reason says. Where one
    office or agency makes up nearly all of it: by what the others add, at least, so that its part stays unknown.
    """
    if why is None:
        return 0.0, 0.0
    if why is Why.FEW and cell.kind == "count":
        return float(cell.value), float(max(rules.fewest - cell.value, 1))
    half = max(cell.value / 2, 1.0)
    return half, half


def _rounded(cell: Cell, rules: Rules) -> int:
    if cell.kind == "count":  # the nearest multiple, halves upwards: Handbook on SDC, section 5.4
        return rules.base * ((2 * cell.value + rules.base) // (2 * rules.base))
    return round(cell.value, rules.figures - len(str(abs(cell.value))))
