"""Whether two licence numbers, written in two lists, are one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from fairway.recruitment.names.romanising import romanised_text

_GROUPS: Final = re.compile("[a-z]+|[0-9]+")
_SAY_NOTHING: Final = frozenset(("no", "nr", "num", "number", "lic", "licence", "license", "reg", "n", "regd"))
SHORTEST_TYPO: Final = 3


class Agreement(Enum):
    """How two numbers agree."""

    SAME = "same"
    PARTLY = "partly"
    """The first group of digits is the same: `1234/067/068` and `1234`."""
    NEARLY = "nearly"
    """One digit differs, or two changed places."""
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class LicenceNumber:
    """A number taken apart: its letters run together, its groups of digits without leading zeros."""

    letters: str
    digits: tuple[str, ...]

    @property
    def key(self) -> str:
        """The first group of digits, under which it is looked for; empty where there is none."""
        return self.digits[0] if self.digits else ""


@lru_cache(maxsize=200_000)
def taken_apart(written: str) -> LicenceNumber:
    """A licence number as lists write it: `RL-0123`, `R.L. No. 123` and `১২৩` have the digits 123."""
    groups = _GROUPS.findall(romanised_text(written[:60])) if written else []
    letters = "".join(group for group in groups if group.isalpha() and group not in _SAY_NOTHING)
    return LicenceNumber(letters, tuple(group.lstrip("0") or "0" for group in groups if group.isdigit()))


def agreement(one: LicenceNumber, other: LicenceNumber) -> Agreement:
    """How two numbers agree; letters in front count only where both have some."""
    if not one.digits or not other.digits:
        return Agreement.UNKNOWN
    letters = not one.letters or not other.letters or one.letters == other.letters
    if one.digits == other.digits or "".join(one.digits) == "".join(other.digits):
        return Agreement.SAME if letters else Agreement.PARTLY
    if letters and one.key == other.key:
        return Agreement.PARTLY
    if letters and _typed_alike("".join(one.digits), "".join(other.digits)):
        return Agreement.NEARLY
    return Agreement.DIFFERENT


def _typed_alike(one: str, other: str) -> bool:
    return len(one) == len(other) >= SHORTEST_TYPO and OSA.distance(one, other, score_cutoff=1) <= 1
