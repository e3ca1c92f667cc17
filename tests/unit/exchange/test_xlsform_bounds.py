"""Workbooks that hold far more than a form: refused at once, or not read where it does not matter."""

from __future__ import annotations

import io
import re
import time
import zipfile
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from fairway.exchange import workbook_bounds
from fairway.exchange.workbook_bounds import MOST_CELLS, MOST_UNPACKED, bound_passed
from fairway.exchange.xlsform_sheets import sheets
from fairway.kernel.errors import UnreadableFile


def form(path: Path, *more: str) -> Path:
    book = Workbook()
    book.active.title = "Survey"
    book.active.append(["type", "name", "label"])
    for name in more:
        book.create_sheet(name).append(["a", "b"])
    book.save(path)
    return path


def refilled(path: Path, content: bytes) -> Path:
    """The form with another second sheet."""
    with zipfile.ZipFile(path) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    parts["xl/worksheets/sheet2.xml"] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return path


def full(cells: int) -> bytes:
    return b"<worksheet><sheetData>" + b"<row>" * 1 + b"<c/>" * cells + b"</row></sheetData></worksheet>"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (full(MOST_CELLS + 1), "500,000 cells"),
        (full(MOST_CELLS + 1).replace(b"<c/>", b"<x:c />"), "500,000 cells"),
        (full(MOST_CELLS + 1).decode().encode("utf-16"), "500,000 cells"),
        (b"<a/>" * (4 * MOST_CELLS + 1), "500,000 cells"),
        (b" " * MOST_UNPACKED, "20,000,000 bytes"),
    ],
)
def test_a_workbook_that_holds_far_more_than_a_form_is_refused_at_once(
    tmp_path: Path, content: bytes, said: str
) -> None:
    path = refilled(form(tmp_path / "form.xlsx", "notes"), content)
    began = time.monotonic()
    with pytest.raises(UnreadableFile, match=re.escape(said)) as refused:
        sheets(path)
    assert "new workbook" in str(refused.value.advice)
    assert time.monotonic() - began < 5


def test_cells_are_counted_once_wherever_a_piece_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as packed:
        packed.writestr("a.xml", full(90) + b"<c r='A1'>")
    monkeypatch.setattr(workbook_bounds, "_LONGEST_CELL_TAG", 8)
    for size in range(9, 30):
        monkeypatch.setattr(workbook_bounds, "_PIECE", size)
        monkeypatch.setattr(workbook_bounds, "MOST_CELLS", 91)
        assert bound_passed(written) is None
        monkeypatch.setattr(workbook_bounds, "MOST_CELLS", 90)
        assert bound_passed(written) == "cells"


def test_only_sheets_with_a_meaning_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    rows = ReadOnlyWorksheet.iter_rows

    def noted(page: ReadOnlyWorksheet, **bounds: int) -> object:
        read.append(page.title)
        return rows(page, **bounds)

    monkeypatch.setattr(ReadOnlyWorksheet, "iter_rows", noted)
    found, names = sheets(form(tmp_path / "form.xlsx", "notes", "Entities", "choices"))
    assert read == ["Survey", "Entities", "choices"]
    assert list(found) == ["survey", "entities", "choices"]
    assert names == ["Survey", "notes", "Entities", "choices"]
