"""Reading what she posted: what each step asks, and what of it is wrong. What is wrong is never lost, only told."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict

from fairway.kernel.text import Text
from fairway.safe_reporting.report import FIELDS, Answer, accepted
from fairway_portal.casework.intake.drafts import MOST_OFFICES, MOST_OTHERS, Draft
from fairway_portal.casework.intake.steps import BY_CODE

CARRIED: Final = (*(one.code for one in FIELDS), "step", "go", "office", "others")
"""What a page carries over while she types her number again."""
MOST_CARRIED: Final = 60
LONGEST_CARRIED: Final = 20_000
SEVERAL: Final = frozenset(one.code for one in FIELDS if one.kind == "several")
LIVED: Final = ("contact", "hours", "alias")
"""Asked only of whoever wants to be reached."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a field, as the page links it."""

    field: str
    message: Text


def answered(post: QueryDict, step: str, draft: Draft) -> tuple[Draft, tuple[Fault, ...]]:
    """The draft with the answers of one step, and what of them could not be taken.

    Args:
        post: What came.
        step: Code of the step that was on the page.
        draft: As it was before.
    """
    codes = BY_CODE[step].fields
    given: dict[str, Answer] = {}
    faults = []
    for code in codes:
        said: object = post.getlist(code) if code in SEVERAL else post.get(code, "")
        taken = accepted(code, said)
        if taken is not None:
            given[code] = taken
        elif code == "year" and str(said).strip():
            faults.append(Fault("year", Text("Write the year with four digits, or leave it empty.")))
    if given.get("reach") == "number":
        given = {code: one for code, one in given.items() if code not in LIVED}
    return draft.with_answers(codes, given), tuple(faults)


def offices(post: QueryDict, draft: Draft, offered: tuple[int, ...]) -> Draft:
    """The draft with the offices that were ticked, of those that can be."""
    ticked = {one for one in post.getlist("office")[: MOST_OFFICES * 2] if one.isascii() and one.isdigit()}
    chosen = tuple(one for one in offered if str(one) in ticked)[:MOST_OFFICES]
    others = post.get("others", "")
    held = int(others) if others.isascii() and others.isdigit() and len(others) == 1 else 0
    return replace(draft, offices=chosen, others=min(held, MOST_OTHERS))


def carried(post: QueryDict) -> tuple[tuple[str, str], ...]:
    """What was posted, to be posted again with her number: a page that was open too long loses nothing."""
    pairs = [
        (name, value[:LONGEST_CARRIED]) for name in CARRIED for value in post.getlist(name) if isinstance(value, str)
    ]
    return tuple(pairs[:MOST_CARRIED])
