"""The form of an act on a licence."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from django.http import QueryDict

from fairway.kernel.text import Text
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import ACTS, Act
from fairway.recruitment.licences.validity import last_day
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.register.licensing.actions.asking import LONGEST_AUTHORITY, LONGEST_BASIS, LONGEST_NUMBER, AskedAct
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.licensing.models import Licence

_DAYS: Final = ("effective", "valid_from", "valid_to", "until")
_CONDITIONED: Final = frozenset({Act.GRANT, Act.RENEW, Act.SET_CONDITIONS})
OWN_BASIS: Final = "At the agency’s own request"
"""What stands for a legal basis where an agency asks for something and no rule of the country is known."""
FIELD_OF: Final = {
    "no_first": "valid_from",
    "far_ahead": "valid_from",
    "before_grant": "valid_from",
    "gap": "valid_from",
    "days_over": "valid_from",
    "overlap": "valid_from",
    "no_last": "valid_to",
    "too_long": "valid_to",
    "days_not_in_order": "valid_to",
    "until_past": "until",
    "until_far": "until",
}
"""Reason of a refusal → the field that it is about; any other is about the day from which the act holds."""


@dataclass(frozen=True, slots=True)
class ActForm:
    """An act as a form asks for it.

    Attributes:
        act: Which.
        values: What is written in the fields.
        asked: The typed act; None where something cannot be read.
        faults: What cannot be read.
    """

    act: Act
    values: dict[str, str] = field(default_factory=dict)
    asked: AskedAct | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """The fields that this act has besides those of every act."""
        dated = {"validity": {"valid_from", "valid_to"}, "until": {"until"}}.get(ACTS[self.act].dated, set())
        conditioned = {"conditions"} if self.act in _CONDITIONED else set()
        return frozenset(dated | conditioned | ({"number"} if self.act is Act.GRANT else set()))


def begun(act: Act, licence: Licence, today: date, appeal: int | None, *, own: bool = False) -> ActForm:
    """The form before anything is written: what the rules and the licence itself say; `own`: the agency's own form."""
    rules = rules_of(licence.country, today)
    values = {
        "effective": today.isoformat(),
        "legal_basis": rules.legal_basis.get(act, OWN_BASIS if own else ""),
        "authority": licence.authority,
        "appeal": str(appeal or ""),
    }
    if ACTS[act].dated == "validity":
        ends = licence.valid_to if act is Act.RENEW else None
        first = max(ends + timedelta(days=1), today) if ends else today
        values["valid_from"] = first.isoformat()
        if rules.validity_years is not None:
            values["valid_to"] = last_day(first, rules.validity_years).isoformat()
    if act is Act.SET_CONDITIONS:
        values["conditions"] = licence.conditions
    return ActForm(act, values)


def read_act(post: QueryDict, act: Act) -> ActForm:
    """Reads the form."""
    one_line = {"legal_basis": LONGEST_BASIS, "authority": LONGEST_AUTHORITY, "number": LONGEST_NUMBER, "appeal": 12}
    values = {name: written(post, name, longest) for name, longest in one_line.items()}
    values |= {name: written(post, name, 10) for name in _DAYS}
    values |= {name: reading.lines(post, name) for name in ("reason", "conditions", "note")}
    faults: list[Fault] = []
    effective = reading.day(values, "effective", faults, Text("Write from which day it holds."))
    days = {name: reading.day(values, name, faults) for name in ("valid_from", "valid_to", "until")}
    if not values["reason"]:
        faults.append(Fault("reason", Text("Write why.")))
    if not values["legal_basis"]:
        faults.append(Fault("legal_basis", Text("Write law and article.")))
    if act is Act.SET_CONDITIONS and not values["conditions"]:
        faults.append(Fault("conditions", Text("Write the conditions.")))
    if faults or effective is None:
        return ActForm(act, values, None, tuple(faults))
    asked = AskedAct(
        act=act,
        effective=effective,
        reason=values["reason"],
        legal_basis=values["legal_basis"],
        authority=values["authority"],
        conditions=values["conditions"],
        note=values["note"],
        number=values["number"],
        appeal=int(values["appeal"]) if values["appeal"].isascii() and values["appeal"].isdigit() else None,
        **days,
    )
    return ActForm(act, values, asked)
