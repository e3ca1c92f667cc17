"""Failed sign-ins: counted by the name that was tried, whether or not anybody has it; no device's address is read."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from axes.models import AccessAttempt
from django.conf import settings
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from fairway_portal.accounts.closing import closed
from fairway_portal.accounts.models.person import folded
from fairway_portal.design.rendering import render

MINUTE: Final = 60


@dataclass(frozen=True, slots=True)
class Locked:
    """The page that says how long it takes. Unit: whole minutes, at least 1."""

    minutes: int


def no_address(request: HttpRequest) -> None:
    """No address is read, so none can be stored."""


def name_of(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """The e-mail address that was tried, folded as accounts fold it.

    Args:
        request: Of the form; None where a command signs in.
        credentials: As they were handed to Django, or None.
    """
    given = credentials or {}  # Django calls it `username`, the one who counts `email`
    said = given.get("username") or given.get("email") or (request.POST.get("email", "") if request else "")
    return folded(str(said))


def locked_out(
    request: HttpRequest, refused: HttpResponse | None = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """429: too many failures for one name (`AXES_LOCKOUT_CALLABLE`); the same page where nobody has that name.

    Args:
        request: Of the form.
        refused: What the view would have answered.
        credentials: As they were handed to Django.
    """
    seconds = seconds_left(name_of(request, credentials))
    page = Locked(math.ceil(seconds / MINUTE))
    response = closed(render(request, "accounts/locked.html", page, status=429))
    response.headers["Retry-After"] = str(seconds)
    return response


def seconds_left(name: str) -> int:
    """How long a name stays locked. Unit: seconds, at least 1."""
    last = AccessAttempt.objects.filter(username=name).aggregate(last=Max("attempt_time"))["last"]
    wait: timedelta = settings.AXES_COOLOFF_TIME
    left = (last + wait - timezone.now()) if last else wait
    return max(1, math.ceil(left.total_seconds()))
