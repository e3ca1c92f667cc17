"""The counts themselves, as they are: what comes from here goes into `releasable` and nowhere else."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from fairway.safe_reporting.releasing import Cell
from fairway_portal.casework.transparency import queries
from fairway_portal.casework.transparency.quarters import Quarter
from fairway_portal.casework.transparency.queries import Counted
from fairway_portal.casework.transparency.tables import BY_CODE, WITHIN_DAYS


def counted(table: str, rows: Iterable[Counted]) -> tuple[Cell, ...]:
    """The cells of a table from what is to be counted: every code of it, zeros too, and the total.

    Args:
        table: Its code.
        rows: One for each thing that counts one.
    """
    listed = list(rows)
    cells = [_cell(table, (), listed)]
    for dimension, codes in BY_CODE[table].codes.items():
        by_code: dict[str, list[Counted]] = defaultdict(list)
        for row in listed:
            by_code[row.codes[dimension]].append(row)
        cells += [_cell(table, ((dimension, code),), by_code.pop(code, [])) for code in codes]
        # What no table names would make the total more than its parts, and the parts of it computable.
        cells += [_cell(table, ((dimension, code),), rows) for code, rows in sorted(by_code.items())]
    return tuple(cells)


def reports(quarter: Quarter) -> Sequence[Cell]:
    """Reports that were filed."""
    return counted("reports", queries.reports_filed(quarter))


def withdrawn(quarter: Quarter) -> Sequence[Cell]:
    """Reports that were taken back."""
    return counted("withdrawn", queries.reports_withdrawn(quarter))


def cases(quarter: Quarter) -> Sequence[Cell]:
    """Cases by type, and by the time to the first answer."""
    rows = queries.cases_opened(quarter)
    return counted(
        "cases", [Counted(row.person, row.office, {"type": row.type, "time": _band(row.days)}) for row in rows]
    )


def time_limits(quarter: Quarter) -> Sequence[Cell]:
    """Steps by whether they were done in time."""
    rows = queries.steps_due(quarter)
    return counted(
        "time_limits", [Counted(row.person, row.office, {"met": _in_time(row.due, row.met)}) for row in rows]
    )


def remedies(quarter: Quarter) -> Sequence[Cell]:
    """Remedies by kind."""
    return counted("remedies", queries.remedies_recorded(quarter))


def recovered(quarter: Quarter) -> Sequence[Cell]:
    """Sums by currency; the parts of a currency add up to nothing else, so there is no total."""
    by_currency: dict[str, list[queries.Sum]] = defaultdict(list)
    for row in queries.sums_recovered(quarter):
        by_currency[row.currency].append(row)
    cells = []
    for currency, rows in sorted(by_currency.items()):
        shares: Counter[str] = Counter()
        for row in rows:
            shares[str(row.office)] += row.amount
        people = len({row.person for row in rows})
        cells.append(Cell("recovered", (("currency", currency),), shares.total(), people, dict(shares), "sum"))
    return tuple(cells)


def disclosures(quarter: Quarter) -> Sequence[Cell]:
    """Requests to workers by their answer."""
    return counted("disclosures", queries.disclosures_asked(quarter))


def requests(quarter: Quarter) -> Sequence[Cell]:
    """Requests of authorities, by authority and by answer."""
    return counted("requests", queries.requests_of(quarter))


SOURCES: Final[Mapping[str, Callable[[Quarter], Sequence[Cell]]]] = {
    "reports": reports,
    "withdrawn": withdrawn,
    "cases": cases,
    "time_limits": time_limits,
    "remedies": remedies,
    "recovered": recovered,
    "disclosures": disclosures,
    "requests": requests,
}
"""Code of a table → its cells."""


def _cell(table: str, by: tuple[tuple[str, str], ...], rows: Sequence[Counted]) -> Cell:
    offices = [row.office for row in rows]
    shares = None if None in offices else dict(Counter(str(one) for one in offices))
    return Cell(table, by, len(rows), len({row.person for row in rows}), shares)


def _band(days: int | None) -> str:
    if days is None:
        return "not_yet"
    return next((band for band, most in WITHIN_DAYS.items() if days <= most), "later")


def _in_time(due: date, met: date | None) -> str:
    if met is None:
        return "open"
    return "in_time" if met <= due else "late"
