"""Rows whose cells stand in the wrong column: told from what the other cells of that column look like."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from fairway.kernel.text import Text
from fairway.recruitment.names import licence_forms, read
from fairway.recruitment.rosters.days import day_of
from fairway.recruitment.rosters.fields import FIELDS, status_of, title_key

MOSTLY: Final = 0.8
"""From this share on, the cells of a column are of one shape, and one of another shape is a mistake."""
OFTEN: Final = 3
"""A city that so many rows name is known as one."""
MOST_OF_A_CITY: Final = 4
"""Words of the name of a city."""


class Shapes:
    """What the cells of each field look like in one list.

    Args:
        rows: Field → cell, of the rows that are read.
    """

    def __init__(self, rows: Sequence[Mapping[str, str]]) -> None:
        cells = {field: [row[field] for row in rows if row.get(field)] for field in FIELDS}
        towns = Counter(title_key(cell) for cell in cells["city"])
        self.cities = frozenset(town for town, count in towns.items() if count >= OFTEN and not _has_digit(town))
        self._numbered = _mostly(cells["licence_number"], _has_digit)
        self._placed = _mostly(cells["city"], lambda cell: not _has_digit(cell))
        self._named = _mostly(cells["name"], _has_letter)
        self._stated = _mostly(cells["status"], lambda cell: status_of(cell) != "other")
        self._dated = {
            field: _mostly(cells[field], lambda cell: day_of(cell) is not None) for field in ("valid_from", "valid_to")
        }

    def fault(self, row: Mapping[str, str]) -> Text | None:
        """Why a row cannot be one of this list, or None."""
        for check in (self._name, self._licence, self._city, self._status, self._days):
            if said := check(row):
                return said
        return None

    def _name(self, row: Mapping[str, str]) -> Text | None:
        name = row.get("name", "")
        if not name:
            return Text("It has no name.")
        if not read(name).words:
            return Text("The name “{cell}” has no letter or digit.", cell=name[:80])
        if self._named and not _has_letter(name):
            return _wrong("name", name, Text("a number"))
        if title_key(name) in self.cities and title_key(row.get("city", "")) not in self.cities:
            return _wrong("name", name, Text("a city"))
        return None

    def _licence(self, row: Mapping[str, str]) -> Text | None:
        cell = row.get("licence_number", "")
        if not cell or not self._numbered:
            return None
        if not _has_digit(cell):
            return _wrong("licence_number", cell, Text("a city") if title_key(cell) in self.cities else Text("a name"))
        # A name may have a number in it; a licence number has no words of the trade.
        if " " not in cell:
            return None
        taken = read(cell)
        return _wrong("licence_number", cell, Text("a name")) if len(taken.words) > 1 and taken.trade else None

    def _city(self, row: Mapping[str, str]) -> Text | None:
        cell = row.get("city", "")
        if not cell or not self._placed or title_key(cell) in self.cities:
            return None
        if licence_forms(cell) and not _has_letter(cell):
            return _wrong("city", cell, Text("a number"))
        if status_of(cell) not in ("", "other"):
            return _wrong("city", cell, Text("a status"))
        taken = read(cell)
        named = (taken.trade and taken.trade != taken.words) or taken.legal or len(taken.words) > 2 * MOST_OF_A_CITY
        return _wrong("city", cell, Text("a name")) if named else None

    def _status(self, row: Mapping[str, str]) -> Text | None:
        cell = row.get("status", "")
        if not cell or not self._stated or status_of(cell) != "other":
            return None
        if title_key(cell) in self.cities:
            return _wrong("status", cell, Text("a city"))
        return _wrong("status", cell, Text("a number or day")) if _has_digit(cell) else None

    def _days(self, row: Mapping[str, str]) -> Text | None:
        for field, dated in self._dated.items():
            cell = row.get(field, "")
            if cell and dated and not _has_digit(cell) and len(cell) > 1:
                return _wrong(field, cell, Text("no day"))
        return None


def _wrong(field: str, cell: str, looks: Text) -> Text:
    return Text(
        "The columns seem to be shifted: “{cell}” stands under “{field}” and looks like {looks}.",
        cell=cell[:80],
        field=FIELDS[field],
        looks=looks,
    )


def _mostly(cells: Sequence[str], holds: object) -> bool:
    assert callable(holds)
    return bool(cells) and sum(bool(holds(cell)) for cell in cells) >= MOSTLY * len(cells)


def _has_digit(cell: str) -> bool:
    return any(letter.isdigit() for letter in cell)


def _has_letter(cell: str) -> bool:
    return any(letter.isalpha() for letter in cell)
