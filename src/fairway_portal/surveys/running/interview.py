"""One person's way through a questionnaire: what is asked, what is calculated, what the answers may not say.

The rules are those of `fairway.methods.routing_answers` (`answers_faults`), which checks whole tables; here one set of
answers is walked through, in microseconds, and a property test holds the two together.
"""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from fairway.kernel.questionnaire import Page, Question
from fairway.methods.routing import Answer, parse
from fairway.methods.routing_answers import FaultOfAnswer
from fairway.methods.routing_functions import number, text
from fairway.methods.routing_values import nearest
from fairway_portal.surveys.answers import Kept, Row
from fairway_portal.surveys.form import Form

NOT_A_QUESTION: Final = "not in the questionnaire"
MOST_CALCULATED: Final = 5_000
"""Letters of a calculated text. A longer one is not kept: calculations that double each other would fill the memory."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that an answer says and the questionnaire does not allow.

    Attributes:
        question: Its name.
        fault: Which of `FAULTS`, or that there is no such question.
        page: The repeated page, and row: which of its rows, from 1; "" and 0 elsewhere.
        nearest: A code of the list that may have been meant, or "".
    """

    question: str
    fault: FaultOfAnswer | str
    page: str = ""
    row: int = 0
    nearest: str = ""

    def as_json(self) -> dict[str, Any]:
        """As `Submission.faults` keeps it: without what does not apply."""
        every = {
            "question": self.question, "fault": self.fault, "page": self.page, "row": self.row, "nearest": self.nearest,
        }  # fmt: skip
        return {name: value for name, value in every.items() if value}


@dataclass(slots=True)
class Interview:
    """The answers after the routing has been walked through.

    Attributes:
        asked: Name of a page or of a question asked once → whether it is asked.
        asked_rows: Name of a repeated page → for each row, name → whether it is asked.
        values: Name → the answer as far as the routing lets it stand, calculated ones too; of a question of a repeated
            page, one for each row.
        rows: Name of a repeated page → its rows, likewise.
        faults: In the order of the questions.
    """

    form: Form
    today: date
    asked: dict[str, bool] = field(default_factory=dict)
    asked_rows: dict[str, list[dict[str, bool]]] = field(default_factory=dict)
    values: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, list[dict[str, Answer]]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def standing(self) -> Kept:
        """What is sent: the answers to what was asked, and what was calculated."""
        kept: Kept = {}
        for page in self.form.questionnaire.pages:
            if page.repeated:
                if self.asked[page.name] and self.rows[page.name]:
                    kept[page.name] = [_texts(row) for row in self.rows[page.name]]
            else:
                kept |= _texts({one.name: self.values.get(one.name) for one in page.questions})
        return kept

    def scope(self, page: Page, row: int) -> Mapping[str, Answer]:
        """What an expression of a page sees: all answers, and for a row (from 0) those of that row in their place."""
        return {**self.values, **self.rows[page.name][row]} if page.repeated else self.values

    def times(self, page: Page) -> int | None:
        """How often a page is repeated; None where that is for the person to say."""
        if not page.count:
            return None
        wanted = number(parse(page.count).evaluate(self.values, today=self.today))
        return max(0, min(int(wanted), 200)) if wanted == wanted else 0  # NaN: it cannot be told yet


def walked(form: Form, answers: Kept, today: date) -> Interview:
    """Goes through the questions in their order; what is left out counts as empty for what follows.

    Args:
        form: The questionnaire.
        answers: As `canonical` gives them. A calculated question that they hold is kept as it is.
        today: For `today()`.
    """
    made = Interview(form, today)
    rows: dict[str, list[Row]] = {}
    for name, answer in answers.items():
        if isinstance(answer, list):
            rows[name] = answer
        elif name in form.singles:
            made.values[name] = answer
        else:
            made.faults.append(Fault(name, NOT_A_QUESTION))
    for page in form.repeats.values():
        for one in page.questions:
            made.values[one.name] = tuple(row.get(one.name) for row in rows.get(page.name, ()))
    for page in form.questionnaire.pages:
        asked = _holds(page.relevant, made.values, today)
        made.asked[page.name] = asked
        if page.repeated:
            _walk_rows(made, page, rows.get(page.name, []), asked=asked)
        else:
            for one in page.questions:
                made.asked[one.name] = _walk(made, one, made.values, asked=asked, row=Fault(one.name, ""))
    return made


def _walk_rows(made: Interview, page: Page, rows: list[Row], *, asked: bool) -> None:
    made.asked_rows[page.name], made.rows[page.name] = [], []
    names = {one.name for one in page.questions}
    for at, row in enumerate(rows, start=1):
        scope: dict[str, Answer] = {**made.values, **dict.fromkeys(names), **row}
        asked_here = {
            one.name: _walk(made, one, scope, asked=asked, row=Fault(one.name, "", page.name, at))
            for one in page.questions
        }
        made.faults.extend(Fault(name, NOT_A_QUESTION, page.name, at) for name in row if name not in names)
        made.asked_rows[page.name].append(asked_here)
        made.rows[page.name].append({name: scope[name] for name in names})
    for name in names:
        made.values[name] = tuple(row[name] for row in made.rows[page.name])  # type: ignore[misc]  # each is single


def _walk(made: Interview, one: Question, scope: MutableMapping[str, Answer], *, asked: bool, row: Fault) -> bool:
    """Whether a question is asked; its faults are noted, and what does not stand is taken out of the scope."""
    asked = asked and _holds(one.relevant, scope, made.today)
    given = scope.get(one.name)
    if one.answer == "note":
        return asked
    if one.answer == "calculated":
        if given in (None, ""):
            found = parse(one.calculation).evaluate(scope, today=made.today) if one.calculation else ""
            said = text(found)
            scope[one.name] = said if 0 < len(said) <= MOST_CALCULATED else None
    elif given in (None, ""):
        if asked and one.required and not one.sensitive:
            made.faults.append(_fault(row, "missing"))
    else:
        _check(made, one, scope, asked=asked, row=row)
    if not asked:
        scope[one.name] = None
    return asked


def _check(made: Interview, one: Question, scope: Mapping[str, Answer], *, asked: bool, row: Fault) -> None:
    if not asked:
        made.faults.append(_fault(row, "not asked"))
        return
    given = str(scope[one.name])
    near = nearest(one, given, made.form.codes_of(one))
    if near is not None:
        made.faults.append(_fault(row, "not in the list" if one.choices else "not of its kind", near))
    elif one.constraint and not parse(one.constraint).holds(scope, given, today=made.today):
        made.faults.append(_fault(row, "against the constraint"))


def _fault(row: Fault, fault: FaultOfAnswer, near: str = "") -> Fault:
    return Fault(row.question, fault, row.page, row.row, near)


def _holds(written: str, scope: Mapping[str, Answer], today: date) -> bool:
    return parse(written).holds(scope, today=today) if written else True


def _texts(values: Mapping[str, Answer]) -> Row:
    return {name: str(value) for name, value in values.items() if value not in (None, "")}
