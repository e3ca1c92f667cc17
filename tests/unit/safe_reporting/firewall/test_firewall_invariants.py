"""The rules of the firewall, on graphs of a few nodes."""

from __future__ import annotations

import pytest

from fairway.safe_reporting.firewall import INVARIANTS, Graph, Kind, Node, Purpose, Sensitivity, invariants, paths
from fairway.safe_reporting.firewall.graph import purpose_node
from fairway.safe_reporting.firewall.invariants import EVERYBODY

CASE = Node(Kind.FIELD, "Case.state", Sensitivity.CASE)
NAME = Node(Kind.FIELD, "Report.lookup", Sensitivity.IDENTITY)
ANSWER = Node(Kind.FIELD, "Submission.answers", Sensitivity.AGGREGATE)
MODEL = Node(Kind.MODEL, "Case")
PAGE = Node(Kind.PAGE, "cases")
IMMIGRATION = purpose_node(Purpose.IMMIGRATION)


def test_a_page_that_leads_to_a_case_is_told_in_words() -> None:
    graph = Graph({IMMIGRATION: [PAGE], PAGE: [MODEL], MODEL: [CASE]})
    (found,) = invariants(graph)
    assert found.purpose is Purpose.IMMIGRATION
    assert str(found).endswith("purpose immigration → page cases → model Case → field Case.state (case).")


@pytest.mark.parametrize("purpose", [one for one in Purpose if one not in (Purpose.PROTECTION, Purpose.REPORTER)])
@pytest.mark.parametrize("field", [CASE, NAME])
def test_nobody_but_handlers_and_the_worker_reaches_a_case(purpose: Purpose, field: Node) -> None:
    assert len(invariants(Graph({purpose_node(purpose): [PAGE], PAGE: [field]}))) == 1


@pytest.mark.parametrize("purpose", [Purpose.PROTECTION, Purpose.REPORTER])
def test_handlers_and_the_worker_do(purpose: Purpose) -> None:
    assert invariants(Graph({purpose_node(purpose): [PAGE], PAGE: [CASE, NAME]})) == ()


@pytest.mark.parametrize("kind", [Kind.GATE, Kind.RECEIPT, Kind.UPKEEP])
def test_a_path_ends_where_somebody_wrote_down_why(kind: Kind) -> None:
    end = Node(kind, "publish", reason="Ten in each cell.")
    assert invariants(Graph({IMMIGRATION: [PAGE], PAGE: [end], end: [CASE]})) == ()
    bare = Node(kind, "publish")
    (found,) = invariants(Graph({IMMIGRATION: [PAGE], PAGE: [bare], bare: [CASE]}))
    assert "nobody wrote down why" in str(found)


def test_a_way_round_the_gate_is_found() -> None:
    gate = Node(Kind.GATE, "publish", reason="Ten in each cell.")
    graph = Graph({purpose_node(Purpose.PUBLIC): [PAGE], PAGE: [gate, MODEL], gate: [CASE], MODEL: [CASE]})
    assert [str(one.path) for one in invariants(graph)] == [
        "purpose public → page cases → model Case → field Case.state (case)"
    ]


def test_answers_are_closed_to_the_officers_own_pages_and_not_to_what_everybody_reads() -> None:
    officer = Node(Kind.ROLE, "immigration_officer")
    own = Graph({IMMIGRATION: [officer], officer: [EVERYBODY, PAGE], PAGE: [ANSWER]})
    assert len(invariants(own)) == 1
    everybody = Graph({IMMIGRATION: [officer], officer: [EVERYBODY], EVERYBODY: [PAGE], PAGE: [ANSWER]})
    assert invariants(everybody) == ()


def test_of_the_fields_of_one_model_the_most_sensitive_is_named() -> None:
    (found,) = invariants(Graph({IMMIGRATION: [MODEL], MODEL: [CASE, NAME]}))
    assert found.path is not None
    assert found.path.nodes[-1] == NAME


def test_the_shortest_path_is_told() -> None:
    round_about = [Node(Kind.CODE, name) for name in "abc"]
    graph = Graph({
        IMMIGRATION: [round_about[0], PAGE], round_about[0]: [round_about[1]], round_about[1]: [round_about[2]],
        round_about[2]: [CASE], PAGE: [CASE],
    })  # fmt: skip
    (path,) = paths(graph, IMMIGRATION, {Sensitivity.CASE})
    assert path.nodes == (IMMIGRATION, PAGE, CASE)


def test_no_leak_hides_behind_a_shorter_one() -> None:
    other, between = Node(Kind.PAGE, "other"), Node(Kind.CODE, "between")
    graph = Graph({IMMIGRATION: [PAGE, other], PAGE: [MODEL], other: [between], between: [MODEL], MODEL: [CASE]})
    assert [str(one.path).split(" → ")[1] for one in invariants(graph)] == ["page cases", "page other"]


def test_a_page_is_told_before_the_room_whose_code_it_shows() -> None:
    room, public = Node(Kind.ROOM, "api"), purpose_node(Purpose.PUBLIC)
    shown, unused = Node(Kind.CODE, "shown"), Node(Kind.CODE, "unused")
    graph = Graph({public: [room, EVERYBODY], EVERYBODY: [PAGE], PAGE: [shown], room: [shown, unused], shown: [MODEL],
                   unused: [MODEL], MODEL: [CASE]})  # fmt: skip
    ways = [str(one.path) for one in invariants(graph)]
    assert ["page cases → code shown" in way for way in ways] == [True, False]
    assert "room api → code unused" in ways[1]


def test_a_circle_is_walked_once() -> None:
    assert paths(Graph({IMMIGRATION: [PAGE], PAGE: [MODEL], MODEL: [PAGE]}), IMMIGRATION, set(Sensitivity)) == ()


def test_the_order_of_the_four() -> None:
    assert Sensitivity.PUBLIC < Sensitivity.AGGREGATE < Sensitivity.CASE < Sensitivity.IDENTITY
    assert max(Sensitivity) is Sensitivity.IDENTITY


def test_every_purpose_but_two_has_a_rule() -> None:
    assert {rule.purpose for rule in INVARIANTS} == set(Purpose) - {Purpose.PROTECTION, Purpose.REPORTER}
