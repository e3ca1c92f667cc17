"""The sheet of a month, for the centre's own records and its report: one line for each visit, codes and words.

It holds pseudonyms, never names, and no note. It is made for whoever works at the office, and goes to nobody else.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from fairway_portal.casework.counselling import choices
from fairway_portal.casework.counselling.queries import VisitRow
from fairway_portal.design import speech

COLUMNS: Final = (
    "day", "client", "channel", "stage", "sex", "language", "destination", "topics", "service", "referral", "outcome",
    "follow_up",
)  # fmt: skip


def sheet(rows: Sequence[VisitRow]) -> bytes:
    """The visits as CSV in UTF-8 with a mark that spreadsheets know; codes are said in the reader's language.

    Args:
        rows: The visits, in their order.
    """
    text = io.StringIO(newline="")
    lines = csv.writer(text)
    lines.writerow(COLUMNS)
    for row in rows:
        lines.writerow([_cell(row, name) for name in COLUMNS])
    return text.getvalue().encode("utf-8-sig")


def _cell(row: VisitRow, name: str) -> str:
    value = getattr(row, name)
    if value is None or value == "":
        return ""
    codes = choices.FIELDS.get(name)
    if codes is None:
        return str(value)
    chosen = value if isinstance(value, tuple) else (value,)
    return "; ".join(speech.say(codes[one]) for one in chosen)
