"""Reading agencies: one by its code, those of a country."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Count, QuerySet

from fairway_portal.actors.models import Agency
from fairway_portal.actors.numbering import code_meant


@dataclass(frozen=True, slots=True)
class ListedAgency:
    """An agency in a list of its country.

    Attributes:
        code, name, city, licence_number: As the agency has them.
        kind: `private`, `public` or `sub_agent`.
        demonstration: Whether it is made up.
    """

    code: str
    name: str
    city: str
    licence_number: str
    kind: str
    demonstration: bool


def visible() -> QuerySet[Agency]:
    """Agencies that stand for themselves; those made up only where the installation demonstrates."""
    seen = Agency.objects.filter(joined_to=None)
    return seen if settings.DEMONSTRATION else seen.filter(demonstration=False)


def agency(code: str) -> Agency | None:
    """The agency of a code, or the one that it was joined to; None where there is none.

    Args:
        code: `NPL-000012`, in capitals or not, with or without zeros and dash.
    """
    if "\0" in code:  # PostgreSQL compares nothing with it
        return None
    found = Agency.objects.select_related("joined_to").filter(code=code_meant(code) or code).first()
    if found is None or (found.demonstration and not settings.DEMONSTRATION):
        return None
    return found.joined_to or found


def agencies_of(country: str, *, first: int = 0, limit: int = 100) -> tuple[ListedAgency, ...]:
    """Agencies of a country by name.

    Args:
        country: ISO 3166-1 alpha-3.
        first: How many to pass over.
        limit: How many at most.
    """
    rows = visible().filter(country=country).order_by("name", "code")[first : first + limit]
    return tuple(
        ListedAgency(row.code, row.name, row.city, row.licence_number, row.kind, row.demonstration) for row in rows
    )


def countries() -> dict[str, int]:
    """Country → how many agencies it has, for the countries that have any."""
    counted = visible().values("country").annotate(agencies=Count("pk")).order_by("country")
    return {row["country"]: row["agencies"] for row in counted}
