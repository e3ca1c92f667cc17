"""Places offered while somebody types."""

from __future__ import annotations

from fairway.reference import naming, place_names, places
from fairway.reference.spelling import fold, words


def complete(prefix: str, language: str, limit: int) -> tuple[tuple[str, str], ...]:
    """See `fairway.reference.places.complete`.

    Ranked: the code itself, names in the reader's language that begin so, words in them that do, names in another
    interface language, names in any language, and at last names spelled alike.
    """
    if not fold(prefix):
        return ()
    ranks = _in_language(prefix, language)
    if len(ranks) < limit:
        ranks = _beginning(prefix, rank=3, everywhere=False) | ranks
    if not ranks:
        ranks = _beginning(prefix, rank=4, everywhere=True)
    if not ranks:
        ranks = {iso3: 5 + position for position, iso3 in enumerate(place_names.nearest(prefix, limit))}
    unlisted = naming.policy().unlisted
    named = ((rank, place_names.display(iso3, language), iso3) for iso3, rank in ranks.items() if iso3 not in unlisted)
    ordered = sorted(named, key=lambda offer: (offer[0], fold(offer[1])))
    return tuple((iso3, name) for _, name, iso3 in ordered[:limit])


def _in_language(prefix: str, language: str) -> dict[str, int]:
    key, code = fold(prefix), prefix.strip().upper()
    ranks = {}
    for place in places.by_code().values():
        name = place_names.display(place.iso3, language)
        if code == place.iso3:
            ranks[place.iso3] = 0
        elif code == place.iso2 or fold(name).startswith(key):
            ranks[place.iso3] = 1
        elif any(word.startswith(key) for word in words(name).split()):
            ranks[place.iso3] = 2
    return ranks


def _beginning(prefix: str, *, rank: int, everywhere: bool) -> dict[str, int]:
    key = fold(prefix)
    known = place_names.spellings(everywhere=everywhere)
    return {iso3: rank for name, iso3 in known.items() if name.startswith(key)}
