"""Occasions on which an organisation collected paper forms, and the surveys whose forms it may enter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from django.conf import settings
from django.db.models import Count, Q, QuerySet

from fairway.kernel.errors import NotFound
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Organisation
from fairway_portal.surveys.models import Collector, Session, Submission, Survey, Version

MOST_SESSIONS: Final = 200


@dataclass(frozen=True, slots=True)
class SessionRow:
    """An occasion, and how many forms of it have arrived."""

    key: str
    label: str
    day: date
    arrived: int


def sessions(organisation: Organisation) -> tuple[SessionRow, ...]:
    """The latest occasions of an organisation, the newest first."""
    found = Session.objects.filter(organisation=organisation).annotate(arrived=Count("submission"))
    return tuple(
        SessionRow(str(one.key), one.label, one.day, one.arrived)
        for one in found.order_by("-day", "-pk")[:MOST_SESSIONS]
    )


def session_of(key: UUID) -> Session:
    """The occasion of a key.

    Raises:
        NotFound: There is none.
    """
    found = Session.objects.select_related("organisation").filter(key=key).first()
    if found is None:
        raise NotFound(
            Text("There is no such occasion."), advice=Text("Go back to the list of occasions, and choose one.")
        )
    return found


def surveys_for(organisation: Organisation) -> QuerySet[Survey]:
    """The surveys whose forms an organisation may enter: the portal's own, its own, and those it collects for.

    Closed ones are among them: what was collected before still comes in.
    """
    found = Survey.objects.exclude(state=Survey.State.DRAFT).exclude(current=None)
    if not settings.DEMONSTRATION:
        found = found.filter(demonstration=False)
    collected = Collector.objects.filter(organisation=organisation, revoked=False).values("surveys")
    own = Q(owner=None, public=True) | Q(owner=organisation) | Q(pk__in=collected)
    return found.filter(own).select_related("current").defer("current__questionnaire").order_by("slug")


def survey_for(organisation: Organisation, slug: str) -> Survey:
    """One of these surveys.

    Raises:
        NotFound: It is none of them.
    """
    found = surveys_for(organisation).filter(slug=slug).first()
    if found is None:
        raise NotFound(
            Text("There is no survey “{slug}” whose forms your organisation enters.", slug=slug[:60]),
            advice=Text("Ask the survey's owner to name your organisation as a collector."),
        )
    return found


def version_of(survey: Survey, version: str) -> Version:
    """A version of a survey's questionnaire, the present one or one that was asked before.

    Raises:
        NotFound: There is none of that name.
    """
    found = Version.objects.filter(survey=survey, version=version).defer("questionnaire").first()
    if found is None:
        raise NotFound(
            Text(
                "The survey “{slug}” has no questionnaire of version {version}.", slug=survey.slug, version=version[:40]
            ),
            advice=Text("Open the sheet again while there is a connection."),
        )
    return found


def arrived(session: Session, survey: Survey) -> int:
    """How many forms of a survey have arrived from an occasion."""
    return Submission.objects.filter(session=session, survey=survey).count()
