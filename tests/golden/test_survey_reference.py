"""The slow reference against the golden results of R `survey`: what checks the engine is itself checked."""

from __future__ import annotations

import json
import math
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fairway.methods.survey.errors import SingleUnitStratum
from fairway.methods.survey.reference import Answer, estimate
from fairway.methods.survey.stated import stated_condition, stated_design, stated_measure

HERE = Path(__file__).resolve().parent / "survey"
FAMILIES = ("designs", "ratios", "proportions", "quantiles", "singletons", "replicates")
NUMBERS = ("estimate", "se", "low", "high", "df", "deff", "n")
CLOSE = 1e-10


def cases() -> list[Any]:
    """Every case but those calibrated, and those whose replicates R makes: the reference knows neither."""
    return [
        pytest.param(case, id=case["id"])
        for family in FAMILIES
        for case in json.loads((HERE / "expected" / f"{family}.json").read_text("utf-8"))["cases"]
        if not case["calibration"] and "create" not in (case["design"]["replication"] or {})
    ]


@cache
def microdata(name: str) -> list[dict[str, Any]]:
    return pl.read_csv(HERE / "data" / name, infer_schema_length=None).to_dicts()


def condition(said: dict[str, Any]) -> Any:
    ((kind, value),) = said.items()
    if kind == "is":
        return stated_condition({"column": value[0], "is": value[1]})
    if kind == "between":
        return stated_condition({"column": value[0], "between": value[1:]})
    return stated_condition({"column": value, "known": True})


def key(domain: tuple[Any, ...], level: Any) -> tuple[str, ...]:
    return (*map(str, domain), str(level))


def answers(case: dict[str, Any]) -> list[Answer]:
    return estimate(
        microdata(case["data"]),
        stated_design(case["design"]),
        stated_measure(case["measure"]),
        by=case["by"],
        where=[condition(one) for one in case["where"]],
    )


@pytest.mark.parametrize("case", cases())
def test_the_reference_equals_r(case: dict[str, Any]) -> None:
    if case.get("raises"):
        with pytest.raises(SingleUnitStratum):
            answers(case)
        return
    with_level = "level" in case["expected"][0]
    found = {key(one.domain, one.level if with_level else None): one for one in answers(case)}
    # The degrees of freedom of a difference are Satterthwaite's, and R's are those of both sides together.
    other = case["measure"]["kind"] == "difference" and case["design"]["replication"] is None
    for expected in case["expected"]:
        where = key(tuple(expected.get(name) for name in case["by"]), expected.get("level"))
        assert not other or 0.0 < found[where].df <= expected["df"]
        for name in ("estimate", "se", "n") if other else NUMBERS:
            if name in expected and (name != "deff" or expected[name] is not None):  # R gives none for some ratios
                ours, theirs = getattr(found[where], name), expected[name]
                same = ours is None if theirs is None else ours is not None and close(ours, theirs)
                assert same, f"{name} of {where}: {ours}, and R has {theirs}"


def close(ours: float, theirs: float) -> bool:
    return math.isclose(ours, theirs, rel_tol=CLOSE, abs_tol=1e-12)
