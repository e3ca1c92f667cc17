"""`fairway estimate` at its edges: what it prints without a specification, and how it says what is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import yaml
from typer.testing import CliRunner, Result

from fairway.cli.main import app
from fairway.kernel.errors import FairwayError

OURS = FairwayError


def asked(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["estimate", *map(str, arguments)])


def refusal(result: Result) -> FairwayError:
    assert isinstance(result.exception, OURS), result.output
    return result.exception


def test_the_schema_is_json_schema() -> None:
    result = asked("--schema")
    assert result.exit_code == 0
    jsonschema.Draft202012Validator.check_schema(json.loads(result.stdout))


def test_the_example_is_yaml_with_comments() -> None:
    result = asked("--example")
    assert result.exit_code == 0
    assert result.stdout.count("#") > 10
    assert yaml.safe_load(result.stdout)["version"] == 1


def test_without_files_it_says_what_is_needed() -> None:
    error = refusal(asked())
    assert error.exit_code == 2
    assert "--example" in error.advice


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(asked("--example").stdout, "utf-8")
    assert "duckdb" in refusal(asked(tmp_path / "a.yaml", "x.csv", "--engine", "spark")).advice


def test_the_example_runs_on_the_simulated_file(tmp_path: Path) -> None:
    (tmp_path / "example.yaml").write_text(asked("--example").stdout, "utf-8")
    persons = tmp_path / "persons.parquet"
    assert asked("--simulate", persons).exit_code == 0
    dry = asked(tmp_path / "example.yaml", persons, "--dry-run")
    assert dry.exit_code == 0, dry.exception
    assert "Protected as one problem: migrants-by-province, migrants-by-age." in dry.stdout
    assert sorted(path.name for path in tmp_path.iterdir()) == ["example.yaml", "persons.parquet"]
    result = asked(tmp_path / "example.yaml", persons)
    assert result.exit_code == 0, result.exception
    assert "passed" in result.stdout
    made = tmp_path / "example-tables"
    assert sorted(path.name for path in made.iterdir()) == [
        "migrants-by-age",
        "migrants-by-province",
        "report.html",
        "report.md",
    ]
    assert asked(tmp_path / "example.yaml", persons, "--quiet", "--out", tmp_path / "again").output == ""
