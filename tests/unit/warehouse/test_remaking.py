"""After an upgrade that changes a reader, vintages are made anew from what was received, and the old ones stay."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.warehouse import custody, remaking
from fairway.warehouse.importing import import_file
from fairway.warehouse.shelf import Shelf
from tests.received_files import STOCK, stock_file


@pytest.fixture
def made_by_an_older_reader(tmp_path: Path, fairway_home: Path) -> Path:
    import_file(replace(STOCK, rules="0"), stock_file(tmp_path))
    return fairway_home


def test_the_vintage_is_made_anew_once_and_the_old_one_can_still_be_cited(made_by_an_older_reader: Path) -> None:
    shelf = Shelf(made_by_an_older_reader / "vintages")
    old = shelf.vintages("migrant_stock")[0]
    assert [edition.table for edition, _ in remaking.outdated(shelf)] == ["migrant_stock"]
    assert [one.new for one in remaking.remake(shelf)] == [True]
    after = Shelf(made_by_an_older_reader / "vintages")
    assert after.current("migrant_stock").record.vintage.startswith(f"{STOCK.edition}-r{STOCK.rules}-")
    assert after.pinned(old.name).frame.equals(old.frame)
    assert remaking.outdated(after) == []


def test_upgrade_says_what_it_made_anew(made_by_an_older_reader: Path) -> None:
    answer = CliRunner().invoke(app, ["upgrade"])
    assert answer.exit_code == 0
    assert "was made anew from the received file" in answer.output


def test_without_the_received_file_the_old_vintage_is_still_served(made_by_an_older_reader: Path) -> None:
    shelf = Shelf(made_by_an_older_reader / "vintages")
    shutil.rmtree(custody.folder(shelf.vintages("migrant_stock")[0].record.received))
    (outcome,) = remaking.remake(shelf)
    assert outcome.error is not None
    assert "not here any more" in outcome.error.title
    assert Shelf(made_by_an_older_reader / "vintages").current("migrant_stock") is not None
