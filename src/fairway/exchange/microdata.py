"""Microdata in, whatever package wrote them: rows, labels, codes for missing, and what does not fit."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fairway.exchange.delimited import open_delimited
from fairway.exchange.errors import LabelFileUnusable, UnknownFormat
from fairway.exchange.labels import match, read_labels
from fairway.exchange.opening import Opened
from fairway.exchange.parquet import open_parquet
from fairway.exchange.sas import open_sas, open_sas_transport
from fairway.exchange.spss import open_spss, open_spss_portable
from fairway.exchange.stata import open_stata
from fairway.exchange.variables import Microdata, Variable
from fairway.methods.survey.errors import Fault

if TYPE_CHECKING:
    import polars as pl

Opener = Callable[[Path, Sequence[str] | None, str | None], Opened]
PACKAGES: Final[dict[str, Opener]] = {
    ".dta": open_stata,
    ".sav": open_spss,
    ".zsav": open_spss,
    ".por": open_spss_portable,
    ".xpt": open_sas_transport,
}
DELIMITED: Final = (".csv", ".tsv", ".txt", ".csv.gz", ".tsv.gz", ".txt.gz")
KNOWN: Final = (*PACKAGES, ".sas7bdat", ".parquet", *DELIMITED)
CATALOGUE: Final = ".sas7bcat"


def read_microdata(
    path: Path, *, columns: Sequence[str] | None = None, labels: Path | None = None, encoding: str | None = None
) -> Microdata:
    """Reads a file of microdata.

    Args:
        path: Stata (`.dta`), SPSS (`.sav`, `.zsav`, `.por`), SAS (`.sas7bdat`, `.xpt`), Parquet, or delimited text
            (`.csv`, `.tsv`, `.txt`, plain or `.gz`).
        columns: The columns wanted, in any order; all where None.
        labels: A separate file of labels: CSV, YAML or JSON (see `read_labels`), or a SAS catalogue (`.sas7bcat`).
        encoding: The encoding of its text, where the file does not say it or says it wrongly.

    Returns:
        The rows (lazy where the file is Parquet), the variables in the order of the columns, and the faults.

    Raises:
        UnknownFormat: Its ending is not known.
        UnreadableFile: Not of its format, cut short, empty, without rows or columns, or in another encoding.
        DuplicateColumns: Two columns of one name.
        UnknownColumns: A wanted column is not there.
        LabelFileUnusable: The label file cannot be read as one.
    """
    import polars as pl

    with opened(path, columns, labels, encoding) as file:
        frame: pl.DataFrame | pl.LazyFrame
        if file.source.format == "Parquet" and file.lazy is not None:
            frame = file.lazy
        elif file.lazy is not None:
            frame = file.lazy.collect(engine="streaming")
        else:
            frame = file.finished(pl.concat(file.batches, how="vertical_relaxed").lazy()).collect()
        variables, faults = described(file, frame.lazy(), labels)
    return Microdata(frame, variables, faults, file.source)


@contextmanager
def opened(
    path: Path, columns: Sequence[str] | None, labels: Path | None, encoding: str | None, beside: Path | None = None
) -> Iterator[Opened]:
    """Opens a file of any known format; a copy that had to be made is removed at the end.

    Args:
        path: The file.
        columns: The columns wanted; all where None.
        labels: A separate file of labels; only a SAS catalogue is read here.
        encoding: As in `read_microdata`.
        beside: Where the copy may be made; the system's own place where None.
    """
    format = ending(path)
    is_catalogue = labels is not None and labels.suffix.lower() == CATALOGUE
    if is_catalogue and format != ".sas7bdat":
        raise LabelFileUnusable(
            f"A SAS catalogue cannot label {path.name}.",
            advice="A .sas7bcat belongs to a .sas7bdat file. Give the labels as CSV, YAML or JSON.",
            details={"file": path.name},
        )
    if format in PACKAGES:
        yield PACKAGES[format](path, columns, encoding)
    elif format == ".sas7bdat":
        yield open_sas(path, columns, encoding, labels if is_catalogue else None)
    elif format == ".parquet":
        yield open_parquet(path, columns)
    else:
        with tempfile.TemporaryDirectory(prefix=".fairway-", dir=beside) as folder:
            yield open_delimited(path, columns, encoding, Path(folder))


def ending(path: Path) -> str:
    """The ending by which a file's format is known.

    Raises:
        UnknownFormat: It is none of them.
    """
    name = path.name.lower()
    found = next((each for each in sorted(KNOWN, key=len, reverse=True) if name.endswith(each)), None)
    if found is None:
        raise UnknownFormat(path.name, KNOWN)
    return found


def described(file: Opened, rows: pl.LazyFrame, labels: Path | None) -> tuple[tuple[Variable, ...], tuple[Fault, ...]]:
    """The variables with their labels and counts, and all faults: once the rows were read."""
    variables = file.variables(rows.collect_schema())
    faults = tuple(file.faults)
    if labels is not None and labels.suffix.lower() != CATALOGUE:
        variables, more = match(read_labels(labels), variables, rows)
        faults += more
    return variables, faults
