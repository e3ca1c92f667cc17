"""Drawing a page: a template, a typed context, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.template.loader import get_template
from django.views.decorators.http import require_safe

P = ParamSpec("P")


def render(request: HttpRequest, template: str, page: object, *, status: int = 200) -> HttpResponse:
    """The page drawn with `page` as its one context value.

    Args:
        request: For the layout (language switcher, current address).
        template: `observatory/corridor.html`.
        page: A frozen dataclass.
        status: HTTP status.
    """
    body = get_template(template).render({"page": page}, request)
    return HttpResponse(body, status=status)


def unkept(response: HttpResponse, *, private: bool = False) -> HttpResponse:
    """The same response, never kept in the portal's memory of pages: what it shows may change, or is one person's.

    Args:
        response: A page that is made from the database.
        private: Whether no browser or proxy may keep it either, and no other site may learn that she was here.
    """
    response.headers["Cache-Control"] = "no-store" if private else "no-cache"
    if private:
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


def page(
    view: Callable[Concatenate[HttpRequest, P], HttpResponse],
) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
    """A view of a page: read with GET or HEAD; its language is in its address and already spoken by the middleware."""

    @wraps(view)
    def read(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        kwargs.pop("language", None)
        return view(request, *args, **kwargs)

    return require_safe(read)
