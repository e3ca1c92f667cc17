"""A number can be followed back to its file and row."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from fairway.kernel.errors import NotFound
from fairway.kernel.figure import Column, Figure
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Text
from fairway.warehouse import custody
from fairway.warehouse.importing import import_file
from fairway.warehouse.lineage import trace
from fairway.warehouse.shelf import Shelf
from tests.received_files import STOCK, stock_file, stock_rows
from tests.shelves import shelf as made


def figure(source: Provenance) -> Figure:
    """A figure of one number with the given source."""
    text = Text("Women")
    return Figure(
        "people.stock", text, text, "2024", (Column("n", text, "count"),), ((10,),), text, Flag.ESTIMATED, (source,)
    )


@pytest.fixture
def shelf(tmp_path: Path, fairway_home: Path) -> Shelf:
    """A shelf with the stock table and its totals."""
    import_file(STOCK, stock_file(tmp_path))
    return Shelf(fairway_home / "vintages")


def test_every_level_of_a_row_is_shown(shelf: Shelf) -> None:
    vintage = shelf.current("migrant_stock")
    assert vintage is not None
    [chain] = trace(figure(vintage.provenance([1, 2])), shelf).chains
    assert [row.cells["n"] for row in chain.raw] == [10, 90]
    assert [row.number for row in chain.typed] == [1, 2]
    assert [(row.cells["female"], row.cells["male"]) for row in chain.harmonised] == [(10, 90)]
    assert [row.cells["origin"] for row in chain.published] == ["NPL"]
    assert chain.path is not None
    assert chain.missing is None
    assert not chain.shipped
    assert dict(chain.raw[0].cells) == stock_rows().to_dicts()[0]


def test_totals_are_followed_to_the_table_they_were_summed_from(shelf: Shelf) -> None:
    vintage = shelf.current("migrant_totals")
    assert vintage is not None
    [chain] = trace(figure(vintage.provenance()), shelf).chains
    assert chain.whole
    assert chain.record.derived_from == "migrant_stock"
    assert chain.path is not None


def test_a_whole_table_that_ships_was_never_received_here(tmp_path: Path, fairway_home: Path) -> None:
    rows = [{"place": "NPL", "partner": "QAT", "source_row": 7}]
    shelf = made(tmp_path, {"agreements": rows}, coverage="full")
    vintage = shelf.current("agreements")
    assert vintage is not None
    [chain] = trace(figure(vintage.provenance([7])), shelf).chains
    assert chain.shipped
    assert chain.missing is not None
    assert "no longer here" not in chain.missing.template


def test_of_shipped_facts_only_the_row_numbers_are_known(tmp_path: Path, fairway_home: Path) -> None:
    rows = [
        {"origin": "NPL", "destination": "QAT", "year": 2024, "female": 10, "male": 90, "row_female": 7, "row_male": 8}
    ]
    shelf = made(tmp_path, {"migrant_stock": rows}, coverage="sample")
    vintage = shelf.current("migrant_stock")
    assert vintage is not None
    [chain] = trace(figure(vintage.provenance([7, 8])), shelf).chains
    assert (chain.path, chain.raw, chain.typed, chain.shipped) == (None, (), (), True)
    assert len(chain.published) == 1
    assert chain.missing is not None
    assert "fairway import" in chain.missing.template
    assert chain.missing.values["file"] == "undesa_ims_2024_origin_destination_sex.parquet"


def test_a_received_file_that_is_gone_is_named(shelf: Shelf) -> None:
    vintage = shelf.current("migrant_stock")
    assert vintage is not None
    shutil.rmtree(custody.folder(vintage.record.received))
    [chain] = trace(figure(vintage.provenance([1])), shelf).chains
    assert chain.raw == ()
    assert len(chain.typed) == 1
    assert chain.missing is not None
    assert "no longer here" in chain.missing.template


def test_a_vintage_that_is_not_here_is_an_error(shelf: Shelf) -> None:
    vintage = shelf.current("migrant_stock")
    assert vintage is not None
    with pytest.raises(NotFound, match="is not here"):
        trace(figure(vintage.provenance([1])), Shelf())
