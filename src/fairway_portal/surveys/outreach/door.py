"""The door for devices: how somebody stands (who, with which token), and the forms that she sends; JSON both ways."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, Final
from uuid import UUID

from django.core.exceptions import RequestDataTooBig
from django.db import OperationalError
from django.http import HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.middleware.csrf import get_token

from fairway.kernel.errors import FairwayError, InputError, RetryableError
from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import speech
from fairway_portal.surveys.form import form_of
from fairway_portal.surveys.models import Session
from fairway_portal.surveys.outreach import actions, queries
from fairway_portal.surveys.outreach.actions import Taken, Tally
from fairway_portal.surveys.outreach.batch import AGAIN, BatchTooLarge, BatchUnreadable, SentForm, read_batch
from fairway_portal.surveys.outreach.checking import Wrong, read_entry
from fairway_portal.surveys.running.saying import Teller

PROBLEM: Final = "application/problem+json"


class NotNow(RetryableError):
    """The database is busy."""


def _in_json(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """What goes wrong is told as problem details (RFC 9457), for a program reads them."""

    @wraps(view)
    def told(request: DeskRequest, **parts: Any) -> HttpResponse:
        try:
            return view(request, **parts)
        except FairwayError as error:
            return problem(error)
        except RequestDataTooBig:
            return problem(BatchTooLarge(Text("The request is too large."), advice=Text("Send fewer forms at once.")))
        except UnreadablePostError:
            return problem(BatchUnreadable(Text("What was sent is cut off."), advice=AGAIN))
        except OperationalError:
            return problem(NotNow(Text("The portal did not answer."), advice=AGAIN))

    return told


def problem(error: FairwayError) -> HttpResponse:
    """An error as problem details, in the reader's language."""
    told = {
        "type": f"/api/docs#problem-{error.slug}",
        "title": speech.say(error.title_text),
        "status": error.http_status,
        "detail": speech.say(error.advice_text) if error.advice_text else "",
    }
    return JsonResponse(told, status=error.http_status, content_type=PROBLEM)


@requires(Role.OUTREACH, methods=("GET",))
def standing(request: DeskRequest) -> HttpResponse:
    """For whom the device may send, and the token that a request needs: a page that was kept holds an old one."""
    return JsonResponse({"organisation": request.membership.organisation_id, "token": get_token(request)})


@requires(Role.OUTREACH, methods=("POST",))
@_in_json
def upload(request: DeskRequest, key: UUID) -> HttpResponse:
    """Takes forms, each for itself: one that is refused keeps no other back; one that came before is not doubled."""
    session = queries.session_of(key)
    refuse_unless(session.organisation_id == request.membership.organisation_id)
    sent = read_batch(request)
    tally, told = Tally(), []
    for one in sent:
        taken = _taken(session, one)
        tally.add(taken)
        told.append(
            {
                "instance": str(one.instance),
                "outcome": taken.outcome,
                "reasons": _reasons(taken.reasons),
                "doubtful": taken.doubtful,
            }
        )
    actions.record_taken(by=request.person, session=session, tally=tally)
    return JsonResponse(
        {"forms": told, "remarks": [speech.say(one) for one in tally.said()], "arrived": _arrived(session, sent)}
    )


def _taken(session: Session, sent: SentForm) -> Taken:
    voice = speech.current()
    try:
        survey = queries.survey_for(session.organisation, sent.survey)
        version = queries.version_of(survey, sent.version)
        form = form_of(version)
        entry = read_entry(Teller(form, voice.language, voice), sent.answers, voice.language)
        return actions.take(
            session=session,
            version=version,
            instance=sent.instance,
            entry=entry,
            language=sent.language,
            as_written=sent.as_written,
        )
    except InputError as error:
        reasons = [error.title_text, error.advice_text]
        return Taken("refused", tuple(Wrong("", said) for said in reasons if said is not None))


def _reasons(reasons: tuple[Wrong, ...]) -> list[dict[str, str]]:
    return [{"field": one.field, "said": speech.say(one.message)} for one in reasons]


def _arrived(session: Session, sent: tuple[SentForm, ...]) -> dict[str, int]:
    """How many forms of the surveys that were named have arrived."""
    named = {one.survey for one in sent}
    return {
        one.slug: queries.arrived(session, one)
        for one in queries.surveys_for(session.organisation).filter(slug__in=named)
    }
