"""Words that mean the same in texts of contracts, and texts in one comparable form."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal, TypeAlias

from fairway.reference.spelling import words

Alike: TypeAlias = Literal["same", "other", "unsure"]


@dataclass(frozen=True, slots=True)
class Words:
    """What `alike_words.toml` holds, folded.

    Attributes:
        occupations: Folded title → the title that stands for all.
        ranks, small: Words of occupations.
        any_work, vague: Folded phrases.
        trades: Folded word of a trade in any script → the English one.
        titles: Words before names of persons.
        towns: Folded name → the name that stands for all.
        address_words: Words that are no place.
    """

    occupations: dict[str, str]
    ranks: frozenset[str]
    small: frozenset[str]
    any_work: frozenset[str]
    vague: frozenset[str]
    trades: dict[str, str]
    titles: frozenset[str]
    towns: dict[str, str]
    address_words: frozenset[str]


@cache
def known_words() -> Words:
    """The words that ship."""
    read: dict[str, Any] = tomllib.loads(
        (files("fairway.recruitment.contracts") / "alike_words.toml").read_text(encoding="utf-8")
    )
    return Words(
        occupations=dict(_lines(read["occupations"], "|")),
        ranks=_set(read["ranks"].split()),
        small=_set(read["small"].split()),
        any_work=_set(read["any_work"].split("|")),
        vague=_set(read["vague"].split("|")),
        trades=dict(_lines(read["trades"], None)),
        titles=_set(read["titles"].split()),
        towns=dict(_lines(read["towns"], "|")),
        address_words=_set(read["address_words"].split()),
    )


def _set(written: list[str]) -> frozenset[str]:
    return frozenset(words(one) for one in written) - {""}


def _lines(text: str, between: str | None) -> Iterator[tuple[str, str]]:
    """Folded way → what stands for all."""
    for line in text.strip().splitlines():
        chosen, _, others = line.partition(":")
        key = words(chosen)
        yield key, key
        for other in others.split(between):
            if folded := words(other):
                yield folded, key


def latin(text: str) -> bool:
    """Whether a text is in Latin letters: two scripts are compared by sound, or not at all."""
    return all(letter < "\u0250" or not letter.isalpha() for letter in text)


@lru_cache(maxsize=8192)
def vague(text: str) -> bool:
    """Whether a text stands where a value should be: “as per the labour law”, “to be decided”."""
    return words(text) in known_words().vague or not any(letter.isalnum() for letter in text)


@lru_cache(maxsize=8192)
def same_text(first: str, second: str) -> bool:
    """Whether two texts differ in case, marks, punctuation and spaces alone."""
    return words(first) == words(second)


@lru_cache(maxsize=8192)
def code(text: str) -> str:
    """A code by its letters and digits alone, in capitals."""
    return "".join(letter for letter in text.upper() if letter.isalnum())
