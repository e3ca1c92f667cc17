"""The list of those who help workers: kept by hand, each line with the day on which somebody made sure of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from fairway_portal.accounts import audit
from fairway_portal.accounts.actions.people import add_organisation
from fairway_portal.accounts.models import Organisation, Person
from fairway_portal.monitor.models import Helper
from fairway_portal.surveys.writing import writing


@dataclass(frozen=True, slots=True)
class Help:
    """What a line says; as `Helper`."""

    country: str
    does: str
    phone: str
    address: str
    languages: str
    free: bool
    must_tell: str
    checked: date


def add_helper(*, by: Person, name: str, kind: Organisation.Kind, at: str, help: Help) -> Helper:
    """Adds a line, and its organisation where it is not there yet.

    Args:
        by: The administrator or moderator.
        name: Of the organisation.
        kind: What it is.
        at: ISO 3166-1 alpha-3 of its seat; empty for an international one.
        help: What the line says.
    """
    with writing():
        organisation = add_organisation(by=by, name=name, kind=kind, country=at)
        made = Helper.objects.create(organisation=organisation, **asdict(help))
        audit.record(by=by, action="helper.added", subject=f"helper {made.pk} {name}", country=help.country)
    return made


def change_helper(*, by: Person, helper: Helper, help: Help) -> None:
    """Changes a line."""
    with writing():
        Helper.objects.filter(pk=helper.pk).update(**asdict(help))
        subject = f"helper {helper.pk} {helper.organisation.name}"
        audit.record(by=by, action="helper.changed", subject=subject, country=help.country, checked=str(help.checked))


def remove_helper(*, by: Person, helper: Helper) -> None:
    """Takes a line off the list; its organisation stays."""
    with writing():
        subject = f"helper {helper.pk} {helper.organisation.name}"
        Helper.objects.filter(pk=helper.pk).delete()
        audit.record(by=by, action="helper.removed", subject=subject, phone=helper.phone, address=helper.address)
