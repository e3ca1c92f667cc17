"""Microdata in memory: what the engine answers to each of its questions."""

from __future__ import annotations

import math

import polars as pl
import pytest

from fairway.methods.survey.cube import Cube
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.measures import Mean
from fairway.methods.survey.plan import Between, CubePlan, Indicator, Is, Known, Moment, Quotient
from fairway.methods.survey.units import sampled_units
from fairway.warehouse.surveys import open_survey
from fairway.warehouse.surveys.memory import MemoryGrouping

FRAME = pl.DataFrame(
    {
        "psu": [2, 1, 2, 1],
        "weight": [1.0, 2.0, 0.0, 4.0],
        "y": [10.0, None, 30.0, math.nan],
        "x": [0.0, 1.0, 2.0, 4.0],
        "sex": ["m", "f", "m", None],
        "code": [1, 2, 3, 1],
        "urban": [True, False, None, True],
    }
)
DESIGN = Design("weight", (Stage("psu"),))
PERSONS = Moment()


def settled(frame: pl.DataFrame = FRAME, design: Design = DESIGN) -> MemoryGrouping:
    grouping = MemoryGrouping(frame)
    units, _ = sampled_units(grouping.drawn(design.unit_columns, design.each_row_a_unit), design)
    grouping.settle(design.weight, units)
    return grouping


def cube(by=(), moments=(PERSONS,), counts=((),), where=(), grouping=None) -> Cube:
    summed = (grouping or settled()).summed(CubePlan(by, moments, counts, where), moments, whole=False)
    (only,) = summed.cubes
    assert summed.parts == 1
    return only


def test_columns_have_their_kinds() -> None:
    assert dict(MemoryGrouping(FRAME).columns) == {
        "psu": "number",
        "weight": "number",
        "y": "number",
        "x": "number",
        "sex": "text",
        "code": "number",
        "urban": "boolean",
    }


def test_the_census_of_weights() -> None:
    weights = [1.0, None, math.nan, -2.0, 0.0, math.inf, 4.0]
    census = MemoryGrouping(pl.DataFrame({"w": weights})).weights("w")
    counts = (census.rows, census.null, census.negative, census.zero, census.endless, census.total)
    assert counts == (7, 2, 1, 1, 1, 3.0)
    assert MemoryGrouping(FRAME).weights(None).total == 4.0


def test_rows_come_in_the_order_of_their_units() -> None:
    found = cube()
    assert found.unit.tolist() == [0, 1]
    assert found.sums[Moment()].tolist() == [6.0, 1.0]
    assert found.counts[()].tolist() == [2.0, 1.0]  # a weight of zero is nobody


def test_moments_leave_out_what_is_unknown() -> None:
    known = Moment(("y",), ("y",))
    square = Moment(("y", "y"), ("y",))
    share = Moment((Indicator("sex", ("m",)),), (Indicator("sex", ("m",)),))
    divided = Moment((Quotient("x", "x"),), (Quotient("x", "x"),))
    found = cube(moments=(known, square, share, divided, Moment()), counts=((), ("y",), (Quotient("x", "x"),)))
    assert found.sums[known].tolist() == [0.0, 10.0]
    assert found.sums[square].tolist() == [0.0, 100.0]
    assert found.sums[share].tolist() == [0.0, 1.0]
    assert found.sums[divided].tolist() == [6.0, 0.0]  # nobody is divided by 0
    assert found.counts[("y",)].tolist() == [0.0, 1.0]
    assert found.counts[(Quotient("x", "x"),)].tolist() == [2.0, 0.0]


def test_a_moment_needs_all_that_its_measure_needs() -> None:
    """The denominator of a ratio is summed over the rows in which the numerator is known."""
    below = Moment(("x",), ("y", "x"))
    assert cube(moments=(below,), counts=(("y", "x"),)).sums[below].tolist() == [0.0, 0.0]
    grouping = settled(FRAME.with_columns(weight=pl.lit(1.0)))
    found = cube(moments=(below, Moment(("x",), ("x",))), counts=(("y", "x"),), grouping=grouping)
    assert found.sums[below].tolist() == [0.0, 2.0]
    assert found.sums[Moment(("x",), ("x",))].tolist() == [5.0, 2.0]


def test_domains_are_ordered_and_nulls_counted() -> None:
    found = cube(by=("sex", "code"))
    assert found.domains.rows() == [("f", 2), ("m", 1)]
    assert found.left_out == 1


@pytest.mark.parametrize(
    ("condition", "persons"),
    [
        (Is("sex", ("m",)), 1.0),
        (Is("code", (1,)), 5.0),
        (Is("code", (1.0, 2)), 7.0),
        (Is("urban", (True,)), 5.0),
        (Between("x", 1.0, 2.0), 2.0),
        (Between("x", None, 0.0), 1.0),
        (Between("x", 4.0), 4.0),
        (Known("sex"), 3.0),
        (Known("y"), 1.0),
        (Is("sex", ("m", "f")), 3.0),
    ],
)
def test_conditions(condition, persons) -> None:
    assert cube(where=(condition,)).sums[Moment()].sum() == persons


def test_conditions_join() -> None:
    assert cube(where=(Is("code", (1,)), Known("sex"))).sums[Moment()].tolist() == [1.0]


def test_levels_are_ordered_and_known() -> None:
    grouping = settled()
    assert grouping.levels("sex") == ("f", "m")
    assert grouping.levels("code") == (1, 2, 3)
    assert grouping.levels("y") == (10.0, 30.0)


def test_text_is_no_number() -> None:
    with pytest.raises(MeasureMisstated, match="sex"):
        cube(moments=(Moment(("sex",), ("sex",)),))


def test_a_distribution_is_ordered_by_domain_and_value() -> None:
    frame = FRAME.with_columns(weight=pl.lit(1.0), y=pl.Series([30.0, 10.0, 20.0, None]))
    found = settled(frame).distribution(("urban",), "y", ())
    assert found.domains.rows() == [(False,), (True,)]
    assert found.domain.tolist() == [0, 1]
    assert found.value.tolist() == [10.0, 30.0]
    assert found.unit.tolist() == [0, 1]
    assert found.left_out == 1


def test_every_row_a_unit() -> None:
    found = cube(grouping=settled(design=Design("weight")))
    assert found.unit.tolist() == [0, 1, 3]


def test_a_row_keeps_its_weight_when_rows_are_put_in_order() -> None:
    found = cube(moments=(Moment(("x",), ("x",)),))
    assert found.sums[Moment(("x",), ("x",))].tolist() == [18.0, 0.0]


def test_text_among_numbers_is_named_and_counted() -> None:
    frame = pl.DataFrame({"weight": [1.0, 1.0, 1.0], "unit": [3, 1, 2], "pay": ["10", "abc", "abc"]})
    opened = open_survey(frame, Design("weight", (Stage("unit"),)))
    with pytest.raises(MeasureMisstated, match="2 cells of pay are text among numbers") as refused:
        opened.estimate([Mean("pay")])
    assert "first in row 2" in refused.value.title
