"""`fairway simulate survey`: everything the other commands need, marked as invented, whole or not at all."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.exchange.microdata import read_microdata
from fairway.kernel.errors import FairwayError, InputError
from fairway.methods.survey import Is, Proportion, Total
from fairway.recruitment.costs.running import prepared
from fairway.recruitment.costs.settings_reading import read_settings
from fairway.reference.survey_variables import VARIABLES
from fairway.warehouse.surveys.mapping import mapped, microdata_of, read_mapping
from fairway.warehouse.surveys.opening import open_survey

FILES = {
    "README.md", "absent.csv", "costs.yaml", "items.csv", "mapping.yaml", "rates.csv", "sample.csv", "truth.json",
    "workers.csv",
}  # fmt: skip
RUNNER = CliRunner()


def simulate(folder: Path, *options: str) -> str:
    done = RUNNER.invoke(app, ["simulate", "survey", "--out", str(folder), *options])
    if done.exception is not None:
        raise done.exception
    return done.output


@pytest.fixture(scope="module", autouse=True)
def small_country() -> Iterator[None]:
    """Fifteen persons for each in the sample, and not 300,000 at least."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fairway.cli.simulating._POPULATIONS", ((15, 0, 3_000_000),))
        yield


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated") / "survey"
    simulate(folder, "--persons", "6000", "--seed", "7")
    return folder


def test_every_file_is_there_and_says_that_it_is_invented(made: Path) -> None:
    assert {path.name for path in made.iterdir()} == FILES | {"persons.csv"}
    for path in made.glob("*.csv"):
        assert (pl.read_csv(path)["simulated"] == 1).all(), path.name
    assert "Everything in this folder is invented" in (made / "README.md").read_text("utf-8")
    assert json.loads((made / "truth.json").read_text("utf-8"))["simulated"] == 1
    assert read_mapping(made / "mapping.yaml").demonstration
    assert read_settings(made / "costs.yaml").demonstration


def test_what_it_says_to_run_next_names_files_that_are_there(made: Path) -> None:
    commands = [
        line.split() for line in (made / "README.md").read_text("utf-8").splitlines() if line.startswith("    fairway")
    ]
    assert len(commands) == 2
    for command in commands:
        for word in command[2:]:
            assert not word.endswith((".csv", ".yaml")) or (made / word).is_file(), word


def test_estimates_from_the_files_are_near_the_truth(made: Path) -> None:
    truth = json.loads((made / "truth.json").read_text("utf-8"))["measures"]
    mapping = read_mapping(made / "mapping.yaml")
    wanted = [VARIABLES[name] for name in mapping.variables]
    found = mapped(microdata_of(made / "persons.csv", mapping, wanted), mapping, wanted, lambda *_: None)
    rows = found.frame.collect().with_columns(
        (pl.col("country_of_birth") != "NPL").cast(pl.Float64).alias("foreign_born")
    )
    with open_survey(rows, found.design) as survey:
        total = survey.estimate([Total(), Total("foreign_born")]).frame
        jobless = survey.estimate(
            [Proportion("labour_force_status", "unemployed")],
            where=[Is("labour_force_status", ("employed", "unemployed")), Is("foreign_born", (0.0,))],
        ).frame
    for estimated, name in (
        (total.row(0, named=True), "persons"),
        (total.row(1, named=True), "foreign-born"),
        (jobless.row(0, named=True), "unemployment rate, native-born"),
    ):
        assert abs(estimated["estimate"] - truth[name]) < 4 * estimated["se"], name
        assert estimated["se"] < 0.25 * truth[name], name


def test_recruitment_costs_can_be_computed_from_the_files(made: Path) -> None:
    truth = json.loads((made / "truth.json").read_text("utf-8"))["measures"]
    ready = prepared(read_settings(made / "costs.yaml"), made / "workers.csv", made / "items.csv")
    ratio = ready.personal.persons.filter(pl.col("eligible") == 1)["ratio"]
    assert len(ratio) > 60
    assert ratio.median() == pytest.approx(truth["median of cost to earnings, returned"], rel=0.5)


def test_the_sample_of_the_workers_is_that_of_the_persons(made: Path) -> None:
    settings = read_settings(made / "costs.yaml")
    ready = prepared(settings, made / "workers.csv", made / "items.csv")
    assert ready.sample is not None
    assert len(ready.sample) > 0
    areas = {*ready.sample["psu"], *ready.personal.persons["psu"]}
    assert areas == set(pl.read_csv(made / "persons.csv", infer_schema_length=None)["ea"])
    assert settings.design.singletons == "fail"


@pytest.mark.parametrize("format", ["dta", "parquet"])
def test_other_formats_hold_the_same_persons(made: Path, tmp_path: Path, format: str) -> None:
    simulate(tmp_path / "survey", "--persons", "6000", "--seed", "7", "--format", format)
    first, other = (
        read_microdata(path).frame.lazy().collect()
        for path in (made / "persons.csv", tmp_path / "survey" / f"persons.{format}")
    )
    assert first.columns == other.columns
    for name in first.columns:
        assert first[name].cast(pl.Float64).to_list() == pytest.approx(
            other[name].cast(pl.Float64).to_list(), nan_ok=True
        ), name


def test_missing_answers_and_another_country(tmp_path: Path) -> None:
    said = simulate(tmp_path / "survey", "--persons", "2000", "--country", "KEN", "--missing")
    assert "invented persons" in said
    mapping = read_mapping(tmp_path / "survey" / "mapping.yaml")
    assert mapping.country == "KEN"
    persons = pl.read_csv(tmp_path / "survey" / "persons.csv", infer_schema_length=None)
    assert (persons["d06"] == 99_999_999).sum() > 5
    items = pl.read_csv(tmp_path / "survey" / "items.csv", infer_schema_length=None)
    assert "KES" in set(items["currency"])
    assert items["amount"].null_count() > 0


def test_an_earlier_survey_is_replaced_only_when_told(made: Path, tmp_path: Path) -> None:
    folder = tmp_path / "survey"
    simulate(folder, "--persons", "1000")
    before = (folder / "persons.csv").read_bytes()
    with pytest.raises(InputError, match="holds a simulated survey already"):
        simulate(folder, "--persons", "1000", "--seed", "2")
    assert (folder / "persons.csv").read_bytes() == before
    simulate(folder, "--persons", "1000", "--seed", "2", "--replace")
    assert (folder / "persons.csv").read_bytes() != before


def test_a_folder_of_something_else_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years", "utf-8")
    with pytest.raises(InputError, match="is no simulated survey"):
        simulate(tmp_path / "mine", "--replace")
    assert [path.name for path in tmp_path.rglob("*")] == ["mine", "thesis.txt"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--country", "NPX"), "no country code of three letters"),
        (("--format", "xlsx"), "“xlsx” is no format"),
        (("--persons", "12"), "A survey of 12 persons cannot be simulated"),
    ],
)
def test_what_cannot_be_simulated_is_refused_and_nothing_is_made(
    tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    with pytest.raises(FairwayError, match=said):
        simulate(tmp_path / "survey", *options)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_not_made_by_the_way(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="There is no folder"):
        simulate(tmp_path / "far" / "survey")


def test_an_interruption_leaves_nothing_half(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "survey"
    simulate(folder, "--persons", "1000")
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("fairway.cli.simulating._costs", stop)
    done = RUNNER.invoke(
        app, ["simulate", "survey", "--out", str(folder), "--persons", "1000", "--seed", "3", "--replace"]
    )
    assert done.exit_code == 130
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert [path.name for path in tmp_path.iterdir()] == ["survey"]
