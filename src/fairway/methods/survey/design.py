"""A survey design as its producer documents it: names of columns, and the rule for strata with one unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from fairway.methods.survey.errors import DesignMisstated

Singletons: TypeAlias = Literal["fail", "certainty", "adjust", "average"]
ReplicateKind: TypeAlias = Literal["brr", "fay", "jk1", "jkn", "bootstrap", "sdr", "other"]


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage of sampling.

    Attributes:
        unit: The column that identifies the unit sampled at this stage; None at the last stage means that every row
            is a unit (a sample of elements).
        stratum: The column of the strata from which units were drawn; None for one stratum.
        population: The column that holds N_h, the number of units in the stratum, or, where its values do not exceed
            1, the sampling fraction; None for sampling with replacement, or a fraction that may be neglected.
    """

    unit: str | None
    stratum: str | None = None
    population: str | None = None


@dataclass(frozen=True, slots=True)
class Replication:
    """Replicate weights given by the producer.

    The variance is scale × Σ_r rscales_r (θ_r − c)², with c the full-sample estimate (`centre="full"`) or the mean of
    the replicates. Source: Wolter, Introduction to Variance Estimation (2007), §§3–5; the factors left to their
    defaults are those of each kind (`fairway.methods.survey.replication`).

    Attributes:
        columns: One column a replicate.
        scale, rscales: The factors, where the producer states them; None for the kind's own.
        rho: Fay's coefficient, 0 ≤ ρ < 1.
        centre: Around what the replicates are compared.
        combined: The columns hold whole weights; False if they are multipliers of the full-sample weight.
    """

    kind: ReplicateKind
    columns: tuple[str, ...]
    scale: float | None = None
    rscales: tuple[float, ...] | None = None
    rho: float = 0.0
    centre: Literal["full", "mean"] = "full"
    combined: bool = True

    def __post_init__(self) -> None:
        if self.kind not in get_args(ReplicateKind):
            raise DesignMisstated(
                f"“{self.kind}” is no kind of replication.", advice=f"Known: {', '.join(get_args(ReplicateKind))}."
            )
        if len(self.columns) < 2 or len(set(self.columns)) < len(self.columns):
            raise DesignMisstated(
                "Replication needs two or more replicate weights, each named once.",
                advice="List every replicate column of the file.",
            )
        if not 0.0 <= self.rho < 1.0:
            raise DesignMisstated(f"Fay's ρ is {self.rho}.", advice="Give 0 ≤ ρ < 1; the producer states it.")
        if self.kind == "fay" and self.rho == 0.0:
            raise DesignMisstated(
                "Fay's method needs its ρ.", advice="Give `rho` as the producer states it (often 0.3 or 0.5)."
            )
        if self.rscales is not None and len(self.rscales) != len(self.columns):
            raise DesignMisstated(
                f"There are {len(self.columns)} replicate columns and {len(self.rscales)} rscales.",
                advice="Give one rscale a replicate, in the order of the columns.",
            )
        if self.kind == "other" and self.scale is None:
            raise DesignMisstated(
                "Replication of kind “other” needs its scale.", advice="Give `scale`; the producer's user guide has it."
            )


@dataclass(frozen=True, slots=True)
class Design:
    """A complex sampling design.

    Attributes:
        weight: The column of survey weights; None for the inverse of the sampling fractions (1 if there are none).
        stages: The stages of sampling, the first first; empty where the producer gives replicate weights alone.
        singletons: What a stratum with one sampled unit adds to the variance: `fail` refuses; `certainty` nothing;
            `adjust` the square of its unit's score, as if centred at the mean of all; `average` the mean of the other
            strata. The names and rules are those of R `survey`'s `survey.lonely.psu`.
        nest: The identifiers of first-stage units are re-used from stratum to stratum (1, 2, 3 in each).
        replication: Replicate weights given by the producer; the variance then comes from them.
    """

    weight: str | None
    stages: tuple[Stage, ...] = ()
    singletons: Singletons = "fail"
    nest: bool = False
    replication: Replication | None = None

    def __post_init__(self) -> None:
        if self.singletons not in get_args(Singletons):
            raise DesignMisstated(
                f"“{self.singletons}” is no rule for strata with one unit.",
                advice=f"Choose one of {', '.join(get_args(Singletons))}.",
            )
        for number, stage in enumerate(self.stages, start=1):
            if stage.unit is None and number < len(self.stages):
                raise DesignMisstated(
                    f"Stage {number} names no unit, and a stage follows.",
                    advice="Only at the last stage may every row be a unit.",
                )
        if not self.stages and self.replication is None and self.weight is None:
            raise DesignMisstated(
                "The design has neither weight nor stages nor replicate weights.",
                advice="Give at least `weight`; a simple random sample has one stage whose unit is each row.",
            )

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that the design names, each once."""
        named = [self.weight]
        for stage in self.stages:
            named += [stage.stratum, stage.unit, stage.population]
        if self.replication is not None:
            named += self.replication.columns
        return tuple(dict.fromkeys(name for name in named if name is not None))

    @property
    def unit_columns(self) -> tuple[str, ...]:
        """The columns that identify an ultimate sampling unit, the first stage's stratum first."""
        named = [name for stage in self.stages for name in (stage.stratum, stage.unit)]
        return tuple(dict.fromkeys(name for name in named if name is not None))

    @property
    def each_row_a_unit(self) -> bool:
        """Whether the last stage samples rows themselves."""
        return not self.stages or self.stages[-1].unit is None
