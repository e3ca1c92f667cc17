"""How a job order goes on: its states, the acts that lead from one to another, and who may do them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fairway.kernel.text import Text


class State(StrEnum):
    """How an order stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    VERIFIED = "verified"
    POSTED = "posted"
    RELEASED = "released"
    FILLED = "filled"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


STATES: Final = {
    State.DRAFT: Text("Draft"),
    State.SUBMITTED: Text("Waits for verification"),
    State.VERIFIED: Text("Demand verified"),
    State.POSTED: Text("Posted to the public employment service"),
    State.RELEASED: Text("Released to the agency"),
    State.FILLED: Text("Filled"),
    State.CLOSED: Text("Closed"),
    State.REFUSED: Text("Refused"),
    State.WITHDRAWN: Text("Withdrawn"),
}
PUBLIC: Final = (State.POSTED, State.RELEASED)
"""In which workers see it and can apply."""
ENDED: Final = (State.FILLED, State.CLOSED, State.REFUSED, State.WITHDRAWN)


class OrderAct(StrEnum):
    """What is done."""

    ENTER = "enter"
    CHANGE = "change"
    SUBMIT = "submit"
    VERIFY = "verify"
    REFUSE = "refuse"
    POST = "post"
    RELEASE = "release"
    FILL = "fill"
    CLOSE = "close"
    WITHDRAW = "withdraw"


@dataclass(frozen=True, slots=True)
class Rule:
    """One act.

    Attributes:
        title: As a button says it.
        done: As a history says it.
        before: The states it may be done in.
        after: The state it leads to.
        agency: Whether the agency of the order may do it.
        officer: Whether an officer of the country of origin may.
        abroad: Whether an officer of the country of destination may, besides.
        reason: Whether it needs one.
        effect: What it does, said before it is done.
    """

    title: Text
    done: Text
    before: tuple[State, ...]
    after: State
    effect: Text
    agency: bool = False
    officer: bool = True
    abroad: bool = False
    reason: bool = False


ACTS: Final = {
    OrderAct.ENTER: Rule(
        Text("Enter a job order"), Text("Entered"), (), State.DRAFT, Text("A draft is made."), agency=True
    ),
    OrderAct.CHANGE: Rule(
        Text("Change the draft"), Text("Changed"), (State.DRAFT,), State.DRAFT, Text("The draft is changed."),
        agency=True,
    ),
    OrderAct.SUBMIT: Rule(
        Text("Submit the order"), Text("Submitted"), (State.DRAFT,), State.SUBMITTED,
        Text("After this the order cannot be changed any more, only withdrawn."), agency=True,
    ),
    OrderAct.VERIFY: Rule(
        Text("Verify the demand"), Text("Demand verified"), (State.SUBMITTED,), State.VERIFIED,
        Text("You say with your name that this demand is real. Nobody can take that back; the order can be closed."),
        abroad=True, reason=True,
    ),
    OrderAct.REFUSE: Rule(
        Text("Refuse the order"), Text("Refused"), (State.SUBMITTED, State.VERIFIED), State.REFUSED,
        Text("This ends the order. Whoever entered it reads the reason."), abroad=True, reason=True,
    ),
    OrderAct.POST: Rule(
        Text("Post the order"), Text("Posted to the public employment service"), (State.VERIFIED,), State.POSTED,
        Text("Workers see it from now on and can apply, and it stands in the public feed of changes."),
    ),
    OrderAct.RELEASE: Rule(
        Text("Release it to the agency"), Text("Released to the agency"), (State.POSTED,), State.RELEASED,
        Text("The agency of the order sees its applications from now on."),
    ),
    OrderAct.FILL: Rule(
        Text("Record that it is filled"), Text("Filled"), (State.POSTED, State.RELEASED), State.FILLED,
        Text("This ends the order. Applications are deleted some time later."), agency=True,
    ),
    OrderAct.CLOSE: Rule(
        Text("Close the order"), Text("Closed"), (State.VERIFIED, State.POSTED, State.RELEASED), State.CLOSED,
        Text("This ends the order. Applications are deleted some time later."), reason=True,
    ),
    OrderAct.WITHDRAW: Rule(
        Text("Withdraw the order"), Text("Withdrawn"),
        (State.DRAFT, State.SUBMITTED, State.VERIFIED, State.POSTED, State.RELEASED), State.WITHDRAWN,
        Text("This ends the order. Applications are deleted some time later."), agency=True, reason=True,
    ),
}  # fmt: skip
