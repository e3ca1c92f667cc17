"""Writing the record of actions: one line for everything that people with accounts do."""

from __future__ import annotations

from fairway_portal.accounts.models.audit import AuditEntry
from fairway_portal.accounts.models.person import Person

LONGEST_ACTION = 60
LONGEST_SUBJECT = 120


def record(
    *, by: Person | None, action: str, subject: str, reason: str = "", **details: str | int | bool | None
) -> AuditEntry:
    """Adds an entry; called inside the transaction of the action itself, so that neither is there without the other.

    Args:
        by: Who did it; None for what the portal did by itself, or a command on its machine.
        action: What was done, as `subject.verb` in English: `invitation.made`, `voucher_batch.revoked`.
        subject: What it was done to: `agency NPL-000012`. Cut after 120 characters.
        reason: In the words of the person who did it.
        details: Plain facts worth keeping. Never of a worker, never a secret.

    Returns:
        The entry.
    """
    return AuditEntry.objects.create(
        by=by, action=action[:LONGEST_ACTION], subject=subject[:LONGEST_SUBJECT], reason=reason, details=details
    )


def record_signing_in(person: Person, *, second_step: bool) -> None:
    """Adds that somebody signed in. Failures are counted by name (`throttling`): anybody can cause them without end.

    Args:
        person: Who.
        second_step: Whether she showed a second factor as well.
    """
    record(by=person, action="session.begun", subject=f"person {person.email}", second_step=second_step)
