"""Reads a file of licence rules and refuses what breaks its form, naming country, field and the nearest valid code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, Final

from fairway.recruitment.licences.errors import LicenceRulesUnusable
from fairway.recruitment.licences.rules import Cap, Fact, GuaranteeRule, RuleBook, Value
from fairway.recruitment.licences.states import Act
from fairway.recruitment.rule_rows import RuleRow, read_toml
from fairway.reference import places

GUARANTEES: Final = ("escrow", "deposit", "bank_guarantee", "insurance")
FIELDS: Final = (
    "country", "what", "value", "amount", "currency", "kind", "workers_to", "law", "article", "valid_from", "valid_to",
    "verified", "url", "note",
)  # fmt: skip
COUNTS: Final = (
    "validity_years", "renewal_window_days", "late_renewal_days", "decision_days", "appeal_days",
    "appeal_decision_days", "backdating_days",
)  # fmt: skip
WHAT: Final = (*COUNTS, "authority", "appeal_stays", "transferable", "panel_acts", "excluded", "capital", "guarantee",
               "joint_liability")  # fmt: skip
BASIS: Final = tuple(f"basis.{act.value}" for act in Act)


def read_rules(text: str, name: str) -> RuleBook:
    """The facts of a TOML text.

    Args:
        text: As `rules.toml`.
        name: Of the file, for messages.

    Raises:
        LicenceRulesUnusable: No TOML, no fact, or a fact that breaks the form.
    """
    read = read_toml(text, name, "fact", LicenceRulesUnusable)
    laws = read.get("laws", {})
    if not isinstance(laws, dict) or not all(isinstance(one, str) for one in laws.values()):
        raise LicenceRulesUnusable(
            f"{name}: [laws] must give each law a title in quotes.", advice='Write NAME = "Title".'
        )
    rows = tuple(_Row(one, name, count, laws).read() for count, one in enumerate(read["fact"], start=1))
    _refuse_twice(name, rows)
    return RuleBook(str(read.get("edition", "")), rows, name)


def _refuse_twice(name: str, rows: tuple[tuple[Fact, Value], ...]) -> None:
    for place, (fact, _) in enumerate(rows):
        for other, _value in rows[:place]:
            same = (fact.country, fact.what) == (other.country, other.what) and fact.what != "guarantee"
            if same and _meet(fact, other):
                raise LicenceRulesUnusable(
                    f"{name}: {fact.what} of {fact.country} is said twice for the same days.",
                    advice="Close the earlier one with valid_to.",
                    details={"country": fact.country, "field": fact.what},
                )


def _meet(one: Fact, other: Fact) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    return first <= min(one.valid_to or date.max, other.valid_to or date.max)


class _Row(RuleRow):
    """One fact as it stands in the file."""

    unusable, guide, keys, called = LicenceRulesUnusable, "docs/how-to/licence-rules.md", FIELDS, "fact"

    def __init__(self, row: Mapping[str, Any], file: str, count: int, laws: Mapping[str, str]) -> None:
        self.laws, self.what = laws, str(row.get("what", ""))
        country = str(row.get("country", ""))
        super().__init__(row, f"{file}, fact {count} ({country or '?'} {self.what or '?'})", {"country": country})

    def read(self) -> tuple[Fact, Value]:
        """The fact and its value, checked."""
        country = self.known("country", self.text("country", required=True), places.by_code())
        self.known("what", self.what, (*WHAT, *BASIS))
        law = self.text("law", required=True)
        if law not in self.laws:
            raise self.fault("law", f"“{law}” has no title under [laws]", self.laws, law)
        first, last = self.days()
        fact = Fact(
            country=country, what=self.what, law=self.laws[law], article=self.text("article"),
            valid_from=first, valid_to=last, verified=self.flag("verified"), url=self.text("url"),
            note=self.text("note"),
        )  # fmt: skip
        return fact, self.value(fact)

    def value(self, fact: Fact) -> Value:
        """The value that this kind of fact has."""
        if self.what in COUNTS:
            return self.count("value")
        if self.what in ("appeal_stays", "transferable"):
            if "value" not in self.row:
                raise self.fault("value", "is missing: true or false")
            return self.flag("value")
        readers: dict[str, Callable[[Fact], Value]] = {
            "authority": lambda _: self.text("value", required=True),
            "panel_acts": lambda _: self.acts(),
            "excluded": lambda _: self.texts(),
            "capital": lambda _: Cap(self.count("amount"), self.currency()),
            "guarantee": self.guarantee,
        }
        return readers[self.what](fact) if self.what in readers else fact.citation

    def guarantee(self, fact: Fact) -> GuaranteeRule:
        """A guarantee, its sum where it is known."""
        kind = self.known("kind", self.text("kind", required=True), GUARANTEES)
        amount = self.count("amount") if "amount" in self.row else None
        workers = self.count("workers_to") if "workers_to" in self.row else None
        return GuaranteeRule(kind, amount, self.currency(), workers, fact)

    def acts(self) -> tuple[str, ...]:
        """Acts, by their codes."""
        known = tuple(act.value for act in Act)
        for one in self.texts():
            if one not in known:
                raise self.fault("value", f"“{one}” is no act", known, one)
        return self.texts()

    def texts(self) -> tuple[str, ...]:
        """A list of texts."""
        value = self.row.get("value")
        if not isinstance(value, list) or not value or not all(isinstance(one, str) and one for one in value):
            raise self.fault("value", "must be a list of texts in quotes")
        return tuple(value)

    def text(self, field: str, *, required: bool = False) -> str:
        """A text; "" where it is not there and need not be. One that is needed is not empty."""
        value = super().text(field, required=required)
        if required and not value:
            raise self.fault(field, "is missing")
        return value

    def currency(self) -> str:
        """Three letters."""
        value = self.text("currency", required=True)
        if not (len(value) == 3 and value.isascii() and value.isalpha() and value.isupper()):
            raise self.fault("currency", "must be the three letters of ISO 4217")
        return value

    def count(self, field: str) -> int:
        """A whole number above 0."""
        value = self.row.get(field)
        if not isinstance(value, int) or isinstance(value, bool) or value < 1:
            raise self.fault(field, "must be a whole number of 1 or more")
        return value
