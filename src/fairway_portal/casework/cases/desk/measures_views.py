"""How well an office does: for itself, so that small numbers are shown."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway.safe_reporting.measures import CRITERIA
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.cases.queries.measuring import Measured, measured
from fairway_portal.casework.keys.queries import office_of
from fairway_portal.design.rendering import render


@dataclass(frozen=True, slots=True)
class MeasuresPage:
    """Criterion → its measures; `office` is empty where the organisation takes no reports."""

    office: str
    criteria: tuple[tuple[Text, tuple[Measured, ...]], ...]


@requires(Role.HANDLER, methods=("GET",))
def measures(request: DeskRequest) -> HttpResponse:
    """The eight criteria, each with its shares and both counts."""
    office = office_of(request.membership.organisation_id)
    rows = measured(office.pk, localdate()) if office else ()
    criteria = tuple(
        (says, tuple(one for one in rows if one.measure.criterion == code)) for code, (_, says) in CRITERIA.items()
    )
    page = MeasuresPage(office.name if office else "", criteria if office else ())
    return render(request, "casework/cases/measures.html", page)
