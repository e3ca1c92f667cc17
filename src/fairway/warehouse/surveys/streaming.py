"""One table of estimates that is filled part by part, so that no more than one part of the microdata is in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Floats
from fairway.methods.survey.cube import Cube, Totals
from fairway.methods.survey.degrees_of_freedom import of_difference
from fairway.methods.survey.estimates import Contrast, Found, Linearised, Spread, found, found_contrast, table
from fairway.methods.survey.measures import RatioOfTotals
from fairway.methods.survey.reliability import Reliability
from fairway.warehouse.surveys.valued import AskedValues


@dataclass(frozen=True, slots=True)
class Asked:
    """One measure of a table: the ratios that it is made of, and the contrast if it is a difference of domains."""

    ratios: tuple[RatioOfTotals, ...]
    contrast: Contrast | None = None


@dataclass(slots=True)
class Filling:
    """The table of one margin. Variances and degrees of freedom add up over parts that hold whole first-stage strata.

    Attributes:
        kept: The domain variables that the margin keeps.
        totals: Its domains and their sums, over all parts.
        asked: Its measures.
    """

    kept: tuple[str, ...]
    totals: Totals
    asked: tuple[Asked | AskedValues, ...]
    _added: dict[tuple[RatioOfTotals, str], Floats] = field(default_factory=dict)

    def add(self, cube: Cube) -> None:
        """Adds a part; a cube whose dimensions are more than the margin's is summed over the others."""
        if not self.asked:
            return
        whole = len(self.kept) == len(cube.domains.columns)
        part = Linearised(self.totals, (cube if whole else cube.summed_over(self.kept),))
        for ratio, contrast in self._pairs():
            found_now = np.array(_of_part(part, ratio, contrast))
            key = (ratio, contrast.label if contrast else "")
            self._added[key] = self._added.get(key, 0.0) + found_now

    def of(self, ratio: RatioOfTotals) -> tuple[Floats, Floats]:
        """Variance and degrees of freedom per domain."""
        ((variance, df),) = self._added[ratio, ""]
        return variance, df

    def of_contrast(self, ratio: RatioOfTotals, contrast: Contrast) -> tuple[Floats, Floats]:
        """Variance and degrees of freedom per combination of domains."""
        (variance, together), first, second = self._added[ratio, contrast.label]
        return variance, of_difference(together, [(first[0], first[1]), (second[0], second[1])])

    def tables(self, level: float, rule: Reliability, spread: Spread | None = None) -> list[pl.DataFrame]:
        """The rows of each measure, once every part was added.

        Args:
            level: Of the confidence intervals.
            rule: The rule that flags.
            spread: Where variances come from, if not from the parts that were added.
        """
        return [
            one.table(level, rule)
            if isinstance(one, AskedValues)
            else table(*self._found(one, spread or self), level, rule)
            for one in self.asked
        ]

    def _found(self, asked: Asked, spread: Spread) -> tuple[pl.DataFrame, Sequence[Found]]:
        if asked.contrast is None:
            return self.totals.domains, [found(ratio, self.totals, spread) for ratio in asked.ratios]
        contrast = asked.contrast
        return contrast.domains, [found_contrast(ratio, self.totals, spread, contrast) for ratio in asked.ratios]

    def _pairs(self) -> Iterator[tuple[RatioOfTotals, Contrast | None]]:
        done = set()
        for asked in self.asked:
            if isinstance(asked, AskedValues):
                continue
            for ratio in asked.ratios:
                key = (ratio, asked.contrast.label if asked.contrast else "")
                if key not in done:
                    done.add(key)
                    yield ratio, asked.contrast


def _of_part(part: Linearised, ratio: RatioOfTotals, contrast: Contrast | None) -> list[tuple[Floats, Floats]]:
    """Variance and degrees of freedom, which add up over parts; of a difference also those of either side."""
    if contrast is None:
        return [part.of(ratio)]
    return [part.of_contrast(ratio, one) for one in (contrast, *contrast.sides())]
