"""The answer: each term promised, on paper and now, in plain words; what the laws ask; what to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.timezone import localdate

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.contracts.comparing import compare
from fairway.recruitment.contracts.comparing_values import Change, Comparison, Grade
from fairway.recruitment.contracts.fields import by_name
from fairway.recruitment.contracts.legality import check_terms
from fairway.recruitment.contracts.saying import value_said
from fairway.recruitment.contracts.terms import Terms
from fairway_portal.register.worker.contract_form import QUESTIONS, STAGES

if TYPE_CHECKING:
    from fairway.recruitment.contracts.legality import Finding

MOST_RULES: Final = 12
GRADES: Final[dict[Grade, Text]] = {
    "none": Text("It is what you were promised."),
    "improved": Text("It is what you were promised. Some of it is better."),
    "minor": Text("It is nearly what you were promised. Something is a little less."),
    "substantive": Text("It is not what you were promised. Important things are worse."),
    "total": Text("This is another job than the one you were promised."),
}
MARKS: Final = {
    "worse": ("▼", Text("Worse")),
    "same": ("=", Text("The same")),
    "better": ("▲", Text("Better")),
    "unknown": ("?", Text("Cannot be told")),
}
TITLES: Final = {"promised": Text("Promised"), "signed": Text("On paper"), "paid": Text("Now")}


@dataclass(frozen=True, slots=True)
class Row:
    """One term.

    Attributes:
        title: Of the term.
        said: Title of the stage, and what it says or None.
        direction: worse, same, better, unknown.
        mark, word: How that is shown: a shape and a word, never a colour alone.
        reasons: Why, where it is not the same.
    """

    title: Text
    said: tuple[tuple[Text, Text | str | PlaceName | None], ...]
    direction: str
    mark: str
    word: Text
    reasons: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """The whole answer.

    Attributes:
        grade: Of `GRADES`.
        headline: In plain words.
        rows: Worse ones first.
        rules: What the laws and standards ask of these terms; broken ones first.
        steps: What to do next.
    """

    grade: str
    headline: Text
    rows: tuple[Row, ...]
    rules: tuple[Finding, ...]
    steps: tuple[Text, ...]


def answer(stages: Mapping[str, Terms], origin: str, destination: str) -> Result:
    """The answer to two or three stages.

    Args:
        stages: Stage → its terms, of `STAGES`.
        origin, destination: ISO3.
    """
    given = [stages[one] for one in STAGES if one in stages]
    found = compare(*given)
    rows = _rows(found, given)
    last = given[-1]
    law = check_terms(last, origin=origin, destination=destination, on=localdate())
    asked = {one.field for one in QUESTIONS}
    rules = [one for one in law.findings if one.verdict in ("broken", "met") and one.rule.field in asked]
    return Result(
        found.grade, GRADES[found.grade], rows, tuple(rules[:MOST_RULES]), _steps(found.grade, "paid" in stages)
    )


def _rows(found: Comparison, given: list[Terms]) -> tuple[Row, ...]:
    rows = []
    for question in QUESTIONS:
        field = by_name()[question.field]
        values = [one.values.get(field.name) for one in given]
        if all(one is None for one in values):
            continue
        changes = _told([one for step in found.steps for one in step.changes if one.field == field.name])
        directions = [one.direction for one in changes]
        worst = next((one for one in ("worse", "unknown", "better", "same") if one in directions), "unknown")
        said = tuple(
            (TITLES[stage.stage], None if value is None else value_said(field, value))
            for stage, value in zip(given, values, strict=True)
        )
        reasons = tuple(dict.fromkeys(one.reason for one in changes if one.direction == worst and worst != "same"))
        mark, word = MARKS[worst]
        rows.append(Row(field.title, said, worst, mark, word, reasons))
    order = ("worse", "unknown", "better", "same")
    return tuple(sorted(rows, key=lambda one: order.index(one.direction)))


def _told(changes: list[Change]) -> list[Change]:
    """Those that compare two values, where there is one, with her promise; else what there is."""
    both = [one for one in changes if one.earlier is not None and one.later is not None]
    with_promise = [one for one in both if one.earlier_stage == "promised"]
    return with_promise or both or changes[:1]


def _steps(grade: str, there: bool) -> tuple[Text, ...]:
    """What she can do, with the time to do it: before she signs, or while she works."""
    keep = Text("Keep a copy or a picture of every paper, also of messages and of the advertisement.")
    if grade in ("none", "improved"):
        return (keep, Text("Give one copy to somebody at home whom you trust."))
    ask = Text("Ask in writing why it differs. You may ask for what you were promised.")
    if there:
        return (
            keep,
            Text("Write down each day how long you work and each month what you are paid."),
            Text("Sign no new paper that gives you less."),
            Text("Talk to somebody who helps workers before you talk to the employer, if you are not sure."),
        )
    return (keep, Text("Do not sign yet. You may take time to read and to ask."), ask)
