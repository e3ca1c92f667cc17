"""What must never be: each rule, and the path that breaks it in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fairway.kernel.text import Text
from fairway.safe_reporting.firewall.graph import ENDS, Graph, Kind, Node, purpose_node
from fairway.safe_reporting.firewall.paths import Path, paths
from fairway.safe_reporting.firewall.purposes import Purpose
from fairway.safe_reporting.firewall.sensitivity import CONFIDENTIAL, Sensitivity

EVERYBODY: Final = Node(Kind.ROLE, "everybody")
"""Who opens a page that declares no role."""


@dataclass(frozen=True, slots=True)
class Invariant:
    """A purpose, and what no path may lead it to.

    Attributes:
        purpose: Whose paths.
        forbidden: What they must not reach.
        own: Only by pages that its roles alone may open; what everybody may open has rules of its own.
        because: The rule in words.
    """

    purpose: Purpose
    forbidden: frozenset[Sensitivity]
    because: Text
    own: bool = False


_APART: Final = Text("What is told in order to be helped is used for nothing else.")
INVARIANTS: Final = (
    Invariant(
        Purpose.IMMIGRATION,
        CONFIDENTIAL,
        Text("Nothing told to casework may serve the enforcement of immigration law."),
    ),
    Invariant(
        Purpose.IMMIGRATION,
        frozenset({Sensitivity.AGGREGATE, Sensitivity.PERSONAL}),
        Text("An immigration officer has no page of her own that shows answers or applications of workers."),
        own=True,
    ),
    *(
        Invariant(purpose, CONFIDENTIAL, _APART)
        for purpose in (Purpose.PUBLIC, Purpose.LICENSING, Purpose.STATISTICS, Purpose.OPERATION)
    ),
)


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule that is broken, and how."""

    purpose: Purpose
    path: Path | None
    says: Text

    def __str__(self) -> str:
        return self.says.plain()


def invariants(graph: Graph) -> tuple[Violation, ...]:
    """Everything by which the graph breaks the rules; empty where the firewall holds."""
    return (*_broken(graph), *_unexplained(graph))


def _broken(graph: Graph) -> tuple[Violation, ...]:
    return tuple(
        Violation(rule.purpose, path, Text("{because} There is a path: {path}.", because=rule.because, path=str(path)))
        for rule in INVARIANTS
        for path in _every_way(graph, rule)
    )


def _every_way(graph: Graph, rule: Invariant) -> Iterator[Path]:
    """Shortest paths; then those that are left without the code that reads there: no leak hides behind another.

    Paths through pages come first, since they say who meets what; then those of code that no page leads to.
    """
    start = purpose_node(rule.purpose)
    closed = {EVERYBODY} if rule.own else set()
    told: set[Path] = set()
    for without in ({node for node in graph.nodes if node.kind is Kind.ROOM}, set()):
        while found := set(_one_for_each_model(paths(graph, start, rule.forbidden, without=closed | without))) - told:
            yield from sorted(found, key=str)
            told |= found
            closed |= {_reader(path) for path in found} - {start}


def _reader(path: Path) -> Node:
    """The code, or the page, that reads what the path ends at."""
    return next(node for node in reversed(path.nodes) if node.kind not in (Kind.MODEL, Kind.FIELD))


def _one_for_each_model(found: tuple[Path, ...]) -> tuple[Path, ...]:
    """Of paths that differ in the field alone, the one to the most sensitive: the others would say the same again."""
    most: dict[tuple[Node, ...], Path] = {}
    for path in sorted(found, key=lambda one: -(one.nodes[-1].sensitivity or 0)):
        most.setdefault(path.nodes[:-1], path)
    return tuple(most.values())


def _unexplained(graph: Graph) -> tuple[Violation, ...]:
    """A path may end only where somebody wrote down why."""
    return tuple(
        Violation(
            Purpose.PROTECTION,
            None,
            Text("Paths end at {node}, and nobody wrote down why they may.", node=str(node)),
        )
        for node in sorted(graph.nodes, key=str)
        if node.kind in ENDS and not node.reason
    )
