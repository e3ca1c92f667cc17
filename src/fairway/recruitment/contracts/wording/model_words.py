"""What a model contract says in one language. Our own plain wording, taken from no published contract."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ModelWords:
    """The wording of one language.

    Attributes:
        language: ISO 639-1.
        title: Of the contract; `{sector}` is a value of `sectors`.
        sectors, groups, fields: Keys of `fields` → what they are called.
        units: Field of kind number → how `{n}` is said with its unit.
        periods: Period of money → how `{sum}` is said with it.
        choices: Choice → the words.
        yes, no: As values.
        rules: Fixed clauses, key of `clauses.RULES` → sentences.
        signs: Labels of the block of signatures: worker, employer, witness, place, date, signature.
        names: `parties`, `between` and what else the frame of the contract says.
        machine: That nobody checked the translation; "" for English, in which it was written.
        law: That no lawyer checked it.
        blank: What the lines are for.
    """

    language: str
    title: str
    sectors: Mapping[str, str]
    groups: Mapping[str, str]
    fields: Mapping[str, str]
    units: Mapping[str, str]
    periods: Mapping[str, str]
    choices: Mapping[str, str]
    yes: str
    no: str
    rules: Mapping[str, str]
    signs: Mapping[str, str]
    machine: str
    law: str
    blank: str
