"""Adding an agency."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from fairway.kernel.text import Text
from fairway.recruitment.names import licence_forms, licence_keys
from fairway.reference import places
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.checking import city_kept, licence_kept, name_kept
from fairway_portal.actors.errors import AgencyKnown, UnusableAgency
from fairway_portal.actors.indexing import keep_keys
from fairway_portal.actors.models import Agency, AgencyKey, AgencyName
from fairway_portal.actors.numbering import next_codes


@dataclass(frozen=True, slots=True)
class AnotherName:
    """A further name of an agency.

    Attributes:
        name: In any script.
        language: BCP 47 tag of the language it is in, or empty.
        kind: `present` (the same name in another script), `former` or `trading`.
    """

    name: str
    language: str = ""
    kind: str = AgencyName.Kind.PRESENT


@transaction.atomic
def add_agency(
    *,
    by: Person | None,
    name: str,
    country: str,
    kind: str = Agency.Kind.PRIVATE,
    licence_number: str = "",
    city: str = "",
    source: str = "",
    names: Sequence[AnotherName] = (),
    demonstration: bool = False,
) -> Agency:
    """Adds an agency and gives it its code.

    Args:
        by: Who adds it; None for a command on the machine.
        name: The present name.
        country: Code or name of its country.
        kind: `private`, `public` or `sub_agent`.
        licence_number: As its licence writes it, or empty.
        city: Where its head office is, or empty.
        source: Publisher and edition of the list it is from, or empty.
        names: Its other names.
        demonstration: Whether it is made up.

    Raises:
        UnusableAgency: A name, number, city or kind cannot be kept.
        UnknownCode: There is no such country.
        AgencyKnown: An agency of that country has this licence number.
    """
    if kind not in Agency.Kind.values:
        raise UnusableAgency(
            Text("“{kind}” is no kind of agency.", kind=kind),
            advice=Text("Choose one of {kinds}.", kinds=", ".join(Agency.Kind.values)),
        )
    agency = Agency(
        name=name_kept(name),
        country=places.find(country).iso3,
        kind=kind,
        licence_number=licence_kept(licence_number),
        city=city_kept(city),
        source=source[:250],
        demonstration=demonstration,
    )
    (agency.code,) = next_codes(agency.country, 1)
    refuse_known(agency)
    agency.save()
    for written in dict.fromkeys(AnotherName(name_kept(one.name), one.language, one.kind) for one in names):
        AgencyName.objects.get_or_create(
            agency=agency, name=written.name, defaults={"language": written.language, "kind": written.kind}
        )
    AgencyName.objects.get_or_create(agency=agency, name=agency.name)
    keep_keys([agency])
    audit.record(by=by, action="agency.added", subject=f"agency {agency.code}", name=agency.name)
    return agency


def refuse_known(agency: Agency) -> None:
    """Refuses a second agency with one licence number; called after its code was given, so that two cannot slip by.

    Raises:
        AgencyKnown: There is one.
    """
    if known := licensed(agency.country, agency.licence_number):
        raise AgencyKnown(
            Text(
                "Licence {licence} is that of {name} ({code}).",
                licence=agency.licence_number,
                name=known.name,
                code=known.code,
            ),
            advice=Text("Change that agency, or check the number."),
            details={"code": known.code},
        )


def licensed(country: str, licence_number: str) -> Agency | None:
    """The agency of a country with a licence number, however it is written."""
    forms = licence_forms(licence_number)
    if not forms:
        return None
    keys = AgencyKey.objects.filter(country=country, key=licence_keys(licence_number)[0])
    for agency in Agency.objects.filter(pk__in=keys.values("agency_id")).order_by("pk"):
        held = {agency.licence_number, *agency.joined.values_list("licence_number", flat=True)}
        if any(licence_forms(one)[:1] == forms[:1] for one in held):
            return agency
    return None
