"""A profile for a terminal: headings, sentences, small tables, sparklines, and gaps that cannot be overlooked."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from fairway.charts.scales import number
from fairway.charts.table import NUMERIC, SIGNS, row_header
from fairway.corridors.report.wording import FLAG_WORDS, GAP_WORDS, credits
from fairway.kernel.figure import Cell, Column, Figure, Gap, Lines, Section
from fairway.kernel.text import Text
from fairway.reference.wording import Voice

if TYPE_CHECKING:
    from fairway.corridors.profile_value import Profile

BLOCKS: Final = "▁▂▃▄▅▆▇█"
MOST_ROWS: Final = 8
LONGEST_SPARK: Final = 24
WIDEST_TEXT: Final = 46
INDENT: Final = "  "


def text(profile: Profile, voice: Voice, width: int) -> str:
    """The whole profile."""
    title = voice.say(profile.title)
    parts = [title, "═" * _wide(title), ""]
    for sentence in profile.summary:
        parts += _filled(f"• {voice.say(sentence)}", width, INDENT)
    for section in profile.sections:
        parts += ["", *_section(section, voice, width)]
    parts += ["", *_filled(voice.say(profile.citation), width)]
    return "\n".join(line.rstrip() for line in parts) + "\n"


def _section(section: Section, voice: Voice, width: int) -> list[str]:
    heading = voice.say(section.title).upper()
    parts = ["", heading, "─" * _wide(heading)]
    for note in section.notes:
        parts += _filled(voice.say(note), width)
    for figure in section.figures:
        parts += ["", *_figure(figure, voice, width)]
    for gap in section.gaps:
        parts += ["", *_gap(gap, voice, width)]
    return parts


def _figure(figure: Figure, voice: Voice, width: int) -> list[str]:
    flag = voice.say(FLAG_WORDS[figure.flag])
    parts = _filled(f"{voice.say(figure.title)}  [{figure.id}]", width)
    parts += _filled(f"{voice.say(figure.unit)} · {figure.year} · {flag}", width, INDENT, INDENT)
    parts += _filled(voice.say(figure.sentence), width, INDENT, INDENT)
    parts += [INDENT + line for line in (*_sparks(figure, voice), *table(figure, voice, width - len(INDENT)))]
    for note in figure.notes:
        parts += _filled(f"* {voice.say(note)}", width, INDENT + INDENT, INDENT)
    for source in credits(figure):
        said = Text(
            "Source: {publisher}, {title} ({edition}); {licence}; {vintage}",
            publisher=source.publisher,
            title=source.title,
            edition=source.edition,
            licence=source.licence,
            vintage=source.vintage,
        )
        doubt = "" if source.verified else f" [{voice.say(Text('not verified against the publisher'))}]"
        parts += _filled(voice.say(said) + doubt, width, INDENT + INDENT, INDENT)
    return parts


def _gap(gap: Gap, voice: Voice, width: int) -> list[str]:
    bar = "┃ "
    parts = _filled(f"{voice.say(gap.title)}  [{gap.id}]", width, bar, bar)
    parts += _filled(f"{voice.say(GAP_WORDS[gap.kind])}. {voice.say(gap.reason)}", width, bar, bar)
    parts += _filled(voice.say(Text("What would fill it: {remedy}", remedy=gap.remedy)), width, bar, bar)
    return parts


def _sparks(figure: Figure, voice: Voice) -> list[str]:
    """One small line per series of a line chart, each on a scale from zero to its own largest value."""
    if not isinstance(figure.chart, Lines) or len(figure.rows) < 2:
        return []
    found = []
    for key in figure.chart.y:
        column = figure.columns[figure.index(key)]
        found.append(f"{sparkline(figure.values(key))}  {voice.say(column.title)}")
    return found


def sparkline(cells: Sequence[Cell]) -> str:
    """Values as blocks from zero to the largest; at most 24, evenly picked, the last always; a gap is a middle dot."""
    count = len(cells)
    if count > LONGEST_SPARK:
        step = (count - 1) / (LONGEST_SPARK - 1)
        cells = [cells[round(at * step)] for at in range(LONGEST_SPARK)]
    values = [number(cell) for cell in cells]
    top = max((value for value in values if value is not None), default=0.0)
    signs = []
    for value in values:
        if value is None:
            signs.append("·")
        else:
            signs.append(BLOCKS[max(0, min(7, round(7 * value / top)))] if top > 0 else BLOCKS[0])
    return "".join(signs)


def table(figure: Figure, voice: Voice, width: int) -> list[str]:
    """The table in aligned columns: the last rows of a series, the first ones of a list, and how many are left out."""
    series = isinstance(figure.chart, Lines)
    rows = figure.rows[-MOST_ROWS:] if series else figure.rows[: 2 * MOST_ROWS]
    header = row_header(figure)
    titles = [_short(voice.say(column.title)) for column in figure.columns]
    body = [[_cell(column, cell, voice) for column, cell in zip(figure.columns, row, strict=True)] for row in rows]
    order = [header, *(at for at in range(len(titles)) if at != header)]
    widths = [max(_wide(line[at]) for line in [titles, *body]) for at in range(len(titles))]
    shown, left = _fitting(order, widths, width)
    lines = [_line(line, shown, widths, figure.columns) for line in (titles, *body)]
    lines.insert(1, "  ".join("-" * widths[at] for at in shown))
    rest = len(figure.rows) - len(rows)
    if rest:
        lines.append(voice.say(Text("… rows not shown here: {n}", n=rest)))
    if left:
        lines.append(voice.say(Text("… columns not shown here: {n}", n=left)))
    return lines


def _fitting(order: Sequence[int], widths: Sequence[int], width: int) -> tuple[list[int], int]:
    shown: list[int] = []
    used = 0
    for at in order:
        if shown and used + widths[at] + 2 > width:
            break
        shown.append(at)
        used += widths[at] + 2
    return shown, len(order) - len(shown)


def _line(cells: Sequence[str], shown: Sequence[int], widths: Sequence[int], columns: Sequence[Column]) -> str:
    padded = []
    for at in shown:
        space = " " * (widths[at] - _wide(cells[at]))
        padded.append(space + cells[at] if columns[at].kind in NUMERIC else cells[at] + space)
    return "  ".join(padded)


def _cell(column: Column, cell: Cell, voice: Voice) -> str:
    said = voice.cell(column, cell)
    if column.kind == "status" and cell is not None:
        return f"{SIGNS.get(str(cell), '')} {said}"
    return _short(said)


def _short(said: str) -> str:
    return said if len(said) <= WIDEST_TEXT else said[: WIDEST_TEXT - 1].rstrip() + "…"


def _wide(said: str) -> int:
    """Columns a terminal gives to the text: combining marks and direction marks take none, wide characters two."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Cf")
        else 2
        if unicodedata.east_asian_width(character) in "WF"
        else 1
        for character in said
    )


def _filled(said: str, width: int, later: str = "", first: str = "") -> list[str]:
    return textwrap.wrap(said, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False) or [""]
