"""What publishing an edition does to the agencies of the register, in few statements for many of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.names import folded, read
from fairway.recruitment.rosters.licence_numbers import Agreement, agreement, taken_apart
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.actions import rename_agency
from fairway_portal.actors.checking import city_kept, licence_kept, name_kept
from fairway_portal.actors.indexing import keep_keys
from fairway_portal.actors.models import Agency, AgencyName
from fairway_portal.actors.numbering import next_codes
from fairway_portal.register.rosters.actions.rows import write_agencies
from fairway_portal.register.rosters.errors import UnusableDecision
from fairway_portal.register.rosters.models import RosterRow, Vintage
from fairway_portal.register.rosters.planning import is_renamed

AT_ONCE: Final = 500
LONGEST_SOURCE: Final = 250


def add_agencies(*, by: Person, vintage: Vintage, rows: Sequence[RosterRow]) -> None:
    """Adds the agencies of new rows, and links the rows to them.

    Raises:
        UnusableDecision: A row cannot become an agency; the others are not added either.
    """
    source = f"{vintage.publisher}, {vintage.edition}"[:LONGEST_SOURCE]
    made = [_agency(vintage, row, source) for row in rows]
    for agency, code in zip(made, next_codes(vintage.country, len(made)), strict=True):
        agency.code = code
    Agency.objects.bulk_create(made, batch_size=AT_ONCE)
    names = [
        AgencyName(agency=agency, name=name, taken_apart=read(name).packed())
        for agency, row in zip(made, rows, strict=True)
        for name in dict.fromkeys((agency.name, *([name_kept(row.other_name)] if _readable(row.other_name) else ())))
    ]
    AgencyName.objects.bulk_create(names, batch_size=AT_ONCE)
    keep_keys(made)
    for agency, row in zip(made, rows, strict=True):
        row.agency = agency
    write_agencies(rows)
    audit.record(
        by=by, action="agencies.imported", subject=f"agencies of {vintage.country}", source=source, added=len(made)
    )


def bring_up_to_date(*, by: Person, vintage: Vintage, rows: Sequence[RosterRow]) -> None:
    """Renames agencies, gives them their new number and city, and keeps the other ways in which the list writes
    them.
    """
    held = _names_held(rows)
    further, changed, touched = list[AgencyName](), dict[int, Agency](), dict[int, Agency]()
    for row in rows:
        agency = row.agency
        if agency is None:
            continue
        if is_renamed(row) and row.name != agency.name:
            row.agency = agency = rename_agency(by=by, agency=agency, name=row.name, reason=f"Public list: {vintage}")
            held.setdefault(agency.pk, set()).add(folded(row.name))
        if _take_over(row, agency):
            changed[agency.pk] = touched[agency.pk] = agency
        for name in (row.name, row.other_name):
            if _readable(name) and folded(name) not in held.setdefault(agency.pk, set()):
                held[agency.pk].add(folded(name))
                further.append(AgencyName(agency=agency, name=name_kept(name), taken_apart=read(name).packed()))
                touched[agency.pk] = agency
    Agency.objects.bulk_update(list(changed.values()), ["licence_number", "city"], batch_size=AT_ONCE)
    AgencyName.objects.bulk_create(further, batch_size=AT_ONCE, ignore_conflicts=True)
    keep_keys(list(touched.values()))
    audit.record(
        by=by,
        action="agencies.brought_up_to_date",
        subject=f"agencies of {vintage.country}",
        reason=f"Public list: {vintage}",
        numbers_or_cities=len(changed),
        names=len(further),
    )


def _agency(vintage: Vintage, row: RosterRow, source: str) -> Agency:
    try:
        return Agency(
            name=name_kept(row.name),
            country=vintage.country,
            licence_number=licence_kept(row.licence_number),
            city=city_kept(row.city),
            source=source,
            demonstration=vintage.demonstration,
        )
    except InputError as error:
        raise UnusableDecision(
            Text("Line {line} cannot become an agency: {reason}", line=row.line, reason=error.title_text),
            advice=Text("Leave the row out, or correct the file."),
        ) from error


def _readable(name: str) -> bool:
    return bool(name.strip()) and bool(read(name).words)


def _names_held(rows: Sequence[RosterRow]) -> dict[int, set[str]]:
    """Agency → its names, folded; asked for in parts, because databases limit the values of a statement."""
    held: dict[int, set[str]] = {}
    ids = [row.agency_id for row in rows if row.agency_id is not None]
    for start in range(0, len(ids), AT_ONCE):
        names = AgencyName.objects.filter(agency__in=ids[start : start + AT_ONCE])
        for owner, name in names.values_list("agency_id", "name"):
            held.setdefault(owner, set()).add(folded(name))
    return held


def _take_over(row: RosterRow, agency: Agency) -> bool:
    """Whether the list gives another number or city; a number written otherwise is the same one."""
    numbers = agreement(taken_apart(row.licence_number), taken_apart(agency.licence_number))
    number = row.licence_number and (not agency.licence_number or numbers in (Agreement.DIFFERENT, Agreement.NEARLY))
    city = row.city and row.city != agency.city
    if number:
        agency.licence_number = row.licence_number
    if city:
        agency.city = row.city
    return bool(number or city)
