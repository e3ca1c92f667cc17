"""The variance of a total under stratified multistage sampling, for many domains at once."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairway.methods.survey.arrays import Codes, Flags, Floats, Positions, run_lengths, run_starts, run_sums, sums_by
from fairway.methods.survey.cube import regroup
from fairway.methods.survey.errors import SingleUnitStratum
from fairway.methods.survey.units import SampledUnits, StageUnits


@dataclass(frozen=True, slots=True)
class Scatter:
    """Where the rows of a cube lie: their domains and units, and how each stage groups them.

    Made once for all measures over the same rows. Rows are ordered by domain and leaf unit, each pair once.

    Attributes:
        units: The sampled units.
        domain, unit: As the cube's; shape (R,).
        domains: D.
    """

    units: SampledUnits
    domain: Codes
    unit: Codes
    domains: int
    stages: tuple[StageRuns, ...]

    @classmethod
    def of(cls, units: SampledUnits, domain: Codes, unit: Codes, domains: int) -> Scatter:
        """The grouping of rows at every stage."""
        return cls(units, domain, unit, domains, tuple(StageRuns.of(stage, domain, unit) for stage in units.stages))

    def among(self, present: Flags) -> Scatter:
        """The grouping of some of the rows; which matters where the rule for single units looks at whole strata."""
        return Scatter.of(self.units, self.domain[present], self.unit[present], self.domains)

    def refuse_single_units(self) -> None:
        """Stops where the design says so.

        Raises:
            SingleUnitStratum: A domain reaches into a stratum with one sampled unit, and the design says to fail.
        """
        for number, runs in enumerate(self.stages, start=1):
            alone = np.unique(runs.stratum[runs.stage.single[runs.stratum]])
            if len(alone) and self.units.singletons == "fail":
                raise SingleUnitStratum(self.units.stratum_labels(number, alone), number)

    def variance(self, scores: Floats) -> Floats:
        """The variance of Σ scores per domain; NaN where the rule for single units leaves nothing to average.

        V = Σ_stages Σ_h Π f · (1 − f_h) · n_h/(n_h − 1) · Σ_i (z_hi − z̄_h)², in which the n_h units include those
        without a member of the domain, whose scores are 0. The centred form is summed, not Σz² − (Σz)²/n, which
        cancels. Source: Särndal, Swensson & Wretman (1992), eq. 4.3.20 and §4.5 for the later stages; single units as
        R `survey`'s `onestrat`.

        Args:
            scores: The linearised value of each row, weights included; shape (R,).

        Raises:
            SingleUnitStratum: As `refuse_single_units`.
        """
        self.refuse_single_units()
        rule = self.units.singletons
        variance = np.zeros(self.domains)
        for stage in self.stages:
            variance += stage.variance(scores, self.domains, rule)
        return variance

    def degrees_of_freedom(self, present: Flags) -> Floats:
        """First-stage units with a member of the domain, less the strata they lie in; shape (D,).

        Args:
            present: Whether the row has a member of the measure's rows; shape (R,).
        """
        first = self.units.stages[0]
        domain, psu = self.domain[present], first.unit[self.unit[present]]
        starts = run_starts(domain, psu)
        domain, stratum = domain[starts], first.stratum[psu[starts]]
        psus = np.bincount(domain, minlength=self.domains)
        strata = np.bincount(domain[run_starts(domain, stratum)], minlength=self.domains)
        return (psus - strata).astype(np.float64)


@dataclass(frozen=True, slots=True)
class StageRuns:
    """The runs of one stage: rows of one domain and unit, and of those the ones of one domain and stratum.

    Attributes:
        stage: The stage.
        unit_starts: Where each (domain, unit) begins among the rows; None where every row is its own.
        stratum_starts: Where each (domain, stratum) begins among the (domain, unit) runs.
        run_of_unit: The (domain, stratum) run of each (domain, unit).
        domain: The domain of each (domain, stratum).
        stratum: The stratum of each (domain, stratum).
        members: How many of the stratum's units have a member of the domain.
    """

    stage: StageUnits
    unit_starts: Positions | None
    stratum_starts: Positions
    run_of_unit: Positions
    domain: Codes
    stratum: Codes
    members: Positions

    @classmethod
    def of(cls, stage: StageUnits, domain: Codes, leaf: Codes) -> StageRuns:
        """The runs of rows ordered by domain and leaf; leaves are ordered by their units at every stage."""
        unit = stage.unit[leaf]
        starts = run_starts(domain, unit)
        whole = len(starts) == len(unit)
        by_domain, by_unit = (domain, unit) if whole else (domain[starts], unit[starts])
        stratum = stage.stratum[by_unit]
        stratum_starts = run_starts(by_domain, stratum)
        members = run_lengths(stratum_starts, len(stratum))
        return cls(
            stage,
            None if whole else starts,
            stratum_starts,
            np.repeat(np.arange(len(members)), members),
            by_domain[stratum_starts],
            stratum[stratum_starts],
            members,
        )

    def variance(self, scores: Floats, domains: int, rule: str) -> Floats:
        """What this stage adds to the variance; shape (domains,)."""
        if self.unit_starts is not None:
            scores = run_sums(scores, self.unit_starts)
        sampled = self.stage.sampled[self.stratum]
        sums = run_sums(scores, self.stratum_starts)
        means = sums / sampled
        centred = scores - means[self.run_of_unit]
        squares = run_sums(centred * centred, self.stratum_starts) + (sampled - self.members) * means * means
        single = self.stage.single[self.stratum]
        if rule == "adjust" and single.any():
            squares = np.where(single, sums * sums, squares)
        parts = self.stage.factor[self.stratum] * squares
        if rule == "average" and single.any():
            parts = self._averaged(parts, single)
        return sums_by(self.domain, parts, domains)

    def _averaged(self, parts: Floats, single: Flags) -> Floats:
        """Each domain's strata (within one unit of the stage before) scaled up for those that have a single unit."""
        group = run_starts(self.domain, self.stage.parent[self.stratum])
        strata = run_lengths(group, len(parts))
        usable = strata - np.add.reduceat(single.astype(np.intp), group)
        with np.errstate(divide="ignore", invalid="ignore"):
            scale = np.where(usable > 0, strata / usable, np.nan)
        scaled: Floats = np.where(single, 0.0, parts) * np.repeat(scale, strata)
        return scaled


def combined(
    scatter: Scatter, scores: Floats, source: Codes, target: Codes, coefficient: Floats, targets: int
) -> tuple[Scatter, Floats]:
    """The scores of linear combinations of domains, as rows of their own.

    Args:
        scatter, scores: Of the domains; shape (R,).
        source, target, coefficient: Term t adds coefficient[t] × domain source[t] to combination target[t]; shape (T,).
        targets: How many combinations there are.
    """
    starts = np.searchsorted(scatter.domain, np.arange(scatter.domains + 1))
    lengths = np.diff(starts)[source]
    offsets = np.repeat(starts[source] - np.append(0, np.cumsum(lengths)[:-1]), lengths)
    rows = offsets + np.arange(int(lengths.sum()))
    domain = np.repeat(target, lengths).astype(np.int32)
    weighted = scores[rows] * np.repeat(coefficient, lengths)
    by_domain, by_unit, begins, order = regroup(domain, targets, scatter.unit[rows], len(scatter.units))
    return Scatter.of(scatter.units, by_domain, by_unit, targets), run_sums(weighted[order], begins)
