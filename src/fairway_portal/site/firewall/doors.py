"""Every address of the portal, who may open it, and the code behind it."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.urls import URLPattern, get_resolver

from fairway_portal.accounts.declared import admitted
from fairway_portal.accounts.models import Role


@dataclass(frozen=True, slots=True)
class Door:
    """An address.

    Attributes:
        route: As `urls` write it.
        roles: Whom it admits; None: everybody.
        code: Dotted names of what answers.
    """

    route: str
    roles: frozenset[Role] | None
    code: tuple[str, ...]


def doors() -> tuple[Door, ...]:
    """Every address, those of the interface for programs too."""
    return tuple(_walk(get_resolver(), ""))


def _walk(resolver: Any, before: str) -> Iterator[Door]:
    for one in resolver.url_patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLPattern):
            yield Door(route, admitted(one.callback), tuple(sorted(set(_named(one.callback)))))
        else:
            yield from _walk(one, route)


def _named(view: Callable[..., Any]) -> Iterator[str]:
    """The definitions behind a view: through decorators, classes, and the operations of the API."""
    for operation in _operations(view):
        yield from _named(operation.view_func)
    made = getattr(view, "view_class", None) or view
    while isinstance(made, partial):
        made = made.func
    inner = inspect.unwrap(made)
    for one in (made, inner):
        name = getattr(one, "__qualname__", type(one).__qualname__)
        yield f"{getattr(one, '__module__', '')}.{name.split('.')[0]}"


def _operations(view: Callable[..., Any]) -> tuple[Any, ...]:
    """The operations of an address of the API: its view is a closure over the object that has them."""
    closed_over = (cell.cell_contents for cell in getattr(view, "__closure__", None) or ())
    return tuple(one for had in closed_over for one in getattr(had, "operations", ()))
