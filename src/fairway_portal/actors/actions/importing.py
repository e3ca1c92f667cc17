"""Importing a list of agencies, as a government or association publishes it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from django.db import transaction

from fairway.kernel.errors import InputError
from fairway.recruitment.names import read
from fairway.reference import places
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.checking import city_kept, licence_kept, name_kept
from fairway_portal.actors.errors import UnusableAgency
from fairway_portal.actors.indexing import AT_ONCE, keep_keys
from fairway_portal.actors.lists import Listed
from fairway_portal.actors.models import Agency, AgencyName
from fairway_portal.actors.numbering import next_codes
from fairway_portal.actors.recognising import Known

Telling = Callable[[str, int, int], None]
LONGEST_SOURCE: Final = 250


@dataclass(slots=True)
class Imported:
    """What became of a list.

    Attributes:
        added, completed, unchanged: How many rows were new agencies, told something new of a known one, or nothing.
        faults: Line and reason of each row that was left out.
    """

    added: int = 0
    completed: int = 0
    unchanged: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


@transaction.atomic
def import_agencies(
    rows: Sequence[Listed],
    *,
    country: str,
    source: str,
    by: Person | None,
    demonstration: bool = False,
    telling: Telling = lambda step, done, total: None,
) -> Imported:
    """Adds the agencies of a list that are not there yet, and completes those that are.

    A row is a known agency if its licence number is that agency's, or, where one of the two has none, if its name is
    surely that of one agency alone. Importing a list twice changes nothing the second time. Nothing is overwritten.

    Args:
        rows: Of the list.
        country: Code or name of the country whose list it is.
        source: Publisher and edition; kept with each new agency.
        by: Who imports it; None for a command on the machine.
        demonstration: Whether the agencies are made up.
        telling: Called with a step, how much of it is done, and how much there is.

    Returns:
        What became of the rows; those with faults are left out, the others are in.

    Raises:
        UnknownCode: There is no such country.
    """
    iso3 = places.find(country).iso3
    # Holds the country's row until the end, so that two lists of one country are imported one after the other.
    next_codes(iso3, 0)
    known = Known(iso3, demonstration=demonstration)
    done = Imported()
    new, changed = list[Agency](), dict[int, Agency]()
    for position, row in enumerate(rows, 1):
        if position % AT_ONCE == 0:
            telling("Reading", position, len(rows))
        try:
            listed = _agency(row, iso3, source, demonstration=demonstration)
            names = {listed.name, *([name_kept(row.other_name)] if row.other_name else [])}
            held = known.same(listed)
        except InputError as error:
            done.faults.append((row.line, str(error)))
            continue
        if held is None:
            known.add(listed, names)
            new.append(listed)
            done.added += 1
        elif known.complete(held, listed, names):
            if held.pk is not None:
                changed[held.pk] = held
            done.completed += 1
        else:
            done.unchanged += 1
    _save(new, list(changed.values()), known, telling)
    audit.record(
        by=by,
        action="agencies.imported",
        subject=f"agencies of {iso3}",
        source=source,
        added=done.added,
        completed=done.completed,
        left_out=len(done.faults),
    )
    return done


def _agency(row: Listed, country: str, source: str, *, demonstration: bool) -> Agency:
    """The agency of a row, not saved and without a code."""
    if row.fault:
        raise UnusableAgency(f"The row cannot be read: {row.fault}.", advice="Put names with commas in quotes.")
    return Agency(
        name=name_kept(row.name),
        country=country,
        licence_number=licence_kept(row.licence_number),
        city=city_kept(row.city),
        source=source[:LONGEST_SOURCE],
        demonstration=demonstration,
    )


def _save(new: Sequence[Agency], changed: Sequence[Agency], known: Known, telling: Telling) -> None:
    """Writes new and completed agencies, their names and their keys."""
    if new:
        for agency, code in zip(new, next_codes(new[0].country, len(new)), strict=True):
            agency.code = code
    Agency.objects.bulk_create(new, batch_size=AT_ONCE)
    Agency.objects.bulk_update(changed, ["licence_number", "city"], batch_size=AT_ONCE)
    every = [*new, *changed]
    AgencyName.objects.bulk_create(
        [
            AgencyName(agency=agency, name=name, taken_apart=read(name).packed())
            for agency in every
            for name in sorted(known.names[id(agency)])
        ],
        batch_size=AT_ONCE,
        ignore_conflicts=True,
    )
    for start in range(0, len(every), AT_ONCE):
        keep_keys(every[start : start + AT_ONCE])
        telling("Writing", min(start + AT_ONCE, len(every)), len(every))
