"""Names of places in every language of CLDR, loaded only when a code did not answer.

Look-up goes outwards: the names we keep ourselves (UN names, World Bank names, short forms), the interface languages,
then every other language of CLDR. A name that those use for different places (`Kongo`) is not guessed at: both are
suggested.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from fairway.reference import naming, places
from fairway.reference.spelling import fold

INTERFACE: Final = ("en", "fr", "es", "ar")
NEAR: Final = 70.0
WITHIN: Final = 15.0
# Where two languages use one name for different places, these are the ones people on the corridors write in.
# fmt: off
WIDELY_WRITTEN: Final = frozenset((
    "am", "bg", "bn", "cs", "da", "de", "el", "fa", "fi", "fil", "ha", "he", "hi", "hr", "hu", "id", "it", "ja", "km",
    "ko", "lo", "mn", "ms", "my", "ne", "nl", "no", "pa", "pl", "ps", "pt", "ro", "ru", "rw", "si", "so", "sq", "sr",
    "sv", "sw", "ta", "te", "th", "ti", "tr", "uk", "ur", "uz", "vi", "yo", "zh", "zu",
))
# fmt: on
UNUSABLE: Final = frozenset({"gez"})  # CLDR 48 swaps the two Koreas in Ge'ez


def _own_names(identifier: str) -> dict[str, str]:
    """The territories that one CLDR locale names itself, without those it inherits.

    Babel's own loader would merge each of 300 locales with its parents and keep them all in memory.
    """
    from babel.localedata import resolve_locale_filename

    with Path(resolve_locale_filename(identifier)).open("rb") as stream:
        locale = pickle.load(stream)  # noqa: S301 - a file that the installed Babel brings
    found: dict[str, str] = locale.get("territories", {})
    return found


@lru_cache(maxsize=64)
def _territories(language: str) -> dict[str, str]:
    from babel.localedata import exists

    found: dict[str, str] = {}
    parts = language.replace("-", "_").split("_")
    for end in range(1, len(parts) + 1):
        tried = "_".join(parts[:end])
        if exists(tried):
            found.update(_own_names(tried))
    return found


@lru_cache(maxsize=16384)
def _display(code: str, language: str, policy: naming.Naming) -> str | None:
    place = places.by_code().get(code)
    if place is None:
        return None
    return (
        policy.name(code, language) or _territories(language).get(place.iso2) or policy.name(code, "en") or place.name
    )


def display(code: str, language: str = "en") -> str:
    """The place's name in a language by the naming policy; a code nobody lists is given back as it is."""
    return _display(code, language, naming.policy()) or code


def area(code: str, language: str) -> str | None:
    """CLDR's name of a UN M49 area (`034`), or None."""
    return _territories(language).get(code) or _territories("en").get(code)


def _own() -> Iterator[tuple[str, str]]:
    for place in places.by_code().values():
        yield place.name, place.iso3
    for scheme in ("name", "worldbank"):
        yield from places.aliases(scheme).items()
    for iso3, wording in naming.policy().names.items():
        for name in wording.values():
            yield name, iso3


def _in_language(language: str, by_iso2: dict[str, str]) -> Iterator[tuple[str, str]]:
    for iso2, name in _territories(language).items():
        if iso2 in by_iso2:
            yield name, by_iso2[iso2]


def _index(*sources: Iterator[tuple[str, str]]) -> dict[str, str]:
    index: dict[str, str] = {}
    for source in sources:
        for name, iso3 in source:
            index.setdefault(fold(name), iso3)
    index.pop("", None)
    return index


def _by_iso2() -> dict[str, str]:
    return {place.iso2: place.iso3 for place in places.by_code().values()}


@lru_cache(maxsize=4)
def _near_index(policy: naming.Naming) -> dict[str, str]:
    return _index(_own(), *(_in_language(language, _by_iso2()) for language in INTERFACE))


@dataclass(frozen=True, slots=True)
class _Full:
    names: dict[str, str]
    ambiguous: dict[str, tuple[str, ...]]


@lru_cache(maxsize=4)
def _full_index(policy: naming.Naming) -> _Full:
    from babel.localedata import locale_identifiers

    near, by_iso2 = _near_index(policy), _by_iso2()
    wide, rare = set[tuple[str, str]](), set[tuple[str, str]]()
    for identifier in locale_identifiers():
        language, *rest = identifier.split("_")
        # Regional variants (fr_CA) repeat their language's names; scripts (zh_Hant) and spellings do not.
        if language in UNUSABLE or any(len(part) < 4 for part in rest):
            continue
        (wide if language in WIDELY_WRITTEN else rare).update(_own_names(identifier).items())
    names, ambiguous = dict(near), dict[str, tuple[str, ...]]()
    for seen in (wide, rare - wide):
        found: dict[str, set[str]] = {}
        for iso2, name in seen:
            if iso2 in by_iso2:
                found.setdefault(fold(name), set()).add(by_iso2[iso2])
        for key in found.keys() - names.keys() - ambiguous.keys() - {""}:
            if len(found[key]) == 1:
                names[key] = found[key].pop()
            else:
                ambiguous[key] = tuple(sorted(found[key]))
    return _Full(names, ambiguous)


def lookup_near(asked: str) -> str | None:
    """As `lookup`, among our own names and the interface languages only."""
    return _near_index(naming.policy()).get(fold(asked))


def lookup(asked: str) -> str | None:
    """ISO3 of a name in any language, or None."""
    key = fold(asked)
    policy = naming.policy()
    return (_near_index(policy).get(key) or _full_index(policy).names.get(key)) if key else None


def spellings(*, everywhere: bool = False) -> dict[str, str]:
    """Folded name → ISO3: our own names and the interface languages, or every language."""
    policy = naming.policy()
    return _full_index(policy).names if everywhere else _near_index(policy)


def nearest(asked: str, limit: int = 3) -> tuple[str, ...]:
    """ISO3 codes of the places whose name or code is spelled most like this, nearest first."""
    from rapidfuzz import fuzz, process

    key = fold(asked)
    if not key:
        return ()
    policy = naming.policy()
    full, near = _full_index(policy), _near_index(policy)
    if key in full.ambiguous:
        return full.ambiguous[key][:limit]
    scores: dict[str, float] = {}

    def score(iso3: str, points: float) -> None:
        scores[iso3] = max(scores.get(iso3, 0.0), points)

    for name, points, _ in process.extract(key, full.names.keys(), scorer=fuzz.ratio, limit=40, score_cutoff=NEAR):
        score(full.names[name], points if name in near else points * 0.93)
    if len(key) >= 4:
        for name, points, _ in process.extract(key, near.keys(), scorer=fuzz.partial_ratio, limit=20, score_cutoff=85):
            score(near[name], points * 0.9)
    if len(key) == 3 and key.isascii():
        codes = places.by_code().keys()
        for code, points, _ in process.extract(key.upper(), codes, scorer=fuzz.ratio, limit=5, score_cutoff=60):
            score(code, points)
    best = max(scores.values(), default=0.0)
    likely = [code for code, points in scores.items() if points >= best - WITHIN]
    return tuple(sorted(likely, key=lambda code: (-scores[code], code))[:limit])
