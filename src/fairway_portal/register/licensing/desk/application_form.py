"""The form of an application for a licence: entered by an officer, or by the agency itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.http import QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import Act
from fairway.recruitment.ratings.items import SECTORS
from fairway.reference import places
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.register.licensing.actions.asking import LONGEST_AUTHORITY, LONGEST_BASIS
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.licensing.desk.act_form import OWN_BASIS

_BETWEEN: Final = re.compile(r"[,;\n،]+")


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """An application as a form asks for it.

    Attributes:
        values: What is written in the fields; `key` is the form's own.
        sectors: Codes that were ticked; none: all.
        destinations: Codes of the countries; none: all.
        effective: The day of the application; None where it cannot be read.
        faults: What cannot be read.
    """

    values: dict[str, str] = field(default_factory=dict)
    sectors: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    effective: date | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> UUID:
        """Of the form."""
        return UUID(self.values["key"])


def begun(country: str, today: date, agency: str = "", *, own: bool = False) -> ApplicationForm:
    """The form before anything is written; `own`: the agency's own form."""
    rules = rules_of(country, today)
    values = {
        "agency": agency,
        "effective": today.isoformat(),
        "authority": rules.authority,
        "legal_basis": rules.legal_basis.get(Act.APPLY, OWN_BASIS if own else ""),
        "key": str(uuid4()),
    }
    return ApplicationForm(values)


def read_application(post: QueryDict) -> ApplicationForm:
    """Reads the form."""
    one_line = {"agency": 16, "effective": 10, "legal_basis": LONGEST_BASIS, "authority": LONGEST_AUTHORITY}
    values = {name: written(post, name, longest) for name, longest in one_line.items()}
    values |= {name: reading.lines(post, name) for name in ("reason", "note", "destinations")}
    values["key"] = _key(post)
    faults: list[Fault] = []
    effective = reading.day(values, "effective", faults, Text("Write the day of the application."))
    needed = (
        ("reason", Text("Write what the licence is for.")),
        ("legal_basis", Text("Write law and article.")),
        ("authority", Text("Write which authority decides.")),
    )
    faults += [Fault(name, message) for name, message in needed if not values[name]]
    sectors = tuple(one for one in post.getlist("sectors") if one in SECTORS)
    return ApplicationForm(values, sectors, _destinations(values["destinations"], faults), effective, tuple(faults))


def _key(post: QueryDict) -> str:
    try:
        return str(UUID(post.get("key", "")))
    except ValueError:
        return str(uuid4())


def _destinations(written_down: str, faults: list[Fault]) -> tuple[str, ...]:
    found: list[str] = []
    for one in _BETWEEN.split(written_down):
        if not one.strip():
            continue
        try:
            found.append(places.find(one.strip()).iso3)
        except InputError as error:
            faults.append(Fault("destinations", error.title_text, tuple(getattr(error, "suggestions", ()))))
    return tuple(dict.fromkeys(found))
