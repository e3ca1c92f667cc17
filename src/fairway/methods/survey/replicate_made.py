"""Replicates made here: multipliers of first-stage units, which never touch the microdata."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
import scipy

from fairway.methods.survey.arrays import Codes, Floats, run_lengths, run_starts
from fairway.methods.survey.cube import regroup
from fairway.methods.survey.replicate_making import (
    BalancedRepeated,
    Bootstrap,
    Jackknife,
    ReplicateMethod,
    SuccessiveDifference,
)
from fairway.methods.survey.replicate_schemes import (
    balanced_scheme,
    bootstrap_scheme,
    jackknife_scheme,
    left_out_totals,
    successive_scheme,
)
from fairway.methods.survey.replicate_stage import FirstStage
from fairway.methods.survey.replication import ReplicateFactors, product_by_blocks
from fairway.methods.survey.units import SampledUnits


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
        closed: Their product with a matrix, where it is known without them.
    """

    factors: ReplicateFactors
    count: int
    leaf: Codes
    first: FirstStage
    bound: bool
    highest_rank: int
    made: Callable[[], Iterator[Floats]]
    closed: Callable[[scipy.sparse.csr_matrix], Floats] | None

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

    def multiplied(self, matrix: scipy.sparse.csr_matrix) -> Floats:
        """The matrix product with all of them."""
        if self.closed is not None:
            return self.closed(matrix)
        return product_by_blocks(matrix, self.blocks(), len(self))

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
    closed: Callable[[scipy.sparse.csr_matrix], Floats] | None = None
    match method:
        case Bootstrap():
            count, scale, rscales, made = bootstrap_scheme(method, first)
        case Jackknife():
            count, scale, rscales, made = jackknife_scheme(method, first)
            closed = partial(left_out_totals, first)
        case BalancedRepeated():
            count, scale, rscales, made = balanced_scheme(method, first)
        case SuccessiveDifference():
            count, scale, rscales, made = successive_scheme(method, first)
    sentence = f"Standard errors by {_named(method)}: {count:,} replicates of {len(first.stratum):,} first-stage units."
    if len(units.stages) > 1:
        sentence += " Of later stages' variance they hold what shows between first-stage units."
    factors = ReplicateFactors(scale, rscales, method.centre, isinstance(method, Jackknife), sentence)
    bound = not isinstance(method, SuccessiveDifference)
    return MadeReplicates(factors, count, leaf, first, bound, count if bound else count - 1, made, closed)


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
