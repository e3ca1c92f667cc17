"""The form of a job order: who asks for whom, on which terms, and who pays what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Final
from uuid import UUID, uuid4

from django.http import QueryDict
from django.utils.timezone import localdate

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.recruitment.contracts.errors import TermsUnusable
from fairway.recruitment.contracts.fields import GROUPS, PERIODS, SECTORS, Field, of_sector
from fairway.recruitment.contracts.saying import CHOICES
from fairway.recruitment.contracts.writing import from_json
from fairway.recruitment.fees import items
from fairway.reference import places
from fairway.reference.classifications import code_list
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.actors import employers
from fairway_portal.actors import queries as actors
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.orders.actions import AskedOrder
from fairway_portal.register.orders.eligibility import COSTS, PAYERS
from fairway_portal.register.orders.models import JobOrder
from fairway_portal.register.placements.forms import Given

LONGEST: Final = 120
ELSEWHERE: Final = frozenset(
    {"employer", "agency", "principal", "job_order", "occupation", "occupation_code", "country", "fees_repaid",
     "copy_before_departure", "language"}
)  # fmt: skip
"""Terms that the order says by itself, or that a contract says later."""
_UNIT_GROUP: Final = 4
_PERIODS: Final = {
    "hour": Text("an hour"), "day": Text("a day"), "week": Text("a week"), "fortnight": Text("every two weeks"),
    "month": Text("a month"), "year": Text("a year"), "once": Text("once"), "piece": Text("a piece"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class TermField:
    """A term as the form asks for it.

    Attributes:
        id: Name of the field in the form.
        field: Of `contracts.fields`.
        choices: Of a choice, or of yes and no.
    """

    id: str
    field: Field
    choices: tuple[tuple[str, Text | str], ...] = ()


@dataclass(frozen=True, slots=True)
class OrderForm:
    """What is written in the form, and what could be read of it."""

    sector: str
    values: Given = field(default_factory=Given)
    asked: AskedOrder | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> UUID:
        """Of the form."""
        return UUID(self.values["key"])


def term_groups(sector: str) -> tuple[tuple[Text, tuple[TermField, ...]], ...]:
    """The terms that the form asks for, group by group."""
    found: dict[str, list[TermField]] = {}
    for one in of_sector(sector):
        if one.name not in ELSEWHERE:
            found.setdefault(one.group, []).append(TermField(f"t-{one.name}", one, _choices(one)))
    return tuple((GROUPS[group], tuple(those)) for group, those in found.items())


def _choices(one: Field) -> tuple[tuple[str, Text | str], ...]:
    unsaid: tuple[str, Text | str] = ("", Text("Not said"))
    if one.kind == "yes_no":
        return (unsaid, ("yes", Text("Yes")), ("no", Text("No")))
    if one.kind == "choice":
        return (unsaid, *((code, CHOICES.get(code, code)) for code in one.choices))
    return tuple(_PERIODS.items()) if one.kind == "money" else ()


def cost_fields() -> tuple[tuple[str, Text], ...]:
    """Name of the field, and the cost."""
    return tuple((f"c-{code}", items.ITEMS[code]) for code in COSTS)


def begun(sector: str) -> OrderForm:
    """The form before anything is written."""
    values = {"key": str(uuid4()), "closes": (localdate() + timedelta(days=45)).isoformat()}
    return OrderForm(sector, Given(values | {name: "employer" for name, _ in cost_fields()}))


def of_order(order: JobOrder) -> OrderForm:
    """The form of a draft that is changed."""
    values = {
        "key": str(uuid4()), "destination": order.destination, "employer": order.employer.code,
        "agency": order.agency.code if order.agency else "", "occupation": order.occupation, "title": order.title,
        "places": str(order.places), "closes": order.closes.isoformat(),
    }  # fmt: skip
    values |= {f"c-{code}": payer for code, payer in order.costs.items()}
    for name, value in order.terms.get("terms", {}).items():
        if isinstance(value, Mapping):
            values |= {f"t-{name}": value["value"], f"t-{name}-currency": value["currency"],
                       f"t-{name}-per": value["per"]}  # fmt: skip
        else:
            values[f"t-{name}"] = ("yes" if value else "no") if isinstance(value, bool) else str(value)
    return OrderForm(order.sector, Given(values))


def read_order(post: QueryDict, own: Agency | None, origin: str) -> OrderForm:
    """Reads the form.

    Args:
        post: As it was sent.
        own: The agency of who writes; None: an officer.
        origin: The country whose workers are asked for.
    """
    sector = post.get("sector", "") if post.get("sector", "") in SECTORS else "other"
    values = {name: written(post, name, LONGEST) for name in post if name != "csrfmiddlewaretoken"}
    values["key"] = _key(post)
    faults: list[Fault] = []
    parts: dict[str, Any] = {
        "destination": _destination(values, faults),
        "employer": employers.employer(values.get("employer", "")),
        "agency": own or _agency(values, origin, faults),
        "occupation": _occupation(values, faults),
        "title": values.get("title", ""),
        "places": _places(values, faults),
        "closes": reading.day(values, "closes", faults, Text("Write the last day to apply.")),
        "costs": {code: values.get(f"c-{code}", "") for code in COSTS},
    }
    if parts["employer"] is None:
        faults.append(_no_employer(values.get("employer", "")))
    if not parts["title"]:
        faults.append(Fault("title", Text("Write what the work is.")))
    for code, payer in parts["costs"].items():
        if payer not in PAYERS:
            faults.append(Fault(f"c-{code}", Text("Choose who pays.")))
    terms = _terms(values, sector, faults)
    asked = None if faults else AskedOrder(sector=sector, terms=terms, **parts)
    return OrderForm(sector, Given(values), asked, tuple(faults))


def _no_employer(said: str) -> Fault:
    """Somebody who writes a name is told the codes of those who have it."""
    near = tuple(f"{one.code} {one.name}" for one in employers.find_employers(said, limit=5))
    return Fault("employer", Text("Write the code of an employer, for instance QAT-E000012."), near)


def _key(post: QueryDict) -> str:
    try:
        return str(UUID(post.get("key", "")))
    except ValueError:
        return str(uuid4())


def _destination(values: Mapping[str, str], faults: list[Fault]) -> str:
    try:
        return places.find(values.get("destination", "") or "-").iso3
    except InputError as error:
        faults.append(Fault("destination", error.title_text, tuple(getattr(error, "suggestions", ()))))
        return ""


def _agency(values: Mapping[str, str], origin: str, faults: list[Fault]) -> Agency | None:
    code = values.get("agency", "")
    if not code:
        return None
    found = actors.agency(code)
    if found is None or found.country != origin:
        faults.append(Fault("agency", Text("Write the code of an agency of your country, or leave it empty.")))
        return None
    return found


def _occupation(values: Mapping[str, str], faults: list[Fault]) -> str:
    try:
        code = code_list("isco08").entry(values.get("occupation", "") or "-").code
    except InputError as error:
        near = tuple(getattr(error, "suggestions", ()))
        faults.append(Fault("occupation", Text("Write four digits of ISCO-08, for instance 7112 for masons."), near))
        return ""
    if len(code) != _UNIT_GROUP:
        faults.append(Fault("occupation", Text("Write four digits of ISCO-08, for instance 7112 for masons.")))
    return code


def _places(values: Mapping[str, str], faults: list[Fault]) -> int:
    said = values.get("places", "")
    if not (said.isascii() and said.isdigit() and 0 < int(said[:9]) <= 100_000):
        faults.append(Fault("places", Text("Write how many workers are asked for, from 1 to 100,000.")))
        return 0
    return int(said)


def _terms(values: Mapping[str, str], sector: str, faults: list[Fault]) -> Any:
    said: dict[str, Any] = {}
    for _, those in term_groups(sector):
        for one in those:
            value = values.get(one.id, "")
            if not value:
                continue
            if one.field.kind == "money":
                value_: Any = {
                    "value": value.replace(",", ""),
                    "currency": values.get(f"{one.id}-currency", ""),
                    "per": values.get(f"{one.id}-per", "") if values.get(f"{one.id}-per") in PERIODS else "month",
                }
            else:
                value_ = value
            said |= _one(one, value_, sector, faults)
    if not any(name in said for name in ("pay", "piece_rate")) and not any(one.field == "t-pay" for one in faults):
        faults.append(Fault("t-pay", Text("Write the pay, with its currency.")))
    try:
        return from_json({"stage": "promised", "sector": sector, "terms": said})
    except TermsUnusable as error:
        faults.append(Fault("t-pay", error.title_text))
        return None


def _one(one: TermField, value: Any, sector: str, faults: list[Fault]) -> dict[str, Any]:
    """One term, if it can be read: each is tried by itself, so that every fault stands at its field."""
    try:
        from_json({"stage": "promised", "sector": sector, "terms": {one.field.name: value}})
    except TermsUnusable as error:
        faults.append(Fault(one.id, error.title_text))
        return {}
    return {one.field.name: value}
