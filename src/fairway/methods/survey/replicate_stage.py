"""The first stage of sampling, as replicates see it: all of its units, and how far their multipliers go from 1."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fairway.methods.survey.arrays import Codes, Floats, Positions, run_starts
from fairway.methods.survey.errors import DesignMisstated
from fairway.methods.survey.units import SampledUnits


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
    def varied(self) -> Positions:
        """The units of strata that add to the variance."""
        return np.flatnonzero(self.open_share[self.stratum] > 0.0)

    @property
    def place(self) -> Positions:
        """The position of each unit in its stratum; shape (P,)."""
        return np.arange(len(self.stratum)) - self.starts[self.stratum]
