"""Whether two occupations are one kind of work, in English and the languages of the corridors."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from rapidfuzz import fuzz

from fairway.recruitment.contracts.alike import Alike, known_words, latin
from fairway.recruitment.contracts.comparing_thresholds import SAME_WORDS
from fairway.reference.spelling import words

_PARTS = re.compile(r"[/;|(),]|\band\b")
_PLURAL = re.compile(r"(?<=[a-z]{3})s\b(?<!ss)")


@lru_cache(maxsize=8192)
def same_occupation(first: str, second: str) -> Alike:
    """Whether two titles name one kind of work.

    Titles of one line of `alike_words.toml`, or of one unit group of ISCO-08, are one; so are titles that differ in
    words that say nothing of the work. “Any work as assigned” is not the work that was promised.

    Args:
        first, second: As written, in any script.

    Returns:
        `unsure` where a title is in another script and not known.
    """
    if words(first) == words(second):
        return "same"
    if any_work(first) or any_work(second):
        return "same" if any_work(first) and any_work(second) else "other"
    one, other = _kinds(first), _kinds(second)
    if one and other:
        return "same" if one & other else "other"
    if latin(first) != latin(second):
        return "unsure"
    return "same" if _same_words(first, second) else "other"


@lru_cache(maxsize=4096)
def any_work(title: str) -> bool:
    """Whether a title lets the employer ask for any work."""
    return words(title) in known_words().any_work


@lru_cache(maxsize=8192)
def _kinds(title: str) -> frozenset[str]:
    """The kinds of work that a title names: of the whole of it, or else of its parts; none where it is not known."""
    whole = _kind(title)
    if whole:
        return frozenset({whole})
    return frozenset(found for part in _PARTS.split(title.casefold()) if (found := _kind(part)))


def _kind(title: str) -> str:
    """The kind of work of one title, or ""."""
    occupations = known_words().occupations
    folded = words(title)
    for form in (folded, _PLURAL.sub("", folded), " ".join(_telling(folded))):
        if form in occupations:
            return occupations[form]
    own = _isco_titles()
    found = own.get(folded) or own.get(_PLURAL.sub("", folded)) or ""
    return found or _within(folded)


def _within(folded: str) -> str:
    """The longest known title whose words all stand in this one, as long as none of a rank stands beside it."""
    known = known_words()
    parts = _PLURAL.sub("", folded).split()
    for size in range(len(parts) - 1, 0, -1):
        for at in range(len(parts) - size + 1):
            phrase = " ".join(parts[at : at + size])
            beside = set(parts[:at] + parts[at + size :])
            if phrase in known.occupations and not beside & known.ranks and (size > 1 or len(parts) <= size + 2):
                return known.occupations[phrase]
    return ""


@cache
def _isco_titles() -> dict[str, str]:
    """Folded title of a unit group of ISCO-08, in the languages that Fairway has → the kind of work, or its code."""
    from fairway.reference.classifications import code_list

    occupations = known_words().occupations
    found: dict[str, str] = {}
    for entry in code_list("isco08").entries:
        if entry.level == 4:
            titles = [words(title) for title in entry.titles.values()]
            forms = [*titles, *(_PLURAL.sub("", title) for title in titles)]
            kind = next((occupations[form] for form in forms if form in occupations), entry.code)
            found.update(dict.fromkeys(forms, kind))
    return found


def _telling(folded: str) -> list[str]:
    return [part for part in folded.split() if part not in known_words().small]


def _same_words(first: str, second: str) -> bool:
    """Whether one title's telling words are the other's, or stand within it without a rank beside them."""
    one, other = set(_telling(words(first))), set(_telling(words(second)))
    if not one or not other:
        return False
    if (one ^ other) & known_words().ranks:
        return False
    if one <= other or other <= one:
        return True
    return fuzz.ratio(" ".join(sorted(one)), " ".join(sorted(other))) / 100 >= SAME_WORDS
