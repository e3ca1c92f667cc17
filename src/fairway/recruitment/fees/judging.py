"""The judgement of each charge by the rules of one side, and of both: the stricter decides.

Order of strictness: illegal, over_cap, unknown (a limit that cannot be worked out), legal, no rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal, TypeAlias, get_args

from fairway.recruitment.fees import items
from fairway.recruitment.fees.amounts import Amount, Exchange, converted
from fairway.recruitment.fees.fitting import Charge, Facts, fit
from fairway.recruitment.fees.rules import FeeRule, RuleBook, Side

Verdict: TypeAlias = Literal["illegal", "over_cap", "unknown", "legal"]
Finding: TypeAlias = Literal["illegal", "over_cap", "unknown", "legal", "no_rule"]
STRICTNESS: Final[tuple[Finding, ...]] = get_args(Finding)
"""Strictest first."""


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit and what is asked under it.

    Attributes:
        rule: That sets it.
        most: The limit; None where it is in months of pay and the pay is not known.
        excess: How much more is asked, in the currency of the limit; at least so much where an amount had no rate.
        lacking: Whether it could not be worked out in full.
    """

    rule: FeeRule
    most: Amount | None
    excess: Amount | None
    lacking: bool

    @property
    def finding(self) -> Finding:
        """What the limit says of everything under it."""
        if self.excess is not None and self.excess.value > 0:
            return "over_cap"
        return "unknown" if self.lacking else "legal"


@dataclass(frozen=True, slots=True)
class SideJudgement:
    """One charge by the rules of one country.

    Attributes:
        side: Of which end of the corridor.
        finding: What they say.
        whole: The rules that speak of the charge.
        part: Stricter rules that may hold, depending on what was not said.
    """

    side: Side
    finding: Finding
    whole: tuple[FeeRule, ...]
    part: tuple[FeeRule, ...]


@dataclass(frozen=True, slots=True)
class Judgement:
    """Every charge by the rules of both sides.

    Attributes:
        sides: For each charge, origin and destination.
        verdicts: For each charge, of the stricter side.
        limits: By rule.
    """

    sides: tuple[tuple[SideJudgement, SideJudgement], ...]
    verdicts: tuple[Verdict, ...]
    limits: Mapping[str, Limit]


def stricter(findings: Sequence[Finding]) -> Finding:
    """The strictest of some findings."""
    return min(findings, key=STRICTNESS.index)


def judge(
    charges: Sequence[Charge], book: RuleBook, facts: Facts, pay: Amount | None, exchange: Exchange | None
) -> Judgement:
    """Judges every charge.

    Args:
        charges: What is asked.
        book: The rules.
        facts: Of the worker and the day.
        pay: Basic pay of one month.
        exchange: Rates; None: amounts in another currency than a limit's cannot be set against it.
    """
    found = [[_rules(charge, book, facts, side) for side in ("origin", "destination")] for charge in charges]
    barred = [any(rule.prohibits for side in sides for rule in side.whole) for sides in found]
    limits: dict[str, Limit] = {}
    for rule in {rule.id: rule for sides in found for side in sides for rule in side.whole if rule.cap}.values():
        under = [
            charge.amount
            for charge, sides, illegal in zip(charges, found, barred, strict=True)
            if not illegal and any(rule in side.whole for side in sides)
        ]
        limits[rule.id] = _limit(rule, under, pay, exchange)
    judged = [tuple(replace(side, finding=_finding(side.whole, limits)) for side in sides) for sides in found]
    return Judgement(
        tuple((sides[0], sides[1]) for sides in judged),
        tuple(_verdict([side.finding for side in sides]) for sides in judged),
        limits,
    )


def _rules(charge: Charge, book: RuleBook, facts: Facts, side: Side) -> SideJudgement:
    own = book.of(facts.origin if side == "origin" else facts.destination, side, facts.on)
    fits = {rule.id: fit(rule, charge, facts) for rule in own}
    whole = [rule for rule in own if fits[rule.id] == "whole"]
    part = [rule for rule in own if fits[rule.id] == "part"]
    if charge.item == items.BUNDLE and not whole:
        whole = _of_everything(charge, own, facts)
    if charge.item == items.ILLEGITIMATE:
        whole += [rule for rule in book.of("", "", facts.on) if fit(rule, charge, facts) == "whole"]
    return SideJudgement(side, "no_rule", tuple(whole), tuple(part))


def _of_everything(charge: Charge, own: Sequence[FeeRule], facts: Facts) -> list[FeeRule]:
    """The rules that forbid one sum for everything, item by item: there are none unless every item is barred."""
    found: dict[str, FeeRule] = {}
    for item in (*items.FEES, *items.COSTS):
        single = replace(charge, item=item)
        barring = [rule for rule in own if rule.prohibits and fit(rule, single, facts) == "whole"]
        if not barring:
            return []
        found |= {rule.id: rule for rule in barring}
    return list(found.values())


def _limit(rule: FeeRule, under: Sequence[Amount], pay: Amount | None, exchange: Exchange | None) -> Limit:
    cap = rule.cap
    if cap is None or (not cap.currency and pay is None):
        return Limit(rule, None, None, lacking=True)
    most = (
        Amount(cap.value, cap.currency) if pay is None or cap.currency else Amount(cap.value * pay.value, pay.currency)
    )
    known = [converted(one, most.currency, exchange) for one in under]
    asked = sum((one.value for one in known if one is not None), Decimal(0))
    return Limit(rule, most, Amount(max(asked - most.value, Decimal(0)), most.currency), lacking=None in known)


def _finding(whole: Sequence[FeeRule], limits: Mapping[str, Limit]) -> Finding:
    findings: list[Finding] = ["no_rule"]
    for rule in whole:
        if rule.prohibits:
            findings.append("illegal")
        else:
            findings.append(limits[rule.id].finding if rule.cap else "legal")
    return stricter(findings)


def _verdict(findings: Sequence[Finding]) -> Verdict:
    found = stricter(findings)
    return "unknown" if found == "no_rule" else found
