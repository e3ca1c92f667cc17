"""The public keys, for whoever seals herself or keeps watch over which keys there are."""

from __future__ import annotations

import hashlib

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from fairway_portal.casework.keys import queries


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    """The directory of live keys: the bytes whose digest stands in the public log."""
    content = queries.directory(localdate())
    tag = f'"{hashlib.sha256(content).hexdigest()}"'
    response: HttpResponse
    if request.headers.get("If-None-Match", "") == tag:
        response = HttpResponseNotModified()
    else:
        response = HttpResponse(content, content_type="application/json")
    response.headers["ETag"] = tag
    response.headers["Cache-Control"] = "no-cache"
    return response
