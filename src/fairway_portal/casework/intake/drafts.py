"""A report on its way: what she answered so far, and where she is."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any, Final

from fairway.safe_reporting.report import Answers, accepted

FIRST_STEP: Final = "what"
MOST_OFFICES: Final = 12
MOST_OTHERS: Final = 9


@dataclass(frozen=True, slots=True)
class Draft:
    """What the draft holds, sealed under the key that her number gives.

    Attributes:
        at: Code of the step that she sees next.
        answers: By code of a field of `safe_reporting.report`.
        offices: Ids of the offices she chose.
        others: Hold the report back until so many others name the same agency; 0: do not.
        checked: Whether she has seen the page that shows everything: a change leads back to it.
        looked: What was typed when agencies of that name were shown to her.
    """

    at: str = FIRST_STEP
    answers: Answers = field(default_factory=dict, repr=False)
    offices: tuple[int, ...] = ()
    others: int = 0
    checked: bool = False
    looked: str = field(default="", repr=False)

    def text(self, code: str) -> str:
        """The answer of a field with one answer; empty where it was skipped."""
        said = self.answers.get(code, "")
        return said if isinstance(said, str) else ""

    def with_answers(self, codes: tuple[str, ...], given: Answers) -> Draft:
        """The same draft with these fields answered anew: what is not given was skipped."""
        kept = {code: said for code, said in self.answers.items() if code not in codes}
        return replace(self, answers={**kept, **given})


def written(draft: Draft) -> bytes:
    """The draft as it is sealed."""
    said = {
        "at": draft.at,
        "answers": {code: list(one) if isinstance(one, tuple) else one for code, one in draft.answers.items()},
        "offices": list(draft.offices),
        "others": draft.others,
        "checked": draft.checked,
        "looked": draft.looked,
    }
    return json.dumps(said, ensure_ascii=False).encode()


def read(content: bytes) -> Draft:
    """A draft as it was sealed, perhaps by an earlier version of this program: what is not understood is left out."""
    try:
        said: Any = json.loads(content)
    except ValueError:
        return Draft()
    if not isinstance(said, dict):
        return Draft()
    given = said.get("answers")
    answers = {
        str(code): taken
        for code, one in (given if isinstance(given, dict) else {}).items()
        if (taken := accepted(str(code), one)) is not None
    }
    offices = said.get("offices")
    return Draft(
        at=str(said.get("at", FIRST_STEP)),
        answers=answers,
        offices=tuple(one for one in offices if isinstance(one, int)) if isinstance(offices, list) else (),
        others=_whole(said.get("others")),
        checked=said.get("checked") is True,
        looked=str(said.get("looked", "")),
    )


def _whole(said: object) -> int:
    return said if isinstance(said, int) and 0 <= said <= MOST_OTHERS else 0
