"""The words of a sentence that carry terms: numbers, units, sums of money, topics, who gives what."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from fairway.recruitment.contracts.wording import ar, bn, en, es, fr, ne
from fairway.recruitment.contracts.wording.cues import Cues
from fairway.recruitment.contracts.wording.labels import titles

Kind: TypeAlias = Literal["number", "unit", "per", "currency", "topic", "provided"]
LANGUAGES: Final[dict[str, Cues]] = {one.CUES.language: one.CUES for one in (en, es, fr, ar, ne, bn)}
_KINDS: Final = ("number", "money", "choice")
_DIGITS: Final = re.compile(r"\d(?:[\d.,']|(?<=\d) (?=\d{3}(?!\d)))*(?<=\d)|\d")
_EDGES: Final = (r"(?:(?<![^\W_])|(?=/))(?:", r")(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Token:
    """One of them.

    Attributes:
        kind: What it is.
        value: Number as text with a point, unit, period, currency codes, field, or who gives.
        start, end: Where it stands in the folded sentence.
    """

    kind: Kind
    value: str
    start: int
    end: int


@lru_cache(maxsize=4096)
def pattern(expression: str, *, whole: bool = False) -> re.Pattern[str]:
    """A cue as it is looked for: at the edges of words, or as the whole value."""
    return re.compile(f"(?:{expression})" if whole else f"{_EDGES[0]}{expression}{_EDGES[1]}")


def tokens(folded: str, languages: Iterable[str]) -> tuple[Token, ...]:
    """The tokens of a sentence, by their place.

    Args:
        folded: Of `reading_folding.fold`.
        languages: Whose cues are looked for.
    """
    spoken = [LANGUAGES[one] for one in languages]
    found: list[Token] = [*numbers(folded, spoken)]
    for cues in spoken:
        for kind, table in (("unit", cues.units), ("per", cues.per)):
            found += [
                Token("unit" if kind == "unit" else "per", name, match.start(), match.end())
                for name, expression in table.items()
                for match in pattern(expression).finditer(folded)
            ]
    found += _longest(
        folded, "topic", [*(cues.topics for cues in spoken), *(titles(cues.language, _KINDS) for cues in spoken)]
    )
    found += _longest(folded, "provided", [cues.provided for cues in spoken])
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _longest(folded: str, kind: Literal["topic", "provided"], tables: list[Mapping[str, str]]) -> list[Token]:
    """Matches of all names, the longest where they overlap."""
    matches = [
        Token(kind, name, match.start(), match.end())
        for table in tables
        for name, expression in table.items()
        for match in pattern(expression).finditer(folded)
        if match.end() > match.start()
    ]
    kept: list[Token] = []
    for one in sorted(matches, key=lambda token: (token.start - token.end, token.start)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return kept


def numbers(folded: str, spoken: Iterable[Cues]) -> list[Token]:
    """Numbers in digits and in words; `48 (forty-eight)` is one number, and none at all where the two differ."""
    found = [Token("number", match[0], match.start(), match.end()) for match in _DIGITS.finditer(folded)]
    taken = [(one.start, one.end) for one in found]
    for cues in spoken:
        for dual, (amount, unit) in cues.duals.items():
            for match in pattern(dual).finditer(folded):
                if amount:
                    found.append(Token("number", str(amount), match.start(), match.start()))
                    found.append(Token("unit", unit, match.start(), match.end()))
        for start, end, value in _in_words(folded, cues):
            if all(end <= left or start >= right for left, right in taken):
                found.append(Token("number", str(value), start, end))
                taken.append((start, end))
    found.sort(key=lambda one: (one.start, one.end))
    return list(_merged(_multiplied(found, folded, spoken), folded))


def _in_words(folded: str, cues: Cues) -> Iterator[tuple[int, int, int]]:
    """Start, end and value of numbers in words."""
    words = [
        (match.start(), match.end(), match[0])
        for match in re.finditer(r"[^\W\d_]+(?:[\u0900-\u0dff]+[^\W\d_]*)*|-", folded)
    ]
    joiner = pattern(cues.joiners, whole=True)
    index = 0
    while index < len(words):
        total = part = 0
        last = -1
        start = index
        while index < len(words):
            word = words[index][2]
            bare = (
                word[1:]
                if cues.language == "ar" and word[:1] == "و" and word[1:] in {**cues.numbers, **cues.multipliers}
                else word
            )
            if bare in cues.numbers:
                part += cues.numbers[bare]
            elif bare in cues.multipliers:
                total, part = _grown(total, part, cues.multipliers[bare])
            elif not (last >= start and joiner.fullmatch(word)):
                break
            if bare in cues.numbers or bare in cues.multipliers:
                last = index
            index += 1
        if last >= start:
            yield words[start][0], words[last][1], total + part
            index = last + 1
        else:
            index = start + 1


def _grown(total: int, part: int, multiplier: int) -> tuple[int, int]:
    if multiplier == 100:
        return total, (part or 1) * 100
    return total + (part or 1) * multiplier, 0


def _multiplied(found: list[Token], folded: str, spoken: Iterable[Cues]) -> list[Token]:
    """`25 thousand`, `1.5 lakh`."""
    kept: list[Token] = []
    for one in found:
        for cues in spoken:
            follows = re.match(r" ?([^\W\d_]+)", folded[one.end :])
            if follows and follows[1] in cues.multipliers and folded[one.start : one.end][:1].isdigit():
                worth = plain(folded[one.start : one.end])
                if worth is not None:
                    value = (worth * cues.multipliers[follows[1]]).normalize()
                    one = Token("number", f"{value:f}", one.start, one.end + follows.end())
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def _merged(found: list[Token], folded: str) -> Iterator[Token]:
    index = 0
    while index < len(found):
        one = found[index]
        if index + 1 < len(found):
            other = found[index + 1]
            between = folded[one.end : other.start]
            if re.fullmatch(r"\s*\(\s*", between) and folded[other.end :].lstrip()[:1] == ")":
                end = folded.index(")", other.end) + 1
                # Digits and words that differ give no number that can be relied on.
                value = one.value if plain(one.value) == plain(other.value) else "?"
                yield Token("number", value, one.start, end)
                index += 2
                continue
        yield one
        index += 1


def plain(written: str) -> Decimal | None:
    """A number that is no sum of money: `7.5`, `7,5`, `1,200`; None where it is none."""
    text = written.replace("'", "").replace(" ", "")
    if re.fullmatch(r"\d{1,3}(?:,\d{3})+", text):
        text = text.replace(",", "")
    text = text.replace(",", ".")
    return Decimal(text) if re.fullmatch(r"\d+(?:\.\d+)?", text) else None
