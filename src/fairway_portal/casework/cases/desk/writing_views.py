"""What a handler writes: it arrives sealed, from her browser or as a file, and nothing else is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.http import HttpResponse
from django.utils.timezone import localdate

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Role
from fairway_portal.accounts.notices import say_next
from fairway_portal.accounts.permissions import DeskRequest, requires
from fairway_portal.casework.cases.actions import writing
from fairway_portal.casework.cases.desk.acting import own_case
from fairway_portal.casework.cases.desk.going import back_to
from fairway_portal.casework.cases.forms import FormUnusable, key_of, sealed_of
from fairway_portal.casework.cases.models import Case
from fairway_portal.casework.cases.queries.copies import EnvelopeRow, Shown, envelopes
from fairway_portal.casework.cases.queries.recipients import Recipient, recipients_for
from fairway_portal.design.rendering import render

DONE = {"message": Text("Your message is kept, sealed. She reads it when she comes back."),
        "note": Text("Your note is kept, sealed.")}  # fmt: skip


@dataclass(frozen=True, slots=True)
class ResealPage:
    """Envelopes that some living key of the office does not open."""

    case: Case
    stale: tuple[Shown, ...]
    to: tuple[Recipient, ...]

    def key_of(self, row: EnvelopeRow) -> str:
        """Of the form that brings a copy: the same copy twice is one."""
        return copy_key(row, self.to)


@requires(Role.HANDLER, methods=("POST",))
def write(request: DeskRequest, number: str, kind: str) -> HttpResponse:
    """A message to her, or a note."""
    found = own_case(request, number)
    if kind not in DONE:
        raise FormUnusable
    writing.write(
        case=found.pk, kind=kind, sealed=sealed_of(request), by=request.person.pk, on=localdate(),
        key=key_of(request.POST),
    )  # fmt: skip
    say_next(request, DONE[kind])
    return back_to(found, "papers")


@requires(Role.HANDLER)
def reseal(request: DeskRequest, number: str) -> HttpResponse:
    """Seals what is there to the keys that the office has by now: in the browser, or with a file for each."""
    found, today = own_case(request, number), localdate()
    if request.method == "POST":
        writing.reseal(
            case=found.pk, envelope=id_of(request), sealed=sealed_of(request), by=request.person.pk, on=today,
            key=key_of(request.POST),
        )  # fmt: skip
        return back_to(found, "papers")
    stale = tuple(one for one in envelopes(found, today) if one.stale)
    return render(request, "casework/cases/reseal.html", ResealPage(found, stale, recipients_for(found, "note", today)))


def copy_key(row: EnvelopeRow, to: Iterable[Recipient]) -> str:
    """The key of a form that follows from what is copied, and to whose keys."""
    return str(uuid5(row.id, " ".join(sorted(one.fingerprint for one in to))))


def id_of(request: DeskRequest) -> UUID:
    """The envelope that a form is about.

    Raises:
        FormUnusable: It names none.
    """
    try:
        return UUID(request.POST.get("id", ""))
    except ValueError as fault:
        raise FormUnusable from fault
