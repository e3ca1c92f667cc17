"""The forms of a lottery: its terms, days and moments, and numbers that were received elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID, uuid4

from django.http import QueryDict

from fairway.kernel.text import Text
from fairway.recruitment.lottery.drawing import Application
from fairway.recruitment.lottery.terms import LotteryTerms, PublicDraw, Quota
from fairway_portal.accounts.forms import Fault, written
from fairway_portal.accounts.models import Organisation
from fairway_portal.register.licensing.desk import reading
from fairway_portal.register.orders.actions import Party
from fairway_portal.register.orders.errors import SchemeRefused
from fairway_portal.register.orders.models import JobOrder
from fairway_portal.register.placements.forms import Given

LEFTOVERS: Final = {
    "open": Text("They are open to everybody"),
    "kept": Text("They stay empty"),
}
ELSEWHERE: Final = "elsewhere"


@dataclass(frozen=True, slots=True)
class SchemeForm:
    """What is written, and what could be read of it."""

    values: Given = field(default_factory=Given)
    parties: tuple[Party, ...] = ()
    terms: LotteryTerms | None = None
    order: JobOrder | None = None
    faults: tuple[Fault, ...] = ()

    @property
    def key(self) -> UUID:
        """Of the form."""
        return UUID(self.values["key"])


def begun() -> SchemeForm:
    """The form before anything is written."""
    return SchemeForm(Given(key=str(uuid4()), leftover="open"))


def read_scheme(post: QueryDict, own: Organisation, ministries: Mapping[str, Organisation]) -> SchemeForm:
    """Reads the form.

    Args:
        post: As it was sent.
        own: The ministry that keeps the lottery, and is the first party.
        ministries: Those that may be the second, by their keys.
    """
    names = ("slug", "title", "order", "party", "elsewhere", "places", "leftover", "closes", "reveal_until",
             "draw_name", "draw_day", "no_draw")  # fmt: skip
    values = Given({name: written(post, name, 120) for name in names})
    values |= {"quotas": reading.lines(post, "quotas"), "key": _key(post)}
    faults: list[Fault] = []
    if not values["title"]:
        faults.append(Fault("title", Text("Write a name that people understand.")))
    parties = _parties(values, own, ministries, faults)
    order = _order(values["order"], own.country, faults)
    closes = moment(values, "closes", faults)
    until = moment(values, "reveal_until", faults)
    quotas = _quotas(values["quotas"], faults)
    places = _whole(values["places"])
    if places is None:
        faults.append(Fault("places", Text("Write how many places there are.")))
    draw = _draw(values, faults)
    if faults or closes is None or until is None or places is None:
        return SchemeForm(values, parties, None, order, tuple(faults))
    terms = LotteryTerms(
        parties=tuple(one.name for one in parties), places=places, closes=closes, reveal_until=until, quotas=quotas,
        leftover="kept" if values["leftover"] == "kept" else "open", public_draw=draw,
    )  # fmt: skip
    return SchemeForm(values, parties, terms, order)


def _key(post: QueryDict) -> str:
    try:
        return str(UUID(post.get("key", "")))
    except ValueError:
        return str(uuid4())


def _parties(
    values: Mapping[str, str], own: Organisation, ministries: Mapping[str, Organisation], faults: list[Fault]
) -> tuple[Party, ...]:
    first = Party(" ".join(own.name.split())[:120], own.pk)
    other = ministries.get(values["party"])
    if other is not None:
        return first, Party(" ".join(other.name.split())[:120], other.pk)
    if values["party"] != ELSEWHERE or not values["elsewhere"]:
        faults.append(Fault("elsewhere", Text("Choose the other party, or write the name of one elsewhere.")))
    return first, Party(values["elsewhere"])


def _order(code: str, country: str, faults: list[Fault]) -> JobOrder | None:
    if not code:
        return None
    found = JobOrder.objects.filter(code=code.upper(), origin=country).first()
    if found is None:
        faults.append(Fault("order", Text("Write the code of a job order of your country, or leave it empty.")))
    return found


def moment(values: Mapping[str, str], name: str, faults: list[Fault]) -> datetime | None:
    """A moment in UTC, as a form has it (`2026-12-01T16:00`)."""
    try:
        return datetime.fromisoformat(values[name]).replace(tzinfo=UTC, microsecond=0)
    except ValueError:
        faults.append(Fault(name, Text("Write day and time, as 2026-12-01T16:00.")))
        return None


def _whole(said: str) -> int | None:
    return int(said) if said.isascii() and said.isdigit() and len(said) < 9 else None


def _quotas(text: str, faults: list[Fault]) -> tuple[Quota, ...]:
    """One to a line: `sex=F; 5; 10` is the group, its reserved places, and its most places or nothing."""
    found = []
    for line in filter(None, (one.strip() for one in text.split("\n"))):
        group, *numbers = (part.strip() for part in line.split(";"))
        of = strata_of(group)
        counts = [_whole(one) for one in numbers if one]
        if not of or not 1 <= len(counts) <= 2 or None in counts:
            faults.append(Fault("quotas", Text("“{line}” is no quota. Write it as sex=F; 5 or sex=F; 5; 10.",
                                               line=line[:80])))  # fmt: skip
            continue
        found.append(Quota(of, counts[0] or 0, counts[1] if len(counts) == 2 else None))
    return tuple(found)


def strata_of(text: str) -> dict[str, str]:
    """`sex=F, region=Karnali` as strata; empty where it is not that."""
    pairs = [part.partition("=") for part in text.split(",") if part.strip()]
    if not all(name.strip() and said.strip() for name, _, said in pairs):
        return {}
    return {name.strip(): said.strip() for name, _, said in pairs}


def _draw(values: Mapping[str, str], faults: list[Fault]) -> PublicDraw | None:
    if values["no_draw"] == "yes" and not values["draw_name"] and not values["draw_day"]:
        return None
    day = draw_day(values, faults)
    if not values["draw_name"]:
        faults.append(Fault("draw_name", Text("Write which public draw, and which of its numbers.")))
    return PublicDraw(values["draw_name"], day) if day else None


def draw_day(values: Mapping[str, str], faults: list[Fault]) -> date | None:
    """The day of the public draw."""
    return reading.day(values, "draw_day", faults, Text("Write the day of the public draw."))


def read_numbers(text: str) -> tuple[Application, ...]:
    """Numbers that were received elsewhere, one to a line: `EPS-00012; sex=F, region=Karnali`.

    Raises:
        SchemeRefused: A line is of another form, with its place.
    """
    found = []
    for at, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        number, _, strata = (part.strip() for part in line.partition(";"))
        read = strata_of(strata)
        if strata and not read:
            raise SchemeRefused(
                Text("Line {n}: “{line}” cannot be read.", n=at, line=line.strip()[:80]),
                advice=Text("Write a number, a semicolon, and strata: EPS-00012; sex=F. Nothing was added."),
            )
        found.append(Application(number, read))
    return tuple(found)
