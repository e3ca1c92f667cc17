"""The graph of this portal: purposes → roles → addresses → code → models → fields."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Final

from fairway.safe_reporting.firewall import Graph, Kind, Node, Purpose
from fairway.safe_reporting.firewall.graph import purpose_node
from fairway.safe_reporting.firewall.invariants import EVERYBODY
from fairway_portal.accounts.roles import HOLDINGS
from fairway_portal.site.firewall import reviewed
from fairway_portal.site.firewall.doors import Door, doors
from fairway_portal.site.firewall.reading import Definition, modules
from fairway_portal.site.firewall.resolving import Code, is_list_of_addresses
from fairway_portal.site.firewall.tables import Tables

PORTAL: Final = Path(__file__).resolve().parents[2]
KINDS: Final = {
    "actions": Kind.ACTION, "queries": Kind.QUERY, "views": Kind.VIEW, "commands": Kind.COMMAND, "jobs": Kind.TASK,
    "tasks": Kind.TASK, "exports": Kind.EXPORT,
}  # fmt: skip
HERS: Final = tuple(f"{reviewed.CASEWORK}{part}." for part in reviewed.HER_PARTS)
SIGNALS: Final = ("connect", "receiver")


class Portal:
    """The code, the models and the addresses of the portal that runs here."""

    def __init__(self, folder: Path = PORTAL) -> None:
        self.code = Code(modules(folder))
        self.tables = Tables()

    @cached_property
    def doors(self) -> tuple[Door, ...]:
        """Every address."""
        return doors()

    def graph(self) -> Graph:
        """What leads where."""
        edges: dict[Node, set[Node]] = defaultdict(set)
        for start, ends in (*self._people(), *self._addresses(), *self._rooms(), *self._upkeep()):
            edges[start] |= ends
        for name in self.code.definitions:
            self._code(name, edges)
        for model, fields in self.tables.fields.items():
            edges[Node(Kind.MODEL, model)] |= fields
        return Graph(edges)

    def node(self, name: str) -> Node:
        """The node of a definition."""
        if name in self.tables.fields:
            return Node(Kind.MODEL, name)
        definition = self.code.definitions[name]
        for kind, reason in self._ends(definition):
            return Node(kind, name, reason=reason)
        return inside(name)

    def _ends(self, definition: Definition) -> Iterator[tuple[Kind, str]]:
        name = definition.name
        if name in reviewed.GATES and any(one.startswith(reviewed.RELEASING) for one in definition.uses):
            yield Kind.GATE, reviewed.GATES[name]
        if name in reviewed.UPKEEP:
            yield Kind.UPKEEP, reviewed.UPKEEP[name]
        if name in reviewed.RECEIPTS:
            yield Kind.RECEIPT, reviewed.RECEIPTS[name]
        if name.startswith(reviewed.CASEWORK) and definition.parameters.intersection(reviewed.RECEIPT_TYPES):
            yield Kind.RECEIPT, "It asks for what only her number gives."
        if name.startswith(HERS) and definition.calls.intersection(reviewed.RECEIPT_OPENERS):
            yield Kind.RECEIPT, "It opens her pass, or derives from her number, before anything else can be found."

    def _code(self, name: str, edges: dict[Node, set[Node]]) -> None:
        if name in self.tables.fields:
            return
        after = {self.node(one) for one in self.code.leads(name)} | self._models(self.code.definitions[name])
        before = self.node(name)
        edges[before] |= after
        if before.kind is Kind.RECEIPT:  # the worker herself goes on
            edges[inside(name)] |= after
            edges[purpose_node(Purpose.REPORTER)].add(inside(name))

    def _models(self, definition: Definition) -> set[Node]:
        if definition.name.startswith(tuple(reviewed.NAMES_ONLY)) or definition.module.endswith(".sensitivity"):
            return set()
        return {Node(Kind.MODEL, one) for one in self.tables.named_by(definition)}

    def _people(self) -> Iterator[tuple[Node, set[Node]]]:
        yield purpose_node(Purpose.PUBLIC), {EVERYBODY}
        for role, holding in HOLDINGS.items():
            yield purpose_node(holding.purpose), {Node(Kind.ROLE, role.value)}
            yield Node(Kind.ROLE, role.value), {EVERYBODY}

    def _addresses(self) -> Iterator[tuple[Node, set[Node]]]:
        for door in self.doors:
            page = Node(Kind.PAGE, door.route or "/")
            who = [EVERYBODY] if door.roles is None else [Node(Kind.ROLE, role.value) for role in door.roles]
            yield from ((one, {page}) for one in who)
            yield page, {self.node(name) for name in door.code if name in self.code.definitions}

    def _rooms(self) -> Iterator[tuple[Node, set[Node]]]:
        for name in self.code.definitions:
            parts = name.split(".")
            purpose = reviewed.ROOMS.get(parts[1])
            if purpose is not None and not is_list_of_addresses(name):
                room = Node(Kind.ROOM, parts[1])
                yield purpose_node(purpose), {room}
                yield room, {self.node(name)}

    def _upkeep(self) -> Iterator[tuple[Node, set[Node]]]:
        """Commands, jobs and receivers of signals inside casework: operators run them, or have them run."""
        start = purpose_node(Purpose.OPERATION)
        for name, definition in self.code.definitions.items():
            if not name.startswith(reviewed.CASEWORK):
                continue
            signal = any(one.split(".")[-1] in SIGNALS for one in definition.calls)
            if inside(name).kind in (Kind.COMMAND, Kind.TASK) or signal:
                yield start, {self.node(name)}


def inside(name: str) -> Node:
    """A definition as a node that paths go through, of the kind that its module says."""
    found: list[Kind] = [KINDS[part] for part in reversed(name.split(".")) if part in KINDS]
    if not found and any(part.endswith("_views") for part in name.split(".")):
        found.append(Kind.VIEW)
    return Node(found[0] if found else Kind.CODE, name)


def unknown_rooms(code: Mapping[str, Definition]) -> tuple[str, ...]:
    """Rooms of the portal whose purpose nobody has written down."""
    rooms = {name.split(".")[1] for name in code if len(name.split(".")) > 2} - {"casework", "__main__"}
    return tuple(
        f"The room “{room}” has no purpose: add it to ROOMS in site/firewall/reviewed.py."
        for room in sorted(rooms - set(reviewed.ROOMS))
    )
