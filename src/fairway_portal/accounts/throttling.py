"""What the count of failed sign-ins may know: the name that was tried, and no address of a device."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest


def no_address(request: HttpRequest) -> None:
    """No address is read, so none can be stored."""


def name_of(request: HttpRequest | None, credentials: Mapping[str, Any] | None = None) -> str:
    """The e-mail address that was tried, folded as accounts fold it.

    Args:
        request: Of the form; None where a command signs in.
        credentials: As they were handed to Django, or None.
    """
    said = (credentials or {}).get("username") or (request.POST.get("email", "") if request else "")
    return str(said).strip().casefold()[:254]
