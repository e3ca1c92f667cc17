"""Whether a ledger adds up, computed anew from its entries alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from fairway.kernel.text import Text
from fairway.recruitment.guarantees.movements import SIGN, Entry, Kind


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not add up.

    Attributes:
        entry: Number of the entry; 0 for the guarantee as a whole.
        what: `number`, `balance`, `below_nothing`, `nothing_moved`, `direction`, `reversal`, `held` or `version`.
        message: In words.
    """

    entry: int
    what: str
    message: Text


def verify(entries: Sequence[Entry], *, held: int | None = None, version: int | None = None) -> tuple[Fault, ...]:
    """What does not add up.

    Args:
        entries: In the order of their numbers.
        held: What the guarantee itself says it holds; None to leave that out. Unit: the currency's smallest coin.
        version: The number of the last entry as the guarantee itself says it; None to leave that out.

    Returns:
        One fault for each thing; empty where numbers run from 1 without a gap, each balance follows from the one before
        and none is below zero, each movement goes the way of its kind, and each reversal takes back one earlier entry
        once.
    """
    found = [*_whole(entries, held, version)]
    seen: dict[int, Entry] = {}
    reversed_by: dict[int, int] = {}
    running = 0
    for place, entry in enumerate(entries, 1):
        running += entry.amount
        found += _numbered(entry, place)
        found += _balanced(entry, running)
        found += _directed(entry)
        found += _reversing(entry, seen, reversed_by)
        seen[entry.number] = entry
        if entry.reverses is not None:
            reversed_by.setdefault(entry.reverses, entry.number)
        running = entry.balance
    return tuple(found)


def _whole(entries: Sequence[Entry], held: int | None, version: int | None) -> Iterator[Fault]:
    added = sum(entry.amount for entry in entries)
    if held is not None and held != added:
        message = Text("The guarantee says it holds {held}, its entries add up to {added}.", held=held, added=added)
        yield Fault(0, "held", message)
    last = entries[-1].number if entries else 0
    if version is not None and version != last:
        message = Text("The guarantee says that its last entry is {version}, it is {last}.", version=version, last=last)
        yield Fault(0, "version", message)


def _numbered(entry: Entry, place: int) -> Iterator[Fault]:
    if entry.number != place:
        message = Text("Entry {number} stands where entry {place} must be.", number=entry.number, place=place)
        yield Fault(entry.number, "number", message)


def _balanced(entry: Entry, running: int) -> Iterator[Fault]:
    if entry.balance != running:
        message = Text(
            "Entry {number} says that {said} is left; from the entry before it follows {running}.",
            number=entry.number, said=entry.balance, running=running,
        )  # fmt: skip
        yield Fault(entry.number, "balance", message)
    if entry.balance < 0:
        message = Text("Entry {number} leaves less than nothing.", number=entry.number)
        yield Fault(entry.number, "below_nothing", message)


def _directed(entry: Entry) -> Iterator[Fault]:
    if not entry.amount:
        yield Fault(entry.number, "nothing_moved", Text("Entry {number} moves nothing.", number=entry.number))
    elif entry.kind in SIGN and (entry.amount > 0) != (SIGN[entry.kind] > 0):
        message = Text("Entry {number} moves money the wrong way for its kind.", number=entry.number)
        yield Fault(entry.number, "direction", message)


def _reversing(entry: Entry, seen: dict[int, Entry], reversed_by: dict[int, int]) -> Iterator[Fault]:
    if (entry.kind is Kind.REVERSAL) != (entry.reverses is not None):
        message = Text("Entry {number} is a reversal of nothing, or reverses and is none.", number=entry.number)
        yield Fault(entry.number, "reversal", message)
    if entry.reverses is None:
        return
    earlier = seen.get(entry.reverses)
    if earlier is None or earlier.kind is Kind.REVERSAL or earlier.amount != -entry.amount:
        message = Text(
            "Entry {number} does not take back entry {earlier} as it was.", number=entry.number, earlier=entry.reverses
        )
        yield Fault(entry.number, "reversal", message)
    if entry.reverses in reversed_by:
        message = Text(
            "Entry {number} reverses entry {earlier}, which entry {first} reversed before.",
            number=entry.number, earlier=entry.reverses, first=reversed_by[entry.reverses],
        )  # fmt: skip
        yield Fault(entry.number, "reversal", message)
