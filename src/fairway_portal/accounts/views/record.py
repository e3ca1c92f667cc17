"""The record of actions, for administrators: filtered on a page, or whole as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse, QueryDict, StreamingHttpResponse

from fairway.kernel.text import Text
from fairway_portal.accounts import forms, queries
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design.rendering import render

COLUMNS = ("number", "at", "by", "action", "subject", "reason", "details")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry with its details in one line."""

    entry: AuditEntry
    details: str


@dataclass(frozen=True, slots=True)
class Record:
    """A page of the record."""

    entries: tuple[Shown, ...]
    number: int
    count: int
    asked: dict[str, str]
    faults: tuple[forms.Fault, ...]


@requires(Role.ADMINISTRATOR, methods=("GET",))
def record(request: DeskRequest) -> HttpResponse:
    """The latest entries first, fifty a page."""
    wanted, asked, faults = _filter(request.GET)
    page = request.GET.get("page", "1")
    entries, number, count = queries.entries(wanted, int(page) if page.isdecimal() and len(page) < 7 else 1)
    shown = tuple(Shown(one, _details(one)) for one in entries)
    return render(
        request,
        "accounts/record.html",
        Record(shown, number, count, asked, faults),
        status=422 if faults else 200,
    )


@requires(Role.ADMINISTRATOR, methods=("GET",))
def as_csv(request: DeskRequest) -> StreamingHttpResponse:
    """Every entry that the filter lets through; a cell that a spreadsheet would compute is written as words."""
    wanted, _, _ = _filter(request.GET)
    response = StreamingHttpResponse(_lines(wanted), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="record-of-actions.csv"'
    return response


class _Line:
    """What `csv` writes to: hands each line back."""

    def write(self, line: str) -> str:
        """The line."""
        return line


def _lines(wanted: queries.RecordFilter) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + writer.writerow(COLUMNS)
    for one in queries.all_entries(wanted):
        by = one.by.email if one.by else ""
        cells = (str(one.pk), one.at.isoformat(), by, one.action, one.subject, one.reason, _details(one))
        yield writer.writerow([_as_words(cell) for cell in cells])


def _as_words(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _details(entry: AuditEntry) -> str:
    return json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details else ""


def _filter(get: QueryDict) -> tuple[queries.RecordFilter, dict[str, str], tuple[forms.Fault, ...]]:
    """What is asked for, as values and as it was written; a day that is none is a fault."""
    asked = {name: forms.written(get, name, LONGEST) for name in ("who", "action", "subject", "from", "to")}
    faults = []
    days: dict[str, date | None] = {}
    for name in ("from", "to"):
        try:
            days[name] = date.fromisoformat(asked[name]) if asked[name] else None
        except ValueError:
            days[name] = None
            faults.append(forms.Fault(name, Text("Write a day as 2026-11-30.")))
    wanted = queries.RecordFilter(asked["who"], asked["action"], asked["subject"], days["from"], days["to"])
    return wanted, asked, tuple(faults)
