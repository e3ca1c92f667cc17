"""One table of a file of rules in TOML: its fields, checked; a refusal names the entry, the field and what is known."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text

VERIFIED = Text("Checked against its source.")
NOT_VERIFIED = Text("Not yet checked against the printed law.")


@dataclass(frozen=True, slots=True)
class Cited:
    """Where a rule stands, and since when.

    Attributes:
        law: Its title.
        article: Where in it; "" where that is not known.
        source: Address or paper where it was read; "" for what is known from memory.
        standing: Who says it: `national_law`, `policy`, `treaty_body`, `office`, `workers`, `governments`, `ours`.
        valid_from, valid_to: First and last day on which it holds; None where there is none, or not known.
        verified: Read in the law's own words.
        note: What a careful reader must know.
    """

    law: str
    article: str
    source: str
    standing: str
    valid_from: date | None
    valid_to: date | None
    verified: bool
    note: str

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (self.valid_from or date.min) <= on <= (self.valid_to or date.max)

    def meets(self, other: Cited) -> bool:
        """Whether there is a day on which both hold."""
        return max(self.valid_from or date.min, other.valid_from or date.min) <= min(
            self.valid_to or date.max, other.valid_to or date.max
        )

    @property
    def citation(self) -> str:
        """Law and article."""
        return f"{self.law}, {self.article}" if self.article else self.law

    @property
    def checked(self) -> Text:
        """Whether somebody compared it with the law's own words."""
        return VERIFIED if self.verified else NOT_VERIFIED


CITED_FIELDS = ("law", "article", "source", "standing", "valid_from", "valid_to", "verified", "note")
STANDINGS = ("national_law", "policy", "treaty_body", "adopted", "office", "workers", "governments", "observer", "ours")


class Row:
    """One entry as it stands in the file.

    Args:
        fields: As read from TOML.
        name: File and number of the entry, for refusals.
        known: The fields that an entry may have beside `CITED_FIELDS`.
        unusable: What to raise.
        guide: The page that lists the fields.
    """

    def __init__(
        self, fields: Mapping[str, Any], name: str, known: Sequence[str], unusable: type[InputError], guide: str
    ) -> None:
        self.fields, self.name, self.unusable, self.guide = fields, name, unusable, guide
        for field in fields:
            self.known("field", field, (*known, *CITED_FIELDS))

    def fault(self, field: str, what: str, advice: str = "") -> InputError:
        """A refusal of a field."""
        return self.unusable(
            f"{self.name}: {field} {what}.",
            advice=advice or f"{self.guide} lists the fields.",
            details={"entry": self.name, "field": field},
        )

    def text(self, field: str, *, required: bool = False) -> str:
        """A text; "" where it is not there and need not be."""
        value = self.fields.get(field, "")
        if not isinstance(value, str):
            raise self.fault(field, "must be text in quotes")
        if required and not value.strip():
            raise self.fault(field, "is missing")
        return value.strip()

    def known(self, field: str, asked: str, codes: Collection[str]) -> str:
        """The code that was asked for, which must be one of these."""
        if asked in codes:
            return asked
        near = difflib.get_close_matches(asked, codes, n=1, cutoff=0.5)
        raise self.fault(field, f"“{asked}” is not known", f"Did you mean {near[0]}?" if near else "")

    def codes(self, field: str, known: Collection[str]) -> tuple[str, ...]:
        """A list of codes, at least one."""
        value = self.fields.get(field)
        if not isinstance(value, list) or not value or not all(isinstance(one, str) for one in value):
            raise self.fault(field, "must be a list of texts in quotes")
        return tuple(self.known(field, one, known) for one in value)

    def count(self, field: str) -> int:
        """A whole number of 1 or more; 0 where it is not there."""
        value = self.fields.get(field, 0)
        if isinstance(value, bool) or not isinstance(value, int) or (field in self.fields and value < 1):
            raise self.fault(field, "must be a whole number of 1 or more")
        return value

    def cited(self) -> Cited:
        """Where it stands."""
        first, last = self._day("valid_from"), self._day("valid_to")
        if first and last and last < first:
            raise self.fault("valid_to", "lies before valid_from")
        verified = self.fields.get("verified", False)
        if not isinstance(verified, bool):
            raise self.fault("verified", "must be true or false")
        source = self.text("source")
        if verified and not source:
            raise self.fault("source", "is missing: what is verified says where it was read")
        standing = self.known("standing", self.text("standing", required=True), STANDINGS)
        law, article = self.text("law", required=True), self.text("article")
        return Cited(law, article, source, standing, first, last, verified, self.text("note"))

    def _day(self, field: str) -> date | None:
        value = self.fields.get(field)
        if value is not None and (not isinstance(value, date) or hasattr(value, "hour")):
            raise self.fault(field, "must be a day such as 2011-11-26, without quotes")
        return value


def tables_of(text: str, name: str, called: str, unusable: type[InputError]) -> list[dict[str, Any]]:
    """The tables of a TOML text.

    Args:
        text: Of the file.
        name: Of the file, for refusals.
        called: What a table is called: `duty` for `[[duty]]`.
        unusable: What to raise.

    Raises:
        unusable: No TOML, or no such table.
    """
    try:
        found = tomllib.loads(text).get(called)
    except tomllib.TOMLDecodeError as fault:
        raise unusable(f"{name} is not TOML: {fault}.", advice="Correct the line that it names.") from fault
    if not isinstance(found, list) or not found or not all(isinstance(one, dict) for one in found):
        raise unusable(f"{name} has no [[{called}]].", advice=f"Begin each entry with the line [[{called}]].")
    return found
