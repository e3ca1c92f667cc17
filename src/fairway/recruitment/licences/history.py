"""One entry of a licence's history, and how the licence stands because of its entries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fairway.recruitment.licences.states import Act, State


@dataclass(frozen=True, slots=True)
class Entry:
    """One act, as it was recorded.

    Attributes:
        number: Its place in the history, from 1.
        act: What was done.
        effective: The day from which it holds.
        recorded: The day on which it was written down.
        state: The state that it led to.
        valid_from, valid_to: The licence's days after it.
        until: The last day of a suspension that ends by itself.
        conditions: Those that hold after it, in the authority's words.
        reason, legal_basis, authority: As the authority says them.
    """

    number: int
    act: Act
    effective: date
    recorded: date
    state: State
    valid_from: date | None = None
    valid_to: date | None = None
    until: date | None = None
    conditions: str = ""
    reason: str = ""
    legal_basis: str = ""
    authority: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """How a licence stands on a day.

    Attributes:
        state: As its history and its days say: a licence whose last day is over is `expired` though nobody recorded it;
            a suspension whose last day is over is over.
        since: The day from which it stands so.
        in_force: Whether its holder may recruit on that day.
        valid_from, valid_to: Its days.
        because: The entry that made it so; None where the mere passing of a day did (then `since` says when).
    """

    state: State
    since: date
    in_force: bool
    valid_from: date | None
    valid_to: date | None
    because: Entry | None
