"""A version's questionnaire, ready to be asked: read once, and kept for as long as it is used."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from threading import RLock

from fairway.exchange.questionnaire_json import from_json
from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire
from fairway.methods.routing_values import Codes
from fairway_portal.surveys.models import Version

NO_CODES = Codes(())
_READING = RLock()


@dataclass(frozen=True, eq=False)
class Form:
    """A questionnaire with what is looked up in it at every answer."""

    questionnaire: Questionnaire
    codes: dict[str, Codes] = field(init=False)
    """Name of a list → its codes."""
    repeats: dict[str, Page] = field(init=False)
    """Name of a repeated page → the page."""
    singles: dict[str, Question] = field(init=False)
    """Name → question, of the pages that are asked once."""
    labels: dict[tuple[str, str], Choice] = field(init=False)
    """List and code → the choice."""

    def __post_init__(self) -> None:
        asked = self.questionnaire
        codes = {name: Codes(tuple(one.code for one in listed)) for name, listed in asked.choices.items()}
        object.__setattr__(self, "codes", codes)
        object.__setattr__(self, "repeats", {page.name: page for page in asked.pages if page.repeated})
        singles = {one.name: one for page in asked.pages if not page.repeated for one in page.questions}
        object.__setattr__(self, "singles", singles)
        labels = {(name, one.code): one for name, listed in asked.choices.items() for one in listed}
        object.__setattr__(self, "labels", labels)

    def codes_of(self, one: Question) -> Codes:
        """The codes of a question's list; none where it has no list."""
        return self.codes.get(one.choices, NO_CODES)


def form_of(version: Version) -> Form:
    """The form of a version; versions never change, so it is read once in each process."""
    with _READING:  # those who come first come together: one of them reads, the others wait
        return _form(version.pk, version.fingerprint)


@lru_cache(maxsize=64)
def _form(version_id: int, fingerprint: str) -> Form:
    return Form(from_json(Version.objects.get(pk=version_id, fingerprint=fingerprint).questionnaire))
