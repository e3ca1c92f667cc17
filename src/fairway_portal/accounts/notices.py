"""A sentence for the next page: what an action did, said once after the redirect."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from fairway.kernel.text import Text

KEY: Final = "notice"


def say_next(request: HttpRequest, template: Text) -> None:
    """Keeps a sentence whose values are words and numbers for the next page of the desk.

    Args:
        request: Of somebody who is signed in.
        template: `Text("{name} can sign in no more.", name=person.name)`.
    """
    values = {name: value if isinstance(value, str | int) else str(value) for name, value in template.values.items()}
    request.session[KEY] = [template.template, values]


def taken(request: HttpRequest) -> Text | None:
    """The sentence that waits for this page, once."""
    if KEY not in request.session:
        return None
    template, values = request.session.pop(KEY)
    return Text(template, **values)
