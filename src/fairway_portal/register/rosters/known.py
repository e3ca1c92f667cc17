"""The agencies that are known, as rows to match a list with; and the rows of an edition as such."""

from __future__ import annotations

from fairway.recruitment.rosters import Row
from fairway_portal.actors.models import Agency, AgencyName
from fairway_portal.register.rosters import queries
from fairway_portal.register.rosters.models import RosterRow


def known_agencies(country: str, *, demonstration: bool) -> list[Row]:
    """The agencies of a country that stand for themselves: all their names, `holder` is the key of each.

    Status and days are those of the latest edition published here, where it lists the agency.
    """
    names: dict[int, list[str]] = {}
    every = Agency.objects.filter(country=country, demonstration=demonstration, joined_to=None)
    written = AgencyName.objects.filter(agency__in=every).order_by("pk")
    for owner, name in written.values_list("agency_id", "name").iterator():
        names.setdefault(owner, []).append(name)
    latest = queries.latest(country, demonstration=demonstration)
    listed = dict(latest.rows.exclude(agency=None).values_list("agency_id", "status")) if latest else {}
    return [
        Row(name, number, city, status=listed.get(pk, ""), further=tuple(names.get(pk, ())), holder=str(pk))
        for pk, name, number, city in every.values_list("pk", "name", "licence_number", "city").iterator()
    ]


def as_row(row: RosterRow) -> Row:
    """A row of an edition as it is compared; `holder` is its own key."""
    return Row(
        row.name,
        row.licence_number,
        row.city,
        row.other_name,
        row.status,
        row.valid_from,
        row.valid_to,
        row.line,
        holder=str(row.pk),
        status_words=row.status_words,
    )
