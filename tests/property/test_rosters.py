"""What holds of any two lists: one to one, order does not matter, a list is itself; the assignment is the best one."""

from __future__ import annotations

from contextlib import suppress
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.recruitment.rosters import Row, match
from fairway.recruitment.rosters.assigning import FLOOR, assign
from fairway.recruitment.rosters.decoding import decoded
from fairway.recruitment.rosters.errors import ColumnsUnclear, RosterRefused
from fairway.recruitment.rosters.reading import read_roster

WORDS = st.sampled_from("Amin Gulf Padma Chandpur Orchid Nodi পদ্মা النور Royal Tista".split())  # noqa: SIM905
TRADES = st.sampled_from(["Overseas", "International", "Travels", ""])
NAMES = st.builds(
    lambda words, trade: " ".join([*words, trade]).strip(), st.lists(WORDS, min_size=1, max_size=3), TRADES
)
ROWS = st.lists(
    st.builds(
        Row,
        NAMES,
        st.sampled_from(["", *(f"{number:03d}" for number in range(1, 12))]),
        st.sampled_from(["", "Dhaka", "Sylhet"]),
    ),
    max_size=9,
).map(lambda rows: [Row(one.name, one.licence_number, one.city, line=line) for line, one in enumerate(rows, 1)])


@settings(max_examples=40, deadline=None)
@given(ROWS, ROWS)
def test_matches_are_one_to_one(earlier: list[Row], later: list[Row]) -> None:
    found = match(earlier, later)
    assert [one.row for one in found] == later
    taken = [id(one.known) for one in found if one.known is not None and one.kind != "uncertain"]
    assert len(set(taken)) == len(taken)
    for one in found:
        assert 0 <= one.confidence <= 1
        assert one.reasons
        assert (one.known is None) == (one.kind == "new")


@settings(max_examples=40, deadline=None)
@given(
    st.dictionaries(st.tuples(st.integers(0, 3), st.integers(0, 3)), st.floats(FLOOR + 0.5, 20, width=16), max_size=9)
)
def test_the_assignment_is_the_best_of_all(pairs: dict[tuple[int, int], float]) -> None:
    def worth(chosen: dict[int, int]) -> float:
        return sum(pairs[row, known] - FLOOR for row, known in chosen.items() if (row, known) in pairs)

    best = max(worth(dict(enumerate(order))) for order in permutations(range(4)))
    assert worth(assign(pairs)) >= best - 1e-6


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(contents: bytes) -> None:
    for reading in (decoded, read_roster):
        with suppress(RosterRefused, ColumnsUnclear):
            reading(contents)
