"""Things of the register's part `placements` that addresses of the permission matrix name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from fairway_portal.accounts.models import Membership
from fairway_portal.actors.actions.employers import add_employer
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.placements.models import Placement, Relation

People = Mapping[str, Membership]


def _employer() -> Employer:
    found = Employer.objects.filter(name="Sample Contracting").first()
    return found or add_employer(by=None, name="Sample Contracting", country="QAT")


def _placement(people: People) -> str:
    days = {"signed": date(2026, 1, 1), "begins": date(2026, 2, 1)}
    one = Placement.objects.create(
        number="NPL-S-1", origin="NPL", destination="QAT", sector="other", employer=_employer(), **days
    )
    return str(one.pk)


def _relation(people: People) -> str:
    agency = Agency.objects.get(code="NPL-900001")
    one = Relation.objects.create(
        kind="represents", agency=agency, principal=_employer(), since=date(2025, 1, 1), source="sample"
    )
    return str(one.pk)


def _employer_met(people: People) -> str:
    """An employer with whom Nepal has to do: her officers may rename it."""
    one, days = _employer(), {"signed": date(2026, 1, 1), "begins": date(2026, 2, 1)}
    Placement.objects.get_or_create(
        number="NPL-S-2", origin="NPL", defaults={"destination": "QAT", "sector": "other", "employer": one, **days}
    )
    return one.code


SAMPLES: Final[dict[str, Callable[[People], str]]] = {
    "placements_placement": _placement,
    "placements_employer": _employer_met,
    "placements_relation": _relation,
}
