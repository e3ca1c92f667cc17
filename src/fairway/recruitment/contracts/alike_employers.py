"""Whether two employers are one, in any spelling, script and legal form."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from fairway.recruitment.contracts.alike import Alike, known_words
from fairway.recruitment.contracts.comparing_thresholds import PERHAPS_SAME_NAME, SAME_NAME
from fairway.recruitment.names import compared, read
from fairway.recruitment.names.reading import Name
from fairway.reference.spelling import words

SHORT: Final = 6
"""A shorter word with another letter is another word: Saleh is not Salem."""
_VOWELS: Final = {"a": "a", "e": "e", "i": "i", "y": "i", "o": "u", "u": "u"}
_NEAR: Final = frozenset({("a", "e"), ("e", "a"), ("e", "i"), ("i", "e")})
"""Vowels that romanisations of Arabic and Persian write for each other."""


@lru_cache(maxsize=8192)
def same_employer(first: str, second: str) -> Alike:
    """Whether two names are of one employer.

    Titles of persons, legal forms, punctuation and script do not matter; a part of the name left out neither. Names
    that each have a word the other lacks are two.

    Args:
        first, second: As written.

    Returns:
        `unsure` where two scripts are too far apart to tell and too near to say they differ.
    """
    one, other = read(_without_titles(first)), read(_without_titles(second))
    if one.folded == other.folded and one.words:
        return "same"
    if not one.words or not other.words:
        return "unsure"
    if _digits(one) != _digits(other) and _digits(one) and _digits(other):
        return "other"
    if _covers(one, other) or _run_together(one, other):
        return "same"
    if one.native == other.native:
        return "other"
    alike = compared(one, other).value
    return "same" if alike >= SAME_NAME else "unsure" if alike >= PERHAPS_SAME_NAME else "other"


@lru_cache(maxsize=8192)
def _without_titles(name: str) -> str:
    """A name without titles of persons; words of trades in English."""
    known = known_words()
    parts = [part for part in name.replace("،", " ").split() if words(part) not in known.titles]
    return " ".join(_in_english(part) for part in parts) or name


def _in_english(part: str) -> str:
    trades = known_words().trades
    key = words(part)
    for beginning in ("", "و", "لل", "ال", "وال", "ل"):
        if key.startswith(beginning) and (found := trades.get(key.removeprefix(beginning))):
            return found
    return part


def _digits(name: Name) -> tuple[str, ...]:
    return tuple(word for word in name.words if word.isdigit())


def _covers(one: Name, other: Name) -> bool:
    """Whether every word of one name has its like in the other: a word that each has alone makes them two."""
    short, long = sorted((_telling(one), _telling(other)), key=len)
    left = list(long)
    unmatched = 0
    for word in short:
        match = next((like for like in left if _alike(word, like, native=one.native or other.native)), None)
        if match is None:
            unmatched += 1
        else:
            left.remove(match)
    return len(short) > unmatched and not (unmatched and left)


def _telling(name: Name) -> list[tuple[str, str]]:
    """Words with their sounds, without articles; words of the trade too."""
    telling = [pair for pair in zip(name.words, name.sounds, strict=True) if pair[0] not in ("al", "el", "and")]
    return telling + [(word, "") for word in name.trade]


def _alike(first: tuple[str, str], second: tuple[str, str], *, native: bool) -> bool:
    (one, one_heard), (other, other_heard) = first, second
    if one == other:
        return True
    if one_heard and one_heard == other_heard and (native or _same_vowels(one, other)):
        return True
    if min(len(one), len(other)) < SHORT:
        return False
    return bool(OSA.normalized_similarity(one, other) >= SAME_NAME)


def _same_vowels(one: str, other: str) -> bool:
    """Whether the vowels could be two romanisations of one word: Noor and Nur, Fahd and Fahad, not Hassan and Hussain.

    A vowel more is one that is heard between two consonants and not always written.
    """
    short, long = sorted((_vowels(one), _vowels(other)), key=len)
    left = iter(long)
    return all(any(vowel == like or (vowel, like) in _NEAR for like in left) for vowel in short)


def _vowels(word: str) -> list[str]:
    """Runs of vowels, each by the class of its first."""
    found: list[str] = []
    before = ""
    for letter in word:
        vowel = _VOWELS.get(letter, "")
        if vowel and not before:
            found.append(vowel)
        before = vowel
    return found


def _run_together(one: Name, other: Name) -> bool:
    """`Al Mansoori` and `Almansouri`: the same letters with other spaces."""
    if one.trade != other.trade or one.sounding != other.sounding or len(one.sounding) < 3:
        return False
    return one.native or other.native or _same_vowels("".join(one.words), "".join(other.words))
