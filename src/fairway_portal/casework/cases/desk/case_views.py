"""Opening a case, and fetching its envelopes."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.utils.timezone import localdate

from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.cases.actions.writing import mark_read
from fairway_portal.casework.cases.desk.acting import own_case
from fairway_portal.casework.cases.desk.case_page import draw
from fairway_portal.casework.cases.queries.copies import sealed_bytes
from fairway_portal.casework.cases.queries.opened import paper_of


@requires(Role.HANDLER, methods=("GET",))
def case(request: DeskRequest, number: str) -> HttpResponse:
    """Everything of a case on one page."""
    return draw(request, own_case(request, number))


@requires(Role.HANDLER, methods=("GET",))
def envelope(request: DeskRequest, number: str, id: UUID) -> HttpResponse:
    """An envelope that is sealed to the office, as an age file; what she wrote is then no longer new."""
    found = own_case(request, number)
    row = paper_of(found, id, localdate()).row
    content = sealed_bytes(row.id)
    if request.method == "GET" and row.author == "worker":
        mark_read(case=found, number=row.number)
    response = HttpResponse(content, content_type="application/octet-stream")
    response.headers["Content-Disposition"] = f'attachment; filename="{row.number}.age"'
    return response
