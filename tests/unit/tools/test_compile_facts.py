"""The selection that ships: small, complete in its records, quick to load, and the same whenever it is compiled."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import polars as pl
import pytest

import compile_facts
from fairway.sources import selections
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage

FACTS = Path("src/fairway/facts")
RICH = ("migrant_stock", "migrant_stock_worldbank", "remittances", "remittance_prices", "distance", "agreements")


@pytest.fixture(scope="module")
def facts(root: Path) -> Path:
    """The folder of the shipped facts."""
    return root / FACTS


@pytest.fixture(scope="module")
def shipped(facts: Path) -> list[Vintage]:
    """Every shipped vintage."""
    shelf = Shelf(facts)
    return [vintage for table in shelf.tables() for vintage in shelf.vintages(table)]


def test_the_facts_are_at_most_three_megabytes(facts: Path) -> None:
    assert sum(path.stat().st_size for path in facts.rglob("*") if path.is_file()) <= 3_000_000


def test_every_record_names_publisher_edition_licence_file_and_selection(shipped: list[Vintage]) -> None:
    assert shipped
    words = {text.template for text in selections.ALL}
    for vintage in shipped:
        record = vintage.record
        assert all((record.publisher, record.edition, record.licence, record.method, record.file)), vintage.name
        assert len(record.sha256) == 64
        assert record.rows_published == len(vintage.frame) > 0
        assert (record.coverage == "full") == (record.selection == "")
        assert record.selection == "" or record.selection in words
        assert record.columns == {name: str(kind) for name, kind in vintage.frame.schema.items()}


def test_every_table_that_ships_is_on_the_shelf(facts: Path, shipped: list[Vintage]) -> None:
    assert {vintage.record.table for vintage in shipped} == {path.name for path in facts.iterdir() if path.is_dir()}
    assert not Shelf(facts).damaged


def test_the_readme_lists_every_table_and_the_command(facts: Path, shipped: list[Vintage]) -> None:
    text = (facts / "README.md").read_text(encoding="utf-8")
    assert compile_facts.COMMAND in text
    for vintage in shipped:
        assert f"| {vintage.record.table} | {vintage.record.edition} |" in text


def test_the_facts_load_within_a_second(facts: Path) -> None:
    started = time.perf_counter()
    shelf = Shelf(facts)
    for table in shelf.tables():
        for vintage in shelf.vintages(table):
            assert list(vintage.keys())
    assert time.perf_counter() - started < 1


@pytest.mark.parametrize("pair", [("NPL", "QAT"), ("MEX", "USA")])
def test_the_two_corridors_of_the_tour_have_evidence(facts: Path, pair: tuple[str, str]) -> None:
    shelf = Shelf(facts)
    missing = [table for table in RICH if not shelf.vintages(table)[0].rows(*pair)]
    assert not missing


def test_no_prose_ships(shipped: list[Vintage]) -> None:
    for vintage in shipped:
        for name, kind in vintage.frame.schema.items():
            if kind == pl.String:
                longest = vintage.frame[name].drop_nulls().str.len_chars().max()
                assert longest is None or longest <= 500, f"{vintage.name} {name}"


def test_the_largest_corridors_are_between_countries_and_never_mix_sexes() -> None:
    stock = pl.DataFrame(
        {
            "origin": ["MEX", "OOO", "NPL", "QAT"],
            "destination": ["USA", "USA", "QAT", "NPL"],
            "year": [2024, 2024, 2024, 2020],
            "female": [5, 500, None, 900],
            "male": [5, 500, 7, 900],
        }
    )
    pairs = compile_facts.largest(stock)
    assert pairs.rows() == [("MEX", "USA"), ("NPL", "QAT")]
    assert compile_facts.with_reverses(pairs).rows() == [("MEX", "USA"), ("NPL", "QAT"), ("USA", "MEX"), ("QAT", "NPL")]


@pytest.mark.parametrize("tool", ["compile_facts.py", "compile_reference.py"])
@pytest.mark.parametrize("folder", ["nothing", "."])
def test_without_the_full_tables_the_setting_is_named(tool: str, folder: str, root: Path, tmp_path: Path) -> None:
    command = [sys.executable, root / "tools" / tool, folder]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "FACTS_FROM" in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.full_data
def test_compiling_again_gives_the_bytes_that_ship(shared_data: Path, facts: Path, tmp_path: Path) -> None:
    home = os.environ["FAIRWAY_HOME"]
    try:
        compile_facts.compile_facts(shared_data, tmp_path / "facts", compile_facts.COMPILED)
    finally:
        os.environ["FAIRWAY_HOME"] = home
    fresh = {path.relative_to(tmp_path / "facts"): path.read_bytes() for path in (tmp_path / "facts").rglob("*.*")}
    ours = {path.relative_to(facts): path.read_bytes() for path in facts.rglob("*.*")}
    assert fresh.keys() == ours.keys()
    assert [str(path) for path in fresh if fresh[path] != ours[path]] == []
