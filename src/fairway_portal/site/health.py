"""`/health`: whether the portal can answer, for load balancers and `docker compose`."""

from __future__ import annotations

import os

from django.conf import settings
from django.db import Error, connections
from django.http import HttpRequest, JsonResponse

from fairway import __version__
from fairway.kernel.errors import FairwayError
from fairway.warehouse.shelf import Shelf


def health(request: HttpRequest) -> JsonResponse:
    """200 with `status: ok`, or 503 naming the part that fails; never cached."""
    parts = {"database": _database("default"), "casework": _casework(), "tables": _tables()}
    well = all(state == "ok" for state in parts.values())
    answer = {"status": "ok" if well else "failing", "version": __version__, **parts}
    return JsonResponse(answer, status=200 if well else 503, headers={"Cache-Control": "no-store"})


def _casework() -> str:
    """Its database, and the folder of keys: without it no report can be kept."""
    folder = settings.CASEWORK_KEYS
    if folder.exists() and not os.access(folder, os.W_OK | os.X_OK):
        return "the folder of keys cannot be written"
    return _database("casework")


def _database(alias: str) -> str:
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error as fault:
        return type(fault).__name__
    return "ok"


def _tables() -> str:
    try:
        return "ok" if Shelf.open().tables() else "no tables: run `fairway import` or `fairway fetch`"
    except FairwayError as fault:
        return fault.title
