"""The tree of the log against the definitions of RFC 9162, which are slow and obvious; proofs against every change."""

from __future__ import annotations

import hashlib
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from fairway.safe_reporting.proofs import Promise, Reason, make_token, monday, read_token
from fairway.safe_reporting.proofs.merkle import Tree, grew, included
from fairway.safe_reporting.proofs.tokens import FIRST_WEEK
from tests.unit.safe_reporting.proofs.filings_made import key, keys

ENTRIES = st.lists(st.binary(max_size=8), min_size=1, max_size=40)


def sha(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def left_of(count: int) -> int:
    power = 1
    while 2 * power < count:
        power *= 2
    return power


def slow_root(entries: list[bytes]) -> bytes:
    """RFC 9162, section 2.1.1, word by word."""
    if not entries:
        return sha(b"")
    if len(entries) == 1:
        return sha(b"\0" + entries[0])
    left = left_of(len(entries))
    return sha(b"\1" + slow_root(entries[:left]) + slow_root(entries[left:]))


def slow_inclusion(index: int, entries: list[bytes]) -> list[bytes]:
    """RFC 9162, section 2.1.3.1."""
    if len(entries) == 1:
        return []
    left = left_of(len(entries))
    if index < left:
        return [*slow_inclusion(index, entries[:left]), slow_root(entries[left:])]
    return [*slow_inclusion(index - left, entries[left:]), slow_root(entries[:left])]


def slow_consistency(earlier: int, entries: list[bytes], whole: bool = True) -> list[bytes]:
    """RFC 9162, section 2.1.4.1."""
    if earlier == len(entries):
        return [] if whole else [slow_root(entries)]
    left = left_of(len(entries))
    if earlier <= left:
        return [*slow_consistency(earlier, entries[:left], whole), slow_root(entries[left:])]
    return [*slow_consistency(earlier - left, entries[left:], False), slow_root(entries[:left])]


@given(ENTRIES)
def test_roots_and_proofs_are_those_of_the_definitions(entries: list[bytes]) -> None:
    tree, size = Tree(entries), len(entries)
    assert tree.root() == slow_root(entries)
    for earlier in range(1, size + 1):
        assert tree.root(earlier) == slow_root(entries[:earlier])
        assert list(tree.consistency(earlier, size)) == slow_consistency(earlier, entries)
        assert list(tree.inclusion(earlier - 1, size)) == slow_inclusion(earlier - 1, entries)


@given(ENTRIES, st.data())
def test_a_proof_shows_what_it_was_made_for_and_nothing_else(entries: list[bytes], draw: st.DataObject) -> None:
    tree, size = Tree(entries), len(entries)
    index, earlier = draw.draw(st.integers(0, size - 1)), draw.draw(st.integers(1, size))
    path, root = tree.inclusion(index, size), tree.root()
    assert included(entries[index], index, size, path, root)
    other = draw.draw(st.integers(0, size - 1))
    assert included(entries[index], other, size, path, root) == (other == index) or entries[other] == entries[index]
    assert not included(entries[index] + b"!", index, size, path, root)
    steps = tree.consistency(earlier, size)
    assert grew(earlier, tree.root(earlier), size, root, steps)
    place = draw.draw(st.integers(0, earlier - 1))
    changed = Tree([*entries[:place], entries[place] + b"!", *entries[place + 1 :]])
    assert not grew(earlier, changed.root(earlier), size, root, steps)
    if steps:
        at = draw.draw(st.integers(0, len(steps) - 1))
        assert not grew(earlier, tree.root(earlier), size, root, (*steps[:at], bytes(32), *steps[at + 1 :]))


@given(st.binary(min_size=32, max_size=32), st.dates(min_value=FIRST_WEEK, max_value=date(3000, 1, 1)))
def test_every_token_is_read_as_it_was_made(content: bytes, day: date) -> None:
    week = monday(day)
    found = read_token(make_token(content.hex(), week, key()), keys())
    assert isinstance(found, Promise)
    assert (found.commitment, found.week) == (content.hex(), week)


@given(st.text(max_size=200))
def test_nothing_that_is_typed_breaks_the_reader(typed: str) -> None:
    assert isinstance(read_token(typed, keys()), Reason)
