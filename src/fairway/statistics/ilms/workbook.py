"""The filled questionnaire: a cover with the survey and the gaps, then a sheet for each block of the tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

import polars as pl

from fairway.exchange.questionnaire_workbook import Filled, Grid, Sheet
from fairway.exchange.sdmx.structure import CodeList
from fairway.statistics.ilms import codes
from fairway.statistics.ilms.observing import COMPONENTS, SeriesGap, series_of
from fairway.statistics.ilms.series import BLOCKS, Series
from fairway.statistics.ilms.structure import structure

FLAGS: Final = {"U": "(u)", "Q": "(c)", "O": ":"}
LEGEND: Final = (
    "(u): low reliability.",
    "(c): withheld, so that nobody can be recognised.",
    ": no figure could be computed.",
)


def sheets(observations: pl.DataFrame, gaps: Sequence[SeriesGap], cover: Sequence[tuple[str, str]]) -> list[Sheet]:
    """The sheets of the questionnaire.

    Args:
        observations: As published.
        gaps: Series without a figure, and why.
        cover: What is said of the survey: label and text.
    """
    lines: list[tuple[str, ...]] = [("International labour migration statistics",), *cover, ()]
    lines += [(said,) for said in LEGEND]
    lines += [(), ("Series without a figure",), *((gap.series.code, gap.series.title, gap.reason) for gap in gaps)]
    found = [Sheet("Cover", tuple(lines))]
    grids: dict[str, list[Grid]] = {block: [] for block in BLOCKS}
    for one, rows in series_of(observations):
        if len(rows):
            grids[one.block].append(_grid(one, rows))
    found += [Sheet(title, ((title,),), tuple(grids[block])) for block, title in BLOCKS.items() if grids[block]]
    return found


def _grid(one: Series, rows: pl.DataFrame) -> Grid:
    """Sex across; the other dimensions, one within the other, down."""
    down = [COMPONENTS[name] for name in one.dimensions if name != "sex"]
    labels = {component: _labels(component) for component in [*down, "SEX"]}
    order = {component: {code: at for at, code in enumerate(found)} for component, found in labels.items()}
    sexes = sorted(rows["SEX"].unique().to_list(), key=lambda code: order["SEX"].get(code, 0))
    keys = sorted(
        rows.select(down).unique().rows(), key=lambda key: [order[c][code] for c, code in zip(down, key, strict=True)]
    )
    cells = {
        (*(row[c] for c in down), row["SEX"]): Filled(row["OBS_VALUE"], FLAGS.get(row["OBS_STATUS"], ""))
        for row in rows.iter_rows(named=True)
    }
    source = rows["SOURCE"].unique().sort().to_list()
    return Grid(
        f"{one.code}: {one.title}",
        tuple(" · ".join(labels[c][code] for c, code in zip(down, key, strict=True)) or "Total" for key in keys),
        tuple(labels["SEX"].get(code, code) for code in sexes),
        tuple(tuple(cells.get((*key, sex)) for sex in sexes) for key in keys),
        (f"Unit: {_unit(rows)}. Source: {'; '.join(source)}",),
        0 if one.measure == "number" else 1,
    )


def _unit(rows: pl.DataFrame) -> str:
    units = structure().code_lists["CL_ILMS_UNIT"].codes
    return next(code.names["en"] for code in units if code.id == rows["UNIT_MEASURE"][0])


def _labels(component: str) -> Mapping[str, str]:
    found: CodeList | None = structure().code_list(component)
    assert found is not None
    names = {code.id: code.names["en"] for code in found.codes}
    return {codes.TOTALS[component]: "Total", **names} if component in codes.TOTALS else names
