"""Movements of a guarantee: deposits, replenishments, releases, reversals. Each is one entry of its ledger.

What takes money out takes two people, unless it is given back to an agency whose licence has ended: `drawing`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.recruitment.guarantees.errors import LedgerRefused
from fairway.recruitment.guarantees.ledger import after, balance, missing
from fairway.recruitment.guarantees.money import money
from fairway.recruitment.guarantees.movements import KINDS, Account, Entry, Kind, Movement
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.errors import GuaranteeRefused, LedgerBroken, SomebodyMoved
from fairway_portal.register.inspections.identifying import refuse_identifying
from fairway_portal.register.inspections.models import Guarantee, GuaranteeEntry
from fairway_portal.register.inspections.standing import needed
from fairway_portal.register.licensing import feed
from fairway_portal.register.licensing.evidence import Upload, keep
from fairway_portal.register.licensing.models import Proposal

LONGEST_REFERENCE: Final = 80
LONGEST_BASIS: Final = 300
LONGEST_WORDS: Final = 4_000
NO_CLAIM: Final = frozenset({"entry", "on", "required"})
"""What a proposal names that is no claim: an entry to be taken back, the day of a release, what is to be required."""


@dataclass(frozen=True, slots=True)
class Because:
    """Who moves money, and why.

    Attributes:
        by: Who records or proposed it.
        reason: In words; public to the agency, never a worker's name.
        reference: Of the bank's slip, or the decision on a claim.
        legal_basis: Law and article.
        approved_by: The second person, where it takes two (`takes_two`).
        proposal: That was approved.
        key: Of the form; sent twice, money moves once.
        evidence: Files that prove it.
    """

    by: Person
    reason: str
    reference: str = ""
    legal_basis: str = ""
    approved_by: Person | None = None
    proposal: Proposal | None = None
    key: UUID | None = None
    evidence: tuple[Upload, ...] = ()


def deposit(
    *, by: Person, guarantee: Guarantee, saw: int, amount: int, currency: str, on: date, reference: str, reason: str,
    key: UUID | None = None, evidence: tuple[Upload, ...] = (),
) -> GuaranteeEntry:  # fmt: skip
    """Records money that the agency paid in.

    Args:
        by: The officer.
        guarantee: Into which.
        saw: Its version as she saw it.
        amount: Unit: the currency's smallest coin.
        currency: ISO 4217, as the bank booked it.
        on: The day on which the bank booked it.
        reference: Of the bank's slip.
        reason: In words.
        key: Of the form.
        evidence: Files that prove it.

    Raises:
        LedgerRefused: The ledger cannot take it (`recruitment.guarantees.ledger.after`).
        SomebodyMoved: Another movement came first.
        GuaranteeRefused: Something is missing, or too long.
        Identifies: Words identify a person.
        LedgerBroken: The ledger does not add up.
        EvidenceRefused: A file cannot be kept.
    """
    because = Because(by, reason, reference, key=key, evidence=evidence)
    return _move(guarantee, saw, Movement(Kind.DEPOSIT, amount, currency, on), because)


def replenish(
    *, by: Person, guarantee: Guarantee, saw: int, amount: int, currency: str, on: date, reference: str, reason: str,
    key: UUID | None = None, evidence: tuple[Upload, ...] = (),
) -> GuaranteeEntry:  # fmt: skip
    """Records money paid in because the guarantee was drawn upon; arguments and refusals as `deposit`."""
    because = Because(by, reason, reference, key=key, evidence=evidence)
    return _move(guarantee, saw, Movement(Kind.REPLENISHMENT, amount, currency, on), because)


def release(
    *, by: Person, guarantee: Guarantee, saw: int, amount: int, currency: str, on: date, reference: str, reason: str,
    legal_basis: str, key: UUID | None = None, evidence: tuple[Upload, ...] = (),
) -> GuaranteeEntry:  # fmt: skip
    """Records money given back to the agency; arguments and refusals as `deposit`.

    While the licence stands it takes two people: `propose_release`.

    Args:
        legal_basis: Law and article that let it be released.
    """
    because = Because(by, reason, reference, legal_basis, key=key, evidence=evidence)
    return _move(guarantee, saw, Movement(Kind.RELEASE, amount, currency, on), because)


def reverse(
    *, by: Person, guarantee: Guarantee, saw: int, number: int, reason: str, reference: str = "",
    key: UUID | None = None, evidence: tuple[Upload, ...] = (),
) -> GuaranteeEntry:  # fmt: skip
    """Takes back one entry that was recorded wrongly and took money out; arguments and refusals as `deposit`.

    Args:
        number: Of the entry; one that brought money in is taken back by two people (`propose_reversal`).
    """
    movement = Movement(Kind.REVERSAL, 0, guarantee.currency, localdate(), number)
    return _move(guarantee, saw, movement, Because(by, reason, reference, key=key, evidence=evidence))


def _move(guarantee: Guarantee, saw: int, movement: Movement, because: Because) -> GuaranteeEntry:
    with attempted(by=because.by, what="guarantee", asked=movement.kind, subject=f"guarantee {guarantee.pk}"):
        return write(guarantee.pk, saw, movement, because)


def preview(guarantee: Guarantee, movement: Movement, because: Because) -> Entry:
    """The entry that a movement would become now; nothing is written.

    Raises:
        LedgerRefused, GuaranteeRefused, Identifies: As `deposit`.
    """
    refuse_incomplete(movement.kind, because)
    account = account_of(guarantee)
    entry = after(entries_of(guarantee), movement, account, today=localdate())
    refuse_claimed(entry, account)
    if takes_two(entry, account) and not because.legal_basis.strip():
        raise _needs_law()
    return entry


def takes_two(entry: Entry, account: Account) -> bool:
    """Whether a second person must approve it: whatever takes money out, but a release once the licence has ended."""
    return entry.amount < 0 and (entry.kind is not Kind.RELEASE or account.licence_stands)


def refuse_claimed(entry: Entry, account: Account) -> None:
    """Refuses to take back money on which a claim draws.

    Raises:
        LedgerRefused: Less would be left than claims that wait for a decision ask for.
    """
    if entry.kind is Kind.REVERSAL and entry.amount < 0 and entry.balance < account.claimed:
        raise LedgerRefused(
            "below_claims",
            Text(
                "{left} would be left, and claims of {claimed} wait for a decision.",
                left=money(entry.balance, account.currency), claimed=money(account.claimed, account.currency),
            ),
            Text("Decide the claims first."), left=entry.balance, claimed=account.claimed,
        )  # fmt: skip


def alone(what: Text, field: str) -> GuaranteeRefused:
    """The refusal of what one person would do alone though it takes two.

    Args:
        what: It.
        field: Of the form, where it is said.
    """
    return GuaranteeRefused(
        Text("{act}: this takes two people.", act=what),
        advice=Text("Propose it: a supervisor, who is somebody else, approves or refuses it."),
        details={"field": field},
    )


def locked(guarantee: int) -> Guarantee:
    """The guarantee as it is now; nobody else can move its money until the transaction ends."""
    return Guarantee.objects.select_for_update(of=("self",)).select_related("agency").get(pk=guarantee)


def write(guarantee: int, saw: int, movement: Movement, because: Because) -> GuaranteeEntry:
    """Writes one entry, inside a transaction.

    Args:
        guarantee: Its key.
        saw: Its version as whoever asks saw it.
        movement: What is asked for.
        because: By whom and why.

    Raises:
        LedgerRefused, SomebodyMoved, GuaranteeRefused, Identifies, LedgerBroken: As `deposit`.
    """
    refuse_incomplete(movement.kind, because)
    now = locked(guarantee)
    if because.key is not None:
        earlier: GuaranteeEntry | None = GuaranteeEntry.objects.filter(key=because.key).first()
        if earlier is not None and earlier.guarantee_id == now.pk:
            return earlier
    if now.version != saw:
        raise SomebodyMoved(saw, now.version)
    history = entries_of(now)
    if balance(history) != now.held or len(history) != now.version:
        raise LedgerBroken(now.pk)
    before = missing(now.held, now.required)
    account = account_of(now, besides=because.proposal)
    entry = after(history, movement, account, today=localdate())
    refuse_claimed(entry, account)
    if takes_two(entry, account) and because.approved_by is None:
        raise alone(KINDS[entry.kind], "entry" if entry.kind is Kind.REVERSAL else "amount")
    row = _kept(now, entry, because)
    for upload in because.evidence:
        keep(by=because.by, agency=now.agency, subject=entry_subject(now.pk, entry.number), upload=upload)
    now.held, now.version = entry.balance, entry.number
    _end_if_empty(now, entry)
    now.save(update_fields=["held", "version", "ended"])
    audit.record(
        by=because.approved_by or because.by, action=f"guarantee.{entry.kind}", subject=f"guarantee {now.pk}",
        reason=because.reason, agency=now.agency.code, number=entry.number, amount=entry.amount,
        balance=entry.balance, currency=now.currency,
    )  # fmt: skip
    if bool(before) != bool(missing(now.held, now.required)):
        tell_public(now)
    return row


def refuse_incomplete(kind: Kind, because: Because) -> None:
    """Refuses a movement without reason, reference or legal basis, with words too long, or that identify somebody.

    Raises:
        GuaranteeRefused: Something is missing or too long.
        Identifies: Words identify a person.
    """
    needed_words = [("reason", Text("Say why."), because.reason)]
    if kind is not Kind.REVERSAL:
        needed_words.append(("reference", Text("Give the reference of the slip or decision."), because.reference))
    if kind in (Kind.RELEASE, Kind.DRAW_DOWN):
        needed_words.append(("legal_basis", Text("Name the law and article."), because.legal_basis))
    for field, advice, words in needed_words:
        if not words.strip():
            raise GuaranteeRefused(Text("Something is missing."), advice=advice, details={"field": field})
    for field, words, most in (
        ("reference", because.reference, LONGEST_REFERENCE),
        ("legal_basis", because.legal_basis, LONGEST_BASIS),
        ("reason", because.reason, LONGEST_WORDS),
    ):
        if len(words) > most:
            raise GuaranteeRefused(
                Text("At most {most} characters are kept.", most=most), advice=Text("Make it shorter."),
                details={"field": field},
            )  # fmt: skip
    refuse_identifying(reference=because.reference, reason=because.reason)


def _needs_law() -> GuaranteeRefused:
    return GuaranteeRefused(
        Text("Something is missing."), advice=Text("Name the law and article."), details={"field": "legal_basis"}
    )


def entry_subject(guarantee: int, number: int) -> str:
    """What the evidence of an entry says that it proves."""
    return f"guarantee {guarantee} entry {number}"


def entries_of(guarantee: Guarantee) -> tuple[Entry, ...]:
    """The ledger as the library reads it."""
    return read(guarantee.entries.order_by("number").select_related("reverses"))


def read(rows: Iterable[GuaranteeEntry]) -> tuple[Entry, ...]:
    """Rows by number, with what they reverse, as the library reads them."""
    return tuple(
        Entry(
            row.number, Kind(row.kind), row.amount, row.balance, row.on,
            row.reverses.number if row.reverses is not None else None,
        )
        for row in rows
    )  # fmt: skip


def claimed(guarantee: int, *, besides: Proposal | None = None) -> int:
    """What draw-downs that wait for a decision would take; a reversal or a release that waits is no claim.

    Unit: the currency's smallest coin.

    Args:
        guarantee: Its key.
        besides: A proposal to leave out.
    """
    waiting = Proposal.objects.filter(kind=Proposal.Kind.DRAW_DOWN, state=Proposal.State.WAITING, subject=guarantee)
    if besides is not None:
        waiting = waiting.exclude(pk=besides.pk)
    asked = waiting.values_list("asked", flat=True)
    return sum(int(one.get("amount", 0)) for one in asked if not one.keys() & NO_CLAIM)


def account_of(guarantee: Guarantee, *, besides: Proposal | None = None) -> Account:
    """What a movement of today is held against."""
    return Account(
        guarantee.currency, guarantee.required, licence_stands=needed(guarantee, localdate()),
        claimed=claimed(guarantee.pk, besides=besides),
    )  # fmt: skip


def tell_public(guarantee: Guarantee) -> None:
    """Says in the public feed whether the guarantee holds what is required; never how much."""
    complete = guarantee.held >= guarantee.required
    feed.publish(
        kind="guarantee.complete" if complete else "guarantee.incomplete", country=guarantee.country,
        subject=guarantee.agency.code, effective=localdate(),
        details={"guarantee": guarantee.kind, "complete": "yes" if complete else "no"},
        demonstration=guarantee.agency.demonstration,
    )  # fmt: skip


def _kept(guarantee: Guarantee, entry: Entry, because: Because) -> GuaranteeEntry:
    reversed_row = None
    if entry.reverses is not None:
        reversed_row = GuaranteeEntry.objects.get(guarantee=guarantee, number=entry.reverses)
    return GuaranteeEntry.objects.create(
        guarantee=guarantee, number=entry.number, kind=entry.kind.value, amount=entry.amount, balance=entry.balance,
        on=entry.on, by=because.by, approved_by=because.approved_by, proposal=because.proposal,
        reference=because.reference, reason=because.reason, legal_basis=because.legal_basis, reverses=reversed_row,
        key=because.key,
    )  # fmt: skip


def _end_if_empty(guarantee: Guarantee, entry: Entry) -> None:
    """A guarantee whose last money was released after the licence ended is over; money paid in opens it again."""
    if entry.kind is Kind.RELEASE and not entry.balance:
        guarantee.ended = localdate()
    elif entry.balance:
        guarantee.ended = None
