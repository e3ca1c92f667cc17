"""The work of a day in the vault, in its order."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Final, NamedTuple

from fairway.warehouse.home import written
from fairway_portal.casework.vault.actions import erase_expired, forget_drafts, sweep
from fairway_portal.casework.vault.errors import ClockInDoubt, told
from fairway_portal.casework.vault.key_folder import place

LONGEST_PAUSE: Final = timedelta(days=92)
"""A clock that is further on than this since the last time may be wrong."""
LAST: Final = "erased-on"


class Done(NamedTuple):
    """How many reports were erased, drafts forgotten, keys of nothing destroyed."""

    reports: int
    drafts: int
    keys: int


def do_all(on: date, *, after_a_pause: bool = False) -> Done:
    """Erases what has expired, forgets drafts of a week ago, sweeps what crashes left.

    Args:
        on: Today.
        after_a_pause: The clock is right, although nothing was erased for long.

    Raises:
        ClockInDoubt: The day is months after the one on which this was done last.
    """
    with told():
        if not after_a_pause:
            _doubt_the_clock(on)
        done = Done(erase_expired(on), forget_drafts(on), sweep(on))
        with written(place() / LAST) as part:
            part.write_text(on.isoformat(), "ascii")
    return done


def _doubt_the_clock(on: date) -> None:
    with suppress(FileNotFoundError, ValueError):
        last = date.fromisoformat((place() / LAST).read_text("ascii"))
        if on > last + LONGEST_PAUSE:
            raise ClockInDoubt(last.isoformat(), on.isoformat())
