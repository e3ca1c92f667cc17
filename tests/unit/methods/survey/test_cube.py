"""The cube: numbering of domains, margins, regrouping."""

from __future__ import annotations

import numpy as np
import polars as pl

from fairway.methods.survey.cube import Cube, CubeNames, cube_of, margin_of, regroup
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.plan import CubePlan, Moment
from fairway.methods.survey.units import SampledUnits, sampled_units

PLAN = CubePlan(("sex", "age"), (Moment(), Moment(("y",), ("y",))), ((), ("y",)))


def three_units() -> SampledUnits:
    units, _ = sampled_units(pl.DataFrame({"psu": [7, 8, 9]}), Design("w", (Stage("psu"),)))
    return units


def grouped() -> pl.DataFrame:
    """As an engine returns it, in no order, with one group whose sex is unknown."""
    names = CubeNames(PLAN)
    rows = [
        ("m", 1, 9, 5.0, 50.0, 2, 2),
        ("f", 2, 7, 1.0, 10.0, 1, 1),
        ("f", 1, 8, 2.0, 0.0, 3, 0),
        (None, 1, 7, 9.0, 9.0, 4, 4),
    ]
    columns = [
        "sex",
        "age",
        "psu",
        *(names.moment(one) for one in PLAN.moments),
        *(names.count(one) for one in PLAN.counts),
    ]
    return pl.DataFrame(rows, schema=columns, orient="row")


def test_a_grouped_frame_becomes_a_cube_in_order() -> None:
    cube = cube_of(grouped(), PLAN, three_units())
    assert cube.domains.rows() == [("f", 1), ("f", 2), ("m", 1)]
    assert cube.unit.tolist() == [1, 0, 2]
    assert cube.sums[Moment(("y",), ("y",))].tolist() == [0.0, 10.0, 50.0]
    assert cube.left_out == 4


def test_a_part_numbers_domains_as_the_whole_does() -> None:
    whole = cube_of(grouped(), PLAN, three_units())
    part = cube_of(grouped().filter(pl.col("psu") == 9), PLAN, three_units(), whole.domains)
    assert part.domain.tolist() == [2]
    assert part.totals().sums[Moment()].tolist() == [0.0, 0.0, 5.0]


def test_a_margin_adds_up_what_it_sums_over() -> None:
    cube = cube_of(grouped(), PLAN, three_units())
    by_sex = cube.summed_over(["sex"])
    assert by_sex.domains.rows() == [("f", None), ("m", None)]
    assert by_sex.totals().sums[Moment()].tolist() == [3.0, 5.0]
    assert by_sex.totals().counts[("y",)].tolist() == [1.0, 2.0]
    everybody = cube.summed_over([])
    assert everybody.domains.rows() == [(None, None)]
    assert everybody.unit.tolist() == [0, 1, 2]
    assert cube.totals().summed_over(["age"]).sums[Moment()].tolist() == [7.0, 1.0]


def test_a_margin_merges_rows_of_one_unit() -> None:
    cube = Cube(
        three_units(),
        pl.DataFrame({"sex": ["f", "m"]}),
        np.array([0, 0, 1], np.int32),
        np.array([0, 2, 2], np.int32),
        {Moment(): np.array([1.0, 2.0, 4.0])},
        {(): np.array([1.0, 1.0, 1.0])},
    )
    merged = cube.summed_over([])
    assert merged.unit.tolist() == [0, 2]
    assert merged.sums[Moment()].tolist() == [1.0, 6.0]


def test_margins_keep_the_kind_of_the_columns_summed_over() -> None:
    margins, at = margin_of(pl.DataFrame({"sex": ["f", "m"], "age": [1, 1]}), ["age"])
    assert margins.schema == {"sex": pl.String, "age": pl.Int64}
    assert at.tolist() == [0, 0]


def test_regrouping_orders_by_domain_and_unit() -> None:
    domain, unit, starts, order = regroup(np.array([1, 0, 1, 0], np.int32), 2, np.array([2, 2, 2, 0], np.int32), 3)
    assert (domain.tolist(), unit.tolist()) == ([0, 0, 1], [0, 2, 2])
    assert starts.tolist() == [0, 1, 2]
    assert order.tolist() == [3, 1, 0, 2]
