"""Things of the register's part `rosters` that addresses of the permission matrix name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from fairway_portal.accounts.models import Membership
from fairway_portal.register.rosters import actions, queries
from fairway_portal.register.rosters.actions.receiving import Provenance
from fairway_portal.register.rosters.models import Vintage

LIST: Final = b"Name,Licence No,City\nOrchid Overseas,0010,Kathmandu\nRoyal Travels,0020,Pokhara\n"
AGAIN: Final = b"Name,Licence No,City\nOrchid Overseas,0010,Kathmandu\nRoyal Travels,2990,Pokhara\n"


def _draft(people: Mapping[str, Membership], contents: bytes = LIST) -> Vintage:
    officer = people["licensing_officer"]
    return actions.receive(
        by=officer.person,
        country=officer.organisation.country,
        contents=contents,
        name="list.csv",
        provenance=Provenance("Department", "2026", date(2026, 1, 1)),
    )


def _compared(people: Mapping[str, Membership], contents: bytes = LIST) -> Vintage:
    by = people["licensing_officer"].person
    fields = {"name": 0, "licence_number": 1, "city": 2}
    vintage = actions.confirm_columns(by=by, vintage=_draft(people, contents), saw=1, fields=fields)
    return actions.match_rows(by=by, vintage=vintage, saw=2)


def _published(people: Mapping[str, Membership]) -> Vintage:
    return actions.publish(by=people["licensing_officer"].person, vintage=_compared(people), saw=3)


def _waiting(people: Mapping[str, Membership]) -> str:
    _published(people)
    row = queries.undecided(_compared(people, AGAIN)).get()
    return str(row.pk)


SAMPLES: Final[dict[str, Callable[[Mapping[str, Membership]], str]]] = {
    "rosters_draft": lambda people: str(_draft(people).pk),
    "rosters_compared": lambda people: str(_compared(people).pk),
    "rosters_published": lambda people: str(_published(people).pk),
    "rosters_row": _waiting,
}
