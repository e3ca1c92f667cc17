"""Which kinds of organisation may give which role, and what each role allows: the whole table.

An agency can never hold a role that issues vouchers, moderates ratings or gives others their roles. `check_held` is
asked by the models of memberships, invitations and organisations; `accounts.choosing` asks again at every page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway.safe_reporting.firewall.purposes import Purpose
from fairway_portal.accounts.models.organisation import Organisation
from fairway_portal.accounts.models.role import Role

Kind = Organisation.Kind

KIND_NAMES: Final = {
    Kind.OPERATOR: Text("Operator of this portal"),
    Kind.MINISTRY: Text("Ministry or labour office"),
    Kind.UNION: Text("Trade union"),
    Kind.EMPLOYERS: Text("Employers’ organisation"),
    Kind.RESOURCE_CENTRE: Text("Migrant resource centre"),
    Kind.COURSE: Text("Pre-departure course"),
    Kind.AGENCY: Text("Recruitment agency"),
    Kind.LEGAL_AID: Text("Legal aid organisation"),
    Kind.INSPECTORATE: Text("Labour inspectorate"),
    Kind.IMMIGRATION: Text("Immigration authority"),
}


@dataclass(frozen=True, slots=True)
class Holding:
    """A role as people read of it, and who may give it; `purpose` decides what the firewall lets it reach."""

    name: Text
    allows: Text
    kinds: frozenset[Organisation.Kind]
    purpose: Purpose


HOLDINGS: Final = {
    Role.ADMINISTRATOR: Holding(
        Text("Administrator"),
        Text("Invite people, change their roles, end their access, and read the record of actions."),
        frozenset({Kind.OPERATOR}),
        Purpose.OPERATION,
    ),
    # A panel of government, employers and workers would be a kind of its own, and join this line.
    Role.MODERATOR: Holding(
        Text("Moderator"),
        Text("Check comments and replies, decide on ratings that were held back, and publish a batch of ratings."),
        frozenset({Kind.OPERATOR, Kind.MINISTRY}),
        Purpose.STATISTICS,
    ),
    Role.SURVEY_OWNER: Holding(
        Text("Survey owner"),
        Text("Make surveys, hand out their links, and read their results."),
        frozenset(set(Kind) - {Kind.AGENCY, Kind.IMMIGRATION}),
        Purpose.STATISTICS,
    ),
    Role.OUTREACH: Holding(
        Text("Outreach worker"),
        Text("Make vouchers for workers, and enter the forms that workers filled in on paper."),
        frozenset({Kind.UNION, Kind.RESOURCE_CENTRE, Kind.COURSE}),
        Purpose.STATISTICS,
    ),
    Role.AGENCY: Holding(
        Text("Agency staff"),
        Text("Read what is published of the agency and reply to it; apply for licences, answer findings, appeal."),
        frozenset({Kind.AGENCY}),
        Purpose.LICENSING,
    ),
    Role.LICENSING_OFFICER: Holding(
        Text("Licensing officer"),
        Text(
            "Decide on licences of the ministry’s country, inspect agencies, keep guarantees, contracts and job orders."
        ),
        frozenset({Kind.MINISTRY}),
        Purpose.LICENSING,
    ),
    Role.SUPERVISOR: Holding(
        Text("Supervisor of licensing"),
        Text("Approve or refuse what an officer proposes: revoking a licence, drawing on a guarantee."),
        frozenset({Kind.MINISTRY}),
        Purpose.LICENSING,
    ),
    Role.PANEL_MEMBER: Holding(
        Text("Member of the review panel"),
        Text("Give the view of government, employers or workers on what is proposed, before it is decided."),
        frozenset({Kind.MINISTRY, Kind.EMPLOYERS, Kind.UNION}),
        Purpose.LICENSING,
    ),
    Role.HANDLER: Holding(
        Text("Case handler"),
        Text("Open the reports that workers sealed to her own key, answer them, and work on their cases."),
        frozenset({Kind.UNION, Kind.RESOURCE_CENTRE, Kind.LEGAL_AID, Kind.INSPECTORATE}),
        Purpose.PROTECTION,
    ),
    # A role that exists to be kept out: the firewall is tested against it, at every address.
    Role.IMMIGRATION_OFFICER: Holding(
        Text("Immigration officer"),
        Text("Read what everybody can read. Nothing of reports, cases or people is ever shown in this role."),
        frozenset({Kind.IMMIGRATION}),
        Purpose.IMMIGRATION,
    ),
}


class RoleNotHeld(InputError):
    """An organisation of this kind cannot give this role."""

    def __init__(self, role: Role, kind: Organisation.Kind) -> None:
        super().__init__(
            Text("The role “{role}” cannot be held for: {kind}.", role=HOLDINGS[role].name, kind=KIND_NAMES[kind]),
            advice=Text("Choose another role, or another organisation."),
            details={"role": role.value, "kind": kind.value},
        )


def may_hold(role: str, kind: str) -> bool:
    """Whether people of such an organisation may have the role.

    Args:
        role: A value of `Role`; anything else is held by nobody.
        kind: A value of `Organisation.Kind`.
    """
    return role in Role.values and kind in HOLDINGS[Role(role)].kinds


def check_held(role: str, kind: str) -> None:
    """Refuses a role for a kind of organisation.

    Raises:
        RoleNotHeld: It cannot be held there.
    """
    if not may_hold(role, kind):
        raise RoleNotHeld(Role(role), Kind(kind))


def roles_of(kind: str) -> tuple[Role, ...]:
    """The roles that such an organisation may give, in their order."""
    return tuple(role for role in Role if may_hold(role, kind))
