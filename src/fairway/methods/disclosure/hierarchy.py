"""The code tree of a dimension."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from fairway.methods.disclosure.errors import BadHierarchy

Nested = Mapping[str, "Nested | Sequence[str]"] | Sequence[str]


@dataclass(frozen=True)
class Hierarchy:
    """A dimension's code tree of any depth: each code but the total is a part of exactly one other.

    The total is what a null in the dimension's column stands for; it has no code of its own unless `total` gives one.

    Args:
        pairs: (code, parent); parent None: the code is a part of the total.
        total: The code that means the total in the table's rows, beside null.
    """

    pairs: tuple[tuple[str, str | None], ...]
    total: str | None = None

    def __post_init__(self) -> None:
        codes = [code for code, _ in self.pairs]
        if not codes:
            raise BadHierarchy("A hierarchy has no codes.", advice="Give at least one code below the total.")
        if twice := sorted({code for code in codes if codes.count(code) > 1}) if len(set(codes)) < len(codes) else []:
            raise BadHierarchy(
                f"{len(twice)} codes have two parents: {', '.join(twice[:5])}.",
                advice="Put each grouping into a hierarchy of its own over the same leaves; several may be given.",
            )
        self._refuse_loops()

    @classmethod
    def of_pairs(cls, pairs: Iterable[tuple[str, str | None]], *, total: str | None = None) -> Hierarchy:
        """The tree from (code, parent) pairs; a parent that is None or the total is the root."""
        kept = [(str(code), None if up is None or up == total else str(up)) for code, up in pairs if code != total]
        known = {code for code, _ in kept}
        if unknown := sorted({up for _, up in kept if up is not None and up not in known}):
            raise BadHierarchy(
                f"{len(unknown)} parents are not codes of the hierarchy: {', '.join(unknown[:5])}.",
                advice="Give each of them a pair of its own, or name the code of the total with `total`.",
            )
        return cls(tuple(kept), total)

    @classmethod
    def nested(cls, tree: Nested, *, total: str | None = None) -> Hierarchy:
        """The tree from a nested mapping: {"north": ["a", "b"], "south": {"coast": ["c", "d"], "hills": []}}."""
        pairs: list[tuple[str, str | None]] = []
        waiting: list[tuple[Nested, str | None]] = [(tree, None)]
        while waiting:
            branch, parent = waiting.pop()
            pairs.extend((str(code), parent) for code in branch)
            if isinstance(branch, Mapping):
                waiting.extend((below, str(code)) for code, below in branch.items())
        return cls(tuple(pairs), total)

    @classmethod
    def flat(cls, codes: Iterable[str], *, total: str | None = None) -> Hierarchy:
        """All codes directly below the total."""
        return cls(tuple((str(code), None) for code in codes if code != total), total)

    @cached_property
    def parents(self) -> dict[str, str | None]:
        """The parent of each code."""
        return dict(self.pairs)

    @cached_property
    def children(self) -> dict[str | None, tuple[str, ...]]:
        """The parts of each code that has any, in the order given; None is the total."""
        found: dict[str | None, list[str]] = {}
        for code, parent in self.pairs:
            found.setdefault(parent, []).append(code)
        return {parent: tuple(codes) for parent, codes in found.items()}

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """The codes that have no parts."""
        return tuple(code for code, _ in self.pairs if code not in self.children)

    def above(self, code: str) -> tuple[str, ...]:
        """The code and everything it is a part of, below the total."""
        found = []
        up: str | None = code
        while up is not None:
            found.append(up)
            up = self.parents[up]
        return tuple(found)

    def keeping(self, seen: frozenset[str]) -> Hierarchy:
        """The tree without the groups that no row of a table names: their parts move up to the next that is named."""
        pairs: list[tuple[str, str | None]] = []
        for code, parent in self.pairs:
            if code not in seen and code in self.children:
                continue
            up = parent
            while up is not None and up not in seen:
                up = self.parents[up]
            pairs.append((code, up))
        return Hierarchy(tuple(pairs), self.total)

    def _refuse_loops(self) -> None:
        parents = self.parents
        good: set[str | None] = {None}
        for start in parents:
            path: list[str] = []
            code: str | None = start
            while code not in good:
                if code in path:
                    raise BadHierarchy(
                        f"The code {start} is a part of itself: {' → '.join([*path, str(code)])}.",
                        advice="Remove the pair that closes the loop.",
                    )
                assert code is not None
                path.append(code)
                code = parents.get(code)
            good.update(path)
