"""A name taken apart: the words that tell it from others, the words of the trade, the legal form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from fairway.recruitment.names.romanising import foreign, prepared, romanised, sound
from fairway.recruitment.names.trade_words import SMALL, WRITTEN_OUT, legal_form, trade_word

LONGEST: Final = 250
"""Letters of a name that are read; the rest is not looked at."""
MOST_WORDS: Final = 12
_MESSRS: Final = re.compile(r"^\s*m\s?/\s?s\b\.?")
_TWO_WORDS: Final = re.compile(r"\bman[\s-]+power\b")
_ELISION: Final = re.compile(r"\b[ld]['’ʼ](?=[^\W\d_])")
_DOTTED: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?|(?<!\w)[^\W\d_]\.[^\W\d_](?!\w)")
_ARTICLE: Final = re.compile(r"\b(?:a[rsdtnzl]|ash|el|আল|अल)[-–—‐]\s?(?=\w)|\b(?:el)\s(?=\w)")
_DROPPED: Final = re.compile("['’‘ʼʻ`´]")
_WORDS: Final = re.compile(
    r"\d+|(?:[^\W\d_]|[\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u0900-\u0903\u093a-\u094f"
    r"\u0951-\u0957\u0962\u0963\u0981-\u0983\u09bc-\u09d7\u0a01-\u0a75\u0abc-\u0ae3\u0b3c-\u0b63"
    r"\u0b82\u0bbe-\u0bd7\u0c3e-\u0c63\u0cbc-\u0ce3\u0d3e-\u0d63\u0d82-\u0df3\u0e31-\u0e4e"
    r"\u102b-\u103e\u17b4-\u17d3\u200c\u200d])+"
)
_ARABIC_ARTICLES: Final = (("لل", ""), ("ال", "al"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name taken apart.

    Attributes:
        words: The words that tell it from others, in Latin letters, in their order.
        sounds: Their consonants (`romanising.sound`), one for each word.
        trade: Words of the trade (`manpower`, `overseas`), each once, sorted.
        legal: Legal forms (`private`, `limited`), each once, sorted.
        native: Whether it is written in another script than Latin: its vowels are then not all there.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    trade: tuple[str, ...]
    legal: tuple[str, ...]
    native: bool

    @property
    def folded(self) -> str:
        """One comparable form: words, words of the trade, legal form."""
        return " ".join((*self.words, *self.trade, *self.legal))

    @property
    def sounding(self) -> str:
        """The sounds of its words without spaces."""
        return "".join(self.sounds)

    def packed(self) -> str:
        """All of it in one line, so that a stored name need not be taken apart for every search."""
        return "|".join((*map(" ".join, (self.words, self.sounds, self.trade, self.legal)), "n" if self.native else ""))

    @classmethod
    def unpacked(cls, line: str) -> Name:
        """The name that `packed` wrote."""
        words, sounds, trade, legal, native = line.split("|")
        # A word of vowels that are not written has no sound, but keeps its place.
        return cls(
            tuple(words.split()),
            tuple(sounds.split(" ")) if words else (),
            tuple(trade.split()),
            tuple(legal.split()),
            bool(native),
        )


def folded(name: str) -> str:
    """A name in its comparable form: Latin letters, no marks, legal forms written out at the end.

    `M/S. Al–Amin Int'l (Pvt.) Ltd.` and `al amin international private limited messrs` are one.
    """
    return read(name).folded


@lru_cache(maxsize=4096)
def read(name: str) -> Name:
    """Takes a name apart; anything may be written in it."""
    text = prepared(name[:LONGEST])
    words, trade, legal = list[str](), list[str](), list[str]()
    for position, (latin, native) in enumerate(_latin_words(text)):
        if form := legal_form(latin, native=native, first=position == 0):
            legal.append(form)
        elif of_trade := WRITTEN_OUT.get(latin) or (trade_word(latin, native=native),):
            if of_trade != ("",):
                trade.extend(of_trade)
            else:
                words.append(latin)
    telling = [word for word in words if word not in SMALL] or words
    if not telling:
        telling, trade = list(dict.fromkeys(trade)), []
    if not telling:
        telling, legal = list(dict.fromkeys(legal)), []
    telling = telling[:MOST_WORDS]
    return Name(
        tuple(telling),
        tuple(sound(word) for word in telling),
        tuple(sorted(set(trade))),
        tuple(sorted(set(legal))),
        foreign(text),
    )


def _latin_words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a prepared text in Latin letters, and whether each was in another script."""
    text = _MESSRS.sub("messrs ", text)
    text = _ELISION.sub("", _TWO_WORDS.sub("manpower", text))
    text = _DOTTED.sub(lambda found: found[0].replace(".", "") + " ", text)
    text = _ARTICLE.sub("al ", text)
    single = ""
    for word in _WORDS.findall(_DROPPED.sub("", text)):
        native = foreign(word)
        if len(word) == 1 and word.isascii() and word.isalpha():
            single += word
            continue
        if single:
            yield single, False
            single = ""
        yield from _article_apart(word, native=native)
    if single:
        yield single, False


def _article_apart(word: str, *, native: bool) -> Iterator[tuple[str, bool]]:
    for article, said in _ARABIC_ARTICLES:
        if word.startswith(article) and len(word) > len(article) + 2:
            word = word.removeprefix(article)
            if said:
                yield said, False
            break
    if latin := romanised(word):
        yield latin, native
