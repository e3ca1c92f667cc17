"""The form for a request of an authority."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import UUID, uuid4

from django.http import QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.reference import places
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.casework.transparency.quarters import NotAQuarter, Quarter, quarter_of, read_quarter
from fairway_portal.casework.transparency.tables import ANSWERS, AUTHORITIES

LONGEST: Final = 80


@dataclass(frozen=True, slots=True)
class RequestForm:
    """What was written.

    Attributes:
        country: As written; its code where it was found.
        authority, answer: Keys of `tables`.
        quarter: As written.
        key: Of the form: sent twice, it makes one entry.
        when: The quarter, where it is one.
        faults: What cannot be taken.
    """

    country: str = ""
    authority: str = ""
    quarter: str = ""
    answer: str = ""
    key: UUID = field(default_factory=uuid4)
    when: Quarter | None = None
    faults: tuple[Fault, ...] = ()


def blank(today: date) -> RequestForm:
    """A new form."""
    return RequestForm(quarter=str(quarter_of(today)))


def read(post: QueryDict, today: date) -> RequestForm:
    """Reads the form.

    Args:
        post: As it was sent.
        today: No quarter after it is taken.
    """
    faults: list[Fault] = []
    country = written(post, "country", LONGEST)
    try:
        country = places.find(country).iso3
    except InputError as error:
        faults.append(Fault("country", error.title_text, tuple(getattr(error, "suggestions", ()))))
    authority, answer = post.get("authority", ""), post.get("answer", "")
    if authority not in AUTHORITIES:
        faults.append(Fault("authority", Text("Choose which authority asked.")))
    if answer not in ANSWERS:
        faults.append(Fault("answer", Text("Choose what was answered.")))
    quarter = written(post, "quarter", LONGEST).upper()
    when = _quarter(quarter, today)
    if when is None:
        faults.append(Fault("quarter", Text("Write a quarter that has begun, as 2026Q4.")))
    return RequestForm(country, authority, quarter, answer, _key(post), when, tuple(faults))


def _quarter(written_so: str, today: date) -> Quarter | None:
    try:
        found = read_quarter(written_so)
    except NotAQuarter:
        return None
    return found if found.first <= today else None


def _key(post: QueryDict) -> UUID:
    try:
        return UUID(post.get("key", ""))
    except ValueError:
        return uuid4()
