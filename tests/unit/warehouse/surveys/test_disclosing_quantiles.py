"""Quantiles that tell an answer, and the limits of intervals that do."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.methods.disclosure.primary import MinimumFrequency
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Total
from fairway.methods.survey.quantiles import Quantile
from fairway.warehouse.surveys.disclosing_quantiles import WHY, without_extremes
from fairway.warehouse.surveys.opening import open_survey
from fairway.warehouse.surveys.specification import Protection, TableSpecification

ROWS = pl.DataFrame({"psu": range(40), "group": ["a"] * 28 + ["b"] * 12, "earn": [float(one) for one in range(40)]})
MEDIAN, HIGH = Quantile("earn"), Quantile("earn", 0.9)


def protected(*by: str) -> tuple[pl.DataFrame, pl.Series]:
    table = TableSpecification(
        "t", "T", (Total(), MEDIAN, HIGH), Protection("suppression", (MinimumFrequency(5),)), (), by=by
    )
    with open_survey(ROWS, Design(None, (Stage("psu"),))) as survey:
        frame = survey.estimate(table.measures, by=by, margins=True).frame
    return without_extremes(frame, table, ROWS.lazy(), {})


@pytest.mark.parametrize("by", [(), ("group",)])
def test_a_quantile_with_too_few_beyond_it_is_withheld(by: tuple[str, ...]) -> None:
    frame, thin = protected(*by)
    assert len(thin) == len(frame)
    whole = frame.with_columns(thin.alias("thin")).filter(*(pl.col(name).is_null() for name in by))
    # Four of forty lie above the ninth decile, and twenty above the median.
    assert dict(whole.select("measure", "thin").rows()) == {"total": False, MEDIAN.name: False, HIGH.name: True}


@pytest.mark.parametrize("by", [(), ("group",)])
def test_a_limit_beyond_which_too_few_answered_is_withheld(by: tuple[str, ...]) -> None:
    frame, _ = protected(*by)
    rows = {row["measure"]: row for row in frame.filter(*(pl.col(name).is_null() for name in by)).to_dicts()}
    assert rows[HIGH.name]["high"] is None
    assert rows[HIGH.name]["low"] is not None
    assert rows[HIGH.name]["se"] is None
    assert WHY in rows[HIGH.name]["reason"]
    assert None not in (rows[MEDIAN.name]["low"], rows[MEDIAN.name]["high"], rows[MEDIAN.name]["se"])
    assert rows["total"]["se"] is not None
