"""How much is known, in a word or a band, and why a score cannot be given."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from fairway.kernel.text import Text

Label: TypeAlias = Literal["none", "little", "some", "strong"]
LABELS: Final[dict[Label, Text]] = {
    "none": Text("Not enough evidence"),
    "little": Text("Little evidence"),
    "some": Text("Some evidence"),
    "strong": Text("Strong evidence"),
}
FROM: Final = (15.0, 40.0)
"""Sum of weights from which the evidence is “some”, and “strong”."""
BANDS: Final = (10, 20, 50, 100, 200, 500, 1000)
"""Where the bands of numbers of raters begin; exact numbers are never shown."""

REASONS: Final[dict[str, Text]] = {
    "too_little": Text("Too few ratings that still count."),
    "too_few_raters": Text("Too few workers answered."),
    "too_few_agencies": Text("The answers are about too few agencies."),
    "dominated": Text("Most of the answers are about one agency."),
}
"""Why there is no figure."""


def label_of(weight: float, least: float) -> Label:
    """How much evidence a sum of weights is.

    Args:
        weight: Sum of weights of the raters.
        least: Below it there is no score.
    """
    if weight < least:
        return "none"
    return "little" if weight < FROM[0] else "some" if weight < FROM[1] else "strong"


def labels(weights: NDArray[np.float64], least: float) -> list[str]:
    """`label_of` each."""
    found = np.searchsorted((least, *(max(one, least) for one in FROM)), weights, side="right")
    return np.array(list(LABELS))[found].tolist()  # type: ignore[no-any-return]


def band_of(raters: int) -> str:
    """The band of a number of raters: `10-19`, `20-49`, … `1000+`; `0-9` is never shown with a figure."""
    if raters < BANDS[0]:
        return f"0-{BANDS[0] - 1}"
    at = int(np.searchsorted(BANDS, raters, side="right")) - 1
    return f"{BANDS[at]}+" if at == len(BANDS) - 1 else f"{BANDS[at]}-{BANDS[at + 1] - 1}"


def floor_of(band: str) -> int:
    """The least number of raters of a band of `band_of`."""
    return int(band.rstrip("+").partition("-")[0])
