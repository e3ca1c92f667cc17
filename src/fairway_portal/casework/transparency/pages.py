"""What was published of casework, ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fairway.kernel.text import Text
from fairway.safe_reporting.releasing import Released
from fairway_portal.casework.transparency import queries
from fairway_portal.casework.transparency.tables import BY_CODE, TABLES, Table


@dataclass(frozen=True, slots=True)
class Row:
    """A number, or why it is withheld."""

    name: Text
    value: int | None
    why: Text | None


@dataclass(frozen=True, slots=True)
class Shown:
    """A table of the page; no rows: there was nothing of its kind."""

    table: Table
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TransparencyPage:
    """The page.

    Attributes:
        period: The quarter; "" where none is published.
        published: The day.
        tables: In their order.
        others: Quarters that are published besides, the newest first.
    """

    period: str
    published: date | None
    tables: tuple[Shown, ...]
    others: tuple[str, ...]


def page_of(period: str, periods: tuple[str, ...]) -> TransparencyPage:
    """The page of a quarter.

    Args:
        period: One of `periods`, or "" where there is none.
        periods: All that are published.
    """
    found = queries.published(period)
    tables = tuple(Shown(one, tuple(_row(cell) for cell in found.get(one.code, ()))) for one in TABLES)
    others = tuple(one for one in periods if one != period)
    return TransparencyPage(period, queries.published_on(period), tables, others)


def _row(cell: Released) -> Row:
    return Row(BY_CODE[cell.measure].name_of(cell.key), cell.value, cell.said())
