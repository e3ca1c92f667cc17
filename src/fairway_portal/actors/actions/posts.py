"""Branches of an agency, and its officers in post: from a day to a day, never taken out."""

from __future__ import annotations

from datetime import date
from typing import Final

from django.db import transaction

from fairway.kernel.text import Text
from fairway.reference import places
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.checking import LONGEST_CITY, LONGEST_LICENCE, LONGEST_NAME, short
from fairway_portal.actors.errors import UnusableAgency
from fairway_portal.actors.models import Agency, Branch, Officer

LONGEST_PERSON: Final = 160

POSITIONS: Final = {
    Officer.Position.DIRECTOR.value: Text("Director"),
    Officer.Position.PARTNER.value: Text("Partner"),
    Officer.Position.MANAGER.value: Text("Manager"),
    Officer.Position.REPRESENTATIVE.value: Text("Representative"),
}


@transaction.atomic
def add_branch(
    *,
    by: Person | None,
    agency: Agency,
    name: str,
    city: str,
    country: str = "",
    approval: str = "",
    opened: date | None = None,
) -> Branch:
    """Adds an office besides the head office.

    Args:
        by: Who adds it.
        agency: Whose; of one that was joined to another, the other's.
        name, city: Of the branch.
        country: Code or name; empty: the agency's.
        approval: Number of the approval, where branches need one.
        opened: Since when, where that is known.

    Raises:
        UnusableAgency: Name or city is missing or too long, or the same branch is open already.
        UnknownCode: There is no such country.
    """
    owner = agency.joined_to or agency
    branch = Branch(
        agency=owner,
        name=_written(name, Text("Name of the branch"), LONGEST_NAME),
        city=_written(city, Text("City"), LONGEST_CITY),
        country=places.find(country).iso3 if country.strip() else owner.country,
        approval=short(approval, Text("Number of the approval"), LONGEST_LICENCE),
        opened=opened,
    )
    list(Agency.objects.select_for_update().filter(pk=owner.pk))  # of the same form twice, the second waits here
    if owner.branches.filter(name=branch.name, city=branch.city, country=branch.country, closed=None).exists():
        raise UnusableAgency(
            Text("The branch {name} in {city} is there already.", name=branch.name, city=branch.city),
            advice=Text("Close it first if it was opened anew."),
        )
    branch.save()
    audit.record(by=by, action="branch.added", subject=f"agency {owner.code}", name=branch.name, city=branch.city)
    return branch


@transaction.atomic
def close_branch(*, by: Person | None, branch: Branch, closed: date) -> Branch:
    """Says that a branch is closed since a day.

    Raises:
        UnusableAgency: It was closed already, or would close before it opened.
    """
    now = Branch.objects.select_for_update(of=("self",)).select_related("agency").get(pk=branch.pk)
    _refuse_end(now.opened, now.closed, closed)
    now.closed = closed
    now.save(update_fields=["closed"])
    audit.record(
        by=by, action="branch.closed", subject=f"agency {now.agency.code}", name=now.name, on=closed.isoformat()
    )
    return now


@transaction.atomic
def appoint_officer(*, by: Person | None, agency: Agency, name: str, position: str, since: date) -> Officer:
    """Says who is in post since a day. The name is for the desk: never public.

    Args:
        by: Who enters it.
        agency: Where; of one that was joined to another, the other.
        name: Of the person.
        position: A value of `Officer.Position`.
        since: First day.

    Raises:
        UnusableAgency: The name is missing or too long, there is no such post, or she holds it already.
    """
    owner = agency.joined_to or agency
    if position not in POSITIONS:
        raise UnusableAgency(
            Text("“{position}” is no post of an agency.", position=position),
            advice=Text("Choose one of {posts}.", posts=", ".join(POSITIONS)),
        )
    officer = Officer(
        agency=owner, name=_written(name, Text("Name of the person"), LONGEST_PERSON), position=position, since=since
    )
    list(Agency.objects.select_for_update().filter(pk=owner.pk))
    if owner.officers.filter(name=officer.name, position=position, until=None).exists():
        raise UnusableAgency(
            Text("She holds this post already."), advice=Text("End it first if she was appointed anew.")
        )
    officer.save()
    # The record of actions is read by more people than the desk of licensing: it does not repeat the name.
    audit.record(by=by, action="officer.appointed", subject=f"agency {owner.code}", post=position, officer=officer.pk)
    return officer


@transaction.atomic
def end_post(*, by: Person | None, officer: Officer, until: date) -> Officer:
    """Says on which day somebody was in post for the last time.

    Raises:
        UnusableAgency: It had ended already, or would end before it began.
    """
    now = Officer.objects.select_for_update(of=("self",)).select_related("agency").get(pk=officer.pk)
    _refuse_end(now.since, now.until, until)
    now.until = until
    now.save(update_fields=["until"])
    audit.record(by=by, action="officer.left", subject=f"agency {now.agency.code}", officer=now.pk)
    return now


def _written(written: str, what: Text, most: int) -> str:
    kept = short(written, what, most)
    if not kept:
        raise UnusableAgency(Text("{what}: nothing is written.", what=what), advice=Text("Write it."))
    return kept


def _refuse_end(began: date | None, ended: date | None, end: date) -> None:
    if ended is not None:
        raise UnusableAgency(
            Text("It ended on {day} already.", day=ended.isoformat()), advice=Text("Nothing was changed.")
        )
    if began is not None and end < began:
        raise UnusableAgency(
            Text("It would end on {end}, before it began on {began}.", end=end.isoformat(), began=began.isoformat()),
            advice=Text("Give a later day."),
        )
