"""The figures of typical costs: what each is called, how it is estimated, in which unit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from fairway.methods.survey.measures import Mean, Proportion
from fairway.methods.survey.quantiles import Quantile

Unit = Literal["USD", "", "MONTHS", "PT"]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        indicator: Its code.
        title: What it is.
        measure: How it is estimated.
        unit: `USD`, `MONTHS` of earnings, `PT` (percent), or "": the currency of the country.
    """

    indicator: str
    title: str
    measure: Any
    unit: Unit


_COLUMNS: Final[tuple[tuple[str, str, Unit, str], ...]] = (
    ("USD", "cost", "USD", "US dollars"),
    ("LCU", "cost_national", "", "national currency"),
    ("MTH", "months", "MONTHS", "months of earnings"),
)
_MEASURES: Final = (
    ("MEAN", "Recruitment cost, mean", lambda of: Mean(of)),
    ("MEDIAN", "Recruitment cost, median", lambda of: Quantile(of, 0.5)),
    ("P25", "Recruitment cost, lower quartile", lambda of: Quantile(of, 0.25)),
    ("P75", "Recruitment cost, upper quartile", lambda of: Quantile(of, 0.75)),
)
FIGURES: Final = tuple(
    Figure(f"TC_{code}_{end}", f"{title} ({words})", make(of), unit)
    for end, of, unit, words in _COLUMNS
    for code, title, make in _MEASURES
)
"""Of every cell."""
ZERO_SHARE: Final = Figure("TC_ZERO", "Share of workers who paid nothing", Proportion("paid_any", "none"), "PT")
ITEM_PAID: Final = "TC_ITEM_PAID"
ITEM_SHARE: Final = "TC_ITEM_COST"
OTHERS: Final = {
    ITEM_PAID: "Share of workers who paid for the item",
    ITEM_SHARE: "Share of the item in recruitment costs",
}
DIFFERENCES: Final = {
    "raw": "Government to government less private recruitment: difference of means, as they are",
    "private": "The same with the mix of workers of private recruitment",
    "government": "The same with the mix of workers of government recruitment",
}
"""Code → title; their indicators are `TC_DIFF_CODE_USD` and `TC_DIFF_CODE_MTH`."""
OUTSIDE: Final = {
    "private": "Share of privately recruited workers like whom nobody went through the government",
    "government": "Share of workers of government recruitment like whom nobody was recruited privately",
}
"""Code → title; their indicators are `TC_OUTSIDE_CODE`."""


def indicators() -> dict[str, str]:
    """Every indicator with its title."""
    ends = {"USD": "US dollars", "MTH": "months of earnings"}
    plain = {one.indicator: one.title for one in (*FIGURES, ZERO_SHARE)}
    differences = {
        f"TC_DIFF_{code.upper()}_{end}": f"{title} ({words})"
        for code, title in DIFFERENCES.items()
        for end, words in ends.items()
    }
    outside = {f"TC_OUTSIDE_{code.upper()}": title for code, title in OUTSIDE.items()}
    return {**plain, **OTHERS, **differences, **outside}
