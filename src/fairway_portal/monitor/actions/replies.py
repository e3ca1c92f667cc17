"""Replies: an agency's answer to what workers say of it, shown once a moderator has read it."""

from __future__ import annotations

from typing import Final

from fairway.kernel.text import Text
from fairway_portal.accounts import audit
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.actions.entries import noted, with_reason
from fairway_portal.monitor.actions.errors import AlreadyDecided, DecisionRefused
from fairway_portal.monitor.models import Reply
from fairway_portal.surveys.writing import writing

LONGEST: Final = 2000
_OPEN: Final = (Reply.State.WAITING, Reply.State.SHOWN)


def write_reply(*, by: Person, agency: Agency, text: str, language: str) -> Reply:
    """Keeps a reply until a moderator has read it.

    Args:
        by: Of the agency's people.
        agency: For whom she speaks.
        text: Plain text, at most 2,000 characters.
        language: In which it is written.

    Raises:
        DecisionRefused: It is empty or too long, or one of the agency waits already.
    """
    words = text.strip()
    if not words:
        raise DecisionRefused(Text("The reply is empty."), advice=Text("Write what readers should know."))
    if len(words) > LONGEST:
        raise DecisionRefused(
            Text("The reply has {n} characters; at most {most} are shown.", n=len(words), most=LONGEST),
            advice=Text("Make it shorter."),
        )
    with writing():
        list(Agency.objects.select_for_update().filter(pk=agency.pk))  # of two at once, one waits here
        if Reply.objects.filter(agency=agency, state=Reply.State.WAITING).exists():
            raise DecisionRefused(
                Text("A reply of yours waits to be read already."),
                advice=Text("Withdraw it first if you want to write another."),
            )
        reply = Reply.objects.create(agency=agency, by=by, text=words, language=language)
        audit.record(by=by, action="reply.written", subject=f"reply {reply.pk}", agency=agency.code)
    return reply


def withdraw_reply(*, by: Person, reply: Reply) -> None:
    """Takes a reply back: it is shown no more, and kept.

    Raises:
        AlreadyDecided: It is neither waiting nor shown.
    """
    with writing():
        if not Reply.objects.filter(pk=reply.pk, state__in=_OPEN).update(state=Reply.State.WITHDRAWN):
            raise AlreadyDecided
        noted(by=by, action="reply.withdrawn", subject=f"reply {reply.pk}", reason="", agency=reply.agency)


def check_reply(*, by: Person, reply: Reply, show: bool, reason: str, seen: str) -> None:
    """Shows a reply, or refuses it with a reason that the agency reads.

    Args:
        by: The moderator.
        reply: Waiting, shown or refused: a decision can be changed.
        show: Whether readers see it.
        reason: Why; readers of the log see it.
        seen: Its state when the page was drawn.

    Raises:
        DecisionRefused: There is no reason.
        AlreadyDecided: Somebody else was faster, or the agency has withdrawn it.
    """
    why = with_reason(reason)
    state = Reply.State.SHOWN if show else Reply.State.REFUSED
    with writing():
        as_seen = Reply.objects.filter(pk=reply.pk, state=seen).exclude(state=Reply.State.WITHDRAWN)
        if not as_seen.update(state=state, reason="" if show else why):
            raise AlreadyDecided
        action = "reply.shown" if show else "reply.refused"
        noted(by=by, action=action, subject=f"reply {reply.pk}", reason=why, agency=reply.agency)
