"""Open data as CSV or JSON, written row by row: a file of any length takes no more memory than a page of it."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from itertools import islice
from typing import Any, Final

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.text import compress_sequence

from fairway.charts.files import guarded
from fairway.kernel.errors import NotFound

TYPES: Final = {"csv": "text/csv; charset=utf-8", "json": "application/json"}
TOGETHER: Final = 500
"""Rows that are sent at once."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What stands beside every row of a file.

    Attributes:
        licence, source: Under which terms, and whose figures.
        published: Day of the publication (ISO), or empty.
        method: What a careful reader must know, in a sentence.
    """

    licence: str
    source: str
    published: str
    method: str


def answer(
    request: HttpRequest,
    name: str,
    suffix: str,
    columns: Sequence[str],
    rows: Iterable[Mapping[str, Any]],
    terms: Terms,
) -> StreamingHttpResponse:
    """The rows as a file.

    Args:
        request: Whether it takes gzip.
        name: Of the file.
        suffix: `csv` or `json`.
        columns: Of each row; the terms are columns too, unless a row has its own.
        rows: Plain values; None is an empty field of CSV.
        terms: Of all rows.

    Raises:
        NotFound: There is no such format.
    """
    if suffix not in TYPES:
        raise NotFound(
            f"There is no file {name}.{suffix[:20]}.", advice=f"It can be had as {name}.csv and {name}.json."
        )
    written = _csv(columns, rows, terms) if suffix == "csv" else _json(columns, rows, terms)
    body: Iterator[bytes] = (text.encode() for text in written)
    small = "gzip" in request.headers.get("Accept-Encoding", "")
    response = StreamingHttpResponse(compress_sequence(body) if small else body, content_type=TYPES[suffix])
    if small:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    how = "attachment" if suffix == "csv" else "inline"
    response.headers["Content-Disposition"] = f'{how}; filename="fairway-{name}.{suffix}"'
    response.headers["Cache-Control"] = "public, max-age=300"
    return response


class _Line:
    """A file of which the last line is all that is kept."""

    def write(self, text: str) -> str:
        """The line itself, which the writer of CSV hands on."""
        return text


def _csv(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], terms: Terms) -> Iterator[str]:
    """RFC 4180 in UTF-8; no field begins a formula. Source: OWASP, CSV Injection."""
    beside = {name: value for name, value in asdict(terms).items() if name not in columns}
    writer = csv.writer(_Line())
    yield writer.writerow([*columns, *beside])
    pedigree = [guarded(value) for value in beside.values()]
    lines = (writer.writerow([*(_field(row.get(name)) for name in columns), *pedigree]) for row in rows)
    while some := list(islice(lines, TOGETHER)):
        yield "".join(some)


def _json(columns: Sequence[str], rows: Iterable[Mapping[str, Any]], terms: Terms) -> Iterator[str]:
    """One object: the terms, then `rows`."""
    about = {one.name: getattr(terms, one.name) for one in fields(terms)}
    yield json.dumps(about, ensure_ascii=False)[:-1] + ', "rows": ['
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
    return guarded(value) if isinstance(value, str) else value
