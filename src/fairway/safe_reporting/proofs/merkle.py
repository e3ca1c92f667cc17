"""The Merkle tree of the log: one root over all entries, and short proofs that one is in it or that it only grew.

Source: RFC 9162, "Certificate Transparency Version 2.0", section 2.1 (as RFC 6962, section 2.1), with SHA-256: a leaf
is hashed behind the byte 0, a node behind the byte 1, so that neither can be taken for the other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Final

EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
"""Root of a tree without a leaf."""


def leaf_hash(entry: bytes) -> bytes:
    """The hash of an entry, 32 bytes. Source: RFC 9162, section 2.1.1."""
    return hashlib.sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees, 32 bytes. Source: RFC 9162, section 2.1.1."""
    return hashlib.sha256(b"\1" + left + right).digest()


class Tree:
    """A tree that grows at its end; every complete subtree is hashed once.

    Args:
        entries: The first entries, in their order.
    """

    def __init__(self, entries: Iterable[bytes] = ()) -> None:
        self._levels: list[list[bytes]] = [[]]
        """Level → hashes of its complete subtrees, each over 2^level leaves."""
        for entry in entries:
            self.append(entry)

    def __len__(self) -> int:
        return len(self._levels[0])

    def append(self, entry: bytes) -> None:
        """Adds an entry."""
        level, grown = 0, leaf_hash(entry)
        while True:
            if level == len(self._levels):
                self._levels.append([])
            self._levels[level].append(grown)
            if len(self._levels[level]) % 2:
                return
            grown = node_hash(*self._levels[level][-2:])
            level += 1

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` entries (all of them by default), 32 bytes."""
        count = len(self) if size is None else size
        assert 0 <= count <= len(self)
        return self._hash(0, count) if count else EMPTY_ROOT

    def inclusion(self, index: int, size: int) -> tuple[bytes, ...]:
        """The proof that entry `index` is among the first `size`. Source: RFC 9162, section 2.1.3.1.

        Args:
            index: From 0, below `size`.
            size: Entries of the tree whose root the proof leads to.
        """
        assert 0 <= index < size <= len(self)
        path: list[bytes] = []
        start, count = 0, size
        while count > 1:
            left = _left_of(count)
            if index - start < left:
                path.append(self._hash(start + left, count - left))
                count = left
            else:
                path.append(self._hash(start, left))
                start, count = start + left, count - left
        return tuple(reversed(path))

    def consistency(self, earlier: int, size: int) -> tuple[bytes, ...]:
        """The proof that the first `earlier` of `size` entries stayed as they were. Source: RFC 9162, section 2.1.4.1.

        Args:
            earlier: At least 1, at most `size`.
            size: Entries of the later tree.
        """
        assert 0 < earlier <= size <= len(self)
        path: list[bytes] = []
        start, count, whole = 0, size, True
        while earlier != start + count:
            left = _left_of(count)
            if earlier - start <= left:
                path.append(self._hash(start + left, count - left))
                count = left
            else:
                path.append(self._hash(start, left))
                start, count, whole = start + left, count - left, False
        if not whole:
            path.append(self._hash(start, count))
        return tuple(reversed(path))

    def _hash(self, start: int, count: int) -> bytes:
        """Over the entries from `start` on; `start` is a multiple of the power of two that is not below `count`."""
        level = count.bit_length() - 1
        if count == 1 << level:
            return self._levels[level][start >> level]
        left = _left_of(count)
        return node_hash(self._hash(start, left), self._hash(start + left, count - left))


def included(entry: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Whether a proof shows that an entry stands at `index` of a tree. Source: RFC 9162, section 2.1.3.2.

    Args:
        entry: Itself.
        index: Its place, from 0.
        size: Entries of the tree.
        path: The proof.
        root: Of the tree.
    """
    if not 0 <= index < size:
        return False
    place, last, found = index, size - 1, leaf_hash(entry)
    for beside in path:
        if last == 0:
            return False
        if place % 2 or place == last:
            found = node_hash(beside, found)
            while not place % 2 and place:
                place, last = place >> 1, last >> 1
        else:
            found = node_hash(found, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and found == root


def grew(earlier: int, earlier_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Whether a proof shows that a tree only grew. Source: RFC 9162, section 2.1.4.2.

    Args:
        earlier: Entries of the earlier tree.
        earlier_root: Its root.
        size: Entries of the later tree.
        root: Its root.
        path: The proof; none is needed where the earlier tree is empty or the two are the same.
    """
    if earlier == size:
        return not path and earlier_root == root
    if earlier == 0:
        return not path and earlier_root == EMPTY_ROOT
    if not 0 < earlier < size or not path:
        return False
    # A complete subtree is its own first hash, and is left out of the proof.
    hashes = [earlier_root, *path] if earlier & (earlier - 1) == 0 else list(path)
    place, last = earlier - 1, size - 1
    while place % 2:
        place, last = place >> 1, last >> 1
    old = new = hashes[0]
    for beside in hashes[1:]:
        if last == 0:
            return False
        if place % 2 or place == last:
            old, new = node_hash(beside, old), node_hash(beside, new)
            while not place % 2 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, beside)
        place, last = place >> 1, last >> 1
    return last == 0 and old == earlier_root and new == root


def _left_of(count: int) -> int:
    """The largest power of two below `count`."""
    return 1 << (count - 1).bit_length() - 1
