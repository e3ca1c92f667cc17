"""What is counted of casework, and what may be shown of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from fairway.kernel.text import Text

Kind = Literal["count", "sum"]
TOTAL: Final = "all"
"""Key of the cell that is the sum of all."""


class Why(StrEnum):
    """Why a cell is withheld."""

    FEW = "few"
    DOMINATED = "dominated"
    DERIVABLE = "derivable"


WHY: Final = {
    Why.FEW: Text("Withheld: fewer than {n} people, or nobody."),
    Why.DOMINATED: Text("Withheld: nearly all of it is one office’s or one agency’s."),
    Why.DERIVABLE: Text("Withheld: a smaller number could be computed from it."),
}


@dataclass(frozen=True, slots=True)
class Rules:
    """By which rules counts leave casework.

    Attributes:
        fewest: People behind a cell, at least.
        largest_share: Of one office or agency in a cell, at most (0.7: seventy per cent).
        base: Counts are rounded to its multiples.
        figures: Significant figures of sums.
    """

    fewest: int = 10
    largest_share: float = 0.7
    base: int = 5
    figures: int = 2


RULES: Final = Rules()


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of casework, as it is: it never leaves by another way than `releasable`.

    Attributes:
        measure: What is counted. Cells of one measure are one table, or tables that share their total.
        by: Dimension and code of each: `(("type", "wage_claim"),)`; none: the total.
        value: The count, or the sum in whole units.
        people: How many people, or cases, are behind it.
        shares: What each office or agency adds to `value`; None: not known.
        kind: How it is rounded.
    """

    measure: str
    by: tuple[tuple[str, str], ...]
    value: int
    people: int
    shares: Mapping[str, int] | None = None
    kind: Kind = "count"

    @property
    def key(self) -> str:
        """Its name within the measure: `type=wage_claim`."""
        return ";".join(f"{dimension}={code}" for dimension, code in sorted(self.by)) or TOTAL


@dataclass(frozen=True, slots=True)
class Released:
    """What may be shown of a cell.

    Attributes:
        measure, key: Of the cell.
        value: Rounded; None: withheld.
        why: It is withheld; None: it is not.
    """

    measure: str
    key: str
    value: int | None
    why: Why | None

    def said(self, rules: Rules = RULES) -> Text | None:
        """Why it is withheld, in a sentence."""
        return None if self.why is None else Text(WHY[self.why].template, n=rules.fewest)
