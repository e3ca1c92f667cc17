"""The contract check, the reader of contracts and the matching of rosters, judged by sets written apart from them.

`tests/held_out` was written by hand before these algorithms, and nobody looked at it while tuning them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import pytest

from fairway.recruitment.contracts.comparing import compare
from fairway.recruitment.contracts.reading import read_contract
from fairway.recruitment.contracts.terms import Value
from fairway.recruitment.rosters.matching import Match, match
from fairway.recruitment.rosters.rows import Row
from tests.held_out.contracts import CASES
from tests.held_out.documents import DOCUMENTS
from tests.held_out.rosters import Vintages, vintages

SERIOUS = ("substantive", "total")


def test_a_substitution_is_found_and_none_where_only_the_layout_differs() -> None:
    said = {case.id: compare(*case.stages, rates=case.rates).grade for case in CASES}
    serious = [case for case in CASES if case.grade in SERIOUS]
    missed = [case.id for case in serious if said[case.id] not in SERIOUS]
    assert len(serious) >= 50
    assert len(missed) <= 0.02 * len(serious), missed
    assert [case.id for case in CASES if case.grade == "none" and said[case.id] in SERIOUS] == []


def test_the_fields_that_are_worse_are_named() -> None:
    expected = found = 0
    for case in CASES:
        compared = compare(*case.stages, rates=case.rates)
        worse = {change.field for change in compared.changes if change.direction == "worse"}
        expected += len(case.worse - case.may)
        found += len((case.worse - case.may) & worse)
    assert found >= 0.98 * expected


def test_what_is_read_in_a_contract_stands_in_it() -> None:
    """A person confirms what was read: a value that nobody wrote is worse than one that was missed."""
    counts = Counter[str]()
    for document in DOCUMENTS:
        read = read_contract(document.text, name=f"{document.id}.txt", sector=document.sector)
        for found in read.found:
            if found.field in document.absent:
                counts["absent"] += 1
            elif found.field in document.terms:
                counts["right" if _same(found.value, document.terms[found.field]) else "wrong"] += 1
            elif found.field not in document.may:
                counts["false"] += 1
    told = counts["right"] + counts["wrong"] + counts["false"]
    assert counts["absent"] == 0
    assert counts["false"] <= 0.02 * told, counts
    assert counts["wrong"] <= 0.10 * told, counts
    assert counts["right"] >= 200, counts


def _same(found: Value, written: Value) -> bool:
    if isinstance(found, str) and isinstance(written, str):
        return found.casefold().strip(" .") == written.casefold().strip(" .")
    return found == written


@pytest.mark.parametrize(("size", "seed"), [(1_000, 11), pytest.param(20_000, 12, marks=pytest.mark.slow)])
def test_agencies_of_two_lists_are_matched(size: int, seed: int) -> None:
    made = vintages(size, seed)
    earlier = [Row(one.name, one.licence_number, one.city, line=at) for at, one in enumerate(made.first)]
    later = [Row(one.row.name, one.row.licence_number, one.row.city, line=at) for at, one in enumerate(made.second)]
    counts = _judged(match(earlier, later), made)
    decided = counts["right"] + counts["wrong"]
    same = counts["right"] + counts["missed"] + counts["asked"] + counts["other"]
    assert counts["right"] >= 0.98 * decided, counts
    assert counts["right"] >= 0.95 * same, counts


def _judged(matches: tuple[Match, ...], made: Vintages) -> Counter[str]:
    counts = Counter[str]()
    for one in matches:
        labelled = made.second[one.row.line]
        if not labelled.certain:
            continue
        if labelled.expected == "different":
            counts["wrong"] += one.kind != "uncertain" and one.known is not None
        elif one.kind == "uncertain":
            counts["asked"] += 1
        elif one.known is None:
            counts["missed"] += 1
        elif one.known.line in _either(labelled.truth, made.twice):
            counts["right"] += 1
        else:
            counts["wrong"] += 1
            counts["other"] += 1
    return counts


def _either(truth: int | None, twice: Mapping[int, int]) -> set[int | None]:
    """The row itself, and the one that lists the same agency again."""
    return {
        truth,
        *(again for again, first in twice.items() if first == truth),
        twice.get(truth) if truth is not None else None,
    }
