"""The fast search for paths finds exactly what trying every walk finds."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.safe_reporting.firewall import Graph, Kind, Node, Sensitivity, paths
from fairway.safe_reporting.firewall.graph import ENDS

KINDS = [Kind.CODE, Kind.PAGE, Kind.MODEL, Kind.GATE, Kind.RECEIPT, Kind.FIELD]
START = Node(Kind.PURPOSE, "start")


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=7))
    sensitivities = st.sampled_from(list(Sensitivity))
    nodes = [START] + [
        Node(kind, str(i), draw(sensitivities) if kind is Kind.FIELD else None) for i, kind in enumerate(kinds)
    ]
    chosen = st.sets(st.sampled_from(nodes), max_size=3)
    return Graph({node: draw(chosen) for node in nodes})


def slowly(graph: Graph, node: Node, forbidden: set[Sensitivity], seen: tuple[Node, ...] = ()) -> set[tuple[Node, ...]]:
    """Every walk without a circle that ends at a forbidden field."""
    walk = (*seen, node)
    found = {walk} if node.sensitivity in forbidden else set()
    for after in () if node.kind in ENDS else graph.edges[node]:
        if after not in walk:
            found |= slowly(graph, after, forbidden, walk)
    return found


@settings(max_examples=120, deadline=None)
@given(graphs(), st.sets(st.sampled_from(list(Sensitivity))))
def test_the_same_fields_by_a_shortest_walk(graph: Graph, forbidden: set[Sensitivity]) -> None:
    walks = slowly(graph, START, forbidden)
    found = {path.nodes[-1]: path.nodes for path in paths(graph, START, forbidden)}
    assert set(found) == {walk[-1] for walk in walks}
    for end, nodes in found.items():
        assert nodes in walks
        assert len(nodes) == min(len(walk) for walk in walks if walk[-1] == end)
