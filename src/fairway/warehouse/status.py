"""What is loaded, how old it is and when the publisher's next edition is due: the sources page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final, Literal

from fairway.sources.catalogue import CATALOGUE
from fairway.sources.edition import Edition
from fairway.sources.fetch_catalogue import fetchable
from fairway.warehouse import custody
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Record, Vintage

Coverage = Literal["full", "sample", "none"]
Route = Literal["confirmed", "unconfirmed", ""]

_EDITION: Final = re.compile(r"(?P<year>(?:19|20)\d\d)(?:Q(?P<quarter>[1-4])|-(?P<month>\d\d))?")


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One edition of one table, and its state here.

    Attributes:
        coverage: `full`, `sample` (the selection that ships with Fairway) or `none`.
        selection: What a sample holds.
        vintage: The name a citation pins, or empty.
        rows: Rows published here.
        left_out: Rows not published, by reason.
        imported, retrieved: ISO dates, or empty.
        next_expected: ISO year and month of the publisher's next edition, by its usual rhythm; empty if unknown, or for
            an edition that has been followed by another of this list.
        due: Whether that month has passed.
        verified: False for facts taken from memory or secondary sources.
        file: Where `fairway import` looks for it.
        fetch: The SOURCE of `fairway fetch` that brings the table, or empty.
        route: Whether that route has met the real publisher (`confirmed`) or only its documentation (`unconfirmed`).
    """

    table: str
    edition: str
    publisher: str
    title: str
    licence: str
    url: str
    coverage: Coverage
    selection: str
    vintage: str
    rows: int
    left_out: Mapping[str, int]
    imported: str
    retrieved: str
    next_expected: str
    due: bool
    verified: bool
    file: str
    fetch: str
    route: Route


def sources(shelf: Shelf, *, today: date | None = None) -> tuple[SourceStatus, ...]:
    """The state of every edition Fairway can read, and of every other that is loaded, in the catalogue's order.

    Args:
        shelf: The tables at hand.
        today: The day to judge by; the current one by default.
    """
    day = today or datetime.now(UTC).date()
    order = {table: at for at, table in enumerate(dict.fromkeys(edition.table for edition in CATALOGUE))}
    derived = {one.table for edition in CATALOGUE for one in edition.derived}
    listed: dict[tuple[str, str], SourceStatus] = {}
    known = {(edition.table, edition.edition): edition for edition in CATALOGUE}
    for table in shelf.tables():
        for vintage in shelf.editions(table):
            if not vintage.record.derived_from and table not in derived:
                key = (table, vintage.record.edition)
                listed[key] = _loaded(vintage, known.get(key), day)
    for key, edition in known.items():
        listed.setdefault(key, _absent(edition, day))
    newest = dict(sorted(listed))
    current = [
        one if one.edition == newest[one.table] else replace(one, next_expected="", due=False)
        for one in listed.values()
    ]
    newest_first = sorted(current, key=lambda one: one.edition, reverse=True)
    return tuple(sorted(newest_first, key=lambda one: order.get(one.table, len(order))))


def _loaded(vintage: Vintage, edition: Edition | None, day: date) -> SourceStatus:
    record = vintage.record
    fetch, route = _fetch_of(record.table, record)
    expected = next_expected(record.edition, record.imported, record.every_months)
    return SourceStatus(
        table=record.table,
        edition=record.edition,
        publisher=record.publisher,
        title=record.title,
        licence=record.licence,
        url=record.url,
        coverage=record.coverage,
        selection=record.selection,
        vintage=vintage.name,
        rows=record.rows_published,
        left_out=dict(record.left_out),
        imported=record.imported,
        retrieved=record.retrieved,
        next_expected=expected,
        due=bool(expected) and expected < day.isoformat()[:7],
        verified=record.verified,
        file=edition.file if edition else record.file,
        fetch=fetch,
        route=route,
    )


def _absent(edition: Edition, day: date) -> SourceStatus:
    fetch, route = _fetch_of(edition.table, None)
    expected = next_expected(edition.edition, "", edition.every_months)
    return SourceStatus(
        table=edition.table,
        edition=edition.edition,
        publisher=edition.publisher,
        title=edition.title,
        licence=edition.licence,
        url=edition.url,
        coverage="none",
        selection="",
        vintage="",
        rows=0,
        left_out={},
        imported="",
        retrieved="",
        next_expected=expected,
        due=bool(expected) and expected < day.isoformat()[:7],
        verified=edition.verified,
        file=edition.file,
        fetch=fetch,
        route=route,
    )


def _fetch_of(table: str, record: Record | None) -> tuple[str, Route]:
    source = fetchable(table)
    if source is None:
        return "", ""
    note = custody.note(record.received or record.sha256) if record else None
    return source.name, "confirmed" if source.confirmed or (note is not None and note.confirmed) else "unconfirmed"


def next_expected(edition: str, imported: str, every_months: int) -> str:
    """Year and month in which the publisher's next edition is due: the edition's date (else the import's) plus rhythm.

    An edition named by a year alone counts from that January; by a quarter, from the quarter's last month.
    """
    if every_months <= 0:
        return ""
    named = _EDITION.match(edition)
    if named:
        month = int(named["month"] or 1) if not named["quarter"] else 3 * int(named["quarter"])
        months = 12 * int(named["year"]) + month - 1
    elif imported:
        months = 12 * int(imported[:4]) + int(imported[5:7]) - 1
    else:
        return ""
    year, month = divmod(months + every_months, 12)
    return f"{year}-{month + 1:02d}"
