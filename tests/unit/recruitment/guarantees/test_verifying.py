"""What does not add up is found, each kind of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from fairway.recruitment.guarantees.movements import Entry, Kind
from fairway.recruitment.guarantees.verifying import verify

DAY = date(2026, 11, 22)
SOUND = (
    Entry(1, Kind.DEPOSIT, 1000, 1000, DAY),
    Entry(2, Kind.DRAW_DOWN, -400, 600, DAY),
    Entry(3, Kind.REVERSAL, 400, 1000, DAY, 2),
    Entry(4, Kind.RELEASE, -100, 900, DAY),
)


def changed(which: int, /, **fields: object) -> tuple[Entry, ...]:
    """The sound ledger with one entry otherwise."""
    return tuple(replace(one, **fields) if one.number == which else one for one in SOUND)  # type: ignore[arg-type]


def test_a_sound_ledger_has_no_fault() -> None:
    assert verify(SOUND, held=900, version=4) == ()
    assert verify((), held=0, version=0) == ()


@pytest.mark.parametrize(
    ("entries", "found"),
    [
        (changed(4, number=5), {(5, "number")}),
        (SOUND[:1] + SOUND[3:], {(4, "number")}),
        (changed(4, balance=901), {(4, "balance")}),
        (changed(2, amount=-401), {(2, "balance"), (3, "reversal")}),
        (changed(4, amount=-1100, balance=-100), {(4, "below_nothing")}),
        (changed(4, amount=0, balance=1000), {(4, "nothing_moved")}),
        (changed(4, kind=Kind.DEPOSIT), {(4, "direction")}),
        (changed(3, reverses=None), {(3, "reversal")}),
        (changed(3, reverses=1), {(3, "reversal")}),
        (changed(3, reverses=9), {(3, "reversal")}),
        ((*SOUND, Entry(5, Kind.REVERSAL, 400, 1300, DAY, 2)), {(5, "reversal")}),
        ((*SOUND, Entry(5, Kind.REVERSAL, -400, 500, DAY, 3)), {(5, "reversal")}),
        (changed(4, reverses=1), {(4, "reversal")}),
    ],
)
def test_each_fault_is_found_with_its_entry(entries: tuple[Entry, ...], found: set[tuple[int, str]]) -> None:
    faults = verify(entries)
    assert {(one.entry, one.what) for one in faults} == found
    assert all(str(one.entry) in one.message.plain() for one in faults)


def test_what_the_guarantee_itself_says_is_held_against_its_entries() -> None:
    assert [one.what for one in verify(SOUND, held=899, version=3)] == ["held", "version"]
