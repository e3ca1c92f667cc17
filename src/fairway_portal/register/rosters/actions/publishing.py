"""Publishing an edition, and taking one back that was a mistake."""

from __future__ import annotations

from typing import Final

from django.db import transaction
from django.utils import timezone

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.actors.numbering import next_codes
from fairway_portal.register.licensing import feed
from fairway_portal.register.rosters import queries
from fairway_portal.register.rosters.actions.agencies import add_agencies, bring_up_to_date
from fairway_portal.register.rosters.actions.turns import at_stage
from fairway_portal.register.rosters.errors import RowsUndecided, UnusableDecision
from fairway_portal.register.rosters.models import RosterChange, Vintage
from fairway_portal.register.rosters.planning import Plan, Planned, plan

AT_ONCE: Final = 500


@transaction.atomic
def publish(*, by: Person, vintage: Vintage, saw: int) -> Vintage:
    """Makes an edition the latest of its country: agencies are added and renamed, the changes go into the public feed.

    Args:
        by: The officer.
        vintage: In review, every uncertain row decided.
        saw: Its version that she saw.

    Raises:
        OutOfTurn: Somebody went on with it meanwhile.
        RowsUndecided: Some rows wait for a decision.
        UnusableDecision: A new row cannot become an agency.
    """
    vintage = at_stage(vintage, saw, Vintage.State.REVIEW)
    if waiting := queries.undecided(vintage).count():
        raise RowsUndecided(
            Text("{n} rows wait for a decision.", n=waiting), advice=Text("Decide them, then publish the list.")
        )
    # Holds the country's row until the end: two editions of one country are published one after the other.
    next_codes(vintage.country, 0)
    planned = plan(vintage)
    add_agencies(by=by, vintage=vintage, rows=planned.new)
    bring_up_to_date(by=by, vintage=vintage, rows=planned.listed)
    _keep(vintage, planned)
    vintage.state = Vintage.State.PUBLISHED
    vintage.published = timezone.now()
    vintage.previous = planned.previous
    vintage.version += 1
    vintage.save(update_fields=["state", "published", "previous", "version"])
    _announce(vintage, planned)
    audit.record(
        by=by,
        action="roster.published",
        subject=f"vintage {vintage.pk}",
        list=str(vintage),
        added=len(planned.new),
        listed=len(planned.listed),
    )
    return vintage


@transaction.atomic
def withdraw(*, by: Person, vintage: Vintage, saw: int, reason: str) -> Vintage:
    """Takes an edition back that was a mistake, at any stage: it lists nothing any more, its file may be given again.

    Agencies that it added stay, because other things may point to them; the feed says that it was withdrawn.

    Raises:
        OutOfTurn: It is withdrawn already, or somebody went on with it meanwhile.
        UnusableDecision: No reason is given.
    """
    states = [state for state in Vintage.State if state != Vintage.State.WITHDRAWN]
    vintage = at_stage(vintage, saw, *states)
    if not reason.strip():
        raise UnusableDecision(Text("A reason is needed."), advice=Text("Say what was wrong with the list."))
    public = vintage.state == Vintage.State.PUBLISHED
    vintage.state = Vintage.State.WITHDRAWN
    vintage.withdrawn_because = reason
    vintage.version += 1
    vintage.save(update_fields=["state", "withdrawn_because", "version"])
    if public:
        _say(vintage, "roster.withdrawn", f"vintage {vintage.pk}", reason=reason)
    audit.record(by=by, action="roster.withdrawn", subject=f"vintage {vintage.pk}", reason=reason)
    return vintage


def _keep(vintage: Vintage, planned: Plan) -> None:
    RosterChange.objects.bulk_create(
        [
            RosterChange(vintage=vintage, kind=one.kind, agency=_agency(one), before=one.before, after=one.after)
            for one in planned.changes
        ],
        batch_size=AT_ONCE,
    )


def _agency(one: Planned) -> Agency:
    agency = one.agency or (one.row.agency if one.row else None)
    if agency is None:
        raise AssertionError(one)  # every new row was given one by `add_agencies`
    return agency


def _announce(vintage: Vintage, planned: Plan) -> None:
    """The feed: one entry for the edition, and one for each change since the one before; a first edition is one
    entry.
    """
    _say(vintage, "roster.published", f"vintage {vintage.pk}", agencies=len(planned.new) + len(planned.listed))
    if planned.previous is None:
        return
    for one in planned.changes:
        _say(vintage, f"roster.{one.kind}", _agency(one).code, name=one.name, before=one.before, after=one.after)


def _say(vintage: Vintage, kind: str, subject: str, **details: str | int) -> None:
    feed.publish(
        kind=kind,
        country=vintage.country,
        subject=subject,
        effective=timezone.localdate(),
        details={"publisher": vintage.publisher, "edition": vintage.edition, **details},
        demonstration=vintage.demonstration,
    )
