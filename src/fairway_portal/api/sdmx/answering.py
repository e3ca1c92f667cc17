"""Answers of the SDMX service: streamed, compressed on the way, and left out where the reader has them already."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from typing import Final

from django.conf import settings
from django.http import HttpResponse, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import parse_etags

from fairway import __version__
from fairway_portal.api.sdmx.asked import Asked

LEVEL: Final = 1
"""Of compression: the least, since the observations are made faster than higher levels pack them."""
OPEN: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Disposition, Content-Language, ETag, Last-Modified, Vary",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
"""Public statistics: a page of any site may read them."""
VARY: Final = "Accept, Accept-Encoding, Accept-Language"
ENDINGS: Final = {"csv": "csv", "json": "json", "xml": "xml"}


def tag(*identity: object) -> str:
    """An entity tag of everything that makes an answer what it is.

    It is weak: the time in a message's header, and compression, may differ.
    """
    told = "\n".join(map(str, (__version__, *identity)))
    return f'W/"{hashlib.sha256(told.encode()).hexdigest()[:24]}"'


def unchanged(asked: Asked, etag: str, changed: datetime, language: str) -> HttpResponse | None:
    """304, if the reader has this answer already (RFC 9110 §13.2.2: the tag decides where there is one)."""
    tags = asked.headers.get("If-None-Match", "")
    if tags:
        known = parse_etags(tags)
        same = etag in known or "*" in known
    else:
        same = _not_since(asked.headers.get("If-Modified-Since", ""), changed)
    return HttpResponseNotModified(headers=_headers(etag, changed, language)) if same else None


def _not_since(said: str, changed: datetime) -> bool:
    try:
        return bool(said) and changed.replace(microsecond=0) <= parsedate_to_datetime(said)
    except (ValueError, TypeError):
        return False


def streamed(
    asked: Asked,
    pieces: Iterable[bytes],
    *,
    content_type: str,
    etag: str,
    changed: datetime,
    language: str,
    name: str,
    family: str,
) -> StreamingHttpResponse:
    """An answer that is sent while it is made.

    The first piece is made here, so that what is wrong from the start can still be told with a status.

    Args:
        asked: The request.
        pieces: The body.
        content_type: Its media type.
        etag: See `tag`.
        changed: When the figures last changed.
        language: Of the names in it.
        name: Of the file, without ending.
        family: csv | json | xml.
    """
    body = _begun(iter(pieces)) if not asked.head else iter(())
    headers = _headers(etag, changed, language)
    headers["Content-Disposition"] = f'{_disposition(family)}; filename="{name}.{ENDINGS[family]}"'
    if asked.gzip:
        headers["Content-Encoding"] = "gzip"
        body = body if asked.head else gzipped(body)
    return StreamingHttpResponse(body, content_type=content_type, headers=headers)


def _begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    first = next(pieces, b"")

    def rest() -> Iterator[bytes]:
        try:
            yield first
            yield from pieces
        finally:
            _close(pieces)

    return rest()


def _close(pieces: Iterable[bytes]) -> None:
    """Lets go of what the pieces are read from, when the reader has gone away; not left to the garbage collector."""
    close = getattr(pieces, "close", None)
    if close is not None:
        close()


def _disposition(family: str) -> str:
    """A table is saved, a message is shown."""
    return "attachment" if family == "csv" else "inline"


def _headers(etag: str, changed: datetime, language: str) -> dict[str, str]:
    return {
        **OPEN,
        "ETag": etag,
        "Last-Modified": format_datetime(changed, usegmt=True),
        "Cache-Control": f"public, max-age={settings.PAGE_SECONDS}",
        "Vary": VARY,
        "Content-Language": language,
    }


def gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The pieces compressed, the first of them sent at once rather than kept for a better ratio."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, 31)
    try:
        for number, piece in enumerate(pieces):
            packed = packer.compress(piece)
            if number < 2:
                packed += packer.flush(zlib.Z_SYNC_FLUSH)
            if packed:
                yield packed
        yield packer.flush()
    finally:
        _close(pieces)


def options() -> HttpResponse:
    """What a browser asks before it lets a page of another site send unusual headers."""
    return HttpResponse(
        status=204,
        headers={
            **OPEN,
            "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
            "Access-Control-Allow-Headers": "Accept, Accept-Language, If-Modified-Since, If-None-Match",
            "Access-Control-Max-Age": "86400",
            "Allow": "GET, HEAD, OPTIONS",
        },
    )


def identity(parts: Sequence[str], params: Iterable[tuple[str, str]]) -> str:
    """A request told from others: its path and parameters, in the order of names."""
    return "/".join(parts) + "?" + "&".join(f"{name}={value}" for name, value in sorted(params))
