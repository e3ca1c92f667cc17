"""What the words of a language say to the reader of contracts. Patterns are for folded text (`reading_folding.fold`).

The wording is our own, from contracts as workers bring them; it holds no text of a published contract.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Cues:
    """The cues of one language. All patterns are regular expressions without anchors.

    Attributes:
        language: ISO 639-1.
        common: Frequent little words, by which the language of a Latin text is told.
        labels: Field → what stands before a colon and means the field; must match the label as a whole.
        topics: Field, or a decoy (`overtime_hours`, `break`, `fee`), → the words that name it anywhere in a sentence.
        units: `hour`, `day`, `week`, `month`, `year` → the word after a number.
        per: Period of `fields.PERIODS` → “a day”, “each month”.
        currencies: ISO 4217 → names in words; marks and codes are known in `reading_money`.
        vague: Name of a currency that several countries have → their codes.
        numbers: Word → number, units and tens.
        multipliers: Word → 100, 1000, …
        joiners: Words inside a number in words (“and”).
        fillers: Words that may stand between a number and its unit.
        duals: Pattern that is number and unit at once → (number, unit).
        provided: `free`, `employer` (weaker: who gives it), `deducted`, `allowance`, `worker_pays` → the words.
        yes, no: As whole values.
        worker, employer: Who, as the whole value of “paid by”.
        none: Nothing, as the whole value of a sum or number.
        nothing: Field of money → sentence that says there is none.
        statements: Field, what it says, the words. The first that matches decides.
        phrases: Field and sentence with the group `value`, for terms in words.
        choices: Field, choice, the words.
        multiples: Per cent of ordinary pay → “time and a half”.
        above: Words that make a percentage one on top of ordinary pay.
        ordinary_not: Words of overtime on holidays and at night, whose rates are not the ordinary one.
        months: Names of the months in order, alternatives parted by a bar.
        clauses: Words that begin another clause (“but”).
        conditions: Words that make what follows a case and not the rule (“if the worker leaves”).
        exceptions: Words that take something out (“except”).
        until: Words between two times of day.
        morning, evening: Words that mark a time of day.
        weekdays: A day of the week named as the day of rest.
    """

    language: str
    common: frozenset[str]
    labels: Mapping[str, str]
    topics: Mapping[str, str]
    units: Mapping[str, str]
    per: Mapping[str, str]
    currencies: Mapping[str, str]
    vague: Mapping[str, tuple[str, ...]]
    numbers: Mapping[str, int]
    multipliers: Mapping[str, int]
    joiners: str
    fillers: str
    provided: Mapping[str, str]
    yes: str
    no: str
    worker: str
    employer: str
    none: str
    nothing: Mapping[str, str]
    statements: tuple[tuple[str, bool, str], ...]
    phrases: tuple[tuple[str, str], ...]
    choices: tuple[tuple[str, str, str], ...]
    multiples: Mapping[int, str]
    above: str
    ordinary_not: str
    months: tuple[str, ...]
    clauses: str
    conditions: str
    exceptions: str
    until: str
    morning: str
    evening: str
    weekdays: str
    duals: Mapping[str, tuple[int, str]] = field(default_factory=dict)
