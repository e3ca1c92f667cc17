"""The steps of a report, one page each. Every one can be skipped but the offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Step:
    """One page.

    Attributes:
        code: As the page's form names it.
        title: What the page is about, or nothing where its first question says it.
        fields: Codes of the fields that it asks.
    """

    code: str
    title: Text
    fields: tuple[str, ...] = ()


STEPS: Final = (
    Step("what", Text("What happened?"), ("happened",)),
    Step("words", Text("Tell it in your own words"), ("words",)),
    Step("who", Text("Where did it happen?"), ("against", "agency", "country", "year")),
    Step("safe", Text("Are you safe now?"), ("safe",)),
    Step("reach", Text("How can we answer you?"), ("reach", "contact", "hours", "alias", "language")),
    Step("files", Text("Photographs, papers, recordings")),
    Step("offices", Text("Who may read it?")),
    Step("check", Text("Read it once more")),
)
CODES: Final = tuple(one.code for one in STEPS)
BY_CODE: Final = {one.code: one for one in STEPS}


def after(code: str) -> str:
    """The step that follows."""
    return CODES[min(CODES.index(code) + 1, len(CODES) - 1)]


def before(code: str) -> str:
    """The step that precedes."""
    return CODES[max(CODES.index(code) - 1, 0)]
