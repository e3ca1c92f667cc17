"""What went wrong, said in the form that the reader asked for: SDMX-ML, SDMX-JSON, or RFC 9457 for readers of CSV.

Source: SDMX REST API, “Error handling and status information”; SDMX-ML Error message; SDMX-JSON errors.
"""

from __future__ import annotations

import json
from typing import Final, Literal
from xml.sax.saxutils import escape

from django.http import HttpRequest, HttpResponse

from fairway.exchange.sdmx.data_xml import DECLARATION, SCHEMAS
from fairway.exchange.sdmx.header import Header
from fairway.kernel.errors import FairwayError
from fairway_portal.api.problems import MEDIA_TYPE
from fairway_portal.api.sdmx.answering import OPEN, VARY
from fairway_portal.design import speech

CODES: Final = {400: 140, 404: 100, 406: 1406, 413: 510, 422: 150, 501: 501, 503: 503}
"""HTTP status → error of the standard; from 1000 on they are the service's own."""
OWN: Final = 500
Form: Final = Literal["csv", "json", "xml"]


def problem(request: HttpRequest, path: str, error: FairwayError) -> HttpResponse:
    """The error as an answer.

    Args:
        request: What was asked.
        path: What follows `/rest/`.
        error: What is wrong. Of mistakes that are ours nothing is told.
    """
    status = error.http_status
    inside = status >= 500 and status not in (501, 502, 503, 507)
    voice = speech.current()
    title = "Something went wrong on our side." if inside else voice.say(error.title_text)
    advice = "Try again in a few minutes." if inside else voice.say(error.advice_text) if error.advice_text else ""
    code = CODES.get(status, OWN if status >= 500 else 1000 + status)
    headers = {**OPEN, "Cache-Control": "no-store", "Vary": VARY, "Content-Language": voice.language}
    match _form(request, path):
        case "xml":
            content_type, body = "application/xml; charset=utf-8", _xml(code, title, advice, voice.language, path)
        case "json":
            content_type, body = "application/json", _json(code, title, advice, status)
        case _:
            said = {"type": f"/api/docs#problem-{error.slug}", "title": title, "status": status, "detail": advice}
            body = json.dumps({**said, "instance": request.get_full_path()[:500]}, ensure_ascii=False)
            content_type = MEDIA_TYPE
    return HttpResponse(body, status=status, content_type=content_type, headers=headers)


def _form(request: HttpRequest, path: str) -> str:
    """The family of the form that was asked for, as far as it can be told from a request that may be malformed."""
    wish = request.GET.get("format") or request.headers.get("Accept", "")
    for form in ("csv", "json", "xml"):
        if form in wish.lower():
            return form
    return "json" if path.startswith("v2") else "xml"


def _xml(code: int, title: str, advice: str, language: str, path: str) -> str:
    schemas = f"{SCHEMAS}{'v3_0' if path.startswith('v2') else 'v2_1'}/"
    texts = "".join(
        f'<c:Text xml:lang="{language}">{escape(_printable(one))}</c:Text>' for one in (title, advice) if one
    )
    return (
        f'{DECLARATION}<m:Error xmlns:m="{schemas}message" xmlns:c="{schemas}common">'
        f'<m:ErrorMessage code="{code}">{texts}</m:ErrorMessage></m:Error>'
    )


def _printable(text: str) -> str:
    """Without the control characters that XML cannot hold."""
    return "".join(one if one >= " " or one in "\t\n" else "\ufffd" for one in text)


def _json(code: int, title: str, advice: str, status: int) -> str:
    header = Header()
    meta = {"id": header.id, "test": False, "prepared": header.prepared_text, "sender": {"id": header.sender}}
    error = {"code": code, "title": title, "detail": advice, "status": status}
    return json.dumps({"meta": meta, "errors": [error]}, ensure_ascii=False)
