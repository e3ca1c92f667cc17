"""Quantiles, with the interval of Woodruff."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

import numpy as np

from fairway.methods.survey.arrays import Floats
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.estimates import Found
from fairway.methods.survey.intervals import t_interval, t_quantile
from fairway.methods.survey.quantile_rules import Ordered, QuantileRule, quantiles
from fairway.methods.survey.quantile_spreads import DistributionSpread

QuantileInterval: TypeAlias = Literal["woodruff", "replicates"]

EMPTY = "no row of the domain has a known value"


@dataclass(frozen=True, slots=True)
class Quantile:
    """The value below which a share of the persons lies.

    Attributes:
        of: A numeric column.
        at: The share: 0.5 for the median.
        qrule: How the share is met between two values (`quantile_rules`); the names are R `survey`'s.
        interval: `woodruff`, or `replicates` for the scatter of the replicates' own quantiles.
    """

    of: str
    at: float = 0.5
    qrule: QuantileRule = "math"
    interval: QuantileInterval = "woodruff"

    def __post_init__(self) -> None:
        if not 0.0 < self.at < 1.0:
            raise MeasureMisstated(
                f"A quantile at {self.at} makes no sense.", advice="Give a share between 0 and 1: 0.5 for the median."
            )
        for chosen, kind, what in ((self.qrule, QuantileRule, "qrule"), (self.interval, QuantileInterval, "interval")):
            if chosen not in get_args(kind):
                raise MeasureMisstated(
                    f"“{chosen}” is no {what} of a quantile.", advice=f"Choose one of {', '.join(get_args(kind))}."
                )

    @property
    def name(self) -> str:
        """How the result is labelled."""
        return f"median {self.of}" if self.at == 0.5 else f"quantile {self.at:g} {self.of}"

    def of_values(self, rows: Ordered) -> Floats:
        """The quantile itself in every domain; shape (D,)."""
        return quantiles(self.qrule, rows, np.full(len(rows.total), self.at))


def found_quantile(measure: Quantile, spread: DistributionSpread, level: float) -> Found:
    """A quantile in every domain.

    The share F̂(q̂) below the quantile has a variance as any mean has; its limits F̂ ± t·se, turned into values by the
    same rule, are the quantile's, and (high − low)/(2t) its standard error. Source: Woodruff (1952), JASA 47; Francisco
    & Fuller (1991), Annals of Statistics 19; as R `svyquantile(interval.type="mean")`. A limit beyond the shares 0 and
    1 has no value.

    Args:
        measure: The quantile.
        spread: The values, and where variances come from.
        level: The confidence level.
    """
    rows = spread.ordered
    value = measure.of_values(rows)
    df, n = spread.degrees_of_freedom(), spread.n
    if measure.interval == "replicates":
        variance = spread.direct_variance(
            lambda one: quantiles(measure.qrule, one, np.full(len(value), measure.at)), value
        )
        low, high = t_interval(value, np.sqrt(variance), df, level)
        lowest, highest = np.zeros_like(low), np.ones_like(high)
    else:
        share = rows.share_up_to(value)
        lowest, highest = t_interval(share, np.sqrt(spread.share_variance(value, share)), df, level)
        low = quantiles(measure.qrule, rows, np.where(lowest >= 0.0, lowest, np.nan))
        high = quantiles(measure.qrule, rows, np.where(highest <= 1.0, highest, np.nan))
        variance = ((high - low) / (2.0 * t_quantile(df, level))) ** 2
    reason = _reasons(n, df, lowest, highest, high - low)
    nothing = np.full(len(value), np.nan)
    return Found(measure.name, None, value, variance, df, n, nothing, low=low, high=high, reason=reason)


def _reasons(n: Floats, df: Floats, lowest: Floats, highest: Floats, width: Floats) -> tuple[str, ...]:
    below, above = "no lower limit: its share is below 0", "no upper limit: its share is above 1"
    found = np.select(
        [
            n == 0,
            df <= 0,
            np.isnan(lowest) | np.isnan(highest),
            (lowest < 0.0) & (highest > 1.0),
            lowest < 0.0,
            highest > 1.0,
            width == 0.0,
        ],
        [
            EMPTY,
            "no interval: no degrees of freedom",
            "no interval: the share below the quantile has no variance",
            f"{below}; {above}",
            below,
            above,
            "the interval has no width: too many persons have this very value",
        ],
        "",
    )
    return tuple(str(one) for one in found)
