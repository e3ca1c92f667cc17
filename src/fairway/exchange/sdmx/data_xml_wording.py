"""How SDMX-ML writes a series and an observation."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fairway.exchange.sdmx.content import Layout
from fairway.exchange.sdmx.escaping import xml_column
from fairway.exchange.sdmx.structure import VALUE

if TYPE_CHECKING:
    import polars as pl


def _said(piece: pl.DataFrame, parts: Iterable[tuple[str, str, str] | str]) -> pl.Series:
    """A text for each row: literals, and columns between two literals; a null column is left out with its literals."""
    import polars as pl

    columns: dict[str, pl.Series] = {}
    texts: list[pl.Expr] = []
    for number, part in enumerate(parts):
        if isinstance(part, str):
            texts.append(pl.lit(part))
            continue
        before, name, after = part
        column = str(number)
        columns[column] = xml_column(piece[name])
        if columns[column].null_count():
            texts.append(pl.concat_str(pl.lit(before), column, pl.lit(after)))
        else:
            texts += [pl.lit(before), pl.col(column), pl.lit(after)]
    return pl.DataFrame(columns).select(pl.concat_str(texts, ignore_nulls=True).alias("said"))["said"]


class StructureSpecific:
    """`<Series SEX="M"><Obs TIME_PERIOD="2024" OBS_VALUE="1.5"/></Series>`, or `<Obs …/>` alone."""

    begin = ""
    between_series = ""
    between = ""
    end = ""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.close = "</Series>" if layout.series else ""

    def opening(self, piece: pl.DataFrame) -> pl.Series:
        """The start tag of each row's series."""
        return _said(piece, ["<Series", *((f' {name}="', name, '"') for name in self.layout.series), ">"])

    def observation(self, piece: pl.DataFrame) -> pl.Series:
        """The element of each row."""
        value = (VALUE,) if self.layout.measures else ()
        names = (*self.layout.observation, *value, *(one.id for one in self.layout.attributes))
        return _said(piece, ["<Obs", *((f' {name}="', name, '"') for name in names), "/>"])


class Generic:
    """`<d:Series><d:SeriesKey>…</d:SeriesKey><d:Obs>…</d:Obs></d:Series>`, or `<d:Obs>` with its whole key."""

    begin = ""
    between_series = ""
    between = ""
    end = ""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.close = "</d:Series>" if layout.series else ""

    def opening(self, piece: pl.DataFrame) -> pl.Series:
        """The start tag and the key of each row's series."""
        return _said(piece, ["<d:Series><d:SeriesKey>", *_values(self.layout.series), "</d:SeriesKey>"])

    def observation(self, piece: pl.DataFrame) -> pl.Series:
        """The element of each row."""
        import polars as pl

        at = self.layout.observation
        key: list[tuple[str, str, str] | str] = (
            [('<d:ObsDimension value="', at[0], '"/>')]
            if self.layout.series
            else ["<d:ObsKey>", *_values(at), "</d:ObsKey>"]
        )
        value = [('<d:ObsValue value="', VALUE, '"/>')] if self.layout.measures else []
        attributes = [one.id for one in self.layout.attributes]
        if not attributes:
            return _said(piece, ["<d:Obs>", *key, *value, "</d:Obs>"])
        said = pl.DataFrame(
            {
                "key": _said(piece, ["<d:Obs>", *key, *value]),
                "attributes": _said(piece, ["", *_values(attributes)]),
            }
        )
        some = pl.concat_str(pl.lit("<d:Attributes>"), "attributes", pl.lit("</d:Attributes>"))
        return said.select(
            pl.concat_str(
                "key", pl.when(pl.col("attributes") != "").then(some).otherwise(pl.lit("")), pl.lit("</d:Obs>")
            )
        )["key"]


def _values(names: Iterable[str]) -> list[tuple[str, str, str] | str]:
    return [(f'<d:Value id="{name}" value="', name, '"/>') for name in names]
