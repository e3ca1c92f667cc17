"""Stratified two-stage sampling: units by size or with equal chances, then households systematically."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
import polars as pl

from fairway.kernel.errors import InputError
from fairway.methods.counted_draws import Floats, Whole
from fairway.statistics.simulation.listing import HOUSEHOLDS, MOST_HOUSEHOLDS, PERSONS_PER_UNIT, Listing
from fairway.statistics.simulation.strata import STRATA

FirstStage: TypeAlias = Literal["pps", "srs"]

TAKEN: Final = 10
"""Households in each sampled unit."""
PERSONS_PER_HOUSEHOLD: Final = PERSONS_PER_UNIT / 40.0
MOST_OF_UNITS: Final = 0.5
"""The share of a stratum's units that may be drawn: with more, one of them would be certain to be drawn by size."""
MOST_OF_POPULATION: Final = 0.2


class SampleTooLarge(InputError):
    """A sample that is most of its population."""

    slug = "sample-too-large"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The households of a sample.

    Attributes:
        households: Their numbers, in ascending order; shape (H,).
        weights: The inverse of their chances; shape (H,).
        units: How many units each one's stratum has; shape (H,).
    """

    households: Whole
    weights: Floats
    units: Whole

    def weighted(self, rows: pl.DataFrame) -> pl.DataFrame:
        """Rows of these households, with `weight` and `psus_in_stratum` before the variables."""
        at = np.searchsorted(self.households, rows["household"].to_numpy())
        given = [pl.Series("weight", self.weights[at]), pl.Series("psus_in_stratum", self.units[at])]
        columns = list(rows.columns)
        design = columns[: columns.index("household")]
        return rows.with_columns(given).select(*design, "psus_in_stratum", "weight", *columns[len(design) :])


def drawn(frame: Listing, seed: int, persons: int, first_stage: FirstStage) -> Drawn:
    """Draws the households of a sample of about so many persons.

    Units: in each stratum a number that follows its share and boost, with probability proportional to the households
    listed, systematically in random order (`pps`), or each with the same chance (`srs`), without replacement. In each,
    `TAKEN` households (more in a large sample) with a random start and a constant interval.
    Source: Särndal, Swensson & Wretman (1992), §§3.4, 3.6.2, 4.3.

    Raises:
        SampleTooLarge: More than `MOST_OF_POPULATION`.
    """
    everybody = float(frame.households.sum()) * PERSONS_PER_HOUSEHOLD
    if persons > 1.01 * MOST_OF_POPULATION * everybody:
        raise SampleTooLarge(
            f"A sample of {persons:,} persons was asked for, from a population of about {everybody:,.0f}.",
            advice=f"Ask for at most {MOST_OF_POPULATION:.0%} of it, or make a larger population.",
        )
    random = np.random.default_rng([seed, len(frame)])
    units_in = np.bincount(frame.stratum, minlength=len(STRATA))
    count, taken = _allocated(units_in, persons)
    units, chances = [], []
    for number, wanted in enumerate(count):
        listed = np.flatnonzero(frame.stratum == number)
        found, chance = _units(random, frame.households[listed], int(wanted), first_stage)
        units.append(listed[found])
        chances.append(chance)
    unit, chance = np.concatenate(units), np.concatenate(chances)
    order = np.argsort(unit)
    return _households(random, frame, unit[order], chance[order], taken, units_in)


def _allocated(units_in: Whole, persons: int) -> tuple[Whole, int]:
    """Units in each stratum, and households in each unit."""
    share = np.array([one.boost for one in STRATA]) * units_in
    most = np.floor(units_in * MOST_OF_UNITS).astype(np.int64)
    for taken in range(TAKEN, HOUSEHOLDS[0] + 1):
        wanted = persons / (taken * PERSONS_PER_HOUSEHOLD) * share / share.sum()
        count = np.clip(np.rint(wanted).astype(np.int64), 2, most)
        if count.sum() * taken * PERSONS_PER_HOUSEHOLD >= 0.97 * persons:
            break
    return count, taken


def _units(random: np.random.Generator, size: Whole, wanted: int, first_stage: FirstStage) -> tuple[Whole, Floats]:
    order = random.permutation(len(size))
    if first_stage == "srs":
        return order[:wanted], np.full(wanted, wanted / len(size))
    reach = np.cumsum(size[order])
    interval = reach[-1] / wanted
    found = order[np.searchsorted(reach, (random.random() + np.arange(wanted)) * interval, side="right")]
    return found, size[found] / interval


def _households(
    random: np.random.Generator, frame: Listing, unit: Whole, chance: Floats, taken: int, units_in: Whole
) -> Drawn:
    listed = frame.households[unit].astype(np.float64)
    start = random.random(len(unit))
    place = np.floor((start[:, None] + np.arange(taken)) * (listed / taken)[:, None]).astype(np.int64)
    households = (unit[:, None] * MOST_HOUSEHOLDS + place).ravel()
    weights = np.repeat(listed / taken / chance, taken)
    return Drawn(households, weights, np.repeat(units_in[frame.stratum[unit]], taken))
