"""A home knows the version of its layout, and an older one is brought up."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from fairway.kernel.errors import InputError
from fairway.warehouse import custody, layout
from fairway.warehouse.importing import import_file
from tests.received_files import STOCK, stock_file


def test_an_empty_home_is_up_to_date(fairway_home: Path) -> None:
    assert layout.upgrade() == []
    assert layout.version(fairway_home) == layout.VERSION


def test_a_home_from_before_gets_the_notes_beside_its_files(tmp_path: Path, fairway_home: Path) -> None:
    vintage, _ = import_file(STOCK, stock_file(tmp_path))
    folder = custody.folder(vintage.record.received)
    (folder / custody.NOTE).unlink()
    assert layout.version(fairway_home) == 0
    assert layout.upgrade() == [1]
    note = custody.note(vintage.record.received)
    assert note is not None
    assert (note.name, note.sha256) == (vintage.record.file, vintage.record.sha256)
    assert layout.upgrade() == []


def test_a_newer_home_is_refused(fairway_home: Path) -> None:
    fairway_home.mkdir()
    (fairway_home / layout.FILE).write_text(json.dumps({"version": layout.VERSION + 1}))
    with pytest.raises(InputError, match="newer Fairway"):
        layout.upgrade()


def test_a_damaged_number_is_an_error(fairway_home: Path) -> None:
    fairway_home.mkdir()
    (fairway_home / layout.FILE).write_text("{")
    with pytest.raises(InputError, match="cannot be read"):
        layout.upgrade()
