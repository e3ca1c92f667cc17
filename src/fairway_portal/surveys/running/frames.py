"""What the templates of a questionnaire are handed: one frozen value for each kind of page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fairway.kernel.text import Text
from fairway_portal.surveys.running.languages import direction, own_name, spoken_beside
from fairway_portal.surveys.running.showing import FieldFault, ShownQuestion


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language in which the same page can be read."""

    tag: str
    name: str
    address: str


@dataclass(frozen=True, slots=True)
class Speech:
    """The language of a page: of the questionnaire, and of what stands around it.

    Attributes:
        tag: Of the questionnaire.
        direction: `rtl` or `ltr`, of the whole page.
        foreign: Whether the questionnaire's text is in another language than the page's own words.
        mixed: Whether the two are written in different directions.
        tongues: The other languages, with addresses.
    """

    tag: str
    direction: str
    foreign: bool
    mixed: bool
    tongues: tuple[Tongue, ...]


def speech_of(tag: str, others: Mapping[str, str]) -> Speech:
    """The language of a page.

    Args:
        tag: Of the questionnaire.
        others: Tag of another language → the address of the same page in it.
    """
    around = spoken_beside(tag)
    mine = direction(tag)
    tongues = tuple(Tongue(other, own_name(other), address) for other, address in others.items())
    return Speech(tag, mine, around != tag, mine != direction(around), tongues)


@dataclass(frozen=True, slots=True)
class Languages:
    """Choosing a language."""

    titles: tuple[tuple[Tongue, str, str], ...]
    """The language with its address, its direction, and the title in it."""


@dataclass(frozen=True, slots=True)
class Start:
    """Before the first page."""

    speech: Speech
    title: str
    open: bool
    demonstration: bool
    days: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page of questions.

    Attributes:
        heading: Of the page.
        at, of: “Page 3 of 9”; `of` is 0 where nobody can know yet.
        back: The address of the page before; "" on the first.
        asked: The names of what is shown, for the form to send back.
        note: Text above the questions of a row (“Number 2”), or None.
    """

    speech: Speech
    heading: str
    at: int
    of: int
    back: str
    questions: tuple[ShownQuestion, ...]
    faults: tuple[FieldFault, ...]
    asked: str
    note: Text | None
    demonstration: bool
    days: int


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a repeated page: its number, its place, what it says, where it is changed."""

    number: int
    at: int
    said: tuple[tuple[str, str | Text], ...]
    address: str


@dataclass(frozen=True, slots=True)
class Rows:
    """A repeated page: its rows; `add` is the address of one more, or "" where there are enough."""

    speech: Speech
    heading: str
    at: int
    of: int
    back: str
    rows: tuple[ShownRow, ...]
    add: str
    full: bool
    counted: bool
    faults: tuple[FieldFault, ...]
    demonstration: bool
    days: int


@dataclass(frozen=True, slots=True)
class CheckedAnswer:
    """An answer as it will be sent, and where it is changed."""

    question: str
    said: str | Text
    address: str


@dataclass(frozen=True, slots=True)
class CheckedPage:
    """The answers of a page, or of a row of one (`row` from 1, else 0)."""

    heading: str
    row: int
    answers: tuple[CheckedAnswer, ...]


@dataclass(frozen=True, slots=True)
class Unfinished:
    """An answer that keeps the rest from being sent, and where it is."""

    question: str
    message: Text | str
    address: str


@dataclass(frozen=True, slots=True)
class Check:
    """All answers, before they are sent."""

    speech: Speech
    title: str
    back: str
    pages: tuple[CheckedPage, ...]
    unfinished: tuple[Unfinished, ...]
    demonstration: bool
    days: int


@dataclass(frozen=True, slots=True)
class Thanks:
    """After sending; `already` where it was sent before."""

    speech: Speech
    already: bool
    demonstration: bool
