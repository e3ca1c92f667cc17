"""Keeps secrets out of the log: an address may hold the key of a draft or of a collector, its pattern holds none."""

from __future__ import annotations

import logging
import time

from django.http import HttpRequest


class PatternForAddress(logging.Filter):
    """Puts the pattern of an address (`answer/<slug:slug>/<str:key>`) where Django would write the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Called for each line; none is kept back."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            pattern = request.resolver_match.route if request.resolver_match else "an unknown address"
            paths = (request.path, request.get_full_path())
            known = {*paths, *(path.encode("unicode_escape").decode("ascii") for path in paths)}  # as Django writes it
            record.args = tuple(pattern if isinstance(said, str) and said in known else said for said in record.args)
        return True


class NoAddressOfTheServer(logging.Filter):
    """Takes addresses, and the devices that asked for them, out of what gunicorn says."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Drops what is said of a request that is none; of one that failed, keeps the kind of fault."""
        if str(record.msg).startswith("Invalid request from"):
            return False
        if str(record.msg).startswith("Error handling request"):
            kind = record.exc_info[0] if isinstance(record.exc_info, tuple) else None
            record.msg, record.args = "A request failed: %s", (kind.__name__ if kind else "unknown fault",)
            record.exc_info = record.exc_text = None
        return True


class OneLine(logging.Formatter):
    """One message, one line, dated in UTC: nobody can write lines of her own into the log."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 -- the name that logging calls
        """Called with the message filled in."""
        record.message = "".join(
            one if one.isprintable() else one.encode("unicode_escape").decode("ascii") for one in record.message
        )
        return super().formatMessage(record)

    def format(self, record: logging.LogRecord) -> str:
        """Lines that follow the first, as those of a traceback do, are marked as such."""
        return super().format(record).replace("\n", "\n  | ")
