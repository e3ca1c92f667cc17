"""What every answer of this door has in common: headers, messages as OpenRosa writes them, and no log of an address."""

from __future__ import annotations

import logging
from collections.abc import Callable
from email.utils import formatdate
from functools import wraps
from typing import Final
from xml.sax.saxutils import escape

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from fairway.kernel.errors import FairwayError
from fairway.kernel.text import Text
from fairway_portal.design import speech
from fairway_portal.design.rendering import unkept
from fairway_portal.surveys.running.door_keeping import where_of

logger = logging.getLogger("fairway_portal.openrosa")

MOST_CONTENT: Final = 20_000_000
"""Bytes of one submission with its files."""
XML: Final = "text/xml; charset=utf-8"
CUT_OFF: Final = Text("The submission is cut off. Send the form again; what is on the device stays there until then.")
NOT_NOW: Final = Text("The portal did not answer. Nothing is lost: send the form again in a minute.")
OURS: Final = Text("Something went wrong on our side. Nothing is lost: send the form again later.")


def openrosa(*methods: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """A view of this door: its errors are messages that ODK Collect shows, its addresses are never logged.

    Args:
        methods: `GET`, `HEAD`, `POST`.
    """

    def guard(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, /, **parts: str) -> HttpResponse:
            response = _answer(view, request, methods, parts)
            response.headers["X-OpenRosa-Version"] = "1.0"
            response.headers["X-OpenRosa-Accept-Content-Length"] = str(MOST_CONTENT)
            response.headers["Date"] = formatdate(usegmt=True)
            # Django would log the address of what failed, and with it a collector's secret.
            response._has_been_logged = True  # type: ignore[attr-defined]
            return unkept(response, private=True)

        return guarded

    return guard


def message(said: Text | str, status: int, nature: str = "") -> HttpResponse:
    """A message in the language of the device.

    Args:
        said: What its user reads.
        status: 201 once the answers are on the disk.
        nature: `submit_success`, or "".
    """
    kind = f' nature="{nature}"' if nature else ""
    body = (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<OpenRosaResponse xmlns="http://openrosa.org/http/response">'
        f"<message{kind}>{escape(speech.say(said))}</message></OpenRosaResponse>"
    )
    return HttpResponse(body, status=status, content_type=XML)


def _answer(
    view: Callable[..., HttpResponse], request: HttpRequest, methods: tuple[str, ...], parts: dict[str, str]
) -> HttpResponse:
    if request.method not in methods:
        response = message(Text("This address is for ODK Collect."), 405)
        response.headers["Allow"] = ", ".join(methods)
        return response
    try:
        return view(request, **parts)
    except FairwayError as error:
        if error.http_status >= 500:
            logger.error("OpenRosa: %s", error.slug)
        advice = error.advice_text
        said = Text("{what} {advice}", what=error.title_text, advice=advice) if advice else error.title_text
        return message(said, error.http_status)
    except RequestDataTooBig:
        return message(Text("The submission is too large."), 413)
    except (UnreadablePostError, MultiPartParserError, SuspiciousOperation):
        return message(CUT_OFF, 400)
    except OperationalError:
        return message(NOT_NOW, 503)
    except Exception as fault:  # Django's own log would name the address, and with it a collector's secret
        logger.error("OpenRosa failed: %s", where_of(fault))
        return message(OURS, 500)
