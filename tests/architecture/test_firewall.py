"""The firewall of the portal as it stands: declared, and without a path, a slip or a question about status."""

from __future__ import annotations

import pytest

from fairway.safe_reporting.firewall import Graph, Kind, Node, Purpose, invariants
from fairway.safe_reporting.firewall.graph import purpose_node
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.roles import HOLDINGS
from tests.portal import prepared

pytestmark = pytest.mark.django_db(databases=["default", "casework"])


@pytest.fixture(scope="module")
def portal() -> object:
    prepared()
    from fairway_portal.site.firewall.building import Portal

    return Portal()


@pytest.fixture(scope="module")
def graph(portal: object) -> Graph:
    return portal.graph()  # type: ignore[attr-defined]


def test_every_field_is_declared_once_and_none_too_low() -> None:
    from fairway_portal.site.firewall import declarations

    wrong = (*declarations.undeclared(), *declarations.lowered(), *declarations.crossings())
    assert not wrong, "\n".join(wrong)


def test_no_purpose_has_a_path_to_what_it_must_not_reach(graph: Graph) -> None:
    broken = [str(one) for one in invariants(graph)]
    assert not broken, "\n".join(broken)


def test_nothing_slips_out_beside_the_paths(portal: object) -> None:
    from fairway_portal.site.firewall.slips import slips

    found = slips(portal)  # type: ignore[arg-type]
    assert not found, "\n".join(found)


def test_every_room_has_a_purpose(portal: object) -> None:
    from fairway_portal.site.firewall.building import unknown_rooms

    assert not unknown_rooms(portal.code.definitions)  # type: ignore[attr-defined]


def test_the_graph_is_not_empty_where_people_do_reach_cases(graph: Graph) -> None:
    """A graph that sees nothing would break no rule: handlers reach cases, and she reaches her report."""
    from fairway.safe_reporting.firewall import Sensitivity, paths

    for purpose in (Purpose.PROTECTION, Purpose.REPORTER):
        reached = {path.nodes[-1].name for path in paths(graph, purpose_node(purpose), {Sensitivity.IDENTITY})}
        assert "fairway_portal.casework.vault.models.sealed.Sealed.envelope" in reached, purpose


def test_only_handlers_are_there_for_protection() -> None:
    assert {role for role, held in HOLDINGS.items() if held.purpose is Purpose.PROTECTION} == {Role.HANDLER}
    assert HOLDINGS[Role.IMMIGRATION_OFFICER].purpose is Purpose.IMMIGRATION


def test_every_reviewed_definition_is_there(portal: object) -> None:
    """A reason for something that is gone would let its successor of the same name through, unread."""
    from fairway_portal.site.firewall import reviewed

    there = set(portal.code.definitions)  # type: ignore[attr-defined]
    listed = {*reviewed.GATES, *reviewed.RECEIPTS, *reviewed.UPKEEP, *reviewed.RECEIPT_OPENERS, *reviewed.RECORDED}
    assert sorted(listed - there) == []


def test_a_gate_calls_the_reviewed_function(graph: Graph) -> None:
    from fairway_portal.site.firewall import reviewed

    gates = {node.name for node in graph.nodes if node.kind is Kind.GATE}
    assert gates == set(reviewed.GATES), "a gate that does not itself call safe_reporting.releasing is none"


def test_nobody_else_releases_counts(portal: object) -> None:
    """A further caller decides what leaves casework: it is reviewed first, and listed."""
    from fairway_portal.site.firewall import reviewed

    definitions = portal.code.definitions.values()  # type: ignore[attr-defined]
    calling = {one.name for one in definitions if f"{reviewed.RELEASING}.releasable" in one.uses}
    assert calling == set(reviewed.GATES)


def test_the_portal_and_its_interface_are_in_the_graph(graph: Graph) -> None:
    pages = {node.name for node in graph.nodes if node.kind is Kind.PAGE}
    assert any(name.startswith("api/v1/") for name in pages)
    assert Node(Kind.PAGE, "/") in graph.nodes
    blind = {node.name for node in graph.nodes if node.kind is Kind.PAGE and not graph.edges[node]}
    assert blind == {"api/", "api/openapi.json"}, "these two show the interface itself; any other page has code of ours"
    listed = Node(Kind.PAGE, "api/v1/corridors")
    assert "fairway_portal.api.lists.corridor_list" in {node.name for node in graph.edges[listed]}
