"""The work-list of an office."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import written
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.cases.case_types import CASE_TYPES
from fairway_portal.casework.cases.queries.work import Wanted, WorkList, work_list
from fairway_portal.casework.cases.states import STATES
from fairway_portal.casework.keys.queries import office_of
from fairway_portal.design.rendering import render

WHOSE = {
    "all": Text("All open"),
    "mine": Text("Mine"),
    "nobody": Text("Nobody’s yet"),
    "new": Text("New from her"),
    "due": Text("Due within a week"),
    "closed": Text("Closed"),
}


@dataclass(frozen=True, slots=True)
class ListPage:
    """The list and what it is narrowed to; `work` is None where the organisation takes no reports."""

    office: str
    wanted: Wanted
    work: WorkList | None
    whose: tuple[tuple[str, Text, int], ...]
    types: tuple[tuple[str, Text], ...]
    states: tuple[tuple[str, Text], ...]

    @property
    def asked(self) -> dict[str, str]:
        """What the next page of the list must be asked for."""
        given = {"whose": self.wanted.whose, "type": self.wanted.type, "state": self.wanted.state,
                 "number": self.wanted.number}  # fmt: skip
        return {name: value for name, value in given.items() if value and (name, value) != ("whose", "all")}


@requires(Role.HANDLER, methods=("GET",))
def cases(request: DeskRequest) -> HttpResponse:
    """Cases of her office, the most urgent first; what a report says is not in it."""
    office, wanted = office_of(request.membership.organisation_id), _wanted(request)
    work = work_list(office.pk, request.person.pk, wanted, localdate()) if office else None
    counts = work.counts if work else None
    page = ListPage(
        office=office.name if office else "",
        wanted=wanted,
        work=work,
        whose=tuple((code, name, getattr(counts, code) if counts else 0) for code, name in WHOSE.items()),
        types=(("", Text("All kinds")), *((one.code, one.name) for one in CASE_TYPES)),
        states=(("", Text("All states")), *((code, state.name) for code, state in STATES.items())),
    )
    return render(request, "casework/cases/list.html", page)


def _wanted(request: DeskRequest) -> Wanted:
    """What the address asks for; a word that is not known is as if it were not there."""
    given = {name: written(request.GET, name, 40) for name in ("whose", "type", "state", "number", "page")}
    page = given["page"]
    return Wanted(
        whose=given["whose"] if given["whose"] in WHOSE else "all",
        type=given["type"] if given["type"] in {one.code for one in CASE_TYPES} else "",
        state=given["state"] if given["state"] in STATES else "",
        number=given["number"],
        page=int(page) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )
