"""Counting answers: how many a day, by which door, and of each question how many chose what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from fairway.kernel.questionnaire import Questionnaire
from fairway_portal.surveys.desk.submissions import Answered

MEASURED: Final = ("integer", "decimal", "date", "month", "year")


@dataclass(slots=True)
class Spread:
    """Numbers or days: how many, the least, the greatest, and the sum where they are numbers."""

    count: int = 0
    least: Any = None
    greatest: Any = None
    total: float = 0.0

    def add(self, value: Any) -> None:
        """Counts one more."""
        self.count += 1
        self.least = value if self.least is None or value < self.least else self.least
        self.greatest = value if self.greatest is None or value > self.greatest else self.greatest
        if isinstance(value, float):
            self.total += value


@dataclass(slots=True)
class Tally:
    """What was counted.

    Attributes:
        latest: Primary key and instance of the last set that was counted.
        count: Of sets of answers.
        by_day, by_channel, by_version: Of them.
        answered: Question → how many answered it (of repeated questions: how many times).
        chosen: Question → code → how many chose it.
        spread: Question → its numbers or days.
        rows: Repeated page → how many rows.
        faulty: Sets with a fault.
    """

    latest: tuple[int, Any] = (0, None)
    count: int = 0
    by_day: Counter[Any] = field(default_factory=Counter)
    by_channel: Counter[str] = field(default_factory=Counter)
    by_version: Counter[int] = field(default_factory=Counter)
    answered: Counter[str] = field(default_factory=Counter)
    chosen: dict[str, Counter[str]] = field(default_factory=dict)
    spread: dict[str, Spread] = field(default_factory=dict)
    rows: Counter[str] = field(default_factory=Counter)
    faulty: int = 0


def tallied(form: Questionnaire, answers: Iterable[Answered], made: Tally | None = None) -> Tally:
    """Counts answers; a value that its question does not allow is counted as answered, and nowhere else.

    Args:
        form: The present questionnaire; answers to questions that it has no more are left out.
        answers: To any of its versions.
        made: Of earlier answers, to which these are added; None to begin.
    """
    made = made or Tally()
    codes = {
        one.name: frozenset(choice.code for choice in form.choices[one.choices])
        for one in form.questions()
        if one.choices
    }
    kinds = {one.name: one.answer for one in form.questions()}
    for name, kind in kinds.items():
        if name in codes:
            made.chosen.setdefault(name, Counter())
        elif kind in MEASURED:
            made.spread.setdefault(name, Spread())
    repeated = frozenset(page.name for page in form.pages if page.repeated)
    for one in answers:
        made.count += 1
        made.latest = (one.pk, one.instance)
        made.by_day[one.received] += 1
        made.by_channel[one.channel] += 1
        made.by_version[one.version_id] += 1
        made.faulty += bool(one.faults)
        _count(made, kinds, codes, one.answers)
        for page in repeated & one.answers.keys():
            rows = one.answers[page]
            made.rows[page] += len(rows)
            for row in rows:
                _count(made, kinds, codes, row)
    return made


def _count(
    made: Tally, kinds: Mapping[str, str], codes: Mapping[str, frozenset[str]], answers: Mapping[str, Any]
) -> None:
    for name, answer in answers.items():
        kind = kinds.get(name)
        if kind is None or not isinstance(answer, str):
            continue
        made.answered[name] += 1
        if kind in ("one_of", "some_of"):
            given = answer.split() if kind == "some_of" else [answer]
            made.chosen[name].update(code for code in given if code in codes[name])
        elif name in made.spread:
            _spread(made.spread[name], kind, answer)


def _spread(spread: Spread, kind: str, answer: str) -> None:
    if kind in ("integer", "decimal"):
        try:
            value = float(answer)
        except ValueError:
            return
        if value == value and abs(value) != float("inf"):
            spread.add(value)
    elif len(answer) == 10:
        spread.add(answer)
