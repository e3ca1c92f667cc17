"""What a worker writes when she applies, or looks for her application."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID, uuid4

from django.http import QueryDict

from fairway.kernel.text import Text
from fairway_portal.accounts.forms import Fault
from fairway_portal.register.orders.actions import AskedApplication
from fairway_portal.register.orders.models import JobOrder, Scheme
from fairway_portal.register.placements.forms import Given

LONGEST: Final = {"name": 120, "reach": 200, "abilities": 1000}
OTHER: Final = "-"
"""Of a stratum: none of the values that quotas name."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """A question that the quotas of a lottery need.

    Attributes:
        id: Of the field.
        name: Of the stratum.
        asks: The question.
        choices: Values with their words.
    """

    id: str
    name: str
    asks: Text
    choices: tuple[tuple[str, Text | str], ...]


_ASKS: Final = {
    "sex": Text("Are you a woman or a man?"),
    "region": Text("Where do you come from?"),
    "occupation": Text("Which work do you want?"),
}
_SAID: Final = {("sex", "F"): Text("A woman"), ("sex", "M"): Text("A man")}


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """What is written in the form."""

    values: Given = field(default_factory=Given)
    asked: AskedApplication | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> UUID:
        """Of the form."""
        return UUID(self.values["key"])


def strata_of(order: JobOrder) -> tuple[Stratum, ...]:
    """What the quotas of the order's lottery need to know; nothing where it has none."""
    scheme = Scheme.objects.filter(order=order).first()
    found: dict[str, list[str]] = {}
    for quota in scheme.quotas if scheme else ():
        for name, value in quota["of"].items():
            if value not in found.setdefault(name, []):
                found[name].append(value)
    return tuple(
        Stratum(f"s-{name}", name, _ASKS.get(name, Text("{name}", name=name)), _choices(name, values))
        for name, values in found.items()
    )


def _choices(name: str, values: list[str]) -> tuple[tuple[str, Text | str], ...]:
    both = ["F", "M"] if name == "sex" else []
    listed = dict.fromkeys([*both, *values])
    return (*((one, _SAID.get((name, one), one)) for one in listed), (OTHER, Text("None of these")))


def begun() -> ApplicationForm:
    """The form before anything is written."""
    return ApplicationForm(Given(key=str(uuid4())))


def read_application(post: QueryDict, strata: tuple[Stratum, ...]) -> ApplicationForm:
    """Reads the form."""
    values = Given({name: _line(post.get(name, ""), longest) for name, longest in LONGEST.items()})
    values["key"] = _key(post)
    faults = []
    if not values["name"]:
        faults.append(Fault("name", Text("Write a name. It need not be the one in your papers.")))
    if not values["reach"]:
        faults.append(Fault("reach", Text("Write how to reach you.")))
    said: dict[str, str] = {}
    for one in strata:
        values[one.id] = post.get(one.id, "")[:120]
        if values[one.id] not in dict(one.choices):
            faults.append(Fault(one.id, Text("Choose one of the answers.")))
        else:
            said[one.name] = values[one.id]
    asked = AskedApplication(values["name"], values["reach"], values["abilities"], said)
    return ApplicationForm(values, None if faults else asked, tuple(faults))


def _key(post: QueryDict) -> str:
    try:
        return str(UUID(post.get("key", "")))
    except ValueError:
        return str(uuid4())


def _line(text: str, longest: int) -> str:
    composed = unicodedata.normalize("NFC", text[: 2 * longest])
    return " ".join("".join(one if one.isprintable() else " " for one in composed).split())[:longest]
