"""The steps of a round: commitments, the frozen list, seeds, the public number, the draw; or its end without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.lottery.commitments import hex_of, opens
from fairway.recruitment.lottery.drawing import Application, frozen, list_hash
from fairway.recruitment.lottery.record import Record, drawn
from fairway.recruitment.lottery.record_writing import as_json
from fairway.recruitment.lottery.terms import stamp
from fairway_portal.accounts.models import Person
from fairway_portal.register.licensing import feed
from fairway_portal.register.orders.actions.stepping import (
    attempt,
    missing_of,
    refuse_after_closing,
    refuse_party,
    refuse_state,
    step,
)
from fairway_portal.register.orders.errors import SchemeRefused
from fairway_portal.register.orders.models import (
    EnteredNumber,
    JobApplication,
    ListedNumber,
    Scheme,
    SchemeRecord,
    SchemeStep,
)
from fairway_portal.register.orders.records import record_of, terms_of
from fairway_portal.register.orders.said import NOT_FROZEN

Kind = SchemeStep.Kind


def commit(*, by: Person, scheme: Scheme, saw: int, party: str, commitment: str) -> SchemeStep:
    """Keeps and publishes the commitment of a party, before the list closes.

    Raises:
        SchemeRefused: Too late, no such party, it has committed, or it is the commitment of another.
        LotteryUnusable: These are not 64 hexadecimal digits.
    """
    with attempt(by, scheme, saw, "commit") as now:
        refuse_state(now, Scheme.State.OPEN)
        refuse_after_closing(now)
        refuse_party(now, party, Kind.COMMITMENT)
        written = hex_of(commitment, Text("Commitment"))
        if now.steps.filter(kind=Kind.COMMITMENT, value=written).exists():
            raise SchemeRefused(
                Text("This commitment is there already."),
                advice=Text("Make a new seed: each round and party has its own."),
            )
        return step(by, now, Kind.COMMITMENT, timezone.now(), party=party, value=written)


def freeze(*, by: Person, scheme: Scheme, saw: int) -> SchemeStep:
    """Freezes the list after it has closed, while parties can still reveal, and publishes numbers and hash.

    Raises:
        SchemeRefused: Too early, too late, or a party has not committed.
        LotteryUnusable: The list is empty.
    """
    with attempt(by, scheme, saw, "freeze") as now:
        refuse_state(now, Scheme.State.OPEN)
        if timezone.now() < now.closes:
            raise SchemeRefused(
                Text("The list is open until {at}.", at=stamp(now.closes)), advice=Text("Freeze it after that.")
            )
        missing = missing_of(now, Kind.COMMITMENT)
        if missing or timezone.now() >= now.reveal_until:
            raise SchemeRefused(
                Text("Not every party has committed: {parties}.", parties="; ".join(missing))
                if missing
                else Text("The time to reveal was over at {at}.", at=stamp(now.reveal_until)),
                advice=Text("The round can only be made void now; a new one begins with new commitments."),
            )
        those = _applications(now)
        hashed = list_hash(now.name, terms_of(now), those)
        ListedNumber.objects.bulk_create(
            [ListedNumber(scheme=now, round=now.round, number=one.number, strata=dict(one.strata)) for one in those],
            batch_size=2_000,
        )
        now.state, now.list_hash = Scheme.State.FROZEN, hashed
        return step(by, now, Kind.FROZEN, timezone.now(), value=hashed)


def _applications(scheme: Scheme) -> tuple[Application, ...]:
    """Numbers that were entered, and codes of the order's applications, with the strata that quotas name alone."""
    asked = {stratum for one in scheme.quotas for stratum in one["of"]}
    rows = list(EnteredNumber.objects.filter(scheme=scheme).values_list("number", "strata"))
    if scheme.order_id:
        counted = JobApplication.objects.filter(order=scheme.order_id, reach_hash__isnull=False)
        rows += list(counted.values_list("code", "strata"))
    return frozen(
        Application(number, {name: said for name, said in strata.items() if name in asked}) for number, strata in rows
    )


def reveal(*, by: Person, scheme: Scheme, saw: int, party: str, seed: str) -> SchemeStep:
    """Publishes the seed of a party, if it is the one that it committed to.

    Raises:
        SchemeRefused: Not its time, revealed already, or another seed than the one committed to.
        LotteryUnusable: These are not 64 hexadecimal digits.
    """
    with attempt(by, scheme, saw, "reveal") as now:
        refuse_state(now, Scheme.State.FROZEN)
        if timezone.now() > now.reveal_until:
            raise SchemeRefused(
                Text("The time to reveal was over at {at}.", at=stamp(now.reveal_until)),
                advice=Text("The round can only be made void now; it is public whose seed was missing."),
            )
        refuse_party(now, party, Kind.REVEAL)
        written = hex_of(seed, Text("Seed"))
        committed = now.steps.get(round=now.round, kind=Kind.COMMITMENT, party=party).value
        if not opens(committed, bytes.fromhex(written), now.name, party):
            raise SchemeRefused(
                Text("This is not the seed that {party} committed to.", party=party),
                advice=Text("Take the seed from the file that was made with the commitment of this round."),
            )
        return step(by, now, Kind.REVEAL, timezone.now(), party=party, value=written)


def public_number(*, by: Person, scheme: Scheme, saw: int, number: str) -> SchemeStep:
    """Writes down what the public draw gave, on its day or after.

    Args:
        by, scheme, saw: As of the other steps.
        number: Digits alone, as the draw published them.

    Raises:
        SchemeRefused: No draw is named, it is too early, a seed is missing, or these are no digits.
    """
    with attempt(by, scheme, saw, "public_number") as now:
        refuse_state(now, Scheme.State.FROZEN)
        if now.draw_day is None or missing_of(now, Kind.REVEAL):
            raise SchemeRefused(
                Text("A public number has no place here now."),
                advice=Text("It is written down after every seed was revealed, where the terms name a public draw."),
            )
        if timezone.now() + timedelta(hours=14) < _midnight(now.draw_day):
            raise SchemeRefused(
                Text("The public draw is on {day}.", day=now.draw_day.isoformat()), advice=Text("Come back after it.")
            )
        written = "".join(number.split())
        if not (written.isascii() and written.isdigit() and len(written) <= 40):
            raise SchemeRefused(
                Text("“{number}” is not a number of at most 40 digits.", number=number[:60]),
                advice=Text("Write the digits as they were drawn, with zeros at the beginning."),
            )
        refuse_party(now, "", Kind.PUBLIC_NUMBER)
        return step(by, now, Kind.PUBLIC_NUMBER, timezone.now(), value=written)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=UTC)


def draw(*, by: Person, scheme: Scheme, saw: int) -> SchemeRecord:
    """Holds the draw and publishes its record, in one: nobody sees the result before everybody does.

    Raises:
        SchemeRefused: The list is not frozen, or the round has ended.
        LotteryUnusable: A seed or the public number is missing.
    """
    with attempt(by, scheme, saw, "draw") as now:
        refuse_state(now, Scheme.State.FROZEN)
        at = timezone.now()
        found = drawn(record_of(now), at)
        now.state = Scheme.State.DRAWN
        step(by, now, Kind.DRAWN, at, value=str(len(found.places)))
        return _keep(now, found, at)


def declare_void(*, by: Person, scheme: Scheme, saw: int, reason: str) -> SchemeRecord:
    """Ends a round that cannot be drawn, because a party has not done its part in time; who, is public.

    A round whose list was not frozen before the last moment to reveal ends so too: the record says that no party is at
    fault.

    Raises:
        SchemeRefused: Every party did its part, its time is not over yet, or no reason is given.
    """
    with attempt(by, scheme, saw, "void") as now:
        kind = Kind.COMMITMENT if now.state == Scheme.State.OPEN else Kind.REVEAL
        refuse_state(now, Scheme.State.OPEN, Scheme.State.FROZEN)
        missing = missing_of(now, kind)
        unfrozen = now.state == Scheme.State.OPEN and not missing
        until = now.closes if now.state == Scheme.State.OPEN and missing else now.reveal_until
        if not (missing or unfrozen) or timezone.now() <= until:
            raise SchemeRefused(
                Text("This round cannot be made void."),
                advice=Text("Only a round in which a party has not done its part in time can be, after {at}.",
                            at=stamp(until)),
            )  # fmt: skip
        if not reason.strip():
            raise SchemeRefused(Text("Say why."), advice=Text("The reason stands in the public record."))
        at = timezone.now()
        why = f"{NOT_FROZEN.plain()} {reason.strip()}" if unfrozen else reason.strip()
        found = replace(record_of(now), outcome="void", ended=at, refused=tuple(missing), reason=why)
        now.state = Scheme.State.VOID
        step(by, now, Kind.VOID, at, reason=why)
        return _keep(now, found, at)


def _keep(scheme: Scheme, found: Record, at: datetime) -> SchemeRecord:
    kept = SchemeRecord.objects.create(scheme=scheme, round=scheme.round, record=as_json(found), at=at)
    feed.publish(
        kind=f"allotment.{found.outcome}",
        country=scheme.country,
        subject=scheme.slug,
        effective=timezone.localdate(),
        details={"round": scheme.round, "scheme": scheme.name, "places": len(found.places),
                 "refused": list(found.refused), "reason": found.reason},
        demonstration=scheme.demonstration,
    )  # fmt: skip
    return kept
