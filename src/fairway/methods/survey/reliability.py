"""Flags that say how far an estimate may be trusted."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from fairway.methods.survey.arrays import Floats


@dataclass(frozen=True, slots=True)
class Reliability:
    """When an estimate is flagged: by its coefficient of variation, and by the rows it rests on.

    The limits are the common ones of statistical offices (Statistics Canada, Guide to the Labour Force Survey,
    71-543-G: 16.5 % and 33.3 %); an office that has its own gives its own.

    Attributes:
        caution_cv: Above it, `use with caution`.
        unreliable_cv: Above it, `unreliable`.
        least_n: Below so many unweighted rows, `unreliable`.
    """

    caution_cv: float = 0.165
    unreliable_cv: float = 0.333
    least_n: int = 10

    def flags(self, cv: Floats, n: Floats) -> pl.Series:
        """`reliable`, `use with caution`, `unreliable`, or `unknown` where no error is known; shape (D,)."""
        flags = np.full(len(cv), "reliable", dtype=object)
        flags[cv > self.caution_cv] = "use with caution"
        flags[(cv > self.unreliable_cv) | (n < self.least_n)] = "unreliable"
        flags[np.isnan(cv) & (n >= self.least_n)] = "unknown"
        return pl.Series(flags.tolist(), dtype=pl.String)

    def sentence(self) -> str:
        """The rule in words."""
        return (
            "An estimate is flagged “use with caution” when its coefficient of variation exceeds "
            f"{self.caution_cv:.1%}, and “unreliable” above {self.unreliable_cv:.1%} or below {self.least_n} "
            "respondents."
        )
