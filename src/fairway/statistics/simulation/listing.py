"""The sampling frame: every primary sampling unit of the country, with its stratum, households and neighbourhood."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fairway.methods.counted_draws import Draws, Floats, Whole
from fairway.statistics.simulation.strata import STRATA

HOUSEHOLDS: Final = (20, 60)
"""Of a primary sampling unit: fewest and most."""
PERSONS_PER_UNIT: Final = 169.0
"""On average; what the number of units follows from."""
FEWEST_UNITS: Final = 12
MOST_HOUSEHOLDS: Final = 1 << 10
"""Household numbers are unit · 1024 + its place in the unit."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The units, in the order of strata; arrays of shape (U,).

    Attributes:
        stratum: The position of its stratum in STRATA.
        households: How many there are.
        migrants: The share of its households that are of migrants.
        level: What its people earn against others, in logs: neighbours are alike.
        activity: How many more take part in the labour force, in logits.
        sending: How likely its people are to have worked abroad, times the average.
    """

    stratum: Whole
    households: Whole
    migrants: Floats
    level: Floats
    activity: Floats
    sending: Floats

    def __len__(self) -> int:
        return len(self.stratum)


def listing(seed: int, persons: int) -> Listing:
    """The frame of a country of about so many persons."""
    share = np.array([one.share for one in STRATA])
    wanted = persons / PERSONS_PER_UNIT * share / share.sum()
    stratum = np.repeat(np.arange(len(STRATA)), np.maximum(np.rint(wanted).astype(np.int64), FEWEST_UNITS))
    draws = Draws(seed, np.arange(len(stratum)))
    hub = draws.happens("hub", np.array([one.hubs for one in STRATA])[stratum])
    fewest, most = HOUSEHOLDS
    size = draws.uniform("households")
    households = np.floor(fewest + (most - fewest) * np.where(hub, np.sqrt(size), size)).astype(np.int64)
    among = draws.uniform("migrants")
    return Listing(
        stratum=stratum,
        households=households,
        migrants=np.where(hub, 0.25 + 0.45 * among, 0.05 * among),
        level=np.array([one.level for one in STRATA])[stratum] + 0.22 * draws.normal("level"),
        activity=0.25 * draws.normal("activity"),
        sending=np.array([one.sending for one in STRATA])[stratum] * np.exp(0.4 * draws.normal("sending")),
    )
