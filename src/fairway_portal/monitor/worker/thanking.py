"""The page after a rating: thanks, what happens now, and the way to help."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fairway.kernel.text import Text
from fairway.recruitment.ratings.answering import signs_of_abuse
from fairway.reference.places import by_code


@dataclass(frozen=True, slots=True)
class Thanks:
    """What the page shows.

    Attributes:
        signs: What of her answers may be abuse, the gravest first; none, too, where they were sent before.
        origin, destination: Of her journey, where she told both: the list of helpers is by corridor. Nothing else of
            her answers is in any address.
    """

    signs: tuple[Text, ...] = ()
    origin: str = ""
    destination: str = ""


def thanks(answers: Mapping[str, Any]) -> Thanks:
    """The page for one rating's answers.

    Args:
        answers: Question → answer; empty where they were sent before.
    """
    ends = [str(answers.get(name, "")) for name in ("origin", "destination")]
    if not all(end in by_code() for end in ends) or ends[0] == ends[1]:
        ends = ["", ""]
    return Thanks(tuple(sign.reason for sign in signs_of_abuse(answers)), *ends)
