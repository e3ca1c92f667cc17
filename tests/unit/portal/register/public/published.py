"""An agency about which the register knows everything, with canaries where nobody may look."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from fairway.recruitment.licences.states import Act
from fairway_portal.accounts.models import Membership, Role
from fairway_portal.actors.models import Agency, Employer, Officer
from fairway_portal.register.licensing import actions
from fairway_portal.register.licensing.evidence import Upload, keep
from fairway_portal.register.licensing.models import Licence
from fairway_portal.register.placements.models import BarEntry, Relation
from tests.people import member, organisation
from tests.unit.portal.register.licensing.licensed import BASIS, act, agency, granted, today

CANARY = "CANARY"
"""Stands in every text that must never be public."""
REASON = "Workers paid fees of 2,000 dollars"


def officer(country: str = "XKX") -> Membership:
    """An officer whose name is a canary."""
    at = organisation("ministry", country=country)
    return member(Role.LICENSING_OFFICER, of=at, name=f"{CANARY} officer")


def suspended(by: Membership, of: Agency | None = None, *, days: int = 30) -> Licence:
    """A licence granted and suspended today, with a note of the desk."""
    licence = granted(by, of)
    act(
        by, licence, Act.SUSPEND, reason=REASON, note=f"{CANARY} note", until=today() + timedelta(days=days),
    )  # fmt: skip
    licence.refresh_from_db()
    return licence


def full(**fields: Any) -> Agency:
    """An agency with a suspended licence that it appealed against, and canaries in all that is not public."""
    by = officer()
    holder = agency(name=fields.pop("name", "Orchid Overseas"), **fields)
    licence = suspended(by, holder)
    agent = member(Role.AGENCY, agency=holder, name=f"{CANARY} agent")
    actions.file_appeal(
        by=agent.person, agency=holder, entry=licence.entries.get(number=3), grounds=f"{CANARY} grounds",
    )  # fmt: skip
    actions.apply_for(
        by=by.person, agency=holder, country="XKX", effective=today(), reason=f"{CANARY} application",
        legal_basis=BASIS, authority="Labour Office",
    )  # fmt: skip
    keep(by=by.person, agency=holder, subject=f"licence {licence.pk} entry 3", upload=Upload(f"{CANARY}.txt", b"x"))
    asked = actions.AskedAct(Act.REVOKE, today(), f"{CANARY} proposal", BASIS)
    actions.propose_act(by=by.person, licence=licence, saw=licence.version, asked=asked)
    Officer.objects.create(agency=holder, name=f"{CANARY} director", position="director", since=today())
    home = employer("QAT-E900001", name=f"{CANARY} family", kind=Employer.Kind.HOUSEHOLD)
    firm = employer("QAT-E900002", name="Desert Builders")
    for one in (home, firm):
        Relation.objects.create(kind="represents", agency=holder, employer=one, since=today(), source=f"{CANARY} file")
        barred(one, by)
    return holder


def employer(code: str, **fields: Any) -> Employer:
    given = {"name": "Desert Builders", "country": code[:3], "kind": Employer.Kind.EMPLOYER} | fields
    return Employer.objects.create(code=code, **given)


def barred(one: Employer, by: Membership, **fields: Any) -> BarEntry:
    given = {
        "country": "XKX", "act": "bar", "effective": today(), "authority": "Labour Office",
        "legal_basis": BASIS, "reason": "Wages were not paid for six months",
    } | fields  # fmt: skip
    return BarEntry.objects.create(employer=one, by=by.person, **given)
