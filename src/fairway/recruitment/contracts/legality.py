"""What the laws of both countries ask of a contract, term by term.

Sources: the rules' own citations (rules.toml); what a contract must say at all is in `fields.FIELDS`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import product
from typing import Final, Literal, TypeAlias

from fairway.kernel.text import PlaceName, Text
from fairway.recruitment.contracts.fields import Field, by_name, of_sector
from fairway.recruitment.contracts.legality_measuring import Measured, Verdict, measured, stated
from fairway.recruitment.contracts.rules import ContractRule, ContractRules, shipped_rules
from fairway.recruitment.contracts.terms import Money, Terms
from fairway.recruitment.contracts.units import Clean, cleaned, in_period, weekly_hours
from fairway.reference import places

Outcome: TypeAlias = Literal["broken", "unknown", "met"]

VERDICTS: Final[dict[Verdict, Text]] = {
    "met": Text("The contract keeps to it"),
    "broken": Text("The contract breaks it"),
    "unknown": Text("Cannot be told"),
    "applies_not": Text("Does not apply"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule and what it says of this contract.

    Attributes:
        rule: With law, article, standing and whether it was checked.
        verdict: Of `VERDICTS`.
        reason: One sentence that names the contract's value.
        missing: Terms that the rule asks for and the contract does not say.
    """

    rule: ContractRule
    verdict: Verdict
    reason: Text
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Rules that ask different things of one term.

    Attributes:
        field: The term.
        findings: The best for the worker first.
        reason: Why that one.
    """

    field: str
    findings: tuple[Finding, ...]
    reason: Text


@dataclass(frozen=True, slots=True)
class Legality:
    """A contract beside the minimum rules of both sides.

    Attributes:
        origin, destination: ISO 3166-1 alpha-3.
        findings: Broken first, then unknown, met, and rules that do not apply; of each, national rules first.
        missing: Terms that every contract of this kind of work must say, and this one does not.
        conflicts: Where the rules of origin, destination and the standards ask different things.
        notes: What the answer does not know.
        edition: Of the rules.
    """

    origin: str
    destination: str
    on: date
    sector: str
    findings: tuple[Finding, ...]
    missing: tuple[Field, ...]
    conflicts: tuple[Conflict, ...]
    notes: tuple[Text, ...]
    edition: str

    @property
    def outcome(self) -> Outcome:
        """`broken` if a rule is; else `unknown` if anything is missing or cannot be told; else `met`."""
        verdicts = {finding.verdict for finding in self.findings}
        if "broken" in verdicts:
            return "broken"
        return "unknown" if "unknown" in verdicts or self.missing or self.notes else "met"


def check_terms(
    terms: Terms,
    *,
    origin: str,
    destination: str,
    on: date,
    rates: Mapping[str, Decimal] | None = None,
    book: ContractRules | None = None,
) -> Legality:
    """Holds the terms of a contract against the minimum rules of both countries and the international standards.

    Args:
        terms: Of one stage.
        origin, destination: Countries: a code or a name.
        on: The day whose rules are asked for.
        rates: As of `comparing.compare`, for minimum wages in another currency.
        book: Rules in the place of those that ship.

    Raises:
        UnknownCode: No such country.
        IdenticalPlaces: One country is both.
    """
    corridor = places.corridor(origin, destination)
    origin, destination = corridor.origin, corridor.destination
    rules = book or shipped_rules()
    values = cleaned(terms.values)
    sides = ((origin, "origin", destination), (destination, "destination", origin), ("", "", ""))
    found: list[Finding] = []
    notes: list[Text] = []
    for country, side, other in sides:
        own = rules.of(country, side)
        if not own:
            notes.append(Text("No rule of {place} is known here. That does not mean that there is none.",
                              place=PlaceName(country)))  # fmt: skip
        found += [_finding(rule, values, terms.sector, other, on, rates or {}) for rule in own]
    order: tuple[Verdict, ...] = ("broken", "unknown", "met", "applies_not")
    found.sort(key=lambda one: (order.index(one.verdict), one.rule.standing == "adopted"))
    return Legality(
        origin=origin, destination=destination, on=on, sector=terms.sector, findings=tuple(found),
        missing=_missing(terms.sector, values), conflicts=_conflicts(found), notes=tuple(notes), edition=rules.edition,
    )  # fmt: skip


def _missing(sector: str, values: Mapping[str, Clean]) -> tuple[Field, ...]:
    """Terms that every contract of this kind of work must say; hours a day with days of rest say the week."""
    said = set(values) | ({"weekly_hours"} if weekly_hours(values) is not None else set())
    return tuple(field for field in of_sector(sector) if field.required and field.name not in said)


def _finding(
    rule: ContractRule,
    values: Mapping[str, Clean],
    sector: str,
    counterpart: str,
    on: date,
    rates: Mapping[str, Decimal],
) -> Finding:
    """One rule held against the terms."""
    if rule.sectors and sector not in rule.sectors:
        return Finding(rule, "applies_not", Text("It is for another kind of work."))
    if rule.counterparts and counterpart not in rule.counterparts:
        return Finding(rule, "applies_not", Text("It is for other countries."))
    if not rule.holds(on):
        return Finding(rule, "applies_not", Text("It is not in force on {day}.", day=on.isoformat()))
    if rule.test == "stated":
        missing = stated(rule, values)
        if missing:
            titles = [by_name()[name].title for name in missing]
            return Finding(rule, "broken", _not_said(titles), missing)
        return Finding(rule, "met", Text("Everything that it asks for is said."))
    found: Measured = measured(rule, values, rates)
    return Finding(rule, found.verdict, found.reason)


def _not_said(titles: list[Text]) -> Text:
    said = titles[0]
    for title in titles[1:]:
        said = Text("{first}; {then}", first=said, then=title)
    return Text("Not said: {terms}.", terms=said)


def _conflicts(findings: list[Finding]) -> tuple[Conflict, ...]:
    """Terms of which two sides ask different things that can be ordered."""
    found: list[Conflict] = []
    by_field: dict[str, list[Finding]] = {}
    for finding in findings:
        if finding.verdict != "applies_not" and finding.rule.test in ("at_least", "at_most", "allowed"):
            by_field.setdefault(finding.rule.field, []).append(finding)
    for name, those in by_field.items():
        sides = {one.rule.side for one in those}
        if len(sides) < len(("origin", "destination")):
            continue
        ranked = sorted(those, key=lambda one: _strictness(one.rule), reverse=True)
        differ = any(_differ(one.rule, other.rule) for one, other in product(those, those))
        if differ:
            found.append(
                Conflict(
                    name,
                    tuple(ranked),
                    Text(
                        "The rules differ. The better one for the worker is shown first: {rule}",
                        rule=ranked[0].rule.says,
                    ),
                )
            )
    return tuple(found)


def _differ(one: ContractRule, other: ContractRule) -> bool:
    return one.test == other.test and _strictness(one) != _strictness(other) and _comparable(one, other)


def _comparable(one: ContractRule, other: ContractRule) -> bool:
    """Amounts in two currencies cannot be ordered."""
    if isinstance(one.least, Money) and isinstance(other.least, Money):
        return one.least.currency == other.least.currency
    return True


def _strictness(rule: ContractRule) -> Decimal:
    """How much a rule asks, among rules of one term and test: more is better for the worker."""
    if rule.test == "allowed":
        return Decimal(-len(rule.allowed))
    least = rule.least
    if isinstance(least, Money):
        monthly = in_period(least.value, least.per, "month")
        number = least.value if monthly is None else monthly
    else:
        number = least or Decimal(0)
    return number if rule.test == "at_least" else -number
