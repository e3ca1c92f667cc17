"""Fee rules: versioned, cited statements of who may be asked to pay what, and their loader.

Source of each rule: its own citation. The list of items is that of the ILO definition of recruitment fees and related
costs (2019).
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

from fairway.kernel.text import Text
from fairway.recruitment.fees.errors import FeeRulesUnusable
from fairway.recruitment.fees.sentences import Standing
from fairway.recruitment.rule_rows import text_of_file

Stance: TypeAlias = Literal["worker_may_pay", "capped", "employer_pays", "forbidden"]
Side: TypeAlias = Literal["origin", "destination"]

PROHIBITING: tuple[Stance, ...] = ("employer_pays", "forbidden")


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that may be asked, for everything together that the rule covers.

    Attributes:
        value: Unit: `currency`; months of basic pay where `currency` is "".
        currency: ISO 4217, or "".
    """

    value: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class FeeRule:
    """One statement about who may be asked to pay what.

    Attributes:
        id: Unique, stable.
        country: ISO 3166-1 alpha-3; "" for an international standard.
        side: Whether it speaks as country of origin or of destination; "" for an international standard.
        items: Codes of `items.CODES`; ("*",) for all.
        parts: Only these parts of the item; () for all of it.
        workers: Only this category (`items.WORKERS`); "*" for all.
        sector: Only this sector (`ratings.items.SECTORS`); "*" for all.
        counterparts: Only from, or to, these countries; () for all.
        payees: Only where one of these asks (`items.PAYEES`); () whoever asks.
        stance: Who pays.
        cap: Of a rule that is `capped`.
        says: The rule in own words.
        law: What it is in.
        article: Where in it; "" where that was not read.
        standing: What kind of text the law is.
        valid_from, valid_to: The first and the last day on which it holds; None where there is none, or not known.
        refundable: What was paid must be given back if the job falls through without the worker's fault.
        verified: Read in a paper at hand, which says so.
        url: Where it was read.
        note: What a careful reader must know.
    """

    id: str
    country: str
    side: Side | Literal[""]
    items: tuple[str, ...]
    parts: tuple[str, ...]
    workers: str
    sector: str
    counterparts: tuple[str, ...]
    payees: tuple[str, ...]
    stance: Stance
    cap: Cap | None
    says: Text
    law: Text
    article: str
    standing: Standing
    valid_from: date | None
    valid_to: date | None
    refundable: bool
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
    def prohibits(self) -> bool:
        """Whether nothing may be asked."""
        return self.stance in PROHIBITING

    def holds(self, on: date) -> bool:
        """Whether the rule is in force on a day."""
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)


CHECKED = Text("Checked against its source.")
NOT_CHECKED = Text("Not yet checked against the printed law.")


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rules that were read together.

    Attributes:
        edition: Of the file.
        rules: In the order of the file.
        file: Its name.
    """

    edition: str
    rules: tuple[FeeRule, ...]
    file: str

    def countries(self) -> tuple[str, ...]:
        """The countries with a rule of their own, in alphabetical order."""
        return tuple(sorted({rule.country for rule in self.rules if rule.country}))

    def of(self, country: str, side: str, on: date) -> Sequence[FeeRule]:
        """The rules of a country, as origin or as destination, in force on a day; of "" the international ones."""
        return [rule for rule in self.rules if (rule.country, rule.side) == (country, side) and rule.holds(on)]


@lru_cache(maxsize=1)
def shipped_rules() -> RuleBook:
    """The rules that come with Fairway."""
    from fairway.recruitment.fees.rule_reading import read_rules

    text = (files("fairway.recruitment.fees") / "rules.toml").read_text(encoding="utf-8")
    return read_rules(text, "rules.toml")


def rules_of_file(path: Path) -> RuleBook:
    """The rules of a file of one's own.

    Raises:
        FeeRulesUnusable: It cannot be read, or a rule breaks the form.
    """
    from fairway.recruitment.fees.rule_reading import read_rules

    return read_rules(text_of_file(path, "docs/how-to/fee-rules.md", FeeRulesUnusable), path.name)
