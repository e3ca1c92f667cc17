"""Sums of money in a sentence: marks, codes and names of currencies beside a number, in digits or words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from fairway.kernel.errors import InputError
from fairway.recruitment.contracts.reading_tokens import LANGUAGES, Token, pattern
from fairway.recruitment.fees.reading import MARKS, read_amount

CODES: Final = (
    "AED|AUD|BDT|BHD|CAD|CHF|CNY|EGP|ETB|EUR|GBP|HKD|IDR|ILS|INR|IRR|JOD|JPY|KES|KRW|KWD|LBP|LKR|MAD|MMK|MOP|MUR|MXN|"
    "MYR|NGN|NPR|NZD|OMR|PHP|PKR|PLN|QAR|RON|SAR|SGD|THB|TND|TRY|TWD|UGX|USD|VND|XOF|ZAR"
)
COUNTRY_OF: Final = {
    "NPR": "NPL", "INR": "IND", "PKR": "PAK", "LKR": "LKA", "MUR": "MUS", "QAR": "QAT", "SAR": "SAU", "OMR": "OMN",
    "YER": "YEM", "AED": "ARE", "MAD": "MAR", "KWD": "KWT", "BHD": "BHR", "JOD": "JOR", "IQD": "IRQ", "TND": "TUN",
    "USD": "USA", "AUD": "AUS", "CAD": "CAN", "HKD": "HKG", "NZD": "NZL", "SGD": "SGP", "TWD": "TWN",
}  # fmt: skip
_OF_LANGUAGE: Final = {"ne": "NPR", "bn": "BDT"}


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum with its place in the sentence; `currencies` are all that its mark may mean."""

    value: Decimal
    currencies: tuple[str, ...]
    start: int
    end: int


@lru_cache(maxsize=8)
def _named(languages: tuple[str, ...]) -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    marks = [
        (re.compile(rf"(?<![^\W\d_]){re.escape(mark)}(?![^\W\d_])\.?"), codes)
        for mark, codes in sorted(MARKS.items(), key=lambda one: -len(one[0]))
        if mark not in ("br",)
    ]
    codes = [(re.compile(rf"(?<![^\W\d_]){code.lower()}(?![^\W\d_])\.?"), (code,)) for code in CODES.split("|")]
    words = [
        (pattern(expression), (code,))
        for language in languages
        for code, expression in LANGUAGES[language].currencies.items()
    ]
    vague = [
        (pattern(expression), meant)
        for language in languages
        for expression, meant in LANGUAGES[language].vague.items()
    ]
    return (*words, *codes, *marks, *vague)


def currencies(folded: str, languages: Iterable[str]) -> list[Token]:
    """The currencies that are named, the longest name where they overlap; value: their codes parted by a space."""
    kept: list[Token] = []
    matches = [
        Token("currency", " ".join(codes), match.start(), match.end())
        for expression, codes in _named(tuple(languages))
        for match in expression.finditer(folded)
    ]
    for one in sorted(matches, key=lambda token: (token.start - token.end, len(token.value))):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def sums(folded: str, numbers: Iterable[Token], named: list[Token]) -> list[Sum]:
    """Numbers that have a currency right before or behind them."""
    found = []
    for number in numbers:
        if number.value == "?":
            continue
        before = [
            one
            for one in named
            if re.fullmatch(r"[\s.:(=]{0,4}", folded[one.end : number.start]) and one.end <= number.start
        ]
        after = [
            one
            for one in named
            if one.start >= number.end and re.fullmatch(r"(?:[\s]|/-|/=|\.-|-)*", folded[number.end : one.start])
        ]
        near = before or after
        if near:
            codes = tuple(near[-1].value.split() if before else near[0].value.split())
            value = worth(number.value, codes[0])
            if value is not None:
                start = min(number.start, near[-1].start) if before else number.start
                found.append(Sum(value, codes, start, max(number.end, number.end if before else near[0].end)))
    return found


def worth(written: str, currency: str) -> Decimal | None:
    """A number as a sum in a currency, by the rules of the fee check; None where it can be read in two ways."""
    try:
        return read_amount(written, currency).value
    except InputError:
        return None


def settled(codes: tuple[str, ...], known: frozenset[str], countries: frozenset[str], language: str) -> str | None:
    """The one currency that a mark means here.

    Args:
        codes: All that it may mean.
        known: Currencies that the contract names without doubt.
        countries: ISO3 of the countries that the contract names.
        language: Of the contract.
    """
    if len(codes) == 1:
        return codes[0]
    for meant in (
        [code for code in codes if code in known],
        [code for code in codes if COUNTRY_OF.get(code) in countries],
        [code for code in codes if _OF_LANGUAGE.get(language) == code],
    ):
        if len(meant) == 1:
            return meant[0]
    return None
