"""What the cells of a delimited file look like, column by column: seen in one pass wherever the file allows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeVar

from fairway.exchange.dialect import PIECE_BYTES, Dialect
from fairway.exchange.errors import unreadable
from fairway.exchange.numbers import NO_ANSWER, number

if TYPE_CHECKING:
    import polars as pl

Answer = TypeVar("Answer")
Plain = dict[str, "pl.DataType"]
"""Columns that Polars reads as numbers by itself → their type."""
LOOKED_FOR: Final = ("filled", "words", "numbers", "integers", "codes")
LONGEST_DECIMAL: Final = 16
"""Digits from which a decimal of 64 bits no longer holds every whole number."""
BEYOND_INTEGERS: Final = 2.0**63
"""Size from which no integer of 64 bits holds a number."""
GUESSED_FROM: Final = 10_000
"""Rows that tell the types at first: a whole file takes longer to guess from than to read."""
ZERO: Final = ord("0")
QUOTE: Final = ord('"')


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen.

    Attributes:
        rows: Every row: plain columns as numbers, every other cell as text.
        plain: The columns that are numbers throughout, finite, without codes or words among them.
        total: Rows, blank ones among them.
        full: Rows with anything in them.
        whole: No row has fewer fields than the header; where False, some may have.
        counts: Column → what its cells look like (`LOOKED_FOR`) → cells.
    """

    rows: pl.LazyFrame
    plain: Plain
    total: int
    full: int
    whole: bool
    counts: dict[str, dict[str, int]]


@dataclass(frozen=True, slots=True)
class _Bytes:
    """What the bare bytes say.

    Attributes:
        separators: How many there are; None where quotation marks may hold some that separate nothing.
        zeros: Somewhere a zero before a digit begins a cell, or may begin one.
    """

    separators: int | None
    zeros: bool


def evidence(path: Path, text: Path, dialect: Dialect, names: tuple[str, ...]) -> Evidence:
    """Looks at every cell of the columns that are wanted.

    The first rows tell which columns are plain numbers, and the file is read as if that held throughout; where it does
    not, the types are guessed from every row, and where that does not hold either, every cell is read closely as text.

    Args:
        path: The file, for messages.
        text: The file in UTF-8.
        dialect: How it is written.
        names: The columns wanted.

    Raises:
        UnreadableFile: Polars cannot read it.
    """
    import polars as pl

    seen = _bytes(text, dialect.separator)
    for sample in (GUESSED_FROM, None):
        try:
            plain = _guessed(text, dialect, names, sample)
            return _evidence(text, dialect, names, plain, seen)
        except pl.exceptions.PolarsError:
            continue
    return readable(path, lambda: _evidence(text, dialect, names, {}, seen))


def filled(dialect: Dialect, plain: Plain) -> pl.Expr:
    """True for a row with anything in it; in a file of one column a blank row is a missing answer."""
    import polars as pl

    if len(dialect.header) == 1:
        return pl.lit(value=True)
    return pl.any_horizontal(~_blank(name, plain) for name in dialect.header)


def readable(path: Path, ask: Callable[[], Answer]) -> Answer:
    """What is asked of Polars.

    Raises:
        UnreadableFile: It cannot read the file.
    """
    import polars as pl

    try:
        return ask()
    except pl.exceptions.PolarsError as fault:
        said = str(fault).splitlines()[0].rstrip(".")
        raise unreadable(
            path.name,
            f"cannot be read as a delimited file: {said}.",
            "A row has more fields than the header, or a quotation mark is not closed. Export it again.",
        ) from fault


def _evidence(text: Path, dialect: Dialect, names: tuple[str, ...], plain: Plain, seen: _Bytes) -> Evidence:
    import polars as pl

    if seen.zeros and plain:
        plain = _without(plain, _codes(text, dialect, plain))
    rows = _rows(text, dialect, plain)
    asked = [pl.len().alias("total")]
    asked += [_blank(name, plain).sum().alias(f"{at}.blank") for at, name in enumerate(dialect.header)]
    for at, name in enumerate(dialect.header):
        if name in plain:
            asked.append(_doubtful(name, plain).alias(f"{at}.doubtful"))
        elif name in names:
            asked += [count.sum().alias(f"{at}.{what}") for what, count in _close_counts(name, dialect).items()]
    found = rows.select(asked).collect(engine="streaming").row(0, named=True)
    doubtful = {name for at, name in enumerate(dialect.header) if found.get(f"{at}.doubtful")}
    if doubtful:
        return _evidence(text, dialect, names, _without(plain, doubtful), seen)
    total = found["total"]
    blank = [found[f"{at}.blank"] for at in range(len(dialect.header))]
    full = total if min(blank) == 0 else _full(text, dialect, {})
    if plain and full < total and _full(text, dialect, plain) != full:
        # A row of nothing but spaces is not blank, which only the text tells.
        return _evidence(text, dialect, names, {}, seen)
    whole = blank[-1] == 0 or seen.separators == (total + 1) * (len(dialect.header) - 1)
    counts = {}
    for at, name in enumerate(dialect.header):
        if name in plain:
            counts[name] = _plain_counts(total - blank[at], plain[name])
        elif name in names:
            counts[name] = {what: found[f"{at}.{what}"] for what in LOOKED_FOR}
    return Evidence(rows, plain, total, full, whole, counts)


def _bytes(text: Path, separator: str) -> _Bytes:
    import numpy as np

    separators, quoted, zeros, before = 0, False, False, b""
    with text.open("rb") as stream:
        while piece := stream.read(PIECE_BYTES):
            separators += piece.count(separator.encode())
            quoted = quoted or QUOTE in piece
            if not zeros:
                seen = np.frombuffer(before + piece, np.uint8)
                first, zero, digit = seen[:-2], seen[1:-1], seen[2:]
                # Line breaks, spaces and quotation marks are up to 34; spaces of other scripts begin at 128.
                begins = (first == ord(separator)) | (first <= QUOTE) | (first >= 128)
                zeros = bool((begins & (zero == ZERO) & (digit >= ZERO) & (digit <= ord("9"))).any())
                before = seen[-2:].tobytes()
    return _Bytes(None if quoted else separators, zeros)


def _guessed(text: Path, dialect: Dialect, names: tuple[str, ...], sample: int | None) -> Plain:
    import polars as pl

    guessed = pl.scan_csv(
        text,
        separator=dialect.separator,
        decimal_comma=dialect.decimal_comma,
        infer_schema_length=sample,
        glob=False,
    )
    types = guessed.collect_schema().dtypes()
    return {
        name: dtype
        for name, dtype in zip(dialect.header, types, strict=False)
        if name in names and dtype in (pl.Int64, pl.Float64)
    }


def _rows(text: Path, dialect: Dialect, plain: Plain) -> pl.LazyFrame:
    import polars as pl

    return pl.scan_csv(
        text,
        separator=dialect.separator,
        decimal_comma=dialect.decimal_comma,
        schema={name: plain.get(name, pl.String()) for name in dialect.header},
        empty_string_is_null=False,
        glob=False,
    )


def _without(plain: Plain, names: set[str]) -> Plain:
    return {name: dtype for name, dtype in plain.items() if name not in names}


def _codes(text: Path, dialect: Dialect, plain: Plain) -> set[str]:
    """The columns with a leading zero, which a number would not give back."""
    import polars as pl

    cells = {name: pl.col(name).str.strip_chars() for name in plain}
    asked = [cell.str.contains(r"^0\d+$").any().alias(name) for name, cell in cells.items()]
    found = _rows(text, dialect, {}).select(asked).collect(engine="streaming").row(0, named=True)
    return {name for name, any_code in found.items() if any_code}


def _blank(name: str, plain: Plain) -> pl.Expr:
    import polars as pl

    return pl.col(name).is_null() if name in plain else pl.col(name) == ""


def _doubtful(name: str, plain: Plain) -> pl.Expr:
    """True for a column of decimals to be read closely: one is not finite, or may be a code too long for an integer."""
    import polars as pl

    if plain[name] == pl.Int64:
        return pl.lit(value=False)
    # Polars orders NaN above every number.
    return (pl.col(name).abs() >= BEYOND_INTEGERS).any()


def _full(text: Path, dialect: Dialect, plain: Plain) -> int:
    asked = _rows(text, dialect, plain).select(filled(dialect, plain).sum())
    return int(asked.collect(engine="streaming").item())


def _plain_counts(cells: int, dtype: pl.DataType) -> dict[str, int]:
    import polars as pl

    integers = cells if dtype == pl.Int64 else 0
    return {"filled": cells, "words": 0, "numbers": cells, "integers": integers, "codes": 0}


def _close_counts(name: str, dialect: Dialect) -> dict[str, pl.Expr]:
    import polars as pl

    cell = pl.col(name).str.strip_chars()
    any_there = cell != ""
    numeric = number(pl.col(name), decimal_comma=dialect.decimal_comma)
    integer = cell.cast(pl.Int64, strict=False)
    length = cell.str.len_bytes()
    # 007 is a code and so are sixteen digits and more that no integer holds: as numbers they would not come back.
    code = integer.is_not_null() & cell.str.starts_with("0") & (length > 1)
    code |= integer.is_null() & numeric.is_not_null() & (length >= LONGEST_DECIMAL) & ~cell.str.contains(r"[.,eE]")
    return {
        "filled": any_there,
        "words": any_there & numeric.is_null() & cell.is_in(NO_ANSWER),
        "numbers": numeric.is_not_null(),
        "integers": integer.is_not_null(),
        "codes": code,
    }
