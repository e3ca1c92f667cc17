"""Letters of any script as Latin letters, and what is left of a word when its vowels are taken away.

Transliteration letter by letter is anyascii's. It knows no language, so what a language does with a letter is corrected
before it: the Bengali য is said as j, an anusvara is an n, Arabic vowels at the beginning of a word are one letter.
Other scripts leave vowels out which Latin writes, so names in two scripts are compared by their consonants: `sound`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from anyascii import anyascii

LONGEST_SOUND: Final = 16
LAST_LATIN: Final = "\u02ff"
"""Of the blocks at the beginning; Latin Extended Additional (1E00–1EFF) comes later."""
_BEFORE: Final = re.compile(
    "(?P<ya_phala>(?<!\u09b0)\u09cd\u09af)|(?P<bengali_y>\u09af\u09bc)|(?P<bengali_j>\u09af)|(?P<r>[\u09a1\u0921]\u09bc|[\u09a2\u0922]\u09bc)"
    "|(?P<n>[\u0901\u0902\u0981\u0982\u0a02\u0a82\u0c02\u0c82\u0d82])"
    "|(?P<a>[\u0622\u0623\u0625\u0627\u0671\u0639])|(?P<u>(?<=[\u0620-\u06ff])\u0648)|(?P<none>[\u0640\u200b-\u200f\u2060\ufeff])"
)
_SAID: Final = {"ya_phala": "y", "bengali_y": "y", "bengali_j": "j", "r": "r", "n": "n", "a": "a", "u": "u", "none": ""}
_LONE_C: Final = re.compile("c(?!h)")

# In this order: each line undoes one way in which the same sound is written.
_SPELLINGS: Final = tuple(
    (re.compile(pattern), said)
    for pattern, said in (
        ("tch|chh?|sch|sh", "s"),
        ("c(?=[eiy])", "s"),
        ("ck|kh|[cq]", "k"),
        ("x", "ks"),
        ("gh", "g"),
        ("th", "t"),
        ("dh", "d"),
        ("jh|zh|z", "j"),
        ("(?<=[aeiouy])w+(?![aeiouy])", ""),
        ("[pb]h|[bvwf]", "p"),
        ("ng(?![aeiouy])", "n"),
        ("(?<=.)h", ""),
        ("^[aeiouy]+", "A"),
        ("[aeiouy]", ""),
        (r"([^\d])\1+", r"\1"),
    )
)


def prepared(written: str) -> str:
    """A name with compatibility forms resolved, in small letters."""
    return unicodedata.normalize("NFKC", written).casefold()


@lru_cache(maxsize=8192)
def romanised(word: str) -> str:
    """A word in `prepared` letters as `a`–`z` and digits: `नेपाल` → `nepal`, `الأمين` → `alamyn`."""
    if word.isascii():
        return "".join(letter for letter in word if letter.isalnum())
    latin = anyascii(_BEFORE.sub(lambda found: _SAID[found.lastgroup or "none"], word)).lower()
    if foreign(word):
        latin = _LONE_C.sub("ch", latin)
    return "".join(letter for letter in latin if letter.isascii() and letter.isalnum())


def romanised_text(written: str) -> str:
    """A text in small Latin letters, punctuation and spaces kept."""
    return anyascii(prepared(written)).lower()


def foreign(word: str) -> bool:
    """Whether a word has letters of another script than Latin."""
    return not word.isascii() and any(
        letter > LAST_LATIN and letter.isalpha() and not "\u1e00" <= letter <= "\u1eff" for letter in word
    )


@lru_cache(maxsize=8192)
def sound(latin: str) -> str:
    """The consonants of a romanised word, in classes: `riaz`, `reaz` and `riyaj` are all `rj`.

    A vowel at the beginning is kept as `A`, digits are kept, and no more than 16 letters are.
    """
    for pattern, said in _SPELLINGS:
        latin = pattern.sub(said, latin)
    return latin[:LONGEST_SOUND].lower()
