"""Every path from a purpose to what it must not reach."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from dataclasses import dataclass

from fairway.safe_reporting.firewall.graph import Graph, Node
from fairway.safe_reporting.firewall.sensitivity import Sensitivity


@dataclass(frozen=True, slots=True)
class Path:
    """Nodes in their order, from the purpose to the field."""

    nodes: tuple[Node, ...]

    def __str__(self) -> str:
        return " → ".join(str(node) for node in self.nodes)


def paths(
    graph: Graph, start: Node, forbidden: Collection[Sensitivity], *, without: Collection[Node] = ()
) -> tuple[Path, ...]:
    """A shortest path to each field that `start` reaches and must not.

    Args:
        graph: What leads where.
        start: Where paths begin.
        forbidden: Sensitivities that must not be reached.
        without: Nodes that no path may use.

    Returns:
        One path for each such field, by the field's name; none means that there is no way at all.
    """
    came: dict[Node, Node | None] = {start: None}
    waiting = deque([start])
    found: list[Node] = []
    while waiting:
        node = waiting.popleft()
        if node.sensitivity is not None and node.sensitivity in forbidden:
            found.append(node)
        for after in graph.beyond(node):
            if after not in came and after not in without:
                came[after] = node
                waiting.append(after)
    return tuple(_back(node, came) for node in sorted(found, key=str))


def _back(node: Node, came: dict[Node, Node | None]) -> Path:
    way = [node]
    while (before := came[way[-1]]) is not None:
        way.append(before)
    return Path(tuple(reversed(way)))
