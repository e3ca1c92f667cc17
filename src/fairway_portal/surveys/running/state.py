"""What a draft holds: the answers so far, the pages that were seen, the rows of repeated pages by lasting numbers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field

from fairway_portal.surveys.answers import Kept, Row


@dataclass(slots=True)
class State:
    """A draft, unsealed.

    Attributes:
        language: In which she last read it.
        singles: Answers to what is asked once.
        rows: Name of a repeated page → number of a row → its answers. A number is never used twice, so that the same
            row sent twice (a reload, the back button) is one row.
        last: Name of a repeated page → the last number given.
        prefilled: Questions that were answered before she began.
        seen: Pages that she has been through.
    """

    language: str
    singles: Row = field(default_factory=dict)
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)
    last: dict[str, int] = field(default_factory=dict)
    prefilled: list[str] = field(default_factory=list)
    seen: list[str] = field(default_factory=list)

    def kept(self) -> Kept:
        """The answers as they are walked through."""
        return {**self.singles, **{page: list(rows.values()) for page, rows in self.rows.items()}}

    def numbers(self, page: str) -> tuple[int, ...]:
        """The numbers of a page's rows, in order."""
        return tuple(sorted(int(number) for number in self.rows.get(page, {})))

    def answer(self, page: str, row: int, answers: Mapping[str, str], shown: Iterable[str]) -> None:
        """Takes a page's answers: those of what was shown are replaced, the others stay.

        Args:
            page: Its name.
            row: The number of its row; 0 for a page that is asked once.
            answers: Name → answer; what is not there was left empty.
            shown: The questions that she saw.
        """
        into = self.singles
        if row:
            rows = self.rows.setdefault(page, {})
            into = rows.setdefault(str(row), {})
            self.rows[page] = dict(sorted(rows.items(), key=lambda one: int(one[0])))
            self.last[page] = max(row, self.last.get(page, 0))
        for name in shown:
            into.pop(name, None)
        into.update(answers)

    def fit(self, page: str, times: int) -> None:
        """Gives a page as many rows as its questionnaire counts, numbered from 1."""
        rows = self.rows.get(page, {})
        self.rows[page] = {str(number): rows.get(str(number), {}) for number in range(1, times + 1)}

    def remove(self, page: str, row: int) -> None:
        """Takes a row away; one that is not there is away already."""
        self.rows.get(page, {}).pop(str(row), None)

    def pass_by(self, page: str) -> None:
        """Notes that a page was seen."""
        if page not in self.seen:
            self.seen.append(page)

    def encoded(self) -> bytes:
        """For sealing."""
        return json.dumps(asdict(self), separators=(",", ":")).encode()


def decoded(content: bytes) -> State:
    """A draft from what `encoded` made."""
    return State(**json.loads(content))
