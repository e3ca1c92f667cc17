"""Counts the codes of every column that is mapped, and finds numbers that cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import polars as pl

from fairway.exchange.numbers import number
from fairway.exchange.variables import Variable
from fairway.methods.survey.errors import Fault
from fairway.warehouse.surveys.mapping_codes import Meant, Reader, written
from fairway.warehouse.surveys.mapping_errors import CodesUnmapped, TooManyCodes, UnmappedCode
from fairway.warehouse.surveys.mapping_values import MappedVariable, SurveyMapping

MOST_CODES: Final = 50_000
"""More different values than any classification has: a column of amounts or names was mapped by codes."""
PLAIN: Final = ("number", "identifier")
SMALL: Final = 32_000
EXAMPLES: Final = 5
COUNTS: Final = {"variable": pl.String, "code": pl.String, "rows": pl.Int64}


@dataclass(frozen=True, slots=True)
class Impossible:
    """Rows that cannot be.

    Attributes:
        where: Which rows.
        column: The national column.
        value: What they hold, as text.
        reason: Why it cannot be.
    """

    where: pl.Expr
    column: str
    value: pl.Expr
    reason: str


@dataclass(frozen=True, slots=True)
class Counted:
    """What the columns of a file hold.

    Attributes:
        rows: Rows of the file.
        meanings: Coded variable → `raw`, `code`, `rows`.
        plain: Number or identifier → how it is read.
        impossible: What there is of it; nothing is listed that no row has.
        counts: `variable`, `code`, `rows`.
        faults: Codes of the mapping that no row has.
    """

    rows: int
    meanings: Mapping[str, pl.DataFrame]
    plain: Mapping[str, pl.Expr]
    impossible: tuple[Impossible, ...]
    counts: pl.DataFrame
    faults: tuple[Fault, ...]


def counted(
    rows: pl.LazyFrame, used: Sequence[MappedVariable], described: Sequence[Variable], mapping: SurveyMapping
) -> Counted:
    """Counts the codes of the columns that are used.

    Args:
        rows: The national file.
        used: The variables wanted that the mapping has.
        described: What the file says of its columns, for the labels of codes.
        mapping: Whether codes left out are refused, and the file to name.

    Raises:
        CodesUnmapped: Codes are left out, and rows are not to be rejected for it.
        TooManyCodes: A column holds no codes.
    """
    schema = rows.collect_schema()
    coded = [one for one in used if one.variable.kind not in PLAIN and one.value is None]
    numbers = [one for one in used if one.variable.kind in PLAIN and one.value is None]
    queries = [rows.group_by(one.columns).len("rows") for one in coded]
    *found, size = pl.collect_all([*queries, rows.select(pl.len())], engine="streaming")
    labels = {one.name: {written(code): label for code, label in one.value_labels.items()} for one in described}
    meanings, impossible, unmapped, counts, faults = {}, [], [], [], []
    for one, codes in zip(coded, found, strict=True):
        reading = _Column(one, codes, labels)
        meanings[one.variable.name] = reading.meanings
        impossible += list(reading.impossible())
        unmapped += reading.unmapped
        counts.append(reading.counts())
        faults += list(reading.unmet())
    plain = {one.variable.name: _plain(one, schema) for one in numbers}
    impossible += _impossible_numbers(rows, numbers, plain, schema)
    for one, text, count in _words_among_numbers(rows, numbers, schema):
        if mapping.reject_unmapped:
            at = pl.col(one.columns[0]).str.strip_chars()
            impossible.append(Impossible(at == text, one.said, at, f"{one.variable.name}: no number"))
        else:
            unmapped.append(UnmappedCode(one.said, one.variable.name, text, "", count, "no number", ""))
    if unmapped and not mapping.reject_unmapped:
        raise CodesUnmapped(mapping.written.file, unmapped)
    every = pl.concat([pl.DataFrame(schema=COUNTS), *counts])
    return Counted(int(size.item()), meanings, plain, tuple(impossible), every, tuple(faults))


class _Column:
    """The codes of one variable, read."""

    def __init__(self, one: MappedVariable, codes: pl.DataFrame, labels: Mapping[str, Mapping[str, str]]) -> None:
        if len(codes) > MOST_CODES:
            raise TooManyCodes(
                f"{one.said}, mapped to {one.variable.name}, holds {len(codes):,} different values.",
                advice="Name the column that holds its codes.",
                details={"column": one.said, "values": len(codes)},
            )
        self.one = one
        reader = Reader(one)
        of_columns = labels.get(one.columns[0], {}) if len(one.columns) == 1 else {}
        raws = list(codes.select(one.columns).iter_rows())
        self.meant: list[Meant] = [reader.meaning(raw) for raw in raws]
        self.raws = raws
        self.rows: list[int] = codes["rows"].to_list()
        raw = codes[one.columns[0]] if len(one.columns) == 1 else codes.select(pl.struct(one.columns)).to_series()
        code = pl.Series("code", [meant.code for meant in self.meant], dtype=pl.String)
        self.meanings = pl.DataFrame([raw.rename("raw"), code, codes["rows"]]).filter(pl.col("code").is_not_null())
        self.unmapped = [
            UnmappedCode(one.said, one.variable.name, _said(raw), of_columns.get(written(raw[0]), ""), count,
                         meant.reason, meant.nearest)
            for raw, meant, count in zip(raws, self.meant, self.rows, strict=True)
            if meant.reason and not meant.impossible
        ]  # fmt: skip

    def impossible(self) -> Iterator[Impossible]:
        """Rows with codes that were not told; each reason once."""
        columns = self.one.columns
        value = pl.concat_str([pl.col(name).cast(pl.String) for name in columns], separator="-", ignore_nulls=True)
        for reason in dict.fromkeys(meant.reason for meant in self.meant if meant.reason):
            raws = [raw for raw, meant in zip(self.raws, self.meant, strict=True) if meant.reason == reason]
            if len(columns) == 1:
                where = pl.col(columns[0]).is_in([raw[0] for raw in raws])
            else:
                where = pl.any_horizontal([_equal(columns, raw) for raw in raws])
            yield Impossible(where, self.one.said, value, f"{self.one.variable.name}: {reason}")

    def counts(self) -> pl.DataFrame:
        """Rows of each standard code."""
        code = pl.Series("code", [meant.code for meant in self.meant], dtype=pl.String)
        frame = pl.DataFrame([code, pl.Series("rows", self.rows, dtype=pl.Int64)]).group_by("code").agg(pl.sum("rows"))
        return frame.sort("code").select(pl.lit(self.one.variable.name).alias("variable"), "code", "rows")

    def unmet(self) -> Iterator[Fault]:
        """Codes of the mapping that occur in no row: misspelt, or of another round."""
        there = {written(raw[0]) for raw in self.raws if raw[0] is not None}
        absent = [written(code) for some in self.one.codes.values() for code in some if written(code) not in there]
        if absent:
            yield Fault(
                "code-without-rows",
                len(absent),
                "codes",
                f"Codes of {self.one.said}, mapped to {self.one.variable.name}, that occur in no row: {len(absent)}.",
                "Nobody may have given that answer; else check their spelling.",
                fatal=False,
                examples=tuple(absent[:EXAMPLES]),
            )


def _said(raw: tuple[Any, ...]) -> str:
    return "-".join(written(one) for one in raw if one is not None)


def _equal(columns: Sequence[str], raw: tuple[Any, ...]) -> pl.Expr:
    return pl.all_horizontal([pl.col(name).eq_missing(pl.lit(one)) for name, one in zip(columns, raw, strict=True)])


def _plain(one: MappedVariable, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    """How a number or identifier is read: codes for no answer are null; a small whole number stays one."""
    column, dtype = pl.col(one.columns[0]), schema[one.columns[0]]
    if one.variable.kind == "identifier":
        return column
    value = number(column) if dtype == pl.String else column
    if dtype.is_float():
        value = column.fill_nan(None)
    if one.unknown:
        unknown = [float(code) for code in one.unknown if _is_number(code)]
        value = pl.when(~value.cast(pl.Float64).is_in(unknown)).then(value)
    if one.times != 1.0:
        value = value.cast(pl.Float64) * one.times
    elif dtype.is_integer() and one.variable.high is not None and one.variable.high <= SMALL:
        # What lies beyond is rejected.
        return value.cast(pl.Int16, strict=False)
    return value.cast(pl.Float64)


def _is_number(code: Any) -> bool:
    try:
        float(code)
    except ValueError:
        return False
    return True


def _bounds(one: MappedVariable, dtype: pl.DataType, value: pl.Expr) -> Iterator[tuple[pl.Expr, str]]:
    """What makes a number impossible; the raw one is looked at, for a narrow type cannot hold all of them."""
    raw = number(pl.col(one.columns[0])) if dtype == pl.String else pl.col(one.columns[0]).cast(pl.Float64)
    unknown = [float(code) for code in one.unknown if _is_number(code)]
    asked = ~raw.is_in(unknown) if unknown else pl.lit(value=True)
    scaled = raw * one.times
    if one.variable.low is not None:
        yield asked & (scaled < one.variable.low), f"below {one.variable.low:g}"
    if one.variable.high is not None:
        yield asked & (scaled > one.variable.high) & raw.is_not_nan(), f"above {one.variable.high:g}"
    if dtype.is_float():
        yield raw.is_infinite(), "infinite"


def _impossible_numbers(
    rows: pl.LazyFrame,
    numbers: Sequence[MappedVariable],
    plain: Mapping[str, pl.Expr],
    schema: Mapping[str, pl.DataType],
) -> list[Impossible]:
    asked = []
    for one in numbers:
        if one.variable.kind == "number":
            dtype = schema[one.columns[0]]
            for where, reason in _bounds(one, dtype, plain[one.variable.name]):
                said = f"{one.variable.name}: {reason}"
                asked.append(Impossible(where, one.said, pl.col(one.columns[0]).cast(pl.String), said))
    if not asked:
        return []
    there = rows.select(one.where.any().alias(str(at)) for at, one in enumerate(asked)).collect(engine="streaming")
    return [one for one, yes in zip(asked, there.row(0), strict=True) if yes]


def _words_among_numbers(
    rows: pl.LazyFrame, numbers: Sequence[MappedVariable], schema: Mapping[str, pl.DataType]
) -> Iterator[tuple[MappedVariable, str, int]]:
    for one in numbers:
        if one.variable.kind != "number" or schema[one.columns[0]] != pl.String:
            continue
        text = pl.col(one.columns[0]).str.strip_chars().alias("text")
        known = ["", *(written(code) for code in one.unknown)]
        found = (
            rows.filter(number(pl.col(one.columns[0])).is_null() & ~text.is_in(known)).group_by(text).len("rows")
        ).sort("rows", descending=True).collect(engine="streaming")  # fmt: skip
        for said, count in found.iter_rows():
            yield one, said, count
