"""The Gini index of concentration, with its linearised variance."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairway.methods.survey.arrays import Floats, sums_by
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.estimates import Found
from fairway.methods.survey.quantile_rules import Ordered, cumulated_within
from fairway.methods.survey.quantile_spreads import DistributionSpread


@dataclass(frozen=True, slots=True)
class Gini:
    """Inequality of a variable that is not negative: 0 where all have the same, near 1 where one has all."""

    of: str

    @property
    def name(self) -> str:
        """How the result is labelled."""
        return f"Gini {self.of}"


def gini(rows: Ordered) -> Floats:
    """G = Σ w_k y_k (2 N_k − w_k) / (N Y) − 1, with N_k the weight up to y_k; NaN where the total Y is 0; shape (D,).

    Source: Langel & Tillé (2013), JRSS A 176, eq. 6: the plug-in estimator. Ties may stand in any order.
    """
    amount = sums_by(rows.domain, rows.weight * rows.value, len(rows.total))
    concentration = rows.weight * rows.value * (2.0 * rows.cumulated - rows.weight)
    with np.errstate(divide="ignore", invalid="ignore"):
        found = sums_by(rows.domain, concentration, len(rows.total)) / (rows.total * amount) - 1.0
    return np.where(amount > 0.0, found, np.nan)


def gini_scores(rows: Ordered, index: Floats) -> Floats:
    """The influence of each value: u_k = [2 (N_k y_k − Y_k) + Y − N y_k − G (Y + N y_k)] / (N Y); shape (M,).

    N_k and Y_k are the weight and the amount up to y_k. Source: Deville (1999), Survey Methodology 25; Langel & Tillé
    (2013), eq. 20, with N_k (y_k − Ȳ_k) written out.

    Args:
        rows: The values.
        index: G of each domain; shape (D,).
    """
    amounts = cumulated_within(rows.weight * rows.value, rows.starts, rows.ends)
    whole = sums_by(rows.domain, rows.weight * rows.value, len(rows.total))[rows.domain]
    size, value = rows.total[rows.domain], rows.value
    ranked = 2.0 * (rows.cumulated * value - amounts) + whole - size * value
    with np.errstate(divide="ignore", invalid="ignore"):
        scores: Floats = (ranked - index[rows.domain] * (whole + size * value)) / (size * whole)
    return scores


def found_gini(measure: Gini, spread: DistributionSpread) -> Found:
    """The index in every domain.

    Raises:
        MeasureMisstated: There are negative values.
    """
    rows = spread.ordered
    negative = int(np.count_nonzero(rows.value < 0.0))
    if negative:
        raise MeasureMisstated(
            f"{measure.of} is negative in {negative} row{'s' if negative > 1 else ''}: its Gini index has no meaning.",
            advice=f"Leave them out by a condition ({measure.of} from 0 up), or set losses to 0 if your method does.",
            details={"negative": negative},
        )
    value = gini(rows)
    variance = spread.score_variance(gini_scores(rows, value), gini, value)
    reason = tuple(
        "no row of the domain has a known value" if not n else "the total is zero" if np.isnan(one) else ""
        for n, one in zip(spread.n, value, strict=True)
    )
    nothing = np.full(len(value), np.nan)
    return Found(measure.name, None, value, variance, spread.degrees_of_freedom(), spread.n, nothing, reason=reason)
