"""What every page for workers needs: headers, limits, a clear page for whatever goes wrong. No path is ever logged."""

from __future__ import annotations

import gzip
import logging
import traceback
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
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
from fairway_portal.design import speech
from fairway_portal.design.rendering import render, unkept
from fairway_portal.surveys.errors import DraftGone
from fairway_portal.surveys.running.languages import spoken_beside

logger = logging.getLogger("fairway_portal.worker_pages")

CONTENT_SECURITY_POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'"
)
MOST_BODY: Final = 512 * 1024
MOST_DRAINED: Final = 32 * 1024 * 1024
SMALLEST_TO_COMPRESS: Final = 512

TOO_MUCH: Final = (
    Text("That was too much text for one page"),
    Text("Go back and shorten it. What you answered on the pages before is kept."),
)
GONE: Final = (
    Text("There are no answers at this address"),
    Text("What was not sent is deleted after seven days. Check that the address is whole, or begin again."),
)
NOT_WHOLE: Final = (
    Text("The page did not arrive whole."),
    Text("The line was perhaps cut. Go back and send it again. What you wrote before is kept."),
)
NOT_NOW: Final = (
    Text("The page did not answer"),
    Text("Nothing is lost. Wait a minute, then go back and try again."),
)
OURS: Final = (
    Text("Something went wrong on our side"),
    Text("What you answered on the pages before is kept. Go back and try again in a few minutes."),
)


@dataclass(frozen=True, slots=True)
class WorkerFault:
    """A page that says what happened and what to do; `again` is where she can begin anew, or ""."""

    title: Text
    advice: Text | None
    again: str


def worker_page(
    *methods: str, private: bool = True
) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view of pages for workers: no cookie, no token, nothing kept.

    The part `language` of the address is taken off; `tag`, the language of a questionnaire, decides in which language
    the page speaks.

    Args:
        methods: `GET`, `POST`.
        private: Whether no browser and no proxy may keep the page.
    """

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @require_http_methods([*methods, *(["HEAD"] if "GET" in methods else [])])
        @wraps(view)
        def guarded(request: HttpRequest, /, **parts: object) -> HttpResponse:
            parts.pop("language", None)
            with ExitStack() as spoken:
                if "tag" in parts:
                    spoken.enter_context(speech.speaking(spoken_beside(str(parts["tag"]))))
                response = _answer(view, request, parts)
                return _finished(request, response, private=private)

        return guarded

    return guard


def _answer(view: Callable[..., HttpResponse], request: HttpRequest, parts: dict[str, object]) -> HttpResponse:
    try:
        if _too_big(request):
            return _fault(request, TOO_MUCH, 413)
        return view(request, **parts)
    except (RequestDataTooBig, TooManyFieldsSent):
        return _fault(request, TOO_MUCH, 413)
    except DraftGone:
        return _fault(request, GONE, 404)
    except (MultiPartParserError, BadRequest, SuspiciousOperation):
        return _fault(request, NOT_WHOLE, 400)
    except (OperationalError, UnreadablePostError):
        return _fault(request, NOT_NOW, 503)
    except Http404:
        raise
    except FairwayError as error:
        if error.http_status >= 500:
            logger.error("a page for workers: %s", error.slug)
        return _fault(request, (error.title_text, error.advice_text), error.http_status)
    except Exception as fault:  # the log of Django would name the address, and with it the key
        logger.error("a page for workers failed: %s", where_of(fault))
        return _fault(request, OURS, 500)


def where_of(fault: Exception) -> str:
    """The kind of a fault and the lines it came through, without its words: a database quotes what was answered."""
    lines = [f"{Path(frame.filename).name}:{frame.lineno}" for frame in traceback.extract_tb(fault.__traceback__)]
    return f"{type(fault).__name__} at {' > '.join(lines)}"


def _too_big(request: HttpRequest) -> bool:
    """Whether more came than a page can hold; it is read to its end, else the browser would not hear the answer."""
    try:
        size = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        size = 0
    if size <= MOST_BODY:
        return False
    left = min(size, MOST_DRAINED)
    while left > 0:
        read = len(request.read(min(left, 1 << 16)))
        if not read:
            break
        left -= read
    return True


def _fault(request: HttpRequest, said: tuple[Text, Text | None], status: int) -> HttpResponse:
    matched = request.resolver_match
    parts = matched.kwargs if matched else {}
    again = ""
    if "slug" in parts and "tag" in parts:
        from fairway_portal.surveys.running.addresses import start

        again = start(str(parts["slug"]), str(parts["tag"]))
    page = WorkerFault(said[0], said[1], again)
    return render(request, "surveys/worker/fault.html", page, status=status)


def _finished(request: HttpRequest, response: HttpResponse, *, private: bool) -> HttpResponse:
    response.headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers.setdefault("Content-Language", speech.current().language)
    if private or response.status_code >= 400:
        unkept(response, private=True)
    # Django would log the address of what failed, and with it the key.
    response._has_been_logged = True  # type: ignore[attr-defined]
    kept = "Cache-Control" not in response.headers  # the portal's memory of pages compresses what it keeps
    if (
        not (kept and request.method == "GET")
        and not response.streaming
        and not response.has_header("Content-Encoding")
        and len(response.content) >= SMALLEST_TO_COMPRESS
        and "gzip" in request.headers.get("Accept-Encoding", "")
    ):
        response.content = gzip.compress(response.content, 5, mtime=0)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Content-Length"] = str(len(response.content))
        response.headers["Vary"] = "Accept-Encoding"
    return response
