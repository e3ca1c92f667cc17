"""What leaves casework: enough people behind it, nobody alone in it, nothing to be computed from it, nothing anew."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from fairway.methods.disclosure.errors import NotAdditive
from fairway.safe_reporting.releasing import RULES, Cell, Released, Why, releasable
from fairway.safe_reporting.releasing.cells import WHY

TYPES = ("complaint", "counselling", "forced_labour", "wage_claim")


def cells(counts: Sequence[int], **shares: dict[str, int]) -> list[Cell]:
    """A table by type with its total."""
    parts = [
        Cell("cases", (("type", code),), count, count, shares.get(code))
        for code, count in zip(TYPES, counts, strict=True)
    ]
    return [Cell("cases", (), sum(counts), sum(counts)), *parts]


def crossed(rows: Sequence[Sequence[int]]) -> list[Cell]:
    """A table by type and answer with both margins."""
    made = []
    for row, counts in enumerate(rows):
        for column, count in enumerate(counts):
            made.append(Cell("cases", (("type", TYPES[row]), ("state", f"s{column}")), count, count))
        made.append(Cell("cases", (("type", TYPES[row]),), sum(counts), sum(counts)))
    for column, counts in enumerate(zip(*rows, strict=True)):
        made.append(Cell("cases", (("state", f"s{column}"),), sum(counts), sum(counts)))
    whole = sum(map(sum, rows))
    return [*made, Cell("cases", (), whole, whole)]


def shown(found: Sequence[Released]) -> dict[str, int | str | None]:
    return {one.key: one.value if one.why is None else one.why.value for one in found}


def bounds(given_cells: Sequence[Cell], found: Sequence[Released], wanted: int) -> tuple[float, float]:
    """What an intruder who knows the exact value of everything that is shown can say of a withheld cell."""
    keys = [cell.key for cell in given_cells]
    equations, results = [], []
    for total, cell in enumerate(given_cells):
        for dimension in {name for one in given_cells for name, _ in one.by} - {name for name, _ in cell.by}:
            parts = [
                place for place, one in enumerate(given_cells)
                if set(cell.by) < set(one.by) and {name for name, _ in one.by} - {n for n, _ in cell.by} == {dimension}
            ]  # fmt: skip
            if parts:
                row = np.zeros(len(keys))
                row[parts], row[total] = 1, -1
                equations.append(row)
                results.append(0.0)
    limits = [
        (float(cell.value), float(cell.value)) if one.why is None else (0.0, None)
        for cell, one in zip(given_cells, found, strict=True)
    ]
    aim = np.zeros(len(keys))
    aim[wanted] = 1
    ends = [
        linprog(sign * aim, A_eq=np.array(equations) if equations else None, b_eq=results or None, bounds=limits)
        for sign in (1, -1)
    ]
    assert ends[0].status == 0, "the truth itself is possible"
    return ends[0].fun, float("inf") if ends[1].status == 3 else -ends[1].fun


def nobody_learns_a_small_number(given_cells: Sequence[Cell], found: Sequence[Released]) -> None:
    for place, (cell, one) in enumerate(zip(given_cells, found, strict=True)):
        if cell.value < RULES.fewest:
            assert one.why is Why.FEW
            least, most = bounds(given_cells, found, place)
            assert least <= 1e-6, (cell, shown(found))
            assert most >= RULES.fewest - 1e-6, (cell, shown(found))


@pytest.mark.parametrize(
    ("counts", "wanted"),
    [
        ((40, 31, 25, 12), {"all": 110, "type=complaint": 40, "type=counselling": 30, "type=forced_labour": 25,
                            "type=wage_claim": 10}),
        ((40, 31, 25, 3), {"all": 100, "type=complaint": 40, "type=counselling": 30, "type=forced_labour": "derivable",
                           "type=wage_claim": "few"}),
        ((40, 31, 4, 3), {"all": 80, "type=complaint": 40, "type=counselling": "derivable",
                          "type=forced_labour": "few", "type=wage_claim": "few"}),
        ((2, 1, 0, 0), dict.fromkeys(("all", *(f"type={one}" for one in TYPES)), "few")),
    ],
    ids=["enough", "one small", "two small", "nothing"],
)  # fmt: skip
def test_known_patterns(counts: Sequence[int], wanted: dict[str, int | str]) -> None:
    given_cells = cells(counts)
    found = releasable(given_cells)
    assert shown(found) == wanted
    nobody_learns_a_small_number(given_cells, found)


def test_what_one_office_alone_did_is_not_told() -> None:
    dominated = {"union": 22, "legal aid": 3}
    shared = {"union": 17, "legal aid": 8}
    found = shown(releasable(cells((40, 31, 25, 25), forced_labour=dominated, wage_claim=shared)))
    assert found["type=forced_labour"] == "dominated"
    assert found["type=wage_claim"] in (25, "derivable")
    at_the_limit = {"union": 7, "legal aid": 3}
    assert shown(releasable([Cell("cases", (), 10, 10, at_the_limit)])) == {"all": 10}
    assert shown(releasable([Cell("cases", (), 11, 11, {"union": 8, "legal aid": 3})])) == {"all": "dominated"}


def test_a_sum_needs_people_behind_it_and_has_two_figures() -> None:
    sums = [
        Cell("wages", (("currency", "QAR"),), 123_456, 10, {"a": 60_000, "b": 63_456}, "sum"),
        Cell("wages", (("currency", "LBP"),), 9_999_999, 9, None, "sum"),
        Cell("wages", (("currency", "USD"),), 96, 30, None, "sum"),
        Cell("wages", (("currency", "NPR"),), 0, 30, None, "sum"),
    ]
    assert list(shown(releasable(sums)).values()) == [120_000, "few", 96, 0]


def test_few_people_with_many_events_are_few() -> None:
    assert shown(releasable([Cell("disclosures", (), 40, 9)])) == {"all": "few"}


def test_what_was_published_stays_and_nothing_is_added_to_it() -> None:
    """Else the difference of two publications of a quarter is who came between them."""
    first = releasable(cells((40, 31, 25, 12)))
    late = releasable(cells((41, 31, 25, 12)), settled={"cases": first})
    assert late == first
    more = [*cells((40, 31, 25, 12)), Cell("reports", (), 60, 60)]
    assert releasable(more, settled={"cases": first}) == (*first, Released("reports", "all", 60, None))
    fewer = releasable([Cell("cases", (), 108, 108)], settled={"cases": first[:1]})
    assert fewer == first[:1]


def test_a_total_that_is_not_the_sum_of_its_parts_lets_nothing_out() -> None:
    wrong = [Cell("cases", (), 50, 50), *cells((40, 5, 5, 5))[1:]]
    with pytest.raises(NotAdditive):
        releasable(wrong)


def test_every_reason_is_said_in_a_sentence() -> None:
    assert set(WHY) == set(Why)
    found = releasable(cells((40, 31, 25, 3)))
    assert "fewer than 10" in next(one.said() for one in found if one.why is Why.FEW).plain()  # type: ignore[union-attr]
    assert found[0].said() is None


@given(st.lists(st.integers(0, 30), min_size=4, max_size=4))
@example([10, 10, 0, 0])
@example([12, 0, 0, 0])
@settings(max_examples=40, deadline=None)
def test_margins_do_not_reveal_a_small_number(counts: list[int]) -> None:
    given_cells = cells(counts)
    nobody_learns_a_small_number(given_cells, releasable(given_cells))


@given(st.lists(st.lists(st.integers(0, 25), min_size=3, max_size=3), min_size=3, max_size=3))
@settings(max_examples=15, deadline=None)
def test_two_margins_do_not_reveal_a_small_number(rows: list[list[int]]) -> None:
    given_cells = crossed(rows)
    nobody_learns_a_small_number(given_cells, releasable(given_cells))


@given(st.lists(st.lists(st.integers(0, 40), min_size=4, max_size=4), min_size=2, max_size=4), st.data())
@settings(max_examples=25, deadline=None)
def test_differencing_over_publications_shows_nothing(quarters: list[list[int]], draw: st.DataObject) -> None:
    """An intruder reads every publication; late entries come in between; what he reads of a quarter never moves."""
    settled: list[tuple[Released, ...]] = []
    for counts in quarters:
        settled.append(releasable(cells(counts)))
        for place, before in enumerate(settled):
            late = [count + draw.draw(st.integers(0, 3)) for count in quarters[place]]
            assert releasable(cells(late), settled={"cases": before}) == before


@given(st.integers(0, 200))
def test_a_lone_count_is_rounded_or_withheld(count: int) -> None:
    (found,) = releasable([Cell("reports", (), count, count)])
    if count < 10:
        assert (found.value, found.why) == (None, Why.FEW)
    else:
        assert found.value is not None
        assert found.value % 5 == 0
        assert abs(found.value - count) <= 2
