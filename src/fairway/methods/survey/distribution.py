"""The values of one variable, person by person: what quantiles and inequality need beyond sums."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Codes, Floats, stable_order
from fairway.methods.survey.cube import margin_of
from fairway.methods.survey.units import SampledUnits

if TYPE_CHECKING:
    from fairway.methods.survey.residuals import RowResiduals


@dataclass(frozen=True, slots=True)
class Distribution:
    """Known values of positive weight, ordered by domain and then by value; M rows.

    Attributes:
        units: The sampled units.
        domains: The domains that occur, one row each.
        domain, unit: Of each value; shape (M,).
        value, weight: Shape (M,).
        count: Rows of microdata behind each value; shape (M,). Engines may merge rows of one unit that are equal in
            value and weight.
        left_out: Rows left out because a domain variable is null.
        residuals: Of a calibrated survey: what scores are regressed on.
    """

    units: SampledUnits
    domains: pl.DataFrame
    domain: Codes
    unit: Codes
    value: Floats
    weight: Floats
    count: Floats
    left_out: int = 0
    residuals: RowResiduals | None = None

    def summed_over(self, kept: Sequence[str]) -> Distribution:
        """The distribution of a margin: dimensions not in `kept` are null in `domains`."""
        margins, of_domain = margin_of(self.domains, kept)
        domain = of_domain[self.domain]
        order = np.argsort(self.value, kind="stable")
        order = order[stable_order(domain[order], len(margins))]
        return Distribution(
            self.units,
            margins,
            domain[order],
            self.unit[order],
            self.value[order],
            self.weight[order],
            self.count[order],
            self.left_out,
            self.residuals and replace(self.residuals, row=self.residuals.row[order]),
        )
