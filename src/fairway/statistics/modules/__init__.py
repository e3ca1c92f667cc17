"""The labour force and migration module as a questionnaire in six languages, and its derivation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Final

import polars as pl

from fairway.kernel.questionnaire import Questionnaire
from fairway.reference.questionnaires.building import Sheet, Wording, build
from fairway.statistics.modules import questions
from fairway.statistics.modules.deriving import Derived
from fairway.statistics.modules.deriving import derived as _derived

LABOUR_FORCE_MIGRATION: Final = "labour_force_migration"
VERSION: Final = "1"
SHEETS: Final[Mapping[str, Callable[[], tuple[Sheet, ...]]]] = {LABOUR_FORCE_MIGRATION: questions.sheets}


@lru_cache(maxsize=1)
def wording() -> Wording:
    """What the module says, in six languages."""
    return Wording(__name__, LABOUR_FORCE_MIGRATION)


@lru_cache(maxsize=1)
def labour_force_migration() -> Questionnaire:
    """The module: persons, those who worked abroad, and absent members as a repeat."""
    return build(LABOUR_FORCE_MIGRATION, VERSION, questions.sheets(), questions.LISTS, wording())


QUESTIONNAIRES: Final[Mapping[str, Callable[[], Questionnaire]]] = {LABOUR_FORCE_MIGRATION: labour_force_migration}


def derive(answers: Mapping[str, pl.DataFrame]) -> Derived:
    """The answers as standard variables of persons, and of absent members.

    Args:
        answers: `main` with a column `key` and the questions, and `absent_member`, whose rows name their interview in
            `parent_key`. `weight`, `stratum`, `psu`, `household` and `simulated` are handed on.

    Raises:
        AnswersMisshapen: Answers that cannot be told apart into interviews.
    """
    return _derived(answers, labour_force_migration())
