"""Who was drawn from where: units, strata, fractions, and every fault of a design, counted."""

from __future__ import annotations

import math

import polars as pl
import pytest

from fairway.methods.survey.design import Design, Replication, Stage
from fairway.methods.survey.errors import DesignFaulty, DesignMisstated
from fairway.methods.survey.units import ROW, sampled_units

CLUSTERS = Design("w", (Stage("psu", "stratum", "N"),))


def drawn(**changed) -> pl.DataFrame:
    return pl.DataFrame(
        {"stratum": ["a", "a", "b", "b"], "psu": [1, 2, 3, 4], "N": [8, 8, 2, 2]} | changed, strict=False
    )


def fault_kinds(frame: pl.DataFrame, design: Design) -> dict[str, int]:
    with pytest.raises(DesignFaulty) as refused:
        sampled_units(frame, design)
    return {fault.kind: fault.count for fault in refused.value.faults}


def test_units_strata_and_factors() -> None:
    units, faults = sampled_units(drawn(), CLUSTERS)
    (stage,) = units.stages
    assert faults == ()
    assert stage.stratum.tolist() == [0, 0, 1, 1]
    assert stage.sampled.tolist() == [2, 2]
    assert stage.factor.tolist() == [0.75 * 2.0, 0.0]  # (1 − 2/8) · 2/(2 − 1); a census of the second stratum
    assert units.fraction.tolist() == [0.25, 0.25, 1.0, 1.0]


def test_values_up_to_one_are_sampling_fractions() -> None:
    sizes, _ = sampled_units(drawn(), CLUSTERS)
    fractions, _ = sampled_units(drawn(N=[0.25, 0.25, 1.0, 1.0]), CLUSTERS)
    assert fractions.stages[0].factor.tolist() == sizes.stages[0].factor.tolist()


def test_an_endless_population_is_sampling_with_replacement() -> None:
    units, _ = sampled_units(drawn(N=[math.inf] * 4), CLUSTERS)
    assert units.stages[0].factor.tolist() == [2.0, 2.0]


def test_a_later_stage_counts_only_below_stated_populations() -> None:
    frame = drawn(household=[1, 1, 1, 1])
    without = Design("w", (Stage("psu", "stratum"), Stage("household", None, "N")))
    assert len(sampled_units(frame, without)[0].stages) == 1
    stated = Design("w", (Stage("psu", "stratum", "N"), Stage("household", None, "M")), "certainty")
    later = sampled_units(frame.with_columns(M=pl.lit(4)), stated)[0].stages[1]
    assert later.factor.tolist() == [0.25 * 0.75, 0.25 * 0.75, 1.0 * 0.75, 1.0 * 0.75]  # f₁ (1 − f₂)
    assert later.single.tolist() == [True] * 4


def test_rows_are_units_where_the_last_stage_names_none() -> None:
    frame = pl.DataFrame({ROW: [0, 1, 2], "stratum": ["b", "a", "a"]})
    units, _ = sampled_units(frame, Design("w", (Stage(None, "stratum"),), "certainty"))
    assert units.keys[ROW].to_list() == [1, 2, 0]
    assert units.stages[0].sampled.tolist() == [2, 1]


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({"stratum": [None, "a", "b", "b"]}, {"null-design": 1}),
        ({"psu": [None, 2, None, 4], "stratum": ["a"] * 4, "N": [8] * 4}, {"null-design": 2}),
        ({"N": [None] * 4}, {"null-design": 4}),
        ({"psu": [1, 2, 1, 2]}, {"unit-in-two-strata": 2}),
        ({"N": [1.5, 1.5, 2, 2]}, {"population-too-small": 1}),
        ({"N": [8, 9, 2, 2]}, {"population-varies": 1}),
        ({"N": [0, 0, -3, -3]}, {"population-not-positive": 2}),
        ({"stratum": [None, "a", "b", "b"], "N": [8, 8, 1.5, 1.5]}, {"null-design": 1, "population-too-small": 1}),
    ],
)
def test_every_fault_of_a_design_is_counted(changed, kinds) -> None:
    found = fault_kinds(drawn(**changed), CLUSTERS)
    assert {kind: found.get(kind) for kind in kinds} == kinds


@pytest.mark.parametrize("changed", [{"N": [math.nan] * 4}, {"stratum": [math.nan, math.nan, 2.0, 2.0]}])
def test_not_a_number_is_as_null_in_a_design_column(changed) -> None:
    assert "null-design" in fault_kinds(drawn(**changed), CLUSTERS)


def test_sizes_and_fractions_do_not_mix() -> None:
    """0.25 of one stratum and 20 units of another: one of the two is a slip of the pen."""
    assert fault_kinds(drawn(N=[0.25, 0.25, 20.0, 20.0]), CLUSTERS)


def test_nesting_tells_units_of_the_same_number_apart() -> None:
    frame = drawn(psu=[1, 2, 1, 2])
    units, _ = sampled_units(frame, Design("w", CLUSTERS.stages, nest=True))
    assert len(units) == 4
    assert units.stages[0].sampled.tolist() == [2, 2]


def test_a_unit_that_states_two_populations_is_refused() -> None:
    frame = pl.DataFrame({"psu": [1, 1, 2], "N": [9, 9, 9], "M": [5, 6, 5], "household": [1, 1, 1]})
    design = Design("w", (Stage("psu", None, "N"), Stage("household", None, "M")), "certainty")
    assert fault_kinds(frame, design) == {"population-varies": 1}


def test_strata_with_one_unit_are_named() -> None:
    frame = drawn(stratum=["a", "b", "c", "c"], N=[4, 4, 9, 9])
    _, (fault,) = sampled_units(frame, CLUSTERS)
    assert (fault.kind, fault.count, fault.examples, fault.fatal) == ("single-unit-stratum", 2, ("a", "b"), False)
    assert "refused" in fault.advice
    _, (ruled,) = sampled_units(frame, Design("w", CLUSTERS.stages, "average"))
    assert "average" in ruled.advice


def test_a_stratum_whose_only_unit_was_sampled_is_no_singleton() -> None:
    units, faults = sampled_units(drawn(stratum=["a", "b", "c", "c"], N=[1, 4, 9, 9]), CLUSTERS)
    assert units.stages[0].single.tolist() == [False, True, False]
    assert faults[0].examples == ("b",)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Design("w", singletons="ignore"),  # type: ignore[arg-type]
        lambda: Design(None),
        lambda: Design("w", (Stage(None), Stage("psu"))),
        lambda: Replication("jk9", ("a", "b")),  # type: ignore[arg-type]
        lambda: Replication("brr", ("a",)),
        lambda: Replication("brr", ("a", "a")),
        lambda: Replication("fay", ("a", "b")),
        lambda: Replication("fay", ("a", "b"), rho=1.0),
        lambda: Replication("jkn", ("a", "b"), rscales=(1.0,)),
        lambda: Replication("other", ("a", "b")),
    ],
)
def test_a_design_that_contradicts_itself_is_refused(build) -> None:
    with pytest.raises(DesignMisstated) as refused:
        build()
    assert refused.value.advice


def test_the_columns_of_a_design_are_named_once() -> None:
    design = Design(
        "w", (Stage("psu", "stratum", "N"), Stage(None, "stratum")), replication=Replication("brr", ("w", "r"))
    )
    assert design.columns == ("w", "stratum", "psu", "N", "r")
    assert design.unit_columns == ("stratum", "psu")
    assert design.each_row_a_unit
