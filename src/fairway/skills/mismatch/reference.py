"""Mismatch person by person in plain Python: slow and obvious. Property tests hold the fast way to it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from fairway.skills.mismatch.method import SAME, Method
from fairway.skills.mismatch.requirements import LOW_OCCUPATIONS, required

Row: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Answer:
    """The class by each approach; None for who is not employed."""

    normative: str | None
    statistical: str | None
    own: str | None
    tertiary: str | None


@dataclass(frozen=True, slots=True)
class SlowRules:
    """The rules over a survey.

    Attributes:
        persons: Everybody.
        country: Of the survey.
    """

    persons: Sequence[Row]
    method: Method
    country: str

    def answer(self, person: Row) -> Answer:
        """One person."""
        if not self._employed(person):
            return Answer(None, None, None, None)
        level, occupation = person["education"], person["occupation"]
        if level is None or occupation is None:
            return Answer("undetermined", "undetermined", self._own(person), "undetermined")
        return Answer(
            _held(int(level), required(occupation)),
            _held(int(level), self._limits(occupation)),
            self._own(person),
            _tertiary(int(level), occupation),
        )

    def _employed(self, person: Row) -> bool:
        old_enough = person["age"] is None or person["age"] >= self.method.youngest
        return person["labour_force_status"] == "employed" and old_enough

    def _own(self, person: Row) -> str:
        if person["own_assessment"] is not None:
            return str(person["own_assessment"])
        level, needed = person["education"], person["required_education"]
        if level is None or needed is None:
            return "undetermined"
        return _held(int(level), (int(needed), int(needed)))

    def _limits(self, occupation: str) -> tuple[float, float] | None:
        for digits in range(self.method.digits, 0, -1):
            if len(occupation) < digits:
                continue
            peers = [one for one in self.persons if self._peer(one, occupation[:digits])]
            if len(peers) >= self.method.least_cell and sum(one["weight"] for one in peers) > 0:
                return self._usual(peers)
        return None

    def _peer(self, person: Row, group: str) -> bool:
        if not self._employed(person) or person["education"] is None or person["occupation"] is None:
            return False
        basis = "country_of_birth" if self.method.migrants[0] == "birth" else "citizenship"
        if self.method.thresholds_from == "nationals" and person[basis] != self.country:
            return False
        return len(person["occupation"]) >= len(group) and str(person["occupation"]).startswith(group)

    def _usual(self, peers: Sequence[Row]) -> tuple[float, float]:
        total = sum(one["weight"] for one in peers)
        held = {level: sum(one["weight"] for one in peers if int(one["education"]) == level) for level in range(9)}
        if self.method.statistic == "mode":
            most = float(next(level for level in range(9) if held[level] == max(held.values())))
            return most, most
        if self.method.statistic == "mean":
            mean = sum(level * weight for level, weight in held.items()) / total
            spread = (sum((level - mean) ** 2 * weight for level, weight in held.items()) / total) ** 0.5
            return mean - spread, mean + spread
        there = [level for level in range(9) if any(int(one["education"]) == level for one in peers)]
        shares = {level: sum(held[lower] for lower in range(level + 1)) / total for level in there}
        low, high = (next(level for level in there if shares[level] >= one - 1e-12) for one in (0.2, 0.8))
        return float(low), float(high)


def _held(level: int, limits: tuple[float, float] | None) -> str:
    if limits is None:
        return "undetermined"
    if level > limits[1] + SAME:
        return "over"
    return "under" if level < limits[0] - SAME else "matched"


def _tertiary(level: int, occupation: str) -> str:
    if level < 5:
        return "not_tertiary"
    return "over" if occupation[0] in LOW_OCCUPATIONS else "matched"
