"""The log as files: whole, by day, its heads, its keys. What is closed never changes, and may be kept for ever."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified, StreamingHttpResponse
from django.utils.http import parse_etags
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from fairway.kernel.errors import NotFound
from fairway.kernel.text import Text
from fairway.methods.signing_keys import keys_as_json
from fairway.safe_reporting.proofs import heads_as_json, log_as_json
from fairway.safe_reporting.proofs.log import day_as_json
from fairway_portal.casework.filings import keys, queries

JSON: Final = "application/json"
FOR_EVER: Final = "public, max-age=31536000, immutable"


@require_safe
def log(request: HttpRequest) -> HttpResponseBase:
    """The whole log."""
    return _tagged(
        request, "log", _root(),
        lambda: StreamingHttpResponse((one.encode() for one in log_as_json(queries.days())), content_type=JSON),
    )  # fmt: skip


@require_safe
def heads(request: HttpRequest) -> HttpResponseBase:
    """The head of every day that was closed, each with the proof that the log only grew."""
    root = _root()
    return _tagged(request, "heads", root, lambda: HttpResponse(_heads_of(root), content_type=JSON))


@require_safe
def day(request: HttpRequest, written: str) -> HttpResponseBase:
    """One day of the log."""
    try:
        wanted = date.fromisoformat(written)
    except ValueError as fault:
        raise _no_day(written) from fault
    found = next(queries.days(wanted), None)
    if found is None or written != wanted.isoformat():
        raise _no_day(written)
    response = HttpResponse(json.dumps(day_as_json(found)) + "\n", content_type=JSON)
    response.headers["Cache-Control"] = FOR_EVER
    return response


@require_safe
def public_keys(request: HttpRequest) -> HttpResponseBase:
    """The public keys that check tokens and heads, old ones too."""
    text = keys_as_json(keys.public_keys(localdate()))
    return _tagged(request, "keys", text, lambda: HttpResponse(text, content_type=JSON))


def _root() -> str:
    """What the state of the log is known by."""
    newest = queries.newest_head()
    return f"{newest.size} {newest.root.hex()}" if newest else ""


@lru_cache(maxsize=2)
def _heads_of(root: str) -> str:
    """The file of heads; `root` is what it is kept under: proofs are made once for each day."""
    return json.dumps(heads_as_json(queries.heads(), queries.tree()), indent=1) + "\n"


def _tagged(request: HttpRequest, name: str, state: str, made: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    tag = f'"{hashlib.sha256(f"{name} {state}".encode()).hexdigest()[:32]}"'
    known = parse_etags(request.headers.get("If-None-Match", ""))
    response = HttpResponseNotModified() if tag in known or "*" in known else made()
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "public, no-cache"
    if response.status_code == 200:
        response.headers["Content-Disposition"] = f'inline; filename="{name}.json"'
    return response


def _no_day(written: str) -> NotFound:
    return NotFound(
        Text("The log has no day {day}.", day=written[:20]),
        advice=Text("Write a day that was closed, as 2026-11-23; the heads list them all."),
    )
