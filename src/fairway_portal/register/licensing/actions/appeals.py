"""Appeals: filed by the agency within the country's days, decided by a supervisor who had no part in the act."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.licences.errors import ActRefused
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import ACTS, Act
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Membership, Person, Role
from fairway_portal.accounts.permissions import refuse_unless
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing import evidence as files
from fairway_portal.register.licensing.actions.acts import enter, locked
from fairway_portal.register.licensing.actions.asking import LONGEST_WORDS, AskedAct
from fairway_portal.register.licensing.actions.refusing import refusals_recorded, refuse_own_agency
from fairway_portal.register.licensing.errors import AlreadyDecided, AppealRefused, TwoPeopleNeeded
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Appeal, LicenceEntry
from fairway_portal.surveys.writing import writing

State = Appeal.State
_NOTHING_TO_UNDO: Final = frozenset({"nothing_to_undo", "other_act_holds"})
"""Reasons for which an appeal can be allowed, and yet no reinstatement follows: the act no longer decides."""


def last_day(entry: LicenceEntry) -> date | None:
    """The last day for an appeal against an entry, counted from the day it was recorded; None: no rule known."""
    recorded = timezone.localdate(entry.recorded)
    days = rules_of(entry.licence.country, recorded).appeal_days
    return None if days is None else recorded + timedelta(days=days)


def may_appeal(entry: LicenceEntry) -> bool:
    """Whether an appeal against an entry can still be filed."""
    last = last_day(entry)
    return (
        ACTS[Act(entry.act)].appealable
        and (last is None or timezone.localdate() <= last)
        and not Appeal.objects.filter(entry=entry).exists()
    )


def file_appeal(
    *, by: Person, agency: Agency, entry: LicenceEntry, grounds: str, evidence: Sequence[Upload] = ()
) -> Appeal:
    """Files an appeal for the agency.

    Args:
        by: Of the agency's people.
        agency: For which she speaks.
        entry: The act appealed against.
        grounds: Why.
        evidence: Files that prove it.

    Returns:
        The appeal; `due` is None where the country's rules do not say by when it must be decided.

    Raises:
        NotAllowed: The licence is another agency's.
        AppealRefused: No appeal is possible against this act, its days are over, one was filed, or grounds are missing.
        EvidenceRefused: A file is not of a kind that is kept; nothing was filed.
    """
    holder = entry.licence.agency.joined_to_id or entry.licence.agency_id
    refuse_unless(agency.pk == holder)
    with refusals_recorded(by=by, subject=f"licence {entry.licence_id}", asked="appeal"), writing():
        locked(entry.licence)
        _refuse_filing(entry, grounds)
        today = timezone.localdate()
        rules = rules_of(entry.licence.country, today)
        appeal = Appeal.objects.create(
            entry=entry,
            grounds=grounds.strip(),
            filed_by=by,
            due=None if rules.appeal_decision_days is None else today + timedelta(days=rules.appeal_decision_days),
            stays=rules.appeal_stays is True,
        )
        for upload in evidence:
            files.keep(by=by, agency=agency, subject=f"appeal {appeal.pk}", upload=upload)
        audit.record(by=by, action="appeal.filed", subject=f"appeal {appeal.pk}", entry=str(entry), agency=agency.code)
    return appeal


def withdraw_appeal(*, by: Person, agency: Agency, appeal: Appeal) -> Appeal:
    """Takes the agency's own appeal back.

    Raises:
        NotAllowed: It is another agency's.
        AlreadyDecided: It is decided.
    """
    licence = appeal.entry.licence
    refuse_unless(agency.pk == (licence.agency.joined_to_id or licence.agency_id))
    with writing():
        now = _filed(appeal)
        _close(now, State.WITHDRAWN, by, "")
        audit.record(by=by, action="appeal.withdrawn", subject=f"appeal {now.pk}")
    return now


def decide_appeal(
    *, by: Membership, appeal: Appeal, allow: bool, words: str, legal_basis: str = "", effective: date | None = None
) -> Appeal:
    """Allows an appeal, and reinstates; or dismisses it.

    Where the act no longer decides how the licence stands (it was lifted, is over, or another act holds), an appeal
    that is allowed is recorded, and no reinstatement follows.

    Args:
        by: A supervisor of the country who neither recorded nor approved the act, nor filed the appeal.
        appeal: Filed.
        allow: Whether it is allowed.
        words: Why; the agency reads them, and the public those of a reinstatement.
        legal_basis: Of the decision, needed when it is allowed.
        effective: From when a reinstatement holds; None: today.

    Raises:
        NotAllowed: She is no supervisor, or of another country.
        TwoPeopleNeeded: She had a part in the act, filed the appeal, or speaks for the agency.
        AlreadyDecided: It was decided or withdrawn in the meantime.
        AppealRefused: Words are missing.
        ActRefused: The reinstatement is refused, for instance because the agency has another licence for those days;
            then nothing is decided.
    """
    entry = appeal.entry
    licence = entry.licence
    refuse_unless(by.role == Role.SUPERVISOR and by.organisation.country == licence.country)
    asked = "appeal.allow" if allow else "appeal.dismiss"
    with refusals_recorded(by=by.person, subject=f"licence {licence.pk}", asked=asked), writing():
        now_licence = locked(licence)
        now = _filed(appeal)
        if by.person_id in (entry.by_id, entry.approved_by_id, now.filed_by_id):
            raise TwoPeopleNeeded(
                Text("You had a part in the act that this appeal is against, or filed the appeal."),
                advice=Text("Another supervisor must decide; or an officer proposes a reinstatement."),
            )
        refuse_own_agency(by.person, licence.agency)
        if not words.strip():
            raise AppealRefused(Text("A decision needs words."), advice=Text("Write why; the agency reads it."))
        _close(now, State.ALLOWED if allow else State.DISMISSED, by.person, words)
        audit.record(
            by=by.person,
            action="appeal.allowed" if allow else "appeal.dismissed",
            subject=f"appeal {now.pk}",
            reason=now.decision,
        )
        if allow:
            act = AskedAct(Act.REINSTATE, effective or timezone.localdate(), words.strip(), legal_basis, appeal=now.pk)
            _reinstate(by.person, now_licence.version, act, now)
    return now


def _reinstate(by: Person, saw: int, act: AskedAct, appeal: Appeal) -> None:
    try:
        enter(by=by, licence=appeal.entry.licence, saw=saw, asked=act)
    except ActRefused as refusal:
        if refusal.details.get("reason") not in _NOTHING_TO_UNDO:
            raise


def _close(appeal: Appeal, state: str, by: Person, words: str) -> None:
    appeal.state, appeal.decided_by, appeal.decided = state, by, timezone.now()
    appeal.decision = words.strip()[:LONGEST_WORDS]
    appeal.save(update_fields=["state", "decided_by", "decided", "decision"])


def _filed(appeal: Appeal) -> Appeal:
    now = Appeal.objects.select_for_update(of=("self",)).select_related("entry__licence__agency").get(pk=appeal.pk)
    if now.state != State.FILED:
        raise AlreadyDecided
    return now


def _refuse_filing(entry: LicenceEntry, grounds: str) -> None:
    rule = ACTS[Act(entry.act)]
    if not rule.appealable:
        raise AppealRefused(
            Text("{done}: no appeal is possible against this.", done=rule.done),
            advice=Text("Write to the authority if something in it is wrong."),
        )
    if Appeal.objects.filter(entry=entry).exists():
        raise AppealRefused(
            Text("An appeal against this was filed already."), advice=Text("Its state stands at the act itself.")
        )
    last = last_day(entry)
    if last is not None and timezone.localdate() > last:
        raise AppealRefused(
            Text("The time for an appeal ended on {day}.", day=last.isoformat()),
            advice=Text("Ask the authority, or a lawyer, whether another remedy is open."),
        )
    if not grounds.strip():
        raise AppealRefused(Text("An appeal needs grounds."), advice=Text("Write why the decision is wrong."))
    if len(grounds) > LONGEST_WORDS:
        raise AppealRefused(
            Text("The grounds have {n} characters; at most {most} are kept.", n=len(grounds), most=LONGEST_WORDS),
            advice=Text("Make them shorter, and send the whole as a file."),
        )
