"""The states of a licence, and the acts that lead from one to another.

Sources: Convention No. 181, Article 3(2) (licensing or certification) and Article 10 (complaints); ILO General
principles and operational guidelines for fair recruitment (2019), principle 5 and guideline 4. The names are ours; a
country's own words and legal basis are in `rules.toml`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fairway.kernel.text import Text


class State(StrEnum):
    """Where a licence stands."""

    APPLIED = "applied"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    LICENSED = "licensed"
    RENEWAL = "renewal"
    CONDITIONAL = "conditional"
    SUSPENDED = "suspended"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SURRENDERED = "surrendered"
    BARRED = "barred"


STATES: Final = {
    State.APPLIED: Text("Applied for"),
    State.REFUSED: Text("Refused"),
    State.WITHDRAWN: Text("Application withdrawn"),
    State.LICENSED: Text("Licensed"),
    State.RENEWAL: Text("Licensed, renewal under way"),
    State.CONDITIONAL: Text("Licensed with conditions"),
    State.SUSPENDED: Text("Suspended"),
    State.REVOKED: Text("Revoked"),
    State.EXPIRED: Text("Expired"),
    State.SURRENDERED: Text("Given back"),
    State.BARRED: Text("Barred for ever"),
}
IN_FORCE: Final = frozenset({State.LICENSED, State.RENEWAL, State.CONDITIONAL})
"""States in which the holder may recruit, as long as its days have not run out."""


class Act(StrEnum):
    """What is done to a licence; each is one entry of its history."""

    APPLY = "apply"
    GRANT = "grant"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    APPLY_RENEWAL = "apply_renewal"
    RENEW = "renew"
    REFUSE_RENEWAL = "refuse_renewal"
    SET_CONDITIONS = "set_conditions"
    LIFT_CONDITIONS = "lift_conditions"
    SUSPEND = "suspend"
    LIFT_SUSPENSION = "lift_suspension"
    REVOKE = "revoke"
    EXPIRE = "expire"
    SURRENDER = "surrender"
    BAR = "bar"
    REINSTATE = "reinstate"


@dataclass(frozen=True, slots=True)
class Rule:
    """What an act is, wherever it is done.

    Attributes:
        title: As forms name it.
        done: As a history says it.
        before: The states it may be done in.
        after: The state it leads to; None where it leads back to the one before (a suspension lifted, a reinstatement).
        dated: `none`, `until` (a suspension's last day, where it has one) or `validity` (its first and last day).
        two_people: Proposed by one officer and approved by a supervisor who is not the same person.
        appealable: The agency may appeal.
        public: Shown to the public with its reason.
    """

    title: Text
    done: Text
    before: frozenset[State]
    after: State | None
    dated: str = "none"
    two_people: bool = False
    appealable: bool = False
    public: bool = True


def _of(*states: State) -> frozenset[State]:
    return frozenset(states)


_STANDING: Final = _of(State.LICENSED, State.RENEWAL, State.CONDITIONAL)
_HELD: Final = _STANDING | _of(State.SUSPENDED)

ACTS: Final = {
    Act.APPLY: Rule(Text("Apply for a licence"), Text("Licence applied for"), _of(), State.APPLIED, public=False),
    Act.GRANT: Rule(
        Text("Grant the licence"), Text("Licence granted"), _of(State.APPLIED), State.LICENSED, dated="validity"
    ),
    Act.REFUSE: Rule(
        Text("Refuse the licence"), Text("Licence refused"), _of(State.APPLIED), State.REFUSED, appealable=True,
        public=False,
    ),
    Act.WITHDRAW: Rule(
        Text("Withdraw the application"), Text("Application withdrawn"), _of(State.APPLIED), State.WITHDRAWN,
        public=False,
    ),
    Act.APPLY_RENEWAL: Rule(
        Text("Apply for renewal"), Text("Renewal applied for"), _of(State.LICENSED, State.CONDITIONAL), State.RENEWAL,
        public=False,
    ),
    Act.RENEW: Rule(
        Text("Renew the licence"), Text("Licence renewed"), _STANDING | _of(State.EXPIRED), State.LICENSED,
        dated="validity",
    ),
    Act.REFUSE_RENEWAL: Rule(
        Text("Refuse the renewal"), Text("Renewal refused"), _of(State.RENEWAL), None, appealable=True
    ),
    Act.SET_CONDITIONS: Rule(
        Text("Set conditions"), Text("Conditions set"), _STANDING, State.CONDITIONAL, appealable=True
    ),
    Act.LIFT_CONDITIONS: Rule(
        Text("Lift the conditions"), Text("Conditions lifted"), _of(State.CONDITIONAL), State.LICENSED
    ),
    Act.SUSPEND: Rule(
        Text("Suspend the licence"), Text("Licence suspended"), _STANDING, State.SUSPENDED, dated="until",
        appealable=True,
    ),
    Act.LIFT_SUSPENSION: Rule(
        Text("Lift the suspension"), Text("Suspension lifted"), _of(State.SUSPENDED), None
    ),
    Act.REVOKE: Rule(
        Text("Revoke the licence"), Text("Licence revoked"), _HELD, State.REVOKED, two_people=True, appealable=True
    ),
    Act.EXPIRE: Rule(Text("Record that it expired"), Text("Licence expired"), _HELD, State.EXPIRED),
    Act.SURRENDER: Rule(Text("Give the licence back"), Text("Licence given back"), _HELD, State.SURRENDERED),
    Act.BAR: Rule(
        Text("Bar the agency for ever"), Text("Agency barred for ever"),
        _HELD | _of(State.REVOKED, State.EXPIRED, State.SURRENDERED, State.REFUSED), State.BARRED,
        two_people=True, appealable=True,
    ),
    Act.REINSTATE: Rule(
        Text("Reinstate after an appeal"), Text("Reinstated after an appeal"),
        _of(State.REFUSED, State.CONDITIONAL, State.SUSPENDED, State.REVOKED, State.BARRED, State.RENEWAL,
            State.LICENSED, State.EXPIRED),
        None, two_people=True,
    ),
}  # fmt: skip


def acts_in(state: State | None) -> tuple[Act, ...]:
    """The acts that may be done in a state, in their order; None: there is no licence yet."""
    return tuple(act for act, rule in ACTS.items() if (state in rule.before if state else act is Act.APPLY))
