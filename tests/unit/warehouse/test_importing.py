"""An import leaves a whole new vintage, or the state before it."""

from __future__ import annotations

import errno
import gzip
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fairway.kernel.errors import ColumnChanged, InputError, NotFound, RetryableError, StorageFull, UnreadableFile
from fairway.warehouse import backup, custody, home
from fairway.warehouse.importing import expected, import_file, import_folder
from fairway.warehouse.shelf import Shelf
from tests.received_files import STOCK, stock_file, stock_rows


def everything(folder: Path) -> dict[str, bytes]:
    """Every file below a folder but the locks."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != ".lock"
    }


def test_a_file_becomes_a_vintage_with_its_totals_and_its_received_copy(tmp_path: Path, fairway_home: Path) -> None:
    path = stock_file(tmp_path)
    vintage, new = import_file(STOCK, path)
    assert new
    assert vintage.rows("NPL", "QAT")[0]["female"] == 10
    shelf = Shelf.open()
    assert shelf.current("migrant_stock").record == vintage.record  # type: ignore[union-attr]
    totals = shelf.current("migrant_totals")
    assert totals is not None
    assert totals.record.derived_from == "migrant_stock"
    note = custody.note(vintage.record.received)
    assert note is not None
    assert note.path.read_bytes() == path.read_bytes()
    assert (note.sha256, note.bytes, note.licence) == (vintage.record.sha256, path.stat().st_size, "CC BY 3.0 IGO")


def test_the_same_bytes_are_the_same_vintage(tmp_path: Path, fairway_home: Path) -> None:
    first, _ = import_file(STOCK, stock_file(tmp_path))
    before = everything(fairway_home)
    again, new = import_file(STOCK, stock_file(tmp_path))
    assert (again.name, new) == (first.name, False)
    assert everything(fairway_home) == before


def test_totals_without_their_table_do_not_count(tmp_path: Path, fairway_home: Path) -> None:
    vintage, _ = import_file(STOCK, stock_file(tmp_path))
    shutil.rmtree(vintage.folder)
    here = Shelf(fairway_home / "vintages")
    assert here.tables() == []
    import_file(STOCK, stock_file(tmp_path))
    assert "migrant_totals" in Shelf(fairway_home / "vintages").tables()


def test_a_damaged_record_keeps_no_other_vintage_out(tmp_path: Path, fairway_home: Path) -> None:
    old, _ = import_file(STOCK, stock_file(tmp_path))
    new, _ = import_file(STOCK, stock_file(tmp_path, scale=2))
    (new.folder / "record.json").write_text("{")
    shelf = Shelf(fairway_home / "vintages")
    assert shelf.damaged == [new.folder]
    assert [vintage.name for vintage in shelf.vintages("migrant_stock")] == [old.name]


def _truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def _noise(path: Path) -> None:
    path.write_bytes(os.urandom(4096))


def _nothing(path: Path) -> None:
    path.write_bytes(b"")


def _no_rows(path: Path) -> None:
    stock_rows().clear().write_parquet(path)


def _damaged_inside(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[8:200] = b"\xff" * 192
    path.write_bytes(bytes(content))


def _column_renamed(path: Path) -> None:
    stock_rows().rename({"n": "persons"}).write_parquet(path)


def _not_a_number(path: Path) -> None:
    stock_rows().with_columns(pl.col("n").cast(pl.String).replace("10", "ten")).write_parquet(path)


def _no_usable_row(path: Path) -> None:
    stock_rows().with_columns(origin=pl.lit(None, dtype=pl.String)).write_parquet(path)


@pytest.mark.parametrize(
    "spoil",
    [_truncated, _noise, _nothing, _no_rows, _damaged_inside, _column_renamed, _not_a_number, _no_usable_row],
    ids=lambda spoil: spoil.__name__,
)
def test_a_bad_file_leaves_the_previous_vintage(spoil: Any, tmp_path: Path, fairway_home: Path) -> None:
    import_file(STOCK, stock_file(tmp_path))
    before, path = everything(fairway_home), stock_file(tmp_path, scale=3)
    spoil(path)
    with pytest.raises(UnreadableFile) as caught:
        import_file(STOCK, path)
    assert caught.value.title
    assert caught.value.advice
    assert everything(fairway_home) == before
    assert Shelf.open().current("migrant_stock").rows("NPL", "QAT")[0]["female"] == 10  # type: ignore[union-attr]


def test_a_renamed_column_is_named(tmp_path: Path, fairway_home: Path) -> None:
    path = stock_file(tmp_path)
    _column_renamed(path)
    with pytest.raises(ColumnChanged, match="lacks the column n"):
        import_file(STOCK, path)


def test_a_half_downloaded_gzip_is_refused(tmp_path: Path, fairway_home: Path) -> None:
    path = tmp_path / "stock.csv.gz"
    content = gzip.compress(stock_rows(600).write_csv().encode())
    path.write_bytes(content[: len(content) - 200])
    with pytest.raises(UnreadableFile):
        import_file(replace(STOCK, file="stock.csv.gz"), path)
    assert everything(fairway_home) == {}


def test_a_panic_of_the_reader_is_an_error_with_advice(tmp_path: Path, fairway_home: Path) -> None:
    class Panic(BaseException):
        pass

    def read(path: Path) -> pl.DataFrame:
        raise Panic("index out of bounds")

    with pytest.raises(UnreadableFile, match="is damaged"):
        import_file(replace(STOCK, read={".parquet": read}), stock_file(tmp_path))
    assert everything(fairway_home) == {}


def test_an_interrupt_leaves_nothing_behind(tmp_path: Path, fairway_home: Path) -> None:
    def read(path: Path) -> pl.DataFrame:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(replace(STOCK, read={".parquet": read}), stock_file(tmp_path))
    assert everything(fairway_home) == {}


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT, errno.EFBIG])
@pytest.mark.parametrize("after", range(7))
def test_a_full_disk_at_any_write_leaves_the_previous_vintage(
    number: int, after: int, tmp_path: Path, fairway_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import_file(STOCK, stock_file(tmp_path))
    before, path, written = everything(fairway_home), stock_file(tmp_path, scale=3), 0
    parquet, text = pl.DataFrame.write_parquet, Path.write_text

    def count(target: Path) -> None:
        nonlocal written
        written += 1
        if written > after:
            raise OSError(number, os.strerror(number), str(target))

    def write_parquet(frame: pl.DataFrame, target: Path, **options: Any) -> None:
        count(target)
        parquet(frame, target, **options)

    def write_text(target: Path, *arguments: Any, **options: Any) -> int:
        count(target)
        return text(target, *arguments, **options)

    monkeypatch.setattr(pl.DataFrame, "write_parquet", write_parquet)
    monkeypatch.setattr(Path, "write_text", write_text)
    with pytest.raises(StorageFull) as caught:
        import_file(STOCK, path)
    assert "untouched" in caught.value.advice
    monkeypatch.undo()
    monkeypatch.setenv("FAIRWAY_HOME", str(fairway_home))
    left = everything(fairway_home)
    assert left.items() >= before.items()
    assert not [name for name in left if ".staging" in name]
    shelf = Shelf(fairway_home / "vintages")
    assert [len(shelf.vintages(table)) for table in shelf.tables()] == [1] * len(shelf.tables())
    assert shelf.current("migrant_stock").rows("NPL", "QAT")[0]["female"] == 10  # type: ignore[union-attr]
    vintage, new = import_file(STOCK, path)
    assert (new, vintage.rows("NPL", "QAT")[0]["female"]) == (True, 30)


def test_what_a_killed_import_left_is_cleared_by_the_next(tmp_path: Path, fairway_home: Path) -> None:
    for left in ("vintages/migrant_stock/.staging-a", "received/.staging-b", ".staging-restore"):
        (fairway_home / left).mkdir(parents=True)
        (fairway_home / left / "half").write_text("half")
    import_file(STOCK, stock_file(tmp_path))
    assert not list(fairway_home.rglob(".staging-*"))


def test_two_imports_at_once_wait_for_each_other(fairway_home: Path) -> None:
    with home.locked(), pytest.raises(RetryableError, match="at work"), home.locked(patience=0.1):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written_says_so(tmp_path: Path, fairway_home: Path) -> None:
    fairway_home.mkdir()
    fairway_home.chmod(0o500)
    with pytest.raises(InputError, match="may not write"):
        import_file(STOCK, stock_file(tmp_path))


def test_a_home_that_is_a_file_says_so(tmp_path: Path, fairway_home: Path) -> None:
    fairway_home.write_text("a file")
    with pytest.raises(InputError, match="may not write"):
        import_file(STOCK, stock_file(tmp_path))


@pytest.mark.parametrize("place", ["/proc/nope", "/dev/null/below", "file"])
def test_a_home_that_cannot_be_is_one_error_for_every_writer(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("a file")
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path / place))
    path = stock_file(tmp_path)
    writers: list[Callable[[], object]] = [
        home.usable,
        lambda: import_file(STOCK, path),
        lambda: list(import_folder(tmp_path)),
        lambda: backup.backup(tmp_path / "saved.tar.gz"),
    ]
    for write in writers:
        with pytest.raises(InputError, match="may not write") as caught:
            write()
        assert "FAIRWAY_HOME" in caught.value.advice


def test_a_home_that_may_not_be_written_is_one_error(
    tmp_path: Path, fairway_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    stock_file(tmp_path)
    monkeypatch.setattr(home.os, "open", refuse)
    with pytest.raises(InputError, match="may not write"):
        list(import_folder(tmp_path))


def test_a_folder_with_the_name_of_a_file_is_that_files_error(tmp_path: Path, fairway_home: Path) -> None:
    stock_file(tmp_path)
    (tmp_path / "migration" / "undesa_ims_2020_origin_destination_sex.parquet").mkdir()
    outcomes = {outcome.edition.edition: outcome for outcome in import_folder(tmp_path)}
    assert outcomes["2024"].new
    assert isinstance(outcomes["2020"].error, UnreadableFile)
    assert "is a folder, not a file" in outcomes["2020"].error.title


def test_one_bad_file_keeps_no_other_out(tmp_path: Path, fairway_home: Path) -> None:
    stock_file(tmp_path)
    (tmp_path / "migration" / "undesa_ims_2020_origin_destination_sex.parquet").write_bytes(b"no parquet")
    outcomes = {outcome.edition.edition: outcome for outcome in import_folder(tmp_path)}
    assert outcomes["2024"].new
    assert isinstance(outcomes["2020"].error, UnreadableFile)


def test_a_folder_without_known_files_and_an_unknown_table(tmp_path: Path, fairway_home: Path) -> None:
    with pytest.raises(InputError, match="none of the files"):
        expected(tmp_path)
    with pytest.raises(InputError, match="no folder"):
        expected(tmp_path / "nowhere")
    with pytest.raises(NotFound, match="No source provides the table remitances"):
        expected(tmp_path, only=frozenset({"remitances"}))


def test_a_companion_is_kept_and_counts_in_the_name(tmp_path: Path, fairway_home: Path) -> None:
    path = stock_file(tmp_path)
    edition = replace(STOCK, companions=("migration/notes.csv",))
    with pytest.raises(UnreadableFile, match=r"together with notes\.csv"):
        import_file(edition, path)
    (path.parent / "notes.csv").write_text("a\n1\n")
    first, _ = import_file(edition, path)
    (path.parent / "notes.csv").write_text("a\n2\n")
    second, new = import_file(edition, path)
    assert new
    assert first.record.vintage != second.record.vintage
    assert (custody.folder(second.record.received) / "notes.csv").read_text() == "a\n2\n"
