"""Comments: shown only as somebody has read and cleaned them."""

from __future__ import annotations

import hashlib
from typing import Final

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Person
from fairway_portal.monitor.actions.entries import noted, with_reason
from fairway_portal.monitor.actions.errors import AlreadyDecided, DecisionRefused
from fairway_portal.monitor.models import Comment
from fairway_portal.surveys.writing import writing

LONGEST: Final = 2000


def seen_of(comment: Comment) -> str:
    """What a form remembers of a comment as it was shown."""
    return hashlib.sha256(f"{comment.state}\n{comment.checked}".encode()).hexdigest()[:16]


def check_comment(*, by: Person, comment: Comment, show: bool, checked: str, reason: str, seen: str) -> None:
    """Shows a comment in the words that were checked, or refuses it. Its own words stay as they are, unseen.

    Args:
        by: The moderator.
        comment: In any state: a decision can be changed.
        show: Whether readers see it.
        checked: The words that they see.
        reason: Why; readers see it.
        seen: As `seen_of` gave it when the page was drawn.

    Raises:
        DecisionRefused: There is no reason, or nothing would be shown.
        AlreadyDecided: Somebody else was faster.
    """
    why, words = with_reason(reason), checked.strip()[:LONGEST]
    if show and not words:
        raise DecisionRefused(
            Text("There are no words to show."), advice=Text("Leave some of the comment, or do not show it.")
        )
    with writing():
        present = Comment.objects.select_related("rating__agency").get(pk=comment.pk)
        if seen_of(present) != seen:
            raise AlreadyDecided
        state = Comment.State.SHOWN if show else Comment.State.REFUSED
        as_seen = Comment.objects.filter(pk=present.pk, state=present.state, checked=present.checked)
        if not as_seen.update(state=state, checked=words if show else ""):
            raise AlreadyDecided
        action = "comment.shown" if show else "comment.refused"
        noted(by=by, action=action, subject=f"comment {present.pk}", reason=why, agency=present.rating.agency)
