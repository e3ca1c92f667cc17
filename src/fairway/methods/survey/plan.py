"""What is to be summed: domains, moments and the universe, said without a word about the engine that sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from fairway.methods.survey.errors import MeasureMisstated

Code: TypeAlias = "str | int | float | bool"


@dataclass(frozen=True, slots=True)
class Is:
    """The column holds one of these values."""

    column: str
    values: tuple[Code, ...]

    def __post_init__(self) -> None:
        if not self.values:
            raise MeasureMisstated(
                f"The condition on {self.column} names no value.", advice="List one value or more, or use Known."
            )


@dataclass(frozen=True, slots=True)
class Between:
    """The column lies in [low, high], both included; None leaves that side open."""

    column: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """The column is not null."""

    column: str


Condition: TypeAlias = Is | Between | Known


@dataclass(frozen=True, slots=True)
class Indicator:
    """1 where the column holds one of these values, else 0."""

    column: str
    values: tuple[Code, ...]


@dataclass(frozen=True, slots=True)
class Quotient:
    """One column divided by another, person by person; unknown where the divisor is 0."""

    numerator: str
    denominator: str


Factor: TypeAlias = str | Indicator | Quotient
"""What is multiplied by the weight: a numeric column, an indicator, or a quotient of two columns."""


def columns_of(factor: Factor) -> tuple[str, ...]:
    """The columns that a factor reads."""
    if isinstance(factor, Indicator):
        return (factor.column,)
    if isinstance(factor, Quotient):
        return (factor.numerator, factor.denominator)
    return (factor,)


RowSet: TypeAlias = tuple[Factor, ...]
"""The rows in which all of these factors are known; () is every row."""


@dataclass(frozen=True, slots=True)
class Moment:
    """Σ w · Π factors over the rows in which every factor of `known` is known; no factors sum the weights.

    Attributes:
        factors: What the weight is multiplied by; twice the same for squares.
        known: Sorted factors that must be known, so that the sums of one measure share their rows.
    """

    factors: tuple[Factor, ...] = ()
    known: RowSet = ()


@dataclass(frozen=True, slots=True)
class CubePlan:
    """One group-by of the microdata.

    Attributes:
        by: The columns of the domains; () for the whole universe.
        moments: The weighted sums, each once.
        counts: Row sets to count without weights: for each, rows of positive weight in which those factors are known.
        where: Conditions, all of which a row must meet.
    """

    by: tuple[str, ...]
    moments: tuple[Moment, ...]
    counts: tuple[RowSet, ...]
    where: tuple[Condition, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column read besides the design's, each once."""
        named = [*self.by, *(condition.column for condition in self.where)]
        for moment in self.moments:
            for factor in (*moment.factors, *moment.known):
                named += columns_of(factor)
        for known in self.counts:
            for factor in known:
                named += columns_of(factor)
        return tuple(dict.fromkeys(named))
