"""States of a case, and the moves between them: who may make one, what it requires, what the worker reads of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fairway.kernel.text import Text


class Actor(StrEnum):
    """Who makes a move."""

    HANDLER = "handler"
    """Anybody of the office that has the case."""
    WORKER = "worker"


class Requirement(StrEnum):
    """What must be there before a move, or come with it."""

    ASSIGNEE = "assignee"
    """Somebody of the office works on it."""
    REASON = "reason"
    """A code of `CLOSING_REASONS` or `REOPENING_REASONS`."""
    REMEDY = "remedy"
    """She got something back: at least one remedy is recorded."""
    HANDED_OVER = "handed_over"
    """Another office has its own case of the report, with her consent."""
    INDICATORS = "indicators"
    """The eleven indicators of forced labour were gone through."""


@dataclass(frozen=True, slots=True)
class State:
    """One state.

    Attributes:
        code: As it is stored.
        name: For handlers.
        seen: What the worker reads when she comes back.
        ends: Whether nothing more is expected of anybody.
    """

    code: str
    name: Text
    seen: Text
    ends: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One way from a state to another.

    Attributes:
        code: As it is stored.
        name: On its button.
        sources: Codes of states; those that a case type does not have are skipped.
        target: Code of a state.
        actor: Who makes it.
        requires: What must be there.
        confirmed: Whether a page asks again before it.
    """

    code: str
    name: Text
    sources: tuple[str, ...]
    target: str
    actor: Actor = Actor.HANDLER
    requires: tuple[Requirement, ...] = ()
    confirmed: bool = False


STATES: Final = {
    one.code: one
    for one in (
        State("received", Text("Received"), Text("Your report has arrived. Nobody has opened it yet.")),
        State("assigned", Text("Assigned"), Text("Somebody has been chosen to read your report.")),
        State("acknowledged", Text("Acknowledged"), Text("Somebody has read your report and will work on it.")),
        State("in_progress", Text("In progress"), Text("Somebody is working on your case.")),
        State("in_safety", Text("Safety first"), Text("They are seeing to your safety before anything else.")),
        State("demanded", Text("Demanded back"), Text("They have asked for your documents back, in writing.")),
        State("compared", Text("Contracts compared"),
              Text("They have compared what you were promised with what you signed.")),
        State("lodged", Text("Claim lodged"), Text("They have claimed your wages before a court or an office.")),
        State("referred", Text("Referred"), Text("With your consent, another office has taken your case up.")),
        State("reopened", Text("Reopened"), Text("Your case has been opened again.")),
        State("advised", Text("Advised"), Text("You have been given advice. Write again if you need more."), ends=True),
        State("resolved", Text("Resolved"), Text("You got something back, and the case is closed."), ends=True),
        State(
            "closed_without_remedy",
            Text("Closed without remedy"),
            Text("The case is closed. They could not get anything back for you."),
            ends=True,
        ),
        State("withdrawn", Text("Withdrawn"), Text("You took your report back. Nobody works on it any more."),
              ends=True),
    )
}  # fmt: skip

_WORKING: Final = ("in_progress", "in_safety", "demanded", "compared", "lodged")
"""Where somebody works on it."""
_OPEN: Final = tuple(code for code, state in STATES.items() if not state.ends)
_CLOSED: Final = ("advised", "resolved", "closed_without_remedy")

MOVES: Final = {
    one.code: one
    for one in (
        Move("assign", Text("Assign"), ("received",), "assigned", requires=(Requirement.ASSIGNEE,)),
        Move("acknowledge", Text("Tell her that it was read"), ("assigned",), "acknowledged"),
        Move("start", Text("Begin to work on it"), ("acknowledged", "reopened"), "in_progress"),
        Move("protect", Text("See to her safety first"), ("acknowledged", "in_progress", "reopened"), "in_safety"),
        Move("demand", Text("Her documents were demanded back"), ("in_progress",), "demanded"),
        Move("compare", Text("Promise and contract were compared"), ("in_progress",), "compared"),
        Move("lodge", Text("A claim was lodged"), ("in_progress", "compared"), "lodged"),
        Move("go_on", Text("Go on with it here"), ("in_safety", "demanded", "compared", "lodged", "referred"),
             "in_progress"),
        Move("refer", Text("Leave it to the other office"), _WORKING, "referred",
             requires=(Requirement.HANDED_OVER,), confirmed=True),
        Move("advise", Text("Close it: she has been advised"), _WORKING, "advised", confirmed=True),
        Move("resolve", Text("Close it: she got something back"), (*_WORKING, "referred"), "resolved",
             requires=(Requirement.REMEDY,), confirmed=True),
        Move("resolve_assessed", Text("Close it: she got something back"), (*_WORKING, "referred"), "resolved",
             requires=(Requirement.REMEDY, Requirement.INDICATORS), confirmed=True),
        Move("close", Text("Close it without remedy"), ("acknowledged", *_WORKING, "referred", "reopened"),
             "closed_without_remedy", requires=(Requirement.REASON,), confirmed=True),
        Move("withdraw", Text("Take it back"), _OPEN, "withdrawn", Actor.WORKER),
        Move("reopen", Text("Open it again"), _CLOSED, "reopened", requires=(Requirement.REASON,)),
    )
}  # fmt: skip

CLOSING_REASONS: Final = {
    "no_contact": Text("She could not be reached any more"),
    "no_basis": Text("The law gives no claim"),
    "no_proof": Text("It could not be shown"),
    "not_enforceable": Text("Nobody who is liable could be made to pay"),
    "elsewhere": Text("Somebody else works on it"),
    "her_wish": Text("She asked to close it"),
}
REOPENING_REASONS: Final = {
    "she_wrote": Text("She wrote again"),
    "new_facts": Text("Something new is known"),
    "not_kept": Text("What was agreed was not kept"),
    "by_mistake": Text("It was closed by mistake"),
}
REASONS: Final = {"close": CLOSING_REASONS, "reopen": REOPENING_REASONS}
"""Code of a move → the reasons that it may have."""
