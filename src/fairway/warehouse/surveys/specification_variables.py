"""Missing codes and derived variables as Polars expressions: computed lazily, whatever the size of the file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import polars as pl

from fairway.exchange.errors import TextInNumbers
from fairway.exchange.numbers import fault_of_text, number
from fairway.methods.survey.errors import Fault
from fairway.methods.survey.plan import Code
from fairway.warehouse.surveys.specification import Bands, Derivation, Recode, Specification


def prepared(rows: pl.LazyFrame, specification: Specification) -> pl.LazyFrame:
    """The rows as the tables use them: missing codes null, columns of numbers numbers, new variables derived.

    Raises:
        TextInNumbers: A column that must hold numbers holds text; counted, with its rows.
    """
    schema = rows.collect_schema()
    rows = rows.with_columns(
        pl.when(~held(column, codes, schema[column])).then(pl.col(column)).alias(column)
        for column, codes in specification.missing.items()
        if column in schema
    )
    rows = _numbers(rows, specification)
    for name, derivation in specification.variables.items():
        dtype = rows.collect_schema()[derivation.of]
        rows = rows.with_columns(derived(derivation, dtype).alias(name))
    return _whole(rows.select(specification.used), specification)


def _whole(rows: pl.LazyFrame, specification: Specification) -> pl.LazyFrame:
    """Codes of domains as whole numbers, where a package keeps them as decimals: 3, not 3.0."""
    schema = rows.collect_schema()
    named = dict.fromkeys(name for table in specification.tables for name in table.by)
    decimals = [name for name in named if schema[name].is_float()]
    if not decimals:
        return rows
    known = [pl.col(name).fill_nan(None) for name in decimals]
    whole = rows.select((one == one.round()).all() for one in known).collect(engine="streaming").row(0)
    return rows.with_columns(one.cast(pl.Int64) for one, yes in zip(known, whole, strict=True) if yes)


def _numbers(rows: pl.LazyFrame, specification: Specification) -> pl.LazyFrame:
    schema = rows.collect_schema()
    wanted = [one.column for one in specification.named if one.number]
    texts = [name for name in dict.fromkeys(wanted) if schema.get(name) == pl.String]
    for name in texts:
        fault = fault_of_text(rows, name, name)
        if fault is not None:
            raise TextInNumbers(
                f"{name} must hold numbers. {fault.said} For instance {'; '.join(fault.examples)}.",
                advice=f"Correct them in the file, or list them in the specification: missing: {{{name}: […]}}. "
                "Row 1 is the first after the header.",
                details={"column": name, "cells": fault.count, "examples": list(fault.examples)},
            )
    return rows.with_columns(number(pl.col(name)).alias(name) for name in texts)


def held(column: str, codes: Sequence[Code], dtype: pl.DataType) -> pl.Expr:
    """True where the column holds one of the codes; never null. Numbers compare as numbers, the rest as text."""
    if dtype.is_numeric() or dtype == pl.Boolean:
        numbers = [one for one in map(_as_number, codes) if one is not None]
        found = pl.col(column).cast(pl.Float64).is_in(numbers)
    else:
        found = pl.col(column).cast(pl.String).is_in([_as_text(code) for code in codes])
    return found.fill_null(value=False)


def derived(derivation: Derivation, dtype: pl.DataType) -> pl.Expr:
    """A derived variable.

    Args:
        derivation: How.
        dtype: Of the column that it is derived from.
    """
    column = pl.col(derivation.of)
    known = column.is_not_null() & (~column.is_nan() if dtype.is_float() else pl.lit(value=True))
    if isinstance(derivation, Bands):
        return _banded(derivation, known)
    if isinstance(derivation, Recode):
        chosen: pl.Expr = pl.lit(derivation.other, pl.String)
        for new, codes in derivation.into.items():
            chosen = pl.when(held(derivation.of, codes, dtype)).then(pl.lit(new)).otherwise(chosen)
        return pl.when(known).then(chosen).otherwise(pl.lit(derivation.unknown, pl.String))
    return pl.when(known).then(held(derivation.of, derivation.values, dtype).cast(pl.Int8))


def _banded(bands: Bands, known: pl.Expr) -> pl.Expr:
    value = pl.col(bands.of).cast(pl.Float64)
    names = bands.labels or band_labels(bands)
    outside: pl.Expr = pl.lit(bands.unknown, pl.String)
    chosen = outside
    for limit, name in zip(bands.limits, names, strict=True):
        chosen = pl.when(value >= limit).then(pl.lit(name)).otherwise(chosen)
    if bands.below is not None:
        chosen = pl.when(value < bands.below).then(chosen).otherwise(outside)
    return pl.when(known).then(chosen).otherwise(outside)


def band_labels(bands: Bands) -> tuple[str, ...]:
    """15–24, 25–34, 65+ for limits that are whole numbers; [0.5, 1) else."""
    limits = [*bands.limits, bands.below]
    whole = all(limit is None or float(limit).is_integer() for limit in limits)
    return tuple(_band(low, high, whole=whole) for low, high in pairwise(limits) if low is not None)


def _band(low: float, high: float | None, *, whole: bool) -> str:
    if high is None:
        return f"{low:g}+"
    if not whole:
        return f"[{low:g}, {high:g})"
    return f"{low:g}" if high == low + 1 else f"{low:g}–{high - 1:g}"


def unmet_codes(rows: pl.LazyFrame, specification: Specification) -> Iterator[Fault]:
    """Codes of `recode`, `is` and `missing` that occur in no row of the file: misspelt, or of another round."""
    schema = rows.collect_schema()
    for said, column, codes in _coded(specification.variables, specification.missing):
        if column not in schema:
            continue
        values = rows.select(column).unique().collect().to_series()
        there = {_as_text(value) for value in values.drop_nulls().to_list()}
        absent = [_as_text(code) for code in codes if _as_text(code) not in there]
        if absent:
            yield Fault(
                "code-without-rows",
                len(absent),
                "codes",
                f"Codes of {column} named in {said} that occur in no row: {len(absent)}.",
                "Nobody may have given that answer; else check their spelling.",
                fatal=False,
                examples=tuple(absent[:5]),
            )


def _coded(
    variables: Mapping[str, Derivation], missing: Mapping[str, Sequence[Code]]
) -> Iterator[tuple[str, str, Sequence[Code]]]:
    for column, codes in missing.items():
        yield "missing", column, codes
    for name, one in variables.items():
        if isinstance(one, Recode):
            yield f"the variable {name}", one.of, [code for codes in one.into.values() for code in codes]
        elif not isinstance(one, Bands):
            yield f"the variable {name}", one.of, one.values


def _as_number(code: Code) -> float | None:
    try:
        return float(code)
    except ValueError:
        return None


def _as_text(code: Code) -> str:
    return str(int(code)) if isinstance(code, float) and code.is_integer() else str(code)
