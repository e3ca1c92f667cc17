"""What was written, shown once more before it is recorded: the page to check answers, of every form here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpResponse

from fairway.kernel.text import PlaceName, Text
from fairway_portal.accounts.permissions import DeskRequest
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class CheckPage:
    """Answers to check.

    Attributes:
        title: Of the page.
        about: Agency or licence.
        answers: What is asked, and what was written.
        hidden: Names and values that go on with the form; a name may come more than once.
        address: Where the form goes.
        button: What it does.
        effect: What recording it does, in a sentence.
        files: Whether files may be sent with it.
        warning: Whether the button is one to think about.
    """

    title: Text
    about: str
    answers: tuple[tuple[Text, Text | str], ...]
    hidden: tuple[tuple[str, str], ...]
    address: str
    button: Text
    effect: Text
    files: bool = True
    warning: bool = False


def hidden_of(values: Mapping[str, str], **more: str) -> tuple[tuple[str, str], ...]:
    """The fields of a form as hidden ones."""
    return tuple({**values, **more}.items())


def said_places(codes: Iterable[str]) -> Text:
    """Names of countries in the reader's language; none: all."""
    said: Text | None = None
    for code in codes:
        place = Text("{place}", place=PlaceName(code))
        said = place if said is None else Text("{before}, {place}", before=said, place=place)
    return said or Text("All countries")


def said_all(names: Iterable[Text], none: Text) -> Text:
    """Several names in one text."""
    said: Text | None = None
    for name in names:
        said = name if said is None else Text("{before}, {name}", before=said, name=name)
    return said or none


def shown(request: DeskRequest, page: CheckPage) -> HttpResponse:
    """The page."""
    return render(request, "register/licensing/check.html", page)
