"""A finite population that is known in full, and samples drawn from it as a statistical office would."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.counted_draws import Whole
from fairway.statistics.simulation.absent import absent_of
from fairway.statistics.simulation.listing import MOST_HOUSEHOLDS, Listing, listing
from fairway.statistics.simulation.missing import with_unknown
from fairway.statistics.simulation.persons import persons_of
from fairway.statistics.simulation.sampling import Drawn, FirstStage, drawn
from fairway.statistics.simulation.strata import Country, country_of
from fairway.statistics.simulation.truth import of_interest, truth_of

TITLE: Final = "Simulated labour force survey"
REFERENCE_MONTH: Final = "2024-05"
PERSONS: Final = 300_000
AT_ONCE: Final = 100_000
"""Households made in one piece: what bounds the memory."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A sample of households with all their members.

    Attributes:
        persons: The standard frame: design columns, weight and variables; one row a person.
        absent: Members who live abroad, with the design columns and weight of the household that reports them.
        first_stage: How the primary sampling units were drawn.
    """

    persons: pl.DataFrame
    absent: pl.DataFrame
    first_stage: FirstStage


@dataclass(frozen=True)
class Population:
    """Everybody in an invented country, made when asked for; the same seed makes the same people.

    Attributes:
        seed: What it follows from.
        country: Whose survey it is.
        reference_month: `2024-05`.
        frame: The primary sampling units.
    """

    seed: int
    country: Country
    reference_month: str
    frame: Listing

    @cached_property
    def households(self) -> Whole:
        """The number of every household."""
        size = self.frame.households
        first = np.cumsum(size) - size
        unit = np.repeat(np.arange(len(size)), size)
        return unit * MOST_HOUSEHOLDS + np.arange(len(unit)) - first[unit]

    def parts(self) -> Iterator[pl.DataFrame]:
        """All persons, in pieces; together the population."""
        for begin in range(0, len(self.households), AT_ONCE):
            yield self.persons_in(self.households[begin : begin + AT_ONCE])

    @cached_property
    def persons(self) -> pl.DataFrame:
        """All persons at once."""
        return pl.concat(list(self.parts()))

    @cached_property
    def absent(self) -> pl.DataFrame:
        """Everybody who lives abroad and is a member of a household here."""
        return absent_of(self.seed, self.frame, self.households, self.country, self.reference_month)

    def persons_in(self, households: Whole) -> pl.DataFrame:
        """The persons of the households numbered so."""
        return persons_of(self.seed, self.frame, households, self.country, self.reference_month)

    def truth(self) -> dict[str, float]:
        """The exact value of each measure in the population: name → value (`truth_of`)."""
        persons = pl.concat([of_interest(part, self.country.code) for part in self.parts()])
        return truth_of(persons, self.absent)

    def sample(
        self, seed: int, *, persons: int = 8_000, first_stage: FirstStage = "pps", missing: bool = False
    ) -> Sample:
        """A stratified two-stage sample.

        Args:
            seed: Of the draw; the population keeps its own.
            persons: About how many.
            first_stage: `pps`, systematically with probability proportional to the households listed, or `srs`.
            missing: Whether some do not know or refuse, as `missing.RATES` says; what they were is then null.

        Raises:
            SampleTooLarge: More than a fifth of the population was asked for.
        """
        chosen = self.drawn(seed, persons=persons, first_stage=first_stage)
        everybody = self.persons_in(chosen.households)
        found = with_unknown(everybody, self.seed + seed) if missing else everybody
        away = absent_of(self.seed, self.frame, chosen.households, self.country, self.reference_month)
        return Sample(chosen.weighted(found), chosen.weighted(away), first_stage)

    def drawn(self, seed: int, *, persons: int = 8_000, first_stage: FirstStage = "pps") -> Drawn:
        """The households of `sample`, with their weights."""
        return drawn(self.frame, seed, persons, first_stage)


def national(
    seed: int = 1, *, persons: int = PERSONS, country: str = "NPL", reference_month: str = REFERENCE_MONTH
) -> Population:
    """An invented country.

    Args:
        seed: The same seed makes the same people.
        persons: About how many live in it.
        country: ISO 3166-1 alpha-3; origin of its emigrants and destination of its immigrants.
        reference_month: Of the survey.

    Raises:
        CountryUnknown: No such code.
    """
    return Population(seed, country_of(country), reference_month, listing(seed, persons))
