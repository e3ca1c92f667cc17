"""Results as an HTML table that a screen reader can read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from string import ascii_lowercase
from typing import TYPE_CHECKING, Any, Final, Literal

from fairway.exchange.results import Cell, Crosstab, Names, Notes, Wording, crosstab, explanation

if TYPE_CHECKING:
    import polars as pl
    from great_tables import GT

_TABLE: Final = re.compile(r"<table\b[^>]*>")
_LEFT_TO_RIGHT: Final = ("\u2066", "\u2069")
"""Around a figure among words that are read from the right: parentheses and minus signs stay where they are."""
_WRAPPER: Final = re.compile(r"<div\b")


def estimates_html(
    frame: pl.DataFrame,
    notes: Notes,
    title: str,
    *,
    across: str | None = None,
    names: Names | None = None,
    wording: Wording | None = None,
    decimals: int = 1,
    intervals: bool = True,
    language: str = "en",
    direction: Literal["ltr", "rtl"] = "ltr",
    identifier: str = "estimates",
) -> str:
    """A table of results as HTML, to be put into a page.

    The title is the caption; every heading has its scope; a suppressed cell holds “..”, an unreliable figure stands in
    parentheses, a missing one is “–”, and each is explained in words under the table, not by colour. Everything is
    escaped.

    Args:
        frame: Tidy results.
        notes: Method and sources, under the table.
        title: What the table shows.
        across: The dimension whose categories are columns.
        names: How columns and codes are called.
        wording: The words that the table adds, in its language.
        decimals: Of estimates and limits.
        intervals: Whether the confidence limits stand in the cell.
        language: Of title, names and wording (BCP 47).
        direction: Of its writing.
        identifier: Of the table, once in its page.

    Raises:
        ResultsMisshapen: As `crosstab`.
    """
    wording = wording or Wording()
    table = crosstab(frame, across=across, names=names or Names(), wording=wording, decimals=decimals)
    isolates = _LEFT_TO_RIGHT if direction == "rtl" else ("", "")
    marks = _marks(table, wording)
    texts = [[_text(cell, intervals, marks, wording, isolates) for cell in cells] for _, cells in table.rows]
    made = _great_table(table, texts, direction=direction, identifier=identifier)
    limits = [wording.interval] if intervals and _any_interval(table) else []
    explained = [f"{letter} {said}" for said, letter in marks.items()]
    for line in (*explained, *limits, *notes.method, *notes.sources):
        made = made.tab_source_note(_raw(line))
    written = made.as_raw_html()
    caption = f'<caption class="gt_caption">{escape(title)}</caption>'
    written = _TABLE.sub(lambda found: found.group() + caption, written, count=1)
    opening = f'<div lang="{escape(language)}" dir="{direction}"'
    return _WRAPPER.sub(lambda _: opening, written, count=1)


def _great_table(table: Crosstab, texts: list[list[str]], *, direction: str, identifier: str) -> GT:
    import polars as pl
    from great_tables import GT

    stubs = [f"stub{at}" for at in range(len(table.stubs))]
    columns = [f"column{at}" for at in range(len(table.heads))]
    lines = [(*place, *cells) for (place, _), cells in zip(table.rows, texts, strict=True)]
    shown = pl.DataFrame(lines, schema=dict.fromkeys([*stubs, *columns], pl.String), orient="row")
    # Right of the stub in a language that reads from the left: the digits of a column stand under each other.
    made = GT(shown, rowname_col=stubs or None, id=identifier, auto_align=False)
    made = made.cols_align("right" if direction == "ltr" else "left", columns=columns)
    made = made.cols_label({name: _raw(head) for name, head in zip(columns, table.heads, strict=True)})
    if stubs:
        made = made.tab_stubhead(_raw(" / ".join(table.stubs)))
    if table.spans != table.heads:
        for span in dict.fromkeys(table.spans):
            of_span = [name for name, each in zip(columns, table.spans, strict=True) if each == span]
            made = made.tab_spanner(_raw(span), columns=of_span, id=f"span-{of_span[0]}")
    return made


def _marks(table: Crosstab, wording: Wording) -> dict[str, str]:
    """What is said of cells that are not plain → the letter that stands beside them, in the order of reading.

    The footnotes of great-tables take a time that grows with the square of the cells they mark: these do not.
    """
    cells = [cell for _, line in table.rows for cell in line if cell is not None and cell.shown != "plain"]
    said = dict.fromkeys(explanation(cell, wording) for cell in cells)
    return {each: ascii_lowercase[at % 26] * (at // 26 + 1) for at, each in enumerate(said)}


def _any_interval(table: Crosstab) -> bool:
    return any(cell is not None and cell.interval is not None for _, cells in table.rows for cell in cells)


def _text(
    cell: Cell | None, intervals: bool, marks: Mapping[str, str], wording: Wording, isolates: tuple[str, str]
) -> str:
    if cell is None:
        return ""
    if cell.shown == "plain":
        return _figure(cell, intervals).join(isolates)
    return f"{_figure(cell, intervals)} {marks[explanation(cell, wording)]}".join(isolates)


def _figure(cell: Cell, intervals: bool) -> str:
    if cell.shown == "suppressed":
        return ".."
    if cell.estimate is None:
        return "–"
    text = f"{cell.estimate:,.{cell.decimals}f}"
    if cell.shown == "unreliable":
        text = f"({text})"
    if intervals and cell.interval is not None:
        low, high = cell.interval
        text += f" [{low:,.{cell.decimals}f}; {high:,.{cell.decimals}f}]"
    return text


def _raw(text: str) -> Any:
    """The text as it is: neither HTML nor Markdown nor units of measurement are read in it."""
    from great_tables import html

    return html(escape(text))
