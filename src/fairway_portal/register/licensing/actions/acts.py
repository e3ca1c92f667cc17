"""Recording an act on a licence: one entry of its history, the licence as it stands, a change of the feed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.licences.checking import check
from fairway.recruitment.licences.rules import rules_of
from fairway.recruitment.licences.states import ACTS, Act, State
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.indexing import keep_keys
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing import evidence as files
from fairway_portal.register.licensing import feed
from fairway_portal.register.licensing.actions.asking import OWN_ACTS, AskedAct, refuse_incomplete
from fairway_portal.register.licensing.actions.refusing import refusals_recorded, refuse_own_agency
from fairway_portal.register.licensing.errors import SomebodyActed, TwoPeopleNeeded, UnusableAct
from fairway_portal.register.licensing.evidence import Upload
from fairway_portal.register.licensing.models import Appeal, Licence, LicenceEntry, Proposal
from fairway_portal.register.licensing.reading import days_held, entries_of, share_scope, stays_of
from fairway_portal.surveys.writing import writing

_GIVES_CONDITIONS = frozenset({Act.GRANT, Act.RENEW, Act.SET_CONDITIONS})


def record_act(
    *,
    by: Person | None,
    licence: Licence,
    saw: int,
    act: Act,
    effective: date,
    reason: str,
    legal_basis: str,
    authority: str = "",
    valid_from: date | None = None,
    valid_to: date | None = None,
    until: date | None = None,
    conditions: str = "",
    note: str = "",
    number: str = "",
    evidence: Sequence[Upload] = (),
    approved_by: Person | None = None,
    appeal: Appeal | None = None,
) -> LicenceEntry:
    """Records an act: whole, or not at all; what is refused is recorded as refused.

    Args:
        by: Who acts; None for the portal itself (an expiry).
        licence: On which.
        saw: The version of the licence that she saw.
        act: What is done; an act of two people needs a proposal that was approved.
        effective: The day from which it holds.
        reason: Why; public where the act is.
        legal_basis: Law and article.
        authority: Who decided; empty: the licence's authority.
        valid_from, valid_to: The licence's days, for a grant or renewal.
        until: The last day of a suspension that ends by itself.
        conditions: Those that hold after it.
        note: For the desk alone.
        number: Of the licence when it is granted; empty: one is given.
        evidence: Files that prove it.
        approved_by: Who approved the proposal.
        appeal: The appeal that it carries out.

    Returns:
        The entry.

    Raises:
        SomebodyActed: The licence is no longer at the version that she saw.
        ActRefused: Out of order, back-dated too far, days missing, or overlapping another licence of the agency.
        TwoPeopleNeeded: One person alone would do what takes two, or she speaks for the agency and it is no act of its
            own (`OWN_ACTS`).
        UnusableAct: Reason or legal basis is missing, or the number is another licence's.
        EvidenceRefused: A file is not of a kind that is kept; nothing was recorded.
    """
    asked = AskedAct(
        act, effective, reason, legal_basis, authority, valid_from, valid_to, until, conditions, note, number,
        appeal.pk if appeal else None,
    )  # fmt: skip
    with refusals_recorded(by=by, subject=f"licence {licence.pk}", asked=act.value), writing():
        if by is not None and act not in OWN_ACTS:
            refuse_own_agency(by, licence.agency)
        return enter(by=by, licence=licence, saw=saw, asked=asked, evidence=evidence, approved_by=approved_by)


def enter(
    *,
    by: Person | None,
    licence: Licence,
    saw: int,
    asked: AskedAct,
    evidence: Sequence[Upload] = (),
    approved_by: Person | None = None,
) -> LicenceEntry:
    """As `record_act`, inside a transaction whose owner records what is refused."""
    now = locked(licence)
    if now.version != saw:
        raise SomebodyActed(saw, now.version)
    refuse_incomplete(asked)
    appeal = _appeal(now, asked.appeal)
    _refuse_alone(by=by, approved_by=approved_by, licence=now, asked=asked, appeal=appeal)
    after = _after(now, asked, state_after(now, asked), appeal)
    entry = LicenceEntry.objects.create(
        licence=now,
        number=now.version + 1,
        act=asked.act.value,
        state=after.state.value,
        effective=asked.effective,
        by=by,
        approved_by=approved_by,
        authority=asked.authority or now.authority,
        legal_basis=asked.legal_basis.strip(),
        reason=asked.reason.strip(),
        note=asked.note.strip(),
        valid_from=after.valid_from,
        valid_to=after.valid_to,
        until=after.until,
        conditions=after.conditions,
        appeal=appeal,
    )
    _keep_licence(now, entry, asked)
    for upload in evidence:
        files.keep(by=by, agency=now.agency, subject=entry_subject(entry), upload=upload)
    if ACTS[asked.act].public:
        _publish(now, entry)
    audit.record(
        by=by,
        action=f"licence.{asked.act.value}",
        subject=f"licence {now.pk} entry {entry.number}",
        reason=entry.reason,
        agency=now.agency.code,
        approved_by=approved_by.pk if approved_by else None,
    )
    for name in ("number", "state", "valid_from", "valid_to", "until", "conditions", "version"):
        setattr(licence, name, getattr(now, name))
    return entry


def entry_subject(entry: LicenceEntry) -> str:
    """How a piece of evidence names the entry that it proves."""
    return f"licence {entry.licence_id} entry {entry.number}"


def locked(licence: Licence) -> Licence:
    """The licence as it is now, and its agency: of two who act at once, on this licence or on another of the same
    agency, the second waits here until the first is done.
    """
    owner = Agency.objects.filter(pk=licence.agency_id).values_list("joined_to", "pk").get()
    list(Agency.objects.select_for_update().filter(pk=owner[0] or owner[1]))
    return Licence.objects.select_for_update(of=("self",)).select_related("agency__joined_to").get(pk=licence.pk)


def state_after(licence: Licence, asked: AskedAct) -> State:
    """The state that an act would lead to.

    Raises:
        ActRefused: It cannot be done.
    """
    appeals = Appeal.objects.filter(entry__licence=licence).select_related("entry")
    against = next((one.entry.number for one in appeals if one.pk == asked.appeal), None)
    return check(
        entries_of(licence.entries.all()),
        asked.act,
        effective=asked.effective,
        today=timezone.localdate(),
        rules=rules_of(licence.country, asked.effective),
        valid_from=asked.valid_from,
        valid_to=asked.valid_to,
        until=asked.until,
        others=others_held(licence),
        against=against,
        stayed=stays_of(appeals),
        barred=_siblings(licence).filter(state=State.BARRED.value).exists(),
    )


def _siblings(licence: Licence) -> QuerySet[Licence]:
    """The agency's other licences of this authority, those of agencies that were joined to it among them."""
    agency = licence.agency.joined_to_id or licence.agency_id
    return (
        Licence.objects.filter(Q(agency=agency) | Q(agency__joined_to=agency))
        .filter(country=licence.country, demonstration=licence.demonstration)
        .exclude(pk=licence.pk)
    )


def others_held(licence: Licence) -> tuple[tuple[date, date | None], ...]:
    """The days on which the agency holds other licences of this authority for some of the same work.

    Licences for different sectors, or different destinations, may run at the same time.
    """
    spans = []
    for other in _siblings(licence).prefetch_related("entries"):
        entries = sorted(other.entries.all(), key=lambda one: one.number)
        held = days_held(other, entries[-1].effective if entries else None)
        if held is not None and share_scope(licence, other):
            spans.append(held)
    return tuple(spans)


def _refuse_alone(
    *, by: Person | None, approved_by: Person | None, licence: Licence, asked: AskedAct, appeal: Appeal | None
) -> None:
    rule = ACTS[asked.act]
    if not rule.two_people or _decides_appeal(by, appeal, asked.act):
        return
    approved = (
        by is not None
        and approved_by is not None
        and approved_by.pk != by.pk
        and Proposal.objects.filter(
            licence=licence,
            state=Proposal.State.APPROVED,
            proposed_by=by,
            decided_by=approved_by,
            saw=licence.version,
            asked__act=asked.act.value,
        ).exists()
    )
    if not approved:
        raise TwoPeopleNeeded(
            Text("{act}: this takes two people.", act=rule.title),
            advice=Text("Propose it; a supervisor who is somebody else approves or refuses it."),
        )


def _appeal(licence: Licence, key: int | None) -> Appeal | None:
    """The appeal that an act carries out."""
    if key is None:
        return None
    found = Appeal.objects.select_related("entry").filter(pk=key, entry__licence=licence).first()
    if found is None or found.state not in (Appeal.State.FILED, Appeal.State.ALLOWED):
        raise UnusableAct(
            Text("The appeal that this would carry out is decided, withdrawn, or another licence’s."),
            advice=Text("Look at the appeals of the licence."),
        )
    return found


def _decides_appeal(by: Person | None, appeal: Appeal | None, act: Act) -> bool:
    """Whether a supervisor carries out the appeal that she allowed, having had no part in the act."""
    return (
        act is Act.REINSTATE
        and by is not None
        and appeal is not None
        and appeal.state == Appeal.State.ALLOWED
        and appeal.decided_by_id == by.pk
        and by.pk not in (appeal.entry.by_id, appeal.entry.approved_by_id)
    )


@dataclass(frozen=True, slots=True)
class _After:
    state: State
    valid_from: date | None
    valid_to: date | None
    until: date | None
    conditions: str


def _after(licence: Licence, asked: AskedAct, state: State, appeal: Appeal | None) -> _After:
    """The licence's days and conditions once the act is done."""
    days = (licence.valid_from, licence.valid_to)
    if ACTS[asked.act].dated == "validity":
        days = (asked.valid_from, asked.valid_to)
    until, conditions = (asked.until if asked.act is Act.SUSPEND else None), licence.conditions
    if asked.act in _GIVES_CONDITIONS:
        conditions = asked.conditions.strip()
    elif asked.act is Act.LIFT_CONDITIONS:
        conditions = ""
    elif appeal is not None and asked.act is Act.REINSTATE:
        until, conditions = _before_appealed(licence, appeal, conditions)
    return _After(state, *days, until, conditions)


def _before_appealed(licence: Licence, appeal: Appeal, conditions: str) -> tuple[date | None, str]:
    """The last day of a suspension and the conditions, as they were before the act that was undone."""
    before = licence.entries.filter(number=appeal.entry.number - 1).first()
    if before is None:
        return None, conditions
    return before.until, before.conditions


def _keep_licence(licence: Licence, entry: LicenceEntry, asked: AskedAct) -> None:
    licence.state, licence.version = entry.state, entry.number
    licence.valid_from, licence.valid_to = entry.valid_from, entry.valid_to
    licence.until, licence.conditions = entry.until, entry.conditions
    if asked.act is Act.GRANT:
        licence.number = _number(licence, asked.number.strip())
    licence.save()


def _number(licence: Licence, wanted: str) -> str:
    """The licence's number; the agency is found by its first one."""
    number = wanted or f"{licence.country}-L{licence.pk:06d}"
    held = Licence.objects.filter(country=licence.country, number=number).exclude(pk=licence.pk).first()
    if held is not None:
        raise UnusableAct(
            Text("Licence {number} is that of {agency}.", number=number, agency=held.agency.name),
            advice=Text("Give this licence a number of its own, or none: then one is given."),
        )
    if not licence.agency.licence_number:
        licence.agency.licence_number = number
        licence.agency.save(update_fields=["licence_number"])
        keep_keys([licence.agency])
    return number


def _publish(licence: Licence, entry: LicenceEntry) -> None:
    feed.publish(
        kind=f"licence.{entry.act}",
        country=licence.country,
        subject=(licence.agency.joined_to or licence.agency).code,
        effective=entry.effective,
        details={
            "number": licence.number,
            "entry": entry.number,
            "state": entry.state,
            "reason": entry.reason,
            "legal_basis": entry.legal_basis,
            "authority": entry.authority,
            "valid_from": entry.valid_from,
            "valid_to": entry.valid_to,
            "until": entry.until,
            "conditions": entry.conditions,
        },
        demonstration=licence.demonstration,
    )
