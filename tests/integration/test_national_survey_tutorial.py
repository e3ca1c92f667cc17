"""The tutorial from a questionnaire to published figures: what it publishes is what clients read, in Python and in R.

That its page is what every command prints now, is asked of every generated page (tests/architecture).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import docs_tutorials
from docs_tutorials import SHOWN_ADDRESS, Cell

CELLS = list(docs_tutorials.cells_of(docs_tutorials.NATIONAL_SURVEY.read_text("utf-8")))
TABLE = "MST_TEMP_SEX_AGE_CBR_NB"
ADULTS = "AGE_YTHADULT_YGE15"
APART = ("fairway mismatch", "fairway corridor", "lfs.xlsx")
"""Cells that the page alone runs."""


@dataclass(frozen=True, slots=True)
class Reader:
    """What a reader has in the end.

    Attributes:
        folder: `var/survey`.
        address: Of the server that runs.
        known: What the cells of Python left behind.
        printed: The kind of each cell, and what the page says of it.
    """

    folder: Path
    address: str
    known: dict[str, Any]
    printed: list[tuple[Cell, str]]


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """The cells, run one after another in an empty folder."""
    folder = tmp_path_factory.mktemp("reader")
    (folder / ".venv").symlink_to(sys.prefix, target_is_directory=True)
    (folder / "var" / "survey").mkdir(parents=True)
    known: dict[str, Any] = {"__name__": "tutorial"}
    printed: list[tuple[Cell, str]] = []
    run = [cell for cell in CELLS if not (cell.kind == "shell" and any(word in cell.text for word in APART))]
    # The tables of those who do not know are the page's alone, too.
    run = [replace(cell, text=cell.text.partition("\n.venv/bin/fairway simulate answers -q")[0]) for cell in run]
    at = next(place for place, cell in enumerate(run) if cell.kind == "server")
    with chdir(folder):
        printed += [(cell, docs_tutorials.shown(cell, known, docs_tutorials.NATIONAL_SURVEY)) for cell in run[:at]]
        with docs_tutorials.served(run[at], "the server") as address:
            printed += [
                (cell, docs_tutorials.shown(cell, known, docs_tutorials.NATIONAL_SURVEY, address)) for cell in run[at:]
            ]
            yield Reader(folder / "var" / "survey", address, known, printed)


def written(reader: Reader) -> dict[tuple[str, str], float]:
    """Sex and place of birth → the figure that `fairway ilms` wrote."""
    table = pl.read_csv(reader.folder / "tables" / "observations.csv", infer_schema_length=None)
    rows = table.filter(INDICATOR=TABLE, AGE=ADULTS)["SEX", "CBR", "OBS_VALUE"].drop_nulls().rows()
    return {(sex, birth): value for sex, birth, value in rows}


@pytest.mark.slow
def test_sdmx1_reads_the_figures_that_were_written(reader: Reader) -> None:
    figures = written(reader)
    assert len(figures) >= 3
    assert reader.known["served"].to_dict() == figures
    page = next(said for cell, said in reader.printed if cell.kind == "python")
    assert f"{len(figures)} figures; the same that were written: True" in page
    assert reader.address not in page


@pytest.mark.slow
def test_curl_reads_them_too(reader: Reader) -> None:
    said = next(said for cell, said in reader.printed if cell.kind == "shell" and "curl" in cell.text)
    shown = re.findall(r"^SEX_T,(CBR_\w+),2024,([\d.]+),", said, re.MULTILINE)
    assert {("SEX_T", birth): float(value) for birth, value in shown} == {
        key: value for key, value in written(reader).items() if key[0] == "SEX_T"
    }
    assert shown


@pytest.mark.slow
def test_the_explorer_shows_them_as_invented(reader: Reader) -> None:
    addresses = {one for cell in CELLS if cell.kind == "markdown" for one in re.findall(r"<http://([^>]+)>", cell.text)}
    assert len(addresses) >= 3
    pages = {}
    for one in addresses:
        with urllib.request.urlopen(f"http://{one.replace(SHOWN_ADDRESS, reader.address)}") as answer:
            pages[one] = answer.read().decode()
            assert answer.status == 200
    table = next(page for address, page in pages.items() if TABLE in address)
    assert "invented persons" in table
    total = written(reader)["SEX_T", "CBR_STATUS_TOTAL"]
    assert f"{round(total):,}" in table


@pytest.mark.slow
def test_nothing_invented_is_a_fact(reader: Reader) -> None:
    home = reader.folder / "home"
    assert list((home / "demonstration").rglob("published.parquet"))
    assert not list((home / "vintages").rglob("published.parquet"))
    plain = {key: value for key, value in os.environ.items() if not key.startswith("FAIRWAY_")}
    command = [str(Path(sys.executable).parent / "fairway"), "releases", "list"]
    said = subprocess.run(command, env=plain | {"FAIRWAY_HOME": str(home)}, capture_output=True, text=True, check=True)
    assert "Nothing has been published here" in said.stdout


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("Rscript") is None, reason="Rscript is not here")
def test_r_reads_them_without_a_package(reader: Reader, tmp_path: Path) -> None:
    (snippet,) = [cell.text for cell in CELLS if cell.kind == "r"]
    script = tmp_path / "figures.R"
    script.write_text(
        snippet.replace(SHOWN_ADDRESS, reader.address) + '\nwrite.csv(figures, "figures.csv", row.names = FALSE)\n',
        "utf-8",
    )
    done = subprocess.run(
        ["Rscript", "--vanilla", str(script)], cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    assert "CBR_STATUS_FOREIGN" in done.stdout
    rows = pl.read_csv(tmp_path / "figures.csv", null_values="NA").drop_nulls("OBS_VALUE")
    read = {(sex, birth): value for sex, birth, value in rows["SEX", "CBR", "OBS_VALUE"].rows()}
    assert read == pytest.approx(written(reader), rel=1e-12)


@pytest.mark.parametrize("command", ["sleep 30; true", "exit 3; true"])
def test_a_server_that_stops_breaks_the_page(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(docs_tutorials, "PATIENCE", 1.0)
    with (
        pytest.raises(docs_tutorials.TutorialBroken, match="here"),
        docs_tutorials.served(Cell("server", command, 1), "here"),
    ):
        pass
