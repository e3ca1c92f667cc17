"""Designs, measures and conditions as a file states them."""

from __future__ import annotations

import pytest

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Replication, Stage
from fairway.methods.survey.errors import DesignMisstated, MeasureMisstated
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.measures import Mean, Proportion, Rate, Total
from fairway.methods.survey.plan import Between, Is, Known
from fairway.methods.survey.quantiles import Quantile
from fairway.methods.survey.stated import stated_condition, stated_design, stated_measure


def test_a_design() -> None:
    said = {
        "weight": "w",
        "stages": [{"unit": "psu", "stratum": "s", "population": "N"}],
        "singletons": "adjust",
        "nest": True,
    }
    assert stated_design(said) == Design("w", (Stage("psu", "s", "N"),), "adjust", nest=True)
    assert stated_design({"stages": [{"unit": None}]}) == Design(None, (Stage(None),))


def test_replicate_weights() -> None:
    said = {"weight": "w", "replication": {"kind": "jkn", "columns": ["r1", "r2"], "rscales": [0.5, 0.5]}}
    assert stated_design(said) == Design("w", replication=Replication("jkn", ("r1", "r2"), rscales=(0.5, 0.5)))


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        ({"kind": "total"}, Total()),
        ({"kind": "mean", "of": "y"}, Mean("y")),
        (
            {"kind": "proportion", "of": "s", "equals": ["a", "b"], "interval": "wilson"},
            Proportion("s", ("a", "b"), "wilson"),
        ),
        ({"kind": "rate", "numerator": "a", "denominator": "b"}, Rate("a", "b")),
        ({"kind": "quantile", "of": "y", "at": 0.9}, Quantile("y", 0.9)),
        ({"kind": "gini", "of": "y"}, Gini("y")),
        (
            {"kind": "difference", "measure": {"kind": "mean", "of": "y"}, "dimension": "sex", "first": 1, "second": 2},
            Difference(Mean("y"), "sex", 1, 2),
        ),
    ],
)
def test_measures(said, measure) -> None:
    assert stated_measure(said) == measure


@pytest.mark.parametrize(
    ("said", "condition"),
    [
        ({"column": "sex", "is": [1, 2]}, Is("sex", (1, 2))),
        ({"column": "sex", "is": "f"}, Is("sex", ("f",))),
        ({"column": "age", "between": [15, None]}, Between("age", 15, None)),
        ({"column": "age", "known": True}, Known("age")),
    ],
)
def test_conditions(said, condition) -> None:
    assert stated_condition(said) == condition


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ({"wieght": "w"}, "wieght"),
        ({"weight": "w", "stages": [{"unit": "psu", "size": "N"}]}, "size"),
        ({"weight": "w", "stages": [{"stratum": "s"}]}, "unit"),
        ({"weight": "w", "replication": {"columns": ["a", "b"]}}, "kind"),
    ],
)
def test_a_key_that_is_unknown_or_missing_is_named(said, named) -> None:
    with pytest.raises(DesignMisstated, match=named) as refused:
        stated_design(said)
    assert refused.value.advice


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"kind": "median", "of": "y"},
        {"kind": "mean"},
        {"kind": "mean", "of": "y", "at": 0.5},
        {"kind": "quantile", "of": "y", "at": 0.0},
        {"kind": "quantile", "of": "y", "qrule": "hf10"},
        {"kind": "difference", "dimension": "sex", "first": 1, "second": 2},
    ],
)
def test_a_measure_that_makes_no_sense_is_refused(said) -> None:
    with pytest.raises(MeasureMisstated):
        stated_measure(said)


@pytest.mark.parametrize(
    "said",
    [
        {"column": "sex"},
        {"is": [1]},
        {"column": "sex", "is": [1], "known": True},
        {"column": "sex", "is": [1], "not": [2]},
        {"column": "sex", "is": []},
        {"column": "age", "between": 15},
        {"column": "age", "between": [15]},
        {"column": 3, "known": True},
    ],
)
def test_a_condition_that_makes_no_sense_is_refused(said) -> None:
    with pytest.raises(MeasureMisstated):
        stated_condition(said)
