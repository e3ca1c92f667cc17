"""`fairway typical-costs`: settings in, a folder out; mistakes are named with their line, and leave nothing behind."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import polars as pl
import pytest
import typer
from typer.testing import CliRunner

from fairway.cli import typical_costs
from fairway.kernel.errors import FairwayError
from fairway.recruitment.costs.settings_reading import example_text as cost_settings
from fairway.recruitment.typical_costs.errors import (
    NobodyToCompare,
    SettingsFaulty,
    TypicalCostsMisshapen,
    TypicalCostsUndeclared,
)
from fairway.recruitment.typical_costs.settings_reading import example_text
from fairway.recruitment.typical_costs.simulation import simulated_costs
from fairway.recruitment.typical_costs.usual import usual_cost
from fairway.warehouse.releases import dataflow
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.surveys.specification_errors import OutputInTheWay

app = typer.Typer()
typical_costs.register(app)


@app.command("nothing")
def nothing() -> None:
    """A second command, so that the first keeps its name."""


def run(*arguments: object) -> str:
    done = CliRunner().invoke(app, ["typical-costs", *(str(one) for one in arguments)])
    if isinstance(done.exception, FairwayError):
        raise done.exception
    assert done.exit_code == 0, (done.output, done.exception)
    return done.output


@pytest.fixture
def folder(tmp_path: Path, fairway_home: Path) -> Path:
    simulated_costs(1, (("NPL", "QAT"), ("IND", "QAT")), workers=300).write_csv(tmp_path / "costs.csv")
    (tmp_path / "settings.yaml").write_text(example_text())
    return tmp_path


def test_the_files_become_a_folder_and_a_release_that_readers_find(folder: Path) -> None:
    said = run(folder / "settings.yaml", "--publish")
    out = folder / "settings-results"
    assert "300 workers whose cost is known." in said
    assert "300 left out: The survey’s country is not the origin" in said
    assert {one.name for one in out.iterdir()} == {
        "typical-costs.csv", "typical-costs.json", "observations.csv", "observations.parquet", "structure.json",
        "release.json", "report.md", "report.html", "office",
    }  # fmt: skip
    rows = pl.read_csv(out / "typical-costs.csv")
    medians = rows.filter(pl.col("indicator") == "TC_MEDIAN_USD")
    assert medians["estimate"].null_count() == 0
    about = json.loads((out / "typical-costs.json").read_text())
    assert about["demonstration"] is True
    assert len(about["rows"]) == len(rows)
    assert "Invented" in (out / "report.md").read_text()
    found = usual_cost(Shelf.open(demonstration=True), "NPL", "QAT", None, "private")
    here = medians.filter(pl.col("COUNTERPART") == "QAT", pl.col("CHANNEL") == "private")
    here = here.filter(pl.col("SECTOR").is_null(), pl.col("OCU").is_null())
    assert found is not None
    assert (found.dollars.median, found.invented) == (here["estimate"].item(), True)
    assert usual_cost(Shelf.open(demonstration=False), "NPL", "QAT") is None
    assert "DEMONSTRATION" in dataflow(Shelf.open(demonstration=True), "DF_TYPICAL_COST").structure.agency


def test_a_survey_with_its_settings_keeps_its_design(folder: Path) -> None:
    draw = np.random.default_rng(3)
    count = 160
    pl.DataFrame(
        {
            "id": range(count), "weight": draw.uniform(50, 150, count), "stratum": np.arange(count) % 2,
            "psu": np.arange(count) % 20, "origin": "NPL", "destination": "QAT", "first_job_month": "2023-05",
            "departure_month": "2023-04", "stay_months": 24, "status": "employee", "reason": "work", "paid": "yes",
            "recruiter": draw.choice(["licensed_agency", "government"], count), "occupation": "71", "industry": "F",
            "earnings": 1400.0, "earnings_currency": "QAR", "earnings_month": "2023-06", "earnings_basis": "net",
        }
    ).write_csv(folder / "workers.csv")  # fmt: skip
    pl.DataFrame(
        {"person": range(count), "item": "F1", "amount": draw.lognormal(11.8, 0.4, count).round(), "currency": "NPR",
         "month": "2023-04"}
    ).write_csv(folder / "items.csv")  # fmt: skip
    months = [f"2023-{month:02}" for month in range(1, 13)]
    pl.DataFrame(
        {"currency": ["NPR"] * 12 + ["QAR"] * 12, "month": months * 2, "rate": [131.0] * 12 + [3.64] * 12}
    ).write_csv(folder / "rates.csv")
    (folder / "cost-settings.yaml").write_text(cost_settings())
    of_survey = "survey: {settings: cost-settings.yaml, workers: workers.csv, items: items.csv}"
    text = example_text().replace("frame:  ", f"{of_survey}\n#").replace("  costs: costs.csv", "#")
    (folder / "survey.yaml").write_text(text)
    assert "160 workers whose cost is known" in run(folder / "survey.yaml", "--dry-run")
    run(folder / "survey.yaml", "--output", folder / "made")
    rows = pl.read_csv(folder / "made" / "typical-costs.csv")
    assert set(rows["unit"]) == {"USD", "NPR", "MONTHS", "PT"}
    assert rows.filter(pl.col("indicator") == "TC_DIFF_PRIVATE_USD")["estimate"].null_count() == 0
    report = (folder / "made" / "report.md").read_text()
    assert "Agencies are not recorded" in report
    assert "simple random sample" not in report
    (folder / "survey.yaml").write_text(text.replace("country: NPL", "country: BGD"))
    with pytest.raises(TypicalCostsMisshapen, match="NPL, as origin"):
        run(folder / "survey.yaml", "--dry-run")


def test_the_answers_of_a_monitor_are_read_with_their_rates(folder: Path) -> None:
    pl.DataFrame(
        [
            {"rating": str(at), "agency": "abcd"[at % 4], "origin": "NPL", "destination": "QAT", "found_by": "agency",
             "paid": "yes", "total": 130_000.0 + at, "currency": "NPR" if at else "GOLD", "departure_year": 2023}
            for at in range(40)
        ]
    ).write_csv(folder / "answers.csv")  # fmt: skip
    pl.DataFrame({"currency": ["NPR"], "month": ["2023"], "rate": [130.0]}).write_csv(folder / "rates.csv")
    monitor = "monitor: {answers: answers.csv, rates: {file: rates.csv, base: USD, source: invented}}"
    text = example_text().replace("frame:  ", f"{monitor}\n#").replace("  costs: costs.csv", "#")
    (folder / "monitor.yaml").write_text(text)
    said = run(folder / "monitor.yaml", "--output", folder / "made")
    assert "39 workers whose cost is known" in said
    assert "1 left out: The currency is not known" in said
    assert "39 in figures in money alone: Earnings are missing or nought." in said
    rows = pl.read_csv(folder / "made" / "typical-costs.csv")
    assert rows.filter(pl.col("indicator") == "TC_MEDIAN_USD")["estimate"].unique().to_list() == [1000.0]
    assert "MONTHS" not in set(rows["unit"])
    assert (folder / "made" / "office" / "excluded.csv").read_text().splitlines()[1] == "1,0,unknown_currency"


def test_mistakes_are_named_and_leave_nothing_behind(folder: Path) -> None:
    settings, plain = folder / "settings.yaml", example_text()
    for wrong, right, said in (
        ("country: NPX", "country: NPL", "NPX"),
        ("national_currency: rupees", "national_currency: NPR", "no currency"),
        ("costs: coasts.csv", "costs: costs.csv", "no file coasts.csv"),
        ("roll: origin", "role: origin", "no key “roll”"),
    ):
        settings.write_text(plain.replace(right, wrong))
        with pytest.raises(SettingsFaulty, match=said):
            run(settings)
    settings.write_text(plain.replace("frame:  ", "# frame:").replace("  costs: costs.csv", "#"))
    with pytest.raises(SettingsFaulty, match="one of survey, monitor, frame"):
        run(settings)
    settings.write_text(plain.replace("demonstration: true", "demonstration: false"))
    with pytest.raises(TypicalCostsUndeclared, match="600 simulated rows"):
        run(settings)
    settings.write_text(plain.replace("country: NPL", "country: PHL"))
    with pytest.raises(NobodyToCompare):
        run(settings)
    assert not (folder / "settings-results").exists()
    settings.write_text(plain)
    (folder / "settings-results").mkdir()
    (folder / "settings-results" / "mine.txt").write_text("kept")
    with pytest.raises(OutputInTheWay):
        run(settings)
    assert (folder / "settings-results" / "mine.txt").read_text() == "kept"


def test_the_example_works_with_the_workers_it_invents(folder: Path) -> None:
    assert run("--example") == example_text()
    invented = folder / "invented.csv"
    assert "3,600 invented workers" in run("--invent", invented)
    with pytest.raises(FairwayError, match="there already"):
        run("--invent", invented)
    with pytest.raises(FairwayError, match="Settings are needed"):
        run()
