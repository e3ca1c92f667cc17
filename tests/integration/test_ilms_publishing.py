"""What `fairway ilms` writes is a release: published, served, read back by clients; or nothing is left."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
import pytest
import yaml
from openpyxl import load_workbook
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.statistics.ilms import running, writing
from fairway.statistics.ilms.structure import structure
from fairway.warehouse import releases
from tests.unit.statistics.test_ilms_chain import MAPPING, persons

pytestmark = pytest.mark.slow

RUNNER = CliRunner()
ASKED = ("sex", "age", "country_of_birth", "labour_force_status", "status_in_employment", "monthly_earnings",
         "earnings_currency")  # fmt: skip
SMALL = {**MAPPING, "variables": {name: said for name, said in MAPPING["variables"].items() if name in ASKED}}  # type: ignore[attr-defined]
DATA = "/rest/v2/data/dataflow/FAIRWAY_DEMONSTRATION/DF_ILMS/1.0.0/*"


def written(folder: Path) -> list[str]:
    """The arguments of a run."""
    file, mapping = folder / "persons.parquet", folder / "map.yaml"
    persons().head(1200).write_parquet(file)
    mapping.write_text(yaml.safe_dump(SMALL), "utf-8")
    return ["ilms", str(file), str(mapping), "--out", str(folder / "tables")]


def keyed(rows: pl.DataFrame) -> dict[tuple[str, ...], float]:
    """Key → value, of the figures that are not withheld."""
    keys = [*(one.id for one in structure().dimensions), "TIME_PERIOD"]
    shown = rows.drop_nulls("OBS_VALUE")
    return dict(zip(shown.select(keys).iter_rows(), shown["OBS_VALUE"], strict=True))


@dataclass(frozen=True)
class Run:
    """A run that published its figures.

    Attributes:
        rows: The observations that it wrote; tables: the folder; home: the warehouse.
    """

    rows: pl.DataFrame
    tables: Path
    home: Path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Run]:
    """A demonstration, as the office would make it."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAIRWAY_HOME", str(folder / "home"))
        patch.setenv("FAIRWAY_DEMONSTRATION", "1")
        said = RUNNER.invoke(app, [*written(folder), "--publish"], catch_exceptions=False)
        assert "NPL_LFS_2024-" in said.output
        rows = pl.read_parquet(folder / "tables" / "observations.parquet")
        yield Run(rows, folder / "tables", folder / "home")


def test_published_at_once_or_later_it_is_one_vintage(published: Run) -> None:
    again = RUNNER.invoke(app, ["releases", "publish", str(published.tables)], catch_exceptions=False)
    assert "was published before" in again.output
    assert {one.parent.parent.name for one in published.home.rglob("published.parquet")} == {"df_ilms"}
    assert not list((published.home / "vintages").rglob("published.parquet"))
    release, _, report = releases.read_release(published.tables)
    assert (release.edition, release.demonstration) == ("NPL_LFS_2024", True)
    assert report.startswith("# Invented survey")
    assert len(published.rows) > 100


def test_the_service_gives_every_figure_back(published: Run, client: Any) -> None:
    import pysdmx.io
    import sdmx

    expected = keyed(published.rows)
    columns = [*(one.id for one in structure().dimensions), "TIME_PERIOD"]

    def answer(accept: str, url: str = DATA) -> bytes:
        found = client.get(url, headers={"Accept": accept})
        assert found.status_code == 200, found.content[:500]
        return found.getvalue() if not found.streaming else b"".join(found.streaming_content)

    text = answer("application/vnd.sdmx.data+csv;version=2.0.0")
    rows = pl.read_csv(io.BytesIO(text), infer_schema=False).with_columns(pl.col("OBS_VALUE").cast(pl.Float64))
    assert keyed(rows) == expected
    assert len(rows) == len(published.rows)
    [of_pysdmx] = pysdmx.io.read_sdmx(text.decode()).get_datasets()
    found = of_pysdmx.data
    found = found[found["OBS_VALUE"].fillna("") != ""]
    values = found["OBS_VALUE"].astype(float)
    assert dict(zip(found[columns].itertuples(index=False, name=None), values, strict=True)) == expected
    asked = f"{DATA}?dimensionAtObservation=AllDimensions"
    said = answer("application/vnd.sdmx.data+xml;version=3.0.0", asked)
    message: Any = sdmx.read_sdmx(io.BytesIO(said), structure=_of_sdmx1(answer))
    of_sdmx1 = {}
    for one in message.data[0].obs:
        key = one.key if one.series_key is None else one.series_key + one.key
        if one.value not in (None, "", "NaN"):
            of_sdmx1[tuple(str(key[name].value) for name in columns)] = float(one.value)
    assert of_sdmx1 == expected


def _of_sdmx1(answer: Callable[..., bytes]) -> Any:
    import sdmx

    url = "/rest/v2/structure/datastructure/FAIRWAY_DEMONSTRATION/DSD_ILMS/1.0.0?references=all"
    message: Any = sdmx.read_sdmx(io.BytesIO(answer("application/vnd.sdmx.structure+xml;version=3.0.0", url)))
    [(_, found)] = message.structure.items()
    return found


def test_the_structure_file_is_read_by_pysdmx(published: Run) -> None:
    import pysdmx.io

    message = pysdmx.io.read_sdmx((published.tables / "structure-sdmx.json").read_text("utf-8"), validate=False)
    [found] = message.get_data_structure_definitions()
    assert [one.id for one in found.components.dimensions] == [
        *(one.id for one in structure().dimensions), "TIME_PERIOD",
    ]  # fmt: skip
    lists = {one.id: {code.id for code in one.codes} for one in message.get_codelists()}
    for one in structure().dimensions:
        assert set(published.rows[one.id]) <= lists[one.codes or ""]


def test_what_is_withheld_is_withheld_in_every_file(published: Run) -> None:
    hidden = published.rows.filter(pl.col("OBS_STATUS") == "Q")
    assert 0 < len(hidden) < len(published.rows)
    figures = ["OBS_VALUE", "STD_ERR", "CI_LOWER", "CI_UPPER", "CV", "N_OBS"]
    assert hidden.select(pl.col(figures).is_not_null().any()).row(0) == (False,) * 6
    text = pl.read_csv(published.tables / "observations.csv", infer_schema=False)
    assert text.filter(pl.col("OBS_STATUS") == "Q").select(pl.col(figures).is_not_null().any()).row(0) == (False,) * 6
    # In the workbook, each flag (c) stands to the right of an empty cell, and there are as many as withheld figures.
    flags = 0
    for sheet in load_workbook(published.tables / "questionnaire.xlsx").worksheets[1:]:
        for row in sheet.iter_rows(values_only=True):
            for before, cell in pairwise(row):
                if cell == "(c)":
                    assert before is None
                    flags += 1
    assert flags == len(hidden)
    # The report counts them; no line of it gives a figure of a cell.
    assert f"withheld: {len(hidden):,}." in (published.tables / "report.md").read_text("utf-8")


STEPS = [(running, "microdata_of"), (running, "classify"), (running, "estimate_all"), (running, "protect"),
         (running, "observed"), (writing, "write_release"), (writing, "questionnaire_workbook"), (writing, "written"),
         (writing, "structure_json")]  # fmt: skip


@pytest.mark.parametrize(("room", "step"), STEPS, ids=[step for _, step in STEPS])
def test_an_interrupted_run_leaves_nothing(
    room: Any, step: str, fairway_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [*written(tmp_path), "--publish"]
    before = sorted(tmp_path.rglob("*"))

    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(room, step, interrupted)
    if room is writing:
        chain = _chain(tmp_path)
        monkeypatch.setattr(running, "chain", lambda *_, **__: chain)
    found = RUNNER.invoke(app, arguments)
    assert found.exit_code != 0
    assert sorted(tmp_path.rglob("*")) == before
    assert not list(fairway_home.rglob("published.parquet"))


_MADE: dict[str, Any] = {}


def _chain(folder: Path) -> Any:
    """Everything but writing, made once for all interruptions of that."""
    from fairway.warehouse.surveys.mapping import read_mapping

    if "chain" not in _MADE:
        _MADE["chain"] = running.chain(read_mapping(folder / "map.yaml"), folder / "persons.parquet", beside=folder)
    return _MADE["chain"]


def test_an_interruption_while_publishing_leaves_the_folder_and_no_vintage(
    fairway_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arguments = [*written(tmp_path), "--publish"]

    def interrupted(*_: object) -> bool:
        raise KeyboardInterrupt

    monkeypatch.setattr(releases, "write_index", interrupted)
    assert RUNNER.invoke(app, arguments).exit_code != 0
    assert json.loads((tmp_path / "tables" / "release.json").read_text("utf-8"))["edition"] == "NPL_LFS_2024"
    assert not list(fairway_home.rglob("published.parquet"))
