"""Opening a scheme and its rounds, and entering numbers while the list is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.lottery.drawing import Application, frozen
from fairway.recruitment.lottery.terms import LotteryTerms, checked, scheme_name
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.orders.actions.stepping import attempt, refuse_after_closing, refuse_state, step
from fairway_portal.register.orders.errors import SchemeRefused
from fairway_portal.register.orders.models import EnteredNumber, JobOrder, Scheme, SchemeStep
from fairway_portal.register.orders.records import terms_of
from fairway_portal.register.orders.refusing import refusals_recorded
from fairway_portal.register.orders.states import ENDED

Kind = SchemeStep.Kind
MOST_NUMBERS = 100_000


@dataclass(frozen=True, slots=True)
class Party:
    """One of the parties.

    Attributes:
        name: As the record names it.
        organisation: Key of its ministry on this portal; None: elsewhere.
    """

    name: str
    organisation: int | None = None


def open_scheme(
    *,
    by: Person,
    country: str,
    slug: str,
    title: str,
    parties: Sequence[Party],
    terms: LotteryTerms,
    order: JobOrder | None,
    key: UUID,
) -> Scheme:
    """Opens the first round of a scheme: from now on its terms are public.

    Args:
        by: An officer of the authority that keeps it.
        country: Hers.
        slug: Short name in addresses.
        title: For people.
        parties: As in the terms, with their organisations.
        terms: Of the round.
        order: Whose applications stand in the list; None: numbers are entered.
        key: Of the form: sent twice, it makes one scheme.

    Raises:
        LotteryUnusable: No lottery can be held by these terms.
        SchemeRefused: The name is taken, the list would close in the past, the order has ended or has a lottery, or
            one ministry would know every seed.
    """
    with refusals_recorded(by=by, action="lottery.refused", subject=f"lottery {slug}", asked="open"):
        there = Scheme.objects.filter(key=key).first()
        if there is not None:
            return there
        checked(terms)
        name = scheme_name(slug, 1, terms)
        now = timezone.now().replace(microsecond=0)
        _refuse_opening(slug, terms, order, now)
        _refuse_one_hand([one.organisation for one in parties], terms)
        scheme = Scheme(
            slug=slug, title=title, country=country, order=order, key=key, opened=now, name=name,
            parties=[{"name": one.name, "organisation": one.organisation} for one in parties],
            demonstration=bool(order and order.demonstration),
        )  # fmt: skip
        _set_terms(scheme, terms)
        scheme.save()
        step(by, scheme, Kind.OPENED, now, value=name)
    return scheme


def _refuse_opening(slug: str, terms: LotteryTerms, order: JobOrder | None, now: datetime) -> None:
    if Scheme.objects.filter(slug=slug).exists():
        raise SchemeRefused(Text("There is a lottery of this short name."), advice=Text("Choose another one."))
    _refuse_past(terms, now)
    if order is not None and (order.state in ENDED or Scheme.objects.filter(order=order).exists()):
        raise SchemeRefused(
            Text("The job order has ended, or has a lottery already."), advice=Text("Choose another order, or none.")
        )


def _refuse_past(terms: LotteryTerms, now: datetime) -> None:
    if terms.closes <= now:
        raise SchemeRefused(
            Text("The list would have closed already."),
            advice=Text("Choose a later moment: parties must commit before it."),
        )


def _refuse_one_hand(organisations: Sequence[int | None], terms: LotteryTerms) -> None:
    """One ministry types in what parties elsewhere publish: of those alone it knows every seed while the list is open.

    Two ministries of this portal, or a number that nobody controls, keep it from trying lists until it likes the order.
    """
    own_hands = {one for one in organisations if one is not None}
    if len(own_hands) < 2 and terms.public_draw is None:
        raise SchemeRefused(
            Text("One party alone could try seeds until it liked the order."),
            advice=Text("Choose a ministry of this portal as second party, or name a public draw."),
        )


def begin_again(
    *, by: Person, scheme: Scheme, saw: int, closes: datetime, reveal_until: datetime, draw_day: date | None
) -> Scheme:
    """Opens a new round of a scheme whose last one is void: new commitments, and a list that closes again.

    Raises:
        SchemeRefused: The last round is not void, the list would close in the past, or one ministry would know
            every seed.
        LotteryUnusable: The days are out of order.
    """
    with attempt(by, scheme, saw, "begin_again") as now:
        refuse_state(now, Scheme.State.VOID)
        before = terms_of(now)
        public = replace(before.public_draw, day=draw_day) if before.public_draw and draw_day else before.public_draw
        terms = checked(replace(before, closes=closes, reveal_until=reveal_until, public_draw=public))
        moment = timezone.now().replace(microsecond=0)
        _refuse_past(terms, moment)
        _refuse_one_hand([one["organisation"] for one in now.parties], terms)
        now.round += 1
        now.state, now.list_hash, now.opened = Scheme.State.OPEN, "", moment
        now.name = scheme_name(now.slug, now.round, terms)
        _set_terms(now, terms)
        step(by, now, Kind.OPENED, moment, value=now.name)
        return now


def enter_numbers(*, by: Person, scheme: Scheme, saw: int, numbers: Sequence[Application]) -> int:
    """Adds numbers of applications that were received elsewhere.

    Returns:
        How many are new.

    Raises:
        SchemeRefused: The list is closed, too long, or a number is there with other strata.
        LotteryUnusable: A number or stratum is of another form.
    """
    with attempt(by, scheme, saw, "numbers") as now:
        refuse_state(now, Scheme.State.OPEN)
        refuse_after_closing(now)
        there = dict(EnteredNumber.objects.filter(scheme=now).values_list("number", "strata"))
        new = [one for one in frozen(numbers) if one.number not in there]
        other = next((one for one in numbers if there.get(one.number, one.strata) != one.strata), None)
        if other is not None:
            raise SchemeRefused(
                Text("The number {number} is there already, with other strata.", number=other.number),
                advice=Text("Nothing was added. Compare the two lists."),
            )
        if len(there) + len(new) > MOST_NUMBERS:
            raise SchemeRefused(
                Text("A list has at most {most} numbers.", most=MOST_NUMBERS), advice=Text("Make several lotteries.")
            )
        EnteredNumber.objects.bulk_create(
            EnteredNumber(scheme=now, number=one.number, strata=dict(one.strata)) for one in new
        )
        audit.record(by=by, action="lottery.numbers", subject=f"lottery {now.slug}", n=len(new))
    return len(new)


def _set_terms(scheme: Scheme, terms: LotteryTerms) -> None:
    draw = terms.public_draw
    scheme.places, scheme.leftover = terms.places, terms.leftover
    scheme.quotas = [{"of": dict(one.of), "reserved": one.reserved, "most": one.most} for one in terms.quotas]
    scheme.closes, scheme.reveal_until = terms.closes, terms.reveal_until
    scheme.draw_name, scheme.draw_day = (draw.name, draw.day) if draw else ("", None)
