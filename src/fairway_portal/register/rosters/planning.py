"""What publishing an edition will change: worked out once for the page that shows it and the action that does it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from fairway.recruitment.names import likeness
from fairway.recruitment.rosters import changes_between
from fairway.recruitment.rosters.weighing import LIKE
from fairway_portal.actors.models import Agency
from fairway_portal.register.rosters import queries
from fairway_portal.register.rosters.actions.deciding import is_agency
from fairway_portal.register.rosters.known import as_row
from fairway_portal.register.rosters.models import RosterRow, Vintage


@dataclass(frozen=True, slots=True)
class Planned:
    """One change: its kind (`differences.CHANGES`), the row or the agency that it is about, what was and what will
    be.
    """

    kind: str
    row: RosterRow | None
    agency: Agency | None
    before: str
    after: str

    @property
    def name(self) -> str:
        """Of the agency."""
        return self.row.name if self.row else self.agency.name if self.agency else ""


@dataclass(frozen=True, slots=True)
class Plan:
    """All of it.

    Attributes:
        previous: The edition that is the latest now, or None.
        new: Rows whose agencies will be added to the register.
        listed: Rows of agencies that are known.
        changes: From the previous edition to this one; from none, only what is added to the register.
    """

    previous: Vintage | None
    new: tuple[RosterRow, ...]
    listed: tuple[RosterRow, ...]
    changes: tuple[Planned, ...]

    @property
    def counts(self) -> dict[str, int]:
        """Kind of change → how many."""
        return dict(Counter(one.kind for one in self.changes))


def plan(vintage: Vintage) -> Plan:
    """What publishing an edition would change now.

    Args:
        vintage: In review; rows that are undecided or left out count for nothing.
    """
    new, listed = list[RosterRow](), list[RosterRow]()
    for row in vintage.rows.select_related("agency").order_by("line"):
        if is_agency(row):
            listed.append(row)
        elif row.kind == "new" or row.decision == RosterRow.Decision.NEW:
            new.append(row)
    previous = queries.latest(vintage.country, demonstration=vintage.demonstration)
    changes = [Planned("added", row, None, "", row.name) for row in new]
    if previous is not None:
        before = _rows_of(previous)
        for row in listed:
            changes.extend(_changes(row, before.get(row.agency_id or 0)))
        now = {row.agency_id for row in listed}
        changes.extend(
            Planned("removed", None, row.agency, row.name, "") for agency, row in before.items() if agency not in now
        )
    return Plan(previous, tuple(new), tuple(listed), tuple(changes))


def is_renamed(row: RosterRow) -> bool:
    """Whether a row gives its agency another name, and does not merely spell it otherwise."""
    if row.kind == "renamed":
        return True
    return bool(row.decision and row.agency and likeness(row.name, row.agency.name) < LIKE)


def _rows_of(vintage: Vintage) -> dict[int, RosterRow]:
    """Agency → its row in an edition; an agency that was joined to another counts as that one."""
    rows = vintage.rows.exclude(agency=None).exclude(decision=RosterRow.Decision.LEFT_OUT).select_related("agency")
    return {row.agency.joined_to_id or row.agency.pk: row for row in rows.order_by("line") if row.agency is not None}


def _changes(row: RosterRow, before: RosterRow | None) -> list[Planned]:
    if before is None:
        return [Planned("added", row, row.agency, "", row.name)]
    return [
        Planned(one.kind, row, row.agency, one.before, one.after)
        for one in changes_between(as_row(before), as_row(row))
        if one.kind != "renamed" or is_renamed(row)
    ]
