"""`fairway contract` at the command line: answers, formats, languages, and bad input."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from fairway.cli import contracts
from fairway.kernel.errors import InputError

PAY = {"value": "1500", "currency": "QAR", "per": "month"}
PROMISED: dict[str, Any] = {"sector": "construction", "terms": {"occupation": "Mason", "pay": PAY, "weekly_hours": 48}}
SIGNED: dict[str, Any] = {
    "sector": "construction",
    "terms": {"occupation": "Bricklayer", "pay": PAY | {"value": 1200}, "weekly_hours": "48", "keeps_passport": "no"},
}


def ask(*words: str) -> str:
    app = typer.Typer()
    contracts.register(app)
    done = CliRunner().invoke(app, ["contract", *words])
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def written(folder: Path, name: str, terms: Any) -> str:
    file = folder / name
    file.write_text(terms if isinstance(terms, str) else json.dumps(terms), encoding="utf-8")
    return str(file)


def test_a_comparison_says_grade_reasons_and_terms(tmp_path: Path) -> None:
    said = ask("compare", written(tmp_path, "p.json", PROMISED), written(tmp_path, "s.json", SIGNED))
    assert said.startswith("Important terms are worse")
    assert "20% less" in said
    assert "[same] Work to be done" in said
    assert "a new burden" in said


def test_three_stages_as_json(tmp_path: Path) -> None:
    files = [written(tmp_path, name, one) for name, one in (("p", PROMISED), ("s", PROMISED), ("u", SIGNED))]
    found = json.loads(ask("compare", *files, "--format", "json"))
    assert found["grade"] == "substantive"
    assert [(one["earlier"], one["later"], one["grade"]) for one in found["steps"]] == [
        ("promised", "signed", "none"), ("promised", "used", "substantive"), ("signed", "used", "substantive")
    ]  # fmt: skip
    pay = next(one for one in found["changes"] if one["field"] == "pay")
    assert (pay["direction"], pay["material"], pay["later"]["value"]) == ("worse", True, "1200")


def test_a_check_says_law_article_and_that_nobody_checked_it(tmp_path: Path) -> None:
    said = ask("check", written(tmp_path, "s.json", SIGNED), "--origin", "NPL", "--destination", "QAT",
               "--on", "2026-11-01")  # fmt: skip
    assert said.startswith("Nepal → Qatar, 2026-11-01")
    assert "QAT-passport" in said.split("Cannot be told")[0]
    assert "Not yet checked against" in said
    found = json.loads(ask("check", written(tmp_path, "s.json", SIGNED), "--origin", "np", "--destination", "Qatar",
                           "--format", "json"))  # fmt: skip
    assert found["outcome"] == "broken"
    assert "employer" in found["missing"]


@pytest.mark.parametrize(
    ("terms", "title", "advice"),
    [
        ({"terms": {"wekly_hours": 48}}, "“wekly_hours” is no term of a contract", "weekly_hours"),
        ({"terms": {"weekly_hours": "many"}}, "is not a number of 0 or more", "Correct the value"),
        ({"terms": {"food": "gratis"}}, "one of worker_pays, deducted", "Correct the value"),
        ({"terms": {"pay": 1000}}, "is not an amount with value, currency and per", "Correct the value"),
        ({"terms": {"pay": {"value": 1, "currency": "QAR", "per": "moon"}}}, "is not an amount", "Correct"),
        ({"terms": {"start": "soon"}}, "is not a day", "Correct the value"),
        ({"terms": {"pay_slip": "perhaps"}}, "is not yes or no", "Correct the value"),
        ({"terms": {"pay": None}, "sector": "domestik"}, "“domestik” is no kind of work", "domestic"),
        ({"term": {}}, "“term” is no part of the file", "terms"),
        ({"stage": "signed"}, "There are no terms in it", "stage, sector and terms"),
        ([], "is not the terms of a contract", "stage, sector and terms"),
        ("{", "is not JSON", "contract-rules.md"),
    ],
)
def test_a_fault_names_the_file_and_the_nearest_name(tmp_path: Path, terms: Any, title: str, advice: str) -> None:
    good = written(tmp_path, "good.json", PROMISED)
    with pytest.raises(InputError) as caught:
        ask("compare", good, written(tmp_path, "bad.json", terms))
    assert "bad.json" in caught.value.title
    assert title in caught.value.title
    assert advice in caught.value.advice


def test_rates_and_format_that_are_none_are_refused(tmp_path: Path) -> None:
    good = written(tmp_path, "good.json", PROMISED)
    for rates in ({"QAR": 0}, {"QAR": "x"}, {"QQQ": 1}, [1]):
        with pytest.raises(InputError):
            ask("compare", good, good, "--rates", written(tmp_path, "rates.json", rates))
    with pytest.raises(InputError, match="no format"):
        ask("compare", good, good, "--format", "xml")
    with pytest.raises(InputError, match="cannot be read"):
        ask("compare", good, str(tmp_path / "absent.json"))
