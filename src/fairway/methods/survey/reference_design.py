"""The variance of a total straight from its formula: stratum by stratum, unit by unit, in plain loops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Any, Final, TypeAlias

from fairway.methods.survey.design import Design, Replication, Singletons, Stage
from fairway.methods.survey.errors import DesignMisstated, SingleUnitStratum

Row: TypeAlias = Mapping[str, Any]

_CENSUS: Final = 1e-7
"""A stratum of which less than this share was left out has no sampling variance (R `survey`, `onestrat`)."""

_DEPENDENT: Final = 1e-5
"""A column of replicate weights of which less than this share is new adds no degree of freedom (R `degf`)."""


@dataclass(frozen=True, slots=True)
class Stratum:
    """One stratum of one stage: the rows of each unit sampled from it, and the share f_h that was sampled."""

    label: tuple[Any, ...]
    units: tuple[tuple[int, ...], ...]
    fraction: float


def strata_of(rows: Sequence[Row], members: Sequence[int], stage: Stage) -> list[Stratum]:
    """The strata of a stage among the rows `members`; f_h = n_h/N_h, or as stated where the column is at most 1."""
    grouped: dict[Any, dict[Any, list[int]]] = {}
    for k in members:
        stratum = rows[k][stage.stratum] if stage.stratum else None
        unit = rows[k][stage.unit] if stage.unit else k
        grouped.setdefault(stratum, {}).setdefault(unit, []).append(k)
    found = []
    for stratum, units in grouped.items():
        first = next(iter(units.values()))[0]
        population = float(rows[first][stage.population]) if stage.population else None
        fraction = 0.0 if population is None else population if population <= 1.0 else len(units) / population
        label = () if stage.stratum is None else (stratum,)
        found.append(Stratum(label, tuple(tuple(unit) for unit in units.values()), fraction))
    return found


def weights_of(rows: Sequence[Row], design: Design) -> list[float]:
    """w_k as stated, or w_k = Π_stages 1/f_h where the design names no weight (Horvitz & Thompson 1952)."""
    if design.weight is not None:
        return [float(row[design.weight]) for row in rows]
    weights = [1.0] * len(rows)
    members = [tuple(range(len(rows)))]
    for stage in design.stages:
        if stage.population is None:
            break
        drawn = [stratum for within in members for stratum in strata_of(rows, within, stage)]
        for stratum in drawn:
            for unit in stratum.units:
                for k in unit:
                    weights[k] /= stratum.fraction
        members = [unit for stratum in drawn for unit in stratum.units]
    return weights


def variance(rows: Sequence[Row], design: Design, scores: Sequence[float], present: Sequence[bool]) -> float | None:
    """V(Σ_k s_k) = Σ_h (1 − f_h) n_h/(n_h − 1) Σ_i (t_hi − t̄_h)² + Σ_h f_h Σ_i V_hi.

    t_hi is the sum of s over the rows of unit i of stratum h; t̄_h is the mean over all n_h sampled units, those without
    a member of the domain too, whose t is 0; V_hi is the same formula for the next stage within unit hi, as long as
    populations are stated. A stratum without any `present` row adds nothing and counts nowhere. Source: Särndal,
    Swensson & Wretman (1992), §4.3 and §4.5 for further stages; Cochran (1977), chapters 5, 10 and 11.

    Args:
        rows: All rows of the microdata.
        design: The design.
        scores: s_k = w_k z_k, 0 off the domain; one a row.
        present: Whether the row is in the domain with a known value.

    Returns:
        The variance; None where every stratum has a single unit and the rule is to average the others.

    Raises:
        SingleUnitStratum: A stratum has one unit, a present row, and the rule `fail`.
    """
    stages = design.stages or (Stage(None),)
    return _within(rows, tuple(range(len(rows))), stages, (1, ()), design.singletons, scores, present)


def _within(
    rows: Sequence[Row],
    members: Sequence[int],
    stages: tuple[Stage, ...],
    at: tuple[int, tuple[Any, ...]],
    rule: Singletons,
    scores: Sequence[float],
    present: Sequence[bool],
) -> float | None:
    number, above = at
    parts: list[float | None] = []
    later: list[float | None] = []
    for stratum in strata_of(rows, members, stages[0]):
        if not any(present[k] for unit in stratum.units for k in unit):
            continue
        parts.append(stratum_variance(stratum, scores, rule, number, above))
        if stages[0].population is None or len(stages) == 1:
            continue
        for unit in stratum.units:
            named = (rows[unit[0]][stages[0].unit],) if stages[0].unit else ()
            inner = _within(rows, unit, stages[1:], (number + 1, above + stratum.label + named), rule, scores, present)
            later.append(None if inner is None else stratum.fraction * inner)
    known = [part for part in parts if part is not None]
    further = [part for part in later if part is not None]
    if (parts and not known) or len(further) < len(later):
        return None
    return fsum(known) * (len(parts) / len(known) if known else 1.0) + fsum(further)


def stratum_variance(
    stratum: Stratum, scores: Sequence[float], rule: Singletons, stage: int = 1, above: tuple[Any, ...] = ()
) -> float | None:
    """V_h = (1 − f_h) n_h/(n_h − 1) Σ_i (t_hi − t̄_h)²; 0 for a census.

    With one unit: `certainty` 0; `adjust` (1 − f_h) t_h²; `average` None, which stands for the mean of the other
    strata. Source: R `survey` 4.1, `onestrat`, with `survey.lonely.psu`.
    """
    unsampled = 1.0 - stratum.fraction
    if unsampled < _CENSUS:
        return 0.0
    totals = [fsum(scores[k] for k in unit) for unit in stratum.units]
    n = len(totals)
    if n > 1:
        mean = fsum(totals) / n
        return unsampled * n / (n - 1) * fsum((total - mean) ** 2 for total in totals)
    if rule == "fail":
        raise SingleUnitStratum([" · ".join(map(str, above + stratum.label)) or "1"], stage)
    if rule == "average":
        return None
    return unsampled * totals[0] ** 2 if rule == "adjust" else 0.0


def degrees_of_freedom(rows: Sequence[Row], design: Design, present: Sequence[bool]) -> int:
    """First-stage units with a present row less first-stage strata with one (Korn & Graubard 1999, chapter 5; R
    `survey`, `degf`).
    """
    first = (design.stages or (Stage(None),))[0]
    units = strata = 0
    for stratum in strata_of(rows, range(len(rows)), first):
        reached = sum(any(present[k] for k in unit) for unit in stratum.units)
        units += reached
        strata += reached > 0
    return units - strata


def replicate_variance(replicates: Sequence[float | None], full: float, replication: Replication) -> float | None:
    """V = scale · Σ_r rscales_r (θ_r − c)², c = θ of the full sample or the mean of the replicates.

    Left to itself, the scale is 1/R for BRR, 1/(R(1 − ρ)²) for Fay's method, (R − 1)/R for JK1, 1/(R − 1) for the
    bootstrap and 4/R for successive differences. A replicate without an estimate is dropped with its factor. Source:
    Wolter (2007), chapters 3 to 5; Judkins (1990) for Fay's method; Fay & Train (1995); R `survey`, `svrVar`.

    Args:
        replicates: θ_r; None where it has no value.
        full: θ.
        replication: The kind and its factors.
    """
    size = len(replicates)
    factors = replication.rscales or (1.0,) * size
    pairs = [(theta, factor) for theta, factor in zip(replicates, factors, strict=True) if theta is not None]
    if not pairs:
        return None
    centre = full
    if replication.centre == "mean":
        counted = [theta for theta, factor in pairs if factor > 0.0]
        centre = fsum(counted) / len(counted)
    return replicate_scale(replication, size) * fsum(factor * (theta - centre) ** 2 for theta, factor in pairs)


def replicate_scale(replication: Replication, size: int) -> float:
    """The factor before the sum, as `replicate_variance` says."""
    if replication.scale is not None:
        return replication.scale
    if replication.kind == "jkn" and replication.rscales is None:
        raise DesignMisstated(
            "A stratified jackknife needs its rscales.", advice="Give (n_h − 1)/n_h for each replicate, in order."
        )
    scales = {
        "brr": 1.0 / size,
        "fay": 1.0 / (size * (1.0 - replication.rho) ** 2),
        "jk1": (size - 1.0) / size,
        "bootstrap": 1.0 / (size - 1.0),
        "sdr": 4.0 / size,
    }
    return scales.get(replication.kind, 1.0)


def replicate_weights(rows: Sequence[Row], design: Design) -> list[list[float]]:
    """The weights of each replicate: the columns as they are, or times the full-sample weight."""
    replication = design.replication
    if replication is None:
        return []
    full = [1.0] * len(rows) if replication.combined else weights_of(rows, design)
    return [[float(row[name]) * w for row, w in zip(rows, full, strict=True)] for name in replication.columns]


def replicate_degrees_of_freedom(replicates: Sequence[Sequence[float]], members: Sequence[int]) -> int:
    """The rank of the replicate weights of the domain's rows, less one (R `survey`, `degf`).

    By Gram and Schmidt: a column counts if what is left of it, after the columns counted before are projected out, is
    more than 1e-5 of its length.
    """
    basis: list[list[float]] = []
    for column in replicates:
        rest = [column[k] for k in members]
        length = sqrt(fsum(value * value for value in rest))
        for direction in (*basis, *basis):
            along = fsum(a * b for a, b in zip(rest, direction, strict=True))
            rest = [a - along * b for a, b in zip(rest, direction, strict=True)]
        left = sqrt(fsum(value * value for value in rest))
        if left > _DEPENDENT * length:
            basis.append([value / left for value in rest])
    return len(basis) - 1
