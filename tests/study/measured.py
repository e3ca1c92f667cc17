"""What the coverage study estimates: each kind of published measure, with the name of its true value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from fairway.methods.survey import Difference, Is, Mean, MeanOfRatios, Proportion, Quantile, Ratio, Total
from fairway.methods.survey.plan import Condition


@dataclass(frozen=True)
class Asked:
    """One call of `Survey.estimate`.

    Attributes:
        measures: What is asked.
        found: Name of the true value → (position in `measures`, values of `by`).
        by, where: As `Survey.estimate` has them.
        file: What is opened: all persons; only the rows of one module; or all, as if drawn one by one.
        title: The heading in the page.
    """

    title: str
    measures: Sequence[Any]
    found: dict[str, tuple[int, dict[str, Any]]]
    by: Sequence[str] = ()
    where: Sequence[Condition] = ()
    file: str = "persons"
    suffix: str = field(default="")


APART = "What must not be done"
FOREIGN, NATIVE = {"foreign_born": 1.0}, {"foreign_born": 0.0}
EVERYBODY: dict[str, Any] = {}


def _apart(name: str, at: int) -> dict[str, tuple[int, dict[str, Any]]]:
    return {f"{name}, foreign-born": (at, FOREIGN), f"{name}, native-born": (at, NATIVE)}


def _compared(name: str, at: int) -> dict[str, tuple[int, dict[str, Any]]]:
    """Foreign-born, native-born, and the difference that comes after."""
    return _apart(name, at) | {f"{name}, foreign-born less native-born": (at + 1, {})}


def _pair(measure: Any) -> list[Any]:
    return [measure, Difference(measure, "foreign_born", 1.0, 0.0)]


_COSTS = [
    MeanOfRatios("cost", "earned"),
    Quantile("ratio", 0.5),
    Quantile("ratio", 0.8),
    Ratio("cost", "earned"),
    Proportion("pays", 0.0),
    Mean("cost"),
    Mean("earned"),
    Total("counts"),
]
_COST_NAMES = [
    "mean of cost to earnings",
    "median of cost to earnings",
    "cost to earnings exceeded by a fifth",
    "total cost per total earnings",
    "workers who paid nothing",
    "mean cost",
    "mean earnings",
    "workers who count",
]


def _costs(who: str, column: str) -> Asked:
    found = {f"{name}, {who}": (at, EVERYBODY) for at, name in enumerate(_COST_NAMES)}
    return Asked(f"Recruitment costs of workers who {who}", _COSTS, found, where=[Is(column, (1.0,))])


ASKED = (
    Asked(
        "Totals",
        [
            Total(),
            Total("foreign_born"),
            Total("foreign_citizen"),
            Total("returned"),
            Total("employed"),
            Total("absent"),
        ],
        {
            name: (at, EVERYBODY)
            for at, name in enumerate(
                [
                    "persons",
                    "foreign-born",
                    "foreign citizens",
                    "returned after work abroad",
                    "employed",
                    "absent members",
                ]
            )
        },
    ),
    Asked("Totals", [Total("employed")], {"employed, foreign-born": (0, FOREIGN)}, by=["foreign_born"]),
    Asked(
        "Shares and rates",
        [Proportion("foreign_born", 1.0)],
        {"share foreign-born of the employed": (0, EVERYBODY)},
        where=[Is("employed", (1.0,))],
    ),
    Asked(
        "Shares and rates",
        [
            *_pair(Proportion("in_labour_force", 1.0)),
            *_pair(Proportion("employed", 1.0)),
            *_pair(Proportion("unemployed", 1.0)),
        ],
        _compared("participation rate", 0) | _compared("employment rate", 2) | _compared("unemployment rate", 4),
        by=["foreign_born"],
    ),
    Asked(
        "Over-qualification",
        [*_pair(Proportion("over_qualified", 1.0)), *_pair(Proportion("degree_unused", 1.0))],
        _compared("over-qualification rate", 0) | _compared("over-qualified with tertiary education", 2),
        by=["foreign_born"],
    ),
    Asked(
        "Over-qualification",
        [Proportion("degree_unused", 1.0), Difference(Proportion("degree_unused", 1.0), "taught_abroad", 1.0, 0.0)],
        {
            "over-qualified with tertiary education, women taught abroad": (0, {"taught_abroad": 1.0}),
            "over-qualified with tertiary education, women: taught abroad less taught here": (1, {}),
        },
        by=["taught_abroad"],
        where=[Is("sex", ("F",))],
    ),
    Asked(
        "Earnings",
        [
            *_pair(Mean("monthly_earnings")),
            Quantile("monthly_earnings", 0.5),
            Quantile("monthly_earnings", 0.8),
        ],
        _compared("mean earnings", 0) | _apart("median earnings", 2) | _apart("earnings exceeded by a fifth", 3),
        by=["foreign_born"],
    ),
    _costs("returned", "returned_recently"),
    Asked(
        "Recruitment costs of workers who returned, payers only",
        _COSTS[:4],
        {f"{name} of payers, returned": (at, EVERYBODY) for at, name in enumerate(_COST_NAMES[:4])},
        where=[Is("returned_recently", (1.0,)), Is("pays", (1.0,))],
    ),
    _costs("arrived", "arrived_recently"),
    Asked(
        APART,
        [Total("absent")],
        {"absent members": (0, EVERYBODY)},
        file="absent",
        suffix=" (from the file of absent members alone)",
    ),
    Asked(
        APART,
        [_COSTS[0], _COSTS[-1]],
        {f"{name}, returned": (at, EVERYBODY) for at, name in enumerate([_COST_NAMES[0], _COST_NAMES[-1]])},
        where=[Is("returned_recently", (1.0,))],
        file="workers",
        suffix=" (from the file of workers alone)",
    ),
    Asked(
        APART,
        [Total("foreign_born"), Mean("monthly_earnings")],
        {"foreign-born": (0, EVERYBODY), "mean earnings": (1, EVERYBODY)},
        file="design ignored",
        suffix=" (strata and clusters ignored)",
    ),
)
