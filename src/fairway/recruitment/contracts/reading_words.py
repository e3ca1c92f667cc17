"""Terms in words: who, what, where, when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Final

from fairway.recruitment.contracts.fields import by_name
from fairway.recruitment.contracts.reading_folding import fold
from fairway.recruitment.contracts.reading_lines import Statement
from fairway.recruitment.contracts.reading_tokens import LANGUAGES, pattern
from fairway.recruitment.contracts.terms import Value
from fairway.recruitment.contracts.wording.labels import titles
from fairway.reference import place_names, places

_SHORT_NAMES: Final = {
    "uae": "ARE", "u.a.e.": "ARE", "u.a.e": "ARE", "emirates": "ARE", "الامارات": "ARE", "ksa": "SAU", "k.s.a.": "SAU",
    "السعوديه": "SAU", "usa": "USA", "u.s.a.": "USA", "uk": "GBR", "korea": "KOR", "south korea": "KOR",
    "कोरिया": "KOR", "युएई": "ARE", "यूएई": "ARE", "साउदी": "SAU", "साउदी अरब": "SAU", "मलेसिया": "MYS",
    "सংযুক্ত আরব আমিরাত": "ARE", "সৌদি আরব": "SAU", "সৌদি": "SAU", "hong kong": "HKG", "taiwan": "TWN",
}  # fmt: skip
_ISO: Final = re.compile(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)")


@lru_cache(maxsize=1)
def _countries() -> tuple[re.Pattern[str], dict[str, str]]:
    """Names of countries in the languages of the reader, folded."""
    names = {
        fold(place_names.display(code, language)): code
        for language in ("en", "fr", "es", "ar", "ne", "bn")
        for code in places.by_code()
    }
    names = {name: code for name, code in names.items() if len(name) > 3 or (len(name) == 3 and not name.isascii())} | {
        fold(name): code for name, code in _SHORT_NAMES.items()
    }
    longest = sorted(names, key=len, reverse=True)
    joined = "|".join(re.escape(one) for one in longest)
    return re.compile(rf"(?<![^\W_])(?:(?:ال|لل|ب|ل)?({joined}))(?:को|मा|का|ে|র|এর|য়|তে)?(?![^\W_])"), names


def countries_in(folded: str) -> list[str]:
    """ISO3 of the countries that a text names, in its order."""
    expression, names = _countries()
    return [names[match[1]] for match in expression.finditer(folded)]


def field_of_label(label: str, languages: tuple[str, ...]) -> str | None:
    """The term in words that a label means as a whole; None where it means none."""
    bare = re.sub(r"\s+", " ", re.sub(r"\([^)]*\)|[\"#°.*:_]", " ", fold(label))).strip(" -")
    bare = re.sub(r"^(?:the |el |la |l'|le )|(?: of the (?:worker|employee))$", "", bare)
    for language in languages:
        for table in (LANGUAGES[language].labels, titles(language, ("text", "code", "date"))):
            for field, words in table.items():
                if pattern(words, whole=True).fullmatch(bare):
                    return field
    return None


def of_pair(statement: Statement, languages: tuple[str, ...]) -> Iterator[tuple[str, Value, float]]:
    """(field, value, confidence) of a label with its value."""
    field = field_of_label(statement.label, languages)
    if field is None:
        return
    value = _bare(statement.text)
    if "___" in statement.text or not value or len(value) > 160:
        return
    yield from _valued(field, value, languages, 0.95)
    if field == "workplace":
        named = countries_in(fold(value))
        if len(set(named)) == 1:
            yield "country", named[0], 0.8


def of_prose(statement: Statement, languages: tuple[str, ...]) -> Iterator[tuple[str, Value, float]]:
    """(field, value, confidence) of a sentence."""
    text = f"{statement.label}: {statement.text}" if statement.label else statement.text
    folded = fold(text)
    for language in languages:
        for field, words in LANGUAGES[language].phrases:
            match = re.search(words, folded)
            if match:
                value = _bare(text[match.start("value") : match.end("value")])
                if 1 < len(value) <= 120:
                    yield from _valued(field, value, languages, 0.75)


def _valued(
    field: str, value: str, languages: tuple[str, ...], confidence: float
) -> Iterator[tuple[str, Value, float]]:
    kind = by_name()[field].kind
    if field == "country":
        named = list(dict.fromkeys(countries_in(fold(value)))) or _code(value)
        if len(named) == 1:
            yield field, named[0], confidence
    elif kind == "date":
        day = day_in(fold(value), languages)
        if day is not None:
            yield field, day, confidence
    elif kind == "code":
        code = re.sub(r"^(?:no|nr|number|n[o°])[.:\s]*", "", value, flags=re.IGNORECASE)
        if re.search(r"\d", fold(code)) and len(code) <= 40:
            yield field, code, confidence
    elif re.search(r"[^\W\d_]{2}", value) and not re.fullmatch(r"[.…_\s]*", value):
        yield field, value, confidence


def _code(value: str) -> list[str]:
    return [value.upper()] if value.upper() in places.by_code() else []


def _bare(value: str) -> str:
    value = re.sub(r"^\s*(?:m/s\.?|messrs\.?)\s+", "", value.strip(), flags=re.IGNORECASE)
    value = re.sub(
        r"\s*\((?:hereinafter|hereafter|herein|the employer|first party|employer)[^)]*\)\s*",
        " ",
        value,
        flags=re.IGNORECASE,
    )
    return re.sub(r"\s+", " ", value).strip(" .,;:–-_\"'“”()[]*" if "(" not in value else " .,;:–-_\"'“”*")


def day_in(folded: str, languages: tuple[str, ...]) -> date | None:
    """The day that a text names, and no other; None where there is none or month and day cannot be told apart."""
    match = _ISO.search(folded)
    if match:
        return _day(int(match[1]), int(match[2]), int(match[3]))
    match = _DAY_FIRST.search(folded)
    if match:
        one, two = int(match[1]), int(match[2])
        if two > 12:
            one, two = two, one
        return _day(int(match[3]), two, one)
    for language in languages:
        for month, names in enumerate(LANGUAGES[language].months, start=1):
            words = rf"(?:{names})(?![^\W\d_])\.?"
            match = re.search(
                rf"(\d{{1,2}})(?:st|nd|rd|th|er|o)?(?: of| de| d')? ?{words},?(?: of| de| del)? ?(\d{{4}})", folded
            )
            if match:
                return _day(int(match[2]), month, int(match[1]))
            match = re.search(rf"{words} ?(\d{{1,2}})(?:st|nd|rd|th)?,? ?(\d{{4}})", folded)
            if match:
                return _day(int(match[2]), month, int(match[1]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if 1990 <= year <= 2100 else None
    except ValueError:
        return None
