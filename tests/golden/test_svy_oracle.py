"""A second oracle: svy, written apart from R's `survey` and from us, on the samples of the golden results.

Korn and Graubard's interval is not compared: svy holds the effective sample size down to n, R and we do not.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Mean, Proportion, Ratio, Total
from fairway.methods.survey.plan import Is
from fairway.methods.survey.quantiles import Quantile
from fairway.warehouse.surveys import Survey, open_survey

svy = pytest.importorskip("svy", reason="svy, the second oracle, is a tool of development and is not installed")

HERE = Path(__file__).resolve().parent / "survey" / "data"
NAMES = {"estimate": "est", "se": "se", "low": "lci", "high": "uci", "cv": "cv", "df": "df", "n": "n", "deff": "deff"}
CLOSE = 1e-9

# For each design: the file, ours, svy's, and the domains.
DESIGNS: dict[str, tuple[str, Design, dict[str, str], tuple[tuple[str, ...], ...]]] = {
    "clusters": (
        "lfs.csv",
        Design("weight", (Stage("psu", "stratum"),)),
        {"stratum": "stratum", "psu": "psu", "wgt": "weight"},
        ((), ("sex",), ("sex", "citizenship")),
    ),
    "clusters of a finite population": (
        "lfs.csv",
        Design("weight", (Stage("psu", "stratum", "psu_population"),)),
        {"stratum": "stratum", "psu": "psu", "wgt": "weight", "pop_size": "psu_population"},
        ((), ("age_group",)),
    ),
    "elements": (
        "elements.csv",
        Design("weight", (Stage(None, "stratum", "population"),)),
        {"stratum": "stratum", "wgt": "weight", "pop_size": "population"},
        ((), ("branch",)),
    ),
    "elements with replacement": (
        "elements.csv",
        Design("weight", (Stage(None, "stratum"),)),
        {"stratum": "stratum", "wgt": "weight"},
        (("branch",),),
    ),
}

# Ours, the question to svy, and whether svy gives a design effect.
MEASURES: dict[str, list[tuple[Any, str, tuple[str, ...], dict[str, Any]]]] = {
    "lfs.csv": [
        (Total("cost"), "total", ("cost",), {"deff": "wor"}),
        (Total("earn"), "total", ("earn",), {"deff": "wor"}),
        (Mean("earn"), "mean", ("earn",), {"deff": "wor"}),
        (Mean("cost"), "mean", ("cost",), {"deff": "wor"}),
        (Ratio("earn", "hours"), "ratio", ("earn", "hours"), {}),
        (Proportion("sector"), "prop", ("sector",), {"ci_method": "logit"}),
        (Proportion("education"), "prop", ("education",), {"ci_method": "logit"}),
        (Quantile("cost"), "median", ("cost",), {}),
    ],
    "elements.csv": [
        (Total("turnover"), "total", ("turnover",), {"deff": "wor"}),
        (Mean("staff"), "mean", ("staff",), {"deff": "wor"}),
        (Ratio("energy", "turnover"), "ratio", ("energy", "turnover"), {}),
        (Proportion("exports"), "prop", ("exports",), {"ci_method": "logit"}),
        (Quantile("turnover"), "median", ("turnover",), {}),
    ],
}


def questions() -> list[Any]:
    return [
        pytest.param(design, by, *asked, id=f"{design}-{'×'.join(by) or 'all'}-{asked[1]}-{'-'.join(asked[2])}")
        for design, (file, _, _, domains) in DESIGNS.items()
        for by in domains
        for asked in MEASURES[file]
    ]


@cache
def opened(name: str) -> tuple[Survey, Any]:
    file, ours, theirs, _ = DESIGNS[name]
    frame = pl.read_csv(HERE / file, infer_schema_length=None)
    return open_survey(frame, ours), svy.Sample(frame, svy.Design(**theirs))


@pytest.mark.parametrize(("design", "by", "measure", "method", "columns", "options"), questions())
def test_svy_finds_the_same(design, by, measure, method, columns, options) -> None:
    ours, theirs = opened(design)
    answer = getattr(theirs.estimation, method)(*columns, by=list(by) or None, drop_nulls=True, **options)
    level = columns[0] if method == "prop" else None
    compare(ours.estimate([measure], by=by).frame, answer.to_polars(), by, level)


@pytest.mark.parametrize("method", ["mean", "total", "median"])
def test_svy_narrows_the_universe_alike(method) -> None:
    """The clusters without a member of the universe stay in the design."""
    ours, theirs = opened("clusters")
    measure = {"mean": Mean("cost"), "total": Total("cost"), "median": Quantile("cost")}[method]
    answer = getattr(theirs.estimation, method)("cost", by="sex", where=svy.col("citizenship") == "seasonal")
    compare(
        ours.estimate([measure], by=["sex"], where=[Is("citizenship", ("seasonal",))]).frame,
        answer.to_polars(),
        ("sex",),
    )


def compare(ours: pl.DataFrame, theirs: pl.DataFrame, by: tuple[str, ...], level: str | None = None) -> None:
    found = {(*(str(row[name]) for name in by), row["level"] if level else None): row for row in ours.to_dicts()}
    expected = {
        (*(str(row[name]) for name in by), str(row[level]) if level else None): row for row in theirs.to_dicts()
    }
    assert found
    if level != "exports":  # of 1 and 0, svy gives both shares
        assert len(found) == len(expected)
    for key, row in found.items():
        for name, called in NAMES.items():
            if called in expected[key]:
                same = math.isclose(row[name], expected[key][called], rel_tol=CLOSE)
                assert same, f"{name} of {key}: {row[name]}, and svy has {expected[key][called]}"
