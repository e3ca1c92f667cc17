"""Members of the households who live abroad, as those at home report them."""

from __future__ import annotations

from typing import Final

import numpy as np
import polars as pl

from fairway.methods.counted_draws import Draws, Whole
from fairway.statistics.simulation.households import MOST_MEMBERS
from fairway.statistics.simulation.listing import MOST_HOUSEHOLDS, Listing
from fairway.statistics.simulation.persons import LEVELS, coded, month_number, months
from fairway.statistics.simulation.strata import STRATA, Country
from fairway.statistics.simulation.work import INDUSTRIES, OCCUPATIONS, STATUS

FIRST_LINE: Final = 12
"""Absent members stand in the roster after those at home."""
_REASONS: Final = ("work", "family", "study", "other")


def absent_of(seed: int, frame: Listing, households: Whole, country: Country, reference_month: str) -> pl.DataFrame:
    """The absent members of the households numbered so; one row each, in the order of households.

    Args:
        seed: Of the population.
        frame: Its sampling frame.
        households: Numbers of households.
        country: That they left.
        reference_month: `2024-05`.
    """
    shared = Draws(seed, households)
    prone = np.minimum(0.19 * frame.sending[households // MOST_HOUSEHOLDS], 0.8)
    count = np.where(shared.happens("migrant household", frame.migrants[households // MOST_HOUSEHOLDS]), 0, 1)
    count = count * np.where(
        shared.happens("anybody abroad", prone), 1 + shared.choice("abroad", (0.78, 0.18, 0.04)), 0
    )
    household = np.repeat(households, count)
    line = np.arange(len(household)) - np.repeat(np.cumsum(count) - count, count)
    person = household * MOST_MEMBERS + FIRST_LINE + line
    draws, unit = Draws(seed, person), household // MOST_HOUSEHOLDS
    men = draws.happens("man", 0.83)
    reason = draws.choice("reason", np.where(men[:, None], [[0.88, 0.03, 0.07, 0.02]], [[0.55, 0.27, 0.15, 0.03]]))
    age = np.floor(19.0 + 30.0 * draws.uniform("age") ** 1.3).astype(np.int64)
    gone = np.minimum(1.0 - 40.0 * np.log1p(-draws.uniform("gone")), (age - 16.0) * 12.0).astype(np.int64)
    works = draws.choice("status", np.where((reason == 0)[:, None], [[0.94, 0.04, 0.02]], [[0.45, 0.10, 0.45]]))
    occupation = 18 + draws.choice("occupation", np.r_[np.full(4, 0.5), np.full(8, 2.0), np.full(3, 1.5)])
    sector = draws.choice("industry", [INDUSTRIES_ABROAD.get(code, 0.0) for code in INDUSTRIES])
    return pl.DataFrame(
        {
            "simulated": np.ones(len(person), dtype=np.int8),
            "stratum": np.array([one.code for one in STRATA])[frame.stratum[unit]],
            "psu": unit + 1,
            "households_in_psu": frame.households[unit],
            "household": household,
            "person": person,
            "sex": coded(men.astype(np.int64), ("F", "M")),
            "age": age,
            "education": coded(draws.choice("education", (0.05, 0.17, 0.25, 0.36, 0.02, 0.03, 0.10, 0.02)), LEVELS),
            "country_of_birth": coded(np.zeros(len(person), dtype=np.int64), (country.code,)),
            "citizenship": coded(np.zeros(len(person), dtype=np.int64), (country.code,)),
            "country_of_residence": coded(
                draws.choice("destination", list(country.destinations.values())), tuple(country.destinations)
            ),
            "departure_month": months(month_number(reference_month) - gone),
            "reason_for_coming": coded(reason, _REASONS),
            "labour_force_status": coded(works, STATUS),
            "occupation": coded(np.where(works == 0, occupation, -1), OCCUPATIONS),
            "industry": coded(np.where(works == 0, sector, -1), INDUSTRIES),
        }
    )


INDUSTRIES_ABROAD: Final = {"A": 0.06, "C": 0.22, "F": 0.27, "G": 0.1, "H": 0.07, "I": 0.12, "N": 0.08, "T": 0.08}
"""Sections in which those abroad work, with their shares."""
