"""What an officer decides of a row about which the comparison is not sure."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.rosters.errors import OutOfTurn, UnusableDecision
from fairway_portal.register.rosters.models import RosterRow, Vintage


@transaction.atomic
def decide(*, by: Person, row: RosterRow, saw: str, decision: str, agency: Agency | None = None) -> RosterRow:
    """Decides a row, or decides it anew before the edition is published.

    Args:
        by: The officer.
        row: Of an edition in review.
        saw: The decision that she saw, or empty.
        decision: `same`, `new` or `left_out`.
        agency: With `same`: which one.

    Raises:
        OutOfTurn: The edition is published or withdrawn, or another officer decided the row meanwhile.
        UnusableDecision: No such decision, no agency, one of another country, or one that another row is already.
    """
    # The edition first: publishing locks it too, so that no row is decided while it is being published.
    vintage = Vintage.objects.select_for_update().defer("contents").get(pk=row.vintage_id)
    row = RosterRow.objects.select_for_update().get(pk=row.pk)
    if vintage.state != Vintage.State.REVIEW or row.decision != saw:
        raise OutOfTurn(
            Text("Line {line} was decided by somebody else meanwhile, or the list is at another stage.", line=row.line),
            advice=Text("Open the list again. Nothing was changed."),
        )
    if decision not in RosterRow.Decision.values or not decision:
        raise UnusableDecision(
            Text("“{decision}” is no decision.", decision=decision[:20]),
            advice=Text("Choose the same agency, a new one, or leave the row out."),
        )
    if decision == RosterRow.Decision.SAME:
        row.agency = _usable(vintage, row, agency)
    elif decision == RosterRow.Decision.NEW:
        _refuse_unsuitable(row)
    row.decision, row.decided_by, row.decided = decision, by, timezone.now()
    row.save(update_fields=["agency", "decision", "decided_by", "decided"])
    audit.record(
        by=by,
        action="roster.row_decided",
        subject=f"vintage {vintage.pk} line {row.line}",
        decision=decision,
        agency=row.agency.code if decision == RosterRow.Decision.SAME and row.agency else None,
    )
    return row


def _usable(vintage: Vintage, row: RosterRow, agency: Agency | None) -> Agency:
    if agency is None or agency.country != vintage.country or agency.demonstration != vintage.demonstration:
        raise UnusableDecision(
            Text("No agency of this country was chosen."), advice=Text("Choose the agency that the row is.")
        )
    for other in vintage.rows.filter(agency=agency).exclude(pk=row.pk).order_by("line"):
        if is_agency(other):
            raise UnusableDecision(
                Text("{agency} is line {line} of the list already.", agency=agency.name, line=other.line),
                advice=Text("Leave one of the two rows out, or say that it is another agency."),
            )
    return agency


def _refuse_unsuitable(row: RosterRow) -> None:
    if not row.name.strip():
        raise UnusableDecision(Text("The row has no name."), advice=Text("Leave it out."))


def is_agency(row: RosterRow) -> bool:
    """Whether a row is taken for the agency it points to."""
    if row.kind == "uncertain" or row.decision:
        return row.decision == RosterRow.Decision.SAME
    return row.agency_id is not None
