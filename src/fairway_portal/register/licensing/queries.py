"""Reading licences: how they stand, whose they are, what was done."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils import timezone

from fairway.kernel.text import Text
from fairway.recruitment.licences.history import Standing
from fairway.recruitment.licences.standing import standing
from fairway.recruitment.licences.states import ACTS, Act, State
from fairway_portal.actors.models import Agency
from fairway_portal.register.licensing.actions.acts import entry_subject
from fairway_portal.register.licensing.actions.answers import ANSWER_NAME, answer_subject
from fairway_portal.register.licensing.models import Appeal, Evidence, Licence, LicenceEntry, Proposal
from fairway_portal.register.licensing.reading import entries_of, stays_of


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A piece of evidence in a list.

    Attributes:
        id: For its address.
        name: As it was sent.
        at: When.
    """

    id: int
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Step:
    """One entry of a history, as the desk reads it.

    Attributes:
        id: Key of the entry.
        number: Its place, from 1.
        act, state: What was done, and what it led to.
        done: The act, as a history says it.
        public: Whether the public sees it.
        effective, recorded: From when it holds; when it was written down.
        by, approved_by: Names of persons: for the desk alone. Empty: the portal itself.
        authority, legal_basis, reason, conditions: As the authority says them.
        note: For the desk alone.
        valid_from, valid_to, until: Days after it.
        evidence: Files that prove it.
        appeal: The appeal against it.
    """

    id: int
    number: int
    act: Act
    state: State
    done: Text
    public: bool
    effective: date
    recorded: datetime
    by: str
    approved_by: str
    authority: str
    legal_basis: str
    reason: str
    note: str
    valid_from: date | None
    valid_to: date | None
    until: date | None
    conditions: str
    evidence: tuple[KeptFile, ...]
    appeal: Appeal | None


def licences_of(agency: Agency) -> QuerySet[Licence]:
    """Every licence of an agency, the newest first; those of agencies that were joined to it among them.

    Args:
        agency: Or one that was joined to another: then the other's.
    """
    return licences_of_all([agency.joined_to_id or agency.pk]).order_by("-pk")


def licences_of_all(agencies: list[int]) -> QuerySet[Licence]:
    """The licences of several agencies, by their keys, and of those joined to them."""
    return Licence.objects.filter(Q(agency__in=agencies) | Q(agency__joined_to__in=agencies))


def standing_of(licence: Licence, on: date) -> Standing:
    """How a licence stands on a day: as its entries and its days say, and with what an appeal stays.

    Before its first entry it stands as applied for from its first entry's day. Costs two queries, or none where
    `entries` and `entries__appealed` are prefetched (`with_history`).
    """
    rows = list(licence.entries.all())
    found = standing(entries_of(rows), on, stays_of(appeals_of(rows)))
    if found is not None:
        return found
    first = min((row.effective for row in rows), default=on)
    return Standing(State.APPLIED, first, False, None, None, None)


def with_history(licences: QuerySet[Licence]) -> QuerySet[Licence]:
    """Licences with all that `standing_of` asks, in three queries for however many."""
    return licences.select_related("agency", "agency__joined_to").prefetch_related("entries__appealed")


def appeals_of(rows: Iterable[LicenceEntry]) -> tuple[Appeal, ...]:
    """The appeals against some entries."""
    rows = list(rows)
    if all("appealed" in row._state.fields_cache for row in rows):
        found = [row._state.fields_cache["appealed"] for row in rows]
        return tuple(one for one in found if one is not None)
    return tuple(Appeal.objects.filter(entry__in=rows).select_related("entry"))


def history_of(licence: Licence) -> tuple[Step, ...]:
    """The whole history of a licence, the first entry first, for the desk: with names, notes and evidence."""
    rows = list(licence.entries.select_related("by", "approved_by").order_by("number"))
    appeals = {one.entry_id: one for one in Appeal.objects.filter(entry__in=rows).select_related("decided_by")}
    proposed = _proposals_of(licence)
    files = evidence_of([*(entry_subject(row) for row in rows), *proposed.values()])
    return tuple(
        _step(
            row,
            files.get(entry_subject(row), ()) + files.get(proposed.get(row.number, ""), ()),
            appeals.get(row.pk),
        )
        for row in rows
    )


def _proposals_of(licence: Licence) -> dict[int, str]:
    """Number of an entry → subject of the evidence of the proposal that it carried out."""
    approved = Proposal.objects.filter(licence=licence, state=Proposal.State.APPROVED)
    return {saw + 1: f"proposal {pk}" for pk, saw in approved.values_list("pk", "saw")}


def evidence_of(subjects: Iterable[str]) -> dict[str, tuple[KeptFile, ...]]:
    """Subject → the files that prove it, without their contents."""
    found: dict[str, tuple[KeptFile, ...]] = {}
    rows = Evidence.objects.filter(subject__in=set(subjects)).order_by("pk")
    for pk, subject, name, at in rows.values_list("pk", "subject", "name", "at"):
        found[subject] = (*found.get(subject, ()), KeptFile(pk, name, at))
    return found


@dataclass(frozen=True, slots=True)
class Answer:
    """What an agency said of a licence: words, or a file.

    Attributes:
        id, name, at: As of a kept file.
        words: Those that were written; empty: it is a file.
    """

    id: int
    name: str
    at: datetime
    words: str


def answers_of(licence: Licence) -> tuple[Answer, ...]:
    """What the agency said of a licence, the newest first."""
    rows = Evidence.objects.filter(subject=answer_subject(licence)).order_by("-pk")
    words = {
        pk: bytes(contents).decode() for pk, contents in rows.filter(name=ANSWER_NAME).values_list("pk", "contents")
    }
    return tuple(Answer(pk, name, at, words.get(pk, "")) for pk, name, at in rows.values_list("pk", "name", "at"))


def _step(row: LicenceEntry, files: tuple[KeptFile, ...], appeal: Appeal | None) -> Step:
    act = Act(row.act)
    return Step(
        id=row.pk,
        number=row.number,
        act=act,
        state=State(row.state),
        done=ACTS[act].done,
        public=ACTS[act].public,
        effective=row.effective,
        recorded=timezone.localtime(row.recorded),
        by=row.by.name or row.by.email if row.by else "",
        approved_by=row.approved_by.name or row.approved_by.email if row.approved_by else "",
        authority=row.authority,
        legal_basis=row.legal_basis,
        reason=row.reason,
        note=row.note,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        until=row.until,
        conditions=row.conditions,
        evidence=files,
        appeal=appeal,
    )
