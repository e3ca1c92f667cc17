"""What each of her pages needs: headers, limits, memory alone for files, one size, a clear page for what goes wrong."""

from __future__ import annotations

import errno
import gzip
import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Final

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation, TooManyFieldsSent
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from fairway.kernel.errors import FairwayError
from fairway.kernel.text import Text
from fairway_portal.casework.notes.uploads import in_memory
from fairway_portal.design import speech
from fairway_portal.design.addresses import url
from fairway_portal.design.rendering import render, unkept
from fairway_portal.surveys.running.door_keeping import CONTENT_SECURITY_POLICY, where_of

logger = logging.getLogger("fairway_portal.notes")
View = Callable[..., HttpResponse]

MOST_TEXT: Final = 512 * 1024
MOST_DRAINED: Final = 32 * 1024 * 1024
RETRY_AFTER: Final = 60  # seconds

TOO_LARGE: Final = (
    Text("That was too large."),
    Text("A file may have 5 MB. Send a smaller photograph or a shorter recording. What you wrote before is kept."),
)
NOT_WHOLE: Final = (
    Text("The page did not arrive whole."),
    Text("The line was perhaps cut. Go back and send it again. What you wrote before is kept."),
)
NOT_NOW: Final = (
    Text("The page could not be saved now."),
    Text("What you wrote before is kept. Wait a minute and try again."),
)
OURS: Final = (
    Text("Something went wrong on our side."),
    Text("What you wrote before is kept. Try again in a few minutes."),
)


@dataclass(frozen=True, slots=True)
class NotesFault:
    """A page that says what happened and what to do; `carried` is the pass with which she can go on."""

    title: Text
    advice: Text | None
    carried: str
    address: str


def notes_page(
    *methods: str, most: int = MOST_TEXT, size: int = 0, policy: str = CONTENT_SECURITY_POLICY
) -> Callable[[View], View]:
    """A view of her pages: no cookie, nothing kept by browser or proxy, no path logged.

    Args:
        methods: `GET`, `POST`.
        most: Bytes of a body.
        size: Every answer has this many bytes, or a multiple of it, and is never compressed; 0: as long as it is.
        policy: Content security policy.
    """

    def guard(view: View) -> View:
        @csrf_exempt
        @require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])
        @wraps(view)
        def guarded(request: HttpRequest, /, **parts: object) -> HttpResponse:
            parts.pop("language", None)
            in_memory(request)
            response = _answer(view, request, parts, most)
            response.headers["Content-Security-Policy"] = policy
            response.headers["Content-Language"] = speech.current().language
            unkept(response, private=True)
            # Django would log the address of what failed.
            response._has_been_logged = True  # type: ignore[attr-defined]
            return _of_one_size(response, size) if size else _compressed(request, response)

        return guarded

    return guard


def _answer(view: View, request: HttpRequest, parts: dict[str, object], most: int) -> HttpResponse:
    try:
        if _too_big(request, most):
            return _fault(request, TOO_LARGE, 413)
        return view(request, **parts)
    except Http404:
        raise
    except Exception as fault:
        said, status = _told(fault)
        response = _fault(request, said, status)
        if status == 503:
            response.headers["Retry-After"] = str(RETRY_AFTER)
        return response


def _told(fault: Exception) -> tuple[tuple[Text, Text | None], int]:
    match fault:
        case RequestDataTooBig() | TooManyFieldsSent():
            return TOO_LARGE, 413
        case UnreadablePostError() | MultiPartParserError() | BadRequest() | SuspiciousOperation():
            return NOT_WHOLE, 400
        case FairwayError() if fault.http_status < 500 or fault.http_status in (503, 507):
            return (fault.title_text, fault.advice_text), 503 if fault.http_status == 507 else fault.http_status
    logger.error("a page of notes failed: %s", where_of(fault))
    full = isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return (NOT_NOW, 503) if full or isinstance(fault, OperationalError) else (OURS, 500)


def _too_big(request: HttpRequest, most: int) -> bool:
    """Whether more came than a page can hold; it is read to its end, else the browser would not hear the answer."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = 0
    left = min(size, MOST_DRAINED) if size > most else 0
    while left > 0:
        read = len(request.read(min(left, 1 << 16)))
        if not read:
            break
        left -= read
    return size > most


def _fault(request: HttpRequest, said: tuple[Text, Text | None], status: int) -> HttpResponse:
    try:
        carried = request.POST.get("pass", "")[:400] if status != 413 else ""
    except Exception:  # the body that could not be read is why we are here
        carried = ""
    address = request.path if carried else url("notes")
    return render(request, "casework/worker/fault.html", NotesFault(said[0], said[1], carried, address), status=status)


def _of_one_size(response: HttpResponse, size: int) -> HttpResponse:
    """The same page, so long that whoever watches the line cannot tell it from another."""
    response.content += b" " * (-len(response.content) % size)
    response.headers["Content-Length"] = str(len(response.content))
    response.headers["Cache-Control"] = "no-store, no-transform"
    return response


def _compressed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    if not response.streaming and "gzip" in request.headers.get("Accept-Encoding", ""):
        response.content = gzip.compress(response.content, 5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Vary"] = "Accept-Encoding"
    return response
