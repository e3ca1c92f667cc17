"""CSV and its relatives: `.csv`, `.tsv`, `.txt`, plain or gzipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from fairway.exchange.dialect import SEPARATORS, Dialect, sniff, text_copy
from fairway.exchange.errors import unreadable
from fairway.exchange.numbers import NO_ANSWER, fault_of_text, no_answer, number
from fairway.exchange.opening import Opened, check_there, chosen
from fairway.exchange.packaged import no_rows
from fairway.exchange.ragged import ShortRows, short_rows
from fairway.exchange.variables import Source
from fairway.methods.survey.errors import Fault

if TYPE_CHECKING:
    import polars as pl

MOSTLY: Final = 0.5
"""Share of the filled cells from which a column with text in it is taken for numbers with faults, not for text."""
Answer = TypeVar("Answer")
LOOKED_FOR: Final = ("filled", "words", "numbers", "integers", "codes")
DAY: Final = "%Y-%m-%d"
LONGEST_DECIMAL: Final = 16
"""Digits from which a decimal of 64 bits no longer holds every whole number."""


def open_delimited(path: Path, columns: Sequence[str] | None, encoding: str | None, folder: Path) -> Opened:
    """Opens a delimited file: encoding, separator, decimal sign and the type of each column are found and stated.

    A column is numbers where every filled cell is a number or a word for no answer; a column of codes with leading
    zeros stays text; a column of numbers with text among them stays text, and the text is named and counted.

    Args:
        path: The file.
        columns: The columns wanted; all where None.
        encoding: Its encoding where known; else by its mark, else UTF-8 where it fits, else windows-1252.
        folder: Where a copy in UTF-8 may be made; it must stay until the rows were read.

    Raises:
        UnreadableFile: Cut short, ragged, not text, or in another encoding.
        NothingInside: Empty, or without rows or columns.
        DuplicateColumns: Two columns of one name.
        UnknownColumns: A wanted column is not there.
    """
    check_there(path)
    text, found, assumed = text_copy(path, folder, encoding)
    dialect = sniff(text, path.name)
    names = chosen(path.name, columns, dialect.header)
    details = {
        "encoding": found + (" (assumed)" if assumed else ""),
        "separator": SEPARATORS[dialect.separator],
        "decimal sign": "comma" if dialect.decimal_comma else "point",
    }
    opened = Opened(Source(path.name, "CSV", details), names)
    if assumed:
        opened.faults.append(_assumed(path.name, found))
    rows = _rows(text, dialect)
    _check_rows(path, text, rows, dialect, opened)
    opened.lazy = _typed(path, text, rows, dialect, opened)
    return opened


def _rows(text: Path, dialect: Dialect) -> pl.LazyFrame:
    """Every cell as text."""
    import polars as pl

    return pl.scan_csv(
        text,
        separator=dialect.separator,
        schema=dict.fromkeys(dialect.header, pl.String),
        empty_string_is_null=False,
        glob=False,
    )


def _filled(dialect: Dialect) -> pl.Expr:
    """True for a row with anything in it; in a file of one column a blank row is a missing answer."""
    import polars as pl

    if len(dialect.header) == 1:
        return pl.lit(value=True)
    return pl.any_horizontal(pl.col(name) != "" for name in dialect.header)


def _check_rows(path: Path, text: Path, rows: pl.LazyFrame, dialect: Dialect, opened: Opened) -> None:
    """Counts the rows, the blank ones, and those that are shorter than the header."""
    import polars as pl

    filled = _filled(dialect)
    total, full = _collected(path, rows.select(pl.len().alias("all"), filled.sum().alias("full"))).row(0)
    opened.rows = total if len(dialect.header) == 1 else full
    if not opened.rows:
        raise no_rows(path)
    if total > opened.rows:
        opened.faults.append(_blank(total - opened.rows))
    if len(dialect.header) == 1:
        return
    short = short_rows(text, dialect.separator, len(dialect.header))
    if short.last_is_short and not dialect.ends_whole:
        raise unreadable(
            path.name,
            f"was cut short: its last row, {total:,}, lacks columns and its end.",
            "Copy or export it again.",
            rows=total,
        )
    if short.count:
        opened.faults.append(_short(short))


def _blank(count: int) -> Fault:
    return Fault(
        "blank-rows",
        count,
        "rows",
        f"{count:,} rows have nothing in any column and were left out.",
        "Nothing is lost; row numbers in messages still count them.",
        fatal=False,
    )


def _short(short: ShortRows) -> Fault:
    return Fault(
        "short-rows",
        short.count,
        "rows",
        f"{short.count:,} rows have fewer fields than the header; what they lack counts as missing.",
        "Check these rows in the file: a separator may be missing, or a line break stand where none should.",
        fatal=False,
        examples=tuple(f"row {row:,}" for row in short.first),
    )


def _typed(path: Path, text: Path, rows: pl.LazyFrame, dialect: Dialect, opened: Opened) -> pl.LazyFrame:
    import polars as pl

    seen = _evidence(path, text, rows, dialect, opened.names)
    days = _days(path, rows, seen)
    casts = []
    for name in opened.names:
        evidence = seen[name]
        kind = "date" if name in days else _kind(evidence)
        cell = pl.col(name)
        if kind == "text":
            casts.append(cell.replace("", None))
            if _mostly_numbers(evidence):
                fault = fault_of_text(rows, name, name, decimal_comma=dialect.decimal_comma)
                opened.faults += [fault] if fault else []
            continue
        casts.append(_cast(cell, kind, dialect).alias(name))
        if evidence["words"]:
            opened.missing[name] = _words(rows, name)
    return rows.filter(_filled(dialect)).select(casts)


def _evidence(
    path: Path, text: Path, rows: pl.LazyFrame, dialect: Dialect, names: tuple[str, ...]
) -> dict[str, dict[str, int]]:
    """What the cells of each column look like, counted.

    A first look, which is fast, tells the columns that are whole numbers throughout; only the others are read closely.
    """
    import polars as pl

    guessed = pl.scan_csv(
        text,
        separator=dialect.separator,
        decimal_comma=dialect.decimal_comma,
        infer_schema_length=None,
        glob=False,
    )
    plain = {name for name, dtype in _schema(path, guessed).items() if dtype == pl.Int64}
    asked = []
    for at, name in enumerate(names):
        counts = _whole_counts(name) if name in plain else _close_counts(name, dialect)
        asked += [count.sum().alias(f"{at}.{what}") for what, count in counts.items()]
    found = _collected(path, rows.select(asked)).row(0, named=True)
    seen: dict[str, dict[str, int]] = {}
    for at, name in enumerate(names):
        seen[name] = {what: found.get(f"{at}.{what}", 0) for what in LOOKED_FOR}
        if name in plain:
            seen[name] |= {"numbers": seen[name]["filled"], "integers": seen[name]["filled"]}
    return seen


def _whole_counts(name: str) -> dict[str, pl.Expr]:
    import polars as pl

    cell = pl.col(name)
    return {"filled": cell != "", "codes": cell.str.starts_with("0") & (cell.str.len_bytes() > 1)}


def _close_counts(name: str, dialect: Dialect) -> dict[str, pl.Expr]:
    import polars as pl

    cell = pl.col(name).str.strip_chars()
    filled = cell != ""
    numeric = number(pl.col(name), decimal_comma=dialect.decimal_comma)
    integer = cell.cast(pl.Int64, strict=False)
    length = cell.str.len_bytes()
    # 007 is a code and so are sixteen digits and more that no integer holds: as numbers they would not come back.
    code = integer.is_not_null() & cell.str.starts_with("0") & (length > 1)
    code |= integer.is_null() & numeric.is_not_null() & (length >= LONGEST_DECIMAL) & ~cell.str.contains(r"[.,eE]")
    return {
        "filled": filled,
        "words": filled & numeric.is_null() & cell.is_in(NO_ANSWER),
        "numbers": numeric.is_not_null(),
        "integers": integer.is_not_null(),
        "codes": code,
    }


def _days(path: Path, rows: pl.LazyFrame, seen: dict[str, dict[str, int]]) -> set[str]:
    """The columns in which every filled cell is a day, as 2024-12-31."""
    import polars as pl

    candidates = [name for name, counts in seen.items() if counts["filled"] and not counts["numbers"]]
    if not candidates:
        return set()
    cells = {name: pl.col(name).str.strip_chars() for name in candidates}
    days = {
        name: (cell.str.len_bytes() == 10) & cell.str.to_date(DAY, strict=False).is_not_null()
        for name, cell in cells.items()
    }
    found = _collected(path, rows.select(day.sum().alias(name) for name, day in days.items())).row(0, named=True)
    return {name for name, count in found.items() if count == seen[name]["filled"] - seen[name]["words"] > 0}


def _kind(seen: dict[str, int]) -> str:
    answers = seen["filled"] - seen["words"]
    if answers == 0 or seen["codes"]:
        return "text"
    if seen["numbers"] == answers:
        return "integer" if seen["integers"] == answers else "number"
    return "text"


def _mostly_numbers(seen: dict[str, int]) -> bool:
    answers = seen["filled"] - seen["words"]
    return not seen["codes"] and MOSTLY * answers <= seen["numbers"] < answers


def _cast(cell: pl.Expr, kind: str, dialect: Dialect) -> pl.Expr:
    import polars as pl

    if kind == "integer":
        return cell.str.strip_chars().cast(pl.Int64, strict=False)
    if kind == "date":
        return cell.str.strip_chars().str.to_date(DAY, strict=False)
    return number(cell, decimal_comma=dialect.decimal_comma)


def _words(rows: pl.LazyFrame, name: str) -> Counter[Any]:
    import polars as pl

    cell = pl.col(name).str.strip_chars()
    counted = rows.select(cell).filter(no_answer(pl.col(name)) & (cell != "")).group_by(name).len().collect()
    return Counter(dict(counted.iter_rows()))


def _assumed(file: str, encoding: str) -> Fault:
    return Fault(
        "encoding-assumed",
        1,
        "file",
        f"{file} is not UTF-8 and does not name its encoding: {encoding} was assumed.",
        "If names look wrong, give the encoding, for instance windows-1256 (Arabic) or windows-1251 (Cyrillic).",
        fatal=False,
    )


def _schema(path: Path, rows: pl.LazyFrame) -> pl.Schema:
    return _read(path, rows.collect_schema)


def _collected(path: Path, asked: pl.LazyFrame) -> pl.DataFrame:
    return _read(path, lambda: asked.collect(engine="streaming"))


def _read(path: Path, ask: Callable[[], Answer]) -> Answer:
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
