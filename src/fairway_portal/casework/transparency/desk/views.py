"""Requests of authorities: an administrator records them, and what was answered."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.transparency import actions, queries
from fairway_portal.casework.transparency.desk import forms
from fairway_portal.casework.transparency.desk.forms import RequestForm
from fairway_portal.casework.transparency.models import AuthorityRequest
from fairway_portal.casework.transparency.tables import ANSWERS, AUTHORITIES
from fairway_portal.design import addresses
from fairway_portal.design.rendering import render

TEMPLATE = "casework/transparency/desk_request.html"


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the list."""

    id: int
    country: str
    authority: Text
    quarter: str
    answer: Text
    settled: bool


@dataclass(frozen=True, slots=True)
class RequestsPage:
    """The list: entries that stand, the newest first."""

    rows: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class RequestPage:
    """The form; `wrong` is the entry that it corrects, or None."""

    asked: RequestForm
    authorities: tuple[tuple[str, Text], ...]
    answers: tuple[tuple[str, Text], ...]
    wrong: Line | None
    address: str


@requires(Role.ADMINISTRATOR, methods=("GET",))
def requests(request: DeskRequest) -> HttpResponse:
    """The entries that stand."""
    settled = {period: "requests" in queries.published(period) for period in queries.periods()}
    rows = tuple(_line(one, settled.get(one.quarter, False)) for one in queries.standing_requests().order_by("-pk"))
    return render(request, "casework/transparency/desk_requests.html", RequestsPage(rows))


@requires(Role.ADMINISTRATOR)
def new(request: DeskRequest) -> HttpResponse:
    """Records one."""
    return _form(request, None)


@requires(Role.ADMINISTRATOR)
def correct(request: DeskRequest, id: int) -> HttpResponse:
    """Puts an entry in the place of one that was wrong."""
    wrong = AuthorityRequest.objects.filter(pk=id).first()
    if wrong is None:
        raise Http404
    return _form(request, wrong)


def _form(request: DeskRequest, wrong: AuthorityRequest | None) -> HttpResponse:
    today = localdate()
    if request.method == "POST":
        asked = forms.read(request.POST, today)
        if not asked.faults and asked.when is not None:
            actions.record_request(
                by=request.person, country=asked.country, authority=asked.authority, quarter=asked.when,
                answer=asked.answer, key=asked.key, corrects=wrong.pk if wrong else None,
            )  # fmt: skip
            say_next(request, Text("The request is recorded."))
            return HttpResponseRedirect(addresses.url("authority-requests"))
    elif wrong is not None:
        asked = RequestForm(wrong.country, wrong.authority, wrong.quarter, wrong.answer)
    else:
        asked = forms.blank(today)
    named = ("authority-request-correct", str(wrong.pk)) if wrong else ("authority-request-new",)
    page = RequestPage(
        asked, (("", Text("Choose")), *AUTHORITIES.items()), (("", Text("Choose")), *ANSWERS.items()),
        _line(wrong, settled=False) if wrong else None, addresses.url(*named),
    )  # fmt: skip
    return render(request, TEMPLATE, page, status=422 if asked.faults else 200)


def _line(one: AuthorityRequest, settled: bool) -> Line:
    return Line(one.pk, one.country, AUTHORITIES[one.authority], one.quarter, ANSWERS[one.answer], settled)
