"""What is different between two answers to “who is liable?”."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from fairway.kernel.text import Money, Text
from fairway.recruitment.liability.answer import Answering, Liability, PartyLiability
from fairway.recruitment.liability.claims import MANNERS, ROLES
from fairway.recruitment.liability.rules import LiabilityRule

What: TypeAlias = Literal["in", "out", "verdict", "manner", "until", "bases", "guarantees"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        code: Of the party.
        what: In which respect: `in` and `out` of the chain, verdict, manner, until when, on what basis, guarantees.
        says: In words.
        rules: Those that come in, or no longer hold.
    """

    code: str
    what: What
    says: Text
    rules: tuple[LiabilityRule, ...] = ()


def differences(before: Liability, after: Liability) -> Iterator[Difference]:
    """Party by party, in the order of the first answer, then those that come in."""
    was, would = ({one.key: one for one in answer.parties} for answer in (before, after))
    for key, one in was.items():
        if key in would:
            yield from _between(one, would[key])
        else:
            yield Difference(one.party.code, "out", _said(Text("{party} would no longer be in the chain."), one))
    for key, one in would.items():
        if key not in was:
            yield Difference(
                one.party.code, "in", _said(Text("{party} would be in the chain: {verdict}."), one), one.bases
            )


def _said(sentence: Text, one: PartyLiability) -> Text:
    party = Text("{name} ({role})", name=one.officer or one.party.name, role=ROLES[one.role])
    return Text(sentence.template, party=party, verdict=one.verdict)


def _between(was: PartyLiability, would: PartyLiability) -> Iterator[Difference]:
    code = was.party.code
    party = Text("{name} ({role})", name=was.officer or was.party.name, role=ROLES[was.role])
    if was.liable is not would.liable:
        says = Text("{party}: {before} before, {after} then.", party=party, before=was.verdict, after=would.verdict)
        yield Difference(code, "verdict", says, would.bases or was.bases)
    elif was.manner != would.manner and was.manner and would.manner:
        says = Text("{party} would be liable {manner}.", party=party, manner=MANNERS[would.manner])
        yield Difference(code, "manner", says, would.bases)
    elif fresh := tuple(rule for rule in would.bases if rule not in was.bases):
        says = Text("{party} would be liable for another reason besides: {rule}", party=party, rule=fresh[0].says)
        yield Difference(code, "bases", says, fresh)
    elif gone := tuple(rule for rule in was.bases if rule not in would.bases):
        says = Text("{party} would no longer be liable for this reason: {rule}", party=party, rule=gone[0].says)
        yield Difference(code, "bases", says, gone)
    if was.until != would.until:
        day = would.until.isoformat() if would.until else "–"
        yield Difference(code, "until", Text("{party}: a claim could be made until {day}.", party=party, day=day))
    if _left(was.guarantees) != _left(would.guarantees):
        says = Text("{party}: the guarantees that answer would hold {sums}.", party=party, sums=_sums(would.guarantees))
        yield Difference(code, "guarantees", says)


def _left(held: tuple[Answering, ...]) -> dict[str, Decimal]:
    """Currency → what is left in the guarantees that answer."""
    left: dict[str, Decimal] = {}
    for one in held:
        if one.rule is not None:
            left[one.guarantee.currency] = left.get(one.guarantee.currency, Decimal(0)) + one.guarantee.amount
    return left


def _sums(held: tuple[Answering, ...]) -> Text:
    found = [Text("{money}", money=Money(float(amount), currency)) for currency, amount in _left(held).items()]
    if not found:
        return Text("nothing")
    said = found[0]
    for one in found[1:]:
        said = Text("{first} and {second}", first=said, second=one)
    return said
