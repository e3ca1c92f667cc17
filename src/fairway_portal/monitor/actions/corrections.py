"""The right of correction: an agency asks, a moderator answers."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.actions.entries import noted, with_reason
from fairway_portal.monitor.actions.errors import AlreadyDecided, DecisionRefused
from fairway_portal.monitor.models import Correction
from fairway_portal.surveys.writing import writing

LONGEST: Final = 2000
MOST_WAITING: Final = 5
KINDS: Final = {
    Correction.Kind.NOT_US.value: Text("Something is not about us"),
    Correction.Kind.WRONG.value: Text("A fact is wrong"),
}


def ask_correction(*, by: Person, agency: Agency, kind: str, text: str) -> Correction:
    """Puts a request on the moderators' list.

    Args:
        by: Of the agency's people.
        agency: For whom she speaks.
        kind: A key of `KINDS`.
        text: What is wrong and how it is right, at most 2,000 characters.

    Raises:
        DecisionRefused: It is empty, too long or of no kind, or five wait already.
    """
    words = text.strip()
    if kind not in KINDS:
        raise DecisionRefused(Text("Choose what is wrong."), advice=Text("Something is not about you, or a fact is."))
    if not 0 < len(words) <= LONGEST:
        raise DecisionRefused(
            Text("Write what is wrong and how it is right, in at most {most} characters.", most=LONGEST),
            advice=Text("Name the figure or the words that you mean."),
        )
    with writing():
        list(Agency.objects.select_for_update().filter(pk=agency.pk))
        if Correction.objects.filter(agency=agency, state=Correction.State.WAITING).count() >= MOST_WAITING:
            raise DecisionRefused(
                Text("{most} requests of yours wait already.", most=MOST_WAITING),
                advice=Text("Wait until a moderator has answered one of them."),
            )
        asked = Correction.objects.create(agency=agency, by=by, kind=kind, text=words)
        audit.record(by=by, action="correction.asked", subject=f"correction {asked.pk}", agency=agency.code, kind=kind)
    return asked


def answer_correction(*, by: Person, correction: Correction, accept: bool, reason: str) -> None:
    """Accepts or refuses a request. Accepting changes nothing by itself: what follows is done where it stands.

    Args:
        by: The moderator.
        correction: One that waits.
        accept: Whether the agency is right.
        reason: What is or is not done, and why; the agency and readers of the log see it.

    Raises:
        DecisionRefused: There is no reason.
        AlreadyDecided: Somebody else was faster.
    """
    why = with_reason(reason)
    state = Correction.State.ACCEPTED if accept else Correction.State.REFUSED
    with writing():
        waiting = Correction.objects.filter(pk=correction.pk, state=Correction.State.WAITING)
        if not waiting.update(state=state, reason=why):
            raise AlreadyDecided
        action = "correction.accepted" if accept else "correction.refused"
        noted(by=by, action=action, subject=f"correction {correction.pk}", reason=why, agency=correction.agency)
