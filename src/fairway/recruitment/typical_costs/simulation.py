"""Invented workers of whom the truth is known: what each paid, through whom, in which sector.

No figure here is an estimate for any real corridor. The government places workers in dear sectors above all, and in
recent years, which are dearer: it seems dearer than agencies. Within a sector and year it is cheaper, for everybody by
the same expected amount, `TRUE_DIFFERENCE`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.counted_draws import Draws
from fairway.recruitment.typical_costs.frames import SCHEMA

CORRIDORS: Final = (("NPL", "QAT"), ("NPL", "MYS"), ("NPL", "KOR"))
WORKERS: Final = 1200
"""A corridor."""
AGENCIES: Final = 14
"""A corridor; the first is the largest."""
FREE: Final = 0.1
"""Of the workers of any channel: the employer paid everything."""
SAVED: Final = 600.0
"""US dollars that the government channel costs less, of those who pay."""
TRUE_DIFFERENCE: Final = -(1.0 - FREE) * SAVED
"""Government less private in the same stratum, US dollars."""
YEARS: Final = (2021, 2022, 2023, 2024)
NATIONAL_PER_DOLLAR: Final = 133.0
_SECTORS: Final = (
    ("construction", "7", 1500.0, 520.0),
    ("domestic", "9", 1250.0, 330.0),
    ("agriculture", "6", 1300.0, 400.0),
    ("care", "5", 3600.0, 900.0),
    ("garment", "8", 2600.0, 700.0),
)
"""Sector, ISCO-08 major group, usual private cost and monthly earnings, US dollars."""
_MIX: Final = {
    "private": (0.36, 0.26, 0.22, 0.08, 0.08), "government": (0.08, 0.02, 0.10, 0.45, 0.35),
    "direct": (0.4, 0.2, 0.1, 0.2, 0.1), "informal": (0.3, 0.4, 0.2, 0.05, 0.05),
}  # fmt: skip
_CHANNELS: Final = ("private", "government", "direct", "informal")
_SHARES: Final = (0.55, 0.17, 0.08, 0.2)
_ITEMS: Final = {"F1": 0.62, "RC1": 0.05, "RC6": 0.2, "RC7": 0.08, "informal": 0.05}
"""Item → its part of the cost."""


def simulated_costs(
    seed: int, corridors: Sequence[tuple[str, str]] = CORRIDORS, *, workers: int = WORKERS
) -> pl.DataFrame:
    """Invented workers, in the columns of the frame of costs; `simulated` is 1.

    Args:
        seed: Of every draw: who is number n of a corridor is the same in every simulation of that seed.
        corridors: Origin and destination of each, ISO 3166-1 alpha-3.
        workers: Of each corridor.
    """
    parts = [_corridor(seed, at, ends, workers) for at, ends in enumerate(corridors)]
    return pl.concat(parts)


def _corridor(seed: int, number: int, ends: tuple[str, str], workers: int) -> pl.DataFrame:
    draws = Draws(seed, np.arange(workers, dtype=np.int64) + number * 1_000_003)
    channel = draws.choice("channel", _SHARES)
    government = channel == _CHANNELS.index("government")
    mix = np.array([_MIX[name] for name in _CHANNELS])
    sector = draws.choice("sector", mix[channel])
    late = np.where(government[:, None], (0.1, 0.2, 0.3, 0.4), (0.3, 0.3, 0.2, 0.2))
    year = draws.choice("year", late)
    usual = np.array([one[2] for one in _SECTORS])[sector] * (1.0 + 0.06 * (year > 0))
    usual = np.where(channel == _CHANNELS.index("direct"), 0.4 * usual, usual) * (1.0 + 0.15 * number)
    expected = np.where(government, usual - SAVED, usual)
    cost = expected * np.exp(0.35 * draws.normal("cost") - 0.35**2 / 2.0)
    cost = np.where(draws.happens("free", FREE), 0.0, cost)
    earned = np.array([one[3] for one in _SECTORS])[sector] * np.exp(0.25 * draws.normal("earned"))
    agency = draws.choice("agency", [1.0 / rank for rank in range(1, AGENCIES + 1)])
    names = [f"{ends[0]}-{ends[1]}-{one + 1:02d}" for one in range(AGENCIES)]
    private = channel == _CHANNELS.index("private")
    codes, majors = ([one[at] for one in _SECTORS] for at in (0, 1))
    frame = pl.DataFrame(
        {
            "worker": [f"{ends[0]}-{ends[1]}-{at}" for at in range(workers)],
            "origin": [ends[0]] * workers,
            "destination": [ends[1]] * workers,
            "sector": pl.Series(codes).gather(sector),
            "occupation": pl.Series(majors).gather(sector),
            "sex": np.where(draws.happens("woman", np.where(np.isin(sector, (1, 3)), 0.7, 0.15)), "F", "M"),
            "channel": pl.Series(_CHANNELS).gather(channel),
            "agency": [
                names[one] if mine else None for one, mine in zip(agency.tolist(), private.tolist(), strict=True)
            ],
            "departure_year": pl.Series(YEARS).gather(year),
            "cost": cost,
            "cost_national": cost * NATIONAL_PER_DOLLAR,
            "earned": np.where(draws.happens("says nothing of pay", 0.08), np.nan, earned),
            "weight": np.ones(workers),
            "source": ["monitor"] * workers,
            **{f"item_{code}": cost * part for code, part in _ITEMS.items()},
            **{f"paid_{code}": (cost > 0).astype(np.float64) for code in _ITEMS},
            "simulated": np.ones(workers, dtype=np.int8),
        }
    )
    typed = frame.with_columns(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
    return typed.with_columns(pl.col("earned").fill_nan(None))
