"""Changing an agency: its name, who speaks for it, and that two of them are one."""

from __future__ import annotations

from django.db import transaction

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.actors.checking import name_kept
from fairway_portal.actors.errors import CannotJoin, CannotSpeak
from fairway_portal.actors.indexing import keep_keys
from fairway_portal.actors.models import Agency, AgencyName


def _locked(*agencies: Agency) -> list[Agency]:
    """The agencies as they are now, locked in one order so that two actions never wait for each other for ever."""
    rows = {
        row.pk: row
        for row in Agency.objects.select_for_update().filter(pk__in=[one.pk for one in agencies]).order_by("pk")
    }
    return [rows[one.pk] for one in agencies]


@transaction.atomic
def rename_agency(*, by: Person | None, agency: Agency, name: str, reason: str = "") -> Agency:
    """Gives an agency another name; the present one is kept as a former name, and still finds it.

    Raises:
        UnusableAgency: The name cannot be kept.
    """
    (agency,) = _locked(agency)
    name, former = name_kept(name), agency.name
    if name == former:
        return agency
    AgencyName.objects.update_or_create(agency=agency, name=former, defaults={"kind": AgencyName.Kind.FORMER})
    AgencyName.objects.update_or_create(agency=agency, name=name, defaults={"kind": AgencyName.Kind.PRESENT})
    agency.name = name
    agency.save(update_fields=["name"])
    keep_keys([agency])
    audit.record(
        by=by, action="agency.renamed", subject=f"agency {agency.code}", reason=reason, former=former, name=name
    )
    return agency


@transaction.atomic
def join_agencies(*, by: Person | None, kept: Agency, joined: Agency, reason: str) -> Agency:
    """Says that two agencies are one: the second forwards to the first, which takes over its names and what it lacks.

    What points to the second (ratings, licences) stays as it is and follows `Agency.joined_to`.

    Args:
        by: Who says so.
        kept: The one that stays.
        joined: The one that forwards from now on.
        reason: Why they are one.

    Returns:
        The one that stays.

    Raises:
        CannotJoin: They are the same row, of different countries, one of them already forwards, one is made up and
            the other not, or people of different organisations speak for them.
    """
    kept, joined = _locked(kept, joined)
    _refuse_joining(kept, joined)
    Agency.objects.filter(joined_to=joined).update(joined_to=kept)
    for name in joined.names.all():
        AgencyName.objects.get_or_create(
            agency=kept, name=name.name, defaults={"language": name.language, "kind": AgencyName.Kind.TRADING}
        )
    AgencyName.objects.get_or_create(agency=kept, name=joined.name, defaults={"kind": AgencyName.Kind.TRADING})
    organisation, joined.organisation, joined.joined_to = joined.organisation, None, kept
    joined.save(update_fields=["organisation", "joined_to"])
    kept.organisation = kept.organisation or organisation
    kept.licence_number = kept.licence_number or joined.licence_number
    kept.city = kept.city or joined.city
    kept.save(update_fields=["organisation", "licence_number", "city"])
    keep_keys([kept, joined])
    audit.record(by=by, action="agency.joined", subject=f"agency {joined.code}", reason=reason, to=kept.code)
    return kept


def _refuse_joining(kept: Agency, joined: Agency) -> None:
    refusals = (
        (kept.pk == joined.pk, Text("An agency cannot be joined to itself.")),
        (
            kept.joined_to_id is not None or joined.joined_to_id is not None,
            Text("One of them is joined to another agency already."),
        ),
        (kept.country != joined.country, Text("They are agencies of different countries.")),
        (kept.demonstration != joined.demonstration, Text("One of them is made up for demonstration.")),
        (
            None not in (kept.organisation_id, joined.organisation_id),
            Text("People of two organisations speak for them."),
        ),
    )
    for refused, why in refusals:
        if refused:
            raise CannotJoin(
                Text("{one} and {other} cannot be joined.", one=kept.code, other=joined.code),
                advice=why,
                details={"kept": kept.code, "joined": joined.code},
            )


@transaction.atomic
def speak_for(*, by: Person | None, agency: Agency, organisation: Organisation | None, reason: str = "") -> Agency:
    """Says whose people may speak for an agency; None: nobody's.

    Raises:
        CannotSpeak: The organisation is not an agency's, or speaks for another agency, or the agency is joined to
            another or has somebody who speaks for it.
    """
    (agency,) = _locked(agency)
    if organisation is not None:
        _refuse_speaking(agency, organisation)
    agency.organisation = organisation
    agency.save(update_fields=["organisation"])
    audit.record(
        by=by,
        action="agency.speaker",
        subject=f"agency {agency.code}",
        reason=reason,
        organisation=organisation.pk if organisation else None,
    )
    return agency


def _refuse_speaking(agency: Agency, organisation: Organisation) -> None:
    other = Agency.objects.filter(organisation=organisation).exclude(pk=agency.pk).first()
    refusals = (
        (organisation.kind != Organisation.Kind.AGENCY, Text("It is not registered here as an agency.")),
        (other is not None, Text("It speaks for {code}.", code=other.code if other else "")),
        (agency.joined_to_id is not None, Text("That agency is joined to another.")),
        (
            agency.organisation_id not in (None, organisation.pk),
            Text("Another organisation speaks for that agency; end that first."),
        ),
        (
            organisation.demonstration != agency.demonstration,
            Text("One of them is made up for demonstration."),
        ),
    )
    for refused, why in refusals:
        if refused:
            raise CannotSpeak(
                Text("{name} cannot speak for {code}.", name=organisation.name, code=agency.code), advice=why
            )
