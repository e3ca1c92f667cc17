"""What a view of the desk declares of itself: whom it admits. Read by the links of the desk and by the matrix."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Final

from fairway_portal.accounts.models import Role

NAME: Final = "admitted_roles"


def declare(view: Callable[..., Any], roles: Iterable[Role], methods: tuple[str, ...]) -> None:
    """Writes on a view which roles it admits, and by which methods of HTTP."""
    setattr(view, NAME, (frozenset(roles), methods))


def admitted(view: Callable[..., Any]) -> frozenset[Role] | None:
    """The roles that a view admits; None for a page that declares none: everybody may open it."""
    declared = getattr(view, NAME, None)
    return declared[0] if declared else None


def methods_of(view: Callable[..., Any]) -> tuple[str, ...]:
    """The methods by which a page of the desk may be asked; empty for a page that declares none."""
    declared = getattr(view, NAME, None)
    return declared[1] if declared else ()
