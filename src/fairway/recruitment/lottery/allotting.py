"""Places by an order and its quotas.

The rule, in three steps:

1. Quotas are taken in the order of the terms. For each, the order is gone through from its beginning, and whoever
   belongs to the group and has no place yet gets one, until the group holds its reserved places. People whom an earlier
   quota gave a place count for every group that they belong to.
2. What is left goes through the order once more, to everybody. Reserved places that nobody could take are among them
   where the terms say `open`; where they say `kept` they stay empty.
3. Whoever has no place stands on the waiting list, in the same order.

Nobody gets a place in step 1 or 2 by whom a group would hold more than its limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fairway.recruitment.lottery.drawing import Application
from fairway.recruitment.lottery.terms import LotteryTerms, Quota

OPEN: Final = "open"
"""By what a place is given that belongs to no quota."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place that was given.

    Attributes:
        number: Of the application.
        by: The name of the quota, or `open`.
    """

    number: str
    by: str


@dataclass(frozen=True, slots=True)
class Allotment:
    """Who gets a place, and who waits.

    Attributes:
        places: In the order of the draw.
        waiting: Numbers, in the order of the draw.
    """

    places: tuple[Place, ...]
    waiting: tuple[str, ...]


def allot(drawn: Sequence[str], applications: Sequence[Application], terms: LotteryTerms) -> Allotment:
    """Gives the places.

    Args:
        drawn: Numbers, as of `drawing.order`.
        applications: The frozen list.
        terms: Places, quotas, and what becomes of places that are left over.
    """
    strata = {one.number: one.strata for one in applications}
    given = _Given(terms, strata)
    empty = 0
    for at, quota in enumerate(terms.quotas):
        for number in drawn:
            if given.held[at] >= quota.reserved:
                break
            if quota.holds(strata[number]):
                given.give(number, quota.name)
        empty += max(0, quota.reserved - given.held[at])
    keep = min(empty, terms.places - len(given.by)) if terms.leftover == "kept" else 0
    for number in drawn:
        if len(given.by) + keep >= terms.places:
            break
        given.give(number, OPEN)
    places = tuple(Place(number, given.by[number]) for number in drawn if number in given.by)
    return Allotment(places, tuple(number for number in drawn if number not in given.by))


class _Given:
    """Places so far, and how many each quota's group holds."""

    def __init__(self, terms: LotteryTerms, strata: Mapping[str, Mapping[str, str]]) -> None:
        self._places = terms.places
        self._quotas: tuple[Quota, ...] = terms.quotas
        self._strata = strata
        self.by: dict[str, str] = {}
        self.held = [0] * len(terms.quotas)

    def give(self, number: str, by: str) -> None:
        """Gives a place, where one is left and no group would hold more than its limit."""
        if number in self.by or len(self.by) >= self._places:
            return
        groups = [at for at, quota in enumerate(self._quotas) if quota.holds(self._strata[number])]
        if any((most := self._quotas[at].most) is not None and self.held[at] >= most for at in groups):
            return
        self.by[number] = by
        for at in groups:
            self.held[at] += 1
