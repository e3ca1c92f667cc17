"""Which surveys a person of the desk may open: those of the organisation for which she acts."""

from __future__ import annotations

from django.conf import settings
from django.db.models import Count, QuerySet
from django.http import Http404

from fairway_portal.accounts.models import Organisation
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless
from fairway_portal.design import speech
from fairway_portal.surveys.models import Survey


def own_surveys(organisation: Organisation) -> QuerySet[Survey]:
    """The surveys of an organisation; invented ones only where demonstrations are shown."""
    found = Survey.objects.filter(owner=organisation)
    return found if settings.DEMONSTRATION else found.filter(demonstration=False)


def listed(organisation: Organisation) -> list[tuple[Survey, int]]:
    """The same for the list: each with its number of answers, the latest first."""
    found = own_surveys(organisation).select_related("current", "working").order_by("-pk")
    answers = dict(own_surveys(organisation).values_list("pk").annotate(Count("submissions")))
    return [(survey, answers[survey.pk]) for survey in found]


def own(request: DeskRequest, slug: str) -> Survey:
    """The survey at an address of the desk.

    Raises:
        Http404: There is none.
        NotAllowed: It is another organisation's, or the portal's own.
    """
    found = Survey.objects.select_related("current", "owner").filter(slug=slug).first()
    if found is None or (found.demonstration and not settings.DEMONSTRATION):
        raise Http404
    refuse_unless(found.owner_id == request.membership.organisation_id)
    return found


def title_of(survey: Survey) -> str:
    """What a survey is called in the reader's language, or in its first; its address where it has no questionnaire."""
    if survey.current is not None:
        title = survey.current.questionnaire["title"]
    elif hasattr(survey, "working"):
        title = survey.working.questionnaire["title"]
    else:
        title = {}
    language = speech.current().language
    return str(title.get(language) or next(iter(title.values()), survey.slug))
