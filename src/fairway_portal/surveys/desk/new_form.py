"""What is written to make a new survey: its title, its address, and what it begins with."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict

from fairway.kernel.questionnaire_faults import LANGUAGE
from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.surveys.desk import reading
from fairway_portal.surveys.desk.modules import SHIPPED

SLUG: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_SLUG: Final = 60
RESERVED: Final = ("new", "preview")
FILE: Final = "file"
EMPTY: Final = "empty"


@dataclass(frozen=True, slots=True)
class NewSurvey:
    """A survey as it was asked for.

    Attributes:
        title: Of an empty one; the others bring theirs.
        slug: Its address.
        source: `file`, `empty`, or the id of a module that comes with Fairway.
        language: The first language of an empty one.
        collectors_only: Whether nobody may answer on the pages.
    """

    title: str = ""
    slug: str = ""
    source: str = FILE
    language: str = "en"
    collectors_only: bool = False
    faults: tuple[Fault, ...] = ()

    def with_fault(self, field: str, message: Text) -> NewSurvey:
        """The same with one more fault."""
        return replace(self, faults=(*self.faults, Fault(field, message)))


def read_new(post: QueryDict) -> NewSurvey:
    """What was written, with its faults."""
    asked = NewSurvey(
        reading.line(post, "title"),
        reading.line(post, "slug", 2 * LONGEST_SLUG).lower(),
        reading.line(post, "source"),
        reading.line(post, "first_language", 16),
        reading.yes(post, "collectors_only"),
    )
    if not SLUG.fullmatch(asked.slug) or len(asked.slug) > LONGEST_SLUG:
        asked = asked.with_fault("slug", Text("Use small letters, digits and hyphens, at most 60: costs-2026."))
    elif asked.slug in RESERVED or asked.slug.startswith("preview-"):
        asked = asked.with_fault("slug", Text("The desk needs this address for itself. Choose another."))
    if asked.source not in (FILE, EMPTY, *SHIPPED):
        asked = asked.with_fault("source", Text("Choose what the survey begins with."))
    if asked.source == EMPTY and not asked.title:
        asked = asked.with_fault("title", Text("Write a title: workers read it first."))
    if asked.source == EMPTY and not LANGUAGE.fullmatch(asked.language):
        asked = asked.with_fault("first_language", Text("Write the code of a language, for example en or ne."))
    return asked
