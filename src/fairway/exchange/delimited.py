"""CSV and its relatives: `.csv`, `.tsv`, `.txt`, plain or gzipped."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.exchange.dialect import SEPARATORS, Dialect, sniff, text_copy
from fairway.exchange.errors import unreadable
from fairway.exchange.evidence import Evidence, evidence, filled, readable
from fairway.exchange.numbers import fault_of_text, no_answer, number
from fairway.exchange.opening import Opened, check_there, chosen
from fairway.exchange.packaged import no_rows
from fairway.exchange.ragged import ShortRows, short_rows
from fairway.exchange.variables import Source
from fairway.methods.survey.errors import Fault

if TYPE_CHECKING:
    import polars as pl

MOSTLY: Final = 0.5
"""Share of the filled cells from which a column with text in it is taken for numbers with faults, not for text."""
DAY: Final = "%Y-%m-%d"


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
    seen = evidence(path, text, dialect, names)
    _check_rows(path, text, dialect, seen, opened)
    opened.lazy = _typed(path, dialect, seen, opened)
    return opened


def _check_rows(path: Path, text: Path, dialect: Dialect, seen: Evidence, opened: Opened) -> None:
    """Names the blank rows and those that are shorter than the header."""
    alone = len(dialect.header) == 1
    opened.rows = seen.total if alone else seen.full
    if not opened.rows:
        raise no_rows(path)
    if seen.total > opened.rows:
        opened.faults.append(_blank(seen.total - opened.rows))
    if alone or seen.whole:
        return
    short = short_rows(text, dialect.separator, len(dialect.header))
    if short.last_is_short and not dialect.ends_whole:
        raise unreadable(
            path.name,
            f"was cut short: its last row, {seen.total:,}, lacks columns and its end.",
            "Copy or export it again.",
            rows=seen.total,
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


def _typed(path: Path, dialect: Dialect, seen: Evidence, opened: Opened) -> pl.LazyFrame:
    import polars as pl

    rows = seen.rows if seen.full == seen.total else seen.rows.filter(filled(dialect, seen.plain))
    days = _days(path, seen.rows, {name: seen.counts[name] for name in opened.names})
    casts = []
    for name in opened.names:
        counts = seen.counts[name]
        kind = "date" if name in days else _kind(counts)
        cell = pl.col(name)
        if name in seen.plain:
            casts.append(cell)
            continue
        if kind == "text":
            casts.append(cell.replace("", None))
            if _mostly_numbers(counts):
                fault = fault_of_text(seen.rows, name, name, decimal_comma=dialect.decimal_comma)
                opened.faults += [fault] if fault else []
            continue
        casts.append(_cast(cell, kind, dialect).alias(name))
        if counts["words"]:
            opened.missing[name] = _words(seen.rows, name)
    return rows.select(casts)


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
    asked = rows.select(day.sum().alias(name) for name, day in days.items())
    found = readable(path, lambda: asked.collect(engine="streaming")).row(0, named=True)
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
