"""Every write into the log of a centre."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction

from fairway_portal.casework.counselling import pseudonyms
from fairway_portal.casework.counselling.errors import CorrectedMeanwhile, FormUsed
from fairway_portal.casework.counselling.models import Visit
from fairway_portal.casework.keys.models import Office

NOTE_DAYS: Final = 365
"""How long a sealed note is kept after its visit."""


@dataclass(frozen=True, slots=True)
class VisitAsked:
    """A visit as it was entered: codes of `choices`, and no word of hers.

    Attributes:
        client: Pseudonym; "" for somebody who came for the first time.
        destination: ISO 3166-1 alpha-3, or "".
        follow_up: By when to ask again.
    """

    day: date
    channel: str
    stage: str
    topics: tuple[str, ...]
    service: str
    client: str = ""
    sex: str = ""
    language: str = ""
    destination: str = ""
    referral: str = ""
    outcome: str = ""
    follow_up: date | None = None


def enter(*, office: Office, person: int, asked: VisitAsked, key: UUID) -> Visit:
    """Enters a visit; the same key again changes nothing and gives what is there.

    Args:
        office: Whose log it is.
        person: Primary key of the counsellor.
        asked: What was entered; without a client a new pseudonym is drawn.
        key: Drawn with the form, against sending it twice.

    Raises:
        FormUsed: Another office has the key.
    """
    try:
        with transaction.atomic(using="casework"):
            Office.objects.using("casework").select_for_update().get(pk=office.pk)  # one new pseudonym at a time
            there = Visit.objects.filter(key=key, office=office).first()
            if there is not None:
                return there
            known = asked if asked.client else replace(asked, client=_new_client(office))
            return _write(office, person, known, key)
    except IntegrityError as fault:
        there = Visit.objects.filter(key=key, office=office).first()
        if there is None:
            raise FormUsed from fault
        return there


def correct(*, visit: Visit, person: int, asked: VisitAsked, key: UUID, struck: bool = False) -> Visit:
    """Enters a visit anew in the place of one; the earlier entry stays, with its note, and counts no more.

    Args:
        visit: The entry as it stands.
        person: Primary key of the counsellor.
        asked: What is right; the client stays who she is where none is given.
        key: Drawn with the form.
        struck: It should not have been entered at all.

    Raises:
        CorrectedMeanwhile: Somebody corrected it first.
    """
    there = Visit.objects.filter(key=key, office_id=visit.office_id).first()
    if there is not None:
        return there
    known = asked if asked.client else replace(asked, client=visit.client)
    try:
        with transaction.atomic(using="casework"):
            return _write(visit.office, person, known, key, replaces=visit, struck=struck)
    except IntegrityError as fault:
        raise CorrectedMeanwhile from fault


def add_note(*, visit: Visit, note: bytes) -> bool:
    """Puts a sealed note with an entry that has none; another word later is a correction with a note of its own.

    Args:
        visit: The entry.
        note: An envelope, as `notes.note_of` let it in.

    Returns:
        Whether it was kept; false where there is one already.
    """
    return bool(Visit.objects.filter(pk=visit.pk, note=None).update(note=note))


def forget_notes(on: date, days: int = NOTE_DAYS) -> int:
    """Erases the sealed notes of visits that lie further back; the entries stay, to be counted.

    Args:
        on: Today.
        days: How long a note is kept after its visit.

    Returns:
        How many.
    """
    return Visit.objects.filter(day__lt=on - timedelta(days=days)).exclude(note=None).update(note=None)


def _write(office: Office, person: int, asked: VisitAsked, key: UUID, *, replaces: Visit | None = None,
           struck: bool = False) -> Visit:  # fmt: skip
    return Visit.objects.create(
        office=office, person=person, client=asked.client, day=asked.day, channel=asked.channel, stage=asked.stage,
        sex=asked.sex, language=asked.language, destination=asked.destination, topics=list(asked.topics),
        service=asked.service, referral=asked.referral, outcome=asked.outcome, follow_up=asked.follow_up,
        replaces=replaces, struck=struck, key=key, demonstration=office.demonstration,
    )  # fmt: skip


def _new_client(office: Office) -> str:
    while True:
        number = pseudonyms.draw()
        if not Visit.objects.filter(office=office, client=number).exists():
            return number
