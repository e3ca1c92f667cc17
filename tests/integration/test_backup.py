"""A backup brings back every byte, or nothing at all."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import tarfile
from pathlib import Path

import pytest

from fairway.kernel.errors import InputError, UnreadableFile
from fairway.warehouse import backup, home, layout
from fairway.warehouse.importing import import_file
from fairway.warehouse.shelf import Shelf
from tests.received_files import STOCK, stock_file

ENDINGS = [
    ".tar.gz",
    pytest.param(".tar.zst", marks=pytest.mark.skipif(not shutil.which("zstd"), reason="the program zstd is not here")),
]


def everything(folder: Path) -> dict[str, bytes]:
    """Every file of the tables below a home."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for name in backup.PARTS
        for path in (folder / name).rglob("*")
        if path.is_file()
    }


@pytest.fixture
def filled(tmp_path: Path, fairway_home: Path) -> Path:
    """A home with one vintage."""
    import_file(STOCK, stock_file(tmp_path))
    layout.upgrade()
    return fairway_home


@pytest.mark.parametrize("ending", ENDINGS)
def test_restoring_brings_back_the_state_of_the_backup(ending: str, tmp_path: Path, filled: Path) -> None:
    before = everything(filled)
    saved = backup.backup(tmp_path / f"saved{ending}")
    assert saved.files == len(before)
    import_file(STOCK, stock_file(tmp_path, scale=2))
    restored = backup.restore(tmp_path / f"saved{ending}")
    assert restored == saved
    after = everything(filled)
    assert {name: content for name, content in after.items() if name.startswith("vintages")} == {
        name: content for name, content in before.items() if name.startswith("vintages")
    }
    assert after.items() >= before.items()
    assert len(Shelf(filled / "vintages").vintages("migrant_stock")) == 1
    assert not list(filled.glob(".*ing-*"))


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_empty_machine_gets_the_tables(
    ending: str, tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup.backup(tmp_path / f"saved{ending}")
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path / "other"))
    backup.restore(tmp_path / f"saved{ending}")
    assert everything(tmp_path / "other") == everything(filled)
    assert layout.version(tmp_path / "other") == layout.VERSION


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("part", [0.02, 0.3, 0.7, 0.98])
def test_a_backup_cut_short_changes_nothing(part: float, ending: str, tmp_path: Path, filled: Path) -> None:
    archive = tmp_path / f"saved{ending}"
    backup.backup(archive)
    content = archive.read_bytes()
    archive.write_bytes(content[: int(len(content) * part)])
    before = everything(filled)
    with pytest.raises(UnreadableFile, match=r"cannot be read|lacks"):
        backup.restore(archive)
    assert everything(filled) == before
    assert not list(filled.glob(".*ing-*"))


def rewritten(archive: Path, change: dict[str, bytes | None]) -> None:
    """The archive with some members replaced, added or (None) left out."""
    with tarfile.open(archive) as old:
        members = {m.name: (old.extractfile(m) or io.BytesIO()).read() for m in old.getmembers()}
    members |= {name: content for name, content in change.items() if content is not None}
    with gzip.open(archive, "wb") as stream, tarfile.open(fileobj=stream, mode="w|") as new:
        for name, content in members.items():
            if change.get(name, b"") is not None:
                info = tarfile.TarInfo(name)
                info.size = len(content)
                new.addfile(info, io.BytesIO(content))


@pytest.mark.parametrize("trick", ["changed", "missing", "added", "outside", "no list", "newer"])
def test_a_backup_that_was_tampered_with_changes_nothing(trick: str, tmp_path: Path, filled: Path) -> None:
    archive = tmp_path / "saved.tar.gz"
    backup.backup(archive)
    with tarfile.open(archive) as old:
        names = old.getnames()
        manifest = json.load(old.extractfile(backup.MANIFEST) or io.BytesIO())
    record = next(name for name in names if name.endswith("record.json"))
    newer = {**manifest, "layout": layout.VERSION + 1}
    changes: dict[str, dict[str, bytes | None]] = {
        "changed": {record: b"{}"},
        "missing": {record: None},
        "added": {"vintages/evil/record.json": b"{}"},
        "outside": {"../evil": b"evil"},
        "no list": {backup.MANIFEST: None},
        "newer": {backup.MANIFEST: json.dumps(newer).encode()},
    }
    rewritten(archive, changes[trick])
    before = everything(filled)
    with pytest.raises(InputError):
        backup.restore(archive)
    assert everything(filled) == before
    assert not (tmp_path / "evil").exists()
    assert not list(filled.glob(".*ing-*"))


def test_a_restore_that_died_between_its_two_renames_is_undone(filled: Path) -> None:
    before = everything(filled)
    (filled / "vintages").rename(filled / f"{home.REPLACED}vintages")
    with home.locked():
        pass
    assert everything(filled) == before


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_backup_without_tables_is_restored_only_if_that_is_meant(
    ending: str, tmp_path: Path, filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive = tmp_path / f"empty{ending}"
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path / "nothing"))
    assert backup.backup(archive).vintages == 0
    monkeypatch.setenv("FAIRWAY_HOME", str(filled))
    before = everything(filled)
    with pytest.raises(InputError, match="holds no tables") as caught:
        backup.restore(archive)
    assert "--empty" in caught.value.advice
    assert everything(filled) == before
    assert not list(filled.glob(".*ing-*"))
    backup.restore(archive, empty=True)
    assert Shelf(filled / "vintages").tables() == []


def test_an_archive_that_cannot_be_written_says_so(tmp_path: Path, filled: Path) -> None:
    with pytest.raises(InputError, match="may not write") as caught:
        backup.backup(Path("/proc/nope/saved.tar.gz"))
    assert "FAIRWAY_HOME" not in caught.value.advice
    (tmp_path / "folder.tar.gz").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        backup.backup(tmp_path / "folder.tar.gz")


def test_other_names_are_refused(tmp_path: Path, filled: Path) -> None:
    with pytest.raises(InputError, match="no name for a backup"):
        backup.backup(tmp_path / "saved.zip")
    with pytest.raises(UnreadableFile, match="no file"):
        backup.restore(tmp_path / "nothing.tar.gz")
    (tmp_path / "text.tar.gz").write_text("not an archive")
    with pytest.raises(UnreadableFile, match="cannot be read"):
        backup.restore(tmp_path / "text.tar.gz")


def test_pruning_keeps_the_newest_and_what_it_was_made_from(tmp_path: Path, filled: Path) -> None:
    for scale in (2, 3):
        import_file(STOCK, stock_file(tmp_path, scale=scale))
    gone = backup.prune(1)
    shelf = Shelf(filled / "vintages")
    assert len(gone) == 2 * 3  # the stock, its totals and its areas, twice
    assert [len(shelf.vintages(table)) for table in shelf.tables()] == [1, 1, 1]
    assert len(list((filled / "received").iterdir())) == 1
    with pytest.raises(InputError):
        backup.prune(0)
