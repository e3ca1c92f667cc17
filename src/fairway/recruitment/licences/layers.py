"""What lies upon what in a licence's history: the state that an act covers comes back when the act is undone.

A suspension covers the state before it, and a revocation covers a suspension. Lifting, or an appeal that is allowed,
takes the upper layer away. A suspension with a last day takes itself away.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, TypeAlias

from fairway.recruitment.licences.history import Entry
from fairway.recruitment.licences.states import ACTS, IN_FORCE, Act, State

Days: TypeAlias = tuple[date, date | None]
"""First and last day; no last day: without end."""

HELD: Final = IN_FORCE | {State.SUSPENDED}
"""States that run out with the licence's days."""
ONE_DAY: Final = timedelta(days=1)
_GIVE_DAYS: Final = frozenset({Act.GRANT, Act.RENEW})
_SEEN_THROUGH: Final = frozenset({Act.APPLY_RENEWAL, Act.EXPIRE})
"""No appeal is against these, but one reaches the act below them; below any other act lies what is settled."""


@dataclass(frozen=True, slots=True)
class Layer:
    """A state, and the entry that laid it."""

    state: State
    entry: Entry


@dataclass(slots=True)
class Layers:
    """The layers of a licence after some of its entries.

    Attributes:
        layers: The lowest first.
        periods: Days of each grant and renewal, in the order in which they were given.
        last: The entry applied last; None: none yet.
        day: From which day that holds.
    """

    layers: list[Layer] = field(default_factory=list)
    periods: list[Days] = field(default_factory=list)
    last: Entry | None = None
    day: date = date.min

    def apply(self, entry: Entry, day: date, *, skipped: Collection[int] = ()) -> int | None:
        """Lays an entry upon the others.

        Args:
            entry: The next one.
            day: From which it holds.
            skipped: Numbers of entries whose undoing is no news, because they do not hold anyway.

        Returns:
            The number of the entry that it undid, if it is a reinstatement.
        """
        self.end_suspensions(day)
        undone = self._lay(entry, day, skipped)
        # Other acts may repeat the days that held when they were done; they give none.
        if entry.valid_from and (entry.act in _GIVE_DAYS or not self.periods):
            self.periods.append((entry.valid_from, entry.valid_to))
        self.last, self.day = entry, day
        return undone

    def _lay(self, entry: Entry, day: date, skipped: Collection[int]) -> int | None:
        undone: int | None = None
        if entry.act is Act.LIFT_SUSPENSION and self.state is State.SUSPENDED:
            self.layers.pop()
        elif entry.act is Act.REINSTATE and not skipped:
            undone = self._undo()
            self.end_suspensions(day)
        # A history that was brought in from elsewhere may say another state than the layers do: the record counts.
        if entry.act not in (Act.LIFT_SUSPENSION, Act.REINSTATE) or self.state is not entry.state:
            self.layers.append(Layer(entry.state, entry))
        return undone

    def _undo(self) -> int | None:
        found = self.appealed()
        if found is None:
            return None
        number = self.layers[found].entry.number
        self.layers[found:] = [one for one in self.layers[found + 1 :] if one.entry.act is not Act.EXPIRE]
        return number

    def end_suspensions(self, day: date) -> date | None:
        """Takes away the suspensions that were over before a day; returns the last one's last day."""
        ended: date | None = None
        while self.layers and self.state is State.SUSPENDED:
            until = self.layers[-1].entry.until
            if until is None or until >= day:
                break
            ended = until
            self.layers.pop()
        return ended

    @property
    def state(self) -> State | None:
        """The uppermost state; None: no entry."""
        return self.layers[-1].state if self.layers else None

    def appealed(self) -> int | None:
        """Place of the layer that a reinstatement takes away; None: no act that holds can be appealed against."""
        for place in range(len(self.layers) - 1, -1, -1):
            act = self.layers[place].entry.act
            if ACTS[act].appealable:
                return place
            if act not in _SEEN_THROUGH:
                return None
        return None

    def after(self, act: Act, day: date) -> State:
        """The state that an act leads to; it must be one that may be done on that day."""
        if act is Act.REINSTATE:
            trial = Layers(list(self.layers))
            trial._undo()
            trial.end_suspensions(day)
            return trial.state or State.APPLIED
        fixed = ACTS[act].after
        if fixed is not None:
            return fixed
        return self.layers[-2].state if len(self.layers) > 1 else State.LICENSED

    def days(self, on: date) -> Days | None:
        """The days that count on a day: the newest that have begun, else the newest there are."""
        begun = [one for one in self.periods if one[0] <= on]
        newest = begun or self.periods
        return newest[-1] if newest else None


@dataclass(frozen=True, slots=True)
class Stay:
    """Days in which an act does not hold, because an appeal against it stays it.

    Attributes:
        number: Of the entry.
        first: The day on which the stay begins.
        last: Its last day: the act holds again from the day after. None while the appeal is open, or if it was allowed.
    """

    number: int
    first: date
    last: date | None = None

    def covers(self, on: date) -> bool:
        """Whether the act does not hold on a day."""
        return self.first <= on and (self.last is None or on <= self.last)


def layered(entries: Sequence[Entry], on: date, stayed: Sequence[Stay] = ()) -> Layers:
    """The layers of a licence on a day.

    Args:
        entries: Its whole history.
        on: The day.
        stayed: Acts that do not hold, or did not hold, during an appeal.
    """
    ordered = sorted(entries, key=lambda entry: entry.number)
    plain = Layers()
    undone = {entry.number: plain.apply(entry, entry.effective) for entry in ordered if entry.effective <= on}
    if not stayed:
        return plain
    stays = {stay.number: stay for stay in stayed if stay.first <= on}
    silent = {number for number, stay in stays.items() if stay.covers(on) or number in undone.values()}
    dated = [(_day(entry, stays), entry) for entry in ordered if entry.effective <= on and entry.number not in silent]
    found = Layers()
    for day, entry in sorted(dated, key=lambda one: (one[0], one[1].number)):
        found.apply(entry, day, skipped=silent & {undone[entry.number] or 0})
    return found


def _day(entry: Entry, stays: dict[int, Stay]) -> date:
    stay = stays.get(entry.number)
    return stay.last + ONE_DAY if stay is not None and stay.last is not None else entry.effective
