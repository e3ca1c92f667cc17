"""Every kind of case: no dead ends, nothing out of reach, an actor for every move, words for every state."""

from __future__ import annotations

import pytest

from fairway.safe_reporting.remedies import BY_CODE
from fairway.safe_reporting.report.concerns import CONCERNS
from fairway.safe_reporting.time_limits import CASE_TYPES as LIMITED
from fairway.safe_reporting.time_limits import limits_of
from fairway_portal.casework.cases.case_types import CASE_TYPES, CaseType, case_type
from fairway_portal.casework.cases.states import MOVES, REASONS, STATES, Actor, Requirement
from tests.casework_samples.reports import TODAY

EVERY = pytest.mark.parametrize("kind", CASE_TYPES, ids=lambda one: one.code)


def reached(kind: CaseType, start: str, actor: Actor | None = None) -> set[str]:
    """The states to which a case can come from one."""
    found, left = {start}, [start]
    while left:
        for move in kind.moves_from(left.pop()):
            if move.target not in found and actor in (None, move.actor):
                found.add(move.target)
                left.append(move.target)
    return found


@EVERY
def test_every_state_is_reached_and_none_is_a_dead_end(kind: CaseType) -> None:
    assert reached(kind, kind.states[0]) == set(kind.states)
    for state in kind.all_states:
        ends = {one for one in reached(kind, state.code, Actor.HANDLER) if STATES[one].ends}
        assert ends, f"{kind.code}: nobody gets out of {state.code}"
        if not state.ends:
            assert kind.moves_from(state.code)


@EVERY
def test_moves_stay_within_the_kind_and_have_an_actor(kind: CaseType) -> None:
    for code in kind.moves:
        move = MOVES[code]
        assert move.target in kind.states
        assert set(move.sources) & set(kind.states)
        assert move.actor in Actor
        assert (Requirement.REASON in move.requires) == (code in REASONS)
    assert "withdrawn" in {move.target for move in kind.moves_from(kind.states[0]) if move.actor == Actor.WORKER}


@EVERY
def test_deadlines_and_remedies_are_known_to_the_library(kind: CaseType) -> None:
    assert kind.code in LIMITED
    assert set(kind.remedies) <= set(BY_CODE)
    for country in ("", "PHL", "QAT", "NPL"):
        assert {one.step for one in limits_of(country, kind.code, TODAY)} <= set(kind.deadlines)


@EVERY
def test_she_reads_something_of_every_state(kind: CaseType) -> None:
    assert len({kind.visible(one).plain() for one in kind.states}) == len(kind.states)


def test_what_a_report_can_say_leads_to_a_kind_of_case() -> None:
    assert {case_type(one.case_type).code for one in CONCERNS} <= {one.code for one in CASE_TYPES}
