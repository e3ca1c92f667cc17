"""The rows of a universe, in the order in which they are summed."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from fairway.methods.survey.arrays import Codes, Floats, Positions
from fairway.methods.survey.plan import Factor


@dataclass(slots=True)
class Members:
    """The rows of a universe, ordered by domain and then by unit.

    Attributes:
        order: Positions among the prepared rows; shape (M,).
        code: Each row's domain; shape (M,).
        domains: One row a domain.
        left_out: Rows of the universe with a null domain variable.
        gathered: Columns that were put in this order; None is the weight.
        unknown: Whether a column is unknown for some member.
        buffer: Room for products; shape (M,).
    """

    order: Positions
    code: Codes
    domains: pl.DataFrame
    left_out: int
    gathered: dict[Factor | None, Floats] = field(default_factory=dict)
    unknown: dict[Factor, bool] = field(default_factory=dict)
    buffer: Floats | None = None
