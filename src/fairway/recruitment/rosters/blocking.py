"""Which earlier rows a later row is compared with: those that share a number, a sound, or nearly one.

Every row against every other would be 2.5 thousand million pairs for two lists of 50,000.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nlargest
from itertools import combinations
from typing import Final

from fairway.recruitment.names import Name
from fairway.recruitment.rosters.weighing import Read

LARGEST: Final = 150
"""A key that more rows share says too little to be worth the pairs it makes."""
COMPARED: Final = 14
"""Earlier rows that are weighed against one later row, those that share most keys first."""
MOST_WORDS: Final = 5
PREFIX: Final = 7
_NUMBER, _WHOLE, _PAIR, _WORD, _NEAR = 40, 5, 3, 2, 1


class Blocks:
    """The earlier rows by their keys."""

    def __init__(self, earlier: Sequence[Read]) -> None:
        self._rows: dict[str, list[int]] = defaultdict(list)
        for position, one in enumerate(earlier):
            for key in dict(_keys(one)):
                self._rows[key].append(position)

    def near(self, later: Read) -> list[int]:
        """Positions of the earlier rows to weigh, likeliest first."""
        votes: dict[int, int] = {}
        for key, weight in dict(_keys(later)).items():
            rows = self._rows.get(key, ())
            if len(rows) <= LARGEST:
                for position in rows:
                    votes[position] = votes.get(position, 0) + weight
        return nlargest(COMPARED, votes, key=votes.__getitem__)


def _keys(one: Read) -> Iterator[tuple[str, int]]:
    if one.number.digits:
        yield f"#{one.number.key}", _NUMBER
        if len(one.number.digits) > 1:
            yield f"#{''.join(one.number.digits)}", _NUMBER
    for name in one.names:
        yield from _name_keys(name, one.city)


def _name_keys(name: Name, city: str) -> Iterator[tuple[str, int]]:
    sounds = [sound for sound in name.sounds if sound and sound != "al"][:MOST_WORDS] or [
        one for one in name.sounds if one
    ]
    joined = "".join(sounds)
    if not joined:
        return
    trade = " ".join(name.trade)
    yield f"={' '.join(sorted(name.words))}|{trade}", _WHOLE
    yield f"{joined}|{city}", _PAIR
    yield f"{joined}|{trade}", _WHOLE
    yield from _omitted(joined, _WHOLE)
    for sound in dict.fromkeys(sounds):
        yield f"{sound}.", _WORD
    for pair in combinations(sorted(set(sounds)), 2):
        yield "&".join(pair), _PAIR


def _omitted(sounds: str, weight: int) -> Iterator[tuple[str, int]]:
    yield sounds, weight
    if len(sounds) > 2:
        for at in range(min(len(sounds), PREFIX)):
            yield sounds[:at] + sounds[at + 1 :], _NEAR
