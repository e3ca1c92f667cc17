"""What every step of a lottery has in common: a lock, a version that was seen, its order and time, its entry."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.lottery.terms import stamp
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.orders.errors import SchemeRefused, SomebodyWasFaster
from fairway_portal.register.orders.models import Scheme, SchemeStep
from fairway_portal.register.orders.refusing import refusals_recorded

Kind = SchemeStep.Kind


@contextmanager
def attempt(by: Person, scheme: Scheme, saw: int, asked: str) -> Iterator[Scheme]:
    """A step tried on a scheme: locked, at the version that was seen; what is refused is recorded."""
    with refusals_recorded(by=by, action="lottery.refused", subject=f"lottery {scheme.slug}", asked=asked):
        now = Scheme.objects.select_for_update().get(pk=scheme.pk)
        if now.version != saw:
            raise SomebodyWasFaster(saw, now.version)
        yield now


def step(
    by: Person, scheme: Scheme, kind: Kind, at: datetime, *, party: str = "", value: str = "", reason: str = ""
) -> SchemeStep:
    """Writes a step down: the scheme as it is now, an entry that is final, a line of the record of actions."""
    scheme.version += 1
    scheme.save()
    made = SchemeStep.objects.create(
        scheme=scheme, number=scheme.version, round=scheme.round, kind=kind, party=party, value=value, reason=reason,
        at=at, by=by,
    )  # fmt: skip
    audit.record(
        by=by, action=f"lottery.{kind.value}", subject=f"lottery {scheme.slug}", reason=reason, round=scheme.round,
        step=made.number, party=party,
    )  # fmt: skip
    return made


def refuse_state(scheme: Scheme, *states: Scheme.State) -> None:
    """Refuses a step in another state of the round."""
    if scheme.state not in states:
        raise SchemeRefused(
            Text("This is not the time for this step."),
            advice=Text("The order is: commitments, frozen list, seeds, public number, draw. Read what was done."),
        )


def refuse_after_closing(scheme: Scheme) -> None:
    """Refuses a step after the list has closed."""
    if timezone.now() > scheme.closes:
        raise SchemeRefused(
            Text("The list closed at {at}.", at=stamp(scheme.closes)),
            advice=Text("Nothing can be added to this round any more."),
        )


def refuse_party(scheme: Scheme, party: str, kind: Kind) -> None:
    """Refuses a party that is none, or a step that it has done already in this round."""
    if kind != Kind.PUBLIC_NUMBER and party not in [one["name"] for one in scheme.parties]:
        raise SchemeRefused(Text("There is no such party."), advice=Text("Choose one of the scheme."))
    if scheme.steps.filter(round=scheme.round, kind=kind, party=party).exists():
        raise SchemeRefused(
            Text("This was done already in this round, and is final."), advice=Text("Nothing was recorded.")
        )


def missing_of(scheme: Scheme, kind: Kind) -> list[str]:
    """The parties that have not done a step in this round."""
    done = set(scheme.steps.filter(round=scheme.round, kind=kind).values_list("party", flat=True))
    return [one["name"] for one in scheme.parties if one["name"] not in done]
