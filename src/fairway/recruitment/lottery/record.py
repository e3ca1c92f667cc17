"""The record of one round: everything that somebody needs who wants to check it, in one file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, TypeAlias

from fairway.kernel.text import Text
from fairway.recruitment.lottery.allotting import Place, allot
from fairway.recruitment.lottery.drawing import Application, combined_seed, order
from fairway.recruitment.lottery.errors import LotteryUnusable
from fairway.recruitment.lottery.terms import LotteryTerms

Outcome: TypeAlias = Literal["open", "drawn", "void"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """What a party published before the list closed."""

    party: str
    commitment: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Reveal:
    """The seed of a party, published after the list was frozen."""

    party: str
    seed: bytes
    at: datetime


@dataclass(frozen=True, slots=True)
class PublicNumber:
    """What the public draw gave: digits alone."""

    number: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Frozen:
    """The end of the list: from now on its hash is public."""

    at: datetime
    list_hash: str


@dataclass(frozen=True, slots=True)
class Record:
    """One round of one lottery.

    Attributes:
        scheme: Of `terms.scheme_name`.
        title: For people.
        terms: Published when the round was opened.
        opened: When.
        commitments, frozen, applications, reveals, public_number: What happened, as far as it did.
        outcome: `open`: under way; `drawn`; `void`: nobody got a place by it.
        ended: When it was drawn or became void.
        refused: Of a void round: the parties that did not commit or reveal; empty: the list was not frozen in time,
            through no party's fault.
        reason: Of a void round: why, in the words of who declared it.
        earlier: Schemes of the void rounds before it.
        order, places, waiting: Of a round that was drawn.
    """

    scheme: str
    title: str
    terms: LotteryTerms
    opened: datetime
    commitments: tuple[Commitment, ...] = ()
    frozen: Frozen | None = None
    applications: tuple[Application, ...] = ()
    reveals: tuple[Reveal, ...] = ()
    public_number: PublicNumber | None = None
    outcome: Outcome = "open"
    ended: datetime | None = None
    refused: tuple[str, ...] = ()
    reason: str = ""
    earlier: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    places: tuple[Place, ...] = ()
    waiting: tuple[str, ...] = ()


def drawn(record: Record, at: datetime) -> Record:
    """The record with order and places.

    Args:
        record: Of a round whose list is frozen and whose parties have all revealed.
        at: When it is drawn.

    Raises:
        LotteryUnusable: Something that the draw needs is not there yet.
    """
    seeds = {one.party: one.seed for one in record.reveals}
    missing = [party for party in record.terms.parties if party not in seeds]
    if record.frozen is None or missing:
        raise LotteryUnusable(
            Text("Not every seed is revealed: the draw cannot be held."),
            advice=Text("Still missing: {parties}.", parties="; ".join(missing) or "–"),
        )
    if record.terms.public_draw is not None and record.public_number is None:
        raise LotteryUnusable(
            Text("The public number is not there yet."),
            advice=Text("Wait for this draw: {name}.", name=record.terms.public_draw.name),
        )
    number = record.public_number.number if record.public_number else None
    pairs = [(party, seeds[party]) for party in record.terms.parties]
    ordered = order(combined_seed(record.frozen.list_hash, pairs, number), (one.number for one in record.applications))
    allotted = allot(ordered, record.applications, record.terms)
    return replace(record, outcome="drawn", ended=at, order=ordered, places=allotted.places, waiting=allotted.waiting)
