"""Every golden result that R `survey` computed: our estimate, error, interval and design effect, to 1e-10."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fairway.methods.survey.stated import stated_condition, stated_design, stated_measure
from fairway.warehouse.surveys import Survey, open_survey

HERE = Path(__file__).resolve().parent / "survey"
NUMBERS = ("estimate", "se", "low", "high", "df", "deff", "n")
CLOSE = 1e-10


def cases() -> Iterator[Any]:
    for path in sorted((HERE / "expected").glob("*.json")):
        for case in json.loads(path.read_text("utf-8"))["cases"]:
            yield pytest.param(case, id=case["id"])


@cache
def microdata(name: str) -> pl.DataFrame:
    return pl.read_csv(HERE / "data" / name, infer_schema_length=None)


def survey_of(case: dict[str, Any]) -> Survey:
    return open_survey(microdata(case["data"]), stated_design(case["design"]))


def condition(said: dict[str, Any]) -> Any:
    ((kind, value),) = said.items()
    if kind == "is":
        return stated_condition({"column": value[0], "is": value[1]})
    if kind == "between":
        return stated_condition({"column": value[0], "between": value[1:]})
    return stated_condition({"column": value, "known": True})


@pytest.mark.parametrize("case", list(cases()))
def test_golden(case: dict[str, Any]) -> None:
    found = survey_of(case).estimate(
        [stated_measure(case["measure"])], by=case["by"], where=[condition(one) for one in case["where"]]
    )
    rows = {key(row, case): row for row in found.frame.to_dicts()}
    assert len(rows) == len(case["expected"])
    for expected in case["expected"]:
        row = rows[key(expected, case)]
        for name in NUMBERS:
            if name in expected:
                same(row[name], expected[name], f"{name} of {key(expected, case)}")


def key(row: dict[str, Any], case: dict[str, Any]) -> tuple[str, ...]:
    return (*(str(row.get(name)) for name in case["by"]), str(row.get("level", "")) if "level" in case["expected"][0] else "")


def same(ours: float | None, theirs: float | None, what: str) -> None:
    if theirs is None:
        assert ours is None, f"{what}: {ours}, and R has none"
        return
    assert ours is not None, f"{what}: nothing, and R has {theirs}"
    assert math.isclose(ours, theirs, rel_tol=CLOSE, abs_tol=1e-12), f"{what}: {ours}, and R has {theirs}"
