"""What is asked of the escrow: who holds, what waits, what may go. Never which agency: the server does not know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from fairway.kernel.text import Text
from fairway.safe_reporting.escrow import releasing, taggings
from fairway.safe_reporting.escrow.matching import Entry
from fairway_portal.casework.escrow.batches import new_batch
from fairway_portal.casework.escrow.models import Held
from fairway_portal.casework.keys.queries import live_keys, offices_for
from fairway_portal.casework.vault.queries import envelope, envelopes_of

PURPOSE = "escrow"
WORKER = "worker"


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A report that waits, as the escrow handler sees it: a number, a week, how many others she asked for."""

    id: UUID
    week: date
    others: int
    tagged: bool


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A report that may go; `group` numbers those that name the same agency."""

    id: UUID
    week: date
    others: int
    group: int


def escrow_office(on: date) -> int | None:
    """The office that new reports wait at: the first that has a live key for it; None where there is none."""
    offered = [row.id for row in offices_for("", on) if row.escrow]
    return min((key.office for key in live_keys(offered, on, PURPOSE)), default=None)


def live_entries(office: int) -> QuerySet[Held]:
    """What waits at an office, and what went: withdrawn and erased reports are no others any more."""
    found = Held.objects.filter(office=office, report__erased=None, report__withdrawn=None)
    return found.exclude(state=Held.State.WITHDRAWN).order_by("week", "pk")


def entries(office: int) -> list[Entry]:
    """The same, to be matched."""
    rows = live_entries(office).values_list("pk", "tag", "others")
    return [Entry(pk.hex, tag, others) for pk, tag, others in rows]


def waiting(office: int) -> tuple[WaitingRow, ...]:
    """The reports that wait at an office."""
    rows = live_entries(office).filter(state=Held.State.HELD).defer("ticket")
    return tuple(WaitingRow(one.pk, one.week, one.others, bool(one.tag)) for one in rows)


def matched(office: int) -> tuple[MatchRow, ...]:
    """The reports that may go, those of one agency together."""
    rows = list(live_entries(office).filter(state=Held.State.MATCHED).defer("ticket"))
    numbers = {tag: number for number, tag in enumerate(dict.fromkeys(one.tag for one in rows), start=1)}
    ordered = sorted(rows, key=lambda one: (numbers[one.tag], one.week, one.pk))
    return tuple(MatchRow(one.pk, one.week, one.others, numbers[one.tag]) for one in ordered)


def tickets_file(office: int) -> bytes:
    """All tickets of an office, to be tagged on its handler's machine: those that went too, for they are others."""
    rows = [taggings.Waiting(one.pk.hex, bytes(one.ticket)) for one in live_entries(office)]
    return taggings.tickets_file(new_batch(office), rows)


def ticket(office: int, id: UUID) -> bytes | None:
    """One ticket as an age file; None where this office has none of that number."""
    found = live_entries(office).filter(pk=id).first()
    return bytes(found.ticket) if found else None


def match_file(office: int, id: UUID) -> bytes | None:
    """A report that may go: the tickets of its group, and its outer envelopes; None where it is none of this office."""
    found = live_entries(office).filter(pk=id, state=Held.State.MATCHED).first()
    if found is None:
        return None
    group = live_entries(office).filter(tag=found.tag)
    pieces = tuple(releasing.Piece(row.hex, envelope(row)) for row in outer_envelopes(found.report_id))
    tickets = tuple(taggings.Waiting(one.pk.hex, bytes(one.ticket)) for one in group)
    return releasing.written_match(releasing.Match(found.pk.hex, tickets, pieces))


def outer_envelopes(report: UUID) -> tuple[UUID, ...]:
    """Ids of what she filed, sealed to the escrow: what was released since is a copy of it."""
    return tuple(row.id for row in envelopes_of(report) if row.author == WORKER and row.kind in FILED)


FILED = ("report", "original", "cleaned")


def state_for(report: UUID) -> Text | None:
    """What the worker reads of a report that was held back; None where it never was."""
    found = Held.objects.filter(report=report).values_list("state", "others").first()
    if found is None:
        return None
    state, others = found
    match state:
        case Held.State.HELD | Held.State.MATCHED:
            return Text("Nobody reads it yet: it waits until {n} others who name the same agency go with it.", n=others)
        case Held.State.RELEASED:
            return Text("Others named the same agency: the offices that you chose have it.")
        case _:
            return Text("You took it back before anybody read it.")
