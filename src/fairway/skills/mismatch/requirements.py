"""What an occupation requires, by convention: the normative map, and skill levels.

Source: ILOSTAT's normative measure of educational mismatch, after 20th ICLS guidelines concerning measurement of
qualifications and skills mismatches (2018). Written down from a secondary source: not verified.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from fairway.reference.classifications import code_list

VERIFIED: Final = False
"""The map was not compared with the ILO's own text."""
TERTIARY, SECONDARY, LESS = (5, 8), (3, 4), (0, 2)
REQUIRED: Final[Mapping[str, tuple[int, int]]] = {
    **dict.fromkeys("123", TERTIARY),
    **dict.fromkeys("45678", SECONDARY),
    "9": LESS,
    "01": TERTIARY,
    "02": SECONDARY,
    "03": LESS,
}
"""Major group of ISCO-08, or sub-major group of armed forces → lowest and highest ISCED level required."""
LOW_OCCUPATIONS: Final = "456789"
"""Major groups in which who has tertiary education is over-qualified. Source: Eurostat, over-qualification rate."""


def required(occupation: str) -> tuple[int, int] | None:
    """The ISCED levels that an occupation requires; None for armed forces without sub-major group.

    Args:
        occupation: One digit of ISCO-08 or more.
    """
    return REQUIRED.get(occupation[:1]) or REQUIRED.get(occupation[:2])


@cache
def skill_level(occupation: str) -> int | None:
    """The skill level of ISCO-08, 1 to 4; the highest where a group has several; None for armed forces as a whole.

    Source: ISCO-08, volume I, table 1.
    """
    if occupation == "0":
        return None
    known = {entry.code: entry for entry in code_list("isco").entries if entry.level <= 2}
    entry = known.get(occupation[:2]) or known.get(occupation[:1])
    levels = entry.more.get("skill_levels", "") if entry is not None else ""
    return max((int(one) for one in levels.split()), default=None)
