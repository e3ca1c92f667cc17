"""A microdata file that was opened: what its header says, and a way to its rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from fairway.exchange.errors import UnknownColumns, unreadable
from fairway.exchange.variables import Code, MissingCode, Source, Variable, kind_of, whole
from fairway.methods.survey.errors import Fault

if TYPE_CHECKING:
    import polars as pl

Progress = Callable[[int, int | None], None]
"""Called with the rows read so far, and the rows there are where the file says so."""


@dataclass
class Opened:
    """A file between its header and its rows.

    Attributes:
        source: Which file, and how it is read.
        names: The columns that were asked for, in the file's order.
        labels: Column → its label.
        value_labels: Column → code → label, with the codes for missing still among them.
        rows: How many the header says there are; None where it does not.
        lazy: The rows of a file that Polars reads by itself.
        batches: The rows of a file that comes in pieces.
        missing: Column → code for missing → rows; full after the rows were read.
        whole_only: Columns of decimals that the file shows as whole numbers, until a fraction is met.
        faults: What was found so far.
        known: The variables as an earlier Fairway wrote them into the file.
    """

    source: Source
    names: tuple[str, ...]
    labels: dict[str, str | None] = field(default_factory=dict)
    value_labels: dict[str, dict[Code, str]] = field(default_factory=dict)
    rows: int | None = None
    lazy: pl.LazyFrame | None = None
    batches: Iterator[pl.DataFrame] = field(default_factory=lambda: iter(()))
    missing: dict[str, Counter[Code]] = field(default_factory=dict)
    whole_only: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    known: dict[str, Variable] = field(default_factory=dict)

    def finished(self, frame: pl.LazyFrame) -> pl.LazyFrame:
        """The rows in their final types, once every batch was seen."""
        import polars as pl

        schema = frame.collect_schema()
        empty = [pl.col(name).cast(pl.Float64) for name, dtype in schema.items() if dtype == pl.Null]
        integers = [
            pl.col(name).cast(pl.Int64) for name in self.names if name in self.whole_only and schema[name] == pl.Float64
        ]
        return frame.with_columns(empty + integers)

    def variables(self, schema: pl.Schema) -> tuple[Variable, ...]:
        """The variables, their missing codes counted: to be asked for after the rows were read."""
        return tuple(self.known.get(name) or self._variable(name, schema[name]) for name in self.names)

    def _variable(self, name: str, dtype: pl.DataType) -> Variable:
        counted = self.missing.get(name, Counter())
        labels = {whole(code): label for code, label in self.value_labels.get(name, {}).items()}
        codes = tuple(
            MissingCode(code, labels.pop(code, None), rows)
            for code, rows in sorted(
                ((whole(code), rows) for code, rows in counted.items()), key=lambda each: str(each[0])
            )
        )
        return Variable(name, self.labels.get(name), kind_of(dtype), labels, codes)


def chosen(file: str, asked: Sequence[str] | None, found: Sequence[str]) -> tuple[str, ...]:
    """The asked columns in the file's order, or all.

    Raises:
        UnknownColumns: One of them is not there.
    """
    if asked is None:
        return tuple(found)
    missing = [name for name in asked if name not in found]
    if missing:
        raise UnknownColumns(file, missing, found)
    return tuple(name for name in found if name in set(asked))


def check_there(path: Path) -> None:
    """Refuses a file that is not there or has no bytes."""
    from fairway.exchange.errors import NothingInside

    if not path.is_file():
        raise unreadable(path.name, "is not there.", f"Check the folder and the name: {path}.")
    if path.stat().st_size == 0:
        raise NothingInside(
            f"{path.name} is empty: it has no bytes.", advice="Export or copy it again.", details={"file": path.name}
        )
