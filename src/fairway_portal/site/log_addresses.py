"""Keeps secrets out of the log: an address may hold the key of a draft or of a collector, its pattern holds none."""

from __future__ import annotations

import logging

from django.http import HttpRequest


class PatternForAddress(logging.Filter):
    """Puts the pattern of an address (`answer/<slug:slug>/<str:key>`) where Django would write the address."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Called for each line; none is kept back."""
        request = getattr(record, "request", None)
        if isinstance(request, HttpRequest) and isinstance(record.args, tuple):
            pattern = request.resolver_match.route if request.resolver_match else "an unknown address"
            known = (request.path, request.get_full_path())
            record.args = tuple(pattern if said in known else said for said in record.args)
        return True
