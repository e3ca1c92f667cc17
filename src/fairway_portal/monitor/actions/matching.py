"""Ratings of which nobody knows yet which agency was meant."""

from __future__ import annotations

from fairway.kernel.text import Text
from fairway_portal.accounts.models import Person
from fairway_portal.actors.models import Agency
from fairway_portal.monitor.actions.entries import noted, with_reason
from fairway_portal.monitor.actions.errors import AlreadyDecided, DecisionRefused
from fairway_portal.monitor.models import Decision, Rating
from fairway_portal.surveys.writing import writing


def match_rating(*, by: Person, rating: Rating, agency: Agency, reason: str) -> None:
    """Gives a rating to the agency that was meant.

    Args:
        by: The moderator.
        rating: Of no agency yet.
        agency: Whom the worker meant.
        reason: Why; readers see it.

    Raises:
        DecisionRefused: There is no reason, or one of the two is invented and the other is not.
        AlreadyDecided: Somebody else was faster.
    """
    why = with_reason(reason)
    if rating.demonstration != agency.demonstration:
        raise DecisionRefused(
            Text("One of the two is made up for demonstration, the other is not."),
            advice=Text("Choose another agency."),
        )
    with writing():
        # A rating that was set aside can be matched later: it counts again.
        Decision.objects.filter(rating=rating).delete()
        if not Rating.objects.filter(pk=rating.pk, agency=None).update(agency=agency, state=Rating.State.COUNTED):
            raise AlreadyDecided
        noted(by=by, action="rating.matched", subject=f"rating {rating.pk}", reason=why, agency=agency)


def set_aside(*, by: Person, rating: Rating, reason: str) -> None:
    """Leaves a rating without an agency: it stays, and counts nowhere.

    Raises:
        DecisionRefused: There is no reason.
        AlreadyDecided: Somebody else was faster.
    """
    why = with_reason(reason)
    with writing():
        waiting = Rating.objects.filter(pk=rating.pk, agency=None).exclude(state=Rating.State.OUT)
        if not waiting.update(state=Rating.State.OUT):
            raise AlreadyDecided
        Decision.objects.create(rating=rating, keep=False)
        noted(by=by, action="rating.set_aside", subject=f"rating {rating.pk}", reason=why)
