"""Writing: an occasion is made once, and a paper form is taken once, however often either is sent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Final, Literal, Protocol, TypeAlias, runtime_checkable
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.surveys.actions import receive
from fairway_portal.surveys.models import Session, Submission, Version
from fairway_portal.surveys.outreach.checking import Entry, Wrong
from fairway_portal.surveys.receiving import receiver_of
from fairway_portal.surveys.writing import writing

Outcome: TypeAlias = Literal["new", "repeated", "conflict", "refused"]
EARLIEST: Final = timedelta(days=5 * 366)
LONGEST_LABEL: Final = 120


class SessionRefused(InputError):
    """An occasion that cannot be; `field` is what is wrong with it."""

    slug = "outreach-session-refused"

    def __init__(self, field: str, title: Text, advice: Text) -> None:
        super().__init__(title, advice=advice, details={"field": field})
        self.field = field


@runtime_checkable
class Remarking(Protocol):
    """A receiver that can say something of answers before they are kept."""

    def remark(self, answers: Mapping[str, Any]) -> Text | None:
        """What whoever enters a form should know of it (its card was used before), or None."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one form.

    Attributes:
        reasons: Why it was refused; `doubtful` where they may be confirmed instead of mended.
        remark: What else is to be known of it.
    """

    outcome: Outcome
    reasons: tuple[Wrong, ...] = ()
    doubtful: bool = False
    remark: Text | None = None


@dataclass(slots=True)
class Tally:
    """What became of many forms. Remarks are counted, and tied to none of them."""

    outcomes: Counter[Outcome] = field(default_factory=Counter)
    remarks: Counter[Text] = field(default_factory=Counter)

    def add(self, taken: Taken) -> None:
        """Counts one."""
        self.outcomes[taken.outcome] += 1
        if taken.remark is not None:
            self.remarks[taken.remark] += 1

    def said(self) -> tuple[Text, ...]:
        """The remarks, each with how many forms it is about."""
        return tuple(Text("{remark} Forms: {n}.", remark=one, n=n) for one, n in self.remarks.items())


def make_session(*, by: Person, organisation: Organisation, label: str, day: date, key: UUID) -> Session:
    """An occasion on which paper forms were collected; the same key again is the same occasion.

    Args:
        by: Who enters it.
        organisation: Hers.
        label: What it was (`Sunday meeting, Al Khor`).
        day: When it was: not after today, at most five years ago.
        key: Made by the page or the device.

    Raises:
        SessionRefused: Label, day or key cannot be.
    """
    if not label.strip():
        raise SessionRefused("label", Text("Name the occasion."), Text("For instance: Sunday meeting, Al Khor."))
    if not localdate() - EARLIEST <= day <= localdate():
        raise SessionRefused(
            "day", Text("The day must be today or before, and at most five years ago."), Text("Check the year.")
        )
    with writing():
        session, is_new = Session.objects.get_or_create(
            key=key,
            defaults={"organisation": organisation, "label": label.strip()[:LONGEST_LABEL], "day": day, "by": by},
        )
        if session.organisation_id != organisation.pk:
            raise SessionRefused(
                "label", Text("This occasion belongs to another organisation."), Text("Open this page again.")
            )
        if is_new:
            audit.record(by=by, action="outreach_session.made", subject=f"outreach session {session.pk}")
    return session


def take(
    *, session: Session, version: Version, instance: UUID, entry: Entry, language: str, as_written: bool = False
) -> Taken:
    """Takes one paper form.

    Args:
        session: The occasion.
        version: Of the questionnaire on the paper.
        instance: Of this form: sent again, it is the same one.
        entry: As it was read.
        language: Of the paper.
        as_written: Whether somebody has confirmed that what is doubtful stands on the paper so.

    Raises:
        InputError: Of the door of submissions.
    """
    reasons = entry.wrong or (() if as_written else entry.doubtful)
    if reasons:
        return Taken("refused", reasons, doubtful=not entry.wrong)
    receiver = receiver_of(version.survey)
    remark = receiver.remark(entry.answers) if isinstance(receiver, Remarking) else None
    received = receive(
        survey=version.survey,
        version=version,
        instance=instance,
        answers=entry.answers,
        language=language,
        channel=Submission.Channel.OUTREACH,
        session=session,
        demonstration=version.survey.demonstration or session.organisation.demonstration,
    )
    # A form that had arrived before used its own card: only of a new one is there anything to say.
    return Taken(received.outcome, remark=remark if received.outcome == "new" else None)


def take_all(
    *, by: Person, session: Session, version: Version, forms: Iterable[tuple[UUID, Entry]], language: str
) -> Tally:
    """Takes the forms of a table that was checked: all of them or none.

    Args:
        by: Who sent it.
        session: The occasion.
        version: Of the questionnaire.
        forms: Instance and form of each row.
        language: Of the paper.
    """
    tally = Tally()
    with writing():
        for instance, entry in forms:
            tally.add(
                take(
                    session=session, version=version, instance=instance, entry=entry, language=language, as_written=True
                )
            )
        record_taken(by=by, session=session, tally=tally)
    return tally


def record_taken(*, by: Person, session: Session, tally: Tally) -> None:
    """Adds to the record of actions how many forms came in, if any did."""
    if not tally.outcomes["new"] and not tally.outcomes["conflict"]:
        return
    with transaction.atomic():
        audit.record(
            by=by,
            action="outreach_session.forms_entered",
            subject=f"outreach session {session.pk}",
            new=tally.outcomes["new"],
            conflicts=tally.outcomes["conflict"],
        )
