"""An agency and those that turned out to be it: their licences are looked for by keys alone, which an index answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.conf import settings
from django.db.models import Q, QuerySet

from fairway.recruitment.licences.states import State
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.models import Licence


def family_of(agencies: Iterable[int]) -> dict[int, int]:
    """Key of each agency, and of each joined to one of them → key of the agency that stands for it."""
    standing = list(agencies)
    joined = Agency.objects.filter(joined_to__in=standing).values_list("pk", "joined_to_id")
    return {**{pk: pk for pk in standing}, **{pk: to for pk, to in joined if to is not None}}


def public_licences(family: Mapping[int, int]) -> QuerySet[Licence]:
    """The licences of a family that the public sees: those that were granted once, and bars; with all of their history.

    An application is nobody's business until it is granted; what desks note down, and who acted, is never read.
    """
    rows = Licence.objects.filter(agency__in=list(family)).filter(granted())
    return with_public_history(rows)


def granted() -> Q:
    """Licences that have a number, and bars of agencies that never had one; those made up only where demonstrating."""
    public = ~Q(number="") | Q(state=State.BARRED)
    return public if settings.DEMONSTRATION else public & Q(demonstration=False)


def with_public_history(rows: QuerySet[Licence]) -> QuerySet[Licence]:
    """Licences with what their standing asks, in three queries."""
    return rows.prefetch_related("entries__appealed")
