"""The questionnaires that come with Fairway, from which a survey can be made."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from fairway.kernel.questionnaire import Questionnaire
from fairway.recruitment.modules import QUESTIONNAIRES as RECRUITMENT
from fairway.recruitment.ratings.modules import QUESTIONNAIRES as RATINGS
from fairway.statistics.modules import QUESTIONNAIRES as STATISTICS

SHIPPED: Mapping[str, Callable[[], Questionnaire]] = {**RECRUITMENT, **STATISTICS, **RATINGS}
"""Id → the questionnaire."""


def titles(language: str) -> tuple[tuple[str, str], ...]:
    """Id and title of each, in a language or in English."""
    made = ((id, make()) for id, make in SHIPPED.items())
    return tuple((id, whole.title.get(language, whole.title["en"])) for id, whole in made)
