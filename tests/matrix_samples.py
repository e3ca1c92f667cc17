"""Things that addresses of the permission matrix name: `@agency` in its column `arguments` is `SAMPLES["agency"]`.

A sample is made anew for each test, by a function that is handed the people who try the address.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final
from uuid import uuid4

from fairway_portal.accounts.actions.inviting import invite
from fairway_portal.accounts.models import Invitation, Membership, Organisation, Role
from fairway_portal.actors.models import Agency
from fairway_portal.surveys.desk import actions
from fairway_portal.surveys.models import Session, Survey, Version
from tests.casework_samples import cases, counselling, escrow, filings, intake, keys, thread, transparency
from tests.casework_samples.keys import opened_office
from tests.people import member, organisation
from tests.register_samples import inspections, licensing, orders, placements, public, rosters, worker
from tests.unit.portal.surveys.sample import questionnaire

ACTORS: Final = ("anonymous", *(role.value for role in Role), "other_agency", "other_handler")
People = Mapping[str, Membership]


def people() -> dict[str, Membership]:
    """One member for each role; the agency's speaks for NPL-900001, the other agency's for NPL-900002.

    Officer, supervisor and panel are of one ministry of Nepal.
    """
    nepal = organisation("ministry", country="NPL")
    of_the_register = (Role.LICENSING_OFFICER, Role.SUPERVISOR, Role.PANEL_MEMBER)
    found = {
        role.value: member(role, of=nepal if role in of_the_register else None) for role in Role if role != Role.AGENCY
    }
    for actor, code in (("agency", "NPL-900001"), ("other_agency", "NPL-900002")):
        agency = Agency.objects.create(code=code, name=f"Agency {code}", country="NPL")
        found[actor] = member(Role.AGENCY, agency=agency)
    for actor in ("handler", "other_handler"):
        found[actor] = member(Role.HANDLER, "union")
        opened_office(found[actor].organisation)
    return found


def _secret(people: People) -> str:
    administrator = people["administrator"]
    role = Role.SURVEY_OWNER
    at: Organisation = organisation("ministry")
    return invite(by=administrator.person, email="new@example.org", organisation=at, role=role)


def _invitation(people: People) -> str:
    _secret(people)
    return str(Invitation.objects.get().pk)


def _session(people: People) -> str:
    of = people["outreach"].organisation
    return str(Session.objects.create(organisation=of, label="Sunday", day=date(2026, 1, 4), key=uuid4()).key)


def _survey(people: People) -> str:
    """An own survey of the survey owner's organisation, with a version."""
    owner = people["survey_owner"]
    survey = Survey.objects.filter(slug="sample").first() or actions.begin_survey(
        by=owner.person, owner=owner.organisation, slug="sample", public=True, form=questionnaire(), reasons={}
    )
    if survey.current_id is None:
        actions.make_version(by=owner.person, survey=survey, version="1")
    return survey.slug


def _version(people: People) -> str:
    return str(Version.objects.get(survey__slug=_survey(people)).pk)


def _collector(people: People) -> str:
    owner = people["survey_owner"]
    survey = Survey.objects.get(slug=_survey(people))
    made, _ = actions.add_collector(by=owner.person, organisation=owner.organisation, survey=survey, name="Telephone 3")
    return str(made.pk)


SAMPLES: Final[dict[str, Callable[[People], str]]] = {
    "collector": _collector,
    "survey": _survey,
    "version": _version,
    "agency": lambda people: "NPL-900001",
    "invitation": _invitation,
    "membership": lambda people: str(people["outreach"].pk),
    "outreach_session": _session,
    "person": lambda people: str(people["outreach"].person.pk),
    "secret": _secret,
    **{
        name: sample
        for part in (
            licensing,
            inspections,
            placements,
            rosters,
            orders,
            public,
            worker,
            intake,
            thread,
            cases,
            keys,
            filings,
            escrow,
            counselling,
            transparency,
        )
        for name, sample in part.SAMPLES.items()
    },
}
