"""Whether two workplaces are in one town, and which country a text means."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz.distance import OSA

from fairway.kernel.errors import UnknownCode
from fairway.recruitment.contracts.alike import Alike, known_words, latin
from fairway.recruitment.contracts.comparing_thresholds import SAME_NAME
from fairway.recruitment.names import read
from fairway.reference import places
from fairway.reference.spelling import words

MOST_WORDS = 3
"""Words of the longest name of a town or country that is looked for in an address."""
LONG = 5


@lru_cache(maxsize=4096)
def country_of(text: str) -> str | None:
    """ISO 3166-1 alpha-3 of a code or a name in any language; None where it is none."""
    try:
        return places.find(text).iso3
    except UnknownCode:
        return None


@lru_cache(maxsize=8192)
def same_workplace(first: str, second: str) -> Alike:
    """Whether two addresses are in one town.

    A town that is known decides. Else the words decide that are no country, street or number: one in common is enough.

    Args:
        first, second: As written, in any script.

    Returns:
        `unsure` where one names no town, or an unknown town in another script.
    """
    if words(first) == words(second):
        return "same"
    one_towns, one_rest = _parts(first)
    other_towns, other_rest = _parts(second)
    if one_towns and other_towns:
        return "same" if one_towns & other_towns else "other"
    if not (one_towns or one_rest) or not (other_towns or other_rest):
        return "unsure"
    if any(_alike(left, right) for left in one_rest | one_towns for right in other_rest | other_towns):
        return "same"
    return "other" if latin(first) == latin(second) else "unsure"


@lru_cache(maxsize=8192)
def _parts(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """The known towns of an address, and its other telling words."""
    known = known_words()
    parts = words(text).split()
    towns: set[str] = set()
    rest: set[str] = set()
    at = 0
    while at < len(parts):
        for size in range(min(MOST_WORDS, len(parts) - at), 0, -1):
            phrase = " ".join(parts[at : at + size])
            if phrase in known.towns:
                towns.add(known.towns[phrase])
                break
            if _is_country(phrase):
                break
        else:
            size = 1
            if parts[at] not in known.address_words and not parts[at].isdigit():
                rest.add(parts[at])
        at += size
    return frozenset(towns), frozenset(rest)


@lru_cache(maxsize=8192)
def _is_country(phrase: str) -> bool:
    """Whether a phrase of an address is a country's name; codes of two letters are words more often."""
    if len(phrase) < 3 or phrase in known_words().address_words:
        return False
    if places.code_of(phrase) is not None:
        return True
    from fairway.reference import place_names

    return place_names.lookup(phrase) is not None


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    first, second = read(one), read(other)
    if first.native != second.native:
        return bool(first.sounding) and first.sounding == second.sounding and len(first.sounding) > 1
    return min(len(one), len(other)) >= LONG and bool(OSA.normalized_similarity(one, other) >= SAME_NAME)
