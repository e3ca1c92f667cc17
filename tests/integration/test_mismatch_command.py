"""`fairway mismatch`: the gap of the invented country is found; mistakes are named, and leave nothing behind."""

from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.kernel.errors import FairwayError
from fairway.skills.mismatch.errors import MethodUnusable, VariablesMissing
from fairway.skills.mismatch.running import RETURNED_FOLDER
from fairway.skills.mismatch.structure import mismatch_structure, returned_structure
from fairway.warehouse.releases import dataflow
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.surveys.mapping_errors import DemonstrationNotStated, MappingFaulty
from fairway.warehouse.surveys.running_outputs import check_output
from fairway.warehouse.surveys.specification_errors import OutputInTheWay

FOREIGN = "CBR_STATUS_FOREIGN"


def run(*asked: object) -> str:
    found = CliRunner().invoke(app, [str(one) for one in asked])
    if isinstance(found.exception, FairwayError):
        raise found.exception
    assert found.exit_code == 0, found.output
    return found.output


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("simulated") / "survey"
    run("simulate", "survey", "--out", folder, "--persons", 20_000, "--seed", 5, "--format", "parquet")
    return folder


@pytest.fixture(scope="module")
def made(survey: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out") / "mismatch"
    said = run("mismatch", survey / "persons.parquet", survey / "mapping.yaml", "--out", out, "--migrants", "birth")
    assert "Over-qualification rate: migrants less nationals" in said
    return out


def observed(made: Path) -> pl.DataFrame:
    return pl.read_parquet(made / "observations.parquet")


def one(made: Path, **codes: str) -> dict[str, float]:
    total = {"SEX": "SEX_T", "AGE": "AGE_10YRBANDS_TOTAL", "CCT": "CCT_STATUS_TOTAL", "CBR": "CBR_STATUS_TOTAL"}
    total |= {"EDU_PLACE": "EPL_T", "ARRIVED": "YSA_T"}
    found = observed(made)
    for name, code in {**total, **codes}.items():
        found = found.filter(pl.col(name) == code)
    assert len(found) == 1
    return found.row(0, named=True)


@pytest.mark.parametrize(
    ("truth", "codes"),
    [
        ("over-qualification rate, foreign-born less native-born",
         {"INDICATOR": "OVQ_GAP", "APPROACH": "normative", "CBR": FOREIGN}),
        ("over-qualification rate, native-born",
         {"INDICATOR": "OVQ_RATE", "APPROACH": "normative", "CBR": "CBR_STATUS_NATIVE"}),
        ("over-qualified with tertiary education, foreign-born less native-born",
         {"INDICATOR": "OVQ_GAP", "APPROACH": "tertiary", "CBR": FOREIGN}),
    ],
)  # fmt: skip
def test_the_true_value_lies_in_the_interval(survey: Path, made: Path, truth: str, codes: dict[str, str]) -> None:
    true = json.loads((survey / "truth.json").read_text("utf-8"))["measures"][truth] * 100
    found = one(made, **codes)
    assert found["OBS_VALUE"] is not None
    assert found["CI_LOWER"] <= true <= found["CI_UPPER"]
    # Not by an interval that holds anything: a gap is told from none.
    assert found["CI_LOWER"] > 0


def test_the_folder_holds_two_releases_of_their_structures(made: Path) -> None:
    names = {path.name for path in made.iterdir()}
    assert names >= {"estimates.csv", "agreement.csv", "thresholds.csv", "office", "mismatch.xlsx", "report.html"}
    for folder, known in ((made, mismatch_structure()), (made / RETURNED_FOLDER, returned_structure())):
        found = pl.read_parquet(folder / "observations.parquet")
        assert tuple(found.columns) == known.columns
        keys = [component.id for component in known.dimensions]
        assert not found.select(keys).is_duplicated().any()
        for component in (*known.dimensions, *known.attributes):
            listed = known.code_list(component.id)
            if listed is not None:
                assert set(found[component.id]) <= set(listed.ids), component.id
        hidden = found.filter(pl.col("OBS_STATUS") == "Q")
        assert hidden.select("OBS_VALUE", "STD_ERR", "N_OBS").null_count().row(0) == (len(hidden),) * 3


def test_no_figure_rests_on_too_few(made: Path) -> None:
    shown = observed(made).filter(pl.col("OBS_VALUE").is_not_null(), pl.col("N_OBS").is_not_null())
    assert shown["N_OBS"].min() >= 30  # type: ignore[operator]


def test_returned_workers_add_up(made: Path) -> None:
    found = pl.read_parquet(made / RETURNED_FOLDER / "observations.parquet")
    total = dict.fromkeys(("COUNTERPART", "DURATION", "REASON", "SKILLS", "LFS", "MOVE_ABROAD", "MOVE_AFTER"), "_T")
    whole = found.filter(
        pl.col("INDICATOR") == "RET_SHARE",
        pl.col("SEX") == "SEX_T",
        pl.col("LFS") != "_T",
        *(pl.col(name) == code for name, code in total.items() if name != "LFS"),
    )
    assert whole["OBS_VALUE"].null_count() == 0
    assert whole["OBS_VALUE"].sum() == pytest.approx(100.0)


def test_a_release_can_be_published_and_stays_a_demonstration(
    made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path / "home"))
    for folder in (made, made / RETURNED_FOLDER):
        assert "is published" in run("releases", "publish", folder)
    shelf = Shelf.open(demonstration=True)
    assert dataflow(shelf, "DF_SKILLS_MISMATCH").structure.id == "DF_SKILLS_MISMATCH"
    assert dataflow(shelf, "DF_RETURNED_WORKERS").structure.id == "DF_RETURNED_WORKERS"
    assert not (tmp_path / "home" / "vintages" / "df_skills_mismatch").exists()


def test_results_stay_until_they_may_be_replaced(survey: Path, made: Path) -> None:
    before = (made / "report.md").read_text("utf-8")
    with pytest.raises(OutputInTheWay):
        run("mismatch", survey / "persons.parquet", survey / "mapping.yaml", "--out", made)
    assert (made / "report.md").read_text("utf-8") == before
    check_output(made, replace=True)


def test_a_dry_run_writes_nothing(survey: Path, tmp_path: Path) -> None:
    out = tmp_path / "mismatch"
    said = run("mismatch", survey / "persons.parquet", survey / "mapping.yaml", "--out", out, "--dry-run")
    assert "workers are classed" in said
    assert not out.exists()


@pytest.mark.parametrize(
    ("old", "new", "refusal", "said"),
    [
        ("demonstration: true", "demonstration: false", DemonstrationNotStated, "simulated"),
        ("  education: {column: b01", "  in_education: {column: b01", None, ""),
        ("country: NPL", "country: NPX", MappingFaulty, "“NPX” is no country code"),
    ],
)
def test_mistakes_leave_nothing_behind(
    survey: Path, tmp_path: Path, old: str, new: str, refusal: type[FairwayError] | None, said: str
) -> None:
    text = (survey / "mapping.yaml").read_text("utf-8")
    if refusal is None:
        lines = text.splitlines()
        start = lines.index("  education:")
        stop = next(at for at in range(start + 1, len(lines)) if lines[at].startswith("  ") and lines[at][2] != " ")
        text, refusal, said = (
            "\n".join([*lines[:start], *lines[stop:]]),
            VariablesMissing,
            "The mapping lacks education",
        )
    else:
        assert old in text
        text = text.replace(old, new)
    (tmp_path / "mapping.yaml").write_text(text, "utf-8")
    with pytest.raises(refusal, match=said):
        run("mismatch", survey / "persons.parquet", tmp_path / "mapping.yaml", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_an_unknown_choice_is_named(survey: Path) -> None:
    with pytest.raises(MethodUnusable, match="statistic cannot be “median”"):
        run("mismatch", survey / "persons.parquet", survey / "mapping.yaml", "--statistic", "median", "--dry-run")
