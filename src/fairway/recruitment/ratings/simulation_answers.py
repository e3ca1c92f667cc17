"""How simulated workers answer: what is true of the agency, what they make of it, and what they leave out."""

from __future__ import annotations

from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt

from fairway.recruitment.ratings.items import DIMENSIONS, ITEMS, NAMES

Floats: TypeAlias = npt.NDArray[np.float64]
Marks: TypeAlias = npt.NDArray[np.int8]
"""Shape (ratings, items): 1 for the recruiter, 0 against, NONE no answer."""

NONE: Final = np.int8(-1)
EASE: Final[dict[str, float]] = {
    "licence_shown": 0.6, "paid_anyone": -0.9, "receipt": -0.6, "borrowed": -0.4, "deduction": 1.2,
    "contract_given": 1.3, "contract_understood": 0.2, "contract_before": 0.7, "contract_copy": 0.5,
    "contract_second": 1.1, "job_as_promised": 1.2, "pay_as_promised": 0.4, "hours_as_promised": 0.1,
    "place_as_promised": 1.6, "housing_as_promised": 0.3, "oriented": 0.4, "documents_held": 0.0, "threatened": 2.0,
    "paid_on_time": 0.7, "rest_day": 0.5, "injury_care": 0.6, "complaint_answered": -0.7, "recommend": 0.4,
}  # fmt: skip
"""Item → log-odds of a good answer with an agency of middling quality. Invented."""
HALO: Final = 0.7
"""Standard deviation of a worker's own leaning (log-odds), the same for all answers of one worker."""
SHORT: Final = np.array([item.short for item in ITEMS])
_ABROAD: Final = frozenset(
    ("contract_second", "job_as_promised", "pay_as_promised", "hours_as_promised", "place_as_promised", "deduction",
     "housing_as_promised", "documents_held", "threatened", "paid_on_time", "rest_day", "injury_care",
     "complaint_answered", "recommend")
)  # fmt: skip
ABROAD: Final = np.array([name in _ABROAD for name in NAMES])
"""Items that nobody can answer before the journey."""
_RARE: Final[dict[str, float]] = {"injury_care": 0.25, "complaint_answered": 0.2}
_AT: Final = {name: at for at, name in enumerate(NAMES)}
_DIMENSION: Final = np.array([list(DIMENSIONS).index(item.dimension) for item in ITEMS])


def leanings(quality: Floats, chance: np.random.Generator) -> Floats:
    """The log-odds of a good answer: agency × item.

    Args:
        quality: Of the agencies; shape (A,).
        chance: Random numbers.
    """
    shape = (quality.size, len(NAMES))
    by_dimension = chance.normal(0.0, 0.5, (quality.size, len(DIMENSIONS)))[:, _DIMENSION]
    ease = np.array([EASE[name] for name in NAMES])
    found: Floats = quality[:, None] + by_dimension + ease + chance.normal(0.0, 0.3, shape)
    return found


def shares(log_odds: Floats) -> Floats:
    """The share of all workers who give the good answer, over their own leanings.

    Source: the logistic-normal integral after Zeger, Liang & Albert (1988), Biometrics 44: c = 16√3 / 15π.
    """
    found: Floats = 1.0 / (1.0 + np.exp(-log_odds / np.sqrt(1.0 + 0.346 * HALO**2)))
    return found


def answered(log_odds: Floats, chance: np.random.Generator, *, tilt: Floats) -> Marks:
    """Answers to all items; shape (ratings, items).

    Args:
        log_odds: Of the rated agency, repeated for each rating; shape (N, items).
        chance: Random numbers.
        tilt: What the occasion adds for each rating, as workers in a dispute are angrier; shape (N,).
    """
    own = chance.normal(0.0, HALO, tilt.size) + tilt
    odds = log_odds + own[:, None]
    return (chance.random(odds.shape) < 1.0 / (1.0 + np.exp(-odds))).astype(np.int8)


def left_out(
    marks: Marks, chance: np.random.Generator, *, short: npt.NDArray[np.bool_], before: npt.NDArray[np.bool_]
) -> Marks:
    """The same answers without what was not asked, cannot be known yet, or was skipped.

    Args:
        marks: Every item answered; shape (N, items).
        chance: Random numbers.
        short: Who filled in the short form; shape (N,).
        before: Who has not left yet; shape (N,).
    """
    kept = chance.random(marks.shape) > 0.06
    kept &= ~short[:, None] | SHORT
    kept &= ~before[:, None] | ~ABROAD
    for name, share in _RARE.items():
        kept[:, _AT[name]] &= chance.random(len(marks)) < share
    unpaid = marks[:, _AT["paid_anyone"]] == 1
    for name in ("receipt", "borrowed"):
        kept[:, _AT[name]] &= ~unpaid
    unwritten = marks[:, _AT["contract_given"]] == 0
    for name in ("contract_understood", "contract_before", "contract_copy"):
        kept[:, _AT[name]] &= ~unwritten
    return np.where(kept, marks, NONE)
