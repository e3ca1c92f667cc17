"""What officers write into the forms of guarantees, as typed values with their faults."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final
from uuid import uuid4

from django.http import QueryDict
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Money, Text
from fairway.recruitment.fees.amounts import decimals_of
from fairway.recruitment.guarantees.money import money, plain, smallest_coins
from fairway.recruitment.guarantees.movements import Kind, Movement
from fairway.recruitment.licences.rules import GuaranteeRule, rules_of
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections.actions.moving import Because
from fairway_portal.register.inspections.currencies import money_code
from fairway_portal.register.inspections.desk.reading import agency_of, day, fault_of, key_of, lines, version_of
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.inspections.words import GUARANTEES

VERBS: Final = {
    "deposit": Kind.DEPOSIT,
    "replenish": Kind.REPLENISHMENT,
    "release": Kind.RELEASE,
    "draw-down": Kind.DRAW_DOWN,
    "reverse": Kind.REVERSAL,
}
"""As addresses name a movement."""
OUT: Final = frozenset({Kind.RELEASE, Kind.DRAW_DOWN})
"""Movements that need a legal basis."""
KINDS_OF_RULES: Final = {
    "escrow": Guarantee.Kind.ESCROW.value,
    "deposit": Guarantee.Kind.DEPOSIT.value,
    "bank_guarantee": Guarantee.Kind.BOND.value,
    "insurance": Guarantee.Kind.INSURANCE.value,
}
"""Kind of a rule on licences → kind of a guarantee."""
PROPOSED: Final = Text("Your proposal waits for a supervisor. No money has moved yet.")
"""Said of whatever takes two people."""
DATED: Final = frozenset({Kind.DEPOSIT, Kind.REPLENISHMENT, Kind.RELEASE})
"""Movements of which the bank says the day."""


@dataclass(frozen=True, slots=True)
class MovementAsked:
    """A movement that somebody wants recorded, as the form holds it and as it is read."""

    kind: Kind
    amount: str = ""
    on: str = ""
    reference: str = ""
    legal_basis: str = ""
    reason: str = ""
    entry: str = ""
    saw: str = ""
    key: str = ""
    coins: int = 0
    when: date | None = None
    faults: tuple[Fault, ...] = ()

    def movement(self, currency: str) -> Movement:
        """As the library takes it."""
        reverses = max(0, version_of(self.entry)) if self.kind is Kind.REVERSAL else None
        return Movement(self.kind, self.coins, currency, self.when or localdate(), reverses)

    def because(self, by: Person) -> Because:
        """By whom and why."""
        return Because(by, self.reason, self.reference, self.legal_basis, key=key_of(self.key))


def empty_movement(kind: Kind, guarantee: Guarantee, entry: str = "") -> MovementAsked:
    """The form as it is first shown: of today, at the version that she sees."""
    return MovementAsked(
        kind, on=localdate().isoformat(), entry=entry[:9], saw=str(guarantee.version), key=str(uuid4())
    )


def read_movement(post: QueryDict, kind: Kind, currency: str) -> MovementAsked:
    """Reads the form of a movement."""
    faults: list[Fault] = []
    amount, coins = written(post, "amount", 60), 0
    if kind is not Kind.REVERSAL:
        try:
            coins = smallest_coins(amount, currency)
        except InputError as error:
            faults.append(fault_of(error, "amount"))
    on = post.get("on", "")[:10]
    when = day(on) if kind in DATED else localdate()
    if when is None:
        faults.append(Fault("on", Text("Choose the day on which the bank booked it.")))
    return MovementAsked(
        kind, amount, on, written(post, "reference", 80), written(post, "legal_basis", 300), lines(post, "reason"),
        post.get("entry", "")[:9], post.get("saw", "")[:9], post.get("key", "")[:36], coins, when, tuple(faults),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class GuaranteeAsked:
    """A guarantee that somebody wants opened, as the form holds it and as it is read."""

    agency: str = ""
    licence: str = ""
    kind: str = ""
    holder: str = ""
    instrument: str = ""
    currency: str = ""
    required: str = ""
    valid_to: str = ""
    key: str = ""
    found: Agency | None = None
    coins: int = 0
    last: date | None = None
    rule: int = 0
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class RuleRow:
    """What the country's rules ask for: the form is filled in from it.

    Attributes:
        number: Its place, from 1: `rule` of the address.
        kind, title: Of the guarantee, as a key and in words.
        amount: At least; None: the law asks for it, the sum is not known here.
        whom: For which agencies.
        law: Law and article.
        checked: Whether somebody compared it with the law's own text.
    """

    number: int
    kind: str
    title: Text
    amount: Money | None
    whom: Text
    law: str
    checked: Text


def rules_for(country: str) -> tuple[RuleRow, ...]:
    """What the rules of a country ask for today; empty where none is known.

    Args:
        country: ISO 3166-1 alpha-3.
    """
    rules = rules_of(country, localdate()).guarantee
    return tuple(_rule(number, one, rules) for number, one in enumerate(rules, 1))


def _rule(number: int, one: GuaranteeRule, rules: Sequence[GuaranteeRule]) -> RuleRow:
    kind = KINDS_OF_RULES[one.kind]
    amount = None if one.amount is None else money(one.amount * 10 ** decimals_of(one.currency), one.currency)
    whom = Text("for all agencies")
    if one.workers_to:
        whom = Text("for agencies that send up to {n} workers a year", n=one.workers_to)
    elif any(other.kind == one.kind and other.workers_to for other in rules):
        whom = Text("for agencies that send more")
    return RuleRow(number, kind, GUARANTEES[kind], amount, whom, one.fact.citation, one.fact.checked)


def empty_guarantee(country: str, agency: str, rule: str) -> GuaranteeAsked:
    """The form as it is first shown, filled in from a rule of the country; from its only one without being asked.

    Args:
        country: For which she acts (ISO 3166-1 alpha-3).
        agency: Code of the agency, where the address names one.
        rule: Number of the rule that she chose, or empty.
    """
    rules = rules_of(country, localdate()).guarantee
    number = version_of(rule) if rule else 1 if len(rules) == 1 else 0
    asked = GuaranteeAsked(agency=agency, key=str(uuid4()))
    if not 1 <= number <= len(rules):
        return asked
    one = rules[number - 1]
    required = "" if one.amount is None else plain(one.amount * 10 ** decimals_of(one.currency), one.currency)
    return replace(asked, kind=KINDS_OF_RULES[one.kind], currency=one.currency, required=required, rule=number)


def read_guarantee(post: QueryDict, country: str) -> GuaranteeAsked:
    """Reads the form of a new guarantee.

    Args:
        post: As it was sent.
        country: For which she acts (ISO 3166-1 alpha-3).
    """
    said = written(post, "agency", 120)
    found, wrong = agency_of(said, country)
    faults = [wrong] if wrong else []
    kind = post.get("kind", "")[:12]
    if kind not in GUARANTEES:
        faults.append(Fault("kind", Text("Choose a kind of guarantee.")))
    currency, required, coins = written(post, "currency", 12), written(post, "required", 60), 0
    try:
        currency = money_code(currency)
        coins = smallest_coins(required, currency)
    except InputError as error:
        faults.append(fault_of(error, "currency" if error.slug == "unknown-code" else "required"))
    valid_to = post.get("valid_to", "")[:10]
    last = day(valid_to)
    if valid_to and last is None:
        faults.append(Fault("valid_to", Text("Choose a day, or leave it empty.")))
    return GuaranteeAsked(
        found.code if found else said, post.get("licence", "")[:19], kind, written(post, "holder", 200),
        written(post, "instrument", 80), currency, required, valid_to, post.get("key", "")[:36], found, coins, last,
        faults=tuple(faults),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class TermsAsked:
    """What a guarantee is to hold, and until when it runs."""

    required: str = ""
    valid_to: str = ""
    legal_basis: str = ""
    reason: str = ""
    saw: str = ""
    coins: int = 0
    last: date | None = None
    faults: tuple[Fault, ...] = ()


def present_terms(guarantee: Guarantee) -> TermsAsked:
    """The form as it is first shown."""
    last = guarantee.valid_to.isoformat() if guarantee.valid_to else ""
    return TermsAsked(plain(guarantee.required, guarantee.currency), last, saw=str(guarantee.version))


def read_terms(post: QueryDict, currency: str) -> TermsAsked:
    """Reads the form of changed terms."""
    faults: list[Fault] = []
    required, coins = written(post, "required", 60), 0
    try:
        coins = smallest_coins(required, currency)
    except InputError as error:
        faults.append(fault_of(error, "required"))
    valid_to = post.get("valid_to", "")[:10]
    last = day(valid_to)
    if valid_to and last is None:
        faults.append(Fault("valid_to", Text("Choose a day, or leave it empty.")))
    return TermsAsked(
        required, valid_to, written(post, "legal_basis", 300), lines(post, "reason"), post.get("saw", "")[:9], coins,
        last, tuple(faults),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class NoticeAsked:
    """A notice to replenish."""

    due: str = ""
    legal_basis: str = ""
    words: str = ""
    saw: str = ""
    day: date | None = None
    faults: tuple[Fault, ...] = ()


def read_notice(post: QueryDict) -> NoticeAsked:
    """Reads the form of a notice."""
    due = post.get("due", "")[:10]
    when = day(due)
    faults = () if when else (Fault("due", Text("Choose the day by which it must be paid in.")),)
    return NoticeAsked(
        due, written(post, "legal_basis", 300), lines(post, "words"), post.get("saw", "")[:9], when, faults
    )
