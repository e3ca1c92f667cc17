"""The commands that fill, show, ask, save and follow the tables."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from fairway.cli import fetching, imports, lineage, tables
from fairway.kernel.errors import InputError, NotFound
from fairway.sources.catalogue import CATALOGUE
from fairway.warehouse.importing import import_file
from tests.publisher import Publisher, publishing
from tests.received_files import STOCK, stock_file

OLDER = replace(STOCK, edition="2019")


@pytest.fixture
def app() -> typer.Typer:
    """A command line of these rooms alone."""
    app = typer.Typer()
    for room in (imports, fetching, lineage, tables):
        room.register(app)
    return app


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    """A publisher that stands for UN DESA."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    with publishing() as here:
        monkeypatch.setenv("FAIRWAY_FETCH_UNDESA_STOCK_URL", here.url)
        yield here


def run(app: typer.Typer, *words: str | Path) -> Result:
    """What the command prints and how it ends."""
    return CliRunner().invoke(app, [str(word) for word in words])


def test_import_sums_up_and_counts_what_was_left_out(app: typer.Typer, tmp_path: Path, fairway_home: Path) -> None:
    stock_file(tmp_path)
    first = run(app, "import", tmp_path)
    assert first.exit_code == 0, first.output
    assert "1 imported, 0 here already, 0 failed." in first.output
    assert "4 rows of 8 received" in first.output
    again = json.loads(run(app, "import", tmp_path, "--table", "migrant_stock", "--format", "json").output)
    assert [(one["table"], one["new"], one["rows_published"], one["error"]) for one in again] == [
        ("migrant_stock", False, 4, None)
    ]


def test_import_goes_on_after_a_bad_file_and_fails_in_the_end(
    app: typer.Typer, tmp_path: Path, fairway_home: Path
) -> None:
    stock_file(tmp_path)
    (tmp_path / "migration" / "undesa_ims_2020_origin_destination_sex.parquet").write_bytes(b"no parquet")
    done = run(app, "import", tmp_path)
    assert done.exit_code == 2
    assert "1 imported, 0 here already, 1 failed." in done.output
    assert "previous vintage" in done.output


def test_import_of_an_empty_folder_is_an_error(app: typer.Typer, tmp_path: Path, fairway_home: Path) -> None:
    assert isinstance(run(app, "import", tmp_path).exception, InputError)
    assert isinstance(run(app, "import", tmp_path, "--format", "xml").exception, InputError)


def test_fetch_lists_its_sources(app: typer.Typer) -> None:
    text = run(app, "fetch", "--list").output
    assert "undesa-stock" in text
    assert "unconfirmed" in text
    listed = json.loads(run(app, "fetch", "--list", "--format", "json").output)
    assert {"undesa-stock", "ilostat", "worldbank", "rpw", "sdg", "wpp"} == {one["source"] for one in listed}
    assert {table for one in listed for table in one["tables"]} <= {edition.table for edition in CATALOGUE}


def test_fetch_of_what_is_gone_fails_with_advice(app: typer.Typer, publisher: Publisher, fairway_home: Path) -> None:
    done = run(app, "fetch", "undesa-stock")
    assert done.exit_code == 75
    assert "answered 404" in done.output
    assert "fairway import" in done.output
    assert isinstance(run(app, "fetch", "unknown").exception, NotFound)
    assert isinstance(run(app, "fetch", "undesa-stock", "--table", "wdi").exception, NotFound)


def test_sources_shows_every_edition(app: typer.Typer, tmp_path: Path, fairway_home: Path) -> None:
    import_file(STOCK, stock_file(tmp_path))
    text = run(app, "sources").output
    assert "migrant_stock" in text
    assert "undesa-stock (unconfirmed)" in text
    assert max(len(line) for line in text.splitlines()) <= 100
    found = json.loads(run(app, "sources", "--format", "json").output)
    for edition in found:
        assert f"  file {edition['file']}" in text
        assert not edition["vintage"] or f"  vintage {edition['vintage']}" in text
    one = next(one for one in found if (one["table"], one["edition"]) == ("migrant_stock", "2024"))
    assert (one["coverage"], one["rows"]) == ("full", 4)


def test_query_answers_in_three_formats(app: typer.Typer, tmp_path: Path, fairway_home: Path) -> None:
    import_file(STOCK, stock_file(tmp_path))
    sql = "SELECT destination, female FROM migrant_stock WHERE destination = 'QAT'"
    assert "│ QAT" in run(app, "query", sql).output
    rows = list(csv.DictReader(io.StringIO(run(app, "query", sql, "--format", "csv").output)))
    assert rows == [{"destination": "QAT", "female": "10"}]
    assert json.loads(run(app, "query", sql, "--format", "json").output) == [{"destination": "QAT", "female": 10}]
    assert "migrant_stock: origin String" in run(app, "query", "--tables").output
    assert isinstance(run(app, "query", "DROP TABLE migrant_stock").exception, InputError)


def test_lineage_follows_a_figure_to_its_rows(app: typer.Typer, tmp_path: Path, fairway_home: Path) -> None:
    vintage, _ = import_file(STOCK, stock_file(tmp_path))
    text = run(app, "lineage", "NPL-QAT/people.stock").output
    assert vintage.name in text
    assert vintage.record.sha256 in text
    assert "CC BY 3.0 IGO" in text
    assert "row 2: destination=QAT, year=2024, origin=NPL, sex=male, n=90" in text
    found = json.loads(run(app, "lineage", "npl-qat/people.stock?year=2024&sex=F", "--format", "json").output)
    [source] = found["sources"]
    assert source["row_numbers"] == [1]
    assert [row["n"] for row in source["raw"]] == [10]


def test_lineage_takes_the_vintages_of_a_permalink(app: typer.Typer, tmp_path: Path, fairway_home: Path) -> None:
    old, _ = import_file(STOCK, stock_file(tmp_path))
    new, _ = import_file(OLDER, stock_file(tmp_path, scale=2))
    new, old = sorted((new, old), key=lambda one: one.record.edition, reverse=True)
    assert new.name in run(app, "lineage", "NPL-QAT/people.stock").output
    pinned = run(app, "lineage", f"NPL-QAT/people.stock?year=2024&vintage={old.name}").output
    assert f"published   {old.name}" in pinned
    assert new.name not in pinned
    fault = run(app, "lineage", "NPL-QAT/people.stock?vintage=migrant_stock@1815-nobody").exception
    assert isinstance(fault, NotFound)
    assert "migrant_stock@1815-nobody is not here" in fault.title


def test_lineage_of_shipped_facts_says_which_levels_do_not_ship(app: typer.Typer, fairway_home: Path) -> None:
    text = run(app, "lineage", "NPL-QAT/people.stock").output
    assert text.count("this level does not ship with Fairway") == 2
    assert " 0 " not in text


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("NPL-QAT", "names no figure"),
        ("people.stock", "names no figure"),
        ("NPL-QAT/people.nothing", "has no figure people.nothing"),
        ("NPL-QAT/people.stock?colour=red", "not understood"),
        ("NPL-QAT/people.stock?year=last", "not understood"),
    ],
)
def test_lineage_of_what_is_no_figure(
    asked: str, words: str, app: typer.Typer, tmp_path: Path, fairway_home: Path
) -> None:
    import_file(STOCK, stock_file(tmp_path))
    fault = run(app, "lineage", asked).exception
    assert isinstance(fault, InputError)
    assert words in fault.title


def test_a_backup_of_nothing_warns_and_is_not_restored_by_mistake(
    app: typer.Typer, tmp_path: Path, fairway_home: Path
) -> None:
    saved = run(app, "backup", tmp_path / "saved.tar.gz")
    assert saved.exit_code == 0
    assert "Warning: no tables were backed up" in saved.output
    assert str(fairway_home) in saved.output
    import_file(STOCK, stock_file(tmp_path))
    assert isinstance(run(app, "restore", tmp_path / "saved.tar.gz").exception, InputError)
    assert "Warning" not in run(app, "backup", tmp_path / "full.tar.gz").output
    assert "every checksum right" in run(app, "restore", tmp_path / "saved.tar.gz", "--empty").output


@pytest.mark.parametrize("words", [("fetch", "undesa-stock"), ("backup", "saved.tar.gz"), ("import", "full")])
def test_a_home_that_cannot_be_used_is_one_error(
    words: tuple[str, ...], app: typer.Typer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    stock_file(tmp_path / "full")
    monkeypatch.setenv("FAIRWAY_HOME", "/proc/nope")
    done = run(app, *words)
    assert isinstance(done.exception, InputError)
    assert "may not write in /proc/nope" in done.exception.title
    assert done.output == ""


def test_backup_restore_upgrade_and_prune(app: typer.Typer, tmp_path: Path, fairway_home: Path) -> None:
    import_file(STOCK, stock_file(tmp_path))
    assert "brought to layout 1" in run(app, "upgrade").output
    saved = run(app, "backup", tmp_path / "saved.tar.gz")
    assert saved.exit_code == 0, saved.output
    assert "database" in saved.output
    import_file(STOCK, stock_file(tmp_path, scale=2))
    assert "every checksum right" in run(app, "restore", tmp_path / "saved.tar.gz").output
    assert "already in layout 1" in run(app, "upgrade").output
    assert "0 vintages removed." in run(app, "prune", "--keep", "1").output
