"""Replicates made here, of first-stage units: bootstrap, jackknife, balanced repeated and successive difference."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, get_args

import numpy as np

from fairway.methods.survey.arrays import Codes, Floats, Positions, run_lengths, run_starts
from fairway.methods.survey.cube import regroup
from fairway.methods.survey.errors import DesignMisstated
from fairway.methods.survey.hadamard import hadamard, least_order
from fairway.methods.survey.replication import ReplicateFactors
from fairway.methods.survey.units import SampledUnits

Centre: TypeAlias = Literal["full", "mean"]
JackknifeKind: TypeAlias = Literal["jk1", "jkn"]

_AT_ONCE: Final = 32
"""Replicates drawn from one stream of random numbers; changing it changes every bootstrap."""


@dataclass(frozen=True, slots=True)
class Bootstrap:
    """The rescaling bootstrap: in each stratum n_h − 1 of its n_h units are drawn with replacement.

    A unit drawn r times counts 1 + √(1 − f_h)·(r·n_h/(n_h − 1) − 1) times. Source: Rao, Wu & Yue (1992), Survey
    Methodology 18; Rao & Wu (1988), JASA 83, for the sampling fraction f_h.

    Attributes:
        replicates: How many; 500 or more for intervals.
        seed: The same seed gives the same replicates, whatever the engine and the order of the rows.
    """

    replicates: int
    seed: int
    centre: Centre = "full"

    def __post_init__(self) -> None:
        if self.replicates < 2:
            raise DesignMisstated(
                f"A bootstrap of {self.replicates} replicates has no scatter.", advice="Ask for 500, say."
            )


@dataclass(frozen=True, slots=True)
class Jackknife:
    """The jackknife: each replicate leaves out one first-stage unit and scales up the others of its stratum.

    Variance: Σ_h (1 − f_h)(n_h − 1)/n_h Σ_i (θ_hi − c)². Source: Wolter (2007), §4.5. `jk1` is for designs without
    strata, where it is the same.
    """

    kind: JackknifeKind = "jkn"
    centre: Centre = "full"

    def __post_init__(self) -> None:
        if self.kind not in get_args(JackknifeKind):
            raise DesignMisstated(f"“{self.kind}” is no jackknife.", advice="Choose jk1 or jkn.")


@dataclass(frozen=True, slots=True)
class BalancedRepeated:
    """Balanced repeated replication, for strata of two first-stage units each.

    A unit counts 1 ± (1 − ρ)√(1 − f_h) times, the signs from a row of a Hadamard matrix. Source: McCarthy (1969),
    Review of the ISI 37; Judkins (1990), Journal of Official Statistics 6, for Fay's ρ.
    """

    rho: float = 0.0
    centre: Centre = "full"

    def __post_init__(self) -> None:
        if not 0.0 <= self.rho < 1.0:
            raise DesignMisstated(f"Fay's ρ is {self.rho}.", advice="Give 0 ≤ ρ < 1; 0 for plain BRR, 0.3 or 0.5.")


@dataclass(frozen=True, slots=True)
class SuccessiveDifference:
    """Successive difference replication, for systematic samples; units in the order of stratum and identifier.

    A unit counts 1 + √(1 − f)·2^(−3/2)·(h_ar − h_br) times, a and b being rows of a Hadamard matrix, b the a of the
    next unit; the variance is 4/R Σ (θ_r − c)². Source: Fay & Train (1995), Proceedings of the ASA Government Statistics
    Section; Ash (2014), Survey Methodology 40, for rows used again.

    Attributes:
        replicates: The order of a Hadamard matrix.
    """

    replicates: int = 160
    centre: Centre = "full"


ReplicateMethod: TypeAlias = Bootstrap | Jackknife | BalancedRepeated | SuccessiveDifference


@dataclass(frozen=True, slots=True)
class FirstStage:
    """The first stage: P units in H strata.

    Attributes:
        stratum: Of each unit; shape (P,).
        starts: The first unit of each stratum; shape (H,).
        sampled: n_h; shape (H,).
        open_share: 1 − f_h; 0 where the stratum is a certainty, whose units count once in every replicate; shape (H,).
    """

    stratum: Codes
    starts: Positions
    sampled: Positions
    open_share: Floats

    @classmethod
    def of(cls, units: SampledUnits) -> FirstStage:
        """Of a design's units.

        Raises:
            DesignMisstated: A stratum has one unit, and the rule for it is none that replicates can follow.
        """
        first = units.stages[0]
        alone = int(first.single.sum())
        if alone and units.singletons != "certainty":
            raise DesignMisstated(
                f"{alone} strat{'a have' if alone > 1 else 'um has'} one sampled unit, and replicates cannot be made "
                f"of it under the rule “{units.singletons}”.",
                advice="Choose `singletons: certainty`, merge strata that were alike when drawn, or do without them.",
                details={"strata": alone},
            )
        sampled = first.sampled
        share = first.factor * np.where(sampled > 1, (sampled - 1.0) / sampled, 0.0)
        return cls(first.stratum, run_starts(first.stratum), sampled.astype(np.intp), share)

    @property
    def reach(self) -> Floats:
        """√(1 − f_h): how far multipliers go from 1; shape (H,)."""
        return np.sqrt(self.open_share)

    @property
    def place(self) -> Positions:
        """The position of each unit in its stratum; shape (P,)."""
        return np.arange(len(self.stratum)) - self.starts[self.stratum]


@dataclass(frozen=True, slots=True)
class MadeReplicates:
    """Multipliers of first-stage units.

    Attributes:
        factors: Scale, rscales and centre.
        count: R.
        leaf: The first-stage unit of each leaf.
        first: The first stage.
        bound: Whether the multipliers of a stratum's units sum to a constant.
        highest_rank: That of all multipliers together, at most.
        made: Gives the multipliers, some replicates at a time.
    """

    factors: ReplicateFactors
    count: int
    leaf: Codes
    first: FirstStage
    bound: bool
    highest_rank: int
    made: Callable[[], Iterator[Floats]]

    def __len__(self) -> int:
        return self.count

    @property
    def height(self) -> int:
        """First-stage units."""
        return len(self.first.stratum)

    def rows_of(self, unit: Codes) -> Codes:
        """The first-stage unit."""
        rows: Codes = self.leaf[unit]
        return rows

    def base(self, sums: Floats, unit: Codes) -> Floats:
        """The sums themselves."""
        return sums

    def blocks(self) -> Iterator[Floats]:
        """Some replicates at a time."""
        return self.made()

    def degrees_of_freedom(self, domain: Codes, unit: Codes, domains: int) -> Floats:
        """Rank less 1, from counts.

        A bound stratum all of whose units have members adds n_h − 1 dimensions, for the deviations of its units sum to
        0, and any such stratum adds the vector of ones; another adds one dimension for each unit with members.
        """
        by_domain, by_unit, _, _ = regroup(domain, max(domains, 1), self.rows_of(unit), self.height)
        stratum = self.first.stratum[by_unit]
        starts = run_starts(by_domain, stratum)
        members = run_lengths(starts, len(stratum))
        of_domain, stratum = by_domain[starts], stratum[starts]
        fixed = self.first.open_share[stratum] == 0.0
        whole = fixed | (self.bound & (members == self.first.sampled[stratum]))
        added = np.where(fixed, 0, np.where(whole, members - 1, members))
        rank = np.bincount(of_domain, weights=added, minlength=domains)
        rank += np.bincount(of_domain, weights=whole, minlength=domains) > 0
        return np.minimum(rank, self.highest_rank) - 1.0


def made_replicates(method: ReplicateMethod, units: SampledUnits) -> MadeReplicates:
    """The replicates of a design.

    Raises:
        DesignMisstated: The design does not suit the method.
    """
    first = FirstStage.of(units)
    leaf = units.stages[0].unit
    match method:
        case Bootstrap():
            count, scale, rscales, made = _bootstrap(method, first)
        case Jackknife():
            count, scale, rscales, made = _jackknife(method, first)
        case BalancedRepeated():
            count, scale, rscales, made = _balanced(method, first)
        case SuccessiveDifference():
            count, scale, rscales, made = _successive(method, first)
    sentence = f"Standard errors by {_named(method)}: {count:,} replicates of {len(first.stratum):,} first-stage units."
    if len(units.stages) > 1:
        sentence += " Of later stages' variance they hold what shows between first-stage units."
    factors = ReplicateFactors(scale, rscales, method.centre, isinstance(method, Jackknife), sentence)
    bound = not isinstance(method, SuccessiveDifference)
    return MadeReplicates(factors, count, leaf, first, bound, count if bound else count - 1, made)


_Made: TypeAlias = tuple[int, float, Floats, Callable[[], Iterator[Floats]]]


def _named(method: ReplicateMethod) -> str:
    match method:
        case Bootstrap(_, seed):
            return f"the rescaling bootstrap of Rao and Wu (seed {seed})"
        case Jackknife(kind):
            return f"the jackknife ({kind})"
        case BalancedRepeated(rho):
            return f"balanced repeated replication{f' (Fay, ρ = {rho:g})' if rho else ''}"
        case SuccessiveDifference():
            return "successive difference replication"


def _bootstrap(method: Bootstrap, first: FirstStage) -> _Made:
    count = method.replicates
    begins = range(0, count, _AT_ONCE)
    streams = np.random.SeedSequence(method.seed).spawn(len(begins))

    def blocks() -> Iterator[Floats]:
        for begin, stream in zip(begins, streams, strict=True):
            # A whole block is always drawn, so that more replicates begin with the same ones.
            yield _resampled(np.random.default_rng(stream), first)[:, : min(_AT_ONCE, count - begin)]

    return count, 1.0 / (count - 1.0), np.ones(count), blocks


def _resampled(random: np.random.Generator, first: FirstStage) -> Floats:
    """A block of bootstrap multipliers; shape (P, _AT_ONCE)."""
    multipliers = np.ones((len(first.stratum), _AT_ONCE))
    for size in np.unique(first.sampled[first.sampled > 1]):
        strata = np.flatnonzero(first.sampled == size)
        drawn = random.integers(0, size, (len(strata), size - 1, _AT_ONCE))
        cell = (np.arange(len(strata))[:, None, None] * size + drawn) * _AT_ONCE + np.arange(_AT_ONCE)
        times = np.bincount(cell.ravel(), minlength=len(strata) * int(size) * _AT_ONCE).reshape(-1, _AT_ONCE)
        rows = (first.starts[strata][:, None] + np.arange(size)).ravel()
        reach = np.repeat(first.reach[strata], size)[:, None]
        multipliers[rows] = 1.0 + reach * (times * (size / (size - 1.0)) - 1.0)
    return multipliers


def _jackknife(method: Jackknife, first: FirstStage) -> _Made:
    if method.kind == "jk1" and len(first.starts) > 1:
        raise DesignMisstated(
            f"The jackknife jk1 is for designs without strata; this one has {len(first.starts)}.",
            advice="Take Jackknife('jkn').",
        )
    left_out = np.flatnonzero(first.open_share[first.stratum] > 0.0)
    if len(left_out) == 0:
        raise DesignMisstated("Every stratum was taken whole: nothing to leave out.", advice="There is no variance.")
    sampled = first.sampled[first.stratum[left_out]]

    def blocks() -> Iterator[Floats]:
        for begin in range(0, len(left_out), _AT_ONCE):
            units = left_out[begin : begin + _AT_ONCE]
            size = sampled[begin : begin + _AT_ONCE]
            alike = first.stratum[:, None] == first.stratum[units]
            multipliers = np.where(alike, size / (size - 1.0), 1.0)
            multipliers[units, np.arange(len(units))] = 0.0
            yield multipliers

    rscales = first.open_share[first.stratum[left_out]] * (sampled - 1.0) / sampled
    return len(left_out), 1.0, rscales, blocks


def _balanced(method: BalancedRepeated, first: FirstStage) -> _Made:
    varied = first.open_share > 0.0
    odd = np.flatnonzero(varied & (first.sampled != 2))
    if len(odd):
        raise DesignMisstated(
            f"Balanced repeated replication needs two first-stage units in every stratum; {len(odd)} of "
            f"{int(varied.sum())} strata have another number ({', '.join(map(str, first.sampled[odd][:5]))} …).",
            advice="Take Bootstrap or Jackknife, or pair the units as the producer's user guide says.",
            details={"strata": len(odd)},
        )
    order = least_order(int(varied.sum()) + 1)
    signs = hadamard(order)[np.where(varied, np.cumsum(varied), 0)]
    side = np.where(first.place == 1, 1.0, -1.0) * (1.0 - method.rho) * first.reach[first.stratum]

    def blocks() -> Iterator[Floats]:
        for begin in range(0, order, _AT_ONCE):
            yield 1.0 + side[:, None] * signs[:, begin : begin + _AT_ONCE][first.stratum]

    return order, 1.0 / (order * (1.0 - method.rho) ** 2), np.ones(order), blocks


def _successive(method: SuccessiveDifference, first: FirstStage) -> _Made:
    order = method.replicates
    if order < 4:
        raise DesignMisstated(
            f"Successive difference replication with {order} replicates makes no sense.", advice="Take 80 or 160."
        )
    signs = hadamard(order)
    one, other = _successive_rows(len(first.stratum), order - 1)
    reach = first.reach[first.stratum][:, None] * 2.0**-1.5

    def blocks() -> Iterator[Floats]:
        for begin in range(0, order, _AT_ONCE):
            part = signs[:, begin : begin + _AT_ONCE].astype(np.float64)
            yield 1.0 + reach * (part[one] - part[other])

    return order, 4.0 / order, np.ones(order), blocks


def _successive_rows(units: int, rows: int) -> tuple[Positions, Positions]:
    """For each unit its two rows of the matrix, the first row (all +1) never; each round takes another step."""
    at = np.arange(units)
    rounds, place = at // rows, at % rows
    steps = [step for step in range(1, rows + 1) if np.gcd(step, rows) == 1]
    step = np.array(steps)[rounds % len(steps)]
    return 1 + place * step % rows, 1 + (place + 1) * step % rows
