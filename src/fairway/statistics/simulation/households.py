"""Who lives where: households of a unit, their members, sex and age."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from fairway.methods.counted_draws import Draws, Whole
from fairway.statistics.simulation.listing import MOST_HOUSEHOLDS, Listing

Yes = npt.NDArray[np.bool_]

MOST_MEMBERS: Final = 16
"""Person numbers are household · 16 + the line in the household's roster."""
_SIZES: Final = (0.06, 0.11, 0.16, 0.22, 0.19, 0.13, 0.08, 0.05)
_MIGRANT_SIZES: Final = (0.24, 0.26, 0.20, 0.16, 0.09, 0.05)


@dataclass(frozen=True, slots=True)
class Members:
    """The persons of some households; arrays of shape (N,).

    Attributes:
        person, household, unit: Their numbers; `unit` is the position in the listing.
        line: The place in the roster: 0 is the head.
        migrant_household: Whether the household is of migrants.
        men: Whether a man or a boy.
        age: In completed years.
        draws: The random numbers of these persons.
        at_home: Of the households, which these persons share.
    """

    person: Whole
    household: Whole
    unit: Whole
    line: Whole
    migrant_household: Yes
    men: Yes
    age: Whole
    draws: Draws
    at_home: Draws


def members_of(seed: int, frame: Listing, households: Whole) -> Members:
    """The members of the households numbered so."""
    shared = Draws(seed, households)
    migrant = shared.happens("migrant household", frame.migrants[households // MOST_HOUSEHOLDS])
    size = 1 + np.where(migrant, shared.choice("size", _MIGRANT_SIZES), shared.choice("size", _SIZES))
    household = np.repeat(households, size)
    line = np.arange(len(household)) - np.repeat(np.cumsum(size) - size, size)
    person = household * MOST_MEMBERS + line
    draws, at_home = Draws(seed, person), Draws(seed, household)
    of_migrants = np.repeat(migrant, size)
    men, age = _sexes_and_ages(line, of_migrants, draws, at_home)
    return Members(person, household, household // MOST_HOUSEHOLDS, line, of_migrants, men, age, draws, at_home)


def _sexes_and_ages(line: Whole, migrants: Yes, draws: Draws, at_home: Draws) -> tuple[Yes, Whole]:
    head_man = at_home.happens("head is a man", 0.74)
    grown = at_home.uniform("age of the head")
    head_age = np.where(migrants, 20.0 + 32.0 * grown**1.2, 23.0 + 52.0 * grown**1.1)
    couple = (line == 1) & at_home.happens("couple", np.where(migrants, 0.6, 0.85))
    role = draws.choice("role", (0.66, 0.22, 0.12))
    anybody = draws.uniform("age")
    other_age = np.select(
        [role == 0, role == 1],
        [anybody * np.minimum(head_age - 15.0, 25.0), 17.0 + 20.0 * anybody],
        58.0 + 28.0 * anybody,
    )
    # Who shares a migrants' lodging is mostly a worker too.
    lodger = migrants & (line > 0) & ~couple & draws.happens("lodger", 0.45)
    other_age = np.where(lodger, 19.0 + 24.0 * anybody, other_age)
    spouse_age = np.maximum(head_age - 3.0 + 3.0 * draws.normal("age of a spouse"), 17.0)
    age = np.select([line == 0, couple], [head_age, spouse_age], other_age)
    any_man = draws.happens("man", np.where(lodger, 0.70, 0.49))
    men = np.select([line == 0, couple], [head_man, ~head_man], any_man)
    return men, np.clip(age, 0.0, 95.0).astype(np.int64)
