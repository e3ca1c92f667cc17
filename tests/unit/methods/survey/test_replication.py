"""Replicates: Hadamard matrices, made against linearised variances, degrees of freedom, determinism, and faults."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import polars as pl
import pytest
from scipy import sparse

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design, Replication, Stage
from fairway.methods.survey.errors import DesignFaulty, DesignMisstated, MeasureMisstated
from fairway.methods.survey.hadamard import hadamard, least_order
from fairway.methods.survey.measures import Mean, Ratio, Total
from fairway.methods.survey.quantiles import Quantile
from fairway.methods.survey.replicate_given import gram_rank
from fairway.methods.survey.replicate_made import MadeReplicates, made_replicates
from fairway.methods.survey.replicate_making import (
    BalancedRepeated,
    Bootstrap,
    Jackknife,
    ReplicateMethod,
    SuccessiveDifference,
)
from fairway.warehouse.surveys import Survey, open_survey

CLUSTERS = Design("w", (Stage("psu", "stratum"),))
METHODS: tuple[ReplicateMethod, ...] = (
    Bootstrap(400, seed=3),
    Jackknife(),
    BalancedRepeated(),
    BalancedRepeated(rho=0.5),
    SuccessiveDifference(80),
)


def rows(strata: int = 12, units: int = 2, size: int = 900, seed: int = 5) -> pl.DataFrame:
    """Persons of `units` clusters in each stratum; clusters are numbered through."""
    random = np.random.default_rng(seed)
    psu = np.sort(np.append(np.arange(strata * units), random.integers(0, strata * units, size - strata * units)))
    effect = random.normal(0, 2, strata * units)
    return pl.DataFrame(
        {
            "w": random.uniform(1, 5, size),
            "psu": psu,
            "stratum": psu // units,
            "N": np.full(size, units * 2.5),
            "y": random.normal(20, 4, size) + effect[psu],
            "x": random.uniform(5, 10, size),
            "g": random.integers(0, 3, size),
        }
    )


@pytest.mark.parametrize("order", [1, 2, 4, 8, 12, 20, 24, 28, 36, 44, 60, 72, 76, 80, 160])
def test_hadamard_matrices_are_orthogonal_and_begin_with_ones(order: int) -> None:
    found = hadamard(order).astype(int)
    assert np.array_equal(found @ found.T, order * np.eye(order, dtype=int))
    assert np.all(np.abs(found) == 1)
    assert np.all(found[0] == 1)
    assert np.all(found[:, 0] == 1)
    assert np.all(found[1:].sum(axis=1) == 0)


def test_an_order_that_cannot_be_made_names_the_next() -> None:
    assert least_order(3) == 4
    assert least_order(13) == 16
    assert least_order(92) == 96
    with pytest.raises(DesignMisstated) as refused:
        hadamard(92)
    assert "96" in str(refused.value.advice)


@pytest.mark.parametrize("method", [Jackknife(), BalancedRepeated(), BalancedRepeated(rho=0.3)])
@pytest.mark.parametrize("population", [None, "N"])
def test_for_totals_jackknife_and_balanced_replicates_are_the_linearised_variance(
    method: ReplicateMethod, population: str | None
) -> None:
    one = open_survey(rows(), Design("w", (Stage("psu", "stratum", population),)))
    asked = {"by": ["g"], "margins": True}
    linear = one.estimate([Total("y"), Total()], **asked).frame
    made = one.estimate([Total("y"), Total()], **asked, replicate=method).frame
    assert made["se"].to_numpy() == pytest.approx(linear["se"].to_numpy(), rel=1e-11)
    assert made["estimate"].equals(linear["estimate"])


def test_the_bootstraps_variance_of_totals_is_the_linearised_one_in_expectation() -> None:
    one = open_survey(rows(units=5), Design("w", (Stage("psu", "stratum", "N"),)))
    linear = one.estimate([Total("y")], by=["g"]).frame["se"].to_numpy()
    made = one.estimate([Total("y")], by=["g"], replicate=Bootstrap(6000, seed=11)).frame["se"].to_numpy()
    assert made == pytest.approx(linear, rel=0.04)


def test_successive_differences_of_a_total_are_half_the_squared_steps_of_neighbours() -> None:
    frame = rows(strata=1, units=31)
    one = open_survey(frame, Design("w", (Stage("psu"),)))
    sums = frame.group_by("psu").agg((pl.col("w") * pl.col("y")).sum()).sort("psu")["w"].to_list()
    expected = sum((b - a) ** 2 for a, b in pairwise([*sums, sums[0]])) / 2
    se = one.estimate([Total("y")], replicate=SuccessiveDifference(32)).frame["se"].item()
    assert se**2 == pytest.approx(expected, rel=1e-11)


def multipliers(made: MadeReplicates) -> np.ndarray:
    return np.hstack(list(made.blocks()))


@pytest.mark.parametrize("method", METHODS)
def test_degrees_of_freedom_are_the_rank_of_the_members_multipliers_less_one(method: ReplicateMethod) -> None:
    units = open_survey(rows(), CLUSTERS).units
    made = made_replicates(method, units)
    matrix = multipliers(made)
    random = np.random.default_rng(0)
    parts = [np.arange(24), np.array([3]), np.array([0, 1]), np.sort(random.choice(24, 9, replace=False))]
    domain = np.repeat(np.arange(len(parts), dtype=np.int32), [len(part) for part in parts])
    unit = np.concatenate(parts).astype(np.int32)
    expected = [np.linalg.matrix_rank(matrix[part]) - 1 for part in parts]
    assert made.degrees_of_freedom(domain, unit, len(parts)).tolist() == expected


def test_the_jackknifes_closed_form_is_its_matrix_product() -> None:
    made = made_replicates(Jackknife(), open_survey(rows(units=4), CLUSTERS).units)
    sums = sparse.random(5, made.height, 0.6, format="csr", random_state=1)
    assert made.multiplied(sums) == pytest.approx(sums.toarray() @ multipliers(made), rel=1e-12, abs=1e-12)


def given(frame: pl.DataFrame, method: ReplicateMethod, *, combined: bool = True) -> pl.DataFrame:
    """The frame with made replicates as columns r0, r1 …"""
    units = open_survey(frame, CLUSTERS).units
    matrix = multipliers(made_replicates(method, units))
    leaf = frame.join(units.keys.with_row_index("leaf"), on=["stratum", "psu"], maintain_order="left")[
        "leaf"
    ].to_numpy()
    whole = matrix[leaf] * (frame["w"].to_numpy()[:, None] if combined else 1.0)
    return frame.with_columns(pl.Series(f"r{number}", whole[:, number]) for number in range(whole.shape[1]))


def columns(frame: pl.DataFrame) -> tuple[str, ...]:
    return tuple(name for name in frame.columns if name.startswith("r") and name[1:].isdigit())


@pytest.mark.parametrize("combined", [True, False])
@pytest.mark.parametrize("interval", ["woodruff", "replicates"])
def test_replicates_given_as_columns_answer_as_those_made_here(combined: bool, interval: str) -> None:
    frame, method = rows(), Bootstrap(40, seed=9)
    told = given(frame, method, combined=combined).sample(fraction=1.0, shuffle=True, seed=4)
    producer = open_survey(told, Design("w", replication=Replication("bootstrap", columns(told), combined=combined)))
    measures = [Mean("y"), Ratio("y", "x"), Quantile("y", interval=interval), Difference(Mean("y"), "g", 0, 2)]
    asked = {"by": ["g"], "margins": True}
    ours = open_survey(frame, CLUSTERS).estimate(measures, **asked, replicate=method).frame
    theirs = producer.estimate(measures, **asked).frame
    for name in ("estimate", "se", "low", "high", "df"):
        assert theirs[name].to_numpy() == pytest.approx(ours[name].to_numpy(), rel=1e-9, nan_ok=True), name


@pytest.mark.parametrize("method", METHODS)
def test_the_order_of_rows_changes_nothing(method: ReplicateMethod) -> None:
    frame = rows()
    mixed = frame.sample(fraction=1.0, shuffle=True, seed=8)
    one, other = (
        open_survey(each, CLUSTERS).estimate([Mean("y")], by=["g"], replicate=method) for each in (frame, mixed)
    )
    assert one.frame["se"].to_numpy() == pytest.approx(other.frame["se"].to_numpy(), rel=1e-12)


def test_more_replicates_begin_with_the_same_ones_and_another_seed_is_another_draw() -> None:
    units = open_survey(rows(units=4), CLUSTERS).units
    few, many = (multipliers(made_replicates(Bootstrap(count, seed=1), units)) for count in (40, 90))
    assert np.array_equal(few, many[:, :40])
    assert not np.array_equal(few, multipliers(made_replicates(Bootstrap(40, seed=2), units)))
    assert few.min() >= 0.0
    assert few.reshape(12, 4, 40).sum(axis=1) == pytest.approx(np.full((12, 40), 4.0))


def test_a_margin_and_a_difference_share_the_replicates_of_their_domains() -> None:
    frame = rows()
    one = open_survey(frame, CLUSTERS)
    method = Bootstrap(60, seed=1)
    both = one.estimate([Mean("y")], by=["g", "stratum"], margins=[["g"], []], replicate=method).frame
    alone = one.estimate([Mean("y")], by=["g"], replicate=method).frame
    margin = both.filter(pl.col("stratum").is_null() & pl.col("g").is_not_null())
    assert margin["se"].to_numpy() == pytest.approx(alone["se"].to_numpy(), rel=1e-12)
    assert margin["df"].equals(alone["df"])


def test_a_domain_empty_in_a_replicate_is_left_out_of_it_and_counted() -> None:
    frame = rows().with_columns(pl.when(pl.col("psu") == 3).then(9).otherwise("g").alias("g"))
    found = open_survey(frame, CLUSTERS).estimate([Mean("y")], by=["g"], replicate=Bootstrap(50, seed=1))
    fault = next(one for one in found.faults if one.kind == "empty-in-replicate")
    assert fault.count == 1
    assert found.frame.filter(pl.col("g") == 9)["se"].item() == pytest.approx(0.0, abs=1e-12)


def faulty(frame: pl.DataFrame, design: Design) -> dict[str, int]:
    with pytest.raises(DesignFaulty) as refused:
        open_survey(frame, design)
    return {fault.kind: fault.count for fault in refused.value.faults}


def test_faults_of_given_replicates_are_named_and_counted() -> None:
    frame = given(rows(), BalancedRepeated())
    design = Design("w", (Stage("psu", "stratum"),), replication=Replication("brr", columns(frame)))
    first = pl.int_range(pl.len()) < 3
    assert faulty(frame.with_columns(r1=pl.when(first).then(None).otherwise("r1")), design) == {"null-replicate": 3}
    assert faulty(frame.with_columns(r2=pl.when(first).then(-1.0).otherwise("r2")), design) == {"negative-replicate": 3}
    endless = frame.with_columns(r2=pl.when(first).then(float("inf")).otherwise("r2"))
    assert faulty(endless, design) == {"endless-replicate": 3}
    assert faulty(frame.with_columns(r3=pl.lit(0.0)), design) == {"empty-replicate": 1}
    assert faulty(frame.with_columns(r3=pl.lit("a")), design) == {"text-replicate": 1}
    once = frame.with_columns(
        pl.when(pl.col("stratum") == 4).then(0.0).otherwise(name).alias(name) for name in columns(frame)[1:]
    )
    assert faulty(once, design) == {"stratum-in-one-replicate": 1}


def test_what_does_not_suit_the_design_is_refused_with_advice() -> None:
    three = open_survey(rows(units=3), CLUSTERS)
    with pytest.raises(DesignMisstated, match="two first-stage units in every stratum; 12 of 12"):
        three.estimate([Mean("y")], replicate=BalancedRepeated())
    with pytest.raises(DesignMisstated, match="without strata"):
        three.estimate([Mean("y")], replicate=Jackknife("jk1"))
    with pytest.raises(DesignMisstated, match="order 92"):
        three.estimate([Mean("y")], replicate=SuccessiveDifference(92))
    with pytest.raises(MeasureMisstated, match="jackknife"):
        three.estimate([Quantile("y", interval="replicates")], replicate=Jackknife())
    told = given(rows(), Jackknife())
    with pytest.raises(DesignMisstated, match="rscales"):
        open_survey(told, Design("w", replication=Replication("jkn", columns(told))))
    with pytest.raises(DesignMisstated, match="no full-sample weight"):
        open_survey(told, Design(None, replication=Replication("brr", columns(told))))
    producer = open_survey(told, Design("w", replication=Replication("brr", columns(told))))
    with pytest.raises(DesignMisstated, match="producer gives"):
        producer.estimate([Mean("y")], replicate=Bootstrap(50, seed=1))


def lonely(singletons: str) -> Survey:
    frame = rows().filter(pl.col("psu") != 0)
    return open_survey(frame, Design("w", (Stage("psu", "stratum"),), singletons))  # type: ignore[arg-type]


@pytest.mark.parametrize("method", [Jackknife(), BalancedRepeated()])
def test_a_lonely_unit_counts_once_in_every_replicate_if_it_is_a_certainty(method: ReplicateMethod) -> None:
    linear = lonely("certainty").estimate([Total("y")]).frame["se"].item()
    assert lonely("certainty").estimate([Total("y")], replicate=method).frame["se"].item() == pytest.approx(linear)
    for rule in ("fail", "adjust", "average"):
        with pytest.raises(DesignMisstated, match="1 stratum has one sampled unit"):
            lonely(rule).estimate([Total("y")], replicate=method)


def test_the_rank_of_columns_that_are_nearly_spanned() -> None:
    random = np.random.default_rng(3)
    base = random.normal(size=(50, 4))
    spanned = np.column_stack([base, base @ [1, 2, 0, 1], base[:, 0] * 3 + 1e-9 * random.normal(size=50)])
    assert gram_rank(spanned.T @ spanned) == 4
    nearly = np.column_stack([base, base[:, 0] + 1e-3 * random.normal(size=50)])
    assert gram_rank(nearly.T @ nearly) == 5
    assert gram_rank(np.zeros((3, 3))) == 0
