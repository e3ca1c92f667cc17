"""How the licences of many agencies stand, for a list: three queries, no more of a row than its standing asks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F

from fairway.recruitment.licences.history import Entry, Standing
from fairway.recruitment.licences.layers import Stay
from fairway.recruitment.licences.standing import standing
from fairway.recruitment.licences.states import Act, State
from fairway_portal.register.licensing.models import Appeal, Licence, LicenceEntry
from fairway_portal.register.licensing.reading import stays_of
from fairway_portal.register.public.families import granted

_ENTRY = ("licence_id", "number", "act", "effective", "state", "valid_from", "valid_to", "until")


@dataclass(frozen=True, slots=True)
class Glance:
    """A licence in a list.

    Attributes:
        number: Empty for a bar of an agency that never had one.
        standing: On the day.
        demonstration: Whether it is made up.
    """

    number: str
    standing: Standing
    demonstration: bool


def glances(codes: Sequence[str], on: date) -> dict[str, tuple[Glance, ...]]:
    """Code of an agency → its public licences, and those of agencies joined to it, the one to be read first first.

    Args:
        codes: Of agencies that stand for themselves.
        on: The day.
    """
    licences = _licences(codes)
    histories = _histories(list(licences))
    stays = _stays(list(licences))
    found: dict[str, list[Glance]] = {}
    for pk, (code, number, demonstration) in licences.items():
        stands = standing(histories.get(pk, ()), on, stays.get(pk, ()))
        if stands is not None:
            found.setdefault(code, []).append(Glance(number, stands, demonstration))
    return {code: tuple(sorted(held, key=_order)) for code, held in found.items()}


def _order(one: Glance) -> tuple[int, int, str]:
    return reading_order(one.standing, one.number)


def reading_order(stands: Standing, number: str) -> tuple[int, int, str]:
    """A bar before all, then what is in force, then the latest."""
    rank = 0 if stands.state is State.BARRED else 1 if stands.in_force else 2
    return (rank, -stands.since.toordinal(), number)


def _licences(codes: Sequence[str]) -> dict[int, tuple[str, str, bool]]:
    """Key of a licence → code of the agency that stands for its holder, number, whether it is made up."""
    public = Licence.objects.filter(granted())
    own = public.filter(agency__code__in=codes).annotate(holder=F("agency__code"))
    joined = public.filter(agency__joined_to__code__in=codes).annotate(holder=F("agency__joined_to__code"))
    columns = ("pk", "holder", "number", "demonstration")
    rows = own.values_list(*columns).union(joined.values_list(*columns), all=True)
    return {pk: (holder, number, demonstration) for pk, holder, number, demonstration in rows}


def _histories(licences: Sequence[int]) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    rows = LicenceEntry.objects.filter(licence__in=licences).order_by("licence", "number").values_list(*_ENTRY)
    for licence, number, act, effective, state, valid_from, valid_to, until in rows:
        entry = Entry(number, Act(act), effective, effective, State(state), valid_from, valid_to, until)
        found.setdefault(licence, []).append(entry)
    return found


def _stays(licences: Sequence[int]) -> dict[int, tuple[Stay, ...]]:
    rows = Appeal.objects.filter(entry__licence__in=licences, stays=True).select_related("entry")
    found: dict[int, tuple[Stay, ...]] = {}
    for row in rows:
        found[row.entry.licence_id] = (*found.get(row.entry.licence_id, ()), *stays_of([row]))
    return found
