"""Which column holds what: guessed from the titles, or from the shape of the cells, for a person to confirm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from fairway.kernel.text import Text
from fairway.recruitment.names import licence_forms, read
from fairway.recruitment.rosters.days import day_of
from fairway.recruitment.rosters.errors import ColumnsUnclear
from fairway.recruitment.rosters.fields import FIELDS, PERSON_TITLES, TITLE_TABLE, status_of, title_key
from fairway.recruitment.rosters.sheets import Line, Sheet

SEARCHED: Final = 20
"""Lines among which the line of titles is looked for."""
NEARLY: Final = 88
"""How alike, of 100, a mistyped title must be to a known one."""
SAMPLE: Final = 300
EXACT, NEAR, SHAPE = 1.0, 0.8, 0.6
"""Confidence in a guess: the title is known; nearly known; only the cells say so."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place from 0, its title, the field it is taken for (empty: not read) and how surely (0 to 1)."""

    place: int
    title: str
    field: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Layout:
    """How a list is laid out.

    Attributes:
        columns: In their order.
        titles: Numbers of the lines that hold the titles; empty: there are none.
    """

    columns: tuple[Column, ...]
    titles: tuple[int, ...]

    @property
    def fields(self) -> dict[str, int]:
        """Field → place of its column."""
        return {one.field: one.place for one in self.columns if one.field}

    @property
    def confidence(self) -> float:
        """The least of its columns' that are read; 0 where no column holds names."""
        return min((one.confidence for one in self.columns if one.field), default=0.0) if "name" in self.fields else 0.0


def guess(sheet: Sheet) -> Layout:
    """How a list seems to be laid out; a person confirms it (`confirmed`).

    Args:
        sheet: The lines of the file.

    Returns:
        The layout; its column of names may be missing.
    """
    head = sheet.lines[:SEARCHED]
    found = max((_titles_at(head, at) for at in range(len(head))), key=lambda one: one[0], default=(0, (), ()))
    score, titles, numbers = found
    if score < 1:
        titles, numbers = (), ()
    body = [line for line in sheet.lines if not numbers or line.number > numbers[-1]][:SAMPLE]
    width = max((len(line.cells) for line in (*body, *head)), default=0)
    width = len(titles) if titles and len(titles) >= 1 else width
    taken = _by_title(titles)
    for field, place in _by_shape(body, width, taken, titles).items():
        taken[place] = (field, SHAPE)
    return Layout(
        tuple(
            Column(place, titles[place] if place < len(titles) else "", *taken.get(place, ("", 0.0)))
            for place in range(width)
        ),
        numbers,
    )


def confirmed(layout: Layout, fields: Mapping[str, int]) -> Layout:
    """The layout with the fields where a person says they are.

    Args:
        layout: As guessed.
        fields: Field → place of its column, from 0; all that are to be read.

    Raises:
        ColumnsUnclear: No column for names, a field or column that is not there, or one column for two fields.
    """
    for field, place in fields.items():
        if field not in FIELDS or not 0 <= place < len(layout.columns):
            raise ColumnsUnclear(
                Text("There is no column {place} or no field “{field}”.", place=place + 1, field=field[:40]),
                advice=Text("The fields are {fields}.", fields=", ".join(FIELDS)),
            )
    if len(set(fields.values())) < len(fields):
        raise ColumnsUnclear(
            Text("One column is chosen for two fields."), advice=Text("Choose another column for one of them.")
        )
    if "name" not in fields:
        raise ColumnsUnclear(
            Text("No column is chosen for the names of agencies."), advice=Text("Say which column holds them.")
        )
    at = {place: field for field, place in fields.items()}
    return Layout(
        tuple(
            Column(one.place, one.title, at.get(one.place, ""), 1.0 if one.place in at else 0.0)
            for one in layout.columns
        ),
        layout.titles,
    )


def field_of_title(title: str) -> tuple[str, float]:
    """The field that a title names and how surely; a column about a person is none."""
    key = title_key(title)
    if not key or key in PERSON_TITLES:
        return "", 0.0
    if field := TITLE_TABLE.get(key):
        return field, EXACT
    best = max(
        ((fuzz.ratio(key, known), field) for known, field in TITLE_TABLE.items() if len(known) > 3), default=(0, "")
    )
    return (best[1], NEAR) if best[0] >= NEARLY else ("", 0.0)


def _titles_at(head: Sequence[Line], at: int) -> tuple[float, tuple[str, ...], tuple[int, ...]]:
    """How good a line of titles a line is, alone or together with the next (a title in two lines)."""
    one = head[at].cells
    alone = (_score(one), one, (head[at].number,))
    if at + 1 == len(head):
        return alone
    other = head[at + 1].cells
    width = max(len(one), len(other))
    upper, lower = ([*cells, *[""] * (width - len(cells))] for cells in (_spread(one), other))
    joined = tuple(_joined(above, below) for above, below in zip(upper, lower, strict=True))
    both = (_score(joined) - 0.5, joined, (head[at].number, head[at + 1].number))
    return max(alone, both, key=lambda found: found[0])


def _joined(above: str, below: str) -> str:
    """A title in two lines, or the lower one alone where the upper one is another column's."""
    both = f"{above} {below}".strip()
    return below if field_of_title(below)[0] and not field_of_title(both)[0] else both


def _spread(cells: Sequence[str]) -> list[str]:
    """A merged title stands over the first of its columns alone."""
    spread = list[str]()
    for cell in cells:
        spread.append(cell or (spread[-1] if spread else ""))
    return spread


def _score(titles: Sequence[str]) -> float:
    found = {field: sure for field, sure in map(field_of_title, titles) if field}
    # A line of cells with a telling name and a number is one of the list itself.
    return sum(found.values()) + (0.5 if "name" in found else 0.0) if len(titles) > 1 or found else 0.0


def _by_title(titles: Sequence[str]) -> dict[int, tuple[str, float]]:
    best: dict[str, tuple[float, int]] = {}
    for place, title in enumerate(titles):
        field, sure = field_of_title(title)
        if field and sure > best.get(field, (0.0, 0))[0]:
            best[field] = (sure, place)
    return {place: (field, sure) for field, (sure, place) in best.items()}


def _by_shape(
    body: Sequence[Line], width: int, taken: Mapping[int, tuple[str, float]], titles: Sequence[str]
) -> dict[str, int]:
    """Fields whose titles are not known, by the cells: only name and licence number are guessed so."""
    known = {field for field, _ in taken.values()}
    cells = {
        place: [line.cells[place] for line in body if place < len(line.cells) and line.cells[place]]
        for place in range(width)
        if place not in taken and not (place < len(titles) and title_key(titles[place]) in PERSON_TITLES)
    }
    found = dict[str, int]()
    if "name" not in known:
        trade = {place: _share(of, lambda one: bool(read(one).trade)) for place, of in cells.items() if of}
        best = max(trade, key=lambda place: trade[place], default=-1)
        if best >= 0 and trade[best] >= 0.4:
            found["name"] = best
    if "licence_number" not in known and not titles:
        numbers = [
            place for place, of in cells.items()
            if of and place not in found.values() and _share(of, _number_like) >= 0.9 and not _counts_up(of)
        ]  # fmt: skip
        if len(numbers) == 1:
            found["licence_number"] = numbers[0]
    return found


def _share(cells: Sequence[str], holds: object) -> float:
    assert callable(holds)
    return sum(bool(holds(cell)) for cell in cells) / len(cells)


def _number_like(cell: str) -> bool:
    return bool(licence_forms(cell)) and len(cell) <= 20 and day_of(cell) is None and status_of(cell) in ("", "other")


def _counts_up(cells: Sequence[str]) -> bool:
    """Whether a column merely counts its rows."""
    digits = [int(cell) for cell in cells if cell.isdecimal()]
    return len(digits) == len(cells) and all(later == earlier + 1 for earlier, later in pairwise(digits))
