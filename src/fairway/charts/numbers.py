"""Numbers as they stand in a picture: short, because the table holds them in full."""

from __future__ import annotations

from functools import lru_cache

from babel.numbers import format_compact_decimal

from fairway.kernel.figure import Column, Kind
from fairway.reference.wording import Voice, voice

LONGEST_IN_FULL = 1_000_000
LONGEST_TICK = 10_000


def label(speaker: Voice, column: Column, value: float) -> str:
    """The value beside its mark: in full below a million, `2.61M` above; money without currency: the unit says it."""
    return _label(speaker, column.kind, column.decimals, value)


@lru_cache(maxsize=4096)
def _label(speaker: Voice, kind: Kind, decimals: int, value: float) -> str:
    if kind == "percent":
        return speaker.percent(value, decimals)
    if kind == "year":
        return speaker.year(round(value))
    if abs(value) >= LONGEST_IN_FULL:
        return _compact(value, speaker.language, 2)
    return speaker.number(value, decimals)


def tick(speaker: Voice, column: Column, value: float, step: float) -> str:
    """The value on an axis, with as many decimals as the step between ticks needs."""
    decimals = next((count for count in range(7) if abs(step * 10**count - round(step * 10**count)) < 1e-9), 6)
    if column.kind == "percent":
        return speaker.percent(value, decimals)
    if abs(value) >= LONGEST_TICK:
        return _compact(value, speaker.language, 1)
    return speaker.number(value, decimals)


@lru_cache(maxsize=2048)
def _compact(value: float, language: str, decimals: int) -> str:
    return str(format_compact_decimal(value, locale=voice(language).locale, fraction_digits=decimals))
