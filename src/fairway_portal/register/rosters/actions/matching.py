"""Comparing the rows of an edition with the agencies that are known."""

from __future__ import annotations

from django.db import transaction

from fairway.recruitment.rosters import Match, match
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.register.rosters.actions.rows import write_found
from fairway_portal.register.rosters.actions.turns import at_stage
from fairway_portal.register.rosters.known import as_row, known_agencies
from fairway_portal.register.rosters.models import RosterRow, Vintage
from fairway_portal.register.rosters.said import kept


def match_rows(*, by: Person | None, vintage: Vintage, saw: int) -> Vintage:
    """Compares all rows, and writes what was found in one transaction: broken off, it is begun again.

    Args:
        by: Who had it done; None for the worker.
        vintage: The edition.
        saw: Its version.

    Raises:
        OutOfTurn: It is compared already, or somebody went on with it.
    """
    rows = list(vintage.rows.order_by("line"))
    known = known_agencies(vintage.country, demonstration=vintage.demonstration)
    # No transaction is open while the rows are compared: SQLite lets one write at a time, and the page asks how far
    # it is.
    found = match(known, [as_row(row) for row in rows], telling=lambda done, total: _tell(vintage.pk, done))
    with transaction.atomic():
        vintage = at_stage(vintage, saw, Vintage.State.MATCHING)
        for row, one in zip(rows, found, strict=True):
            _write(row, one)
        write_found(rows)
        vintage.state = Vintage.State.REVIEW
        vintage.compared = len(rows)
        vintage.version += 1
        vintage.save(update_fields=["state", "compared", "version"])
        uncertain = sum(one.kind == "uncertain" for one in found)
        audit.record(
            by=by, action="roster.matched", subject=f"vintage {vintage.pk}", rows=len(rows), uncertain=uncertain
        )
    return vintage


def _tell(vintage: int, done: int) -> None:
    Vintage.objects.filter(pk=vintage, state=Vintage.State.MATCHING).update(compared=done)


def _write(row: RosterRow, found: Match) -> None:
    row.kind = found.kind
    row.confidence = round(found.confidence, 4)
    row.reasons = [kept(reason) for reason in found.reasons]
    row.rivals = [int(rival.holder) for rival in found.rivals]
    row.agency_id = int(found.known.holder) if found.known is not None else None
