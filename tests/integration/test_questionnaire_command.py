"""`fairway questionnaire` end to end: out, checked, and answers against it."""

from __future__ import annotations

import time
from pathlib import Path

import polars as pl
import pytest
from typer.testing import CliRunner

from fairway.cli.main import app
from fairway.cli.questionnaires import _all
from fairway.exchange.xlsform import read_xlsform
from fairway.kernel.errors import FairwayError

RUN = CliRunner()
SHORT = "recruitment_cost_short"
EVERY = (
    "recruitment_cost_long",
    "recruitment_cost_medium",
    SHORT,
    "recruitment_rating",
    "recruitment_rating_short",
    "labour_force_migration",
)


def said(*arguments: object, code: int = 0) -> str:
    result = RUN.invoke(app, ["questionnaire", *map(str, arguments)])
    assert result.exit_code == code, result.output
    return result.output


def refused(*arguments: object) -> FairwayError:
    result = RUN.invoke(app, ["questionnaire", *map(str, arguments)])
    assert isinstance(result.exception, FairwayError), result.output
    return result.exception


def test_list_names_every_module_and_its_languages() -> None:
    listed = said("list")
    for id in EVERY:
        assert f"{id}: " in listed
    assert listed.count("en, fr, es, ar, ne, bn") == len(EVERY)


@pytest.mark.parametrize("id", EVERY)
def test_every_module_goes_out_and_comes_back_and_compiles(id: str, tmp_path: Path) -> None:
    form = tmp_path / f"{id}.xlsx"
    said("export", id, "--to", form)
    begin = time.perf_counter()
    said("export", id, "--to", form, "--replace")
    assert time.perf_counter() - begin < 1
    assert read_xlsform(form) == _all()[id]()
    checked = said("check", form)
    assert checked.startswith("✓")
    assert id in checked


def test_export_in_some_languages(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    assert "in fr, en" in said("export", SHORT, "--to", form, "--languages", "fr, en")
    assert read_xlsform(form).languages == ("fr", "en")
    assert "does not speak xx" in str(refused("export", SHORT, "--to", form, "--languages", "xx", "--replace"))
    assert read_xlsform(form).languages == ("fr", "en")


def test_what_is_in_the_way_stays(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    form.write_text("mine")
    assert "--replace" in str(refused("export", SHORT, "--to", form))
    assert form.read_text() == "mine"
    assert "form.xlsx" in str(refused("export", SHORT, "--to", tmp_path / "form.csv"))
    assert "no folder" in str(refused("export", SHORT, "--to", tmp_path / "no" / "form.xlsx"))


def test_show_in_a_language_by_id_or_file(tmp_path: Path) -> None:
    form = tmp_path / "form.xlsx"
    said("export", SHORT, "--to", form, "--languages", "ar")
    assert said("show", SHORT, "--lang", "ar") == said("show", form)
    one = _all()[SHORT]()
    shown = said("show", SHORT)
    for question in one.questions():
        assert f"  {question.name} (" in shown
    assert f"Did you mean {SHORT}" in str(refused("show", "recruitment_cost_shrt"))


def test_check_names_every_fault(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    form = tmp_path / "form.xlsx"
    said("export", SHORT, "--to", form)
    book = load_workbook(form)
    book["survey"]["A3"], book["survey"]["B5"] = "intger", "a b"
    book.save(form)
    result = RUN.invoke(app, ["questionnaire", "check", str(form)])
    assert isinstance(result.exception, FairwayError)
    assert "✗ survey!A3 (type)" in result.output
    assert "✗ survey!B5 (name)" in result.output


@pytest.fixture
def form(tmp_path: Path) -> Path:
    from fairway.exchange.xlsform import write_xlsform
    from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire

    english = {"en": "x"}
    asked = (
        Question("age", "integer", english, required=True, constraint=". < 120"),
        Question("why", "one_of", english, choices="why", relevant="${age} >= 15"),
        Question("left", "date", english, constraint=". <= today()"),
    )
    listed = {"why": (Choice("01", english), Choice("02", english))}
    made = Questionnaire("f", "1", english, ("en",), listed, (Page("p", english, asked),))
    write_xlsform(made, tmp_path / "f.xlsx")
    return tmp_path / "f.xlsx"


def test_answers_are_checked(form: Path, tmp_path: Path) -> None:
    answers, out = tmp_path / "answers.csv", tmp_path / "faults.csv"
    answers.write_text("age,why,left\n30,01,2024-01-01\n10,02,2024-01-01\n,,2024-01-01\n200,0 2,2024-07-01\n")
    shown = said("check-answers", form, answers, "--on", "2024-05-31", "--out", out, code=1)
    assert "✗ Rows: 4; questions: 3; faults: 5." in shown
    assert "“0 2” is not in the list; nearest: 02" in shown
    assert pl.read_csv(out).select("row", "question", "fault").rows() == [
        (2, "why", "not asked"),
        (3, "age", "missing"),
        (4, "age", "against the constraint"),
        (4, "why", "not in the list"),
        (4, "left", "against the constraint"),
    ]
    answers.write_text("age,why,left\n30,01,2024-01-01\n")
    assert "✓ Rows: 1;" in said("check-answers", form, answers)
    assert "is there already" in str(refused("check-answers", form, answers, "--out", out))
    assert "no day" in str(refused("check-answers", form, answers, "--on", "31.5.2024"))
