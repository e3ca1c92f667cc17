"""The sources page: what is loaded, how far, and what is due."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from fairway.sources.catalogue import CATALOGUE
from fairway.warehouse.importing import import_file
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.status import next_expected, sources
from tests.received_files import STOCK, stock_file
from tests.shelves import shelf as made


@pytest.mark.parametrize(
    ("edition", "imported", "months", "due"),
    [
        ("2024", "2026-11-21T10:00:00+00:00", 48, "2028-01"),
        ("2020Q3", "", 3, "2020-12"),
        ("2020Q4", "", 3, "2021-03"),
        ("2026-11", "", 2, "2027-01"),
        ("2023-partial", "", 12, "2024-01"),
        ("seeds", "2026-11-21T10:00:00+00:00", 12, "2027-11"),
        ("seeds", "", 12, ""),
        ("2024", "", 0, ""),
    ],
)
def test_the_next_edition_follows_the_publishers_rhythm(edition: str, imported: str, months: int, due: str) -> None:
    assert next_expected(edition, imported, months) == due


def test_every_edition_of_the_catalogue_is_listed_once() -> None:
    listed = [(one.table, one.edition) for one in sources(Shelf())]
    assert sorted(listed) == sorted((edition.table, edition.edition) for edition in CATALOGUE)
    assert {one.coverage for one in sources(Shelf())} == {"none"}


def test_a_loaded_edition_shows_its_vintage_and_what_was_left_out(tmp_path: Path, fairway_home: Path) -> None:
    vintage, _ = import_file(STOCK, stock_file(tmp_path))
    found = {(one.table, one.edition): one for one in sources(Shelf(fairway_home / "vintages"), today=date(2029, 1, 1))}
    one = found["migrant_stock", "2024"]
    assert (one.coverage, one.vintage, one.rows, one.due) == ("full", vintage.name, 4, True)
    assert (one.fetch, one.route) == ("undesa-stock", "unconfirmed")
    older = found["migrant_stock", "2020"]
    assert (older.coverage, older.next_expected, older.due) == ("none", "", False)
    assert "migrant_totals" not in {table for table, _ in found}


def test_a_selection_is_no_full_table(tmp_path: Path) -> None:
    shelf = made(tmp_path, {"agreements": [{"place": "NPL", "partner": "QAT"}]}, coverage="sample")
    one = next(one for one in sources(shelf) if one.table == "agreements")
    assert (one.coverage, one.selection, one.fetch, one.route) == ("sample", "two corridors", "", "")
