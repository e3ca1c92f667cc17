"""Whether a rule speaks of a charge: wholly, in part because something was not said, or not at all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from fairway.kernel.errors import InputError, UnknownCode
from fairway.kernel.text import Text
from fairway.recruitment.fees import items
from fairway.recruitment.fees.amounts import Amount, currency_code
from fairway.recruitment.fees.rules import FeeRule, Side
from fairway.recruitment.ratings.items import SECTORS

Fit: TypeAlias = Literal["whole", "part", "none"]


@dataclass(frozen=True, slots=True)
class Charge:
    """One thing that a worker was asked to pay for.

    Attributes:
        item: A code of `items.CODES`, or `items.BUNDLE` for one sum that nobody divides.
        amount: What was asked.
        part: A part of the item (`items.PARTS`); "" where it was not said.
        payee: Who asks (`items.PAYEES`); "" where it was not said.

    Raises:
        UnknownCode: No such item, part, payee or currency.
        InputError: An amount below zero, or none that can be counted.
    """

    item: str
    amount: Amount
    part: str = ""
    payee: str = ""

    def __post_init__(self) -> None:
        if self.item not in items.ITEMS:
            raise UnknownCode(Text("cost item"), self.item[:40], advice=_codes(items.ITEMS))
        parts = items.PARTS.get(self.item, {})
        if self.part and self.part not in parts:
            none = Text("{item} has no parts: leave out what follows it.", item=self.item)
            raise UnknownCode(Text("part of {item}", item=self.item), self.part[:40],
                              advice=_codes(parts) if parts else none)  # fmt: skip
        if self.payee and self.payee not in items.PAYEES:
            raise UnknownCode(Text("who asks for the money"), self.payee[:40], advice=_codes(items.PAYEES))
        currency_code(self.amount.currency)
        if not (self.amount.value.is_finite() and self.amount.value >= Decimal(0)):
            raise InputError(
                Text("The sum asked for “{item}” is no sum of money.", item=items.name_of(self.item, self.part)),
                advice=Text("Give a number of zero or more."),
            )

    @property
    def name(self) -> Text:
        """What a worker calls it."""
        return items.name_of(self.item, self.part)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a check knows of the worker.

    Attributes:
        origin, destination: ISO 3166-1 alpha-3.
        sector: A code of `ratings.items.SECTORS`; None where it was not said.
        workers: The category she is in (`items.WORKERS`); None where only the sector may tell.
        on: The day.

    Raises:
        UnknownCode: No such sector or category.
    """

    origin: str
    destination: str
    sector: str | None
    workers: str | None
    on: date

    def __post_init__(self) -> None:
        if self.sector is not None and self.sector not in SECTORS:
            raise UnknownCode(Text("sector"), self.sector[:40], advice=_codes(SECTORS))
        if self.workers is not None and self.workers not in items.WORKERS:
            raise UnknownCode(Text("category of workers"), self.workers[:40], advice=_codes(items.WORKERS))

    def other(self, side: Side) -> str:
        """The country at the other end."""
        return self.destination if side == "origin" else self.origin


def _codes(known: Iterable[str]) -> Text:
    return Text("Use one of {codes}.", codes=", ".join(known))


def fit(rule: FeeRule, charge: Charge, facts: Facts) -> Fit:
    """Whether the rule speaks of the charge; it must be of the right country, side and day already.

    A rule for a part, a payee, a sector or a category that was not said fits in part: it may hold.
    """
    answers = (
        _of_item(rule, charge),
        _said(charge.part, rule.parts),
        _said(charge.payee, () if set(rule.payees) == set(items.PAYEES) else rule.payees),
        _of_workers(rule, facts),
        rule.sector == "*" or (None if facts.sector is None else facts.sector == rule.sector),
        not rule.counterparts or not rule.side or facts.other(rule.side) in rule.counterparts,
    )
    if any(answer is False for answer in answers):
        return "none"
    return "part" if any(answer is None for answer in answers) else "whole"


def _of_item(rule: FeeRule, charge: Charge) -> bool:
    return rule.items == ("*",) or charge.item in rule.items


def _said(said: str, wanted: tuple[str, ...]) -> bool | None:
    if not wanted:
        return True
    return said in wanted if said else None


def _of_workers(rule: FeeRule, facts: Facts) -> bool | None:
    """Some sectors are one category (a private home); some may hold one (ships, among all transport)."""
    if rule.workers == "*":
        return True
    if facts.workers is not None:
        return facts.workers == rule.workers
    if facts.sector is None or items.POSSIBLE.get(facts.sector) == rule.workers:
        return None
    return items.CERTAIN.get(facts.sector) == rule.workers
