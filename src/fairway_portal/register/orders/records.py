"""The record of a round, from its steps and lists: what is published, and what every step is checked against."""

from __future__ import annotations

from typing import Any

from fairway.recruitment.lottery.drawing import Application
from fairway.recruitment.lottery.record import Commitment, Frozen, PublicNumber, Record, Reveal
from fairway.recruitment.lottery.record_writing import as_json
from fairway.recruitment.lottery.terms import LotteryTerms, PublicDraw, Quota
from fairway_portal.register.orders.models import ListedNumber, Scheme, SchemeRecord, SchemeStep

Kind = SchemeStep.Kind


def terms_of(scheme: Scheme) -> LotteryTerms:
    """The terms of the present round."""
    draw = PublicDraw(scheme.draw_name, scheme.draw_day) if scheme.draw_day else None
    return LotteryTerms(
        parties=tuple(one["name"] for one in scheme.parties),
        places=scheme.places,
        closes=scheme.closes,
        reveal_until=scheme.reveal_until,
        quotas=tuple(Quota(one["of"], one["reserved"], one["most"]) for one in scheme.quotas),
        leftover="kept" if scheme.leftover == "kept" else "open",
        public_draw=draw,
    )


def record_of(scheme: Scheme) -> Record:
    """The present round as far as it has come, without order and places."""
    steps = list(scheme.steps.filter(round=scheme.round))
    by_kind = {one.kind: one for one in steps}
    frozen = by_kind.get(Kind.FROZEN)
    public = by_kind.get(Kind.PUBLIC_NUMBER)
    opened = scheme.steps.filter(kind=Kind.OPENED, round__lt=scheme.round)
    return Record(
        scheme=scheme.name,
        title=scheme.title,
        terms=terms_of(scheme),
        opened=scheme.opened,
        commitments=tuple(Commitment(one.party, one.value, one.at) for one in steps if one.kind == Kind.COMMITMENT),
        frozen=Frozen(frozen.at, frozen.value) if frozen else None,
        applications=listed(scheme, scheme.round) if frozen else (),
        reveals=tuple(Reveal(one.party, bytes.fromhex(one.value), one.at) for one in steps if one.kind == Kind.REVEAL),
        public_number=PublicNumber(public.value, public.at) if public else None,
        earlier=tuple(opened.order_by("number").values_list("value", flat=True)),
    )


def listed(scheme: Scheme, number: int) -> tuple[Application, ...]:
    """The frozen list of a round, by number."""
    rows = ListedNumber.objects.filter(scheme=scheme, round=number).order_by("number").values_list("number", "strata")
    return tuple(sorted((Application(code, strata) for code, strata in rows), key=lambda one: one.number))


def published(scheme: Scheme, number: int | None = None) -> dict[str, Any] | None:
    """The record of a round as JSON: the one that was kept when it ended, else how far the present round is.

    Args:
        scheme: Which.
        number: Of the round; None: the present one.

    Returns:
        None where there is no such round.
    """
    wanted = number or scheme.round
    kept = SchemeRecord.objects.filter(scheme=scheme, round=wanted).first()
    if kept is not None:
        return dict(kept.record)
    return as_json(record_of(scheme)) if wanted == scheme.round else None
