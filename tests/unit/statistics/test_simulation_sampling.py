"""Samples of the invented country: who may be drawn, with which chance, and what the weights add up to."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from fairway.statistics.simulation import Population, national
from fairway.statistics.simulation.sampling import FirstStage, SampleTooLarge
from fairway.statistics.simulation.strata import STRATA


@pytest.fixture(scope="module")
def country() -> Population:
    return national(3, persons=120_000)


@pytest.mark.parametrize("persons", [2_000, 6_000, 20_000])
def test_a_sample_has_about_the_size_asked_for(country: Population, persons: int) -> None:
    assert len(country.sample(1, persons=persons).persons) == pytest.approx(persons, rel=0.08)


def test_by_size_the_weights_add_up_to_every_household(country: Population) -> None:
    chosen = country.drawn(5, persons=4_000)
    assert chosen.weights.sum() == pytest.approx(country.frame.households.sum())


@pytest.mark.parametrize("first_stage", ["pps", "srs"])
def test_every_household_has_the_chance_that_its_weight_says(country: Population, first_stage: FirstStage) -> None:
    """Over many draws each unit is drawn as often as 1/weight · households taken says."""
    units, expected = np.zeros(len(country.frame)), np.zeros(len(country.frame))
    draws = 400
    for seed in range(draws):
        chosen = country.drawn(seed, persons=6_000, first_stage=first_stage)
        unit = chosen.households // 1024
        units += np.bincount(unit, minlength=len(units)) > 0
        chance = country.frame.households[unit] / 10.0 / chosen.weights  # of the unit: ten households are taken
        expected[unit] = chance
    seen = expected > 0
    assert seen.mean() > 0.99
    error = (units[seen] / draws - expected[seen]) / np.sqrt(expected[seen] * (1 - expected[seen]) / draws)
    assert abs(error.mean()) < 0.2
    assert error.std() == pytest.approx(1.0, abs=0.15)
    assert np.abs(error).max() < 5.0


def test_each_household_of_a_unit_is_as_likely_as_another(country: Population) -> None:
    listed = country.frame.households
    first, last, expected = 0, 0, 0.0
    for seed in range(300):
        chosen = country.drawn(seed, persons=6_000)
        unit, place = np.divmod(chosen.households, 1024)
        first += int((place == 0).sum())
        last += int((place == listed[unit] - 1).sum())
        expected += float((10.0 / listed[np.unique(unit)]).sum())
    for counted in (first, last):
        assert counted == pytest.approx(expected, abs=4.5 * np.sqrt(expected))


def test_households_are_taken_once_and_ten_in_each_unit(country: Population) -> None:
    chosen = country.drawn(5, persons=4_000)
    assert len(np.unique(chosen.households)) == len(chosen.households)
    assert set(np.unique(chosen.households // 1024, return_counts=True)[1]) == {10}
    within = chosen.households % 1024
    assert (within < country.frame.households[chosen.households // 1024]).all()


def test_every_stratum_has_two_units_and_some_are_drawn_more(country: Population) -> None:
    persons = country.sample(5, persons=3_000).persons
    units = persons.group_by("stratum").agg(pl.col("psu").n_unique())
    assert set(units["stratum"]) == {one.code for one in STRATA}
    assert units["psu"].min() >= 2
    weights = persons.group_by("stratum").agg(pl.col("weight").mean()).sort("stratum")["weight"]
    assert weights.max() / weights.min() > 1.5


def test_the_strata_tell_about_the_figures(country: Population) -> None:
    """Who forgets the weights finds too many migrants."""
    sample = country.sample(5, persons=20_000).persons.with_columns(
        (pl.col("country_of_birth") != "NPL").alias("foreign")
    )
    plain = sample["foreign"].mean()
    weighted = sample.filter("foreign")["weight"].sum() / sample["weight"].sum()
    assert isinstance(plain, float)
    assert plain > 1.15 * weighted


def test_a_sample_of_most_of_the_country_is_refused(country: Population) -> None:
    with pytest.raises(SampleTooLarge, match="A sample of 90,000 persons was asked for"):
        country.sample(1, persons=90_000)
