"""What an engine says when it is lost, refuses or is interrupted; and that it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import pytest

from fairway.kernel.errors import RetryableError
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Total
from fairway.warehouse.surveys import Limits, SparkTable, open_survey
from fairway.warehouse.surveys.errors import EngineLost, QuestionRefused, RowsNotNumbered, SourceMisstated
from tests.survey_engines import persons, sail

DESIGN = Design("w", (Stage("psu", "stratum"),))

LONG = """
import sys
from pathlib import Path
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Total
from fairway.warehouse.surveys import Limits, open_survey

with open_survey(
    [Path(path) for path in sys.argv[1:]], Design("w", (Stage("psu", "stratum"),)), engine="duckdb",
    limits=Limits(part_rows=1000),
) as survey:
    print("open", flush=True)
    try:
        while True:
            survey.estimate([Total("earn")], by=("sex", "age"))
    except KeyboardInterrupt:
        print("stopped", flush=True)
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    persons().write_parquet(tmp_path / "persons.parquet")
    return tmp_path / "persons.parquet"


def test_an_interrupted_estimate_stops_and_leaves_no_files(file: Path, tmp_path: Path) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    files = [str(file)] * 200
    environment = {**os.environ, "TMPDIR": str(folder)}
    asked = subprocess.Popen(
        [sys.executable, "-c", LONG, *files], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert asked.stdout is not None
    assert asked.stdout.readline().strip() == "open"
    time.sleep(0.3)
    asked.send_signal(signal.SIGINT)
    said, complained = asked.communicate(timeout=20)
    assert (said.strip(), complained, asked.returncode) == ("stopped", "", 0)
    assert list(folder.iterdir()) == []


def test_progress_is_told_part_by_part(file: Path) -> None:
    told: list[tuple[int, int]] = []
    with open_survey(file, DESIGN, engine="duckdb", limits=Limits(part_rows=50)) as survey:
        survey.estimate([Total()], progress=lambda done, parts, _: told.append((done, parts)))
    assert [done for done, _ in told] == list(range(1, len(told) + 1))
    assert {parts for _, parts in told} == {len(told)}
    assert len(told) > 3


def test_rows_as_units_are_numbered_in_one_file_alone(file: Path, tmp_path: Path) -> None:
    sample = Design("w", (Stage(None, "stratum", "psus"),))
    frame = persons().with_columns(psus=pl.lit(9_000))
    frame.write_parquet(file, row_group_size=500)
    expected = open_survey(frame, sample).estimate([Total("earn")], by=("sex",)).frame
    for limits in (Limits(), Limits(part_rows=700)):
        with open_survey(file, sample, engine="duckdb", limits=limits) as survey:
            found = survey.estimate([Total("earn")], by=("sex",)).frame
        assert found["se"].to_list() == pytest.approx(expected["se"].to_list(), rel=1e-9)
    frame.write_parquet(tmp_path / "more.parquet")
    with pytest.raises(RowsNotNumbered, match="Name the column that identifies a person"):
        open_survey([file, tmp_path / "more.parquet"], sample, engine="duckdb")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 this is no Parquet PAR1")
    with pytest.raises(QuestionRefused, match="DuckDB cannot read"):
        open_survey(tmp_path / "broken.parquet", DESIGN, engine="duckdb")
    with pytest.raises(SourceMisstated, match="cannot be read as Parquet"):
        open_survey(tmp_path / "broken.parquet", DESIGN)
    with pytest.raises(SourceMisstated, match="is not there"):
        open_survey(tmp_path / "absent.parquet", DESIGN)


def test_too_little_memory_is_said(file: Path) -> None:
    with pytest.raises(EngineLost, match="Give it more memory"):
        open_survey(file, DESIGN, engine="duckdb", limits=Limits(memory="300KB"))


def test_no_temporary_folder_outlives_a_refused_design(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    with pytest.raises(Exception, match="lack the column"):
        open_survey(file, Design("w", (Stage("village", "stratum"),)), engine="duckdb")
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.mark.postgres
def test_an_absent_database_can_be_tried_again() -> None:
    with pytest.raises(RetryableError, match="PostgreSQL did not answer"):
        open_survey("postgresql://nobody@127.0.0.1:9/nowhere#persons", DESIGN)


def test_an_address_without_a_table_is_refused() -> None:
    with pytest.raises(SourceMisstated, match="names no table"):
        open_survey("postgresql://host/database", DESIGN)


def test_a_cluster_that_is_lost_can_be_tried_again(file: Path) -> None:
    pytest.importorskip("pysail", reason="pysail is missing")
    with sail() as (url, server):
        with open_survey(SparkTable(url, str(file)), DESIGN, limits=Limits(part_rows=50)) as survey:

            def kill(done: int, parts: int, _: str) -> None:
                assert parts > 3
                if done == 1:
                    server.kill()
                    server.wait()

            with pytest.raises(RetryableError, match="Spark did not finish"):
                survey.estimate([Total("earn")], by=("sex",), progress=kill)
        with pytest.raises(RetryableError, match="Spark did not finish"):
            open_survey(SparkTable(url, str(file)), DESIGN)


def test_a_table_that_the_cluster_lacks_is_refused() -> None:
    pytest.importorskip("pysail", reason="pysail is missing")
    with sail() as (url, _), pytest.raises(QuestionRefused, match="Spark cannot read"):
        open_survey(f"{url}#no_such_table", DESIGN)
