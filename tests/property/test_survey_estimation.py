"""The engine against the slow reference, for random designs; then what must hold whatever the design."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any, get_args

import polars as pl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Replication
from fairway.methods.survey.errors import MeasureMisstated, NothingToEstimate, SingleUnitStratum
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Rate, Ratio, Total
from fairway.methods.survey.plan import Between, Is, Known
from fairway.methods.survey.quantile_rules import QuantileRule
from fairway.methods.survey.quantiles import Quantile
from fairway.methods.survey.reference import Answer, estimate
from fairway.methods.survey.reference_design import strata_of
from fairway.warehouse.surveys import open_survey
from tests.property.survey_samples import Sample, samples

MEASURES = (
    Total(),
    Total("y"),
    Mean("y"),
    Ratio("y", "x"),
    Rate("employed", "x"),
    MeanOfRatios("y", "x"),
    Proportion("sector"),
    Proportion("employed", 1),
    Proportion("owner", True, "wilson"),
    Proportion("sector", ("farm", "shop"), "korn-graubard"),
    Proportion("age", 2, "t"),
)
DOMAINS = ((), ("region",), ("age",), ("urban",), ("region", "age"), ("urban", "region", "age"))
UNIVERSES = ((), (Is("age", (1, 3)),), (Between("x", 2.0, None),), (Known("sector"), Is("owner", (True,))))
NUMBERS = ("estimate", "se", "low", "high", "df", "n", "deff")
TOLERANCE = 1e-9

tame = ("certainty", "adjust", "average")

quick = settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
thorough = settings(quick, max_examples=250)


def asked(sample: Sample, measures: Any, **question: Any) -> list[dict[str, Any]]:
    return open_survey(sample.frame, sample.design).estimate(measures, **question).frame.to_dicts()


def near(ours: float | None, theirs: float | None, scale: float = 1.0) -> bool:
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=TOLERANCE, abs_tol=TOLERANCE * 1e-3 * max(scale, 1.0))


def check(row: dict[str, Any], answer: Answer) -> None:
    scale = abs(answer.estimate or 0.0)
    for name in NUMBERS:
        ours, theirs = row[name], getattr(answer, name)
        if name == "deff" and answer.se is not None and answer.se <= TOLERANCE * max(scale, 1.0):
            continue  # nothing varies, so that the design effect is the quotient of two roundings
        assert near(ours, theirs, scale), f"{name}: {ours}, and the reference has {theirs}: {answer}"


def same_as_reference(sample: Sample, measure: Any, by: tuple[str, ...], where: tuple[Any, ...], level: float) -> None:
    try:
        answers = estimate(sample.rows, sample.design, measure, by, where, level)
    except SingleUnitStratum:
        answers = None
    try:
        rows = asked(sample, [measure], by=by, where=where, level=level)
    except SingleUnitStratum:
        # A ratio over nothing has no variance to refuse; the engine looks at the strata first.
        nothing = answers is not None and any(one.estimate is None and one.n for one in answers)
        assert answers is None or nothing, "the engine refuses what the reference can estimate"
        return
    except (NothingToEstimate, MeasureMisstated):
        assert not answers
        return
    assert answers is not None, "the engine estimates what the reference refuses"
    found = {(tuple(row[name] for name in by), row["level"]): row for row in rows}
    assert len(found) == len(rows) == len(answers)
    for answer in answers:
        check(found[answer.domain, None if answer.level is None else str(answer.level)], answer)


@given(
    samples(),
    st.sampled_from(MEASURES),
    st.sampled_from(DOMAINS),
    st.sampled_from(UNIVERSES),
    st.sampled_from((0.95, 0.8)),
)
@thorough
def test_the_engine_equals_the_reference(sample, measure, by, where, level) -> None:
    same_as_reference(sample, measure, by, where, level)


@given(samples(), st.sampled_from(MEASURES[:7]), st.sampled_from(DOMAINS[4:]), st.sampled_from(UNIVERSES))
@quick
def test_differences_equal_the_reference(sample, measure, by, where) -> None:
    """Domains share clusters, so that the covariance matters."""
    same_as_reference(sample, Difference(measure, "region", "north", "south"), by, where, 0.95)


@given(
    samples(tame), st.sampled_from(get_args(QuantileRule)), st.sampled_from((0.2, 0.5, 0.87)), st.sampled_from(DOMAINS)
)
@quick
def test_quantiles_equal_the_reference(sample, rule, at, by) -> None:
    weighted = Sample(sample.frame, replace(sample.design, weight="weight"))
    same_as_reference(weighted, Quantile("y", at, rule), by, (Known("y"),), 0.9)


@given(samples(tame), st.sampled_from(DOMAINS))
@quick
def test_gini_equals_the_double_sum(sample, by) -> None:
    same_as_reference(sample, Gini("x"), by, (Known("x"),), 0.95)


@given(samples(tame), st.sampled_from(MEASURES[:4]), st.sampled_from(DOMAINS[4:]))
@quick
def test_margins_equal_the_reference_over_known_domains(sample, measure, by) -> None:
    known = tuple(Known(name) for name in by)
    rows = possible(sample, [measure], by=by, margins=True)
    kept = {tuple(row[name] is not None for name in by) for row in rows}
    assert len(kept) == 2 ** len(by) or not rows
    for row in rows:
        margin = tuple(name for name in by if row[name] is not None)
        for answer in estimate(sample.rows, sample.design, measure, margin, known):
            if answer.domain == tuple(row[name] for name in margin):
                check(row, answer)
                break
        else:
            raise AssertionError(f"the reference has no such margin: {row}")


@given(samples(tame))
@quick
def test_totals_add_up_over_margins(sample) -> None:
    rows = possible(sample, [Total(), Total("y")], by=("region", "age"), margins=True)
    for measure in ("total", "total y"):
        for kept in ({"region"}, {"age"}, set()):
            whole, parts = [], []
            for row in rows:
                named = {name for name in ("region", "age") if row[name] is not None}
                if row["measure"] == measure and row["estimate"] is not None:
                    (whole if named == kept else parts if len(named) == 2 else []).append(row["estimate"])
            assert math.isclose(sum(whole), sum(parts), rel_tol=TOLERANCE, abs_tol=1e-8)


@given(samples(tame), st.sampled_from(MEASURES), st.randoms(use_true_random=False))
@quick
def test_neither_the_order_of_rows_nor_the_names_of_units_matter(sample, measure, random) -> None:
    places = list(range(len(sample.frame)))
    random.shuffle(places)
    names = [f"unit {number}" for number in range(100)]
    random.shuffle(names)
    renamed = sample.with_columns(
        pl.col("psu").replace_strict(dict(enumerate(names)), return_dtype=pl.String),
        pl.col("stratum").replace_strict({f"s{old}": new for old, new in zip(range(4), names, strict=False)}),
    )
    shuffled = Sample(renamed.frame[places], renamed.design)
    alike(possible(sample, [measure], by=("region",)), possible(shuffled, [measure], by=("region",)))


@given(samples(tame), st.sampled_from((1e-6, 0.25, 3.0, 1e9)))
@quick
def test_scaled_weights_scale_totals_and_leave_the_rest(sample, factor) -> None:
    weighted = Sample(sample.frame, replace(sample.design, weight="weight"))
    scaled = weighted.with_columns(pl.col("weight") * factor)
    for measure, times in ((Total("y"), factor), (Total(), factor), (Mean("y"), 1.0), (Ratio("y", "x"), 1.0)):
        before, after = (possible(one, [measure], by=("region",)) for one in (weighted, scaled))
        for row in before:
            row |= {
                name: row[name] if row[name] is None else row[name] * times
                for name in ("estimate", "se", "low", "high")
            }
        alike(before, after, ("estimate", "se", "low", "high", "df", "n"))


@given(samples(("certainty", "adjust")), st.sampled_from(("y", "x", None)))
@quick
def test_a_domain_and_its_complement_are_the_whole(sample, of) -> None:
    """V(a + b) + V(a − b) = 2 V(a) + 2 V(b): the variance is a quadratic form of the scores, covariances and all."""
    known = (Known("urban"),)
    sides = {row["urban"]: row for row in possible(sample, [Total(of)], by=("urban",), where=known)}
    if len(sides) < 2 or any(row["estimate"] is None for row in sides.values()):
        return
    (whole,) = asked(sample, [Total(of)], where=known)
    (less,) = asked(sample, [Difference(Total(of), "urban", True, False)], by=("urban",), where=known)
    assert near(sides[True]["estimate"] + sides[False]["estimate"], whole["estimate"], abs(whole["estimate"]))
    assert near(sides[True]["estimate"] - sides[False]["estimate"], less["estimate"], abs(whole["estimate"]))
    left, right = whole["se"] ** 2 + less["se"] ** 2, 2.0 * (sides[True]["se"] ** 2 + sides[False]["se"] ** 2)
    assert math.isclose(left, right, rel_tol=TOLERANCE, abs_tol=1e-12 * max(1.0, whole["estimate"] ** 2))


@given(samples(populations=("fractions",)), st.sampled_from(MEASURES))
@quick
def test_a_census_has_no_sampling_error(sample, measure) -> None:
    everybody = sample.with_columns(pl.lit(1.0).alias("psus"), pl.lit(1.0).alias("households"))
    for row in asked(everybody, [measure], by=("age",)) if (sample.frame["age"].is_not_null()).any() else ():
        assert row["se"] in (0.0, None)
        assert (
            row["se"] is None
            or row["df"] == 0
            or row["low"] in (row["estimate"], None)
            or near(row["low"], row["estimate"])
        )


@given(samples(tame), st.sampled_from(MEASURES))
@quick
def test_an_interval_contains_its_estimate(sample, measure) -> None:
    for row in possible(sample, [measure], by=("region",)):
        assert (row["low"] is None) == (row["high"] is None)
        if row["low"] is not None:
            slack = 1e-12 * max(1.0, abs(row["estimate"]))
            assert row["low"] - slack <= row["estimate"] <= row["high"] + slack
            if row["measure"].startswith("proportion sector"):
                assert 0.0 <= row["low"] <= row["high"] <= 1.0
        assert row["estimate"] is not None or row["reason"]
        assert row["low"] is not None or row["reason"], "a gap without a reason"


@given(samples(tame))
@quick
def test_proportions_of_every_value_sum_to_one(sample) -> None:
    sums: dict[Any, float] = {}
    for row in possible(sample, [Proportion("sector")], by=("region",)):
        if row["estimate"] is not None:
            sums[row["region"]] = sums.get(row["region"], 0.0) + row["estimate"]
    assert all(math.isclose(one, 1.0, rel_tol=1e-12) for one in sums.values())


@given(samples(("certainty",), populations=("none",)))
@quick
def test_the_jackknife_of_a_total_is_its_linearised_variance(sample) -> None:
    """Of two formulas of the reference, each must find the other's number: nothing else holds both to account."""
    design = replace(sample.design, stages=sample.design.stages[:1], weight="weight")
    columns, rscales = [], []
    rows = sample.rows
    for stratum in strata_of(rows, range(len(rows)), design.stages[0]):
        size = len(stratum.units)
        for left_out in stratum.units if size > 1 else ():
            kept = {k: size / (size - 1.0) for unit in stratum.units for k in unit} | dict.fromkeys(left_out, 0.0)
            columns.append([row["weight"] * kept.get(k, 1.0) for k, row in enumerate(rows)])
            rscales.append((size - 1.0) / size)
    if len(columns) < 2:
        return
    names = tuple(f"r{number}" for number in range(len(columns)))
    for k, row in enumerate(rows):
        row |= {name: column[k] for name, column in zip(names, columns, strict=True)}
    replicated = Design("weight", replication=Replication("jkn", names, rscales=tuple(rscales)))
    (jackknifed,), (linearised,) = (estimate(rows, one, Total("x")) for one in (replicated, design))
    assert near(jackknifed.se, linearised.se, linearised.estimate or 0.0)


def possible(sample: Sample, measures: Any, **question: Any) -> list[dict[str, Any]]:
    """The rows, or none where no row is in the universe or a proportion has no value."""
    try:
        return asked(sample, measures, **question)
    except (NothingToEstimate, MeasureMisstated):
        return []


def alike(before: list[dict[str, Any]], after: list[dict[str, Any]], names: tuple[str, ...] = NUMBERS) -> None:
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert (one["region"], one["measure"], one["level"]) == (other["region"], other["measure"], other["level"])
        scale = abs(one["estimate"] or 0.0)
        for name in names:
            rounding = name == "deff" and (one["se"] or 0.0) <= TOLERANCE * max(scale, 1.0)
            assert rounding or near(one[name], other[name], scale), f"{name}: {one[name]} became {other[name]}"
