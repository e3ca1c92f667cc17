"""Which comparisons of channels may be told, and what is shown of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from fairway.methods.survey.design import Design
from fairway.recruitment.typical_costs.contrast import (
    ARMS,
    Arm,
    Contrast,
    Difference,
    difference,
    in_common,
    stratified,
)
from fairway.recruitment.typical_costs.protecting import Pattern
from fairway.recruitment.typical_costs.rounding import FIGURES, POINTS
from fairway.recruitment.typical_costs.rules import AGENCIES, LARGEST_PERCENT, WORKERS, with_agencies
from fairway.recruitment.typical_costs.tables import CHANNEL, ITEM, OCCUPATION, PLACE, SECTOR


def contrasts(rows: pl.DataFrame, design: Design, hidden: Pattern) -> tuple[Contrast, ...]:
    """The comparison of each corridor, and of all together, where both channels are told there.

    In the strata that both have, each channel has workers, and private recruitment agencies, as a cell needs.

    Args:
        rows: As `coded` gives them, with the columns of the design.
        design: Of the survey.
        hidden: Which cells are withheld.
    """
    cells = hidden.cells.filter(
        pl.col(ITEM).is_null(), pl.col(SECTOR).is_null(), pl.col(OCCUPATION).is_null(), pl.col(CHANNEL).is_in(ARMS)
    )
    found = []
    for place in (None, *rows[PLACE].drop_nulls().unique().sort()):
        here = cells.filter(pl.col(PLACE).eq_missing(pl.lit(place, pl.String)))
        if len(here) < len(ARMS) or here["money"].any():
            continue
        of_place = pl.col("channel") if place is None else pl.when(pl.col(PLACE) == place).then(pl.col("channel"))
        made = _contrast(rows.with_columns(of_place.alias("channel")), design, place, months=not here["months"].any())
        if made is not None:
            found.append(made)
    return tuple(found)


def contrast_rows(told: Sequence[Contrast]) -> pl.DataFrame:
    """The comparisons as rows of the tidy frame."""
    rows: list[dict[str, Any]] = []
    for one in told:
        for unit, end, found in (("USD", "USD", one.dollars), ("MONTHS", "MTH", one.months)):
            for arm, made in found.items():
                rows.append(_row(one, f"TC_DIFF_{arm.upper()}_{end}", unit, made.adjusted, made.low, made.high))
            raw = next(iter(found.values()), None)
            if raw is not None:
                rows.append(_row(one, f"TC_DIFF_RAW_{end}", unit, raw.raw, raw.raw_low, raw.raw_high))
        rows += [_row(one, f"TC_OUTSIDE_{arm.upper()}", "PT", share) for arm, share in one.outside.items()]
    texts = ("indicator", PLACE, "unit", "reason", "band")
    schema = {**dict.fromkeys(texts, pl.String), **dict.fromkeys(("estimate", "low", "high"), pl.Float64)}
    made_frame = pl.DataFrame(rows, schema=schema)
    return made_frame.with_columns(pl.lit(None, pl.String).alias(name) for name in (SECTOR, OCCUPATION, CHANNEL, ITEM))


def _row(
    one: Contrast, indicator: str, unit: str, value: float, low: float | None = None, high: float | None = None
) -> dict[str, Any]:
    return {
        "indicator": indicator, PLACE: one.counterpart, "unit": unit, "estimate": value, "low": low, "high": high,
        "reason": None, "band": None,
    }  # fmt: skip


def _contrast(rows: pl.DataFrame, design: Design, place: str | None, *, months: bool) -> Contrast | None:
    ready = stratified(rows)
    if not _enough(ready):
        return None
    dollars = _differences(ready, design, "cost")
    in_months = _differences(ready, design, "months") if months and _enough(in_common(ready, "months")) else {}
    weight = pl.col("weight")
    outside: dict[Arm, float] = {}
    for arm in ARMS:
        own = ready.filter(pl.col("channel") == arm)
        share = float(own.select((weight * ~pl.col("(common)")).sum() / weight.sum()).item())
        outside[arm] = round(share * 100.0 / POINTS) * POINTS
    return Contrast(place, dollars, in_months, outside)


def _differences(rows: pl.DataFrame, design: Design, of: str) -> dict[Arm, Difference]:
    found: dict[Arm, Difference] = {}
    for arm in ARMS:
        made = difference(rows, design, of, arm)
        if made is not None:
            found[arm] = replace(
                made,
                raw=_shown(made.raw),
                raw_low=_rounded(made.raw_low),
                raw_high=_rounded(made.raw_high),
                adjusted=_shown(made.adjusted),
                low=_rounded(made.low),
                high=_rounded(made.high),
            )
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else _shown(value)


def _shown(value: float) -> float:
    """Two significant figures, as every other amount."""
    return float(f"{value:.{FIGURES}g}")


def _enough(rows: pl.DataFrame) -> bool:
    """Whether the workers compared are as many, of as many agencies, as a cell needs."""
    common = rows.filter("(common)")
    counts = dict(common.group_by("channel").len().rows())
    if any(counts.get(arm, 0) < WORKERS for arm in ARMS):
        return False
    private = common.filter(pl.col("channel") == "private")
    if private["(agency)"].null_count() == len(private):
        return True
    agencies = with_agencies(private, ["channel"]).row(0, named=True)
    share = max(agencies["largest_agency_workers"], agencies["largest_agency_money"])
    return bool(agencies["agencies"] >= AGENCIES and share <= LARGEST_PERCENT / 100.0)
