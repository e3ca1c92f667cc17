"""Releases of DF_ILMS and DF_RECRUITMENT_COST for tests: a few observations written by hand, in the real structures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import polars as pl

from fairway.exchange.sdmx.structure import Component, DataStructure
from fairway.kernel.text import Text
from fairway.recruitment.costs.structure import TOTALS
from fairway.recruitment.costs.structure import structure as cost_structure
from fairway.statistics.ilms.structure import structure as ilms_structure
from fairway.warehouse.releases import Release, publish
from fairway.warehouse.vintage import Vintage

Observation = dict[str, Any]
ADULTS = "AGE_YTHADULT_YGE15"


def labour(
    indicator: str, value: float | None, *, area: str = "QAT", year: int = 2024, status: str = "A", **codes: str
) -> Observation:
    """One observation of DF_ILMS; its limits lie 10 below and above, its standard error is 5."""
    dimensions = {one.id: "_Z" for one in ilms_structure().dimensions}
    unit = "PT" if indicator.endswith("_RT") else "PS"
    return _observation({**dimensions, "SEX": "SEX_T"}, indicator, value, area, year, status, unit, codes)


def cost(
    indicator: str, value: float | None, *, area: str = "NPL", year: int = 2024, status: str = "A", **codes: str
) -> Observation:
    """One observation of DF_RECRUITMENT_COST, of all who count in all destinations unless codes say otherwise."""
    unit = "MONTHS" if indicator.startswith("RCI") else "USD"
    codes = {"COUNTERPART_ROLE": "DESTINATION", **codes}
    return _observation(dict(TOTALS), indicator, value, area, year, status, unit, codes)


def _observation(
    dimensions: dict[str, str],
    indicator: str,
    value: float | None,
    area: str,
    year: int,
    status: str,
    unit: str,
    codes: dict[str, str],
) -> Observation:
    ends = {"STD_ERR": 5.0, "CI_LOWER": value - 10, "CI_UPPER": value + 10} if value is not None else {}
    return {
        **dimensions,
        "FREQ": "A",
        "REF_AREA": area,
        "INDICATOR": indicator,
        "TIME_PERIOD": str(year),
        "OBS_VALUE": value,
        "OBS_STATUS": status,
        "CONF_STATUS": "N" if status == "Q" else "F",
        "UNIT_MEASURE": unit,
        "UNIT_MULT": 0,
        **ends,
        **codes,
    }


def released(
    dataflow: str, rows: Sequence[Observation], edition: str = "QAT_LFS_2024", *, demonstration: bool = False
) -> Vintage:
    """Publishes the observations in this test's home; attributes that only the rows have are added to the structure."""
    structure = {"DF_ILMS": ilms_structure(), "DF_RECRUITMENT_COST": cost_structure()}[dataflow]
    more = sorted({name for row in rows for name in row} - set(structure.columns))
    structure = replace(structure, attributes=(*structure.attributes, *(Component(one, {"en": one}) for one in more)))
    release = Release(
        structure,
        edition,
        "Office of Statistics",
        f"Survey {edition}",
        "CC BY 4.0",
        Text("Estimated from a survey, with its design."),
        "https://example.org/survey",
        demonstration,
    )
    return publish(release, _frame(structure, rows))


def _frame(structure: DataStructure, rows: Sequence[Observation]) -> pl.DataFrame:
    numbers = {"OBS_VALUE", *(one.id for one in structure.attributes if one.kind == "number")}
    whole = {one.id for one in structure.attributes if one.kind == "integer"}
    schema = {
        name: pl.Float64 if name in numbers else pl.Int64 if name in whole else pl.String for name in structure.columns
    }
    return pl.DataFrame([{name: row.get(name) for name in schema} for row in rows], schema=schema)
