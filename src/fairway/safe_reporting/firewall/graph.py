"""What leads where: purposes, roles, pages, code, models, fields, and arrows between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fairway.safe_reporting.firewall.purposes import Purpose
from fairway.safe_reporting.firewall.sensitivity import Sensitivity


class Kind(StrEnum):
    """What a node is."""

    PURPOSE = "purpose"
    ROLE = "role"
    ROOM = "room"
    """A part of the portal outside casework: all of its code, reached by a page or not."""
    PAGE = "page"
    """An address, of a page or of the interface for programs."""
    VIEW = "view"
    ACTION = "action"
    QUERY = "query"
    CODE = "code"
    """Whatever else is defined: a form, a helper, a table of values."""
    EXPORT = "export"
    TASK = "task"
    COMMAND = "command"
    MODEL = "model"
    FIELD = "field"
    GATE = "gate"
    """The reviewed function by which counts leave casework."""
    RECEIPT = "receipt"
    """Code that only her receipt opens: the path ends for everybody but the reporter."""
    UPKEEP = "upkeep"
    """Reviewed: it deletes, copies or counts what is sealed, and hands nothing of it on."""


ENDS: Final = frozenset({Kind.GATE, Kind.RECEIPT, Kind.UPKEEP})
"""Kinds through which no path goes on; each such node says why."""


@dataclass(frozen=True, slots=True)
class Node:
    """One node.

    Attributes:
        kind: What it is.
        name: Unique within its kind.
        sensitivity: Of a field.
        reason: Why a path may end here; required of a gate, a receipt, an upkeep.
    """

    kind: Kind
    name: str
    sensitivity: Sensitivity | None = None
    reason: str = ""

    def __str__(self) -> str:
        told = f" ({self.sensitivity.name.lower()})" if self.sensitivity is not None else ""
        return f"{self.kind.value} {self.name}{told}"


class Graph:
    """Nodes, and the nodes that each leads to."""

    def __init__(self, edges: Mapping[Node, Iterable[Node]]) -> None:
        leads = {node: frozenset(others) for node, others in edges.items()}
        for node in {other for others in leads.values() for other in others}:
            leads.setdefault(node, frozenset())
        self.edges: Mapping[Node, frozenset[Node]] = leads

    @property
    def nodes(self) -> frozenset[Node]:
        """Every node."""
        return frozenset(self.edges)

    def beyond(self, node: Node) -> tuple[Node, ...]:
        """The nodes that a path may go on to, in a fixed order; none behind a gate, a receipt or an upkeep."""
        return () if node.kind in ENDS else tuple(sorted(self.edges.get(node, ()), key=str))


def purpose_node(purpose: Purpose) -> Node:
    """The node at which a purpose begins."""
    return Node(Kind.PURPOSE, purpose.value)
