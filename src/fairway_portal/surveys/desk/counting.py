"""The counts of a survey, kept in the process: answers never change, so only those that came since are read again."""

from __future__ import annotations

from copy import deepcopy
from threading import Lock
from typing import Final

from django.conf import settings
from django.db.models import QuerySet

from fairway.kernel.questionnaire import Questionnaire
from fairway_portal.surveys.desk.submissions import each_answered, submissions_of
from fairway_portal.surveys.desk.tallying import Tally, tallied
from fairway_portal.surveys.models import Submission, Survey

MOST: Final = 32
_KEPT: Final[dict[tuple[object, ...], Tally]] = {}
_ONE_AT_A_TIME: Final = Lock()


def counted(survey: Survey, form: Questionnaire) -> Tally:
    """What was counted of a survey's answers until now.

    If some that were counted are gone, or one came late under an earlier number, everything is counted anew.

    Args:
        survey: An own one.
        form: Its present questionnaire.

    Raises:
        ResultsClosed: Nobody reads the answers to this survey.
    """
    found = submissions_of(survey)
    key = (survey.pk, survey.current_id, settings.DEMONSTRATION)
    with _ONE_AT_A_TIME:
        before = _KEPT.pop(key, None)
        if before is not None and not _still_there(found, before):
            before = None
        newer = found.filter(pk__gt=before.latest[0]) if before else found
        _KEPT[key] = tallied(form, each_answered(newer), before)
        while len(_KEPT) > MOST:
            _KEPT.pop(next(iter(_KEPT)))
        return deepcopy(_KEPT[key])


def _still_there(found: QuerySet[Submission], before: Tally) -> bool:
    """Whether the answers that were counted are those that are there, up to the last of them."""
    number, instance = before.latest
    last_one = found.filter(pk=number, instance=instance).exists()
    return last_one and found.filter(pk__lte=number).count() == before.count
