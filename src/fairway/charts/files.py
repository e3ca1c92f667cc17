"""A figure to take away: CSV, XLSX, PNG and JSON, each with its source inside."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from typing import Any, Final

from fairway.charts.workbook import xlsx_bytes
from fairway.kernel.errors import InternalError
from fairway.kernel.figure import Cell, Column, Figure
from fairway.kernel.provenance import Provenance
from fairway.kernel.text import Text
from fairway.reference.wording import Voice

__all__ = ["csv_text", "figure_json", "guarded", "png_bytes", "raw", "written", "xlsx_bytes"]

BYTE_ORDER_MARK: Final = "\ufeff"
STARTS_A_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
SOURCE_COLUMNS: Final = ("unit", "flag", "publisher", "source", "edition", "vintage", "licence")


def csv_text(figure: Figure, voice: Voice, byte_order_mark: bool = False) -> str:
    """The table as CSV (RFC 4180, UTF-8): machine names of columns, full values, and on every row where it is from.

    Places are codes; texts are in the voice's language; an unknown value is an empty field. The columns `unit`, `flag`,
    `publisher`, `source`, `edition`, `vintage` and `licence` follow the figure's own (several sources are joined by
    semicolons), so a row cut out of the file still says where it is from.

    Args:
        figure: What to write.
        voice: The language of texts.
        byte_order_mark: Begin with U+FEFF, which spreadsheet programs need to see UTF-8.
    """
    stream = io.StringIO()
    writer = csv.writer(stream)
    taken = {column.key for column in figure.columns}
    extra = [f"figure_{name}" if name in taken else name for name in SOURCE_COLUMNS]
    writer.writerow([*(column.key for column in figure.columns), *extra])
    pedigree = [guarded(part) for part in _pedigree(figure, voice)]
    for row in figure.rows:
        writer.writerow([*(written(cell, voice) for cell in row), *pedigree])
    return (BYTE_ORDER_MARK if byte_order_mark else "") + stream.getvalue()


def _pedigree(figure: Figure, voice: Voice) -> list[str]:
    return [
        voice.say(figure.unit),
        figure.flag.value,
        *(
            joined(getattr(source, part) for source in figure.sources)
            for part in ("publisher", "title", "edition", "vintage", "licence")
        ),
    ]


def joined(parts: Iterable[str]) -> str:
    """Distinct parts in order, joined by semicolons."""
    return "; ".join(dict.fromkeys(part for part in parts if part))


def raw(cell: Cell, voice: Voice) -> str | int | float | None:
    """The cell's value in full: codes and numbers as they are, texts said."""
    return voice.say(cell) if isinstance(cell, Text) else cell


def written(cell: Cell, voice: Voice) -> str | int | float:
    """The cell as a CSV field."""
    value = raw(cell, voice)
    if value is None:
        return ""
    return guarded(value) if isinstance(value, str) else value


def guarded(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet program would run it as a formula.

    Source: OWASP, CSV Injection.
    """
    return f"'{text}" if text.startswith(STARTS_A_FORMULA) else text


def png_bytes(svg: str, scale: float = 3.0) -> bytes:
    """A stand-alone SVG as PNG.

    Args:
        svg: From `fairway.charts.svg.draw(…, standalone=True)`.
        scale: Pixels per SVG unit; 3 gives a picture 1,176 pixels wide.
    """
    import vl_convert  # takes 40 ms to load, and only downloads need it

    if not svg:
        raise InternalError("There is no picture to turn into PNG.", advice="Ask `charts.svg.drawable` first.")
    return bytes(vl_convert.svg_to_png(svg, scale=scale))


def figure_json(figure: Figure, voice: Voice) -> dict[str, Any]:
    """The figure as plain values for JSON: stable keys, full values, texts in the voice's language.

    Keys: `id`, `title`, `unit`, `year`, `flag`, `sentence`, `columns` (list of `key`, `title`, `kind`, `decimals`),
    `rows` (list of objects by column key; null is unknown), `notes`, `sources` (see `provenance_json`), `chart`
    (`lines`, `bars`, `intervals`, `dumbbell`, `heat_table`, `status_grid` or null).
    """
    return {
        "id": figure.id,
        "title": voice.say(figure.title),
        "unit": voice.say(figure.unit),
        "year": figure.year,
        "flag": figure.flag.value,
        "sentence": voice.say(figure.sentence),
        "columns": [_column_json(column, voice) for column in figure.columns],
        "rows": [
            {column.key: raw(cell, voice) for column, cell in zip(figure.columns, row, strict=True)}
            for row in figure.rows
        ],
        "notes": [voice.say(note) for note in figure.notes],
        "sources": [provenance_json(source, voice) for source in figure.sources],
        "chart": CHART_NAMES.get(type(figure.chart).__name__),
    }


CHART_NAMES: Final = {
    "Lines": "lines",
    "Bars": "bars",
    "Intervals": "intervals",
    "Waterfall": "waterfall",
    "Dumbbell": "dumbbell",
    "HeatTable": "heat_table",
    "StatusGrid": "status_grid",
}


def _column_json(column: Column, voice: Voice) -> dict[str, Any]:
    return {
        "key": column.key,
        "title": voice.say(column.title),
        "kind": column.kind,
        "decimals": column.decimals,
    }


def provenance_json(source: Provenance, voice: Voice) -> dict[str, Any]:
    """A pedigree as plain values: `rows` are the rows of `file` (1 is the first after the header)."""
    return {
        "table": source.table,
        "publisher": source.publisher,
        "title": source.title,
        "edition": source.edition,
        "licence": source.licence,
        "vintage": source.vintage,
        "file": source.file,
        "rows": list(source.rows),
        "method": voice.say(source.method),
        "retrieved": source.retrieved,
        "url": source.url,
        "verified": source.verified,
    }
