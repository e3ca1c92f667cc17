"""UN DESA's workbook of the International Migrant Stock by sex, destination and origin.

Specification: the workbook's own sheets “Contents”, “Table 1” and “Notes” (International Migrant Stock 2024,
https://www.un.org/development/desa/pd/content/international-migrant-stock; POP/DB/MIG/Stock/Rev.2024), as programs that
read it describe it, read on 2026-11-21. “Table 1” has ten lines of title and copyright; line 11 is the header: Index,
“Region, development group, country or area of destination”, a column of notes, “Location code of destination”, “Type of
data of destination”, “Region, … of origin”, “Location code of origin”, then three blocks of years: both sexes, males,
females. Codes are M49; areas have codes too and 2003 is “Others”, an origin nobody knows. `..` is not available, `-` is
zero. Types of data: B place of birth, C citizenship, R refugees added, I imputed (other letters are kept out).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.kernel.errors import ColumnChanged, UnreadableFile
from fairway.reference import places
from fairway.sources.fetch_plan import FETCH_AGAIN, Fetch, Part, Source
from fairway.sources.undesa_stock import COLUMNS
from fairway.sources.workbook import sheet

if TYPE_CHECKING:
    import polars as pl

SHEET: Final = "Table 1"
DESTINATION: Final = "location code of destination"
ORIGIN: Final = "location code of origin"
TYPE: Final = "type of data"
OTHERS: Final = ("2003",)
UNKNOWN_ORIGIN: Final = "OOO"
KOSOVO: Final = "412"
CHANNEL_ISLANDS: Final = "830"
BLOCKS: Final = ("both", "male", "female")
ZERO: Final = ("-", "–", "—")
SEARCHED_LINES: Final = 40
EDITION: Final = "2024"


def read(path: Path) -> pl.DataFrame:
    """The workbook in the columns of the table: one row per destination, origin, year and sex.

    Returns:
        source_row (the line of “Table 1”, 1 for the first below the header), destination, year, origin, sex, n and the
        four types. Rows of areas keep no code, so that harmonising counts and drops them.

    Raises:
        UnreadableFile: It is damaged, or a number is none.
        ColumnChanged: A documented column is not there.
    """
    import polars as pl

    columns: dict[str, list[Any]] = {"source_row": [], **{name: [] for name in COLUMNS}}
    lines = sheet(path, SHEET)
    at = _header(path, lines)
    for number, cells in enumerate(lines, start=1):
        destination, origin = _place(cells[at.destination]), _place(cells[at.origin], origin=True)
        kind = str(cells[at.type] or "").upper()
        for sex, year, position in at.counts:
            count = _count(cells[position], path, number)
            if count is None:
                continue
            values = (number, destination, year, origin, sex, count, *(int(letter in kind) for letter in "BCRI"))
            for column, value in zip(columns.values(), values, strict=True):
                column.append(value)
    if not columns["n"]:
        raise UnreadableFile(f"“{SHEET}” of {path.name} has a header and no rows.", advice=FETCH_AGAIN)
    types = {name: pl.String if kind == "text" else pl.Int64 for name, kind in COLUMNS.items()}
    return pl.DataFrame(columns, schema={"source_row": pl.Int64, **types})


class _Columns:
    """Where the header says that each thing is."""

    def __init__(self, destination: int, origin: int, kind: int, counts: list[tuple[str, int, int]]) -> None:
        self.destination, self.origin, self.type, self.counts = destination, origin, kind, counts


def _header(path: Path, lines: Iterator[tuple[Any, ...]]) -> _Columns:
    seen: list[str] = []
    for _, cells in zip(range(SEARCHED_LINES), lines, strict=False):
        names = [re.sub(r"\s+", " ", str(cell)).strip() if cell is not None else "" for cell in cells]
        lower = [name.casefold() for name in names]
        seen = [name for name in names if name] or seen
        if not any(name.startswith("location code") for name in lower):
            continue
        found = {
            wanted: next((at for at, name in enumerate(lower) if name.startswith(wanted)), None)
            for wanted in (DESTINATION, ORIGIN, TYPE)
        }
        missing = [name.capitalize() for name, position in found.items() if position is None]
        counts = _blocks(names)
        if not counts:
            missing.append("three blocks of years")
        if missing:
            raise ColumnChanged(path.name, missing=missing, found=[name for name in names if name])
        return _Columns(found[DESTINATION] or 0, found[ORIGIN] or 0, found[TYPE] or 0, counts)
    raise ColumnChanged(path.name, missing=["Location code of destination"], found=seen)


def _blocks(names: Sequence[str]) -> list[tuple[str, int, int]]:
    """(sex, year, position) of the second and third block of years; the first counts both sexes."""
    years = [(at, int(float(name))) for at, name in enumerate(names) if re.fullmatch(r"(19|20)\d\d(\.0)?", name)]
    if not years or len(years) % len(BLOCKS):
        return []
    size = len(years) // len(BLOCKS)
    blocks = [years[start : start + size] for start in range(0, len(years), size)]
    if any([year for _, year in block] != [year for _, year in blocks[0]] for block in blocks):
        return []
    return [(sex, year, at) for sex, block in zip(BLOCKS[1:], blocks[1:], strict=True) for at, year in block]


def _place(cell: object, *, origin: bool = False) -> str | None:
    code = str(cell).strip().removesuffix(".0") if cell is not None else ""
    if origin and code in OTHERS:
        return UNKNOWN_ORIGIN
    if code == CHANNEL_ISLANDS:
        return "XCX"
    return "XKX" if code == KOSOVO else places.from_m49(code)


def _count(cell: object, path: Path, number: int) -> int | None:
    if isinstance(cell, int | float):
        return round(cell)
    text = str(cell or "").replace("\u00a0", "").replace(" ", "").replace(",", "")
    if text in ("", ".."):
        return None
    if text in ZERO:
        return 0
    if not text.isdigit():
        raise UnreadableFile(
            f"{path.name}, “{SHEET}”, row {number}: “{cell}” is not a number of persons.",
            advice="The publisher may have changed the workbook; nothing was imported.",
        )
    return int(text)


SOURCE = Source(
    name="undesa-stock",
    title="International Migrant Stock",
    publisher="United Nations, Department of Economic and Social Affairs, Population Division",
    licence="CC BY 3.0 IGO",
    base="https://www.un.org/development/desa/pd/sites/www.un.org.development.desa.pd/files/",
    specification="https://www.un.org/development/desa/pd/content/international-migrant-stock",
    read_on="2026-11-21",
    fetches=(
        Fetch(
            table="migrant_stock",
            file="undesa_pd_2024_ims_stock_by_sex_destination_and_origin.xlsx",
            parts=(Part("workbook.xlsx", "undesa_pd_2024_ims_stock_by_sex_destination_and_origin.xlsx"),),
            read=read,
            edition=lambda path: EDITION,
        ),
    ),
)
