"""`fairway questionnaire derive` of ratings: a folder in, three files out, and no country asked for."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.kernel.errors import InputError
from tests.unit.recruitment.ratings.test_deriving import WHOLE, WORKER

RUN = CliRunner()


@pytest.fixture
def answers(tmp_path: Path) -> Path:
    folder = tmp_path / "answers"
    folder.mkdir()
    pl.DataFrame([WORKER, {**WORKER, "key": "r2", "destination": "NPL"}]).write_csv(folder / "main.csv")
    return folder


def test_ratings_are_derived_into_three_files(answers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = RUN.invoke(app, ["questionnaire", "derive", WHOLE, str(answers), "--out", str(out)])
    assert done.exit_code == 0, done.output
    assert "ratings.csv (2) and costs.csv (2)" in done.output
    assert "1 answers are doubtful" in done.output
    assert "left a country for the same country" in done.output
    assert sorted(path.name for path in out.iterdir()) == ["costs.csv", "faults.csv", "ratings.csv"]
    assert pl.read_csv(out / "ratings.csv")["threatened"].to_list() == [1, 1]
    assert WORKER["voucher"] not in "".join(path.read_text("utf-8") for path in out.iterdir())


def test_other_modules_still_need_a_country(answers: Path, tmp_path: Path) -> None:
    short = ["questionnaire", "derive", "recruitment_cost_short", str(answers), "--out", str(tmp_path / "out")]
    done = RUN.invoke(app, short)
    assert isinstance(done.exception, InputError)
    assert "Whose survey it is was not said." in str(done.exception)
    assert not (tmp_path / "out").exists()
