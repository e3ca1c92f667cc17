"""The engine is chosen by what is given."""

from __future__ import annotations

import sys
from pathlib import Path

import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Total
from fairway.warehouse.surveys import SparkTable, open_survey, opening
from fairway.warehouse.surveys.errors import EngineMissing, SourceMisstated
from fairway.warehouse.surveys.memory import MemoryGrouping
from fairway.warehouse.surveys.relational import SqlGrouping
from tests.survey_engines import persons

DESIGN = Design("w", (Stage("psu", "stratum"),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    halves = persons()
    halves.head(2000).write_parquet(tmp_path / "one.parquet")
    halves.tail(-2000).write_parquet(tmp_path / "two.parquet")
    return tmp_path


@pytest.mark.parametrize("engine", ["memory", "duckdb"])
def test_a_folder_a_pattern_and_a_list_are_the_same_survey(folder: Path, engine: str) -> None:
    whole = open_survey(persons(), DESIGN).estimate([Total()]).frame["estimate"].item()
    for source in (folder, folder / "*.parquet", [folder / "one.parquet", folder / "two.parquet"]):
        with open_survey(source, DESIGN, engine=engine) as survey:
            assert survey.estimate([Total()]).frame["estimate"].item() == pytest.approx(whole, rel=1e-12)


def test_the_engine_follows_from_the_size(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "one.parquet"
    assert isinstance(open_survey(file, DESIGN).grouping, MemoryGrouping)
    monkeypatch.setattr(opening, "MOST_IN_MEMORY", 1999)
    with open_survey(str(file), DESIGN) as survey:
        assert isinstance(survey.grouping, SqlGrouping)


def test_a_large_file_of_another_format_leaves_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "persons.csv"
    persons().select("w", "psu", "stratum").write_csv(file)
    assert isinstance(open_survey(file, DESIGN).grouping, MemoryGrouping)
    monkeypatch.setattr(opening, "MOST_READ", 100)
    with open_survey(file, DESIGN) as survey:
        assert isinstance(survey.grouping, SqlGrouping)
        assert survey.estimate([Total()]).frame["n"].item() == persons().filter(pl.col("w") > 0).height


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("w\n1\n")
    (tmp_path / "b.csv").write_text("w\n1\n")
    with pytest.raises(SourceMisstated, match="There is no file"):
        open_survey(tmp_path / "*.parquet", DESIGN)
    with pytest.raises(SourceMisstated, match="only where all are Parquet"):
        open_survey([tmp_path / "a.csv", tmp_path / "b.csv"], DESIGN)
    with pytest.raises(SourceMisstated, match="is no engine"):
        open_survey(tmp_path / "a.csv", DESIGN, engine="oracle")


def test_without_the_packages_for_spark_it_says_which_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ibis", None)
    with pytest.raises(EngineMissing, match=r"fairway-migration\[scale\]"):
        open_survey(SparkTable("sc://127.0.0.1:9", "persons"), DESIGN)
