"""What a counsellor writes into the forms of the log, as typed values with their faults."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.http import QueryDict

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.reference import places
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.casework.counselling import choices, pseudonyms
from fairway_portal.casework.counselling.actions import VisitAsked
from fairway_portal.casework.counselling.queries import FILTERS, Asked, VisitRow

FURTHEST_BACK: Final = timedelta(days=366)
FURTHEST_AHEAD: Final = timedelta(days=2 * 366)
FIRST_YEAR, LAST_YEAR = 1990, 2200
NEEDED: Final = frozenset({"channel", "stage", "service"})
FIELDS: Final = (
    "client", "day", "channel", "stage", "sex", "language", "destination", "service", "referral", "outcome",
    "follow_up",
)  # fmt: skip
"""Everything that is entered in words or codes beside `topics`; no name, no number of a document, no address."""


@dataclass(slots=True)
class VisitForm:
    """The form as it was filled in.

    Attributes:
        given: What stands in each field, for the form to show again.
        topics: The topics that were ticked.
        asked: The visit; None while something is wrong.
        faults: What is wrong.
    """

    given: Mapping[str, str]
    topics: tuple[str, ...] = ()
    asked: VisitAsked | None = None
    faults: list[Fault] = field(default_factory=list)


def empty(on: date, topic: str = "", stage: str = "") -> VisitForm:
    """A new form.

    Args:
        on: Today.
        topic, stage: Codes that are chosen already; others are left out.
    """
    given = dict.fromkeys(FIELDS, "") | {"day": on.isoformat(), "channel": "in_person"}
    return VisitForm(
        given | {"stage": stage if stage in choices.STAGES else ""}, (topic,) if topic in choices.TOPICS else ()
    )


def of_entry(one: VisitRow) -> VisitForm:
    """The form of an entry that is to be corrected."""
    given = {name: str(getattr(one, name) or "") for name in FIELDS}
    return VisitForm(given | {"client": pseudonyms.shown(one.client)}, one.topics)


def read(post: QueryDict, on: date) -> VisitForm:
    """Reads the form.

    Args:
        post: As it came.
        on: Today.
    """
    form = VisitForm({name: written(post, name, 60) for name in FIELDS}, tuple(post.getlist("topics")))
    day = _day(form, "day", on - FURTHEST_BACK, on)
    follow_up = _day(form, "follow_up", day or on, on + FURTHEST_AHEAD, needed=False)
    client, fault = pseudonyms.read(form.given["client"])
    if fault:
        form.faults.append(Fault("client", fault))
    for name, codes in choices.FIELDS.items():
        _check(form, name, codes)
    destination = _country(form)
    if day is not None and not form.faults:
        chosen = {name: form.given[name] for name in choices.FIELDS if name != "topics"}
        form.asked = VisitAsked(
            day=day, client=client, topics=form.topics, destination=destination, follow_up=follow_up, **chosen
        )
    return form


def key_of(post: QueryDict) -> UUID | None:
    """The key that was drawn with the form; None where it is none."""
    try:
        return UUID(post.get("key", ""))
    except ValueError:
        return None


def read_filters(get: QueryDict) -> tuple[Asked, dict[str, str]]:
    """Which entries are asked for; what is no code and no day is left out.

    Args:
        get: The query of the address.

    Returns:
        What is asked, and what the form shows.
    """
    chosen = {name: get.get(name, "") for name in FILTERS if get.get(name, "") in choices.FIELDS[name]}
    topic = get.get("topic", "") if get.get("topic", "") in choices.TOPICS else ""
    first, last = _day_or_none(get.get("from", "")), _day_or_none(get.get("to", ""))
    shown = chosen | {
        "topic": topic,
        "from": first.isoformat() if first else "",
        "to": last.isoformat() if last else "",
    }
    return Asked(first, last, "", topic, chosen), shown


def read_month(said: str, on: date) -> tuple[date, date]:
    """The first and the last day of a month such as `2026-11`; this month where it is none.

    Args:
        said: As it stands in the address.
        on: Today.
    """
    found = _day_or_none(f"{said}-01")
    if found is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        found = on.replace(day=1)
    return found, found.replace(day=monthrange(found.year, found.month)[1])


def _check(form: VisitForm, name: str, codes: Mapping[str, Text]) -> None:
    given = form.topics if name == "topics" else ((form.given[name],) if form.given[name] else ())
    if not given and (name in NEEDED or name == "topics"):
        form.faults.append(Fault(name, Text("Choose one.")))
    if any(one not in codes for one in given):
        form.faults.append(Fault(name, Text("Choose one of the list.")))


def _country(form: VisitForm) -> str:
    typed = form.given["destination"]
    try:
        return places.find(typed).iso3 if typed else ""
    except InputError as error:
        form.faults.append(Fault("destination", error.title_text, tuple(getattr(error, "suggestions", ()))))
        return ""


def _day(form: VisitForm, name: str, first: date, last: date, *, needed: bool = True) -> date | None:
    typed = form.given[name]
    if not typed and not needed:
        return None
    day = _day_or_none(typed)
    if day is None:
        form.faults.append(Fault(name, Text("Write a day such as 2026-01-31.")))
    elif not first <= day <= last:
        form.faults.append(
            Fault(name, Text("Choose a day from {first} to {last}.", first=first.isoformat(), last=last.isoformat()))
        )
    else:
        return day
    return None


def _day_or_none(said: str) -> date | None:
    try:
        return date.fromisoformat(said)
    except ValueError:
        return None
