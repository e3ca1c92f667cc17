"""Who can help: offices with what each can do, and what the law there makes it tell others."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from fairway.kernel.text import Text
from fairway.safe_reporting.duties import KINDS, can_do, duty_of
from fairway_portal.casework.keys.queries import offices_for, recovery_keys
from fairway_portal.design.speech import LANGUAGE_NAMES


@dataclass(frozen=True, slots=True)
class Helper:
    """One office as she reads it.

    Attributes:
        id: Of the office.
        name, telephone, website: As the office gives them.
        country: Where it works (ISO 3166-1 alpha-3).
        kind: What sort of organisation it is.
        languages: Those it speaks, each in its own words.
        can: What it can do.
        tells: What it must tell others there.
        warned: Whether nothing is known of its duties.
        open: Whether something can be sealed to it now.
    """

    id: int
    name: str
    telephone: str
    website: str
    country: str
    kind: Text
    languages: str
    can: Text
    tells: Text
    warned: bool
    open: bool


def helpers(country: str, on: date) -> tuple[Helper, ...]:
    """The offices that help workers in a country; none that must report to immigration.

    Args:
        country: ISO 3166-1 alpha-3; empty: wherever.
        on: The day.
    """
    found = []
    for one in offices_for(country, on):
        duty = duty_of(one.kind, one.country, on)
        if duty.answer == "duty":
            continue
        found.append(
            Helper(
                id=one.id,
                name=one.name,
                telephone=one.telephone,
                website=one.website,
                country=one.country,
                kind=KINDS.get(one.kind, Text("{kind}", kind=one.kind)),
                languages=", ".join(LANGUAGE_NAMES.get(code, code) for code in one.languages),
                can=can_do(one.kind),
                tells=duty.sentence,
                warned=duty.answer == "unknown",
                open=one.keys > 0,
            )
        )
    return tuple(found)


def keepers(on: date) -> tuple[str, ...]:
    """Names of the organisations that hold a recovery key: they too could open what is sealed, so she reads who.

    Args:
        on: The day.
    """
    offices = {key.office for key in recovery_keys(on)}
    return tuple(one.name for one in offices_for("", on) if one.id in offices) if offices else ()
