"""Employers, one of them barred; who acts for whom; contracts with a chain of agency, sub-agent and principal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from fairway_portal.actors.actions.employers import add_employer
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.demonstration.agencies import SOURCE
from fairway_portal.register.demonstration.licences import AUTHORITY
from fairway_portal.register.demonstration.people import MARK, People
from fairway_portal.register.placements import actions
from fairway_portal.register.placements.models import Placement, Relation
from fairway_portal.surveys.writing import writing

LAW: Final = f"Kite Act, section 50 {MARK}"
EMPLOYERS: Final = {
    "principal": ("Sugar Cube Holdings", "QAT", Employer.Kind.PRINCIPAL, ""),
    "works": ("Porcelain Works", "QAT", Employer.Kind.EMPLOYER, "construction"),
    "farm": ("Buttercup Greenhouses", "KOR", Employer.Kind.EMPLOYER, "agriculture"),
    "home": ("Household 12", "QAT", Employer.Kind.HOUSEHOLD, "domestic"),
    "barred": ("Crooked Ladder Contracting", "QAT", Employer.Kind.EMPLOYER, "construction"),
}
"""Key → name, country, kind, sector."""


@dataclass(frozen=True, slots=True)
class Placed:
    """What was made.

    Attributes:
        employers: Key of `EMPLOYERS` → employer.
        contracts: How many contracts there are.
        chained: The number of the contract with the longest chain.
    """

    employers: dict[str, Employer]
    contracts: int
    chained: str


def make(people: People, agencies: Sequence[Agency], sub_agent: Agency, today: date) -> Placed:
    """Makes what is missing.

    Args:
        people: Who acts.
        agencies: The first is licensed; the licence of the eighth was revoked.
        sub_agent: Of the first.
        today: The day.
    """
    employers = {key: _employer(key) for key in EMPLOYERS}
    if not Relation.objects.filter(agency=agencies[0]).exists():
        with writing():
            _related(people, agencies[0], sub_agent, employers, today)
    if not Placement.objects.filter(demonstration=True).exists():
        with writing():
            _contracts(people, agencies, sub_agent, employers, today)
    count = Placement.objects.filter(demonstration=True).count()
    return Placed(employers, count, "DEMO-0001")


def _employer(key: str) -> Employer:
    name, country, kind, sector = EMPLOYERS[key]
    known = Employer.objects.filter(name=f"{name} {MARK}", country=country, demonstration=True).first()
    return known or add_employer(
        by=None, name=f"{name} {MARK}", country=country, kind=kind, sector=sector, source=SOURCE, demonstration=True
    )


def _related(people: People, agency: Agency, sub_agent: Agency, employers: dict[str, Employer], today: date) -> None:
    by, since = people.person("licensing"), today - timedelta(days=200)
    actions.relate(
        by=by, kind=Relation.Kind.REPRESENTS, agency=agency, since=since, source="Accreditation file",
        principal=employers["principal"], accreditation="A-1",
    )  # fmt: skip
    actions.relate(
        by=by, kind=Relation.Kind.SUB_AGENT, agency=agency, since=since, source="Declared by the agency",
        sub_agent=sub_agent,
    )  # fmt: skip
    actions.relate(
        by=by, kind=Relation.Kind.ACTS_FOR, agency=agency, since=since, source="Power of attorney",
        principal=employers["principal"], employer=employers["works"],
    )  # fmt: skip
    actions.bar_employer(
        by=by, employer=employers["barred"], country="NPL", effective=today - timedelta(days=40),
        reason="Passports of workers were kept, and wages of four months not paid.", legal_basis=LAW,
        authority=AUTHORITY,
    )  # fmt: skip


def _contracts(
    people: People, agencies: Sequence[Agency], sub_agent: Agency, employers: dict[str, Employer], today: date
) -> None:
    by, first, begins = people.person("licensing"), agencies[0], today + timedelta(days=20)

    def asked(
        number: int, destination: str, sector: str, employer: str, agency: Agency, *, chain: bool = False
    ) -> actions.AskedPlacement:
        return actions.AskedPlacement(
            number=f"DEMO-{number:04d}", origin="NPL", destination=destination, sector=sector,
            employer=employers[employer], signed=today, begins=begins, ends=begins + timedelta(days=729),
            agency=agency, sub_agent=sub_agent if chain else None, principal=employers["principal"] if chain else None,
        )  # fmt: skip

    for one in (
        asked(1, "QAT", "construction", "works", first, chain=True),
        asked(2, "KOR", "agriculture", "farm", first),
        asked(3, "QAT", "domestic", "home", first),
    ):
        actions.register_placement(by=by, asked=one, demonstration=True)
    actions.register_placement(
        by=by, asked=asked(4, "QAT", "construction", "works", agencies[7]), demonstration=True,
        exists_anyway="Found at the airport; the agency’s licence is revoked.",
    )  # fmt: skip
