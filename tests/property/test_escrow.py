"""What may go: the engine against every subset, tried one by one."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from fairway.safe_reporting.escrow.matching import Entry, matches

ENTRIES = st.lists(
    st.builds(Entry, report=st.sampled_from("abcdefgh"), tag=st.sampled_from(["", "x", "y"]), others=st.integers(1, 5)),
    max_size=8,
    unique_by=lambda entry: entry.report,
)


def by_trying(entries: list[Entry]) -> set[str]:
    """The largest set of which each member has enough others of its tag: of all subsets."""
    named = [entry for entry in entries if entry.tag]
    for size in range(len(named), 0, -1):
        for subset in combinations(named, size):
            if all(sum(one.tag == entry.tag for one in subset) - 1 >= entry.others for entry in subset):
                return {entry.report for entry in subset}
    return set()


def released(entries: list[Entry]) -> set[str]:
    return {report for group in matches(entries) for report in group}


@given(ENTRIES)
def test_what_may_go_is_the_largest_set_that_carries_itself(entries: list[Entry]) -> None:
    assert released(entries) == by_trying(entries)


@given(ENTRIES, st.randoms())
def test_the_order_does_not_matter(entries: list[Entry], chance: object) -> None:
    mixed = sorted(entries, key=lambda _: chance.random())  # type: ignore[attr-defined]
    assert matches(mixed) == matches(entries)


@given(ENTRIES, st.builds(Entry, report=st.just("z"), tag=st.sampled_from(["x", "y"]), others=st.integers(1, 5)))
def test_one_more_never_holds_another_back(entries: list[Entry], more: Entry) -> None:
    assert released(entries) <= released([*entries, more])


@given(ENTRIES)
def test_a_report_counts_once_however_often_it_is_given(entries: list[Entry]) -> None:
    assert matches([*entries, *entries]) == matches(entries)
    softer = [Entry(entry.report, entry.tag, max(1, entry.others - 1)) for entry in entries]
    assert released([*entries, *softer]) == released(entries)


@given(ENTRIES)
def test_groups_are_of_one_agency_each(entries: list[Entry]) -> None:
    tags = {entry.report: entry.tag for entry in entries}
    for group in matches(entries):
        assert len({tags[report] for report in group}) == 1
        assert len(group) > max(entry.others for entry in entries if entry.report in group)


def test_thresholds_of_one_two_and_nine_wait_for_a_fourth() -> None:
    one, two, nine = (Entry(name, "x", others) for name, others in (("a", 1), ("b", 2), ("c", 9)))
    assert released([one, two, nine]) == set()
    assert released([one, two, nine, Entry("d", "x", 1)]) == {"a", "b", "d"}
