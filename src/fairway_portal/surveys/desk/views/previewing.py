"""The pages as a worker would see them: of a questionnaire in the making, with answers that can never be sent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from fairway.kernel.errors import NotFound
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.design import speech
from fairway_portal.design.rendering import render
from fairway_portal.surveys.actions import begin
from fairway_portal.surveys.actions.drafts import DAYS_KEPT
from fairway_portal.surveys.desk import actions
from fairway_portal.surveys.desk.making import making
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Survey
from fairway_portal.surveys.models.working import PREVIEW
from fairway_portal.surveys.running import addresses
from fairway_portal.surveys.running.door_keeping import worker_page
from fairway_portal.surveys.running.frames import Start
from fairway_portal.surveys.running.opened import needs, spoken
from fairway_portal.surveys.running.saying import Teller


@requires(Role.SURVEY_OWNER, methods=("POST",))
def make_preview(request: DeskRequest, slug: str) -> HttpResponse:
    """Leads to the first page of the preview, in the questionnaire's first language."""
    made = making(request, slug)
    actions.keep_working(by=request.person, survey=made.survey, form=made.form)
    preview = actions.make_preview(by=request.person, survey=made.survey)
    return HttpResponseRedirect(addresses.start(preview.slug, made.form.languages[0]))


@worker_page("GET", "POST")
def preview(request: HttpRequest, number: str, tag: str) -> HttpResponse:
    """Where a preview begins, and begins again; who has its address can look at it, as with any draft."""
    survey = _preview(f"preview-{number}")
    assert survey.current is not None, "a preview has a version"
    form = form_of(survey.current)
    needs(form, tag)
    if request.method == "POST":
        # A preview is never open. It is called so for this one line, and not saved: only its draft is begun.
        survey.state = Survey.State.OPEN
        return HttpResponseRedirect(addresses.resume(survey.slug, tag, begin(survey=survey, language=tag)))
    page = Start(
        spoken(form, tag, lambda other: addresses.start(survey.slug, other)),
        Teller(form, tag, speech.current()).text(form.questionnaire.title),
        True,
        survey.demonstration,
        DAYS_KEPT,
    )
    return render(request, "surveys/worker/start.html", page)


def _preview(slug: str) -> Survey:
    found = Survey.objects.select_related("current").filter(slug=slug, purpose=PREVIEW).first()
    if found is None or found.current is None:
        raise NotFound(
            Text("There is no preview at this address."), advice=Text("Open it again from the survey’s questions.")
        )
    return found
