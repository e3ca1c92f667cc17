"""When a cell of typical costs may be published: so many workers, so many agencies, none of them most of it.

Source: the thresholds are Fairway's own, on the side of caution beside those of the Handbook on SDC v1.2 (ESSNet 2010),
table 4.1; the p % rule is the Handbook's.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.disclosure import MinimumFrequency, PPercent
from fairway.methods.disclosure.primary import Rule
from fairway.methods.disclosure.primary_contributions import Contributions, Flags, Floats

WORKERS: Final = 10
AGENCIES: Final = 3
LARGEST_PERCENT: Final = 70.0
P_PERCENT: Final = 10.0
BEYOND: Final = 5
"""So many workers are expected on either side of a quantile that is given: 10 for the median, 20 for a quartile."""
BEYOND_LIMITS: Final = 3
"""So many answers lie beyond a limit of an interval that is given."""
PAYERS: Final = 10
"""So many workers paid for an item whose share is given."""
WIDTH_PERCENT: Final = 30.0


@dataclass(frozen=True, slots=True)
class FewAgencies:
    """Unsafe: workers came through agencies, and through fewer than `n`; unknown agencies count as one.

    Reads the columns `agencies` (distinct), `other_contributors` (workers who came without one).
    """

    n: int = AGENCIES

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Judge each cell by its agencies, and by the workers without one, who hide them."""
        agencies, others = (cells.frame[name].to_numpy() for name in ("agencies", "other_contributors"))
        unsafe = (agencies > 0) & (agencies + others < self.n)
        return unsafe.astype(np.bool_), _width(cells.total)

    def reason(self) -> str:
        """Too few agencies."""
        return f"fewer than {self.n} agencies"

    def words(self) -> str:
        """The rule in words."""
        return (
            f"A cell in which workers came through agencies is unsafe with fewer than {self.n} of them; workers whose "
            "agency is not known count as those of a single one. Workers who came without an agency hide agencies as "
            "others would."
        )


@dataclass(frozen=True, slots=True)
class LargestAgency:
    """Unsafe: one agency has more than `k` per cent of the workers, or of what they paid.

    Reads the columns `largest_agency_workers` and `largest_agency_money`: its share, 0 to 1.
    """

    k: float = LARGEST_PERCENT

    def judge(self, cells: Contributions) -> tuple[Flags, Floats]:
        """Judge each cell by its largest agency."""
        shares = [cells.frame[f"largest_agency_{name}"].to_numpy() for name in ("workers", "money")]
        unsafe = np.maximum(*shares) > self.k / 100.0 + 1e-12
        return unsafe.astype(np.bool_), _width(cells.total)

    def reason(self) -> str:
        """One agency holds most of it."""
        return f"one agency has more than {self.k:g} %"

    def words(self) -> str:
        """The rule in words."""
        return f"A cell is unsafe if one agency has more than {self.k:g} % of its workers, or of what they paid."


def rules_of_workers() -> tuple[Rule, ...]:
    """The rules that judge a table of workers."""
    return MinimumFrequency(WORKERS, WIDTH_PERCENT), FewAgencies(), LargestAgency()


def rules_of_money() -> tuple[Rule, ...]:
    """The rules that judge a table of what they paid."""
    return *rules_of_workers(), PPercent(P_PERCENT)


def in_words(*, agencies: bool) -> tuple[str, ...]:
    """What keeps a cell from being published, for the report and the page.

    Args:
        agencies: Whether the input names agencies.
    """
    said = [rule.words() for rule in rules_of_money()]
    if not agencies:
        said = [
            MinimumFrequency(WORKERS, WIDTH_PERCENT).words(),
            PPercent(P_PERCENT).words(),
            "Agencies are not recorded in this survey: whether a cell rests on one of them cannot be told.",
        ]
    return (
        *said,
        "Channels without agencies (government to government, hired by the employer) need none.",
        "Further cells are withheld so that no withheld one follows from margins; an audit proves it. Withheld cells "
        "are not listed, nor are empty ones: which are which is not told.",
        f"A quantile is given where {BEYOND} workers or more are expected on either side of it.",
        f"The share who paid nothing is given where {BEYOND} or more paid and {BEYOND} or more did not; that of an "
        f"item where {PAYERS} or more paid for it.",
        "Amounts, months and differences are rounded to two significant figures, shares to 5 points; numbers of "
        "workers are bands.",
    )


def with_agencies(rows: pl.DataFrame, dimensions: list[str]) -> pl.DataFrame:
    """One row a cell: `agencies`, `other_contributors`, `largest_agency_workers`, `largest_agency_money`.

    Args:
        rows: Workers with `(agency)`: the agency, or null for who came without one; `cost`, `weight`.
        dimensions: Of the table.
    """
    money = pl.col("cost") * pl.col("weight")
    each = rows.group_by([*dimensions, "(agency)"]).agg(
        pl.len().alias("workers"), pl.col("weight").sum().alias("weighted"), money.sum().alias("money")
    )
    known = pl.col("(agency)").is_not_null()

    def share(name: str) -> pl.Expr:
        largest = pl.col(name).filter(known).max().fill_null(0.0)
        total = pl.col(name).sum()
        return pl.when(total > 0).then(largest / total).otherwise(0.0)

    return each.group_by(dimensions).agg(
        known.sum().cast(pl.Int64).alias("agencies"),
        pl.col("workers").filter(~known).sum().cast(pl.Int64).alias("other_contributors"),
        pl.max_horizontal(share("workers"), share("weighted")).alias("largest_agency_workers"),
        share("money").alias("largest_agency_money"),
    )


def _width(total: Floats) -> Floats:
    return np.maximum(total * WIDTH_PERCENT / 100.0, 1.0)
