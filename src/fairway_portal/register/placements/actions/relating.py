"""Recording who acts for whom: an agency represents, a sub-agent works for an agency, a principal for an employer."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency, Employer
from fairway_portal.register.placements.bars import bars_on
from fairway_portal.register.placements.errors import RelationRefused
from fairway_portal.register.placements.models import Relation

NEEDED = {
    Relation.Kind.REPRESENTS: ("principal",),
    Relation.Kind.SUB_AGENT: ("sub_agent",),
    Relation.Kind.ACTS_FOR: ("principal", "employer"),
}
"""Kind → whom it needs beside the agency."""


@transaction.atomic
def relate(
    *,
    by: Person,
    kind: str,
    agency: Agency,
    since: date,
    source: str,
    sub_agent: Agency | None = None,
    principal: Employer | None = None,
    employer: Employer | None = None,
    until: date | None = None,
    accreditation: str = "",
) -> Relation:
    """Records a relation; asked for twice, it is there once.

    Args:
        by: The officer.
        kind: `represents` (an accreditation), `sub_agent` or `acts_for`.
        agency: Which.
        since, until: Its days; `until` None: it has not ended.
        source: Where it was read: a decision, a file.
        sub_agent, principal, employer: With whom, as its kind needs.
        accreditation: Its number with the authority, or empty where it is not registered.

    Raises:
        RelationRefused: Somebody is missing, it is with oneself, the days are out of order, or the principal is barred.
    """
    given = {"sub_agent": sub_agent, "principal": principal, "employer": employer}
    parties = {name: one if name in NEEDED.get(Relation.Kind(kind), ()) else None for name, one in given.items()}
    _refuse(kind, agency, parties, since, until)
    held = Relation.objects.select_for_update().filter(
        Q(until=None) | Q(until__gte=since), kind=kind, agency=agency, **parties
    ).first()  # fmt: skip
    if held is not None:
        return held
    one = Relation.objects.create(
        kind=kind, agency=agency, since=since, until=until, accreditation=accreditation[:60], source=source[:250],
        **parties,
    )  # fmt: skip
    audit.record(by=by, action="relation.recorded", subject=f"relation {one.pk}", kind=kind, agency=agency.code)
    return one


@transaction.atomic
def end_relation(*, by: Person, relation: Relation, last: date, reason: str) -> Relation:
    """Ends a relation on a day; what was agreed under it before stays.

    Raises:
        RelationRefused: It had ended before, begins later, or the reason is missing.
    """
    one = Relation.objects.select_for_update(of=("self",)).get(pk=relation.pk)
    if one.until is not None and one.until <= last:
        raise _why(Text("It ended on {day} already.", day=one.until.isoformat()))
    if last < one.since:
        raise _why(Text("It began on {day}; it cannot end before that.", day=one.since.isoformat()))
    if not reason.strip():
        raise _why(Text("Write the reason."))
    one.until = last
    one.save(update_fields=["until"])
    audit.record(by=by, action="relation.ended", subject=f"relation {one.pk}", reason=reason, last=last.isoformat())
    return one


def _refuse(
    kind: str, agency: Agency, parties: dict[str, Agency | Employer | None], since: date, until: date | None
) -> None:
    for name in NEEDED[Relation.Kind(kind)]:
        if parties[name] is None:
            raise _why(Text("Say with whom: {name} is missing.", name=name.replace("_", "-")))
    if parties["sub_agent"] == agency or (parties["principal"] and parties["principal"] == parties["employer"]):
        raise _why(Text("Nobody acts for herself."))
    if until is not None and until < since:
        raise _why(Text("Its last day lies before its first."))
    barred = bars_on([one.pk for one in parties.values() if isinstance(one, Employer)], agency.country, since)
    for entry in barred.values():
        raise _why(Text("{code} is barred: {reason}", code=entry.employer.code, reason=entry.reason))


def _why(why: Text) -> RelationRefused:
    return RelationRefused(Text("The relation was not recorded."), advice=why)
