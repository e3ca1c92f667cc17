"""Ready pages in memory: keyed by address, canonical query, language, format and vintages; bounded in bytes.

The key names every vintage (`Shelf.fingerprint`), so a page can never outlive the tables it was made from, and nothing
has to be invalidated. Pages are the same for everybody: there are no cookies and no accounts on them.
"""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.http import parse_etags

from fairway.warehouse.shelf import Shelf
from fairway_portal.design import speech
from fairway_portal.design.addresses import canonical_query, names_language

SMALLEST_TO_COMPRESS: Final = 512
OVERHEAD: Final = 1024  # bytes of bookkeeping per page, roughly
NEVER: Final = ("/health", "/static/", "/key/", "/openrosa/")
COMPRESSIBLE: Final = ("text/", "application/json", "application/problem+json", "image/svg+xml", "application/openapi")


@dataclass(frozen=True, slots=True)
class Ready:
    """An answer as it is sent: `body` is compressed if `encoding` is gzip."""

    headers: tuple[tuple[str, str], ...]
    body: bytes
    encoding: str

    def answer(self, request: HttpRequest) -> HttpResponse:
        """The response, or 304 if the reader has it already."""
        headers = dict(self.headers)
        known = parse_etags(request.headers.get("If-None-Match", ""))
        if known and (headers["ETag"] in known or "*" in known):
            unchanged = HttpResponseNotModified()
            for name in ("ETag", "Cache-Control", "Vary", "Content-Language"):
                if name in headers:
                    unchanged.headers[name] = headers[name]
            return unchanged
        body = self.body
        if self.encoding:
            if "gzip" in request.headers.get("Accept-Encoding", ""):
                headers["Content-Encoding"] = self.encoding
            else:
                body = gzip.decompress(body)
        response = HttpResponse(body, headers=headers)
        response.headers["Content-Length"] = str(len(body))
        return response


class PageMemory:
    """The pages asked for most recently, up to a total of `capacity` bytes."""

    def __init__(self, capacity: int) -> None:
        self.capacity = capacity
        self.used = 0
        self._pages: OrderedDict[tuple[str, ...], Ready] = OrderedDict()
        self._lock = Lock()

    def get(self, key: tuple[str, ...]) -> Ready | None:
        """The page kept under `key`."""
        with self._lock:
            page = self._pages.get(key)
            if page is not None:
                self._pages.move_to_end(key)
            return page

    def put(self, key: tuple[str, ...], page: Ready) -> None:
        """Keeps a page, forgets the least recently used ones to make room; one larger than an eighth is not kept."""
        size = len(page.body) + OVERHEAD
        if size > self.capacity // 8:
            return
        with self._lock:
            before = self._pages.pop(key, None)
            self.used += size - (len(before.body) + OVERHEAD if before else 0)
            self._pages[key] = page
            while self.used > self.capacity:
                _, gone = self._pages.popitem(last=False)
                self.used -= len(gone.body) + OVERHEAD

    def __len__(self) -> int:
        return len(self._pages)


class PageCache:
    """Answers from memory where it can; gives every page an ETag, a lifetime and compression."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.memory = PageMemory(settings.PAGE_MEMORY_BYTES)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Django's entry."""
        if request.method not in ("GET", "HEAD") or request.path.startswith(NEVER):
            return self.get_response(request)
        if request.method == "GET":
            return self._read(request)
        # The API's operations know only GET, and not every server leaves out the body by itself.
        request.method = "GET"
        response = self._read(request)
        request.method = "HEAD"
        if not response.streaming:
            if response.status_code != 304:
                response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
        return response

    def _read(self, request: HttpRequest) -> HttpResponse:
        """The answer to GET, from memory if it is there."""
        key = self.key(request)
        ready = self.memory.get(key)
        if ready is None:
            response = self.get_response(request)
            if response.streaming or response.status_code != 200 or _not_for_all(response):
                response.headers.setdefault(
                    "Cache-Control", "no-store" if response.status_code >= 400 else "max-age=60"
                )
                return response
            ready = _ready(request, response)
            self.memory.put(key, ready)
        return ready.answer(request)

    @staticmethod
    def key(request: HttpRequest) -> tuple[str, ...]:
        """What makes two requests the same page."""
        accept = request.headers.get("Accept", "") if request.path.startswith("/api/") else ""
        wants_csv = "csv" if "text/csv" in accept else ""
        host = "" if settings.PUBLIC_URL else request.get_host()
        return (
            host,
            request.scheme or "",
            request.path,
            canonical_query(request),
            speech.current().language,
            wants_csv,
            Shelf.open().fingerprint,
        )


def _not_for_all(response: HttpResponse) -> bool:
    """Whether a view says that its page is one person's, or may change (`design.rendering.unkept`)."""
    said = response.headers.get("Cache-Control", "")
    return any(word in said for word in ("no-store", "no-cache", "private"))


def _ready(request: HttpRequest, response: HttpResponse) -> Ready:
    body = bytes(response.content)
    kind = response.headers.get("Content-Type", "")
    small = len(body) < SMALLEST_TO_COMPRESS or not kind.startswith(COMPRESSIBLE)
    headers = {name: value for name, value in response.items() if name != "Content-Length"}
    headers.setdefault("Cache-Control", f"public, max-age={settings.PAGE_SECONDS}")
    # Weak, because the same tag stands for the compressed and the plain body.
    headers["ETag"] = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    varies = [headers["Vary"]] if "Vary" in headers else []
    if not names_language(request):
        varies.append("Accept-Language")
    headers["Vary"] = ", ".join([*varies, "Accept-Encoding"])
    headers["Content-Language"] = speech.current().language
    return Ready(
        tuple(headers.items()),
        body if small else gzip.compress(body, 6, mtime=0),
        "" if small else "gzip",
    )
