"""The licensing rules of a country: dated, cited facts, read from `rules.toml`.

What is not known is None, and nothing is refused because of it. What Fairway itself sets is said to be so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Final, TypeAlias

from fairway.kernel.text import Text
from fairway.recruitment.fees.rules import CHECKED, NOT_CHECKED
from fairway.recruitment.licences.errors import LicenceRulesUnusable
from fairway.recruitment.licences.states import Act
from fairway.recruitment.rule_rows import text_of_file

BACKDATING_DAYS: Final = 30
"""How far back an act may be dated where no rule is known; our own limit, so that no history is rewritten."""
AHEAD_DAYS: Final = 90
"""How far ahead a suspension may begin; our own limit."""


@dataclass(frozen=True, slots=True)
class Cap:
    """A sum of money that a rule asks for at least.

    Attributes:
        amount: Unit: whole units of `currency`.
        currency: ISO 4217.
    """

    amount: int
    currency: str


@dataclass(frozen=True, slots=True)
class GuaranteeRule:
    """A guarantee that a licence needs.

    Attributes:
        kind: `escrow`, `deposit`, `bank_guarantee` or `insurance`.
        amount: At least. Unit: whole units of `currency`. None: the law asks for it, the sum is not known here.
        currency: ISO 4217.
        workers_to: Only for an agency that sends up to so many workers a year; None: for all, or for those above.
        fact: Where it stands.
    """

    kind: str
    amount: int | None
    currency: str
    workers_to: int | None
    fact: Fact


Value: TypeAlias = "int | str | bool | tuple[str, ...] | Cap | GuaranteeRule"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a country's rules say.

    Attributes:
        country: ISO 3166-1 alpha-3.
        what: Which thing: a key of `rule_reading.WHAT`, or `basis.` and an act.
        law: What it is in.
        article: Where in it; "" where that was not read.
        valid_from, valid_to: First and last day on which it holds; None where there is none, or not known.
        verified: Read in the law's own text.
        url: Where it was read.
        note: What a careful reader must know.
    """

    country: str
    what: str
    law: str
    article: str
    valid_from: date | None
    valid_to: date | None
    verified: bool
    url: str
    note: str

    def holds(self, on: date) -> bool:
        """Whether it is in force on a day."""
        return (self.valid_from is None or self.valid_from <= on) and (self.valid_to is None or on <= self.valid_to)

    @property
    def citation(self) -> str:
        """Law and article."""
        return f"{self.law}, {self.article}" if self.article else self.law

    @property
    def checked(self) -> Text:
        """Whether somebody compared it with the law's own text."""
        return CHECKED if self.verified else NOT_CHECKED


@dataclass(frozen=True, slots=True)
class CountryRules:
    """What the rules of a country say on a day; None: not known here.

    Attributes:
        country: ISO 3166-1 alpha-3.
        on: The day.
        authority: Who licenses; "" where that is not known.
        validity_years: How long a licence holds. Unit: years. None: not known, or without end (`sources` says which).
        renewal_window_days: From how many days before its last day it may be renewed.
        late_renewal_days: Until how many days after its last day it may still be renewed; None: no such rule is known.
        decision_days: Within how many days an application must be decided.
        appeal_days: Within how many days an appeal must be filed.
        appeal_decision_days: Within how many days it must be decided.
        appeal_stays: Whether the act does not hold until then.
        panel: Whether a tripartite panel looks at acts.
        panel_acts: Which.
        backdating_days: How far back an act may be dated; our own limit where no rule is known.
        ahead_days: How far ahead a suspension may begin; our own limit.
        capital: The least that the agency must have of its own.
        guarantee: What must stand behind a licence.
        transferable: Whether a licence may pass to somebody else.
        excluded: Who may not be licensed, in words.
        legal_basis: Of each act, law and article.
        joint_liability: Law and article that make the agency answer together with the employer; "" where not known.
        sources: Of every attribute (and `basis.<act>`), where it stands.
    """

    country: str
    on: date
    authority: str = ""
    validity_years: int | None = None
    renewal_window_days: int | None = None
    late_renewal_days: int | None = None
    decision_days: int | None = None
    appeal_days: int | None = None
    appeal_decision_days: int | None = None
    appeal_stays: bool | None = None
    panel: bool = False
    panel_acts: frozenset[Act] = frozenset()
    backdating_days: int = BACKDATING_DAYS
    ahead_days: int = AHEAD_DAYS
    capital: Cap | None = None
    guarantee: tuple[GuaranteeRule, ...] = ()
    transferable: bool | None = None
    excluded: tuple[str, ...] = ()
    legal_basis: Mapping[Act, str] = field(default_factory=dict)
    joint_liability: str = ""
    sources: Mapping[str, Fact] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether any rule of the country is known here."""
        return bool(self.sources)

    @property
    def verified(self) -> bool:
        """Whether every rule that is known was read in the law's own text."""
        return self.known and all(fact.verified for fact in self.sources.values())

    def said(self, what: str) -> Text:
        """What stands behind an attribute, in one sentence for a page or a report.

        Args:
            what: Its name, or `basis.` and an act.
        """
        fact = self.sources.get(what)
        if fact is None:
            if what in ("backdating_days", "ahead_days"):
                return Text("Set by Fairway: no rule is known here.")
            return Text("No rule is known here.")
        return Text("{citation}. {checked}", citation=fact.citation, checked=fact.checked)


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Facts that were read together.

    Attributes:
        edition: Of the file.
        facts: With their values, in the order of the file.
        file: Its name.
    """

    edition: str
    facts: tuple[tuple[Fact, Value], ...]
    file: str

    def countries(self) -> tuple[str, ...]:
        """The countries of which something is known, in alphabetical order."""
        return tuple(sorted({fact.country for fact, _ in self.facts}))

    def of(self, country: str, on: date) -> CountryRules:
        """The rules of a country on a day; of a country that is not there, that nothing is known."""
        values: dict[str, Value] = {}
        sources: dict[str, Fact] = {}
        guarantees: list[GuaranteeRule] = []
        for fact, value in self.facts:
            if fact.country != country or not fact.holds(on):
                continue
            sources[fact.what] = fact
            if isinstance(value, GuaranteeRule):
                guarantees.append(value)
            else:
                values[fact.what] = value
        return _rules(country, on, values, guarantees, sources)


def _rules(
    country: str,
    on: date,
    values: dict[str, Value],
    guarantees: list[GuaranteeRule],
    sources: dict[str, Fact],
) -> CountryRules:
    acts = frozenset(Act(one) for one in _texts(values.get("panel_acts")))
    basis = {act: sources[f"basis.{act.value}"].citation for act in Act if f"basis.{act.value}" in sources}
    capital, stays, transferable = (values.get(key) for key in ("capital", "appeal_stays", "transferable"))
    liability = sources.get("joint_liability")
    return CountryRules(
        country=country,
        on=on,
        authority=str(values.get("authority", "")),
        validity_years=_count(values, "validity_years"),
        renewal_window_days=_count(values, "renewal_window_days"),
        late_renewal_days=_count(values, "late_renewal_days"),
        decision_days=_count(values, "decision_days"),
        appeal_days=_count(values, "appeal_days"),
        appeal_decision_days=_count(values, "appeal_decision_days"),
        appeal_stays=stays if isinstance(stays, bool) else None,
        panel=bool(acts),
        panel_acts=acts,
        backdating_days=_count(values, "backdating_days") or BACKDATING_DAYS,
        capital=capital if isinstance(capital, Cap) else None,
        guarantee=tuple(guarantees),
        transferable=transferable if isinstance(transferable, bool) else None,
        excluded=_texts(values.get("excluded")),
        legal_basis=basis,
        joint_liability=liability.citation if liability else "",
        sources=sources,
    )


def _count(values: Mapping[str, Value], what: str) -> int | None:
    value = values.get(what)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _texts(value: Value | None) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else ()


@lru_cache(maxsize=1)
def shipped_rules() -> RuleBook:
    """The rules that come with Fairway."""
    from fairway.recruitment.licences.rule_reading import read_rules

    text = (files("fairway.recruitment.licences") / "rules.toml").read_text(encoding="utf-8")
    return read_rules(text, "rules.toml")


def rules_of_file(path: Path) -> RuleBook:
    """The rules of a file of one's own.

    Raises:
        LicenceRulesUnusable: It cannot be read, or a fact breaks the form.
    """
    from fairway.recruitment.licences.rule_reading import read_rules

    return read_rules(text_of_file(path, "docs/how-to/licence-rules.md", LicenceRulesUnusable), path.name)


def rules_of(country: str, on: date) -> CountryRules:
    """The licensing rules of a country on a day, as they come with Fairway.

    Args:
        country: ISO 3166-1 alpha-3.
        on: The day.
    """
    return shipped_rules().of(country, on)
