"""Typical costs: what is usual in each cell, with its interval, protected before anything leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import polars as pl

from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.quantiles import Quantile
from fairway.recruitment.costs.figures import label_of
from fairway.recruitment.typical_costs.contrast import Contrast
from fairway.recruitment.typical_costs.contrasting import contrast_rows, contrasts
from fairway.recruitment.typical_costs.errors import NobodyToCompare
from fairway.recruitment.typical_costs.figures import FIGURES, ZERO_SHARE, Figure
from fairway.recruitment.typical_costs.frames import REASONS, CostFrame
from fairway.recruitment.typical_costs.items import item_codes, of_items
from fairway.recruitment.typical_costs.protecting import Pattern, pattern
from fairway.recruitment.typical_costs.rules import in_words
from fairway.recruitment.typical_costs.showing import shown
from fairway.recruitment.typical_costs.tables import CELL, COUNTED, IS_COUNTED, ITEM, TABLES, coded
from fairway.warehouse.surveys.opening import open_survey
from fairway.warehouse.surveys.survey import Survey

SIMPLE: Final = Design("weight", (Stage(None),))
"""For answers that nobody drew: as if each were drawn at random."""
FRAME: Final = ("indicator", *CELL, ITEM, "estimate", "low", "high", "band", "reason", "unit")


@dataclass(frozen=True, slots=True)
class TypicalCosts:
    """What may be published.

    Attributes:
        frame: Tidy and protected: `indicator`, the dimensions (null: total), `estimate`, `low`, `high` (95 %),
            `band` (of workers), `reason`, `unit` (`USD`, a currency, `MONTHS`, `PT`). Cells that are withheld have no
            row, as empty ones: nobody is to know which are which.
        contrasts: Government to government against private, by destination (None: all), where both may be told.
        agencies: Whether agencies were recorded.
        collection: `survey` or `monitor`.
        cells, unsafe, besides: How many cells there were, how many unsafe by themselves, how many withheld besides.
        method: What was done, in sentences.
    """

    frame: pl.DataFrame
    contrasts: tuple[Contrast, ...]
    agencies: bool
    collection: Literal["survey", "monitor"]
    cells: int
    unsafe: int
    besides: int
    method: tuple[str, ...]


def estimate_typical_costs(
    costs: CostFrame,
    *,
    counterpart: Literal["destination", "origin"] = "destination",
    national_currency: str | None = None,
    design: Design | None = None,
) -> TypicalCosts:
    """Mean, median and quartiles of what workers paid, by corridor × sector or occupation × channel, and every margin.

    Args:
        costs: Workers of one country: of origin, or of destination.
        counterpart: The other end of their corridors.
        national_currency: In which `cost_national` is.
        design: Of the survey; without one, answers count as a simple random sample, which a monitor's are not.

    Raises:
        NobodyToCompare: No worker's cost is known.
        UnsafeTable: No pattern of withheld cells is safe.
    """
    if costs.rows.is_empty():
        raise _nobody(costs)
    agencies = costs.rows["agency"].null_count() < len(costs.rows)
    drawn = bool((costs.rows["source"] == "survey").all())
    rows = coded(costs.rows, counterpart=counterpart, agencies=agencies)
    items = item_codes(rows)
    hidden = pattern(rows, items)
    sampled = _sampled(rows, costs.others)
    told = contrasts(sampled, design or SIMPLE, hidden)
    wanted = [one for one in FIGURES if one.unit or national_currency is not None]
    with open_survey(sampled, design or SIMPLE) as survey:
        parts = [shown(_estimates(survey, wanted, hidden), rows), *of_items(survey, items, rows.columns, hidden)]
    frame = pl.concat([*parts, contrast_rows(told)], how="diagonal_relaxed")
    own = pl.col("unit").replace({"": national_currency or ""})
    absent = [pl.lit(None, pl.String).alias(ITEM)] if ITEM not in frame.columns else []
    return TypicalCosts(
        frame.with_columns(*absent, own).select(FRAME).sort(FRAME[:6]),
        told,
        agencies,
        "survey" if drawn else "monitor",
        hidden.cells.filter(pl.col(ITEM).is_null()).height,
        hidden.primary,
        hidden.secondary,
        (*_method(drawn=drawn, simple=design is None), *in_words(agencies=agencies)),
    )


def _sampled(rows: pl.DataFrame, others: pl.DataFrame | None) -> pl.DataFrame:
    """The workers, and beside them, in no figure, whoever else was sampled: as a domain of the sample needs it."""
    workers = rows.with_columns(pl.lit(1, pl.Int8).alias(IS_COUNTED))
    if others is None or others.is_empty():
        return workers
    rest = others.with_columns(pl.lit(0, pl.Int8).alias(IS_COUNTED))
    return pl.concat([workers, rest], how="diagonal_relaxed")


def _estimates(survey: Survey, wanted: Sequence[Figure], hidden: Pattern) -> pl.DataFrame:
    """Every figure of every cell, true, with whether it is withheld."""
    every = (*wanted, ZERO_SHARE)
    found = []
    for by in TABLES:
        estimates = survey.estimate(
            [one.measure for one in every], by=by, margins=True, where=COUNTED, design_effects=False
        ).frame
        found.append(estimates.with_columns(pl.lit(None, pl.String).alias(name) for name in CELL if name not in by))
    cells = pl.concat([one.select(*CELL, "measure", "estimate", "low", "high", "n") for one in found])
    cells = cells.unique([*CELL, "measure"], keep="first", maintain_order=True).filter(pl.col("n") > 0)
    named = pl.DataFrame(
        [(label_of(one.measure), one.indicator, one.unit, *_quantile(one)) for one in every],
        schema={"measure": pl.String, "indicator": pl.String, "unit": pl.String, "of": pl.String, "at": pl.Float64},
        orient="row",
    )
    kept = hidden.cells.filter(pl.col(ITEM).is_null()).select(*CELL, "money", "months")
    joined = cells.join(named, on="measure", maintain_order="left").join(
        kept, on=list(CELL), how="left", nulls_equal=True, maintain_order="left"
    )
    withheld = pl.when(pl.col("unit") == "MONTHS").then(pl.col("months")).otherwise(pl.col("money"))
    return joined.with_columns(withheld.fill_null(value=True).alias("withheld"))


def _quantile(figure: Figure) -> tuple[str | None, float | None]:
    measure = figure.measure
    return (measure.of, measure.at) if isinstance(measure, Quantile) else (None, None)


def _nobody(costs: CostFrame) -> NobodyToCompare:
    lines = [f"  {count:,}: {REASONS.get(reason, reason)}" for reason, count in costs.counts().items()]
    return NobodyToCompare(
        "\n".join(["There is no worker whose cost is known.", *lines]),
        advice="Correct the answers, or the choices that leave them out.",
        details={"excluded": costs.counts()},
    )


def _method(*, drawn: bool, simple: bool) -> Iterator[str]:
    yield (
        "Each worker’s cost is converted at its own month or year. Months of earnings are the worker’s cost over what "
        "the worker earned in a month; workers whose earnings are not known are in the figures in money alone."
    )
    yield "Limits of means: Taylor linearisation; of quantiles: Woodruff (1952). 95 %."
    if simple:
        yield (
            "Limits take the workers for a simple random sample of all. They tell how far chance alone reaches."
            if drawn
            else "The workers were not drawn at random: they answered of themselves, or through helpers. Limits are "
            "those of a simple random sample of as many; they do not tell who did not answer."
        )
