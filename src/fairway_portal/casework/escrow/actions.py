"""What is done in the escrow: a report is held, tags come, it goes, or she takes it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from fairway.kernel.text import Text
from fairway.safe_reporting.escrow import releasing, taggings, tickets
from fairway.safe_reporting.escrow.matching import matches
from fairway.safe_reporting.sealing.envelopes import is_envelope
from fairway_portal.accounts.audit import record
from fairway_portal.accounts.models import Person
from fairway_portal.casework.cases.actions import open_case
from fairway_portal.casework.escrow import queries
from fairway_portal.casework.escrow.batches import batch_of
from fairway_portal.casework.escrow.errors import NobodyHolds, NotHeldBack, NotReleased, TagsRefused
from fairway_portal.casework.escrow.models import Held, Tagging
from fairway_portal.casework.keys.models import Office
from fairway_portal.casework.keys.queries import live_keys, offices_for
from fairway_portal.casework.vault.actions import BEFORE_ERASING, add_envelope
from fairway_portal.casework.vault.queries import envelopes_of, report_of

ALIAS = "casework"
State = Held.State


@dataclass(frozen=True, slots=True)
class Taken:
    """How many tags were taken, and how many reports may go now that could not before."""

    tags: int
    matched: int


def hold(
    *,
    report: UUID,
    agency: str,
    offices: Sequence[int],
    others: int,
    on: date,
    type: str = "complaint",
    recipients: Sequence[str] = (),
) -> Held:
    """Holds a report back; in the transaction that files it. What it names is sealed before this returns.

    Args:
        report: Id of the report; held once, however often it is asked.
        agency: Code of the agency in the register.
        offices: Ids of the offices that she chose.
        others: How many others must name the same agency, 1 to 9.
        on: The day.
        type: Code of the type of the cases that are opened when it goes.
        recipients: Fingerprints of the keys that its inner envelopes are sealed to; none: not said.

    Raises:
        NobodyHolds: No office has a live key for it.
        NotHeldBack: There is no agency, no office, a number out of range, or the holder is among the offices.
    """
    holder = queries.escrow_office(on)
    if holder is None:
        raise NobodyHolds
    _check(agency, offices, others, holder)
    ticket = tickets.Ticket(report.hex, agency, tuple(offices), others, type, tuple(recipients))
    keys = [key.public for key in live_keys([holder], on, queries.PURPOSE)]
    held, _ = Held.objects.get_or_create(
        report_id=report,
        defaults={
            "office_id": holder, "ticket": tickets.sealed(ticket, keys), "others": others,
            "week": on - timedelta(days=on.weekday()),
        },
    )  # fmt: skip
    return held


def _check(agency: str, offices: Sequence[int], others: int, holder: int) -> None:
    if not agency.strip():
        raise NotHeldBack(
            Text("A report can be held back only if it names an agency."), Text("Choose the agency from the list.")
        )
    if not offices or not 1 <= others <= tickets.MOST_OTHERS:
        raise NotHeldBack(
            Text("Say for whom the report is, and for how many others it waits."), Text("Choose again: 1 to 9 others.")
        )
    if holder in offices:
        raise NotHeldBack(
            Text("The organisation that holds reports back cannot be one that reads them."),
            Text("Choose another organisation: only so can nobody read it before."),
        )


def take_tags(*, by: Person, office: Office, content: bytes, on: date) -> Taken:
    """Takes the tags of a download, all of them or none, and looks what may go.

    Args:
        by: Who brings them.
        office: Hers.
        content: The file that her machine made.
        on: The day.

    Raises:
        FileUnreadable: It is no such file.
        TagsRefused: It is of no open download, was brought before, or does not fit the tickets.
    """
    tagging = taggings.read(content)
    batch = batch_of(tagging.batch, office.pk)
    with transaction.atomic(using=ALIAS):
        _alone(office)
        if Tagging.objects.filter(batch=batch).exists():
            raise TagsRefused(Text("These tags were brought before."))
        known = {one.pk.hex: one for one in queries.live_entries(office.pk)}
        _fit(tagging, known)
        for tag in tagging.tags:
            Held.objects.filter(pk=known[tag.id].pk).update(tag=tag.tag, tag_key=tagging.key)
        Tagging.objects.create(office=office, batch=batch, day=on, by=by.pk, tags=len(tagging.tags))
        matched = _match(office.pk)
        record(by=by, action="escrow.tagged", subject=f"office {office.pk}", tags=len(tagging.tags))
    return Taken(len(tagging.tags), matched)


def _fit(tagging: taggings.Tagging, known: dict[str, Held]) -> None:
    """Each tag is of a ticket that waits here, of the same bytes, and says what an earlier one of its key said."""
    for tag in tagging.tags:
        held = known.get(tag.id)
        if held is None or tag.digest != taggings.digest_of(bytes(held.ticket)):
            raise TagsRefused(Text("One of these tags is of a ticket that does not wait here."))
        if held.tag_key == tagging.key and held.tag != tag.tag:
            raise TagsRefused(Text("One of these tags is not what it was before, though made with the same key."))
    brought = {tag.id for tag in tagging.tags}
    if any(held.tag and held.tag_key != tagging.key for id, held in known.items() if id not in brought):
        raise TagsRefused(Text("These tags are made with another key than those before, and not of all tickets."))


def release(*, by: Person, office: Office, id: UUID, content: bytes, on: date) -> int:
    """Lets a report go: its inner envelopes are kept, and each office that she chose gets a case.

    Args:
        by: The escrow handler.
        office: Hers.
        id: Of what is held.
        content: The file that her machine made of it.
        on: The day.

    Returns:
        How many cases were opened.

    Raises:
        FileUnreadable: It is no such file.
        NotReleased: It is of another report, not whole, or the report may not go (any more).
    """
    done = releasing.read_released(content)
    with transaction.atomic(using=ALIAS):
        _alone(office)
        _match(office.pk)
        held = queries.live_entries(office.pk).filter(pk=id, state=State.MATCHED).first()
        if held is None:
            raise NotReleased(Text("This report does not go: it waits still, went before, or was taken back."))
        _keep(held, done, by, on)
        report = report_of(held.report_id)
        for chosen in done.offices:
            open_case(report=held.report_id, office=chosen, type=done.type, on=on,
                      demonstration=report is not None and report.demonstration)  # fmt: skip
        Held.objects.filter(pk=held.pk).update(state=State.RELEASED)
        record(by=by, action="escrow.released", subject=f"office {office.pk}", cases=len(done.offices))
    return len(done.offices)


def _keep(held: Held, done: releasing.Released, by: Person, on: date) -> None:
    outer = {
        row.id.hex: row for row in envelopes_of(held.report_id) if row.id in queries.outer_envelopes(held.report_id)
    }
    whole = [piece.id for piece in done.pieces] == list(outer)
    if done.entry != held.pk.hex or not whole or not all(is_envelope(piece.envelope) for piece in done.pieces):
        raise NotReleased(Text("This file is of another report, or not whole."))
    offices = {row.id for row in offices_for("", on)}
    if not done.offices or not set(done.offices) <= offices - {held.office_id}:
        raise NotReleased(Text("An office that she chose takes no reports at the moment."))
    for piece in done.pieces:
        row = outer[piece.id]
        add_envelope(
            report=held.report_id, kind=row.kind, envelope=piece.envelope, recipients=done.recipients,
            author=f"person:{by.pk}", on=on, key=uuid5(held.pk, piece.id), copy_of=row.id,
        )  # fmt: skip


def withdraw(report: UUID) -> None:
    """She takes back a report that waits: its ticket and its tag are emptied. One that went is the offices' matter."""
    with transaction.atomic(using=ALIAS):
        held = Held.objects.filter(report=report, state__in=[State.HELD, State.MATCHED]).first()
        if held is None:
            return
        _alone(held.office)
        Held.objects.filter(pk=held.pk).exclude(state=State.RELEASED).update(
            state=State.WITHDRAWN, ticket=b"", tag="", tag_key=""
        )
        _match(held.office_id)


def forget(report: UUID, on: date) -> None:
    """What waits goes with its report; in the vault's transaction.

    Args:
        report: Id of the report that is being erased.
        on: The day.
    """
    held = Held.objects.filter(report=report).select_related("office").first()
    if held is not None:
        _alone(held.office)
        held.delete()
        _match(held.office_id)


def watch() -> None:
    """Has the vault call `forget` before it erases; once, however often it is asked."""
    if forget not in BEFORE_ERASING:
        BEFORE_ERASING.append(forget)


def _alone(office: Office) -> None:
    """One at a time for each office: what may go depends on all that waits there."""
    Office.objects.select_for_update().get(pk=office.pk)


def _match(office: int) -> int:
    """Marks what may go, and what may not any more; how many may that could not before."""
    may_go = {UUID(hex=id) for group in matches(queries.entries(office)) for id in group}
    live = queries.live_entries(office)
    live.filter(state=State.MATCHED).exclude(pk__in=may_go).update(state=State.HELD)
    return live.filter(state=State.HELD, pk__in=may_go).update(state=State.MATCHED)
