"""Reading one sheet of a publisher's workbook, line by line."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fairway.kernel.errors import ColumnChanged, UnreadableFile
from fairway.sources.fetch_plan import FETCH_AGAIN


def sheet(path: Path, name: str) -> Iterator[tuple[Any, ...]]:
    """The values of a sheet's lines, from the first; read as they are asked for.

    Raises:
        UnreadableFile: It is no workbook, or cut short.
        ColumnChanged: It has no sheet of that name.
    """
    from xml.etree.ElementTree import ParseError

    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        try:
            if name not in book.sheetnames:
                raise ColumnChanged(path.name, missing=[f"sheet “{name}”"], found=book.sheetnames)
            page = book[name]
            page.reset_dimensions()
            width = 0
            for line in page.iter_rows(values_only=True):
                width = max(width, len(line))
                yield line + (None,) * (width - len(line))
        finally:
            book.close()
    except (zipfile.BadZipFile, KeyError, ParseError, EOFError, OSError, ValueError) as fault:
        raise UnreadableFile(f"{path.name} is not a whole workbook: {fault}", advice=FETCH_AGAIN) from fault


def sheets(path: Path) -> list[str]:
    """Names of the sheets.

    Raises:
        UnreadableFile: It is no workbook, or cut short.
    """
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True)
    except (zipfile.BadZipFile, KeyError, EOFError, OSError, ValueError) as fault:
        raise UnreadableFile(f"{path.name} is not a whole workbook: {fault}", advice=FETCH_AGAIN) from fault
    names = list(book.sheetnames)
    book.close()
    return names
