"""What was read in a contract: each term with its words and its place, and what was not understood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fairway.recruitment.contracts.terms import Stage, Terms, Value

if TYPE_CHECKING:
    from fairway.kernel.text import Text


@dataclass(frozen=True, slots=True)
class Found:
    """One term.

    Attributes:
        field: Its name in `fields.NAMES`.
        value: Of the field's kind.
        words: The words it was read from, as they stand.
        where: `line 12`, `paragraph 3`, `table 1, row 2`.
        confidence: 0–1: how far the words can mean nothing else.
    """

    field: str
    value: Value
    words: str
    where: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Outline:
    """A contract as it was read, for a person to confirm.

    Attributes:
        found: By the order of `fields.FIELDS`, each field once.
        unread: Lines and sentences that gave no term, or gave two that differ.
        sector: As it was handed in.
        language: ISO 639-1 of the greater part of the words.
        notes: What the reader left out on purpose, such as comments.
    """

    found: tuple[Found, ...]
    unread: tuple[str, ...]
    sector: str
    language: str
    notes: tuple[Text, ...] = ()

    def terms(self, stage: Stage) -> Terms:
        """What was found, as the terms of one stage."""
        return Terms(stage, {one.field: one.value for one in self.found}, self.sector)
