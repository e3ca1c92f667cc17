"""The rating of recruiters and its short form, as questionnaires in six languages, and their derivation."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import UnknownCode
from fairway.kernel.questionnaire import Questionnaire
from fairway.recruitment.ratings import questions
from fairway.reference.questionnaires.building import Sheet, Wording, build

if TYPE_CHECKING:
    import polars as pl

    from fairway.recruitment.ratings.deriving import DerivedRatings

VERSION: Final = "1"
SHEETS: Final[Mapping[str, Callable[[], tuple[Sheet, ...]]]] = {
    "recruitment_rating": questions.whole,
    "recruitment_rating_short": questions.short,
}


@lru_cache(maxsize=1)
def wording() -> Wording:
    """What the ratings say, in six languages."""
    return Wording(__package__ or __name__, "recruitment_rating")


@lru_cache(maxsize=2)
def questionnaire(identifier: str) -> Questionnaire:
    """One of the ratings, by a key of `SHEETS`."""
    return build(identifier, VERSION, SHEETS[identifier](), questions.LISTS, wording(), questions.ICONS)


QUESTIONNAIRES: Final[Mapping[str, Callable[[], Questionnaire]]] = {
    identifier: partial(questionnaire, identifier) for identifier in SHEETS
}


def derive(answers: Mapping[str, pl.DataFrame] | Sequence[Mapping[str, Any]], questionnaire_id: str) -> DerivedRatings:
    """The answers to one of the ratings, as rows to score and rows of costs: `ratings.deriving.derived`.

    Raises:
        UnknownCode: No such rating.
        AnswersMisshapen: Answers that cannot be told apart into ratings.
    """
    if questionnaire_id not in QUESTIONNAIRES:
        raise UnknownCode("rating", questionnaire_id, suggestions=tuple(QUESTIONNAIRES))
    from fairway.recruitment.ratings.deriving import derived

    return derived(answers, questionnaire_id)
