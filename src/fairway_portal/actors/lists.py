"""Reading a list of agencies: a CSV file whose columns are found by their names."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from fairway.reference.spelling import words
from fairway_portal.actors.errors import UnusableList

COLUMNS: Final[Mapping[str, tuple[str, ...]]] = {
    "name": ("name", "agency name", "agency", "recruiting agency", "name of agency", "company name", "company"),
    "licence_number": (
        "licence number", "license number", "licence no", "license no", "licence", "license", "recruiting licence no",
        "recruiting license no", "rl no", "rl number",
    ),
    "city": ("city", "town", "place", "district", "location"),
    "other_name": ("other name", "trading name", "name in nepali", "name in bengali", "name in arabic", "local name"),
}  # fmt: skip
"""Field → the titles of columns that hold it, as `reference.spelling.words` folds them."""
SEPARATORS: Final = ",;\t|"


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list.

    Attributes:
        line: Of the file, from 1.
        name, licence_number, city, other_name: As the list writes them, or empty.
        fault: Why the row cannot be read, or empty.
    """

    line: int
    name: str
    licence_number: str = ""
    city: str = ""
    other_name: str = ""
    fault: str = ""


def read_list(path: Path, *, columns: Mapping[str, str] | None = None) -> list[Listed]:
    """The rows of a file.

    Args:
        path: CSV with a line of titles, in UTF-8, separated by commas, semicolons, tabs or bars.
        columns: Field → title of its column, where the title is not one of `COLUMNS`.

    Returns:
        One row for each line that is not empty, in the file's order.

    Raises:
        UnusableList: The file cannot be read, has no line of titles, or has no column of names.
    """
    text = _text(path)
    separator = max(SEPARATORS, key=text.partition("\n")[0].count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        titles = next(lines, [])
        found = _found(path, titles, columns or {})
        return list(_rows(lines, titles, found, lambda: lines.line_num))
    except csv.Error as error:
        raise UnusableList(
            f"{path.name} cannot be read as CSV at line {lines.line_num}: {error}.",
            advice="Save it again as CSV with quotes around texts.",
        ) from error


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8-sig")
    except OSError as error:
        raise UnusableList(f"{path} cannot be opened.", advice=f"{error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise UnusableList(
            f"{path.name} is not in UTF-8.", advice="Save it as “CSV UTF-8”; a spreadsheet is not read here."
        ) from error


def _found(path: Path, titles: list[str], columns: Mapping[str, str]) -> dict[str, int]:
    """Field → index of its column."""
    folded = [words(title) for title in titles]
    found = dict[str, int]()
    for field, known in COLUMNS.items():
        given = columns.get(field)
        at = [folded.index(title) for title in ((words(given),) if given else known) if title in folded]
        if at:
            found[field] = at[0]
        elif given:
            raise UnusableList(f"{path.name} has no column “{given}”.", advice=f"It has: {', '.join(titles)}.")
    if "name" not in found:
        raise UnusableList(
            f"{path.name} has no column with the names of agencies.",
            advice=f"It has: {', '.join(titles) or 'nothing'}. Say which one it is with --column name=TITLE.",
        )
    return found


def _rows(
    lines: Iterator[list[str]], titles: list[str], found: Mapping[str, int], line: Callable[[], int]
) -> Iterator[Listed]:
    for cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        read = {field: cells[at].strip() if at < len(cells) else "" for field, at in found.items()}
        fault = f"it has {len(cells)} cells, the line of titles {len(titles)}" if len(cells) != len(titles) else ""
        yield Listed(
            line(),
            read["name"],
            read.get("licence_number", ""),
            read.get("city", ""),
            read.get("other_name", ""),
            fault,
        )
