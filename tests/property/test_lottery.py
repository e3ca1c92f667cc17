"""What holds for every lottery: no order is likelier than another, quotas hold, nothing can be changed unseen."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.kernel.errors import InputError
from fairway.recruitment.lottery.allotting import Allotment, Place, allot
from fairway.recruitment.lottery.drawing import Application, combined_seed, list_hash, order
from fairway.recruitment.lottery.record_reading import read_record
from fairway.recruitment.lottery.record_writing import as_json
from fairway.recruitment.lottery.terms import LotteryTerms, Quota
from tests.unit.recruitment.lottery.sample import applications, record, terms

CHI_SQUARE_23 = 49.73
"""Exceeded once in a thousand where all 24 orders of four are equally likely (23 degrees of freedom)."""


def seeds(n: int) -> list[bytes]:
    """Fixed seeds, the same in every run."""
    return [hashlib.sha256(f"fixed {at}".encode()).digest() for at in range(n)]


def chi_square(found: Counter[tuple[str, ...]], expected: float, cells: Sequence[tuple[str, ...]]) -> float:
    return sum((found[cell] - expected) ** 2 / expected for cell in cells)


def test_every_order_is_as_likely_as_any_other() -> None:
    those = applications(4)
    cells = list(permutations(one.number for one in those))
    hashed = list_hash("s", terms(), those)
    trials = 12_000
    first = bytes(32)
    found = Counter(order(combined_seed(hashed, [("Nepal", first), ("Korea", one)]), cells[0]) for one in seeds(trials))
    assert chi_square(found, trials / len(cells), cells) < CHI_SQUARE_23


def test_who_chooses_her_seed_last_gains_nothing() -> None:
    """A party that must commit before it knows the other seed: its best fixed choice does no better than any other."""
    those = applications(4)
    hashed, wanted = list_hash("s", terms(), those), those[0].number
    others = seeds(4_000)
    for own in (bytes(32), b"\xff" * 32, hashlib.sha256(b"lucky").digest()):
        first = sum(
            order(combined_seed(hashed, [("Nepal", other), ("Korea", own)]), [one.number for one in those])[0] == wanted
            for other in others
        )
        assert abs(first / len(others) - 1 / 4) < 0.0274  # four standard errors


def test_a_late_application_moves_everybody() -> None:
    """One number more, or another one: the others are ordered anew, not merely moved up or down."""
    those = applications(40)
    pairs = [("Nepal", bytes(32)), ("Korea", b"\x01" * 32)]
    numbers = [one.number for one in those]
    before = order(combined_seed(list_hash("s", terms(), those), pairs), numbers)
    after = order(combined_seed(list_hash("s", terms(), (*those, Application("A-999999"))), pairs), numbers)
    assert sum(one == two for one, two in zip(before, after, strict=True)) < 10


REGIONS = ("K", "B", "G")
PEOPLE = st.lists(st.tuples(st.sampled_from("FM"), st.sampled_from(REGIONS)), min_size=1, max_size=30)


@st.composite
def held(draw: st.DrawFn) -> tuple[LotteryTerms, tuple[Application, ...]]:
    places = draw(st.integers(1, 20))
    groups = draw(
        st.lists(
            st.sampled_from([{"sex": "F"}, {"sex": "M"}, {"region": "K"}, {"sex": "F", "region": "B"}]),
            max_size=4, unique_by=lambda one: str(one),
        )
    )  # fmt: skip
    quotas = []
    for group in groups:
        reserved = draw(st.integers(0, places))
        most = draw(st.one_of(st.none(), st.integers(reserved, places + 3)))
        quotas.append(Quota(group, reserved, most))
    those = tuple(
        Application(f"A-{at:04d}", {"sex": sex, "region": region}) for at, (sex, region) in enumerate(draw(PEOPLE))
    )
    leftover = draw(st.sampled_from(["open", "kept"]))
    return terms(places=places, quotas=tuple(quotas), leftover=leftover), those


def slowly(drawn: Sequence[str], those: Sequence[Application], rules: LotteryTerms) -> Allotment:
    """The rule of the document, word by word."""
    strata = {one.number: one.strata for one in those}
    by: dict[str, str] = {}

    def members(quota: Quota) -> int:
        return sum(quota.holds(strata[number]) for number in by)

    def may(number: str) -> bool:
        full = [one for one in rules.quotas if one.holds(strata[number]) and one.most is not None]
        return number not in by and len(by) < rules.places and all(members(one) < (one.most or 0) for one in full)

    empty = 0
    for quota in rules.quotas:
        for number in drawn:
            if members(quota) < quota.reserved and quota.holds(strata[number]) and may(number):
                by[number] = quota.name
        empty += max(0, quota.reserved - members(quota))
    kept = min(empty, rules.places - len(by)) if rules.leftover == "kept" else 0
    for number in drawn:
        if len(by) < rules.places - kept and may(number):
            by[number] = "open"
    return Allotment(
        tuple(Place(one, by[one]) for one in drawn if one in by), tuple(one for one in drawn if one not in by)
    )


@settings(max_examples=150)
@given(held(), st.binary(min_size=32, max_size=32))
def test_quotas_hold_and_the_slow_rule_agrees(given_: tuple[LotteryTerms, tuple[Application, ...]], key: bytes) -> None:
    rules, those = given_
    drawn = order(key, [one.number for one in those])
    found = allot(drawn, those, rules)
    assert found == slowly(drawn, those, rules)
    strata = {one.number: one.strata for one in those}
    assert len(found.places) <= rules.places
    assert sorted([*(one.number for one in found.places), *found.waiting]) == sorted(drawn)
    for quota in rules.quotas:
        holders = sum(quota.holds(strata[one.number]) for one in found.places)
        assert quota.most is None or holders <= quota.most


@settings(max_examples=60)
@given(st.integers(0, 3), st.binary(min_size=1, max_size=40))
def test_a_file_of_anything_is_refused_or_read(kind: int, noise: bytes) -> None:
    """No bytes make the reader fail but as it says it does."""
    whole = json.dumps(as_json(record())).encode()
    at = len(whole) * (kind + 1) // 5
    with suppress(InputError):
        read_record(whole[:at] + noise + whole[at + len(noise) :])
