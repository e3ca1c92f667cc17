"""The study of attacks on ratings, as a test: the figures of docs/explanation/rating-attacks.md hold."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.recruitment.ratings.clusters import find_clusters
from fairway.recruitment.ratings.simulation import World, simulated_ratings
from fairway.recruitment.ratings.simulation_attacks import HELD_OUT, SHAPES, attacked
from tests.study.ratings_attacks import AGENCIES, SEEDS, found, honest, judged_clusters, moved

HIDDEN = "camouflage"
LEAST = {"fading_smear": 0.75}
"""Recall of the shapes of which fewer than nine in ten are found: held out, and the page says so."""
WITH_VOUCHERS = ("pulses", "paydays")
"""One in eight, or in six, of the hundred has a bought voucher from honest people's batches."""


@pytest.fixture(scope="module")
def worlds() -> list[World]:
    return [simulated_ratings(seed, agencies=AGENCIES) for seed in SEEDS]


@pytest.mark.slow
@pytest.mark.timeout(600)
class TestOfTheDetection:
    """Worlds and attacks other than those the thresholds were chosen on."""

    @pytest.mark.parametrize("shape", [name for name in SHAPES if name != HIDDEN])
    def test_nine_of_ten_fakes_are_found_and_ninety_nine_honest_ratings_are_not(
        self, worlds: list[World], shape: str
    ) -> None:
        one = found(worlds, shape)
        assert one.recall >= LEAST.get(shape, 0.9)
        assert one.false <= 0.01

    def test_what_looks_honest_in_every_respect_is_not_found(self, worlds: list[World]) -> None:
        one = found(worlds, HIDDEN)
        assert one.recall < 0.5  # the page says so
        assert one.false <= 0.01

    def test_honest_crowds_are_left_alone_but_for_waves_of_complaints(self, worlds: list[World]) -> None:
        made = pl.concat([honest(world) for world in worlds])
        share = {name: rows["capped"].dot(rows["ratings"]) / rows["ratings"].sum()
                 for (name,), rows in made.group_by("occasion")}  # fmt: skip
        assert made["capped"].dot(made["ratings"]) / made["ratings"].sum() <= 0.01
        left_alone = ("ordinary", "course week", "airport campaign", "hostel session")
        assert [name for name in left_alone if share[name] > 0.01] == []
        assert share["wave of complaints"] > 0.5  # the page says so, and what then helps
        waves = made.filter(pl.col("occasion") == "wave of complaints")
        assert waves["quarantined"].sum() == 0

    def test_the_stronger_a_cluster_the_surer_it_is_an_attack(self, worlds: list[World]) -> None:
        made = []
        for shape in ("one_day_burst", "slow_drip", "paraphrased", "stolen_batch", *HELD_OUT):
            attack = attacked(worlds[0], shape, seed=3, count=10)
            made.append(judged_clusters(find_clusters(attack.ratings, on=worlds[0].until), attack))
        all_of_them = pl.concat(made)
        weak, sure = (
            all_of_them.filter(at)["fake"].mean() for at in (pl.col("strength") < 8, pl.col("strength") >= 12)
        )
        assert isinstance(weak, float)
        assert isinstance(sure, float)
        assert weak < sure
        assert sure >= 0.9


@pytest.mark.slow
@pytest.mark.timeout(600)
class TestOfTheScores:
    """The worst published agencies are praised, the best are smeared."""

    @pytest.mark.parametrize("shape", SHAPES)
    @pytest.mark.parametrize("up", [True, False])
    def test_a_hundred_fakes_move_a_published_score_by_a_tenth_at_most(
        self, worlds: list[World], shape: str, up: bool
    ) -> None:
        one = moved(worlds[0], shape, up=up)
        assert one.scores >= 40
        assert one.unprotected > 0.2
        if shape in WITH_VOUCHERS:  # fifteen bought vouchers count as fifteen workers: the page says so
            assert one.mean <= 0.1
        else:
            assert one.mean <= 0.05
            assert one.within >= 0.95


def test_a_hundred_fakes_in_a_small_world() -> None:
    """The fast slice: one shape for, one against."""
    world = simulated_ratings(SEEDS[0], agencies=400)
    for shape, up in (("slow_drip", True), ("camouflage", False)):
        one = moved(world, shape, up=up, targets=12)
        assert one.scores >= 8
        assert one.most <= 0.1 < one.unprotected
