"""What the address of a file asks for, checked: a mistyped parameter must not look like another question."""

from __future__ import annotations

from collections.abc import Collection
from difflib import get_close_matches
from typing import Final

from django.http import HttpRequest

from fairway.kernel.errors import InputError
from fairway.reference import places

LARGEST: Final = 2**63 - 1


class ParameterRefused(InputError):
    """A parameter of an address that there is not, or that is not what it should be."""

    slug = "parameter-refused"


def only(request: HttpRequest, *names: str) -> None:
    """Refuses parameters that a file does not have, and those that are given twice.

    Raises:
        ParameterRefused: Naming the nearest one.
    """
    for name in request.GET:
        if name not in names:
            raise ParameterRefused(
                f"There is no parameter “{name[:40]}” here.", advice=_instead(name[:40], names),
                details={"parameter": name[:40], "allowed": sorted(names)},
            )  # fmt: skip
        if len(request.GET.getlist(name)) > 1:
            raise ParameterRefused(
                f"“{name}” is given more than once.", advice="Give it once.", details={"parameter": name}
            )


def _instead(name: str, names: Collection[str]) -> str:
    near = get_close_matches(name, names, n=1)
    if near:
        return f"Did you mean “{near[0]}”?"
    return f"There is: {', '.join(sorted(names))}." if names else "This file has no parameters."


def country(request: HttpRequest) -> str:
    """The country asked for (ISO 3166-1 alpha-3), or empty.

    Raises:
        ParameterRefused: It is no code of a country.
    """
    code = request.GET.get("country", "").strip().upper()
    if not code or code in places.by_code():
        return code
    near = get_close_matches(code[:40], places.by_code(), n=3)
    raise ParameterRefused(
        f"“{code[:40]}” is no country.",
        advice=f"Write three letters of ISO 3166-1{': ' + ', '.join(near) if near else ''}, as NPL.",
        details={"parameter": "country", "suggestions": near},
    )


def place_in_feed(request: HttpRequest, name: str) -> int | None:
    """A place in the feed, or None where none is asked for.

    Raises:
        ParameterRefused: It is no whole number.
    """
    typed = request.GET.get(name, "").strip()
    if not typed:
        return None
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= 19) or int(typed) > LARGEST:
        raise ParameterRefused(
            f"“{name}” must be the id of a change: a whole number.",
            advice="Take it from the last change that you have, or leave it out.", details={"parameter": name},
        )  # fmt: skip
    return int(typed)
