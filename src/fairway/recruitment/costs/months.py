"""Months as the surveys give them: `2019-07`, or `2019` where only the year is known."""

from __future__ import annotations

import re
from typing import Final

import polars as pl

from fairway.recruitment.costs.errors import CostsMisshapen

PATTERN: Final = r"^(\d{4})(?:-(0[1-9]|1[0-2]))?$"
_MONTH: Final = re.compile(PATTERN)


def span(month: str) -> tuple[int, int]:
    """The first and last month that it may be, counted from the year 0.

    Raises:
        CostsMisshapen: It is no month.
    """
    found = _MONTH.match(month)
    if found is None:
        raise CostsMisshapen(f"“{month}” is no month.", advice="Write it as 2019-07, or 2019.")
    year = int(found[1]) * 12
    return (year, year + 11) if found[2] is None else (year + int(found[2]) - 1,) * 2


def first_of(column: str) -> pl.Expr:
    """The first month that it may be; null where unknown or no month."""
    text = pl.col(column)
    year = text.str.extract(PATTERN, 1).cast(pl.Int32) * 12
    return year + text.str.extract(PATTERN, 2).cast(pl.Int32).fill_null(1) - 1


def last_of(column: str) -> pl.Expr:
    """The last month that it may be; null where unknown or no month."""
    text = pl.col(column)
    year = text.str.extract(PATTERN, 1).cast(pl.Int32) * 12
    return year + text.str.extract(PATTERN, 2).cast(pl.Int32).fill_null(12) - 1


def is_no_month(column: str) -> pl.Expr:
    """True where something is written that is no month; never null."""
    text = pl.col(column)
    return (text.is_not_null() & ~text.str.contains(PATTERN)).fill_null(value=False)
