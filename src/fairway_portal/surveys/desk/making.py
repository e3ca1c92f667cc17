"""A survey with its questionnaire in the making, as a page of the desk opens it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from fairway_portal.accounts.permissions import DeskRequest
from fairway_portal.surveys.desk import working
from fairway_portal.surveys.desk.own import own
from fairway_portal.surveys.desk.working import Unfinished
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Survey, Working


@dataclass(frozen=True, slots=True)
class Making:
    """A survey, its questionnaire in the making, and why it asks who somebody is."""

    survey: Survey
    form: Unfinished
    reasons: Mapping[str, str]

    @property
    def slug(self) -> str:
        """The address of the survey."""
        return self.survey.slug


def making(request: DeskRequest, slug: str) -> Making:
    """Opens an own survey.

    A survey that came without one (made by a command) begins with its present version.

    Raises:
        Http404, NotAllowed: As `own`.
    """
    survey = own(request, slug)
    held = Working.objects.filter(survey=survey).first()
    if held is not None:
        return Making(survey, working.read(held.questionnaire), held.reasons)
    if survey.current is not None:
        return Making(survey, working.unfinished(form_of(survey.current).questionnaire), {})
    return Making(survey, working.empty(survey.slug.replace("-", "_"), survey.slug, "en"), {})
