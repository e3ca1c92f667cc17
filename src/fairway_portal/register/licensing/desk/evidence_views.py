"""A piece of evidence, for officers of the agency's country and for the agency itself."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpResponse

from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, refuse_unless, requires
from fairway_portal.register.licensing.desk.guarding import country_of, own_agency
from fairway_portal.register.licensing.models import Evidence
from fairway_portal.register.licensing.queries import licences_of
from fairway_portal.register.licensing.seeing import is_seen


@requires(Role.LICENSING_OFFICER, Role.SUPERVISOR, Role.AGENCY, methods=("GET",))
def evidence(request: DeskRequest, id: int) -> HttpResponse:
    """The file, to be saved: no browser opens it within the portal."""
    found = Evidence.objects.select_related("agency__joined_to").filter(pk=id).first()
    if found is None or not is_seen(found.agency):
        raise Http404
    refuse_unless(_may_read(request, found))
    response = HttpResponse(bytes(found.contents), content_type=found.media_type)
    response.headers["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _may_read(request: DeskRequest, found: Evidence) -> bool:
    if request.membership.role == Role.AGENCY:
        return own_agency(request).pk == (found.agency.joined_to_id or found.agency_id)
    country = country_of(request)
    return found.agency.country == country or licences_of(found.agency).filter(country=country).exists()
