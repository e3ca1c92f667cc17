"""Differences between two editions as a table for other programs."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Final

from fairway.recruitment.rosters.differences import Difference

COLUMNS: Final = ("change", "name", "licence_number", "city", "before", "after", "earlier_line", "later_line")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def cells_of(one: Difference) -> dict[str, object]:
    """A difference as plain values: the keys are `COLUMNS`."""
    row = one.later or one.earlier
    return {
        "change": one.kind,
        "name": row.name if row else "",
        "licence_number": row.licence_number if row else "",
        "city": row.city if row else "",
        "before": one.before,
        "after": one.after,
        "earlier_line": one.earlier.line if one.earlier else None,
        "later_line": one.later.line if one.later else None,
    }


def differences_csv(found: Sequence[Difference]) -> str:
    """The differences as CSV with a line of titles."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows([as_cell(value) for value in cells_of(one).values()] for one in found)
    return written.getvalue()


def as_cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula: the list may say `=1+1`."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
