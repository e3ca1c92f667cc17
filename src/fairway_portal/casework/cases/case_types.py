"""Kinds of cases: what each goes through, which days count, what can come of it, what the worker sees. All of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from fairway.kernel.errors import UnknownCode
from fairway.kernel.text import Text
from fairway_portal.casework.cases.states import MOVES, STATES, Move, State


@dataclass(frozen=True, slots=True)
class CaseType:
    """One kind of case.

    Attributes:
        code: As a report names it, and as `safe_reporting.time_limits` is asked for its deadlines.
        name: For handlers and for the worker.
        states: Codes of states, from the first.
        moves: Codes of moves: who may make them and what they require stands there.
        deadlines: Steps of `safe_reporting.time_limits` by which days are counted.
        remedies: Codes of `safe_reporting.remedies` that fit it, the most usual first.
        indicators: Whether the eleven indicators of forced labour belong to it.
        seen: What the worker reads of a state, where it differs from what the state says of itself.
    """

    code: str
    name: Text
    states: tuple[str, ...]
    moves: tuple[str, ...]
    deadlines: tuple[str, ...]
    remedies: tuple[str, ...]
    indicators: bool = False
    seen: Mapping[str, Text] = field(default_factory=dict)

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """The moves that begin in a state."""
        return tuple(MOVES[code] for code in self.moves if state in MOVES[code].sources)

    def visible(self, state: str) -> Text:
        """What the worker reads of a state."""
        return self.seen.get(state) or STATES[state].seen

    @property
    def all_states(self) -> tuple[State, ...]:
        """Its states, in order."""
        return tuple(STATES[code] for code in self.states)


_BEGIN: Final = ("received", "assigned", "acknowledged", "in_progress")
_END: Final = ("referred", "resolved", "closed_without_remedy", "withdrawn", "reopened")
_WAYS: Final = ("assign", "acknowledge", "start", "refer", "go_on", "close", "withdraw", "reopen")
_ALL_STEPS: Final = ("first_answer", "conciliation", "referral", "decision", "appeal")

CASE_TYPES: Final = (
    CaseType(
        "complaint", Text("Complaint"), (*_BEGIN, *_END), (*_WAYS, "resolve"), _ALL_STEPS,
        ("fees_reimbursed", "compensation", "reinstatement", "permit_support", "apology"),
    ),
    CaseType(
        "wage_claim", Text("Wages not paid"), (*_BEGIN, "lodged", *_END), (*_WAYS, "lodge", "resolve"), _ALL_STEPS,
        ("wages_recovered", "compensation", "reinstatement", "permit_support"),
    ),
    CaseType(
        "document_confiscation", Text("Documents kept back"), (*_BEGIN, "demanded", *_END),
        (*_WAYS, "demand", "resolve"), _ALL_STEPS,
        ("documents_returned", "reinstatement", "safe_return", "permit_support"),
        seen={"resolved": Text("You have your documents, or something else, back. The case is closed.")},
    ),
    CaseType(
        "forced_labour", Text("Sign of forced labour"), (*_BEGIN, "in_safety", *_END),
        (*_WAYS, "protect", "resolve_assessed"), _ALL_STEPS,
        ("wages_recovered", "documents_returned", "safe_return", "compensation", "permit_support"), indicators=True,
    ),
    CaseType(
        "contract_substitution", Text("Contract exchanged for another"), (*_BEGIN, "compared", "lodged", *_END),
        (*_WAYS, "compare", "lodge", "resolve"), _ALL_STEPS,
        ("contract_restored", "wages_recovered", "reinstatement", "safe_return", "compensation"),
    ),
    CaseType(
        "counselling", Text("Advice"),
        (*_BEGIN, "advised", "referred", "closed_without_remedy", "withdrawn", "reopened"), (*_WAYS, "advise"),
        ("first_answer",), (),
        seen={"closed_without_remedy": Text("The case is closed. They could not advise you.")},
    ),
)  # fmt: skip

_BY_CODE: Final = {one.code: one for one in CASE_TYPES}


def case_type(code: str) -> CaseType:
    """The kind of case that a code names.

    Raises:
        UnknownCode: None does.
    """
    if code not in _BY_CODE:
        raise UnknownCode(Text("kind of case"), code, suggestions=tuple(_BY_CODE))
    return _BY_CODE[code]
