"""How SDMX-JSON writes a series and an observation: keys of numbers, arrays of values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from fairway.exchange.sdmx.content import Layout
from fairway.exchange.sdmx.data_json_index import IndexTable
from fairway.exchange.sdmx.escaping import json_column
from fairway.exchange.sdmx.structure import VALUE

if TYPE_CHECKING:
    import polars as pl


class JsonWording:
    """`"series":{"0:1":{"observations":{"0":[1.5,0]}}}`, or `"observations":{"0:1:0":[1.5,0]}`.

    Args:
        layout: What goes where.
        tables: Component → table of its values. An attribute without one is given by its value.
        value_first: Whether the first place is the value's even where values are not given: in 1.0 nothing else says
            which place is whose.
    """

    between = ","
    between_series = ","

    def __init__(self, layout: Layout, tables: Mapping[str, IndexTable], *, value_first: bool) -> None:
        self.layout = layout
        self.value_first = value_first
        self.tables = tables
        self.begin = '"series":{' if layout.series else '"observations":{'
        self.end = "}"
        self.close = "" if not layout.series else "}" if layout.keys_only else "}}"

    def _key(self, piece: pl.DataFrame, names: tuple[str, ...], after: str) -> pl.Series:
        import polars as pl

        numbers = pl.DataFrame({name: self.tables[name].numbers(piece[name]) for name in names})
        key = pl.concat_str(names, separator=":")
        return numbers.select(pl.concat_str(pl.lit('"'), key, pl.lit(f'":{after}')).alias("key"))["key"]

    def opening(self, piece: pl.DataFrame) -> pl.Series:
        """The beginning of each row's series."""
        return self._key(piece, self.layout.series, "{" if self.layout.keys_only else '{"observations":{')

    def observation(self, piece: pl.DataFrame) -> pl.Series:
        """The member of each row."""
        import polars as pl

        values = {VALUE: json_column(piece[VALUE])} if self.layout.measures else {}
        for one in self.layout.attributes:
            table = self.tables.get(one.id)
            values[one.id] = table.numbers(piece[one.id]) if table else json_column(piece[one.id])
        said = [pl.col(name).fill_null("null") for name in values]
        frame = pl.DataFrame({"__key": self._key(piece, self.layout.observation, "["), **values})
        if self.value_first and not self.layout.measures:
            said.insert(0, pl.lit("null"))
        body = pl.concat_str(said, separator=",") if said else pl.lit("")
        return frame.select(pl.concat_str("__key", body, pl.lit("]")).alias("said"))["said"]
