"""How much it says that two names share a word: much for a rare word, little for one that hundreds have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from math import log2
from typing import Final

from fairway.recruitment.names import Name
from fairway.recruitment.names.romanising import sound

ONCE: Final = 4.0
"""Bits that a word says besides which one row of each list has: the lists are too short to show how rare it is."""
SHORTEST_ONCE: Final = 3
"""A word is so rare only if its sound has more letters."""
COMMON: Final = frozenset(
    map(
        sound,
        """
            amin rahman hossain hasan islam karim noor nur khan ali ahmed gulf star royal golden asia global
            eastern east western west north south world city new dynamic hope arab safa bengal united bright
            pacific silver sky sun moon himalaya everest sagar badr salam madina makkah makka delta padma
            jamuna meghna lotus unique universal continental orient oriental crown diamond green blue national
            modern first smart trust dream power prime star nepal bangladesh bangla india lanka pakistan saudi
            qatar kuwait dubai ocean river rose pearl falcon eagle
        """.split(),  # noqa: SIM905
    )
)
"""Sounds of words that agencies of many countries have in their names: however few a list has, they are not rare."""


class Rarity:
    """The words and whole names of two lists, counted.

    Args:
        earlier, later: The names of each row.
    """

    def __init__(self, earlier: Sequence[Sequence[Name]], later: Sequence[Sequence[Name]]) -> None:
        self._words = [_counted(one) for one in (earlier, later)]
        self._whole = [
            Counter(key for names in one for key in {whole(name) for name in names}) for one in (earlier, later)
        ]
        self.bits = log2(max(len(earlier), len(later), 16))
        self._rows = max(len(earlier), len(later), 16)
        # Each word and name is asked about in many pairs, and nothing is counted any more.
        self.of_word = cache(self._of_word)
        self._of_sounds = cache(self._all_of)

    def _of_word(self, heard: str) -> float:
        """Bits that sharing a word of this sound says."""
        often = max(*(one.get(heard, 0) for one in self._words), 1)
        rare = log2(self._rows / often)
        return rare + ONCE if often == 1 and len(heard) > SHORTEST_ONCE and heard not in COMMON else rare

    def of_name(self, name: Name) -> float:
        """Bits that sharing all telling words of a name says."""
        return self._of_sounds(name.sounds)

    def _all_of(self, sounds: tuple[str, ...]) -> float:
        return sum(map(self.of_word, dict.fromkeys(sounds)))

    def alone(self, name: Name) -> bool:
        """Whether no list has two rows of this whole name."""
        key = whole(name)
        return all(one.get(key, 0) <= 1 for one in self._whole)


def whole(name: Name) -> str:
    """A name as it is one with others: telling words in any order, words of the trade; the legal form may differ."""
    return _whole(name.words, name.trade)


@lru_cache(maxsize=200_000)
def _whole(words: tuple[str, ...], trade: tuple[str, ...]) -> str:
    return " ".join((*sorted(words), "|", *trade))


def _counted(rows: Iterable[Sequence[Name]]) -> Counter[str]:
    return Counter(heard for names in rows for heard in {heard for name in names for heard in name.sounds})
