"""Who else receives the submissions of a survey: a room above this one, named by the survey's purpose.

The room says what must not be stored with the answers (the number of a voucher), keeps in the same transaction what it
makes of them, and says with which page the worker is thanked.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast

from django.conf import settings
from django.utils.module_loading import import_string

from fairway_portal.surveys.models import Submission, Survey


@dataclass(frozen=True, slots=True)
class Ending:
    """The page that ends a questionnaire.

    Attributes:
        template: Of the room that received the answers; it extends `design/worker.html`.
        page: Its one context value.
    """

    template: str
    page: object


class Receiver(Protocol):
    """What a room does with submissions of its purpose."""

    def before(self, answers: Mapping[str, Any]) -> tuple[dict[str, Any], object]:
        """The answers as they may be stored, and what `after` needs of the rest."""

    def after(self, submission: Submission, carried: object) -> None:
        """Called once for each new submission, in the transaction that stores it."""

    def ending(self, answers: Mapping[str, Any], language: str) -> Ending:
        """The page after sending; answers are empty where they were sent before."""


def receiver_of(survey: Survey) -> Receiver | None:
    """The receiver of a survey's purpose, from the setting SURVEY_RECEIVERS; None for an ordinary survey."""
    named = settings.SURVEY_RECEIVERS.get(survey.purpose)
    return cast(Receiver, import_string(named)) if named else None
