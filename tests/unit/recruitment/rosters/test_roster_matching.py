"""Matching two lists: labelled hard pairs, made-up editions, competing rows; thresholds hold on both."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from fairway.recruitment.rosters import Match, Row, differences, match
from fairway.recruitment.rosters.judging import judge
from fairway.recruitment.rosters.simulation import made_up, next_edition

PAIRS = Path(__file__).with_name("hard_pairs.csv")


def test_the_hard_pairs_are_a_hundred_different_ones() -> None:
    whys = [one["why"] for one in _pairs()]
    assert len(whys) >= 100
    assert len(set(whys)) == len(whys)


def _pairs() -> list[dict[str, str]]:
    with PAIRS.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@cache
def _answers(noise: int) -> tuple[tuple[str, str, str], ...]:
    """Why, what is right, what the matcher said: all pairs in one list, among so many made-up agencies."""
    pairs = _pairs()
    others = [replace(row, licence_number=str(50_000 + at)) for at, row in enumerate(made_up(noise, seed=77))]
    earlier = [Row(one["earlier_name"], one["earlier_licence"], one["earlier_city"]) for one in pairs]
    later = [Row(one["later_name"], one["later_licence"], one["later_city"]) for one in pairs]
    found = match([*earlier, *others], [*later, *others])
    return tuple((one["why"], one["same"], _said(of, row)) for one, row, of in zip(pairs, earlier, found, strict=False))


def _said(found: Match, earlier: Row) -> str:
    if found.kind == "uncertain":
        return "ask"
    return "no" if found.known is None else "yes" if found.known is earlier else "another"


@pytest.mark.parametrize("noise", [0, 300, pytest.param(2500, marks=pytest.mark.slow)])
def test_of_the_hard_pairs_few_are_decided_wrongly_and_few_are_asked(noise: int) -> None:
    answers = _answers(noise)
    taken = [one for one in answers if one[2] in ("yes", "another")]
    assert sum(right == "yes" for _, right, said in taken if said == "yes") / len(taken) >= 0.98
    true = [one for one in answers if one[1] == "yes"]
    assert sum(said == "yes" for _, _, said in true) / len(true) >= 0.95


@pytest.mark.parametrize("why", ["swapped number one", "swapped number two", "Bengali script", "city renamed"])
def test_hard_pairs_that_must_be_found(why: str) -> None:
    assert [said for one, _, said in _answers(300) if one == why] == ["yes"]


@pytest.mark.parametrize("why", ["number reused elsewhere", "reused without city", "same common name other number"])
def test_hard_pairs_that_somebody_must_decide(why: str) -> None:
    assert [said for one, _, said in _answers(300) if one == why] == ["ask"]


@pytest.mark.parametrize(
    "seed", [21, pytest.param(22, marks=pytest.mark.slow), pytest.param(23, marks=pytest.mark.slow)]
)
def test_made_up_editions_are_matched_as_well_as_the_issue_asks(seed: int) -> None:
    old = made_up(1200, seed=seed)
    edition = next_edition(old, seed=seed + 500)
    found = judge(match(old, edition.rows), [None if at is None else old[at] for at in edition.truth])
    assert found.precision >= 0.98
    assert found.recall >= 0.95
    assert found.uncertain <= 0.05


KNOWN = (
    Row("Al-Amin International", "0101", "Dhaka"),
    Row("Al-Amin Overseas", "0102", "Dhaka"),
    Row("Chandpur Overseas", "0103", "Chandpur"),
)


def test_rows_compete_for_one_agency() -> None:
    later = (Row("Al Amin Intl", "0101", "Dhaka", line=2), Row("Al-Amin International", "0102", "Dhaka", line=3))
    found = match(KNOWN, later)
    assert [one.known for one in found] == [KNOWN[0], KNOWN[1]]
    assert found[1].kind == "renamed"


def test_an_agency_that_is_there_twice_is_asked_about() -> None:
    later = (Row("Chandpur Overseas", "0103", "Chandpur", line=2), Row("Chandpur Overseas", "", "Chandpur", line=3))
    first, second = match(KNOWN, later)
    assert first.kind == "same"
    assert second.kind == "uncertain"
    assert "Line 2" in second.reasons[0].plain()


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (Row("CHANDPUR OVERSEAS LTD", "RL-103", "Chandpur"), "same"),
        (Row("Uttoron Manpower", "0103", "Chandpur"), "renamed"),
        (Row("Chandpur Overseas", "0103", "Dhaka"), "moved"),
        (Row("Bilkul Notun", "0999", "Sylhet"), "new"),
    ],
)
def test_kinds(later: Row, kind: str) -> None:
    assert match(KNOWN, [later])[0].kind == kind


def test_no_list_and_nothing_new() -> None:
    assert match((), ()) == ()
    assert match(KNOWN, ()) == ()
    assert [one.kind for one in match((), KNOWN)] == ["new"] * 3


def test_differences_between_two_editions() -> None:
    later = (
        Row("Al-Amin International", "0101", "Dhaka", status="suspended"),
        Row("Chandpuri Noya Overseas", "0103", "Dhaka"),
        Row("Bilkul Notun", "0999", "Sylhet"),
    )
    known = [replace(row, status="valid") for row in KNOWN]
    found = differences(known, later, match(known, later))
    assert sorted((one.kind, one.before, one.after) for one in found) == [
        ("added", "", "Bilkul Notun"),
        ("moved", "Chandpur", "Dhaka"),
        ("removed", "Al-Amin Overseas", ""),
        ("renamed", "Chandpur Overseas", "Chandpuri Noya Overseas"),
        ("status", "valid", "suspended"),
    ]


def test_a_list_that_was_numbered_anew_is_still_matched() -> None:
    old = made_up(300, seed=4)
    new = [replace(row, licence_number=f"N{9000 + at}") for at, row in enumerate(old)]
    found = judge(match(old, new), old)
    assert found.precision >= 0.98
    assert found.recall >= 0.9
