"""A draft with everything a page of it needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.utils.timezone import localdate

from fairway.kernel.errors import NotFound
from fairway.kernel.questionnaire import Page
from fairway.kernel.text import Text
from fairway_portal.design import speech
from fairway_portal.surveys.form import Form, form_of
from fairway_portal.surveys.models import Survey, Version
from fairway_portal.surveys.queries import open_draft
from fairway_portal.surveys.running import addresses
from fairway_portal.surveys.running.frames import Speech, speech_of
from fairway_portal.surveys.running.interview import Interview
from fairway_portal.surveys.running.saying import Teller
from fairway_portal.surveys.running.state import State
from fairway_portal.surveys.running.way import interviewed, stops


class NotSpoken(NotFound):
    """A language that a questionnaire does not have."""

    slug = "language-missing"

    def __init__(self) -> None:
        super().__init__(
            Text("These questions are not there in this language."),
            advice=Text("Choose another language."),
        )


@dataclass(frozen=True, slots=True)
class Opened:
    """A draft that is being answered.

    Attributes:
        slug, tag, key: As in the address.
        stops: The numbers of the pages that are seen.
    """

    slug: str
    tag: str
    key: str
    survey: Survey
    version: Version
    form: Form
    state: State
    interview: Interview
    teller: Teller
    stops: tuple[int, ...]

    def page(self, number: int) -> Page | None:
        """The page of that number; None where there is none, or it is not asked."""
        pages = self.form.questionnaire.pages
        if not 0 < number <= len(pages) or not self.interview.asked[pages[number - 1].name]:
            return None
        return pages[number - 1]

    def progress(self, number: int) -> tuple[int, int]:
        """Which page of how many; of 0 where it is the last one only until it is answered."""
        at, count = sum(1 for each in self.stops if each <= number) or 1, len(self.stops)
        open_end = at >= count and number < len(self.form.questionnaire.pages)
        return at, 0 if open_end and self.form.questionnaire.pages[number - 1].name not in self.state.seen else count

    def address(self, number: int) -> str:
        """Of a page."""
        return addresses.page(self.slug, self.tag, self.key, number)

    def check(self) -> str:
        """The address where answers are checked."""
        return addresses.check(self.slug, self.tag, self.key)

    def resume(self) -> str:
        """Where it goes on."""
        return addresses.resume(self.slug, self.tag, self.key)

    def speech(self, address: Callable[[str], str]) -> Speech:
        """The language of a page.

        Args:
            address: A tag → the address of the same page in that language.
        """
        return spoken(self.form, self.tag, address)

    def with_state(self, state: State) -> Opened:
        """The same draft after something was answered."""
        return _opened(self.slug, self.tag, self.key, self.version, state)


def opened(slug: str, tag: str, key: str) -> Opened | None:
    """The draft of a key; None where it was sent.

    Raises:
        DraftGone: It expired, was never there, or the key is not whole.
        NotSpoken: The questionnaire has no such language.
    """
    found = open_draft(slug, key)
    needs(form_of(found.version), tag)
    return None if found.state is None else _opened(slug, tag, key, found.version, found.state)


def needs(form: Form, tag: str) -> None:
    """Refuses a language that a questionnaire does not have.

    Raises:
        NotSpoken: It has not.
    """
    if tag not in form.questionnaire.languages:
        raise NotSpoken


def spoken(form: Form, tag: str, address: Callable[[str], str]) -> Speech:
    """The language of a page, and the others in which it can be read."""
    others: Mapping[str, str] = {other: address(other) for other in form.questionnaire.languages if other != tag}
    return speech_of(tag, others)


def _opened(slug: str, tag: str, key: str, version: Version, state: State) -> Opened:
    form = form_of(version)
    interview = interviewed(form, state, localdate())
    teller = Teller(form, tag, speech.current())
    return Opened(slug, tag, key, version.survey, version, form, state, interview, teller, stops(interview, state))
