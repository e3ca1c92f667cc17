"""Every estimate the slow way: written straight from the formulas, row by row, to check the fast engine against.

A statistician who doubts a number asks for it again here:

    rows = pl.read_parquet("lfs.parquet").to_dicts()
    estimate(rows, design, Mean("earn"), by=("sex",), where=(Is("employed", (1,)),))

Nothing is shared with the engine but the words in which the question is put (`Design`, measures, conditions) and the
quantile functions of SciPy. There are no arrays, no grouping engine and no cube; a sum is a loop, and it is summed
exactly (`math.fsum`). It takes a time that grows with rows × domains, and Gini's double sum with the square of the
rows: ask it about a sample.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import TypeAlias

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.design import Design
from fairway.methods.survey.errors import MeasureMisstated
from fairway.methods.survey.gini import Gini
from fairway.methods.survey.measures import Smoothed
from fairway.methods.survey.plan import Code, Condition
from fairway.methods.survey.quantiles import Quantile
from fairway.methods.survey.reference_design import (
    Row,
    degrees_of_freedom,
    replicate_degrees_of_freedom,
    replicate_variance,
    replicate_weights,
    variance,
    weights_of,
)
from fairway.methods.survey.reference_functions import Functional, RatioFunctional, Values, quantile
from fairway.methods.survey.reference_intervals import proportion_interval, t_interval, t_quantile
from fairway.methods.survey.reference_rows import column_of, functionals_of, known, meets, require

Measure: TypeAlias = Smoothed | Quantile | Gini | Difference


@dataclass(frozen=True, slots=True)
class Answer:
    """One measure in one domain; None where there is nothing.

    Attributes:
        domain: The value of each domain variable, in the order asked; None for the variable of a difference.
        level: The value whose proportion it is.
        estimate, se, low, high, deff: As the engine's columns of these names.
        df: Degrees of freedom; of a difference by linearisation, Welch's and Satterthwaite's.
        n: Rows of positive weight with a known value; of a difference, those of both sides.
    """

    domain: tuple[Code | None, ...]
    level: Code | None
    estimate: float | None
    se: float | None
    low: float | None
    high: float | None
    deff: float | None
    df: float
    n: int


@dataclass(frozen=True, slots=True)
class Asked:
    """The sample of a question: all rows, the design, their weights and the level of confidence."""

    rows: Sequence[Row]
    design: Design
    weights: Sequence[float]
    level: float


@dataclass(frozen=True, slots=True)
class Part:
    """A functional over the rows `members`, times `sign`: an estimate has one part, a difference two."""

    functional: Functional
    members: tuple[int, ...]
    sign: float = 1.0


def estimate(
    rows: Sequence[Row],
    design: Design,
    measure: Measure,
    by: Sequence[str] = (),
    where: Sequence[Condition] = (),
    level: float = 0.95,
) -> list[Answer]:
    """A measure in every domain that occurs.

    θ̂ is the function of the sample that the measure defines, with its rows' weights; its variance is that of
    Σ w_k z_k, z_k = ∂θ̂/∂w_k on the domain and 0 off it, under the design (`variance`), or the scatter of its
    replicates (`replicate_variance`). Source: Deville (1999), Survey Methodology 25; Wolter (2007), chapters 3 to 6.

    Args:
        rows: The microdata, one mapping a person; None or NaN where a value is unknown.
        design: How they were drawn.
        measure: What to estimate.
        by: Domain variables, crossed. A row in which one is unknown is left out.
        where: Conditions that make the universe.
        level: Of the confidence intervals.

    Raises:
        SurveyColumnMissing: A column of the design or of the domains is in no row.
        SingleUnitStratum: A domain reaches into a stratum with one unit, and the design says to fail.
        MeasureMisstated: The measure has no reference.
    """
    require(rows, (*design.columns, *by, *(condition.column for condition in where)))
    asked = Asked(rows, design, weights_of(rows, design), level)
    domains = domains_of(asked, by, where)
    if isinstance(measure, Difference):
        return list(_differences(asked, measure, tuple(by), domains))
    if isinstance(measure, Quantile):
        return [_quantile(asked, measure, domain, members) for domain, members in domains.items()]
    answers = []
    for functional, value, interval in functionals_of(rows, measure):
        for domain, members in domains.items():
            answers.append(_answer(asked, (_part(functional, members),), (domain, value), interval))
    return answers


def domains_of(
    asked: Asked, by: Sequence[str], where: Sequence[Condition]
) -> dict[tuple[Code | None, ...], tuple[int, ...]]:
    """The rows of each domain: of positive weight, in the universe, every domain variable known."""
    found: dict[tuple[Code | None, ...], list[int]] = {}
    for k, row in enumerate(asked.rows):
        domain = tuple(known(row[name]) for name in by)
        if asked.weights[k] > 0.0 and all(meets(row, condition) for condition in where) and None not in domain:
            found.setdefault(domain, []).append(k)
    return {domain: tuple(members) for domain, members in sorted(found.items())}


def _differences(
    asked: Asked, difference: Difference, by: tuple[str, ...], domains: dict[tuple[Code | None, ...], tuple[int, ...]]
) -> Iterator[Answer]:
    """θ_1 − θ_2, whose score z_1 − z_2 carries the covariance of domains that share units."""
    if difference.dimension not in by:
        raise MeasureMisstated(
            f"A difference between values of {difference.dimension} needs it among the domains.",
            advice="Add it to `by`.",
        )
    if isinstance(difference.measure, Quantile):
        raise MeasureMisstated("A difference of quantiles has no reference.", advice="Compare means, ratios or Gini.")
    at = by.index(difference.dimension)
    for functional, value, _ in functionals_of(asked.rows, difference.measure):
        for domain, members in domains.items():
            other = domains.get((*domain[:at], difference.second, *domain[at + 1 :]))
            if domain[at] != difference.first or other is None:
                continue
            parts = (_part(functional, members), _part(functional, other, -1.0))
            yield _answer(asked, parts, ((*domain[:at], None, *domain[at + 1 :]), value), "t")


def _answer(
    asked: Asked, parts: Sequence[Part], named: tuple[tuple[Code | None, ...], Code | None], interval: str
) -> Answer:
    value = _value(asked.weights, parts)
    n = sum(len(part.members) for part in parts)
    df: float = _degrees_of_freedom(asked, [k for part in parts for k in part.members])
    if len(parts) == 2 and asked.design.replication is None:
        df = _of_two_sides(asked, parts, df)
    if value is None:
        return Answer(*named, None, None, None, None, None, df, n)
    spread = _variance(asked, parts, value)
    if spread is None:
        return Answer(*named, value, None, None, None, None, df, n)
    se = sqrt(spread)
    low, high = proportion_interval(interval, value, se, df, n, asked.level)
    simple = parts[0].functional.simple_variance(asked.weights, parts[0].members) if len(parts) == 1 else None
    return Answer(*named, value, se, low, high, spread / simple if simple else None, df, n)


def _quantile(asked: Asked, measure: Quantile, domain: tuple[Code | None, ...], members: Sequence[int]) -> Answer:
    """The quantile q̂ with the limits of Woodruff: F̂(q̂) ± t_df · se(F̂(q̂)), each turned back by the same rule.

    F̂(q̂) is the share of persons with y ≤ q̂, whose error is that of any mean. A limit of F̂ beyond 0 or 1 has no value;
    se = (high − low)/(2 t_df). Source: Woodruff (1952), Journal of the American Statistical Association 47; Francisco &
    Fuller (1991), Annals of Statistics 19; R `svyquantile(interval.type="mean")`.
    """
    column = column_of(asked.rows, measure.of)
    known = [k for k in members if column[k] is not None]
    df = _degrees_of_freedom(asked, known)

    def at(share: float | None, weights: Sequence[float] = asked.weights) -> float | None:
        if share is None or not 0.0 <= share <= 1.0:
            return None
        return quantile([column[k] or 0.0 for k in known], [weights[k] for k in known], share, measure.qrule)

    found = at(measure.at)
    if found is None:
        return Answer(domain, None, None, None, None, None, None, df, len(known))
    low, high, se = _quantile_limits(
        asked, measure, at, [None if y is None else float(y <= found) for y in column], known
    )
    return Answer(domain, None, found, se, low, high, None, df, len(known))


def _quantile_limits(
    asked: Asked, measure: Quantile, at: Callable[..., float | None], below: Values, known: Sequence[int]
) -> tuple[float | None, float | None, float | None]:
    df = _degrees_of_freedom(asked, known)
    if measure.interval == "replicates" and asked.design.replication is not None:
        found = at(measure.at) or 0.0
        replicates = [at(measure.at, weights) for weights in replicate_weights(asked.rows, asked.design)]
        spread = replicate_variance(replicates, found, asked.design.replication)
        if spread is None:
            return None, None, None
        return *t_interval(found, sqrt(spread), df, asked.level), sqrt(spread)
    share = _answer(asked, (_part(RatioFunctional(below, [1.0] * len(below)), known),), ((), None), "t")
    low, high = at(share.low), at(share.high)
    return low, high, None if low is None or high is None else (high - low) / (2.0 * t_quantile(df, asked.level))


def _value(weights: Sequence[float], parts: Sequence[Part]) -> float | None:
    values = [part.functional.value(weights, part.members) for part in parts]
    known = [part.sign * value for part, value in zip(parts, values, strict=True) if value is not None]
    return sum(known) if len(known) == len(parts) else None


def _variance(asked: Asked, parts: Sequence[Part], value: float) -> float | None:
    if asked.design.replication is not None:
        replicates = [_value(weights, parts) for weights in replicate_weights(asked.rows, asked.design)]
        return replicate_variance(replicates, value, asked.design.replication)
    scores, present = [0.0] * len(asked.rows), [False] * len(asked.rows)
    for part in parts:
        for k, score in zip(part.members, part.functional.scores(asked.weights, part.members), strict=True):
            scores[k] += part.sign * asked.weights[k] * score
            present[k] = True
    return variance(asked.rows, asked.design, scores, present)


def _degrees_of_freedom(asked: Asked, members: Sequence[int]) -> int:
    if asked.design.replication is not None:
        return replicate_degrees_of_freedom(replicate_weights(asked.rows, asked.design), members)
    inside = set(members)
    return degrees_of_freedom(asked.rows, asked.design, [k in inside for k in range(len(asked.rows))])


def _of_two_sides(asked: Asked, sides: Sequence[Part], together: float) -> float:
    """(V_1 + V_2)² / (V_1²/f_1 + V_2²/f_2), from the smaller side's to those of both together (Satterthwaite 1946)."""
    values = [_value(asked.weights, [side]) for side in sides]
    spreads = [
        None if value is None else _variance(asked, [side], value) for side, value in zip(sides, values, strict=True)
    ]
    known = [_degrees_of_freedom(asked, side.members) for side in sides]
    variances = [one for one in spreads if one is not None]
    if min(known) == 0 or len(variances) < len(sides):
        return min(known)
    if sum(variances) == 0.0:
        return together
    approximate = 1.0 / sum((one / sum(variances)) ** 2 / df for one, df in zip(variances, known, strict=True))
    return min(max(approximate, min(known)), together)


def _part(functional: Functional, members: Sequence[int], sign: float = 1.0) -> Part:
    return Part(functional, tuple(k for k in members if functional.known(k)), sign)
