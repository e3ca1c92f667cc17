"""Smooth measures under replicate weights: totals per replicate once, then every measure, margin and difference."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import polars as pl
import scipy

from fairway.methods.survey.arrays import Codes, Floats
from fairway.methods.survey.cube import Cube, Totals, margin_of
from fairway.methods.survey.estimates import Contrast
from fairway.methods.survey.measures import RatioOfTotals
from fairway.methods.survey.plan import Moment, RowSet
from fairway.methods.survey.replication import Multipliers, replicate_totals


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """The units that have members of a domain in a row set; shape (M,) each. Compared as objects."""

    domain: Codes
    unit: Codes


@dataclass(frozen=True, slots=True)
class ReplicateSums:
    """Totals per replicate, and who the members of each domain are.

    Attributes:
        domains: One row a domain.
        multipliers: The replicates.
        sums: For each moment its totals; shape (D, R).
        members: For each row set.
    """

    domains: pl.DataFrame
    multipliers: Multipliers
    sums: Mapping[Moment, Floats]
    members: Mapping[RowSet, Members]

    @classmethod
    def of(
        cls, domains: pl.DataFrame, cubes: Iterable[Cube], ratios: Sequence[RatioOfTotals], multipliers: Multipliers
    ) -> ReplicateSums:
        """From the parts of a cube, which share the domains."""
        moments = tuple(dict.fromkeys(moment for ratio in ratios for moment in (ratio.above, ratio.below)))
        row_sets = tuple(dict.fromkeys(ratio.rows for ratio in ratios))
        sums = {moment: np.zeros((len(domains), len(multipliers))) for moment in moments}
        whole: list[Members] = []
        members: dict[RowSet, list[Members]] = {rows: [] for rows in row_sets}
        for cube in cubes:
            columns = tuple(cube.sums[moment] for moment in moments)
            found = replicate_totals(cube.domain, cube.unit, columns, len(domains), multipliers)
            for moment, totals in zip(moments, found, strict=True):
                sums[moment] += totals
            whole.append(Members(cube.domain, cube.unit))
            for rows in row_sets:
                known = cube.counts[rows] > 0
                members[rows].append(whole[-1] if known.all() else Members(cube.domain[known], cube.unit[known]))
        everyone = _joined(whole)
        joined = {rows: everyone if parts == whole else _joined(parts) for rows, parts in members.items()}
        return cls(domains, multipliers, sums, joined)

    def summed_over(self, kept: Sequence[str]) -> ReplicateSums:
        """Those of a margin."""
        margins, of_domain = margin_of(self.domains, kept)
        into = scipy.sparse.csr_matrix(
            (np.ones(len(of_domain)), (of_domain, np.arange(len(of_domain)))), shape=(len(margins), len(of_domain))
        )
        distinct = {one: Members(of_domain[one.domain], one.unit) for one in self.members.values()}
        return ReplicateSums(
            margins,
            self.multipliers,
            {moment: np.asarray(into @ totals) for moment, totals in self.sums.items()},
            {rows: distinct[one] for rows, one in self.members.items()},
        )


def _joined(parts: Sequence[Members]) -> Members:
    if not parts:
        return Members(np.empty(0, np.int32), np.empty(0, np.int32))
    return Members(np.concatenate([one.domain for one in parts]), np.concatenate([one.unit for one in parts]))


@dataclass(slots=True)
class Replicated:
    """Variances by replication, of ratios of totals.

    Attributes:
        totals: The full-sample totals of the same domains.
        sums: Those of the replicates.
        lost: For each measure, in how many replicates how many domains had no value.
    """

    totals: Totals
    sums: ReplicateSums
    lost: dict[str, int] = field(default_factory=dict)
    _df: dict[Members, Floats] = field(default_factory=dict)

    def of(self, ratio: RatioOfTotals) -> tuple[Floats, Floats]:
        """Variance and degrees of freedom per domain."""
        full, replicates = self._full(ratio), ratio.value(self.sums.sums)
        self._note(ratio, full, replicates)
        return self.sums.multipliers.factors.variance(full, replicates), self._degrees_of_freedom(ratio.rows)

    def of_contrast(self, ratio: RatioOfTotals, contrast: Contrast) -> tuple[Floats, Floats]:
        """Variance and degrees of freedom per combination: its members are those of all its domains."""
        members = self.sums.members[ratio.rows]
        full, replicates = self._full(ratio), ratio.value(self.sums.sums)
        return contrast_variance(self.sums.multipliers, members, contrast, full, replicates)

    def _degrees_of_freedom(self, rows: RowSet) -> Floats:
        members = self.sums.members[rows]
        if members not in self._df:
            count = len(self.sums.domains)
            self._df[members] = self.sums.multipliers.degrees_of_freedom(members.domain, members.unit, count)
        return self._df[members]

    def _full(self, ratio: RatioOfTotals) -> Floats:
        return ratio.value(self.totals.sums)

    def _note(self, ratio: RatioOfTotals, full: Floats, replicates: Floats) -> None:
        lost = int(np.count_nonzero(np.isnan(replicates[~np.isnan(full)]).any(axis=1)))
        if lost:
            self.lost[ratio.name] = lost


def contrast_variance(
    multipliers: Multipliers, members: Members, contrast: Contrast, full: Floats, replicates: Floats
) -> tuple[Floats, Floats]:
    """Variance and degrees of freedom of combinations of domains.

    Args:
        members: The units of the domains.
        contrast: The combinations.
        full, replicates: The domains' estimates; shape (D,) and (D, R).
    """
    shape = (len(contrast), len(full))
    combine = scipy.sparse.csr_matrix((contrast.coefficient, (contrast.target, contrast.source)), shape=shape)
    order = np.argsort(members.domain, kind="stable")
    bounds = np.searchsorted(members.domain[order], np.arange(len(full) + 1))
    parts = [order[bounds[source] : bounds[source + 1]] for source in contrast.source]
    target = np.repeat(contrast.target, [len(part) for part in parts]).astype(np.int32)
    unit = members.unit[np.concatenate(parts)]
    df = multipliers.degrees_of_freedom(target, unit, len(contrast))
    return multipliers.factors.variance(np.asarray(combine @ full), np.asarray(combine @ replicates)), df
