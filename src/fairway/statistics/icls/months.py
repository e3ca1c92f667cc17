"""Months of a survey, `2019-07`, or `2019` where only the year is known: each an interval of months."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.statistics.icls.expressions import text

MONTH: Final = r"^[0-9]{4}(-(0[1-9]|1[0-2]))?$"


def earliest(name: str) -> pl.Expr:
    """The first month it may be, counted from January of year 0; null where it is unknown or no month."""
    return _bound(name, 0)


def latest(name: str) -> pl.Expr:
    """The last month it may be, counted likewise."""
    return _bound(name, 11)


def _bound(name: str, unknown: int) -> pl.Expr:
    year = text(name).str.slice(0, 4).cast(pl.Int32, strict=False)
    month = text(name).str.slice(5, 2).cast(pl.Int32, strict=False) - 1
    return pl.when(text(name).str.contains(MONTH)).then(year * 12 + month.fill_null(unknown))


def at_least_ago(name: str, months: int, reference: int) -> pl.Expr:
    """Was it so many months before the reference month, or more? Null where the answer depends on the month."""
    return pl.when(latest(name) <= reference - months).then(True).when(earliest(name) > reference - months).then(False)
