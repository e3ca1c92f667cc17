"""The microdata with the weights that the estimates rest on, for what is added up beside the estimates."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.warehouse.surveys.errors import SourceMisstated
from fairway.warehouse.surveys.memory import MemoryGrouping
from fairway.warehouse.surveys.running_opening import OpenedSurvey

ESTIMATION: Final = "(weight of the estimates)"


def rows_as_estimated(opened: OpenedSurvey) -> tuple[pl.LazyFrame, str | None]:
    """The rows, and the column that holds their weights; None where each row counts 1.

    Raises:
        SourceMisstated: The weights follow from sampling fractions, and the rows are not in memory.
    """
    survey = opened.survey
    design = survey.design
    if design.weight is not None and not survey.calibration:
        return opened.rows, design.weight
    if design.weight is None and not any(stage.population for stage in design.stages):
        return opened.rows, None
    grouping = survey.grouping
    if not isinstance(grouping, MemoryGrouping):
        raise SourceMisstated(
            "Cells cannot be withheld safely here: the weights follow from sampling fractions, and the rows are not "
            "in memory.",
            advice="Run it with `--engine memory`, or give the weights as a column of the microdata.",
        )
    names = opened.rows.collect_schema().names()
    weight, _ = grouping.rows_by_unit()
    return grouping.frame_by_unit(names).with_columns(pl.Series(ESTIMATION, weight)).lazy(), ESTIMATION
