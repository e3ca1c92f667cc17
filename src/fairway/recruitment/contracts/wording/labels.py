"""What each term is called in each language: the titles of our models, which the reader knows too."""

# ruff: noqa: E501 - a cue or a clause is read best in one line

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from fairway.recruitment.contracts.fields import FIELDS
from fairway.recruitment.contracts.reading_folding import clean, fold
from fairway.recruitment.contracts.wording import model_ar, model_bn, model_en, model_es, model_fr, model_ne
from fairway.recruitment.contracts.wording.model_words import ModelWords

WORDS: Final[dict[str, ModelWords]] = {
    one.WORDS.language: one.WORDS for one in (model_en, model_fr, model_es, model_ar, model_ne, model_bn)
}
_ALSO: Final = {
    "en": {
        "pay_slip": r"pay ?slips?(?: given)?", "keeps_passport": r"passport(?: (?:is )?(?:kept|held) (?:by|with)| with| custody| held by| in (?:the )?custody of)?|(?:who keeps the )?passport|worker keeps (?:her |his )?(?:own )?passport",
        "may_join_union": r"(?:trade )?union(?: membership| allowed)?|join(?:ing)? (?:a |trade )*union", "may_change_employer": r"change of employer|may change employer",
        "social_insurance": r"social (?:security|insurance)", "injury_cover": r"(?:work(?:ers?|men|men's|ers')? )?compensation(?: for injury)?|injury (?:cover|compensation|insurance)|(?:accident|work injury) insurance",
        "repatriation": r"repatriation", "own_phone": r"(?:own |mobile )*(?:phone|telephone)(?: allowed)?", "own_room": r"(?:own|private|separate) room",
        "free_to_leave": r"free(?:dom)? (?:to leave|of movement)", "copy_before_departure": r"copy (?:given )?before departure", "lives_in": r"live[- ]in|lives in",
    },
    "fr": {"keeps_passport": r"passeport", "pay_slip": r"bulletin de (?:paie|salaire)", "injury_cover": r"accidents? du travail", "repatriation": r"rapatriement"},
    "es": {"keeps_passport": r"pasaporte", "pay_slip": r"recibo de (?:pago|salario|nomina)", "injury_cover": r"accidentes? de trabajo", "repatriation": r"repatriacion"},
    "ar": {"keeps_passport": r"جواز السفر", "social_insurance": r"التامينات الاجتماعيه"},
    "ne": {"keeps_passport": r"राहदानी|पासपोर्ट", "injury_cover": r"बीमा|क्षतिपूर्ति"},
    "bn": {"keeps_passport": r"পাসপোর্ট", "injury_cover": r"ক্ষতিপূরণ"},
}  # fmt: skip


def _title(language: str, field: str) -> str:
    return re.escape(fold(clean(WORDS[language].fields[field])))


@lru_cache(maxsize=8)
def yes_no_labels(language: str) -> dict[str, str]:
    """Field of yes or no → the labels that ask for it."""
    also = _ALSO.get(language, {})
    return {
        one.name: "|".join(filter(None, (_title(language, one.name), also.get(one.name, ""))))
        for one in FIELDS
        if one.kind == "yes_no"
    }


@lru_cache(maxsize=16)
def titles(language: str, kinds: tuple[str, ...]) -> dict[str, str]:
    """Field of these kinds → its title in a language, as a pattern for folded text."""
    return {one.name: _title(language, one.name) for one in FIELDS if one.kind in kinds}


@lru_cache(maxsize=8)
def choice_labels(language: str) -> dict[str, dict[str, str]]:
    """Field of pay → what our models say for each of its choices, folded → the choice."""
    words = WORDS[language].choices
    found: dict[str, dict[str, str]] = {}
    for one in FIELDS:
        if one.kind == "choice" and one.group == "pay":
            keys = {
                choice: "basis_month" if (one.name, choice) == ("pay_basis", "month") else choice
                for choice in one.choices
            }
            found[one.name] = {fold(clean(words[key])): choice for choice, key in keys.items()}
    return found
