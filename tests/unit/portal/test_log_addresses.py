"""No line of a log holds an address with a secret in it."""

from __future__ import annotations

import logging
import sys

from django.test import RequestFactory
from django.urls import resolve

from fairway_portal.site.log_addresses import NoAddressOfTheServer, PatternForAddress

KEY = "K3yOfADraftThatNobodyMaySee"


def said(
    logger_filter: logging.Filter, message: str, *args: object, request: object = None, fault: object = None
) -> str:
    record = logging.LogRecord("any", logging.ERROR, "", 1, message, args, fault)  # type: ignore[arg-type]
    record.request = request
    if not logger_filter.filter(record):
        return ""
    return logging.Formatter().format(record)


def test_django_writes_the_pattern_and_also_where_the_address_is_escaped() -> None:
    for path in (f"/answer/costs/en/{KEY}", f"/answer/costs/en/{KEY}\n\u0916"):
        request = RequestFactory().get(f"/answer/costs/en/{KEY}")
        request.path = path
        request.resolver_match = resolve(f"/answer/costs/en/{KEY}")
        written = path.encode("unicode_escape").decode("ascii")
        line = said(PatternForAddress(), "%s: %s", "Internal Server Error", written, request=request)
        assert KEY not in line
        assert "answer/<slug:slug>" in line


def test_gunicorn_keeps_the_kind_of_a_fault_and_no_address() -> None:
    assert said(NoAddressOfTheServer(), "Invalid request from ip=%s: %s", "10.1.2.3", f"GET /answer/x/en/{KEY}") == ""
    try:
        raise KeyError(KEY)
    except KeyError:
        line = said(NoAddressOfTheServer(), f"Error handling request /answer/x/en/{KEY}", fault=sys.exc_info())
    assert line == "A request failed: KeyError"
    assert said(NoAddressOfTheServer(), "Worker exiting (pid: %s)", 7) == "Worker exiting (pid: 7)"
