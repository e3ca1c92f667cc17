"""The moderation log: one line for each decision, and one in the record of actions."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.actions.errors import DecisionRefused
from fairway_portal.monitor.models import ModerationEntry

LONGEST_REASON: Final = 1000
ACTIONS: Final[dict[str, Text]] = {
    "cluster.held": Text("Ratings held back until a moderator has looked"),
    "cluster.kept": Text("Ratings that looked like an attack counted after all"),
    "cluster.out": Text("Ratings that look like an attack taken out"),
    "rating.matched": Text("A rating given to the agency that was meant"),
    "rating.set_aside": Text("A rating set aside: it does not say which agency is meant"),
    "comment.shown": Text("A comment shown, names and numbers taken out"),
    "comment.refused": Text("A comment not shown"),
    "reply.shown": Text("A reply of an agency shown"),
    "reply.refused": Text("A reply of an agency not shown"),
    "reply.withdrawn": Text("A reply withdrawn by its agency"),
    "correction.accepted": Text("A request of an agency to correct something accepted"),
    "correction.refused": Text("A request of an agency to correct something refused"),
    "batch.published": Text("A batch of ratings published"),
}
"""Action → what was done, as readers see it."""


def noted(
    *, by: Person | None, action: str, subject: str, reason: str, agency: Agency | None = None, **details: str | int
) -> None:
    """Writes both lines; called inside the transaction of the decision.

    Args:
        by: Who decided; None for what the detection did by itself.
        action: A key of `ACTIONS`.
        subject: For the office alone: `rating 12`.
        reason: Why; readers see it.
        agency: Of which readers are told that something was decided.
        details: Plain facts for the record of actions.
    """
    ModerationEntry.objects.create(by=by, action=action, subject=subject[:120], agency=agency, reason=reason)
    audit.record(by=by, action=f"moderation.{action}", subject=subject, reason=reason, **details)


def with_reason(reason: str) -> str:
    """The reason without blanks around it.

    Raises:
        DecisionRefused: There is none.
    """
    given = reason.strip()[:LONGEST_REASON]
    if not given:
        raise DecisionRefused(
            Text("A decision needs a reason."),
            advice=Text("Write one sentence: readers see it in the moderation log, so name nobody."),
        )
    return given
