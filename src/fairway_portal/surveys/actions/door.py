"""The one door of every channel: answers come in once, whole, checked, and are handed to whoever receives them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.surveys.answers import canonical, content_hash
from fairway_portal.surveys.errors import AttachmentRefused, SurveyNotOpen
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Attachment, Collector, Conflict, Session, Submission, Survey, Version
from fairway_portal.surveys.receiving import receiver_of
from fairway_portal.surveys.running.interview import walked
from fairway_portal.surveys.writing import writing

Outcome: TypeAlias = Literal["new", "repeated", "conflict"]

MOST_ATTACHMENT: Final = 10_000_000
MOST_ATTACHMENTS: Final = 20
_ATTACHMENT_NAME: Final = re.compile(r"[^/\\\0-\x1f\ud800-\udfff]{1,120}")
_KIND: Final = re.compile(r"[\w.+-]{1,39}/[\w.+-]{1,40}", re.ASCII)
LONGEST_TAG: Final = 16


class VersionOfAnother(InputError):
    """A version that belongs to another survey."""

    slug = "version-of-another"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that comes with answers: its name in them, its media type, its bytes."""

    name: str
    kind: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Received:
    """What became of it.

    Attributes:
        submission: The row that is kept: the first one, whatever came later under its instance.
        outcome: `new`; `repeated`, the same again; or `conflict`, other answers, kept beside the first.
    """

    submission: Submission
    outcome: Outcome


def receive(
    *,
    survey: Survey,
    version: Version,
    instance: UUID,
    answers: Mapping[str, Any],
    language: str,
    channel: str,
    collector: Collector | None = None,
    session: Session | None = None,
    attachments: Sequence[Attached] = (),
    demonstration: bool = False,
) -> Received:
    """Takes a set of answers: once for each instance, however often and from however many sides it comes.

    Answers that the questionnaire would not have taken are kept with their faults: a form filled in at sea is not to
    be filled in again. A file that comes later under the same instance and answers joins the first.

    Args:
        survey: Open, or closed after the answers were begun.
        version: Which of its questionnaires they answer.
        instance: Made where they were filled in.
        answers: As `answers.canonical` takes them.
        language: The tag in which they were asked; "" where nobody knows.
        channel: Of `Submission.Channel`.
        collector: Who collected them, and session: on which occasion.
        attachments: Files; they are kept together with the answers or not at all.
        demonstration: Whether they are invented.

    Raises:
        SurveyNotOpen: The survey is a draft.
        AnswersMisshapen: A table where one answer belongs, or a character that no database keeps.
        AnswersTooLarge: More than 100 kB of answers.
        TooManyRows: A page was repeated more often than is taken.
        AttachmentRefused: A file that is too large, one too many, or without a usable name.
    """
    _checked(survey, version, attachments)
    form, today = form_of(version), localdate()
    whole = canonical(form, answers)
    faults = [fault.as_json() for fault in walked(form, whole, today).faults]
    arrived = Submission(
        survey=survey,
        version=version,
        instance=instance,
        answers=whole,
        language=language[:LONGEST_TAG],
        channel=channel,
        received=today,
        collector=collector,
        session=session,
        faults=faults,
        demonstration=demonstration,
    )
    with writing():
        return keep(arrived, attachments)


def keep(arrived: Submission, attachments: Sequence[Attached] = ()) -> Received:
    """Keeps answers that were checked: the half of `receive` that writes, inside of a transaction.

    Args:
        arrived: Not yet saved; its answers are canonical and whole.
        attachments: Files beside them.
    """
    receiver = receiver_of(arrived.survey)
    carried: object = None
    if receiver:
        arrived.answers, carried = receiver.before(arrived.answers)
    arrived.content_hash = content_hash(arrived.version.version, arrived.answers)
    submission, is_new = _kept_once(arrived)
    if not is_new and submission.content_hash != arrived.content_hash:
        Conflict.objects.get_or_create(
            submission=submission,
            content_hash=arrived.content_hash,
            defaults={"answers": arrived.answers, "received": arrived.received},
        )
        return Received(submission, "conflict")
    for each in attachments:
        Attachment.objects.get_or_create(
            submission=submission, name=each.name, defaults={"kind": each.kind, "content": each.content}
        )
    if is_new and receiver:
        receiver.after(submission, carried)
    return Received(submission, "new" if is_new else "repeated")


def _kept_once(arrived: Submission) -> tuple[Submission, bool]:
    """The submission of this instance, and whether it is this one.

    Of two that come at once, the later insert waits until the earlier one is committed, and is refused by the database.
    """
    try:
        with transaction.atomic():
            arrived.save(force_insert=True)
    except IntegrityError:
        first = Submission.objects.filter(survey=arrived.survey, instance=arrived.instance).first()
        if first is None:
            raise  # it was refused for another reason
        return first, False
    return arrived, True


def _checked(survey: Survey, version: Version, attachments: Sequence[Attached]) -> None:
    if version.survey_id != survey.pk:
        raise VersionOfAnother(
            f"Version {version.version} is not of the survey {survey.slug}.", advice="Send it to its own survey."
        )
    if survey.state == Survey.State.DRAFT:
        raise SurveyNotOpen(survey.slug)
    if len(attachments) > MOST_ATTACHMENTS:
        raise AttachmentRefused(
            Text("{count} files came with the answers; at most {most} are kept.", count=len(attachments),
                 most=MOST_ATTACHMENTS),
            advice=Text("Send the answers with fewer files."),
        )  # fmt: skip
    for each in attachments:
        if len(each.content) > MOST_ATTACHMENT:
            raise AttachmentRefused(
                Text("A file holds {size} bytes; at most {most} are kept.", size=len(each.content),
                     most=MOST_ATTACHMENT),
                advice=Text("Make the photograph or the recording smaller, and send it again."),
            )  # fmt: skip
        if not _ATTACHMENT_NAME.fullmatch(each.name) or not _KIND.fullmatch(each.kind):
            raise AttachmentRefused(
                Text("A file that came with the answers has no usable name or media type."),
                advice=Text("Give it a name of at most 120 characters, without a slash."),
            )
