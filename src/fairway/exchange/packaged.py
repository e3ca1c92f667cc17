"""What Stata, SPSS and SAS files have in common: batches, codes for missing, whole numbers stored as decimals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.exchange.errors import DuplicateColumns, NothingInside, unreadable
from fairway.exchange.opening import Opened, check_there, chosen
from fairway.exchange.variables import Source, whole

if TYPE_CHECKING:
    import polars as pl

CELLS_A_BATCH: Final = 2_000_000
LARGEST_BATCH: Final = 100_000
NO_DECIMALS: Final = re.compile(r"^[FN]\d+(\.0)?$", re.IGNORECASE)
Separate = Callable[["pl.DataFrame", Opened], "pl.DataFrame"]
"""Takes the codes for missing out of a batch, and counts them in what was opened."""


@dataclass(frozen=True, slots=True)
class Package:
    """A statistical package's file format.

    Attributes:
        name: As people call it.
        read: The function of pyreadstat.
        tells_missing: Its reader can tell codes for missing from plain missing.
        tells_encoding: Its reader can be told the encoding.
    """

    name: str
    read: Callable[..., Any]
    tells_missing: bool = True
    tells_encoding: bool = True


def open_package(
    path: Path, package: Package, separate: Separate, *, columns: Sequence[str] | None, encoding: str | None
) -> tuple[Opened, Any]:
    """Reads the header of a package's file and prepares its batches.

    Args:
        path: The file.
        package: Which format.
        separate: What the format does with codes for missing.
        columns: The columns wanted; all where None.
        encoding: The encoding of its text where the file does not say it rightly.

    Returns:
        What was opened, and pyreadstat's own account of the header.

    Raises:
        UnreadableFile: Not of this format, cut short, or in another encoding; no rows; no columns.
        DuplicateColumns: Two columns of one name.
        UnknownColumns: A wanted column is not there.
    """
    check_there(path)
    options: dict[str, Any] = {"encoding": encoding} if encoding and package.tells_encoding else {}
    _, header = ask(path, package, lambda: package.read(str(path), metadataonly=True, **options))
    _check_header(path, package, header)
    details = {"encoding": encoding or header.file_encoding or ""}
    details["title"] = header.file_label or ""
    opened = Opened(
        Source(path.name, package.name, {key: said for key, said in details.items() if said}),
        chosen(path.name, columns, header.column_names),
        dict(header.column_names_to_labels),
        {name: dict(labels) for name, labels in header.variable_value_labels.items()},
        header.number_rows,
    )
    opened.whole_only = {name for name in opened.names if _shown_whole(name, header)}
    if package.tells_missing:
        options["user_missing"] = True
    opened.batches = _batches(path, package, separate, opened, options)
    return opened, header


def _check_header(path: Path, package: Package, header: Any) -> None:
    repeated = [name for name, times in Counter(header.column_names).items() if times > 1]
    if repeated:
        raise DuplicateColumns(path.name, repeated)
    if not header.column_names:
        raise NothingInside(
            f"{path.name} has no columns.", advice=f"Export it again from {package.name}.", details={"file": path.name}
        )
    if header.number_rows == 0:
        raise no_rows(path)


def no_rows(path: Path) -> NothingInside:
    """The error for a file that has columns and no rows."""
    return NothingInside(
        f"{path.name} has columns and no rows.",
        advice="The export may have stopped early, or a filter left nobody in. Export it again.",
        details={"file": path.name},
    )


def _shown_whole(name: str, header: Any) -> bool:
    """Decimals that are codes or are displayed without decimals; a fraction met later undoes it."""
    labels = header.variable_value_labels.get(name)
    if labels:
        return all(isinstance(whole(code), int) for code in labels if not isinstance(code, str))
    return bool(NO_DECIMALS.match(header.original_variable_types.get(name) or ""))


def _batches(
    path: Path, package: Package, separate: Separate, opened: Opened, options: dict[str, Any]
) -> Iterator[pl.DataFrame]:
    from pyreadstat import read_file_in_chunks

    size = max(1000, min(LARGEST_BATCH, CELLS_A_BATCH // len(opened.names)))
    pieces = read_file_in_chunks(
        package.read,
        str(path),
        chunksize=size,
        output_format="polars",
        usecols=list(opened.names),
        **options,
    )
    total = 0
    while True:
        piece = ask(path, package, lambda: next(pieces, None))
        if piece is None:
            break
        if len(piece[0]):
            total += len(piece[0])
            yield _tidied(separate(piece[0], opened), opened)
    if total == 0:
        raise no_rows(path)
    if opened.rows is not None and total < opened.rows:
        raise unreadable(
            path.name,
            f"was cut short: {total:,} of {opened.rows:,} rows are there.",
            "Copy or export it again.",
            rows=total,
            expected=opened.rows,
        )


def _tidied(frame: pl.DataFrame, opened: Opened) -> pl.DataFrame:
    """Empty text as null (the packages have no other missing text), and a look for fractions."""
    import polars as pl

    for name in list(opened.whole_only):
        column = frame[name]
        if column.dtype == pl.Float64 and not _all_whole(column):
            opened.whole_only.discard(name)
    texts = [name for name, dtype in frame.schema.items() if dtype == pl.String]
    return frame.with_columns(pl.col(name).replace("", None) for name in texts)


def _all_whole(column: pl.Series) -> bool:
    return bool(((column == column.floor()) & (column.abs() < 2**53)).all())


def separate_tagged(frame: pl.DataFrame, opened: Opened) -> pl.DataFrame:
    """Stata's and SAS's lettered missing values, which come as text among numbers, as nulls; each letter counted."""
    import polars as pl

    for name, dtype in frame.schema.items():
        if dtype != pl.Object:
            continue
        cells = frame[name].to_list()
        codes = Counter(cell for cell in cells if isinstance(cell, str))
        counted = opened.missing.setdefault(name, Counter())
        for letter, rows in codes.items():
            counted["." + letter] += rows
        kept = pl.Series(name, [None if isinstance(cell, str) else cell for cell in cells], strict=False)
        frame = frame.with_columns(kept)
    return frame


def declare_tagged(opened: Opened) -> None:
    """Renames the labels of lettered missing values (`a` → `.a`), and lists those that no row has."""
    for name in opened.names:
        labels = opened.value_labels.get(name, {})
        for letter in [code for code in labels if isinstance(code, str) and len(code) == 1]:
            labels["." + letter] = labels.pop(letter)
            opened.missing.setdefault(name, Counter())["." + letter] += 0


def nothing_to_separate(frame: pl.DataFrame, _: Opened) -> pl.DataFrame:
    """For formats whose reader does not tell codes for missing from plain missing."""
    return frame


def ask(path: Path, package: Package, read: Callable[[], Any]) -> Any:
    """Calls the reader and says in our words what it could not do."""
    from pyreadstat import PyreadstatError, ReadstatError

    try:
        return read()
    except UnicodeDecodeError as fault:
        raise _other_encoding(path) from fault
    except (ReadstatError, PyreadstatError, OverflowError, ValueError, OSError) as fault:
        said = str(fault)
        if "encoding" in said or "byte sequence" in said:
            raise _other_encoding(path) from fault
        raise unreadable(
            path.name,
            f"cannot be read as {package.name}: {said.rstrip('.')}.",
            "It is cut short, damaged, or of another format than its name says. Copy or export it again.",
            format=package.name,
        ) from fault


def _other_encoding(path: Path) -> Exception:
    return unreadable(
        path.name,
        "holds text in an encoding that it does not name.",
        "Give its encoding, for instance windows-1252, windows-1256 (Arabic) or windows-1251 (Cyrillic).",
    )
