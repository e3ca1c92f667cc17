"""Vouchers: made, printed once, listed, revoked; each organisation sees its own."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from fairway.kernel.text import Text
from fairway.reference.wording import WORKER_LANGUAGES
from fairway_portal.accounts.forms import written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.design import addresses, speech
from fairway_portal.design.rendering import render
from fairway_portal.monitor import queries_desk, vouchers
from fairway_portal.monitor.desk import forms
from fairway_portal.monitor.desk.cards import sheet_of


@dataclass(frozen=True, slots=True)
class Batches:
    """The form to make cards, and the batches that there are."""

    asked: forms.BatchAsked
    languages: tuple[tuple[str, str], ...]
    rows: tuple[queries_desk.BatchRow, ...]
    most: int = vouchers.MOST


@requires(Role.OUTREACH)
def batches(request: DeskRequest) -> HttpResponse:
    """The list; making a batch answers with its cards, which are shown this once."""
    if request.method != "POST":
        return _listed(request, forms.empty_batch(speech.current().language))
    asked = forms.read_batch(request.POST)
    if asked.faults or asked.until is None:
        return _listed(request, asked, status=422)
    made = vouchers.make_batch(
        by=request.person, issuer=request.membership.organisation, label=asked.label, count=asked.cards,
        expires=asked.until, key=forms.key_of(asked),
    )  # fmt: skip
    address = addresses.absolute(request, reverse("rate", args=(asked.language,)))
    return render(request, "monitor/desk/cards.html", sheet_of(made, language=asked.language, address=address))


@requires(Role.OUTREACH, methods=("POST",))
def revoke(request: DeskRequest, id: int) -> HttpResponse:
    """Ends a batch."""
    found = queries_desk.own_batch(id)
    if found is None:
        raise Http404
    refuse_unless(found.issuer_id == request.membership.organisation_id)
    vouchers.revoke_batch(by=request.person, batch=found, reason=written(request.POST, "reason", 1000))
    say_next(request, Text("The cards of “{label}” that were not used count no more.", label=found.label))
    return HttpResponseRedirect(addresses.url("vouchers"))


def _listed(request: DeskRequest, asked: forms.BatchAsked, status: int = 200) -> HttpResponse:
    languages = tuple((one, speech.LANGUAGE_NAMES[one]) for one in WORKER_LANGUAGES)
    rows = queries_desk.batches(request.membership.organisation)
    return render(request, "monitor/desk/vouchers.html", Batches(asked, languages, rows), status=status)
