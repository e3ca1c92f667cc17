"""The figures that are published: what each is called, how it is estimated, in which unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, Literal

from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Ratio, Total, ratios_of_totals
from fairway.methods.survey.quantiles import Quantile
from fairway.recruitment.costs.method import Method

COST, EARNED, RATIO, PAYER = "cost", "earned", "ratio", "PAYER"
PAID, NONE = "paid", "none"
PAYERS: Final = "_PAYERS"
WORKERS: Final = Total()
OF_PAYERS: Final = ", workers who paid"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        indicator: Its code.
        title: What it is, with the name of its estimator.
        measure: How it is estimated.
        unit: `MONTHS` of earnings, `PT` (percent), `PS` (persons), or "": the currency.
        per: By what the estimate is multiplied.
    """

    indicator: str
    title: str
    measure: Any
    unit: Literal["MONTHS", "PT", "PS", ""]
    per: float = 1.0


ZERO_SHARE: Final = Figure("RCI_ZERO_SHARE", "Share who paid nothing", Proportion(PAYER, NONE), "PT", 100.0)


def figures(method: Method) -> tuple[Figure, ...]:
    """The figures of every table, each for everybody who counts and for those who paid.

    Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18): mean, median or fourth quintile of C/E; the ratio of
    totals, which some reports print as the mean, has its own name here.
    """
    upper = f"{method.quantile * 100:g}"
    return (
        Figure("RCI_MEAN", "Recruitment cost indicator: mean of ratios", MeanOfRatios(COST, EARNED), "MONTHS"),
        Figure("RCI_MEDIAN", "Recruitment cost indicator: median", Quantile(RATIO, 0.5, method.qrule), "MONTHS"),
        Figure(
            f"RCI_P{upper}",
            f"Recruitment cost indicator: quantile {method.quantile:g}",
            Quantile(RATIO, method.quantile, method.qrule),
            "MONTHS",
        ),
        Figure("RCI_RATIO_OF_TOTALS", "Recruitment cost indicator: ratio of totals", Ratio(COST, EARNED), "MONTHS"),
        Figure("COST_MEAN", "Mean recruitment cost", Mean(COST), ""),
        Figure("EARNINGS_MEAN", "Mean monthly earnings", Mean(EARNED), ""),
        Figure("WORKERS_NB", "Number of workers", WORKERS, "PS"),
    )


OF_PAYERS_ALONE: Final[Mapping[str | None, str]] = {name: f"{name}_of_payers" for name in (COST, EARNED, RATIO)} | {
    None: "payer"
}
"""The columns that hold a figure's column for payers, and nothing for others; of persons, 1."""


def payer_figures(method: Method) -> tuple[Figure, ...]:
    """The figures of payers, in the order of `figures`: of columns that are unknown of everybody else."""

    def alone(measure: Any) -> Any:
        columns = {
            name: OF_PAYERS_ALONE[getattr(measure, name)]
            for name in ("of", "numerator", "denominator")
            if hasattr(measure, name)
        }
        return replace(measure, **columns)

    return tuple(
        replace(one, indicator=f"{one.indicator}{PAYERS}", title=f"{one.title}{OF_PAYERS}", measure=alone(one.measure))
        for one in figures(method)
    )


def item_figures(columns: list[str]) -> Iterator[Figure]:
    """The figures of each item's column, `item_CODE`."""
    for column in columns:
        yield Figure("COST_MEAN", "Mean recruitment cost", Mean(column), "")
        yield Figure("COST_SHARE", "Share in recruitment costs", Ratio(column, COST), "PT", 100.0)


def label_of(measure: Any) -> str:
    """What a measure is called in the results of a survey."""
    return measure.name if isinstance(measure, Quantile) else ratios_of_totals((measure,), {})[0].name
