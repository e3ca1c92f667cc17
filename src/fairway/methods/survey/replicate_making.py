"""The replicates that can be made: bootstrap, jackknife, balanced repeated and successive difference replication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from fairway.methods.survey.errors import DesignMisstated

Centre: TypeAlias = Literal["full", "mean"]
JackknifeKind: TypeAlias = Literal["jk1", "jkn"]


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
    next unit; the variance is 4/R Σ (θ_r − c)². Source: Fay & Train (1995), Proceedings of the ASA Government
    Statistics Section; Ash (2014), Survey Methodology 40, for rows used again.

    Attributes:
        replicates: The order of a Hadamard matrix.
    """

    replicates: int = 160
    centre: Centre = "full"


ReplicateMethod: TypeAlias = Bootstrap | Jackknife | BalancedRepeated | SuccessiveDifference
