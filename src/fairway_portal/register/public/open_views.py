"""Open data of the register for programs: agencies, licences, barred employers, keys."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotModified
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from fairway.methods.signing_keys import keys_as_json
from fairway_portal.register.public import asked, keys, open_rows
from fairway_portal.register.public.open_files import answer, known, stamp, tagged, terms

OF_AGENCIES: Final = (
    "How the licence stands on the day of the edition; an empty state: no licence is known here, which is not the same "
    "as none. What an agency took from a list stands in listed_by, under that list’s terms."
)
OF_LICENCES: Final = "How each licence stands on the day of the edition; ask again before you rely on it."
OF_BARS: Final = "Bars that hold on the day of the edition; private homes are left out."


@require_safe
def agencies(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every agency, with the licence that tells most of it."""
    asked.only(request, "country")
    country = asked.country(request)
    rows = open_rows.agency_rows(localdate(), country)
    return answer(request, "agencies", suffix, open_rows.AGENCIES, rows, terms(OF_AGENCIES), country)


@require_safe
def licences(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every licence that was granted once."""
    asked.only(request, "country")
    country = asked.country(request)
    rows = open_rows.licence_rows(localdate(), country)
    return answer(request, "licences", suffix, open_rows.LICENCES, rows, terms(OF_LICENCES), country)


@require_safe
def barred_employers(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Every bar that holds."""
    asked.only(request, "country")
    country = asked.country(request)
    rows = open_rows.barred_rows(localdate(), country)
    return answer(request, "barred-employers", suffix, open_rows.BARRED, rows, terms(OF_BARS), country)


@require_safe
def public_keys(request: HttpRequest) -> HttpResponseBase:
    """The public keys that check tokens, old ones too."""
    asked.only(request)
    text = keys_as_json(keys.public_keys())
    tag = stamp(text)
    if known(request, tag):
        return tagged(HttpResponseNotModified(), tag)
    return tagged(HttpResponse(text, content_type="application/json"), tag)
