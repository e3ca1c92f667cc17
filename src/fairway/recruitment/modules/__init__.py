"""The recruitment cost modules, long, medium and short, as questionnaires in six languages, and their derivation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from typing import Final

import polars as pl

from fairway.kernel.errors import UnknownCode
from fairway.kernel.questionnaire import Questionnaire
from fairway.recruitment.modules import questions
from fairway.recruitment.modules.deriving import Workers
from fairway.recruitment.modules.deriving import derived as _derived
from fairway.reference.questionnaires.building import Sheet, Wording, build

VERSION: Final = "1"
SHEETS: Final[Mapping[str, Callable[[], tuple[Sheet, ...]]]] = {
    "recruitment_cost_long": questions.long,
    "recruitment_cost_medium": questions.medium,
    "recruitment_cost_short": questions.short,
}


@lru_cache(maxsize=1)
def wording() -> Wording:
    """What the modules say, in six languages."""
    return Wording(__name__, "recruitment_cost")


@lru_cache(maxsize=3)
def questionnaire(identifier: str) -> Questionnaire:
    """One of the modules, by a key of `SHEETS`."""
    return build(identifier, VERSION, SHEETS[identifier](), questions.LISTS, wording())


QUESTIONNAIRES: Final[Mapping[str, Callable[[], Questionnaire]]] = {
    identifier: partial(questionnaire, identifier) for identifier in SHEETS
}


def derive(answers: Mapping[str, pl.DataFrame], questionnaire_id: str) -> Workers:
    """The answers to one of the modules as workers and payments, in the form that `recruitment.costs` reads.

    Args:
        answers: `main` with a column `key` and the questions; for the long module also `cost` and `loan`, whose rows
            name their interview in `parent_key`. `weight`, `stratum`, `psu`, `household` and `simulated` are handed
            on.
        questionnaire_id: A key of `QUESTIONNAIRES`.

    Raises:
        UnknownCode: No such module.
        AnswersMisshapen: Answers that cannot be told apart into interviews.
    """
    if questionnaire_id not in QUESTIONNAIRES:
        raise UnknownCode("recruitment cost module", questionnaire_id, suggestions=tuple(QUESTIONNAIRES))
    return _derived(answers, QUESTIONNAIRES[questionnaire_id]())
