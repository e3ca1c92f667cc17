"""Membership of agencies in codes of conduct: said by whom, asked of those who run the code, ended."""

from __future__ import annotations

from datetime import date

from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.register.inspections.actions.refusing import attempted
from fairway_portal.register.inspections.errors import ConductRefused
from fairway_portal.register.inspections.identifying import refuse_identifying
from fairway_portal.register.inspections.models import ConductMembership

LONGEST = 200
LONGEST_SOURCE = 300


def add_membership(
    *, by: Person, agency: Agency, code: str, run_by: str, since: date, source: str
) -> ConductMembership:  # fmt: skip
    """Notes that an agency says, or somebody says of it, that it keeps to a code of conduct. Not verified yet.

    Args:
        by: The officer.
        agency: Which.
        code: Name of the code.
        run_by: Who runs it.
        since: From which day.
        source: Who says so, and where.

    Raises:
        ConductRefused: Something is missing, too long, in the future, or there already.
        Identifies: Words identify a person.
    """
    with attempted(by=by, what="conduct", asked="add", subject=f"agency {agency.code}"):
        for field, words, most, advice in (
            ("code", code, LONGEST, Text("Name the code of conduct.")),
            ("run_by", run_by, LONGEST, Text("Name who runs the code.")),
            ("source", source, LONGEST_SOURCE, Text("Say who told you, and where it can be looked up.")),
        ):
            if not words.strip() or len(words) > most:
                raise _refused(field, advice)
        if since > localdate():
            raise _refused("since", Text("Choose today or an earlier day."))
        if ConductMembership.objects.filter(agency=agency, code=code, until=None).exists():
            raise _refused("code", Text("This membership is in the register already."))
        if ConductMembership.objects.filter(agency=agency, code=code, since=since).exists():
            raise _refused("since", Text("A membership from this day is in the register already."))
        refuse_identifying(source=source)
        made = ConductMembership.objects.create(agency=agency, code=code, run_by=run_by, since=since, source=source)
        audit.record(by=by, action="conduct.added", subject=_subject(made), agency=agency.code, code=code)
        return made


def verify_membership(*, by: Person, membership: ConductMembership, source: str) -> ConductMembership:
    """Records that those who run the code were asked, and confirmed it.

    Args:
        by: The officer who asked.
        membership: Which.
        source: Who confirmed it, and when or where.

    Raises:
        ConductRefused: It has ended, is verified, or nobody is named.
        Identifies: Words identify a person.
    """
    with attempted(by=by, what="conduct", asked="verify", subject=_subject(membership)):
        now = ConductMembership.objects.select_for_update(of=("self",)).select_related("agency").get(pk=membership.pk)
        if now.verified or now.until is not None:
            raise _refused("source", Text("It is verified already, or has ended."))
        if not source.strip() or len(source) > LONGEST_SOURCE:
            raise _refused("source", Text("Say who confirmed it."))
        refuse_identifying(source=source)
        now.verified, now.verified_on, now.source = True, localdate(), source
        now.save(update_fields=["verified", "verified_on", "source"])
        audit.record(by=by, action="conduct.verified", subject=_subject(now), reason=source, agency=now.agency.code)
        return now


def end_membership(*, by: Person, membership: ConductMembership, until: date, reason: str) -> ConductMembership:
    """Records the last day of a membership.

    Args:
        by: The officer.
        membership: Which.
        until: Its last day.
        reason: Why it ended, or who said so.

    Raises:
        ConductRefused: It has ended, the day is before its first or in the future, or there is no reason.
        Identifies: Words identify a person.
    """
    with attempted(by=by, what="conduct", asked="end", subject=_subject(membership)):
        now = ConductMembership.objects.select_for_update(of=("self",)).select_related("agency").get(pk=membership.pk)
        if now.until is not None:
            raise _refused("until", Text("It has ended already."))
        if not now.since <= until <= localdate():
            raise _refused("until", Text("Choose a day between its first one and today."))
        if not reason.strip():
            raise _refused("reason", Text("Say why."))
        refuse_identifying(reason=reason)
        now.until = until
        now.save(update_fields=["until"])
        audit.record(
            by=by, action="conduct.ended", subject=_subject(now), reason=reason, agency=now.agency.code,
            until=until.isoformat(),
        )  # fmt: skip
        return now


def _subject(membership: ConductMembership) -> str:
    return f"conduct membership {membership.pk}"


def _refused(field: str, advice: Text) -> ConductRefused:
    return ConductRefused(Text("This cannot be recorded."), advice=advice, details={"field": field})
