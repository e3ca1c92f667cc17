"""Whether two cities, written in two lists, are one."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rapidfuzz.distance import OSA

from fairway.recruitment.names.romanising import romanised_text, sound

_FORMER: Final = """
dhaka: dacca
chattogram: chittagong
cumilla: comilla
barishal: barisal
bogura: bogra
jashore: jessore
kolkata: calcutta
mumbai: bombay
chennai: madras
bengaluru: bangalore
kathmandu: ktm katmandu
thiruvananthapuram: trivandrum
kochi: cochin
prayagraj: allahabad
gurugram: gurgaon
addisababa: addisabeba finfinnee
yangon: rangoon
"""
"""Cities with two names in use."""
_STANDS_FOR: Final = {
    other: city
    for city, _, others in (line.partition(": ") for line in _FORMER.strip().splitlines())
    for other in others.split()
}
_SAY_NOTHING: Final = frozenset(("city", "district", "metropolitan", "the", "sadar"))
ALIKE: Final = 0.84
"""How alike in letters two cities must be that are one mistyped."""


@lru_cache(maxsize=50_000)
def city_key(written: str) -> str:
    """A city as cities are compared: Latin letters run together; of `Gulshan, Dhaka-1212` the whole."""
    latin = "".join(one if one.isalpha() else " " for one in romanised_text(written))
    words = [word for word in latin.split() if word not in _SAY_NOTHING]
    key = "".join(words)
    return _STANDS_FOR.get(key, key)


@lru_cache(maxsize=50_000)
def same_city(one: str, other: str) -> bool:
    """Whether two keys (`city_key`) are one city: alike in letters or in sound, or one names a quarter of the other."""
    if one == other:
        return True
    if min(len(one), len(other)) >= 4 and (one in other or other in one):
        return True
    first, second = sound(one), sound(other)
    return (len(first) > 2 and first == second) or OSA.normalized_similarity(one, other) >= ALIKE
