"""Bad files: each is refused with an error that names the fault, never read in part."""

from __future__ import annotations

import gzip
from pathlib import Path

import polars as pl
import pytest

from fairway.kernel.errors import ColumnChanged, UnreadableFile
from fairway.sources import tabular
from fairway.sources.edition import ColumnType

COLUMNS: dict[str, ColumnType] = {"geo": "text", "t": "integer", "v": "number"}
GOOD = "geo,t,v\nNPL,2020,1.5\nQAT,2021.0,\n"


def _write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_every_cell_is_typed_and_every_row_numbered(tmp_path: Path) -> None:
    rows = tabular.read(_write(tmp_path / "good.csv", GOOD), COLUMNS).rows(named=True)
    assert rows == [
        {"source_row": 1, "geo": "NPL", "t": 2020, "v": 1.5},
        {"source_row": 2, "geo": "QAT", "t": 2021, "v": None},
    ]


def test_a_renamed_column_is_named_with_what_the_file_has(tmp_path: Path) -> None:
    path = _write(tmp_path / "renamed.csv", GOOD.replace("geo,t,v", "country,t,v"))
    with pytest.raises(ColumnChanged) as caught:
        tabular.read(path, COLUMNS)
    assert caught.value.details["missing"] == ["geo"]
    assert "country" in caught.value.advice


@pytest.mark.parametrize(("cell", "column"), [("2020,many", "v"), ("20x0,1", "t"), ("2020.5,1", "t")])
def test_a_cell_of_the_wrong_type_is_named_with_its_row(tmp_path: Path, cell: str, column: str) -> None:
    path = _write(tmp_path / "text.csv", f"geo,t,v\nNPL,2020,1\nQAT,{cell}\n")
    with pytest.raises(UnreadableFile) as caught:
        tabular.read(path, COLUMNS)
    assert (caught.value.details["row"], caught.value.details["column"]) == (2, column)
    assert "row 2" in caught.value.title


def test_a_truncated_archive_is_refused(tmp_path: Path) -> None:
    whole = gzip.compress("\n".join(["geo,t,v", *(f"NPL,{year},{year * 7919}" for year in range(1000, 4000))]).encode())
    path = tmp_path / "cut.csv.gz"
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UnreadableFile, match=r"cut\.csv\.gz cannot be read"):
        tabular.read(path, COLUMNS)


@pytest.mark.parametrize("damage", ["cut", "footer", "middle"])
def test_a_damaged_parquet_file_is_refused(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "damaged.parquet"
    pl.DataFrame({"geo": ["NPL"] * 5000, "t": range(5000), "v": [n * 1.37 for n in range(5000)]}).write_parquet(path)
    content = bytearray(path.read_bytes())
    match damage:
        case "cut":
            del content[len(content) // 2 :]
        case "footer":
            content[-400:-100] = b"\xff" * 300
        case _:
            content[4:2000] = b"\x00" * 1996
    path.write_bytes(bytes(content))
    with pytest.raises(UnreadableFile, match=r"damaged\.parquet cannot be read"):
        tabular.read(path, COLUMNS)


@pytest.mark.parametrize(
    ("text", "title"),
    [("", "cannot be read"), ("geo,t,v\n", "a header and no rows"), ("geo,t,v\nNPL,2020,1,9\n", "cannot be read")],
)
def test_an_empty_or_ragged_file_is_refused(tmp_path: Path, text: str, title: str) -> None:
    with pytest.raises(UnreadableFile, match=title):
        tabular.read(_write(tmp_path / "odd.csv", text), COLUMNS)


def test_an_error_page_saved_under_the_name_of_a_table_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile):
        tabular.read(_write(tmp_path / "page.csv", "<html>\n<body>502 Bad Gateway</body>\n</html>\n"), COLUMNS)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="There is no file"):
        tabular.read(tmp_path / "absent.csv", COLUMNS)
