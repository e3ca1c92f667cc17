"""The script that lets the outreach pages open without a connection, with the names of the files that it keeps."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

SCRIPT: Final = Path(__file__).resolve().parents[2] / "design" / "static" / "design" / "outreach_worker.js"
KEPT: Final = (
    "design/fairway.css",
    "design/mark.svg",
    "design/outreach_store.js",
    "design/outreach_sending.js",
    "design/outreach.js",
)


@require_safe
def worker(request: HttpRequest, language: str) -> HttpResponse:
    """The service worker of the outreach pages of a language; the same for everybody, it holds nothing of anybody."""
    base = reverse("outreach", args=(language,))
    response = HttpResponse(script_of(base), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Service-Worker-Allowed"] = base
    return response


@lru_cache(maxsize=8)
def script_of(base: str) -> str:
    """The script for pages below an address.

    Its version is made of all that it keeps: a new release of the portal has other file names, and the old ones go.

    Args:
        base: `/en/desk/outreach`.
    """
    files = [static(name) for name in KEPT]
    written = SCRIPT.read_text(encoding="utf-8")
    version = hashlib.sha256("\n".join([written, *files]).encode()).hexdigest()[:12]
    told = json.dumps({"version": version, "base": base, "files": files})
    return f"const KEPT = {told}\n{written}"
