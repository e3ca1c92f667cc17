"""Every golden result that R `survey` computed: our estimate, error, interval and design effect, to 1e-10.

The degrees of freedom of a difference are Satterthwaite's with us, and with R those of both sides together: there our
interval has to be R's once it is given R's degrees of freedom.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fairway.methods.survey.calibration_specs import Calibration, Greg, PostStratification, Raking
from fairway.methods.survey.errors import SingleUnitStratum
from fairway.methods.survey.intervals import t_interval
from fairway.methods.survey.replicate_making import BalancedRepeated, Jackknife, ReplicateMethod
from fairway.methods.survey.stated import stated_condition, stated_design, stated_measure
from fairway.warehouse.surveys import Survey, open_survey

HERE = Path(__file__).resolve().parent / "survey"
NUMBERS = ("estimate", "se", "low", "high", "df", "deff", "n")
CLOSE = 1e-10
DISTANCES = {"greg": "linear", "linear-bounded": "linear-bounded", "logit": "logit"}


def cases() -> Iterator[Any]:
    for path in sorted((HERE / "expected").glob("*.json")):
        for case in json.loads(path.read_text("utf-8"))["cases"]:
            yield pytest.param(case, id=case["id"])


@cache
def microdata(name: str) -> pl.DataFrame:
    return pl.read_csv(HERE / "data" / name, infer_schema_length=None)


def survey_of(case: dict[str, Any]) -> Survey:
    design = dict(case["design"])
    rows = microdata(case["data"])
    made = (design["replication"] or {}).get("create")
    if made is not None:
        design["replication"] = None
    if made in ("brr", "fay"):
        # R gives strata the rows of the Hadamard matrix in the order of their labels as text.
        rows = rows.with_columns(pl.col("stratum").cast(pl.String))
    survey = open_survey(rows, stated_design(design))
    said = case["calibration"]
    if said is None:
        return survey
    residuals = "equal" if said.get("residuals") == "unweighted" else "design"
    return survey.calibrated(calibration(said), residuals)


def calibration(said: dict[str, Any]) -> Calibration:
    """R's words for a calibration in ours."""
    margins: dict[Any, dict[Any, float]] = {}
    for margin in said["margins"]:
        names = tuple(margin["columns"])
        totals = {tuple(row[name] for name in names): row["total"] for row in margin["totals"]}
        if len(names) == 1:
            margins[names[0]] = {key[0]: total for key, total in totals.items()}
        else:
            margins[names] = totals
    if said["kind"] == "poststratify":
        ((columns, totals),) = margins.items()
        return PostStratification(columns, totals)
    if said["kind"] == "rake":
        return Raking(margins)
    bounds = said.get("bounds")
    return Greg(
        margins | said.get("totals", {}), distance=DISTANCES[said["kind"]], bounds=tuple(bounds) if bounds else None
    )


def replicates(case: dict[str, Any]) -> ReplicateMethod | None:
    said = case["design"]["replication"] or {}
    if "create" not in said:
        return None
    if said["create"] in ("jk1", "jkn"):
        return Jackknife(said["create"], centre=said["centre"])
    return BalancedRepeated(rho=said["rho"], centre=said["centre"])


def condition(said: dict[str, Any]) -> Any:
    ((kind, value),) = said.items()
    if kind == "is":
        return stated_condition({"column": value[0], "is": value[1]})
    if kind == "between":
        return stated_condition({"column": value[0], "between": value[1:]})
    return stated_condition({"column": value, "known": True})


def answer(case: dict[str, Any]) -> list[dict[str, Any]]:
    found = survey_of(case).estimate(
        [stated_measure(case["measure"])],
        by=case["by"],
        where=[condition(one) for one in case["where"]],
        replicate=replicates(case),
    )
    return found.frame.to_dicts()


@pytest.mark.parametrize("case", list(cases()))
def test_golden(case: dict[str, Any]) -> None:
    if case.get("raises") == "singleton":
        with pytest.raises(SingleUnitStratum):
            answer(case)
        return
    levels = "level" in case["expected"][0]
    found = {key(row, case["by"], levels): row for row in answer(case)}
    assert len(found) == len(case["expected"])
    for expected in case["expected"]:
        at = key(expected, case["by"], levels)
        ours = with_degrees_of_r(case, found[at], expected)
        for name in NUMBERS:
            if name in expected:
                same(ours[name], expected[name], f"{name} of {at}", may_lack=name == "deff")


def with_degrees_of_r(case: dict[str, Any], ours: dict[str, Any], theirs: dict[str, Any]) -> dict[str, Any]:
    """A difference by linearisation with the interval that it has with R's degrees of freedom; all else as it is."""
    if case["measure"]["kind"] != "difference" or case["design"]["replication"] is not None:
        return ours
    assert 0.0 < ours["df"] <= theirs["df"]
    own = t_interval(ours["estimate"], ours["se"], ours["df"], 0.95)
    assert (ours["low"], ours["high"]) == pytest.approx(own, rel=1e-12)
    low, high = t_interval(ours["estimate"], ours["se"], theirs["df"], 0.95)
    return ours | {"low": float(low), "high": float(high), "df": theirs["df"]}


def key(row: dict[str, Any], by: list[str], levels: bool) -> tuple[str, ...]:
    return (*(str(row.get(name)) for name in by), str(row["level"]) if levels else "")


def same(ours: float | None, theirs: float | None, what: str, *, may_lack: bool) -> None:
    if theirs is None:
        # R has no design effect for a ratio under replicates, nor for a difference.
        assert may_lack or ours is None, f"{what}: {ours}, and R has none"
        return
    assert ours is not None, f"{what}: nothing, and R has {theirs}"
    assert math.isclose(ours, theirs, rel_tol=CLOSE, abs_tol=1e-9), f"{what}: {ours}, and R has {theirs}"
