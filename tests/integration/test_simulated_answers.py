"""`fairway simulate answers` and `fairway questionnaire derive`: the simulated persons go into a form and come back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.cli.questionnaires import module_of
from fairway.exchange.microdata import read_microdata
from fairway.exchange.odk_answers import as_exported
from fairway.kernel.errors import FairwayError
from fairway.methods.routing_answers import answers_faults
from fairway.recruitment.costs.running import prepared
from fairway.recruitment.costs.settings_reading import read_settings
from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.icls.classification import classify
from fairway.statistics.icls.parameters import Parameters
from fairway.warehouse.surveys.mapping import mapped, microdata_of, read_mapping

RUN = CliRunner()
LFS = "labour_force_migration"
COSTS = ("recruitment_cost_long", "recruitment_cost_medium", "recruitment_cost_short")
OPTIONS = ("--persons", "3000", "--seed", "7")
ROUTED = {
    # What the module does not ask of everybody, and the office's file has for everybody.
    "special_category": pl.col("ever_lived_abroad") == "yes",
    "worked_abroad": pl.col("ever_lived_abroad") == "yes",
    "qualification_recognised": pl.col("labour_force_status") == "employed",
    "earnings_currency": pl.col("monthly_earnings").is_not_null(),
    "education_country": pl.col("education") != "0",
    "required_education": pl.col("labour_force_status") == "employed",
}


def run(*arguments: object, code: int = 0) -> str:
    done = RUN.invoke(app, [*map(str, arguments)])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.output


@pytest.fixture(scope="module", autouse=True)
def small_country() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fairway.cli.simulating._POPULATIONS", ((15, 0, 3_000_000),))
        yield


@pytest.fixture(scope="module")
def survey(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office's file of the same survey."""
    folder = tmp_path_factory.mktemp("office") / "survey"
    run("simulate", "survey", "--out", folder, *OPTIONS)
    return folder


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("answers")
    for id in (LFS, *COSTS):
        run("simulate", "answers", "--questionnaire", id, "--out", folder / id, *OPTIONS)
    return {id: folder / id for id in (LFS, *COSTS)}


@pytest.fixture(scope="module")
def derived(answers: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("derived")
    for id, given in answers.items():
        run("questionnaire", "derive", id, given, "--out", folder / id, "--country", "NPL")
    return {id: folder / id for id in answers}


def standard(folder: Path) -> pl.DataFrame:
    mapping = read_mapping(folder / "mapping.yaml")
    wanted = [VARIABLES[name] for name in mapping.variables]
    found = mapped(microdata_of(folder / "persons.csv", mapping, wanted), mapping, wanted, lambda *_: None)
    assert not len(found.rejects)
    return found.frame.collect().with_columns(pl.col("person").cast(pl.String)).sort("person")


@pytest.mark.parametrize("id", [LFS, *COSTS])
def test_a_form_would_have_taken_every_answer(id: str, answers: dict[str, Path]) -> None:
    questionnaire = module_of(id)
    for page in ["", *(one.name for one in questionnaire.pages if one.repeated)]:
        rows = read_microdata(answers[id] / f"{page or 'main'}.csv").frame.lazy().collect()
        found = answers_faults(questionnaire, rows, page=page, today=date(2024, 5, 31))
        assert found.frame.is_empty(), found.counts()
        assert found.rows > 10
        assert (rows["simulated"] == 1).all()
        assert not [said for said in found.unchecked if said.startswith("No column")]
    assert "Everything in this folder is invented" in (answers[id] / "README.md").read_text("utf-8")


def test_what_derives_from_the_answers_are_the_persons_of_the_office(survey: Path, derived: dict[str, Path]) -> None:
    office, ours = standard(survey), standard(derived[LFS])
    assert read_mapping(derived[LFS] / "mapping.yaml").demonstration
    both = [name for name in ours.columns if name in office.columns and name in VARIABLES]
    assert len(both) > 30
    for name in both:
        asked = office.select(ROUTED.get(name, pl.lit(value=True)).fill_null(value=False).alias("asked"))["asked"]
        assert ours[name].filter(asked).equals(office[name].filter(asked)), name
        assert ours[name].filter(~asked).null_count() == (~asked).sum(), name
    assert set(office.columns) & set(VARIABLES) - set(both) <= {"household"}
    assert_frame_equal(ours.select("weight", "stratum", "psu"), office.select("weight", "stratum", "psu"))


def test_the_concepts_of_the_guidelines_are_the_same(survey: Path, derived: dict[str, Path]) -> None:
    made = [
        classify(standard(folder), "NPL", parameters=Parameters(reference_month="2024-05")).collect()
        for folder in (survey, derived[LFS])
    ]
    concepts = ["international_migrant", "international_migrant_worker", "for_work_migrant", "return_migrant_worker"]
    assert_frame_equal(made[0].select(concepts), made[1].select(concepts))
    assert made[0]["return_migrant_worker"].n_unique() > 1


def test_members_abroad_come_back_with_their_interview(survey: Path, derived: dict[str, Path]) -> None:
    office = read_mapping(survey / "mapping.yaml").absent
    ours = read_mapping(derived[LFS] / "mapping.yaml").absent
    assert office is not None
    assert ours is not None
    assert set(office.variables) - set(ours.variables) == {"country_of_birth", "citizenship"}
    rows = pl.read_csv(derived[LFS] / "absent.csv")
    there = pl.read_csv(survey / "absent.csv")
    assert len(rows) == len(there)
    assert rows["age"].to_list() == there["m03"].to_list()
    assert rows["weight"].to_list() == pytest.approx(there["wt"].to_list())


def costs(folder: Path) -> pl.DataFrame:
    made = prepared(read_settings(folder / "costs.yaml"), folder / "workers.csv", folder / "items.csv")
    return made.personal.persons.with_columns(pl.col("person").cast(pl.String)).sort("person")


@pytest.mark.parametrize(("id", "within"), [(COSTS[0], 1e-9), (COSTS[1], 0.05), (COSTS[2], 1e-3)])
def test_costs_are_those_that_were_paid(id: str, within: float, survey: Path, derived: dict[str, Path]) -> None:
    """The medium module has one month for all payments: of others the rate of exchange is a little off."""
    paid, said = costs(survey), costs(derived[id])
    assert paid["person"].to_list() == said["person"].to_list()
    counted = [name for name in ("cost", "earned", "ratio") if name in paid.columns]
    assert counted
    for name in counted:
        assert paid[name].is_null().equals(said[name].is_null())
        assert said[name].drop_nulls().to_list() == pytest.approx(paid[name].drop_nulls().to_list(), rel=within)
        assert paid[name].count() > 20


def test_who_does_not_know_says_so_and_nothing_is_made_up(answers: dict[str, Path], tmp_path: Path) -> None:
    run("simulate", "answers", "-q", LFS, "--missing", "--out", tmp_path / "unsure", *OPTIONS)
    knowing, unsure = (
        pl.read_csv(at / "main.csv", infer_schema_length=None) for at in (answers[LFS], tmp_path / "unsure")
    )
    birth = "residence-country_of_birth"
    silent = unsure[birth] == "dont_know"
    assert 0 < silent.sum() < 0.02 * len(unsure)
    assert unsure[birth].filter(~silent).equals(knowing[birth].filter(~silent))
    run("questionnaire", "derive", LFS, tmp_path / "unsure", "--out", tmp_path / "out", "--country", "NPL")
    rows = pl.read_csv(tmp_path / "out" / "persons.csv", infer_schema_length=None)
    assert rows["country_of_birth"].null_count() == silent.sum()
    run("simulate", "answers", "-q", COSTS[0], "--missing", "--out", tmp_path / "paid", *OPTIONS)
    said = run("questionnaire", "derive", COSTS[0], tmp_path / "paid", "--out", tmp_path / "costs", "--country", "NPL")
    assert "✓ workers.csv" in said
    items = pl.read_csv(tmp_path / "costs" / "items.csv", infer_schema_length=None)
    assert "amount_unknown" in items["reason"].to_list()


def test_an_answer_to_what_was_not_asked_is_left_out() -> None:
    main = pl.DataFrame(
        {"key": ["1", "2"], "consent": ["yes", "yes"], "education": ["0", "3"], "education_country": ["NPL", "NPL"]}
    )
    made = as_exported(module_of(LFS), {"main": main}, today=date(2024, 5, 1))["main"]
    assert made["person-education_country"].to_list() == [None, "NPL"]
    assert made["KEY"].to_list() == ["1", "2"]


def refused(*arguments: object) -> FairwayError:
    with pytest.raises(FairwayError) as caught:
        run(*arguments)
    return caught.value


def test_what_cannot_be_derived_is_told(answers: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    given = ("questionnaire", "derive", LFS)
    ending = ("--out", out, "--country", "NPL")
    assert "There is no folder" in str(refused(*given, tmp_path / "nowhere", *ending))
    (tmp_path / "empty").mkdir()
    assert "no table of interviews" in str(refused(*given, tmp_path / "empty", *ending))
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    text = (answers[LFS] / "main.csv").read_text("utf-8")
    (wrong / "main.csv").write_text(text.replace("person-education,", "person-eduction,", 1), "utf-8")
    assert "“person-eduction”, which is no question" in str(refused(*given, wrong, *ending))
    (wrong / "main.csv").write_text("a,b\n1,2\n", "utf-8")
    assert "holds no answers" in str(refused(*given, wrong, *ending))
    assert not out.exists()
    assert "no_such" in str(refused("questionnaire", "derive", "no_such", answers[LFS], *ending))
    assert refused(*given, answers[LFS], "--out", out, "--country", "Xyzzyland")
    (wrong / "keep.txt").write_text("mine", "utf-8")
    assert "holds no derived answers" in str(refused(*given, answers[LFS], "--out", wrong, "--country", "NPL"))
    assert (wrong / "keep.txt").is_file()


def test_a_design_that_lacks_is_told_and_real_answers_are_no_demonstration(
    answers: dict[str, Path], tmp_path: Path
) -> None:
    given = tmp_path / "given"
    given.mkdir()
    rows = pl.read_csv(answers[LFS] / "main.csv", infer_schema_length=None)
    # As ODK Central calls the file; the office has not joined its design yet.
    rows.drop("weight", "stratum", "psu", "simulated").write_csv(given / f"{LFS}.csv")
    said = run(
        "questionnaire", "derive", LFS, given, "--out", tmp_path / "out", "--country", "Nepal", "--survey", "LFS"
    )
    assert "has no weight, stratum, psu" in said
    mapping = read_mapping(tmp_path / "out" / "mapping.yaml")
    assert not mapping.demonstration
    assert (mapping.country, mapping.reference_month, mapping.source.survey) == ("NPL", "2024-05", "LFS")
    assert mapping.source.publisher == "To be stated"
    assert mapping.absent is None


def test_contradictions_are_counted_and_written(answers: dict[str, Path], tmp_path: Path) -> None:
    given = tmp_path / "given"
    given.mkdir()
    rows = pl.read_csv(answers[LFS] / "main.csv", infer_schema_length=None).head(50)
    rows.with_columns(pl.lit("NPL").alias("residence-second_citizenship")).write_csv(given / "main.csv")
    said = run("questionnaire", "derive", LFS, given, "--out", tmp_path / "out", "--country", "NPL")
    faults = pl.read_csv(tmp_path / "out" / "faults.csv")
    assert "the second citizenship is the first" in faults["reason"].to_list()
    assert f"{len(faults):,} answers are doubtful" in said
    assert "holds derived answers already" in str(
        refused("questionnaire", "derive", LFS, given, "--out", tmp_path / "out", "--country", "NPL")
    )


def test_answers_are_whole_or_not_there(answers: dict[str, Path], tmp_path: Path) -> None:
    assert "no_such" in str(refused("simulate", "answers", "-q", "no_such", "--out", tmp_path / "a"))
    assert not (tmp_path / "a").exists()
    there = refused("simulate", "answers", "-q", LFS, "--out", answers[LFS], *OPTIONS)
    assert "holds a set of simulated answers already" in str(there)
    assert "cannot be simulated" in str(
        refused("simulate", "answers", "-q", LFS, "--out", tmp_path / "a", "--persons", 5)
    )
