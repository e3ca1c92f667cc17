"""Checking a published record: every hash, every moment and every place is worked out anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from typing import Literal, TypeAlias

from fairway.kernel.text import Text
from fairway.recruitment.lottery.commitments import opens
from fairway.recruitment.lottery.drawing import list_hash
from fairway.recruitment.lottery.errors import LotteryUnusable
from fairway.recruitment.lottery.hashing import digest
from fairway.recruitment.lottery.record import Frozen, Record, drawn
from fairway.recruitment.lottery.terms import stamp, terms_json

Code: TypeAlias = Literal[
    "terms", "commitment_missing", "commitment_twice", "commitment_time", "freeze_time", "list", "list_hash",
    "reveal_missing", "reveal_twice", "reveal_time", "reveal_wrong", "public_number", "public_time", "draw_time",
    "order", "places", "waiting", "not_drawn", "void",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a record that cannot be.

    Attributes:
        code: What kind.
        says: With the party, the moment or the number.
    """

    code: Code
    says: Text


def verify(record: Record) -> tuple[Fault, ...]:
    """Checks a record without believing anything in it.

    Commitments before the list closed; the list frozen after it, with its hash; seeds revealed after that, and the ones
    that were committed to; the public number of the day that was fixed; order, quotas and waiting list worked out anew.
    Of a void round: that nobody got a place by it, and that those who are said to have refused did, or that every
    party committed and the list was not frozen in time.

    Args:
        record: As of `record_reading.read_record`.

    Returns:
        What is wrong; nothing where it holds.
    """
    found = [*_terms(record), *_commitments(record), *_frozen(record), *_reveals(record), *_public(record)]
    match record.outcome:
        case "drawn":
            found += _drawn(record)
        case "void":
            found += _void(record)
        case "open":
            found.append(Fault("not_drawn", Text("This round is still under way: there is no result to check yet.")))
    return tuple(found)


def _terms(record: Record) -> Iterator[Fault]:
    tail = record.scheme.rpartition("/")[2]
    if not tail or not digest("terms", terms_json(record.terms)).hex().startswith(tail) or len(tail) < 16:
        yield Fault("terms", Text("The terms are not those to which the name of the scheme belongs."))


def _commitments(record: Record) -> Iterator[Fault]:
    counted = Counter(one.party for one in record.commitments)
    for party in record.terms.parties:
        if not counted[party] and record.outcome != "void":
            yield Fault("commitment_missing", Text("{party} made no commitment.", party=party))
    for party, times in counted.items():
        if times > 1 or party not in record.terms.parties:
            yield Fault("commitment_twice", Text("{party}: a commitment too many.", party=party))
    for one in record.commitments:
        if not record.opened <= one.at <= record.terms.closes:
            yield Fault(
                "commitment_time",
                Text("{party} committed at {at}, not before the list closed.", party=one.party, at=stamp(one.at)),
            )


def _frozen(record: Record) -> Iterator[Fault]:
    if record.frozen is None:
        if record.outcome == "drawn" or record.reveals or record.applications:
            yield Fault("list_hash", Text("The list was never frozen."))
        return
    if record.frozen.at < record.terms.closes:
        yield Fault("freeze_time", Text("The list was frozen before it closed."))
    if record.frozen.at > record.terms.reveal_until:
        yield Fault("freeze_time", Text("The time to reveal was over at {at}.", at=stamp(record.terms.reveal_until)))
    try:
        recomputed = list_hash(record.scheme, record.terms, record.applications)
    except LotteryUnusable as error:
        yield Fault("list", error.title_text)
        return
    if recomputed != record.frozen.list_hash:
        yield Fault("list_hash", Text("The list is not the one whose hash was published when it was frozen."))


def _reveals(record: Record) -> Iterator[Fault]:
    committed = {one.party: one.commitment for one in record.commitments}
    counted = Counter(one.party for one in record.reveals)
    for party in record.terms.parties:
        if not counted[party] and record.outcome == "drawn":
            yield Fault("reveal_missing", Text("{party} did not reveal its seed.", party=party))
    for one in record.reveals:
        if counted[one.party] > 1:
            yield Fault("reveal_twice", Text("{party}: a seed too many.", party=one.party))
        if record.frozen is None or one.at < record.frozen.at:
            yield Fault("reveal_time", Text("{party} revealed before the list was frozen.", party=one.party))
        if one.at > record.terms.reveal_until:
            yield Fault(
                "reveal_time",
                Text("{party} revealed at {at}, after the time for it was over.", party=one.party, at=stamp(one.at)),
            )
        if not opens(committed.get(one.party, ""), one.seed, record.scheme, one.party):
            yield Fault("reveal_wrong", Text("The seed of {party} is not the one it committed to.", party=one.party))


def _public(record: Record) -> Iterator[Fault]:
    draw, number = record.terms.public_draw, record.public_number
    if draw is None:
        if number is not None:
            yield Fault("public_number", Text("The terms name no public draw, and yet there is its number."))
        return
    if number is None:
        if record.outcome == "drawn":
            yield Fault("public_number", Text("The number of the public draw is missing."))
        return
    # A day begins up to 14 hours before it does in UTC.
    if number.at.astimezone(UTC) < _midnight(record) - timedelta(hours=14):
        yield Fault("public_time", Text("The public number was written down before its draw."))
    if record.frozen is None or number.at < record.frozen.at:
        yield Fault("public_time", Text("The public number was written down before the list was frozen."))
    if any(number.at < one.at for one in record.reveals):
        yield Fault("public_time", Text("The public number was written down before every seed was revealed."))


def _midnight(record: Record) -> datetime:
    assert record.terms.public_draw is not None
    return datetime.combine(record.terms.public_draw.day, time(), UTC)


def _drawn(record: Record) -> Iterator[Fault]:
    moments = [one.at for one in record.reveals]
    moments += [record.public_number.at] if record.public_number else []
    if record.ended is None or any(record.ended < one for one in moments):
        yield Fault("draw_time", Text("The draw was held before every seed was there."))
    try:
        again = drawn(replace(record, frozen=_true_hash(record)), record.opened)
    except LotteryUnusable:
        return  # what is missing was said already
    if again.order != record.order:
        yield Fault("order", Text("The order is not the one that the seeds give."))
    if again.places != record.places:
        yield Fault("places", Text("The places are not those that the order and the quotas give."))
    if again.waiting != record.waiting:
        yield Fault("waiting", Text("The waiting list is not the one that the order gives."))


def _true_hash(record: Record) -> Frozen | None:
    """The list's own hash: a false one that was published is a fault by itself, and moves no place."""
    if record.frozen is None:
        return None
    return replace(record.frozen, list_hash=list_hash(record.scheme, record.terms, record.applications))


def _void(record: Record) -> Iterator[Fault]:
    if record.order or record.places or record.waiting:
        yield Fault("void", Text("The round is void, and yet it gives places."))
    done = {one.party for one in (record.reveals if record.frozen else record.commitments)}
    missing = [party for party in record.terms.parties if party not in done]
    if not missing and record.frozen is not None:
        yield Fault("void", Text("The round is void, though every party did its part."))
    if sorted(missing) != sorted(record.refused):
        yield Fault("void", Text("Those who are said to have refused are not those whose part is missing."))
    waited = record.terms.closes if missing and record.frozen is None else record.terms.reveal_until
    if record.ended is None or record.ended < waited:
        yield Fault("void", Text("The round was made void before its time was over."))
