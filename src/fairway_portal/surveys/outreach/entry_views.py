"""The sheet of a paper form. A script keeps forms on the device; without one, each is sent at once."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID, uuid4

from django.http import HttpResponse, HttpResponseRedirect, QueryDict

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import addresses, speech
from fairway_portal.design.rendering import render
from fairway_portal.surveys.form import Form, form_of
from fairway_portal.surveys.models import Session, Survey, Version
from fairway_portal.surveys.outreach import actions, queries, showing
from fairway_portal.surveys.outreach.actions import Taken, Tally
from fairway_portal.surveys.outreach.checking import read_entry
from fairway_portal.surveys.outreach.columns import columns
from fairway_portal.surveys.outreach.session_views import shown, title_of
from fairway_portal.surveys.running.saying import Teller

# No question's name begins with a hyphen: what the sheet itself asks cannot be taken for an answer.
INSTANCE: Final = "-instance"
VERSION: Final = "-version"
LANGUAGE: Final = "-language"
AS_WRITTEN: Final = "-as-written"
SAID: Final = {
    "new": Text("The form has arrived."),
    "repeated": Text("This form had arrived before. Nothing was counted twice."),
    "conflict": Text(
        "This form had arrived before, with other answers. Both are kept, and the survey’s owner sees it."
    ),
}


@requires(Role.OUTREACH)
def entry(request: DeskRequest, key: UUID, slug: str) -> HttpResponse:
    """The sheet of one occasion and survey; without a script, where it is sent to."""
    session = queries.session_of(key)
    refuse_unless(session.organisation_id == request.membership.organisation_id)
    survey = queries.survey_for(session.organisation, slug)
    version = survey.current
    if version is None:
        raise AssertionError(slug)  # `survey_for` finds none without
    if request.method != "POST":
        return _page(request, session, survey, version)
    begun_with = request.POST.get(VERSION, version.version)[:40]
    return _sent(request, session, survey, queries.version_of(survey, begun_with))


def _sent(request: DeskRequest, session: Session, survey: Survey, version: Version) -> HttpResponse:
    post, form = request.POST, form_of(version)
    voice = speech.current()
    written = _written(form, post)
    read = read_entry(Teller(form, voice.language, voice), written, voice.language)
    taken = actions.take(
        session=session,
        version=version,
        instance=_instance(post),
        entry=read,
        language=post.get(LANGUAGE, "")[:16],
        as_written=AS_WRITTEN in post,
    )
    if taken.outcome == "refused":
        return _page(request, session, survey, version, taken=taken)
    tally = Tally()
    tally.add(taken)
    actions.record_taken(by=request.person, session=session, tally=tally)
    said = [SAID[taken.outcome], *([taken.remark] if taken.remark else [])]
    say_next(request, Text("{said}", said=" ".join(speech.say(one) for one in said)))
    return HttpResponseRedirect(addresses.url("outreach-entry", str(session.key), survey.slug))


def _page(
    request: DeskRequest,
    session: Session,
    survey: Survey,
    version: Version,
    *,
    taken: Taken | None = None,
) -> HttpResponse:
    voice, form, post = speech.current(), form_of(version), request.POST
    teller = Teller(form, voice.language, voice)
    tag, direction = showing.written_in(teller)
    page = showing.Sheet(
        key=str(session.key),
        label=session.label,
        day=shown(session.day),
        organisation=session.organisation_id,
        slug=survey.slug,
        version=version.version,
        title=title_of(survey),
        demonstration=survey.demonstration,
        tag=tag,
        direction=direction,
        languages=showing.tongues(teller),
        language=post.get(LANGUAGE, tag),
        instance=str(_instance(post)),
        arrived=queries.arrived(session, survey),
        sections=showing.sections(teller, _written(form, post)),
        faults=showing.at_fields(taken.reasons) if taken else (),
        doubtful=bool(taken and taken.doubtful),
    )
    return render(request, "surveys/outreach/entry.html", page, status=422 if taken else 200)


def _written(form: Form, post: QueryDict) -> dict[str, Any]:
    """What was typed in each column, of those on which something was."""
    found: dict[str, Any] = {}
    for one in columns(form):
        said = [each for each in post.getlist(one.name) if each.strip()]
        if said:
            found[one.name] = said if one.question.answer == "some_of" else said[0]
    return found


def _instance(post: QueryDict) -> UUID:
    """The instance that the sheet was given when it was shown: sent twice, it is one form."""
    try:
        return UUID(post.get(INSTANCE, ""))
    except ValueError:
        return uuid4()
