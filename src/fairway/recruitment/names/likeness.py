"""How alike two names of organisations are, and why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from fairway.kernel.text import Text
from fairway.recruitment.names.reading import Name, read

SURE: Final = 0.97
"""From here on two names are one: only writing, legal form or a word order differ."""
ALIKE_IN_SOUND: Final = 0.96
"""The most that names are alike which only sound the same."""
OTHER_NUMBER: Final = 0.6
OTHER_TRADE: Final = 0.88
MORE_TRADE: Final = 0.95
OTHER_LEGAL: Final = 0.985
OTHER_ORDER: Final = 0.98
WORD_OF_TRADE: Final = 0.3
"""What a word of the trade counts in a search, beside 1 for a telling word."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are.

    Attributes:
        value: 0 (nothing in common) to 1 (the same but for case, punctuation and order of legal forms).
        reasons: What differs, or what they share.
    """

    value: float
    reasons: tuple[Text, ...]


def likeness(first: str, second: str) -> float:
    """How alike two names are, from 0 to 1; the order of the two does not matter."""
    return compared(read(first), read(second)).value


def compared(first: Name, second: Name) -> Likeness:
    """As `likeness`, of names already read, with reasons."""
    if first.folded == second.folded:
        return Likeness(1.0 if first.words else 0.0, (Text("The same name."),))
    reasons = list[Text]()
    value = _telling(first, second, reasons)
    if _digits(first) != _digits(second):
        value *= OTHER_NUMBER
        reasons.append(Text("Other numbers."))
    if first.trade != second.trade:
        value *= (
            MORE_TRADE
            if set(first.trade) <= set(second.trade) or set(second.trade) <= set(first.trade)
            else OTHER_TRADE
        )
        reasons.append(Text("Other words of the trade."))
    if first.legal != second.legal:
        value *= OTHER_LEGAL
        reasons.append(Text("Another legal form."))
    return Likeness(value, tuple(reasons))


def _telling(first: Name, second: Name, reasons: list[Text]) -> float:
    """How alike the telling words are."""
    one, other = " ".join(first.words), " ".join(second.words)
    if one == other:
        reasons.append(Text("The same telling words."))
        return 1.0
    if sorted(first.words) == sorted(second.words):
        reasons.append(Text("The same words in another order."))
        return OTHER_ORDER
    written = max(_alike(one.replace(" ", ""), other.replace(" ", "")), fuzz.token_sort_ratio(one, other) / 100)
    heard = _heard(first.sounding, second.sounding, native=first.native or second.native)
    said = _joint(written, heard, native=first.native or second.native)
    reasons.append(Text("Sounds alike.") if said > written else Text("Spelled alike."))
    return min(max(written, said), ALIKE_IN_SOUND)


def _alike(one: str, other: str) -> float:
    """Share of letters that need no change; two that changed places are one change."""
    return float(OSA.normalized_similarity(one, other))


def _heard(one: str, other: str, *, native: bool) -> float:
    if not one or not other:
        return 0.0
    alike = _alike(one, other)
    # A sound of one or two consonants is shared by many words.
    return alike if len(one) > 2 or len(other) > 2 or native else alike * 0.9


def _joint(written: float, heard: float, *, native: bool) -> float:
    """Another script leaves vowels out, so that what is heard counts more than what is written."""
    return 0.2 * written + 0.8 * heard if native else 0.5 * written + 0.5 * heard


def _digits(name: Name) -> tuple[str, ...]:
    return tuple(word for word in name.words if word.isdigit())


def answers(asked: Name, name: Name) -> float:
    """How well a name answers what somebody typed, from 0 to 1: parts of a name will do.

    Args:
        asked: What was typed, read as a name.
        name: A name of an organisation.
    """
    if not asked.words or not name.words:
        return 0.0
    covered = max(_covered(asked, name), _run_together(asked, name))
    if asked.trade:
        share = len(set(asked.trade) & set(name.trade)) / len(asked.trade)
        covered = (covered + WORD_OF_TRADE * share) / (1 + WORD_OF_TRADE)
    return 0.8 * covered + 0.2 * compared(asked, name).value


def _covered(asked: Name, name: Name) -> float:
    """The mean, over the letters asked for, of each word's best match in the name."""
    native = asked.native or name.native
    found = weight = 0.0
    for word, heard in zip(asked.words, asked.sounds, strict=True):
        if word in name.words:
            found += 1.0 + len(word)
            weight += 1.0 + len(word)
            continue
        best = max(
            max(written := _alike(word, other), _joint(written, _heard(heard, sounds, native=native), native=native))
            for other, sounds in zip(name.words, name.sounds, strict=True)
        )
        begun = any(other.startswith(word) for other in name.words) and len(word) > 2
        letters = 1.0 + len(word)
        found += letters * max(best**1.5, 0.85 if begun else 0.0)
        weight += letters
    return found / weight


def _run_together(asked: Name, name: Name) -> float:
    """As one word: `sagar matha` asks for `Sagarmatha`, `alamin` for `Al-Amin`."""
    native = asked.native or name.native
    one, other = "".join(asked.words), "".join(name.words)
    written = _alike(one, other)
    heard = _heard(asked.sounding, name.sounding, native=native)
    return float(max(written, _joint(written, heard, native=native)) ** 1.5)
