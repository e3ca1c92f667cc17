"""A profile as plain values: JSON of a stable shape, and one long CSV table."""

from __future__ import annotations

import csv as csv_module
import io
from typing import TYPE_CHECKING, Any, Final

from fairway.charts.files import BYTE_ORDER_MARK, figure_json, guarded, joined, written
from fairway.charts.table import row_header
from fairway.kernel.figure import Figure, Gap, Section
from fairway.reference.wording import Voice

if TYPE_CHECKING:
    from fairway.corridors.profile_value import Profile
    from fairway.kernel.corridor import Corridor

COLUMNS: Final = (
    "page",
    "section",
    "figure",
    "row",
    "category",
    "variable",
    "value",
    "unit",
    "flag",
    "year",
    "publisher",
    "source",
    "edition",
    "vintage",
    "licence",
    "note",
)
"""Of the long table: `category` is the cell that names the row, `variable` the key of the column."""


def as_json(profile: Profile, voice: Voice) -> dict[str, Any]:
    """The profile as plain values.

    Shape: `kind`, `code`, `language`, `corridor` (`origin`, `destination`, `via`, `sex`, `year`, `sector`; null for
    other pages), `title`, `summary` (sentences), `sections` (list of `id`, `title`, `notes`, `figures`, `gaps`),
    `vintages`, `citation`. A figure is as `fairway.charts.files.figure_json` makes it; a gap has `id`, `title`, `kind`
    (`absent`, `detail`, `sample`, `unknown`), `reason`, `remedy`. Keys are stable, texts are in the voice's language.
    """
    return {
        "kind": profile.kind,
        "code": profile.code,
        "language": voice.language,
        "corridor": _corridor(profile.corridor),
        "title": voice.say(profile.title),
        "summary": [voice.say(sentence) for sentence in profile.summary],
        "sections": [_section(section, voice) for section in profile.sections],
        "vintages": list(profile.vintages),
        "citation": voice.say(profile.citation),
    }


def _corridor(corridor: Corridor | None) -> dict[str, Any] | None:
    if corridor is None:
        return None
    return {
        "origin": corridor.origin,
        "destination": corridor.destination,
        "via": list(corridor.via),
        "sex": corridor.sex,
        "year": corridor.year,
        "sector": corridor.sector,
    }


def _section(section: Section, voice: Voice) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": voice.say(section.title),
        "notes": [voice.say(note) for note in section.notes],
        "figures": [figure_json(figure, voice) for figure in section.figures],
        "gaps": [gap_json(gap, voice) for gap in section.gaps],
    }


def gap_json(gap: Gap, voice: Voice) -> dict[str, Any]:
    """A gap as plain values."""
    return {
        "id": gap.id,
        "title": voice.say(gap.title),
        "kind": gap.kind,
        "reason": voice.say(gap.reason),
        "remedy": voice.say(gap.remedy),
    }


def csv(profile: Profile, voice: Voice, byte_order_mark: bool = False) -> str:
    """Every cell of every figure as one row (RFC 4180, UTF-8); a gap is a row without value, flagged `gap`."""
    stream = io.StringIO()
    writer = csv_module.writer(stream)
    writer.writerow(COLUMNS)
    for section in profile.sections:
        for figure in section.figures:
            writer.writerows(_cells(profile.code, section.id, figure, voice))
        for gap in section.gaps:
            note = guarded(f"{voice.say(gap.title)}: {voice.say(gap.reason)}")
            blank = [""] * (COLUMNS.index("flag") - 3)
            writer.writerow([profile.code, section.id, gap.id, *blank, "gap", *[""] * 6, note])
    return (BYTE_ORDER_MARK if byte_order_mark else "") + stream.getvalue()


def _cells(page: str, section: str, figure: Figure, voice: Voice) -> list[list[str | int | float]]:
    header = row_header(figure)
    pedigree = [
        guarded(joined(getattr(source, part) for source in figure.sources))
        for part in ("publisher", "title", "edition", "vintage", "licence")
    ]
    notes = guarded(" ".join(voice.say(note) for note in figure.notes))
    about = [guarded(voice.say(figure.unit)), figure.flag.value, figure.year]
    return [
        [
            page,
            section,
            figure.id,
            number,
            written(row[header], voice),
            column.key,
            written(cell, voice),
            *about,
            *pedigree,
            notes,
        ]
        for number, row in enumerate(figure.rows, 1)
        for at, (column, cell) in enumerate(zip(figure.columns, row, strict=True))
        if at != header or len(figure.columns) == 1
    ]
