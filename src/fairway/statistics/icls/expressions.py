"""Three-valued answers as Polars expressions: true, false, and null for what is not known (Kleene's logic)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import reduce
from operator import and_, or_
from typing import Final

import polars as pl

from fairway.statistics.icls.reasons import REASONS

PRIVATE: Final = "_icls_"
"""Begins the names of columns that only one classification needs."""

_WHYS: Final = tuple(REASONS)


def text(name: str) -> pl.Expr:
    """A variable of codes as text, whatever type the file gave it."""
    return pl.col(name).cast(pl.String)


def number(name: str) -> pl.Expr:
    """A variable of numbers; what is not a number is null."""
    return pl.col(name).cast(pl.Float64).fill_nan(None)


def known(name: str) -> pl.Expr:
    """A fact that an earlier stage worked out."""
    return pl.col(PRIVATE + name)


def yes_no(name: str) -> pl.Expr:
    """True for `yes`, false for `no`, else null."""
    return pl.when(text(name) == "yes").then(True).when(text(name) == "no").then(False)


def one_of(codes: pl.Expr, wanted: Collection[str], all_codes: Collection[str]) -> pl.Expr:
    """True for the codes wanted, false for the others of the list, null for null and for what is no code."""
    true = reduce(or_, (codes == code for code in wanted))
    false = reduce(or_, (codes == code for code in all_codes if code not in wanted))
    return pl.when(true).then(True).when(false).then(False)


def every(*conditions: pl.Expr) -> pl.Expr:
    """All hold: false as soon as one is false, whatever is unknown."""
    return reduce(and_, conditions)


def said(answer: pl.Expr, words: tuple[str, str, str] = ("no", "yes", "undetermined")) -> pl.Expr:
    """In words: for false, for true, for unknown."""
    return _worded(answer.cast(pl.UInt8).fill_null(2), words)


def first(choices: Sequence[tuple[pl.Expr, str]], otherwise: str, words: Sequence[str] = _WHYS) -> pl.Expr:
    """The word of the first choice whose condition is true; `words`: all that may come."""
    place = {word: at for at, word in enumerate(words)}
    number_of = pl.lit(place[otherwise], dtype=pl.UInt8)
    for condition, word in reversed(choices):
        number_of = pl.when(condition).then(pl.lit(place[word], dtype=pl.UInt8)).otherwise(number_of)
    return _worded(number_of, words)


def _worded(number_of: pl.Expr, words: Sequence[str]) -> pl.Expr:
    """Words by their number. All rows share one buffer of text: several times faster than writing each."""
    return pl.lit(pl.Series(words, dtype=pl.String)).gather(number_of)
