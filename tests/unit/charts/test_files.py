"""What a reader takes away opens again, and says where it is from."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import openpyxl
import pytest

from fairway.charts import files, svg
from fairway.kernel.errors import InternalError
from fairway.kernel.figure import Column, Figure
from fairway.kernel.text import Text
from fairway.reference.wording import voice
from tests import sample_figures as sample


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


@pytest.mark.parametrize("figure", sample.ALL, ids=lambda figure: figure.id)
def test_csv_comes_back_as_it_went(figure: Figure) -> None:
    rows = read(files.csv_text(figure, voice("en")))
    assert len(rows) == len(figure.rows)
    for written, row in zip(rows, figure.rows, strict=True):
        for column, cell in zip(figure.columns, row, strict=True):
            if cell is None:
                assert written[column.key] == ""
            elif isinstance(cell, int | float):
                assert float(written[column.key]) == cell
        assert written["vintage"].startswith("migrant_stock@2024")
        assert written["licence"]


def test_csv_begins_with_a_byte_order_mark_only_if_asked() -> None:
    assert not files.csv_text(sample.BARS, voice("en")).startswith("\ufeff")
    assert files.csv_text(sample.BARS, voice("en"), byte_order_mark=True).startswith("\ufefforigin,persons,unit,flag")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_csv_runs_no_formula(text: str) -> None:
    figure = replace(
        sample.TABLE, columns=(Column("a", Text("A"), "text"), Column("b", Text("B"), "count")), rows=((text, -5),)
    )
    (row,) = read(files.csv_text(figure, voice("en")))
    assert row["a"].startswith("'")
    assert row["b"] == "-5", "a negative number is a number"


def test_a_column_named_as_a_source_column_keeps_its_name() -> None:
    figure = replace(
        sample.TABLE, columns=(Column("unit", Text("U"), "text"), Column("b", Text("B"), "count")), rows=(("x", 1),)
    )
    (row,) = read(files.csv_text(figure, voice("en")))
    assert row["unit"] == "x"
    assert row["figure_unit"] == "persons"


def test_a_workbook_opens_with_a_sheet_per_figure_and_the_sources() -> None:
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx_bytes(sample.ALL, voice("en"), (sample.GAP,))))
    assert book.sheetnames == [*(figure.id for figure in sample.ALL), "Sources", "Gaps"]
    cells = [tuple(row) for row in book["neighbours.destination"].iter_rows(values_only=True)]
    assert ("Nepal", "NPL", 340_512) in [row[:3] for row in cells]
    assert ("Philippines", "PHL", None) in [row[:3] for row in cells]
    sources = list(book["Sources"].iter_rows(values_only=True, min_row=2))
    assert {row[0] for row in sources} == {figure.id for figure in sample.ALL}
    assert any(row[5] == "ILO" and row[11] == "no" for row in sources)


def test_a_workbook_in_arabic_runs_from_right_to_left_and_runs_no_formula() -> None:
    figure = replace(sample.TABLE, title=Text("=HYPERLINK(1)"), rows=(("=1+1", 2),))
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx_bytes([figure], voice("ar"))))
    sheet = book["people.change"]
    assert sheet.sheet_view.rightToLeft
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert sheet["A1"].value == "=HYPERLINK(1)"


def test_sheet_names_are_short_and_differ() -> None:
    long = [replace(sample.TABLE, id=f"a.very.long.name.of.a.figure.indeed.{at}") for at in range(3)]
    book = openpyxl.load_workbook(io.BytesIO(files.xlsx_bytes([*long, replace(sample.TABLE, id="a/b")], voice("en"))))
    assert len(set(book.sheetnames)) == 5
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert "a_b" in book.sheetnames


def test_png_is_a_picture() -> None:
    made = files.png_bytes(svg.draw(sample.LINES, voice("ar"), standalone=True), scale=1)
    assert made.startswith(b"\x89PNG")
    with pytest.raises(InternalError):
        files.png_bytes(svg.draw(sample.TABLE, voice("en"), standalone=True))


def test_json_keeps_unknown_as_null_and_names_the_source() -> None:
    made = json.loads(json.dumps(files.figure_json(sample.BARS, voice("fr"))))
    assert made["rows"][3] == {"origin": "PHL", "persons": None}
    assert made["chart"] == "bars"
    assert made["flag"] == "estimated"
    assert made["sources"][0]["vintage"] == "migrant_stock@2024-1a2b3c4d"
    assert made["columns"][0] == {"key": "origin", "title": made["columns"][0]["title"], "kind": "place", "decimals": 0}
