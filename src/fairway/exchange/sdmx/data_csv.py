"""Data messages in SDMX-CSV 1.0 and 2.0, streamed.

Source: SDMX-CSV data message field guide, 1.0 (SDMX 2.1) and 2.0 (SDMX 3.0): columns, headers, labels, timeFormat,
keys.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from fairway.exchange.sdmx.batches import in_series, pieces
from fairway.exchange.sdmx.content import Content, DataSet, Layout, laid_out
from fairway.exchange.sdmx.header import instant
from fairway.exchange.sdmx.names import component_names, flow_reference, name_of
from fairway.exchange.sdmx.periods import first_day
from fairway.exchange.sdmx.structure import TIME, VALUE, DataStructure

if TYPE_CHECKING:
    import polars as pl

Labels: TypeAlias = Literal["id", "name", "both"]
ACTIONS: Final = {"Information": "I", "Append": "A", "Replace": "R", "Delete": "D"}
VALIDITY: Final = ("VALID_FROM", "VALID_TO")
"""Custom columns, given where a message holds data sets of several times."""


@dataclass(frozen=True, slots=True)
class CsvOptions:
    """The parameters of the media type.

    Attributes:
        version: Of SDMX-CSV.
        labels: `id`; `name`, a column of names after each column of codes (2.0 only); `both`, as `M: Men` in one cell.
        time_format: `normalized` writes each period as its first day.
        keys: Whether the key of the series, that of the observation, or both get a column (2.0 only).
    """

    version: Literal["1.0.0", "2.0.0"] = "2.0.0"
    labels: Labels = "id"
    time_format: Literal["original", "normalized"] = "original"
    keys: Literal["none", "obs", "series", "both"] = "none"


def write_csv(
    structure: DataStructure, data_sets: Sequence[DataSet], content: Content, options: CsvOptions
) -> Iterator[bytes]:
    """A data message in SDMX-CSV, in pieces: RFC 4180, UTF-8, lines that end in CR and LF.

    A null is an empty cell; numbers are the shortest text that reads back as the same number.

    Args:
        structure: Of the observations.
        data_sets: One, or several with their times of validity.
        content: What of each observation is given.
        options: The parameters of the media type.

    Yields:
        The header line, then some thousand lines at a time.

    Raises:
        UnknownComponent: An attribute or dimension that the structure does not have.
        ObservationsUnwritable: See `batches.pieces`.
    """
    table = _Table(structure, laid_out(structure, content), content, options, _dated(data_sets))
    yield table.header()
    for data_set in data_sets:
        for part in _rows(data_set, table.layout):
            yield table.lines(part, data_set)


def _rows(data_set: DataSet, layout: Layout) -> Iterator[pl.DataFrame]:
    parts = pieces(data_set.batches, layout)
    if not layout.keys_only:
        yield from parts
        return
    for part, begins in in_series(parts, layout):
        yield part.filter(begins)


def _dated(data_sets: Sequence[DataSet]) -> bool:
    return any(one.valid_from or one.valid_to for one in data_sets)


class _Table:
    """The columns of one message, and how its lines are made."""

    def __init__(
        self, structure: DataStructure, layout: Layout, content: Content, options: CsvOptions, dated: bool
    ) -> None:
        self.structure = structure
        self.layout = layout
        self.languages = content.languages
        self.options = options
        self.dated = dated
        dimensions = (*(one.id for one in structure.dimensions), TIME)
        value = (VALUE,) if layout.measures else ()
        self.dimensions = tuple(one for one in dimensions if one in layout.series or not layout.keys_only)
        self.columns = (*self.dimensions, *value, *(one.id for one in layout.attributes))
        self.names = {id: self._code_names(id) for id in self.columns} if options.labels != "id" else {}

    def _code_names(self, component: str) -> dict[str, str]:
        found = self.structure.code_list(component)
        return {code.id: name_of(code.names, self.languages) for code in found.codes} if found else {}

    def header(self) -> bytes:
        """The line of column headers."""
        import polars as pl

        named = {id: name_of(component_names(self.structure, id), self.languages) for id in self.columns}
        headers = [*self._flow_headers(), *(key for key, _ in self._keys())]
        for id in self.columns:
            headers.append(f"{id}: {named[id]}" if self.options.labels == "both" else id)
            headers += [named[id]] if self.options.labels == "name" else []
        headers += VALIDITY if self.dated else ()
        return _lines([pl.Series([text]) for text in headers])

    def _flow_headers(self) -> list[str]:
        if self.options.version == "1.0.0":
            return ["DATAFLOW"]
        named = ["STRUCTURE_NAME"] if self.options.labels == "name" else []
        return ["STRUCTURE", "STRUCTURE_ID", *named, "ACTION"]

    def _flow_cells(self, data_set: DataSet) -> list[str]:
        name = name_of(self.structure.names, self.languages)
        reference = flow_reference(self.structure)
        reference = f"{reference}: {name}" if self.options.labels == "both" else reference
        if self.options.version == "1.0.0":
            return [reference]
        named = [name] if self.options.labels == "name" else []
        return ["dataflow", reference, *named, ACTIONS[data_set.action]]

    def _keys(self) -> list[tuple[str, tuple[str, ...]]]:
        """The columns of keys: header and dimensions."""
        asked = self.options.keys
        series = tuple(id for id in self.dimensions if id in (self.layout.series or self.dimensions))
        keys = [("SERIES_KEY", series)] if asked in ("series", "both") else []
        return [*keys, ("OBS_KEY", self.dimensions)] if asked in ("obs", "both") else keys

    def lines(self, part: pl.DataFrame, data_set: DataSet) -> bytes:
        """The lines of a piece."""
        import polars as pl

        cells = [pl.Series([text]).new_from_index(0, len(part)) for text in self._flow_cells(data_set)]
        cells += [part.select(pl.concat_str(key, separator="."))[key[0]] for _, key in self._keys()]
        for id in self.columns:
            cells += self._cells(part[id], id)
        if self.dated:
            times = (data_set.valid_from, data_set.valid_to)
            cells += [
                pl.Series([instant(one) if one else None], dtype=pl.String).new_from_index(0, len(part))
                for one in times
            ]
        return _lines(cells)

    def _cells(self, column: pl.Series, id: str) -> list[pl.Series]:
        if id == TIME and self.options.time_format == "normalized":
            column = replaced(column, {text: first_day(text) for text in column.unique()})
        names = self.names.get(id, {})
        if self.options.labels == "both" and names:
            return [replaced(column, {code: f"{code}: {name}" for code, name in names.items()})]
        if self.options.labels == "name":
            return [column, self._named(column, names)]
        return [column]

    @staticmethod
    def _named(column: pl.Series, names: dict[str, str]) -> pl.Series:
        import polars as pl

        if not names:
            return pl.Series([None], dtype=pl.String).new_from_index(0, len(column))
        return column.replace_strict(list(names), list(names.values()), default=None, return_dtype=pl.String)


def replaced(column: pl.Series, said: dict[str, str]) -> pl.Series:
    """A column with some of its texts said otherwise."""
    return column.replace(list(said), list(said.values()))


def _lines(cells: list[pl.Series]) -> bytes:
    import polars as pl

    held = io.BytesIO()
    frame = pl.DataFrame({str(number): cell for number, cell in enumerate(cells)})
    frame.write_csv(held, include_header=False, line_terminator="\r\n")
    return held.getvalue()
