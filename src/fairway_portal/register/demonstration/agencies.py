"""The invented agencies: those of the Monitor's demonstration where it has made them, and others beside them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from fairway_portal.accounts.models import Organisation
from fairway_portal.actors.actions import AnotherName, add_agency, speak_for
from fairway_portal.actors.actions.posts import add_branch, appoint_officer
from fairway_portal.actors.models import Agency
from fairway_portal.register.demonstration.people import MARK, People

SOURCE: Final = "Invented for the demonstration"
COUNTRY: Final = "NPL"
NAMES: Final = (
    "Velvet Spoon Overseas", "Marmalade Bridge Recruitment", "Tin Whistle Manpower", "Blue Teacup International",
    "Thimble and Thread Services", "Wooden Camel Overseas", "Paper Moon Employment", "Seven Umbrellas Travels",
    "Copper Snail Recruiting", "Lemon Ladder Associates", "Quiet Drum Overseas", "Feather Anchor Manpower",
)  # fmt: skip
SUB_AGENT: Final = "Corner Table Introductions"
IN_NEPALI: Final = "मखमली चम्चा ओभरसिज"


def make(people: People, today: date) -> tuple[tuple[Agency, ...], Agency]:
    """The agencies, the first being the one for which somebody speaks, and a sub-agent.

    Args:
        people: Who acts.
        today: The day.
    """
    spoken = Agency.objects.filter(organisation=people.organisation("agency")).first()
    others = Agency.objects.filter(
        demonstration=True, country=COUNTRY, kind=Agency.Kind.PRIVATE, joined_to=None, organisation=None
    ).order_by("code")
    found = [spoken] if spoken else []
    found += list(others[: len(NAMES) - len(found)])
    known = {one.name for one in found}
    fresh = [f"{name} {MARK}" for name in NAMES if f"{name} {MARK}" not in known]
    while len(found) < len(NAMES):
        found.append(_added(fresh.pop(0)))
    if spoken is None:
        _speak(found[0], people.organisation("agency"))
    _posts(people, found[0], today)
    sub_agent = Agency.objects.filter(demonstration=True, country=COUNTRY, kind=Agency.Kind.SUB_AGENT).first()
    return tuple(found), sub_agent or _added(f"{SUB_AGENT} {MARK}", Agency.Kind.SUB_AGENT)


def _added(name: str, kind: str = Agency.Kind.PRIVATE) -> Agency:
    names = [AnotherName(IN_NEPALI, "ne")] if name.startswith(NAMES[0]) else []
    return add_agency(
        by=None, name=name, country=COUNTRY, kind=kind, city="Kathmandu", source=SOURCE, names=names,
        demonstration=True,
    )  # fmt: skip


def _speak(agency: Agency, organisation: Organisation) -> None:
    speak_for(by=None, agency=agency, organisation=organisation, reason="demonstration")


def _posts(people: People, agency: Agency, today: date) -> None:
    if agency.branches.exists():
        return
    by, since = people.person("licensing"), today - timedelta(days=900)
    add_branch(by=by, agency=agency, name=f"Pokhara office {MARK}", city="Pokhara", approval="B-1", opened=since)
    appoint_officer(by=by, agency=agency, name=f"Mirabel Teapot {MARK}", position="director", since=since)
    appoint_officer(by=by, agency=agency, name=f"Osric Umbrella {MARK}", position="representative", since=since)
