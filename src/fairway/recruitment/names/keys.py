"""Keys under which a name is found: numbers that names share when a word of theirs sounds the same, or nearly.

A word that is mistyped once differs from the right one by one letter left out of either, so words are kept with each of
their letters left out (the symmetric deletes of SymSpell). Keys are numbers of 32 bits because an index of numbers is
small; a chance collision only adds a candidate that the comparison of names then throws out.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import combinations, pairwise
from typing import Final

from fairway.recruitment.names.reading import Name
from fairway.recruitment.names.romanising import romanised_text

PREFIX: Final = 8
"""Letters of a sound whose omission is looked for: mistakes further back meet the same key."""
MOST_WORDS: Final = 6
MOST_OF_TRADE: Final = 3
LONGEST_LICENCE: Final = 60
_GROUPS: Final = re.compile("[a-z]+|[0-9]+")
MOST_KEYS: Final = 80
_ARTICLE: Final = "al"
BEGINNINGS: Final = (3, 4)
WHOLE, RARE, COMMON, SPELLED, NEAR, BEGUN = 8, 6, 3, 3, 2, 1
"""Weights of a key in the choice of candidates: all telling words with a word of the trade; all, or two of them; how a
word sounds; how it is spelled; nearly a word; its beginning."""


def _key(text: str) -> int:
    return zlib.crc32(text.encode()) - 2**31


def licence_forms(number: str) -> tuple[str, ...]:
    """Ways to write a licence number alike, surest first: `RL-0102`, `rl 102` and `RL/00102` share the first of them.

    Returns:
        Its groups of letters and of digits without leading zeros; everything without separators; and the first group
        of digits alone, by which people ask for `1234/067/068`. Nothing where there is no digit.
    """
    groups = _GROUPS.findall(romanised_text(number[:LONGEST_LICENCE]))
    numbers = [group.lstrip("0") or "0" for group in groups if group.isdigit()]
    if not numbers:
        return ()
    whole = " ".join(group.lstrip("0") or "0" if group.isdigit() else group for group in groups)
    return tuple(dict.fromkeys((whole, "".join(groups).lstrip("0") or "0", numbers[0])))


def licence_keys(number: str) -> tuple[int, ...]:
    """The keys of a licence number."""
    return tuple(_key(f"#{form}") for form in licence_forms(number))


def name_keys(name: Name) -> frozenset[int]:
    """Every key under which a name is kept."""
    return frozenset(_key(text) for text, _ in _texts(name, kept=True))


def asked_keys(name: Name) -> dict[int, int]:
    """Key → weight of what somebody asked for, weightiest first, at most 80."""
    weights = dict[int, int]()
    for text, weight in _texts(name, kept=False):
        key = _key(text)
        weights[key] = max(weight, weights.get(key, 0))
    return dict(sorted(weights.items(), key=lambda entry: -entry[1])[:MOST_KEYS])


def _texts(name: Name, *, kept: bool) -> Iterator[tuple[str, int]]:
    sounds = [one for one in name.sounds if one][:MOST_WORDS]
    telling = [one for one in sounds if one != _ARTICLE] or sounds
    if not sounds:
        return
    whole = "".join(sounds)
    yield from _with_omissions(whole, RARE)
    if telling != sounds:
        yield "".join(telling), RARE
    yield from ((one + other, RARE) for one, other in pairwise(sounds))
    yield from ((f"{one}&{other}", RARE) for one, other in combinations(sorted(set(telling)), 2))
    yield from ((f"{whole}~{of_trade}", WHOLE) for of_trade in name.trade[:MOST_OF_TRADE])
    yield f"={''.join(name.words)}", RARE
    yield from ((f"={word}", SPELLED) for word in name.words[:MOST_WORDS] if word != _ARTICLE)
    for word in telling:
        yield from _with_omissions(word, COMMON)
        yield from _beginnings(word, kept=kept)


def _beginnings(word: str, *, kept: bool) -> Iterator[tuple[str, int]]:
    """A kept word has every beginning; a word asked for is itself one, if it is so short."""
    for length in BEGINNINGS:
        if len(word) > length if kept else len(word) == length:
            yield f"{word[:length]}^", BEGUN


def _with_omissions(sounds: str, weight: int) -> Iterator[tuple[str, int]]:
    yield sounds, weight
    if len(sounds) > 2:
        for at in range(min(len(sounds), PREFIX)):
            yield sounds[:at] + sounds[at + 1 :], NEAR
