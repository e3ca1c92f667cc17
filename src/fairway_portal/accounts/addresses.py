"""Where the desk may lead after signing in: to the desk itself, and nowhere else."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse

from fairway.reference.wording import LANGUAGES
from fairway_portal.design import speech

DESK: Final = re.compile(rf"/(?:{'|'.join(LANGUAGES)})/desk/[A-Za-z0-9._~/-]*(?:\?[A-Za-z0-9._~=&%+-]*)?")
LONGEST: Final = 500


def within_desk(asked: str) -> str:
    """The address that was asked for, or the desk's first page if it is anything but a page of the desk.

    Args:
        asked: What stood in `next`: anybody may have written it.
    """
    path = asked.partition("?")[0]
    if len(asked) <= LONGEST and DESK.fullmatch(asked) and ".." not in path and "//" not in path:
        try:
            resolve(path)
        except Resolver404:
            return home()
        return asked
    return home()


def home() -> str:
    """The desk's first page in the reader's language."""
    return reverse("desk", args=(speech.current().language,))


def sign_in(request: HttpRequest) -> str:
    """The page to sign in, which leads back to a page that was to be read."""
    path = reverse("desk-sign-in", args=(speech.current().language,))
    wanted = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    if not wanted or within_desk(wanted) != wanted or wanted == home():
        return path
    return f"{path}?{urlencode({'next': wanted})}"
