"""`fairway recruitment-costs`: files in, a folder out; mistakes are named with their line, and leave nothing behind."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.kernel.errors import FairwayError
from fairway.recruitment.costs.errors import NobodyEligible, RateMissing, SettingsFaulty, SimulationUndeclared
from fairway.recruitment.costs.settings_reading import example_text
from fairway.recruitment.costs.structure import structure
from fairway.warehouse.releases import dataflow
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.surveys.specification_errors import OutputInTheWay

FEW = 4


def months(numbers: np.ndarray) -> list[str]:
    return [f"{one // 12}-{one % 12 + 1:02d}" for one in numbers.tolist()]


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("costs")
    draw = np.random.default_rng(7)
    count = 600
    first = draw.integers(2022 * 12, 2023 * 12, count)
    destination = draw.choice(["QAT", "MYS"], count)
    # Of the women, so few paid nothing that their number must not be told.
    sex = draw.choice(["F", "M"], count)
    women = np.flatnonzero(sex == "F")
    pays = draw.random(count) < 0.8
    pays[women] = True
    pays[women[-FEW:]] = False
    pl.DataFrame(
        {
            "id": np.arange(count),
            "weight": draw.uniform(50, 150, count).round(2),
            "stratum": np.arange(count) % 40 % 5,
            "psu": np.arange(count) % 40,
            "sex": sex,
            "age": draw.integers(18, 50, count),
            "occupation": draw.choice(["5", "7", "9"], count),
            "destination": destination,
            "origin": "NPL",
            "first_job_month": months(first),
            "stay_months": 24,
            "status": "employee",
            "reason": np.where(np.arange(count) < 10, "family", "work"),
            "paid": np.where(pays, "yes", "no"),
            "earnings": draw.lognormal(7, 0.4, count).round(),
            "earnings_currency": "QAR",
            "earnings_month": months(first),
            "earnings_basis": "net",
            "simulated": 1,
        }
    ).write_csv(folder / "workers.csv")
    payer = np.repeat(np.flatnonzero(pays), 2)
    pl.DataFrame(
        {
            "person": payer,
            "item": np.tile(["F1", "RC6"], len(payer) // 2),
            "amount": draw.lognormal(9, 0.8, len(payer)).round(),
            "currency": "NPR",
            "month": months(first[payer]),
        }
    ).write_csv(folder / "items.csv")
    month = months(np.arange(2021 * 12, 2024 * 12))
    pl.DataFrame(
        {
            "currency": ["NPR"] * len(month) + ["QAR"] * len(month),
            "month": month * 2,
            "rate": [130.0] * len(month) + [3.64] * len(month),
        }
    ).write_csv(folder / "rates.csv")
    settings = example_text().replace(
        "by: [sex, age, education, occupation, industry, counterpart, documented]", "by: [sex, occupation, counterpart]"
    )
    (folder / "settings.yaml").write_text(settings, "utf-8")
    return folder


def run(files: Path, *more: str, settings: str = "settings.yaml") -> str:
    asked = ["recruitment-costs", str(files / "workers.csv"), str(files / "items.csv"), str(files / settings), *more]
    found = CliRunner().invoke(app, asked)
    if found.exception is not None and isinstance(found.exception, FairwayError):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.output


def changed(files: Path, name: str, old: str, new: str) -> str:
    text = (files / "settings.yaml").read_text("utf-8")
    assert old in text
    (files / name).write_text(text.replace(old, new), "utf-8")
    return name


@pytest.fixture(scope="module")
def made(files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "results"
    said = run(files, "--out", str(out))
    assert "600 workers; 590 count." in said
    assert "10 left out: Did not migrate to work." in said
    return out


def test_the_folder_holds_everything(made: Path) -> None:
    names = {one.name for one in made.iterdir()}
    assert names >= {"estimates.csv", "observations.csv", "recruitment-costs.xlsx", "office"}
    report = (made / "report.md").read_text("utf-8")
    assert "10. Did not migrate to work." in report
    assert "mean of ratios" in report
    assert "Example Central Bank" in report
    assert "a demonstration" in report
    assert pl.read_csv(made / "office" / "rejects.csv").height == 10


def test_all_four_measures_are_there_by_name(made: Path) -> None:
    frame = pl.read_csv(made / "estimates.csv", infer_schema_length=None)
    everybody = frame.filter(pl.all_horizontal(pl.col("SEX", "SKILL", "OCU", "COUNTERPART", "ITEM").is_null()))
    named = dict(everybody.select("measure", "estimator").rows())
    for code, words in (
        ("RCI_MEAN", "mean of ratios"),
        ("RCI_MEDIAN", "median"),
        ("RCI_P80", "quantile 0.8"),
        ("RCI_RATIO_OF_TOTALS", "ratio of totals"),
    ):
        assert words in named[code]
    row = {one["measure"]: one["estimate"] for one in everybody.iter_rows(named=True)}
    assert row["COST_MEAN"] / row["EARNINGS_MEAN"] == pytest.approx(row["RCI_RATIO_OF_TOTALS"])


def test_few_women_who_paid_nothing_cannot_be_worked_out(made: Path) -> None:
    frame = pl.read_csv(made / "estimates.csv", infer_schema_length=None)
    women = frame.filter(pl.col("SEX") == "SEX_F")
    shown = dict(women.select("measure", "estimate").rows())
    assert shown["WORKERS_NB"] is not None
    for told in ("RCI_ZERO_SHARE", "WORKERS_NB_PAYERS", "COST_MEAN_PAYERS", "RCI_MEAN_PAYERS", "RCI_MEDIAN_PAYERS"):
        assert shown[told] is None, told
    men = dict(frame.filter(pl.col("SEX") == "SEX_M").select("measure", "estimate").rows())
    total = frame.filter(pl.col("measure") == "WORKERS_NB_PAYERS", pl.col("SEX").is_null(), pl.col("OCU").is_null())
    # The men's payers and everybody's would give the women's.
    assert men["WORKERS_NB_PAYERS"] is None or total["estimate"].drop_nulls().is_empty()


def test_the_observations_are_of_the_structure(made: Path) -> None:
    observed = pl.read_csv(made / "observations.csv", infer_schema_length=None)
    known = structure()
    assert observed.columns == ["STRUCTURE", "STRUCTURE_ID", "ACTION", *known.columns]
    for one in (*known.dimensions, *known.attributes):
        codes = known.code_list(one.id)
        if codes is not None:
            assert set(observed[one.id].drop_nulls().cast(pl.String)) <= set(codes.ids), one.id
    keys = [one.id for one in known.dimensions]
    assert observed.select(keys).is_duplicated().sum() == 0
    hidden = observed.filter(pl.col("OBS_STATUS") == "Q")
    assert hidden.height > 0
    assert hidden.select("OBS_VALUE", "STD_ERR", "N_OBS").null_count().row(0) == (hidden.height,) * 3


def test_results_stay_until_they_may_be_replaced(files: Path, made: Path) -> None:
    before = (made / "report.md").read_text("utf-8")
    with pytest.raises(OutputInTheWay):
        run(files, "--out", str(made))
    assert (made / "report.md").read_text("utf-8") == before
    run(files, "--out", str(made), "--replace")


def test_publishing_a_demonstration_keeps_it_from_facts(
    files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path / "home"))
    said = run(files, "--out", str(tmp_path / "results"), "--publish")
    assert "df_recruitment_cost@NPL_INVENTED_LABOUR_FORCE_SURVEY_2024" in said
    assert (tmp_path / "home" / "demonstration" / "df_recruitment_cost").is_dir()
    assert not (tmp_path / "home" / "vintages" / "df_recruitment_cost").exists()
    found = dataflow(Shelf.open(demonstration=True), "DF_RECRUITMENT_COST")
    assert found.structure.id == "DF_RECRUITMENT_COST"


def test_units_without_a_worker_can_be_given(files: Path, made: Path, tmp_path: Path) -> None:
    assert "The design was read from the workers alone" in (made / "report.md").read_text("utf-8")
    areas = np.arange(60)
    pl.DataFrame({"EA": areas, "stratum": areas % 40 % 5, "simulated": 1}).write_csv(files / "areas.csv")
    name = changed(files, "areas.yaml", "# sample: sample.csv ", "sample: areas.csv ")
    (files / name).write_text((files / name).read_text("utf-8") + "  sample: {psu: EA}\n", "utf-8")
    run(files, "--out", str(tmp_path / "results"), settings=name)
    report = (tmp_path / "results" / "report.md").read_text("utf-8")
    assert "20 units of areas.csv are no worker's" in report
    assert "areas.csv: 60 rows" in report

    def error(folder: Path) -> float:
        frame = pl.read_csv(folder / "estimates.csv", infer_schema_length=None)
        everybody = pl.all_horizontal(pl.col("SEX", "SKILL", "OCU", "COUNTERPART", "ITEM").is_null())
        return float(frame.filter(everybody, pl.col("measure") == "WORKERS_NB")["se"].item())

    assert error(tmp_path / "results") > error(made)


def test_a_dry_run_writes_nothing(files: Path, tmp_path: Path) -> None:
    said = run(files, "--out", str(tmp_path / "results"), "--dry-run")
    assert "590 count" in said
    assert not (tmp_path / "results").exists()


def test_simulated_workers_must_be_declared(files: Path, tmp_path: Path) -> None:
    name = changed(files, "facts.yaml", "demonstration: true", "demonstration: false")
    with pytest.raises(SimulationUndeclared, match=r"600 simulated rows"):
        run(files, "--out", str(tmp_path / "results"), settings=name)
    assert not (tmp_path / "results").exists()


def test_a_missing_rate_stops_everything(files: Path, tmp_path: Path) -> None:
    rates = pl.read_csv(files / "rates.csv").filter(pl.col("currency") != "NPR")
    rates.write_csv(files / "fewer.csv")
    name = changed(files, "fewer.yaml", "file: rates.csv", "file: fewer.csv")
    with pytest.raises(RateMissing, match=r"NPR, 2022-01: \d+ amounts"):
        run(files, "--out", str(tmp_path / "results"), settings=name)
    assert not (tmp_path / "results").exists()


def test_nobody_left_says_why(files: Path, tmp_path: Path) -> None:
    name = changed(files, "long.yaml", "minimum_stay_months: 12", "minimum_stay_months: 36")
    with pytest.raises(NobodyEligible, match=r"Stayed less than the minimum.*: 590"):
        run(files, "--out", str(tmp_path / "results"), settings=name)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("country: NPL", "country: NPX", r"line 11, column 1: “NPX” is not known here\. Did you mean “NPL”"),
        ("earnings: net ", "earnings: nett ", r"“nett” is not known here; expected one of net, gross"),
        ("window_months: 3", "window: 3", r"there is no key “window” here\. Did you mean “window_months”"),
        ("file: rates.csv", "file: rate.csv", r"there is no file rate\.csv beside the settings"),
        ("# sample: sample.csv ", "sample: areal.csv ", r"there is no file areal\.csv beside the settings"),
        ("by: [sex,", "by: [gender,", r"column 6: “gender” is not known here; expected one of sex, age"),
        ("n_min: 30", "n_min: many", r"n_min: a whole number was expected, and “many” is there"),
        ("minimum_frequency, n: 5", "minimum_frequence, n: 5", r"Did you mean “minimum_frequency”"),
        ("reference_month: 2024-05", "reference_month: 2024-15", r"“2024-15” is no month"),
        ("  publisher: Example Statistics Office\n", "", r"source needs the key “publisher”"),
    ],
)
def test_every_mistake_has_its_line_and_column(files: Path, old: str, new: str, said: str) -> None:
    name = changed(files, "wrong.yaml", old, new)
    with pytest.raises(SettingsFaulty, match=said):
        run(files, "--dry-run", settings=name)


def test_the_example_is_printed() -> None:
    assert CliRunner().invoke(app, ["recruitment-costs", "--example"]).output == example_text()
