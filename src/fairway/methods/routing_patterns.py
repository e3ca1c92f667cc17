"""The patterns of `regex`: which are read, and how large they may be."""

from __future__ import annotations

import re
from typing import Final

LONGEST: Final = 500
MOST_NESTED: Final = 1_000
MOST_PARTS: Final = 2_000
_TOKEN: Final = re.compile(
    r"\\[pPxuU]\{[^}]*\}|\\.|\((?:\?[a-zA-Z]*)?|\[\^?\]?(?:\\.|\[:\^?\w+:\]|[^\]\[\\])*\]"
    r"|\{\s*(?P<least>\d*)\s*(?:,\s*(?P<most>\d*)\s*)?\}|.",
    re.DOTALL,
)


def whole(pattern: str) -> str:
    """The pattern that meets a text only where the pattern meets the whole of it."""
    return rf"\A(?:{pattern})\z"


def pattern_fault(pattern: str) -> str | None:
    """What is wrong with a pattern; None where it can be read, and matched in time that is bounded.

    It is read as written and as `whole`: `a)(` is a pattern only in the second form, `(?x)a#` only in the first.
    """
    return _size_fault(pattern) or _unread(pattern) or _unread(whole(pattern))


def _unread(pattern: str) -> str | None:
    import polars as pl

    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.ComputeError as fault:
        found = re.search(r"^error: (.*)$", str(fault), re.MULTILINE)
        return found[1] if found else "it is too large, or cannot be read"
    return None


def _size_fault(pattern: str) -> str | None:
    """What makes a pattern slow: `(a{0,50}){0,50}` is spelled out as 2,500 letters, each tried at each letter.

    An unbounded `(a+)+` is spelled out once, and takes time in proportion to the text.
    """
    if len(pattern) > LONGEST:
        return f"it is longer than {LONGEST} characters"
    tokens = [found[0] for found in _TOKEN.finditer(pattern)]
    # Blanks, notes and sets within sets would hide from `_spelled_out` where a group begins and ends.
    if any(token.startswith("(?") and "x" in token for token in tokens):
        return "the flag x is not read"
    if "[" in tokens:
        return "a set within a set is not read, nor one that is not closed"
    nested, parts = _spelled_out(pattern)
    if nested > MOST_NESTED:
        return f"repetitions within repetitions make more than {MOST_NESTED:,}"
    if parts > MOST_PARTS:
        return f"its repetitions, spelled out, make more than {MOST_PARTS:,} parts"
    return None


def _spelled_out(pattern: str) -> tuple[int, int]:
    """The largest product of repetitions within one another, and the parts when every repetition is spelled out."""
    # For each open group: the largest product and the parts of what stands in it before its last part, and of that.
    before, last = [(1, 0)], [(1, 0)]
    for token in _TOKEN.finditer(pattern):
        if token["least"] is not None and (token["least"] or token["most"]):
            times = max(int(token["least"] or 0), int(token["most"] or 0), 1)
            last[-1] = (last[-1][0] * times, last[-1][1] * times)
            continue
        if token[0] in "*+?":
            continue
        before[-1] = _both(before[-1], last[-1])
        last[-1] = (1, 1)
        if token[0].startswith("("):
            last[-1] = (1, 0)
            before.append((1, 0))
            last.append((1, 0))
        elif token[0] == ")" and len(before) > 1:
            inner = _both(before.pop(), last.pop())
            last[-1] = (inner[0], max(inner[1], 1))
    return _both(before[0], last[0])


def _both(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    return max(one[0], other[0]), one[1] + other[1]
