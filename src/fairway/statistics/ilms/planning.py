"""What a run would do, once the mapping was laid on the file."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from fairway.statistics.ilms.parameters import definitions_of
from fairway.statistics.ilms.protecting import rules_of
from fairway.statistics.ilms.running import prepared
from fairway.statistics.ilms.series import SERIES
from fairway.statistics.ilms.unasked import unasked
from fairway.warehouse.surveys.mapping_values import SurveyMapping
from fairway.warehouse.surveys.opening import open_survey
from fairway.warehouse.surveys.running_opening import Telling


def planned(mapping: SurveyMapping, microdata: Path, *, beside: Path, telling: Telling) -> list[str]:
    """The rows, the design, the concepts and the series that a run would make, without estimating or writing.

    Raises:
        As `running.chain`, but for disclosure control.
    """
    rules_of(mapping)
    ready = prepared(mapping, microdata, definitions_of(mapping), beside, telling)
    with open_survey(ready.persons, ready.mapped.design) as survey:
        units = f"{len(survey.units):,} sampled units"
    lines = [f"{microdata.name}: {ready.mapped.rows:,} rows, {ready.mapped.kept:,} used, {units}."]
    lines += [
        f"Rejected: {row['rows']:,} rows; {row['column']}: {row['reason']}"
        for row in ready.mapped.reasons.iter_rows(named=True)
    ]
    migrants = ready.classified.filter(pl.col("concept") == "international_migrant_worker")
    lines += [
        f"International migrant worker, {row['answer']}: {row['rows']:,} persons interviewed."
        for row in migrants.group_by("answer", maintain_order=True).agg(pl.sum("rows")).iter_rows(named=True)
    ]
    missing, _ = unasked(ready.mapped, ready.abroad is not None)
    gaps = [one for one in SERIES if one.gap or one.code in missing]
    lines.append(f"{len(SERIES) - len(gaps)} of {len(SERIES)} series can be made.")
    return lines + [f"  {one.code}: {one.gap or missing[one.code]}" for one in gaps]
