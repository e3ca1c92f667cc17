"""How a licence stands on a day, as its history and the passing of days say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from fairway.recruitment.licences.history import Entry, Standing
from fairway.recruitment.licences.layers import HELD, ONE_DAY, Days, Layers, Stay, layered
from fairway.recruitment.licences.states import IN_FORCE, State


def standing(entries: Sequence[Entry], on: date, stayed: Sequence[Stay] = ()) -> Standing | None:
    """How a licence stands on a day; None: nothing had been done by then.

    An entry holds from its effective day, whenever it was recorded. A suspension that has a last day is over on the
    next one. A licence whose last day is over is expired, recorded or not.

    Args:
        entries: Its whole history; each effective day is on or after that of the entry before (`checking.check`).
        on: The day.
        stayed: Acts that an appeal stays or stayed.
    """
    found = layered(entries, on, stayed)
    if found.last is None:
        return None
    ended = found.end_suspensions(on)
    days = found.days(on)
    state, since, because = found.state or found.last.state, found.day, found.last
    passed = [ended + ONE_DAY] if ended else []
    passed += [stay.first for stay in stayed if stay.covers(on)]
    if state in HELD and days is not None and days[1] is not None and days[1] < on:
        state = State.EXPIRED
        passed = [days[1] + ONE_DAY]
    later = [day for day in passed if day > since]
    return Standing(
        state=state,
        since=max([since, *later]),
        in_force=state in IN_FORCE and covers(days, on),
        valid_from=days[0] if days else None,
        valid_to=days[1] if days else None,
        because=None if later else because,
    )


def covers(days: Days | None, on: date) -> bool:
    """Whether the days of a licence hold a day."""
    return days is not None and days[0] <= on and (days[1] is None or on <= days[1])


def beneath(entries: Sequence[Entry], on: date, stayed: Sequence[Stay] = ()) -> Layers:
    """The layers on a day, without the suspensions that are over: what an act would be laid upon."""
    found = layered(entries, on, stayed)
    found.end_suspensions(on)
    return found
