"""What a worker typed about one stage of her contract: read, never kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from fairway.kernel.errors import FairwayError, InputError
from fairway.kernel.text import Text
from fairway.recruitment.contracts.fields import by_name
from fairway.recruitment.contracts.reading_folding import fold
from fairway.recruitment.contracts.terms import Money, Stage, Terms, Value
from fairway.recruitment.fees.reading import read_amount
from fairway_portal.register.worker.places import Fault

STAGES: Final[tuple[Stage, ...]] = ("promised", "signed", "paid")
LONGEST: Final = 120
PERIODS: Final = {
    "month": Text("a month"),
    "week": Text("a week"),
    "day": Text("a day"),
    "hour": Text("an hour"),
    "piece": Text("a piece"),
}


@dataclass(frozen=True, slots=True)
class Question:
    """One question of the short form.

    Attributes:
        field: Of `contracts.fields`.
        asks: In plain words.
        kind: `money`, `number`, `text`, `choice`.
        choices: Code and words, of a choice.
        hint: Below the question, or None.
    """

    field: str
    asks: Text
    kind: str
    choices: tuple[tuple[str, Text], ...] = ()
    hint: Text | None = None


_GIVEN: Final = (
    ("free", Text("Free: the employer pays")),
    ("allowance", Text("Money for it, on top of pay")),
    ("deducted", Text("Taken from pay")),
    ("worker_pays", Text("I pay it myself")),
)
_YES_NO: Final = (("yes", Text("Yes")), ("no", Text("No")))
_REST: Final = (("0", Text("None")), ("1", Text("One day")), ("2", Text("Two days")))

QUESTIONS: Final = (
    Question("employer", Text("Who is the employer?"), "text"),
    Question("occupation", Text("What is the work?"), "text", hint=Text("For instance cleaner, mason or driver.")),
    Question("pay", Text("How much is the basic pay?"), "money", hint=Text("Without overtime and allowances.")),
    Question("daily_hours", Text("How many hours of work a day?"), "number", hint=Text("Without overtime and breaks.")),
    Question("weekly_rest", Text("How many days of rest a week?"), "choice", _REST),
    Question("food", Text("Food"), "choice", _GIVEN),
    Question("housing", Text("Housing"), "choice", _GIVEN),
    Question("travel_there", Text("The journey to the job"), "choice", _GIVEN),
    Question("travel_back", Text("The journey home at the end"), "choice", _GIVEN),
    Question("keeps_passport", Text("Do you keep your passport yourself?"), "choice", _YES_NO),
    Question("fees_repaid", Text("Does the employer pay all costs of getting the job?"), "choice", _YES_NO),
)
_PARTS: Final = {"money": ("", ".currency", ".per")}


def names_of(stage: str) -> tuple[str, ...]:
    """The names of the fields of one stage."""
    return tuple(f"{stage}.{one.field}{part}" for one in QUESTIONS for part in _PARTS.get(one.kind, ("",)))


@dataclass(frozen=True, slots=True)
class Answers:
    """What was typed for all stages, and what was read of it.

    Attributes:
        typed: Field of the form → text; also what could not be read.
        terms: Stage → its terms, where anything was said.
        faults: By field.
    """

    typed: dict[str, str] = field(default_factory=dict)
    terms: dict[str, Terms] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    def of(self, stage: str) -> tuple[Fault, ...]:
        """The faults of one stage."""
        return tuple(one for one in self.faults if one.field.startswith(f"{stage}."))


def read(posted: Mapping[str, str], sector: str, currencies: tuple[str, ...]) -> Answers:
    """The answers of all stages.

    Args:
        posted: As it came.
        sector: Key of `fields.SECTORS`.
        currencies: Codes that may be chosen.
    """
    typed = {name: posted.get(name, "").strip()[:LONGEST] for stage in STAGES for name in names_of(stage)}
    faults: list[Fault] = []
    terms: dict[str, Terms] = {}
    for stage in STAGES:
        values: dict[str, Value] = {}
        for question in QUESTIONS:
            name = f"{stage}.{question.field}"
            if typed[name]:
                try:
                    values[question.field] = _value(question, name, typed, currencies)
                except FairwayError as error:
                    faults.append(Fault(name, _said(error)))
        if values:
            terms[stage] = Terms(stage, values, sector)
    return Answers(typed, terms, tuple(faults))


def _value(question: Question, name: str, typed: Mapping[str, str], currencies: tuple[str, ...]) -> Value:
    written = typed[name]
    if question.kind == "money":
        currency = typed[f"{name}.currency"]
        per = typed[f"{name}.per"]
        amount = read_amount(written, currency if currency in currencies else currencies[0])
        return Money(amount.value, amount.currency, per if per in PERIODS else "month")
    if question.kind == "number":
        return _hours(written)
    if question.kind == "choice":
        return _chosen(question, written)
    return written


def _hours(written: str) -> Decimal:
    digits = "".join(one for one in fold(written).replace(",", ".") if not one.isspace())
    digits = digits.removesuffix("h").removesuffix("hours")
    whole, _, part = digits.partition(".")
    if (
        not whole.isdigit()
        or (part and not part.isdigit())
        or len(digits) > 6
        or not 0 < Decimal(digits.strip(".")) <= 24
    ):
        raise InputError(Text("Write hours a day as a number from 1 to 24, such as 8 or 10."))
    return Decimal(digits.strip("."))


def _chosen(question: Question, written: str) -> Value:
    if written not in dict(question.choices):
        raise InputError(Text("Choose one of the answers."))
    kind = by_name()[question.field].kind
    return written == "yes" if kind == "yes_no" else Decimal(written) if kind == "number" else written


def _said(error: FairwayError) -> Text:
    if error.advice_text is not None:
        return Text("{what} {advice}", what=error.title_text, advice=error.advice_text)
    return error.title_text


def typed_of(field_name: str, value: Value) -> dict[str, str]:
    """How a value that was read in a paper stands in the form: name without stage → text; {} where it does not fit."""
    question = next((one for one in QUESTIONS if one.field == field_name), None)
    if question is None:
        return {}
    match value:
        case Money(amount, currency, per):
            return {field_name: f"{amount:f}", f"{field_name}.currency": currency, f"{field_name}.per": per}
        case bool():
            return {field_name: "yes" if value else "no"}
        case Decimal():
            said = f"{value.normalize():f}"
            return {} if question.kind == "choice" and said not in dict(question.choices) else {field_name: said}
        case _:
            return {field_name: str(value)[:LONGEST]}
