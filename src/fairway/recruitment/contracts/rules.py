"""Contract rules: versioned, cited statements of what a contract must hold at least, and their loader.

Source of each rule: its own citation.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Literal, TypeAlias

from fairway.kernel.text import Number, Text, Value
from fairway.recruitment.contracts.errors import ContractRulesUnusable
from fairway.recruitment.contracts.fields import Field, by_name
from fairway.recruitment.contracts.saying import money_said, value_said
from fairway.recruitment.contracts.terms import Money
from fairway.recruitment.fees.rules import CHECKED, NOT_CHECKED
from fairway.recruitment.fees.sentences import Standing
from fairway.recruitment.rule_rows import text_of_file

Test: TypeAlias = Literal["at_least", "at_most", "allowed", "stated", "share", "look_up"]
Side: TypeAlias = Literal["origin", "destination", ""]


@dataclass(frozen=True, slots=True)
class ContractRule:
    """One statement about one term.

    Attributes:
        id: Unique, stable.
        country: ISO 3166-1 alpha-3; "" for an international standard.
        side: Whether it speaks as country of origin or of destination; "" for an international standard.
        sectors: Keys of `fields.SECTORS`; () for all.
        counterparts: Only towards, or from, these countries; () for all.
        field: A name of `fields.NAMES`; "*" where several must be stated.
        test: How the term is measured.
        least: Of `at_least`, `at_most` and `share`: a number in the field's unit, or an amount.
        of: Of `share`: the other term.
        allowed: Of `allowed`: "yes", "no" or choices.
        fields: Of `stated`.
        aim: A standard that guides; falling short of it breaks nothing.
        law, article, standing: What it is in.
        valid_from, valid_to: The first and the last day on which it holds; None where there is none, or not known.
        verified: Somebody read the law's own text.
        url: Where it was read.
        note: What a careful reader must know.
    """

    id: str
    country: str
    side: Side
    sectors: tuple[str, ...]
    counterparts: tuple[str, ...]
    field: str
    test: Test
    least: Decimal | Money | None
    of: str
    allowed: tuple[str, ...]
    fields: tuple[str, ...]
    aim: bool
    law: Text
    article: str
    standing: Standing
    valid_from: date | None
    valid_to: date | None
    verified: bool
    url: str
    note: str

    @property
    def citation(self) -> Text:
        """Law and article."""
        return Text("{law}, {article}", law=self.law, article=self.article) if self.article else self.law

    @property
    def checked(self) -> Text:
        """Whether somebody compared it with its source."""
        return CHECKED if self.verified else NOT_CHECKED

    @property
    def says(self) -> Text:
        """The rule in one sentence."""
        if self.test == "stated":
            return Text("The contract must be in writing and say what is asked for.")
        field = by_name()[self.field]
        match self.test:
            case "at_least":
                return Text("{term}: at least {least}.", term=field.title, least=self._least(field))
            case "at_most":
                return Text("{term}: at most {most}.", term=field.title, most=self._least(field))
            case "share":
                return Text("{term}: at least {percent} per cent of this: {other}.", term=field.title,
                            percent=self._percent(), other=by_name()[self.of].title)  # fmt: skip
            case "look_up":
                return Text("{term}: at least what the authority publishes; it changes too often to stand here.",
                            term=field.title)  # fmt: skip
            case _:
                return Text("{term}: {allowed}.", term=field.title, allowed=_alternatives(field, self.allowed))

    def _least(self, field: Field) -> Value:
        if isinstance(self.least, Money):
            return money_said(self.least)
        return value_said(field, self.least if self.least is not None else Decimal(0))

    def _percent(self) -> Number:
        return Number(float(self.least * 100) if isinstance(self.least, Decimal) else 0.0)

    def holds(self, on: date) -> bool:
        """Whether the rule is in force on a day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


def _alternatives(field: Field, allowed: tuple[str, ...]) -> Value:
    said = [value_said(field, one == "yes" if field.kind == "yes_no" else one) for one in allowed]
    found = said[0]
    for one in said[1:]:
        found = Text("{one} or {other}", one=found, other=one)
    return found


@dataclass(frozen=True, slots=True)
class ContractRules:
    """Rules that were read together.

    Attributes:
        edition: Of the file.
        rules: In the order of the file.
        file: Its name.
    """

    edition: str
    rules: tuple[ContractRule, ...]
    file: str

    def countries(self) -> tuple[str, ...]:
        """The countries with a rule of their own, in alphabetical order."""
        return tuple(sorted({rule.country for rule in self.rules if rule.country}))

    def of(self, country: str, side: str) -> Sequence[ContractRule]:
        """The rules of a country, as origin or as destination; of "" the international ones."""
        return [rule for rule in self.rules if (rule.country, rule.side) == (country, side)]


@lru_cache(maxsize=1)
def shipped_rules() -> ContractRules:
    """The rules that come with Fairway."""
    from fairway.recruitment.contracts.rules_reading import read_rules

    text = (files("fairway.recruitment.contracts") / "rules.toml").read_text(encoding="utf-8")
    return read_rules(text, "rules.toml")


def rules_of_file(path: Path) -> ContractRules:
    """The rules of a file of one's own.

    Raises:
        ContractRulesUnusable: It cannot be read, or a rule breaks the form.
    """
    from fairway.recruitment.contracts.rules_reading import read_rules

    return read_rules(text_of_file(path, "docs/how-to/contract-rules.md", ContractRulesUnusable), path.name)
