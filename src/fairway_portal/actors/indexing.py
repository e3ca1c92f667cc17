"""Keeping the keys by which agencies are found: every action that changes a name or licence ends here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from django.db import connection
from django.db.models import Q

from fairway.recruitment.names import Name, licence_keys, name_keys, read
from fairway_portal.actors.models import Agency, AgencyKey, AgencyName

AT_ONCE: Final = 400
"""Agencies whose keys are written in one go; a few parameters each, and databases limit those of a statement."""


def keep_keys(agencies: Sequence[Agency]) -> None:
    """Writes the keys of agencies anew; an agency that was joined to another keeps none.

    Args:
        agencies: As they are in the database, their names written already.
    """
    for start in range(0, len(agencies), AT_ONCE):
        _keep(agencies[start : start + AT_ONCE])


def _keep(agencies: Sequence[Agency]) -> None:
    ids = [agency.pk for agency in agencies]
    names: dict[int, list[Name]] = {agency.pk: [read(agency.name)] for agency in agencies}
    changed = list[AgencyName]()
    for row in AgencyName.objects.filter(agency__in=ids):
        name = read(row.name)
        names[row.agency_id].append(name)
        if row.taken_apart != (packed := name.packed()):
            row.taken_apart = packed
            changed.append(row)
    AgencyName.objects.bulk_update(changed, ["taken_apart"], batch_size=AT_ONCE)
    licences: dict[int, set[str]] = {agency.pk: set() for agency in agencies}
    held = Agency.objects.filter(Q(pk__in=ids) | Q(joined_to__in=ids)).exclude(licence_number="")
    for owner, joined, licence in held.values_list("pk", "joined_to", "licence_number"):
        licences.get(joined or owner, set()).add(licence)
    AgencyKey.objects.filter(agency__in=ids).delete()
    table = connection.ops.quote_name(AgencyKey._meta.db_table)
    with connection.cursor() as cursor:
        # Twenty rows an agency: making an object of each would take most of the time of an import.
        cursor.executemany(
            f"INSERT INTO {table} (agency_id, key, country, demonstration) VALUES (%s, %s, %s, %s)",  # noqa: S608
            [
                (agency.pk, key, agency.country, agency.demonstration)
                for agency in agencies
                if agency.joined_to_id is None
                for key in sorted(set(_keys(names[agency.pk], licences[agency.pk])))
            ],
        )


def _keys(names: Iterable[Name], licences: Iterable[str]) -> Iterator[int]:
    for name in names:
        yield from name_keys(name)
    for licence in licences:
        yield from licence_keys(licence)
