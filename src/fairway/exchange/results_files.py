"""Tidy results as CSV or Parquet, without what is suppressed."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from fairway.exchange.results import dimensions, publishable

if TYPE_CHECKING:
    import polars as pl


def estimates_csv(frame: pl.DataFrame, path: Path) -> None:
    """Writes results as CSV, UTF-8; a figure that is suppressed or unknown is an empty field.

    Raises:
        ResultsMisshapen: It is not a table of results.
    """
    dimensions(frame)
    with replaced(path) as made:
        publishable(frame).write_csv(made)


def estimates_parquet(frame: pl.DataFrame, path: Path) -> None:
    """Writes results as Parquet; a figure that is suppressed or unknown is null.

    Raises:
        ResultsMisshapen: It is not a table of results.
    """
    dimensions(frame)
    with replaced(path) as made:
        publishable(frame).write_parquet(made)


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A place to write, which takes the name of `path` when all is written; nothing is left where it is not."""
    with tempfile.TemporaryDirectory(prefix=f".{path.name}-", dir=path.parent) as folder:
        made = Path(folder) / "made"
        yield made
        made.replace(path)
