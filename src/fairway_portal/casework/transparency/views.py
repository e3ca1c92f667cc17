"""The page of counts, and the same as files."""

from __future__ import annotations

import csv
import io
import json
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fairway.kernel.errors import NotFound
from fairway.kernel.text import Text
from fairway_portal.casework.transparency import queries
from fairway_portal.casework.transparency.pages import page_of
from fairway_portal.casework.transparency.tables import BY_CODE
from fairway_portal.design.rendering import page, render, unkept

COLUMNS: Final = ("period", "table", "cell", "value", "withheld", "published", "principle", "method", "source")
SOURCE: Final = "Casework of this installation"


@page
def newest(request: HttpRequest) -> HttpResponse:
    """The quarter that was published last."""
    periods = queries.periods()
    shown = page_of(periods[0] if periods else "", periods)
    return unkept(render(request, "casework/transparency/counts.html", shown))


@page
def quarter(request: HttpRequest, period: str) -> HttpResponse:
    """A quarter."""
    periods = queries.periods()
    if period not in periods:
        raise Http404
    return unkept(render(request, "casework/transparency/counts.html", page_of(period, periods)))


@require_safe
def counts(request: HttpRequest, suffix: str) -> HttpResponse:
    """Everything that was published, as CSV or JSON."""
    if suffix == "csv":
        stream = io.StringIO()
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(_rows())
        response = HttpResponse(stream.getvalue(), content_type="text/csv; charset=utf-8")
        response.headers["Content-Disposition"] = 'attachment; filename="fairway-casework-counts.csv"'
        return unkept(response)
    if suffix == "json":
        text = json.dumps({"source": SOURCE, "rows": _rows()}, ensure_ascii=False, indent=1) + "\n"
        return unkept(HttpResponse(text, content_type="application/json"))
    raise NotFound(
        Text("There is no file counts.{suffix}.", suffix=suffix[:20]), advice=Text("There is: counts.csv, counts.json.")
    )


def _rows() -> list[dict[str, Any]]:
    rows = []
    for period in queries.periods():
        day = queries.published_on(period)
        for table, cells in queries.published(period).items():
            about = BY_CODE[table]
            rows += [
                {
                    "period": period, "table": table, "cell": cell.key, "value": cell.value,
                    "withheld": cell.why.value if cell.why else None, "published": day and day.isoformat(),
                    "principle": about.principle, "method": about.method.plain(), "source": SOURCE,
                }
                for cell in cells
            ]  # fmt: skip
    return rows
