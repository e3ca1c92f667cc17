"""The record of what was refused, which stays though all else of the attempt is undone; and who may not decide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from fairway.kernel.errors import InputError
from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Membership, Person, Role
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.errors import TwoPeopleNeeded
from fairway_portal.surveys.writing import writing


@contextmanager
def refusals_recorded(*, by: Person | None, subject: str, asked: str) -> Iterator[None]:
    """Whatever is refused inside is recorded (`licence.refused`) in a transaction of its own, and refused still.

    Put it around the transaction of the attempt, never inside, or the record is undone with it.

    Args:
        by: Who tried.
        subject: What it would have been done to: `licence 12`.
        asked: What was tried: `suspend`, `proposal.approve`.
    """
    try:
        yield
    except InputError as refusal:
        with writing():
            audit.record(
                by=by,
                action="licence.refused",
                subject=subject,
                reason=f"{refusal.title} {refusal.advice}".strip(),
                asked=asked,
                why=refusal.slug,
            )
        raise


def refuse_own_agency(by: Person, agency: Agency) -> None:
    """Refuses a decision, or an act, by somebody who, in another role, speaks for the agency that it is about.

    Raises:
        TwoPeopleNeeded: She does.
    """
    its = [agency.organisation_id, agency.joined_to.organisation_id if agency.joined_to else None]
    hers = Membership.objects.filter(person=by, role=Role.AGENCY)
    if hers.filter(organisation__in=[one for one in its if one is not None]).exists():
        raise TwoPeopleNeeded(
            Text("You speak for this agency yourself: somebody else must decide."),
            advice=Text("Ask another supervisor."),
        )
