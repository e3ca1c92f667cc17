"""The tree of the log against the vectors of the Certificate Transparency project, and against changed proofs."""

from __future__ import annotations

import pytest

from fairway.safe_reporting.proofs.merkle import Tree, grew, included

LEAVES = [
    bytes.fromhex(one)
    for one in ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
]
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
INCLUSION = {
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}
CONSISTENCY = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
}


def said(path: tuple[bytes, ...]) -> list[str]:
    return [one.hex() for one in path]


def test_roots_are_those_of_the_reference_implementation() -> None:
    tree = Tree(LEAVES)
    assert tree.root(0).hex() == EMPTY
    assert [tree.root(size).hex() for size in range(1, 9)] == ROOTS


@pytest.mark.parametrize(("index", "size"), INCLUSION)
def test_inclusion_proofs_are_those_of_the_reference_implementation(index: int, size: int) -> None:
    path = Tree(LEAVES).inclusion(index, size)
    assert said(path) == INCLUSION[index, size]
    assert included(LEAVES[index], index, size, path, bytes.fromhex(ROOTS[size - 1]))


@pytest.mark.parametrize(("earlier", "size"), CONSISTENCY)
def test_consistency_proofs_are_those_of_the_reference_implementation(earlier: int, size: int) -> None:
    path = Tree(LEAVES).consistency(earlier, size)
    assert said(path) == CONSISTENCY[earlier, size]
    assert grew(earlier, bytes.fromhex(ROOTS[earlier - 1]), size, bytes.fromhex(ROOTS[size - 1]), path)


def test_an_inclusion_proof_of_something_else_fails() -> None:
    tree = Tree(LEAVES)
    path, root = tree.inclusion(5, 8), tree.root()
    assert not included(LEAVES[4], 5, 8, path, root)
    assert not included(LEAVES[5], 4, 8, path, root)
    assert not included(LEAVES[5], 8, 8, path, root)
    assert not included(LEAVES[5], -1, 8, path, root)
    assert not included(LEAVES[5], 5, 8, path[:-1], root)
    assert not included(LEAVES[5], 5, 8, (*path, b"\0" * 32), root)
    assert not included(LEAVES[5], 5, 8, path, tree.root(7))


def test_a_consistency_proof_of_another_past_fails() -> None:
    tree = Tree(LEAVES)
    old, new, path = tree.root(6), tree.root(), tree.consistency(6, 8)
    assert not grew(6, tree.root(5), 8, new, path)
    assert not grew(6, old, 8, tree.root(7), path)
    assert not grew(5, old, 8, new, path)
    assert not grew(6, old, 8, new, path[:-1])
    assert not grew(6, old, 8, new, (*path, b"\0" * 32))
    assert not grew(6, old, 8, new, ())
    assert not grew(8, new, 6, old, path)
    assert not grew(8, new, 8, old, ())
    assert not grew(0, old, 8, new, ())
    assert grew(0, tree.root(0), 8, new, ())


def test_a_leaf_cannot_be_shown_as_a_node() -> None:
    """Without the bytes 0 and 1 the two hashes of a node would be an entry with the node's own hash."""
    two = Tree(LEAVES[:2])
    inside = b"".join(two.inclusion(place, 2)[0] for place in (1, 0))
    assert Tree([inside]).root() != two.root()
