"""A list of corridors as text, JSON and CSV: for the terminal, the API and a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from fairway.corridors.listing import Listing
from fairway.reference.wording import Voice


def as_json(found: Listing, voice: Voice) -> dict[str, Any]:
    """The page as plain values: total, offset, limit, year, corridors, source."""
    return {
        "total": found.total,
        "offset": found.offset,
        "limit": found.limit,
        "year": found.year,
        "selection": found.selection,
        "corridors": [
            {
                "rank": row.rank,
                "origin": row.origin,
                "origin_name": voice.place(row.origin),
                "destination": row.destination,
                "destination_name": voice.place(row.destination),
                "persons": row.persons,
            }
            for row in found.rows
        ],
        "source": {
            "publisher": found.source.publisher,
            "title": found.source.title,
            "edition": found.source.edition,
            "licence": found.source.licence,
            "vintage": found.source.vintage,
        },
    }


def json_text(found: Listing, voice: Voice) -> str:
    """`as_json` as text."""
    return json.dumps(as_json(found, voice), ensure_ascii=False, indent=1) + "\n"


def csv_text(found: Listing, voice: Voice) -> str:
    """One row a corridor, its source on every row (RFC 4180)."""
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(
        ["rank", "origin", "origin_name", "destination", "destination_name", "persons", "year", "vintage", "licence"]
    )
    for row in found.rows:
        names = voice.place(row.origin), voice.place(row.destination)
        ends = row.origin, names[0], row.destination, names[1]
        writer.writerow([row.rank, *ends, row.persons, row.year, found.source.vintage, found.source.licence])
    return buffer.getvalue()


def text(found: Listing, voice: Voice) -> str:
    """An aligned table for the terminal, with its source."""
    lines = []
    for row in found.rows:
        pair = f"{voice.place(row.origin)} → {voice.place(row.destination)}"
        lines.append(f"{row.rank:>5}  {row.origin}-{row.destination}  {voice.number(row.persons):>12}  {pair}")
    lines.append("")
    lines.append(f"{voice.number(found.total)} corridors, mid-{found.year}. International migrants, not workers.")
    if found.selection:
        lines.append(f"Only a selection is loaded ({found.selection}); `fairway import` brings all.")
    lines.append(
        f"Source: {found.source.publisher}, {found.source.title}. {found.source.licence}. {found.source.vintage}"
    )
    return "\n".join(lines) + "\n"
