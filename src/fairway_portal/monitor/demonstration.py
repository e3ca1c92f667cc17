"""The demonstration: invented organisations, agencies, ratings with an attack among them, and two publications.

Everything is a function of the seed and the day, carries `demonstration=True`, and says “(demonstration)” in its name.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from django.utils.timezone import localdate

from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Membership, Organisation, Person, Role
from fairway_portal.actors.actions import speak_for
from fairway_portal.actors.models import Agency
from fairway_portal.monitor import demonstration_ratings, publishing
from fairway_portal.monitor.actions.replies import check_reply, write_reply
from fairway_portal.monitor.models import Helper, Publication, PublishedAgency, Reply
from fairway_portal.monitor.vouchers import make_batch
from fairway_portal.surveys.writing import writing

SEED: Final = 20_260_501
MARK: Final = "(demonstration)"
DOMAIN: Final = "demonstration.example"
"""A name that can never be anybody's."""
Kind = Organisation.Kind
ORGANISATIONS: Final = {
    "ministry": (f"Ministry of Kites {MARK}", Kind.MINISTRY, "NPL"),
    "union": (f"Union of Umbrella Makers {MARK}", Kind.UNION, "NPL"),
    "centre": (f"Lantern Resource Centre {MARK}", Kind.RESOURCE_CENTRE, "QAT"),
    "course": (f"Teapot Course before Departure {MARK}", Kind.COURSE, "NPL"),
    "agency": (f"Velvet Spoon Overseas {MARK}", Kind.AGENCY, "NPL"),
}
PEOPLE: Final = (
    ("moderator", "ministry", Role.MODERATOR),
    ("second-moderator", "ministry", Role.MODERATOR),
    ("union", "union", Role.OUTREACH),
    ("centre", "centre", Role.OUTREACH),
    ("owner", "union", Role.SURVEY_OWNER),
    ("agency", "agency", Role.AGENCY),
)
"""Name in the address, organisation, role."""
HELPS: Final = (
    ("union", "NPL", "Advice on contracts and fees, in Nepali and Hindi. This entry is made up.", "ne hi en"),
    ("centre", "QAT", "A place to talk, and help with complaints. This entry is made up.", "ne bn en ar"),
    ("centre", "", "Answers letters from everywhere. This entry is made up.", "en"),
)
QUARTER: Final = timedelta(days=91)
CARDS: Final = 5


@dataclass(frozen=True, slots=True)
class Demonstrated:
    """What was made; passwords and cards are seen here alone.

    Attributes:
        agencies, ratings, publications: How many there are.
        accounts: E-mail address → password; empty where they were there already.
        cards: Numbers of vouchers to try.
    """

    agencies: int
    ratings: int
    publications: int
    accounts: dict[str, str]
    cards: tuple[str, ...]


def demonstrate(*, agencies: int = 300, new_passwords: bool = False) -> Demonstrated:
    """Makes the demonstration, or what is missing of it.

    Args:
        agencies: How many, the first time.
        new_passwords: Whether accounts that are there get others.
    """
    organisations = _organisations()
    accounts = _accounts(organisations, new_passwords=new_passwords)
    _helpers(organisations)
    today = localdate()
    if not demonstration_ratings.there():
        demonstration_ratings.make(
            seed=SEED, agencies=agencies, until=today, issuers=tuple(organisations[one] for one in ("union", "centre"))
        )
    for on in (today - QUARTER, today):
        _published(on)
    _spoken_for(organisations["agency"])
    cards = _cards(organisations["union"], today) if accounts else ()
    made = Agency.objects.filter(demonstration=True).count()
    published = Publication.objects.filter(demonstration=True).count()
    return Demonstrated(made, demonstration_ratings.count(), published, accounts, cards)


def _organisations() -> dict[str, Organisation]:
    made = {}
    for key, (name, kind, country) in ORGANISATIONS.items():
        made[key], _ = Organisation.objects.get_or_create(
            name=name, kind=kind, country=country, defaults={"demonstration": True}
        )
    return made


def _accounts(organisations: dict[str, Organisation], *, new_passwords: bool) -> dict[str, str]:
    told = {}
    for name, at, role in PEOPLE:
        email = f"{name}@{DOMAIN}"
        with writing():
            person = Person.objects.filter(email=email).first()
            if person is None or new_passwords:
                told[email] = secrets.token_urlsafe(12)
                known = person or Person(email=email, name=f"{name.replace('-', ' ').capitalize()} {MARK}")
                known.demonstration = True
                known.set_password(told[email])
                known.save()
                audit.record(by=None, action="demonstration.account", subject=f"person {email}")
                person = known
            Membership.objects.get_or_create(person=person, organisation=organisations[at], role=role)
    return told


def _helpers(organisations: dict[str, Organisation]) -> None:
    for at, country, does, languages in HELPS:
        Helper.objects.get_or_create(
            organisation=organisations[at], country=country, does=does,
            defaults={"address": f"https://help.{DOMAIN}/", "languages": languages, "checked": localdate(),
                      "must_tell": "no"},
        )  # fmt: skip


def _published(on: date) -> None:
    """A batch of that day, unless there are two already: the demonstration has as many as a page of it needs."""
    if publishing.unfinished(demonstration=True) or Publication.objects.filter(demonstration=True).count() < 2:
        publishing.publish(by=None, on=on, demonstration=True)


def _spoken_for(organisation: Organisation) -> None:
    """Gives the agency's people an agency of which something is published, a reply that is shown and one that waits."""
    if Agency.objects.filter(organisation=organisation).exists():
        return
    last = publishing.latest(demonstration=True)
    known = PublishedAgency.objects.filter(publication=last, agency__country="NPL").exclude(
        agency__licence_number__startswith=demonstration_ratings.ATTACKED
    )
    agency = known.select_related("agency").order_by("agency__code").first()
    if agency is None:
        return
    staff = Person.objects.get(email=f"agency@{DOMAIN}")
    moderator = Person.objects.get(email=f"moderator@{DOMAIN}")
    with writing():
        speak_for(by=None, agency=agency.agency, organisation=organisation, reason="demonstration")
        texts = (
            "Since this year nobody pays us for a job. Whoever paid before can claim it back. (demonstration)",
            "We now give every worker a copy of the contract. (demonstration)",
        )
        shown = write_reply(by=staff, agency=agency.agency, text=texts[0], language="en")
        check_reply(by=moderator, reply=shown, show=True, reason="It names no worker.", seen=Reply.State.WAITING)
        write_reply(by=staff, agency=agency.agency, text=texts[1], language="en")


def _cards(issuer: Organisation, today: date) -> tuple[str, ...]:
    return make_batch(
        by=None, issuer=issuer, label=f"Cards to try {MARK}", count=CARDS, expires=today + timedelta(days=365),
        demonstration=True,
    ).numbers  # fmt: skip
