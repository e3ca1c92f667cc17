"""How suspicious a crowd of ratings must be before it counts less, and how much less."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from fairway.kernel.errors import InputError

Decision: TypeAlias = Literal["keep", "out"]

WINDOWS: Final = (1, 3, 7, 14, 30, 60, 90, 180)
"""Days of the windows in which a burst is looked for."""


class ClusterSettingsFaulty(InputError):
    """Settings with which no cluster could be judged."""

    slug = "cluster-settings-faulty"


@dataclass(frozen=True, slots=True)
class ClusterSettings:
    """Thresholds and caps.

    Attributes:
        least: Fewer ratings than this are no cluster: families and friends rate together.
        suspicious: Strength from which a cluster's weight is capped. Unit: powers of ten by which chance alone is less
            likely than one such finding in the whole monitor, summed over the signals.
        highly_suspicious: Strength from which a cluster is quarantined, if two signals say so or one of copying.
        cap: The most that the suspicious clusters of an agency weigh together, in ratings with a voucher.
        cap_share: And no more than this share of the agency's other ratings.
        cap_floor: But this in any case; not above `cap`.
        open_floor: Of each agency and quarter: weight that ratings without voucher may always have in total.
        open_share: And more, for each unit of weight of the ratings with voucher or from outreach, as the mean of this
            quarter and the three before.
        clumping: Variance of honest counts over their mean, for friends rate together; 1 is Poisson.
        drift: Honest change of an agency's own rate, as a share of the rate.
    """

    least: int = 6
    suspicious: float = 3.0
    highly_suspicious: float = 8.0
    cap: float = 2.0
    cap_share: float = 0.2
    cap_floor: float = 0.5
    open_floor: float = 0.5
    open_share: float = 0.25
    clumping: float = 1.5
    drift: float = 0.5

    def __post_init__(self) -> None:
        positive = {"cap": self.cap, "drift": self.drift, "suspicious": self.suspicious, "clumping": self.clumping - 1}
        faulty = [name for name, value in positive.items() if not value > 0]
        faulty += [
            name for name in ("open_floor", "open_share", "cap_share", "cap_floor") if not getattr(self, name) >= 0
        ]
        if self.least < 2:
            faulty.append("least")
        if self.cap_floor > self.cap:
            faulty.append("cap_floor")
        if not self.highly_suspicious >= self.suspicious:
            faulty.append("highly_suspicious")
        if faulty:
            raise ClusterSettingsFaulty(
                f"These settings of clusters cannot be followed: {', '.join(faulty)}.",
                advice="`least` is 2 or more, `clumping` above 1, `highly_suspicious` not below `suspicious`, "
                "`cap_floor` not above `cap`, the others above 0 (floors and shares may be 0).",
                details={"settings": faulty},
            )
