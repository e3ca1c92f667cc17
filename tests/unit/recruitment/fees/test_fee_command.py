"""`fairway fee-check` at the command line: the answer, its languages, and bad input."""

from __future__ import annotations

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from fairway.cli import fees
from fairway.kernel.errors import InputError


def ask(*words: str) -> str:
    app = typer.Typer()
    fees.register(app)
    done = CliRunner().invoke(app, list(words))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return done.output


def test_the_answer_has_verdicts_reasons_rules_and_advice() -> None:
    said = ask(
        "Nepal", "qa", "--item", "f1=९०,०००", "--item", "RC7/visa=20000", "--item", "RC1=5000", "--currency", "NPR",
        "--pay", "1000 QAR", "--rate", "QAR=40", "--on", "2026-11-01", "--sector", "construction",
    )  # fmt: skip
    assert "Nepal → Qatar, 2026-11-01" in said
    assert "at least NPR\xa0100,000 too much" in said
    assert "That is 2.9 months of basic pay." in said
    for verdict in ("More than allowed", "Not allowed", "Allowed"):
        assert verdict in said
    assert "NPL-service-fee: Nepal" in said
    assert "Not yet checked against the printed" in said
    assert "What to do" in said


def test_numbers_and_places_are_those_of_the_language() -> None:
    said = ask("NPL", "QAT", "--item", "F1=90000", "--currency", "NPR", "--lang", "es")
    assert "Catar" in said
    assert "NPR\xa090.000" in said


def test_rules_of_ones_own_take_the_place_of_those_shipped(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(
        '[[rule]]\nid = "OWN"\ncountry = "KHM"\nside = "origin"\nitems = ["*"]\nstance = "forbidden"\n'
        'law_title = "Act 1"\nstanding = "national_law"\nsays = "Nobody pays."\n',
        encoding="utf-8",
    )
    said = ask("KHM", "THA", "--item", "F1=10", "--currency", "USD", "--rules", str(file))
    assert "Nobody pays." in said
    assert "OWN: Act 1" in said


@pytest.mark.parametrize(
    ("words", "title"),
    [
        (["--item", "RC1"], "no cost with a sum"),
        ([], "nothing to check"),
        (["--item", "RC1=5", "--on", "1 November"], "not a day"),
        (["--item", "RC1=5", "--rate", "QAR=0"], "no exchange rate"),
        (["--item", "RC1=5 QAR"], "names QAR, but NPR"),
        (["--item", "RC1=5", "--lang", "xx"], "xx"),
        (["--item", "RC1=5", "--rules", "nowhere.toml"], "nowhere.toml"),
        (["--item", "RC1=5", "--pay", "much"], "no number"),
    ],
)
def test_bad_input_is_refused_with_what_to_do(words: list[str], title: str) -> None:
    with pytest.raises(InputError) as caught:
        ask("NPL", "QAT", "--currency", "NPR", *words)
    assert title in caught.value.title
    assert caught.value.advice
