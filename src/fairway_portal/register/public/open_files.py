"""Open data of the register as CSV or JSON, written row by row, with a tag: nobody fetches the same file twice."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any, Final, TypeVar

from django.conf import settings
from django.db.models import Count, Max, Sum
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import parse_etags
from django.utils.text import compress_sequence
from django.utils.timezone import localdate

from fairway.charts.files import guarded
from fairway.kernel.errors import NotFound
from fairway_portal.accounts.models import AuditEntry
from fairway_portal.actors.models import Agency, AgencyName
from fairway_portal.register.licensing.models import Appeal, Change, Licence, LicenceEntry
from fairway_portal.register.placements.models import BarEntry

R = TypeVar("R", bound=HttpResponseBase)
TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
TOGETHER: Final = 500
"""Rows that are sent at once."""
LICENCE: Final = "CC BY 4.0"
SOURCE: Final = "Fairway register of recruiters"


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands beside every row of a file.

    Attributes:
        licence, source: Under which terms, and whose words.
        edition: The day on which it was read (ISO): what stands there holds for that day.
        note: What a careful reader must know, in a sentence.
    """

    licence: str
    source: str
    edition: str
    note: str


def terms(note: str) -> Terms:
    """The terms of a file of today."""
    return Terms(LICENCE, SOURCE, localdate().isoformat(), note)


def stamp(*parts: object) -> str:
    """A tag that changes with the day and with everything that is written in the register.

    Every action is audited; counts and the versions of licences stand beside for what came in another way. It changes
    too often rather than too seldom.

    Args:
        parts: What else makes the file another one: its name, its format, what was asked.
    """
    audited = AuditEntry.objects.aggregate(last=Max("pk"))["last"]
    licences = Licence.objects.aggregate(count=Count("pk"), versions=Sum("version"))
    counted = [
        model.objects.aggregate(last=Max("pk"))["last"]
        for model in (Agency, AgencyName, LicenceEntry, Appeal, BarEntry, Change)
    ]
    said = [audited, *licences.values(), *counted, localdate(), settings.DEMONSTRATION, *parts]
    return f'W/"{hashlib.sha256(repr(said).encode()).hexdigest()[:20]}"'


def answer(
    request: HttpRequest,
    name: str,
    suffix: str,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    of: Terms,
    asked: object = "",
) -> HttpResponseBase:
    """The rows as a file, or word that the reader has it already.

    Args:
        request: Whether it takes gzip, and which tag it knows.
        name: Of the file.
        suffix: `csv` or `json`.
        columns: Of each row; the terms are columns too, unless a row has its own.
        rows: Plain values; None is an empty field of CSV. Read only if the file is sent.
        of: The terms of all rows.
        asked: What narrowed the rows.

    Raises:
        NotFound: There is no such format.
    """
    refuse_format(name, suffix)
    tag = stamp(name, suffix, asked)
    if known(request, tag):
        return tagged(HttpResponseNotModified(), tag)
    written = _csv(columns, rows, of) if suffix == "csv" else _json(columns, rows, of)
    body: Iterator[bytes] = (text.encode() for text in written)
    small = "gzip" in request.headers.get("Accept-Encoding", "")
    response = StreamingHttpResponse(compress_sequence(body) if small else body, content_type=TYPES[suffix])
    if small:
        response.headers["Content-Encoding"] = "gzip"
    how = "attachment" if suffix == "csv" else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="fairway-register-{name}.{suffix}"'
    return tagged(response, tag)


def refuse_format(name: str, suffix: str, formats: Sequence[str] = tuple(TYPES)) -> None:
    """Refuses a format that there is not.

    Raises:
        NotFound: Naming those that there are.
    """
    if suffix not in formats:
        others = ", ".join(f"{name}.{one}" for one in formats)
        raise NotFound(f"There is no file {name}.{suffix[:20]}.", advice=f"There is: {others}.")


def known(request: HttpRequest, tag: str) -> bool:
    """Whether the reader has what a tag stands for."""
    tags = parse_etags(request.headers.get("If-None-Match", ""))
    return tag in tags or "*" in tags


def tagged(response: R, tag: str) -> R:
    """The response with its tag. It may be kept, but must be asked for again: a licence may be suspended by then."""
    response.headers["ETag"] = tag
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "public, no-cache"
    return response


class _Line:
    """A file of which the last line is all that is kept."""

    def write(self, text: str) -> str:
        """The line itself, which the writer of CSV hands on."""
        return text


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], of: Terms) -> Iterator[str]:
    """RFC 4180 in UTF-8; no field begins a formula. Source: OWASP, CSV Injection."""
    beside = {name: value for name, value in asdict(of).items() if name not in columns}
    writer = csv.writer(_Line())
    yield writer.writerow([*columns, *beside])
    pedigree = [guarded(value) for value in beside.values()]
    lines = (writer.writerow([*(_field(row.get(name)) for name in columns), *pedigree]) for row in rows)
    while some := list(islice(lines, TOGETHER)):
        yield "".join(some)


def _json(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], of: Terms) -> Iterator[str]:
    """One object: the terms, then `rows`."""
    yield json.dumps(asdict(of), ensure_ascii=False)[:-1] + ', "rows": ['
    lines = (json.dumps({name: row.get(name) for name in columns}, ensure_ascii=False) for row in rows)
    before = "\n"
    while some := list(islice(lines, TOGETHER)):
        yield before + ",\n".join(some)
        before = ",\n"
    yield "\n]}\n"


def _field(value: Any) -> str | int | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        return guarded(";".join(str(one) for one in value))
    return guarded(value) if isinstance(value, str) else value
