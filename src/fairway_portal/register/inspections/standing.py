"""Whether a licence still needs the guarantee behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from fairway.recruitment.licences.states import State
from fairway_portal.register.inspections.models import Guarantee
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.licensing.queries import standing_of, with_history

ENDED: Final = frozenset(
    {State.REFUSED, State.WITHDRAWN, State.REVOKED, State.EXPIRED, State.SURRENDERED, State.BARRED}
)
"""States in which a licence needs no guarantee any more; claims from before may still be made."""


def needed(guarantee: Guarantee, on: date) -> bool:
    """Whether a licence for which it is required stands on a day: its own, or else any of the agency in that country.

    Args:
        guarantee: Which.
        on: The day.
    """
    return needed_of([guarantee], on)[guarantee.pk]


def needed_of(guarantees: Iterable[Guarantee], on: date) -> Mapping[int, bool]:
    """The same for many at once: key of the guarantee → whether a licence stands.

    Args:
        guarantees: Which.
        on: The day.
    """
    asked = list(guarantees)
    stands: dict[tuple[int, str], set[int]] = {}
    for licence in with_history(Licence.objects.filter(agency__in={one.agency_id for one in asked})):
        if standing_of(licence, on).state not in ENDED:
            stands.setdefault((licence.agency_id, licence.country), set()).add(licence.pk)
    found: dict[int, bool] = {}
    for one in asked:
        standing = stands.get((one.agency_id, one.country), set())
        found[one.pk] = bool(standing) if one.licence_id is None else one.licence_id in standing
    return found
