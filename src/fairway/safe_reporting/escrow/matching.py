"""Which reports may go: nobody stands before an office with fewer others than she asked for.

A report goes only together with those that go. With thresholds 1, 2 and 9 for one agency, the third never goes, so
the second would have one other beside it, and the first none: all three wait. With a fourth of threshold 1 the first
and the fourth go, and with them the second; the one of threshold 9 still waits. So the released are the largest set of
which each member has as many others in the set as it asks for. There is one such set: the union of two of them is one.

Source: the design follows I. Ayres and C. Unkovic, "Information Escrows", Michigan Law Review 111 (2012), 145–196.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A report that waits.

    Attributes:
        report: Its id; a report counts once, whatever is said of it twice.
        tag: Of the agency it names; "": not known yet.
        others: How many others must name the same agency; at least 1.
    """

    report: str
    tag: str
    others: int


def matches(entries: Iterable[Entry]) -> tuple[frozenset[str], ...]:
    """The groups of reports that may go, one for each agency, in an order that does not depend on theirs.

    Args:
        entries: All that wait, and all that went: those are others too. Of two entries of one report the one that asks
            for more counts.
    """
    by_report: dict[str, Entry] = {}
    for entry in sorted(entries, key=lambda one: (one.others, one.tag)):
        by_report[entry.report] = entry
    groups: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in by_report.values():
        if entry.tag:
            groups[entry.tag].append(entry)
    found = (_released(group) for _, group in sorted(groups.items()))
    return tuple(group for group in found if group)


def _released(group: list[Entry]) -> frozenset[str]:
    """The largest set of which each has enough others: those who ask for least first, as many as it carries."""
    ordered = sorted(group, key=lambda one: (max(1, one.others), one.report))
    size = 0
    for place, entry in enumerate(ordered, start=1):
        if max(1, entry.others) < place:
            size = place
    return frozenset(entry.report for entry in ordered[:size])
