"""How scores are published: every number that somebody had to choose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.scoring_settings import ScoreSettings

FEWEST: Final = 3
"""With fewer raters in a block, merging one dissent leaves no sum at all."""


class PublishingSettingsUnusable(InputError):
    """A setting outside its range."""

    slug = "publishing-settings-unusable"


@dataclass(frozen=True, slots=True)
class PublishingSettings:
    """The settings of publications; the defaults are those of the Monitor.

    Attributes:
        scores: How scores are made.
        raters: An agency, dimension or item appears only with so many raters.
        block: Answers enter figures in blocks of at least so many.
        usual_block: And, where there are enough, of so many to twice as many.
        step: Scores of agencies are rounded to steps of this, as a share.
        share_step: What workers say most is told in bands of this width.
        said: How many items of an agency are told.
        apart: Batches are at least so many days apart.
        agencies: A corridor appears only with so many agencies.
        dominance: And only where no agency has more than this share of its raters.
    """

    scores: ScoreSettings = field(default_factory=ScoreSettings)
    raters: int = 10
    block: int = 5
    usual_block: int = 10
    step: float = 0.05
    share_step: float = 0.1
    said: int = 6
    apart: int = 80
    agencies: int = 3
    dominance: float = 0.7

    def __post_init__(self) -> None:
        if not FEWEST <= self.block <= self.usual_block or self.raters < self.block:
            raise PublishingSettingsUnusable(
                f"Blocks of {self.block}, usually {self.usual_block}, and {self.raters} raters do not go together.",
                advice=f"A block has {FEWEST} raters or more, and no more than `usual_block` and `raters`.",
            )
        for name in ("step", "share_step", "dominance"):
            if not 0 < getattr(self, name) <= 1:
                raise PublishingSettingsUnusable(
                    f"The setting {name} of publications is {getattr(self, name)}.", advice="It is a share above 0."
                )
