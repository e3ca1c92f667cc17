"""The cube: numbering of domains, margins, regrouping."""

from __future__ import annotations

import numpy as np
import polars as pl

from fairway.methods.survey.cube import Cube, margin_of, regroup
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.plan import Moment
from fairway.methods.survey.units import SampledUnits, sampled_units


def three_units() -> SampledUnits:
    units, _ = sampled_units(pl.DataFrame({"psu": [7, 8, 9]}), Design("w", (Stage("psu"),)))
    return units


def three_domains() -> Cube:
    """f1 in unit 8, f2 in unit 7, m1 in unit 9."""
    return Cube(
        three_units(),
        pl.DataFrame({"sex": ["f", "f", "m"], "age": [1, 2, 1]}),
        np.array([0, 1, 2], np.int32),
        np.array([1, 0, 2], np.int32),
        {Moment(): np.array([2.0, 1.0, 5.0])},
        {(): np.array([3.0, 1.0, 2.0]), ("y",): np.array([0.0, 1.0, 2.0])},
    )


def test_a_margin_adds_up_what_it_sums_over() -> None:
    cube = three_domains()
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
