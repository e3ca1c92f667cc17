"""From a national file to the standard variables: codes, numbers and months read; what cannot be is rejected by row.

The codes of each column are counted first, in one reading of that column; then the rows are read lazily, so that a
Parquet file larger than memory streams.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import polars as pl

from fairway.exchange.microdata import opened, read_microdata
from fairway.exchange.variables import Microdata
from fairway.methods.survey.design import Design
from fairway.methods.survey.errors import Fault
from fairway.reference.survey_variables import SurveyVariable
from fairway.warehouse.surveys.mapping_counting import Counted, Impossible, counted
from fairway.warehouse.surveys.mapping_design import standard_design
from fairway.warehouse.surveys.mapping_errors import DemonstrationNotStated, MappingFaulty, NothingLeft
from fairway.warehouse.surveys.mapping_reading import read_mapping
from fairway.warehouse.surveys.mapping_values import AbsentMembers, MappedVariable, SurveyMapping
from fairway.warehouse.surveys.running_opening import Telling
from fairway.warehouse.surveys.specification_errors import nearest
from fairway.warehouse.surveys.specification_text import Way

__all__ = ["ROW", "Check", "Mapped", "mapped", "microdata_of", "read_mapping"]

Check: TypeAlias = Callable[[pl.LazyFrame], pl.LazyFrame]
"""Finds contradictions in a standard frame (with `row`): `row`, `column`, `value`, `reason`, one row for each."""

ROW: Final = "row"
SIMULATED: Final = "simulated"
REJECTS: Final = {ROW: pl.UInt32, "column": pl.String, "value": pl.String, "reason": pl.String}


@dataclass(frozen=True, slots=True)
class Mapped:
    """A national file as a standard frame.

    Attributes:
        frame: The rows that were kept: `row` (from 1, as in the file), the wanted variables (null in every row where
            the mapping has none), and the columns of the design.
        design: On the columns of the frame: `weight`, `stratum`, `psu`.
        rejects: `row`, `column`, `value`, `reason` of what was wrong with the rows that were left out.
        counts: `variable`, `code` (null: no answer), `rows`: what was found in the file, of coded variables.
        faults: What was noticed besides; none of them fatal.
        rows: Rows of the file; kept: those in the frame.
        absent: Wanted variables that the mapping does not have.
    """

    frame: pl.LazyFrame
    design: Design
    rejects: pl.DataFrame
    counts: pl.DataFrame
    faults: tuple[Fault, ...]
    rows: int
    kept: int
    absent: tuple[str, ...]

    @property
    def reasons(self) -> pl.DataFrame:
        """Why rows were rejected: `column`, `reason`, `rows`."""
        return self.rejects.group_by("column", "reason").agg(pl.col(ROW).n_unique().alias("rows")).sort(
            "rows", "column", descending=[True, False]
        )  # fmt: skip


def microdata_of(
    path: Path, mapping: SurveyMapping, wanted: Sequence[SurveyVariable], part: AbsentMembers | None = None
) -> Microdata:
    """Reads the columns of a national file that the wanted variables and the design need.

    Args:
        path: The file, in any format that `read_microdata` reads.
        mapping: Where the variables are.
        wanted: The standard variables.
        part: The file is that of the members abroad.

    Raises:
        MappingFaulty: The mapping names a column that the file lacks; with its line and the nearest column.
        UnreadableFile: As `read_microdata`.
    """
    design, variables = (mapping.design, mapping.variables) if part is None else (part.design, part.variables)
    above: Way = () if part is None else ("absent",)
    named = list(_named(design, variables, wanted, above))
    with opened(path, None, None, None) as file:
        there = file.names
    faults = []
    for column, way in named:
        if column not in there:
            hint = nearest(column, there)
            faults.append(mapping.written.fault(way, f"{path.name} has no column “{column}”.{hint}"))
    if faults:
        raise MappingFaulty(mapping.written.file, faults)
    also = [SIMULATED] if SIMULATED in there else []
    return read_microdata(path, columns=list(dict.fromkeys([*(column for column, _ in named), *also])))


def mapped(
    microdata: Microdata,
    mapping: SurveyMapping,
    wanted: Sequence[SurveyVariable],
    telling: Telling,
    *,
    checks: Sequence[Check] = (),
    part: AbsentMembers | None = None,
    narrow: bool = False,
) -> Mapped:
    """Lays a mapping on microdata.

    Args:
        microdata: The columns needed, or more (`microdata_of`).
        mapping: Where the standard variables are.
        wanted: Those wanted.
        telling: Told what is being done.
        checks: What else makes a row contradictory.
        part: The file is that of the members abroad.
        narrow: Whether codes and countries are Enums of those that occur, rather than text: a byte or two a row, and
            what is worked out from them is worked out once a code.

    Raises:
        CodesUnmapped: The file holds codes that the mapping leaves out, unless it says `unmapped: reject`.
        DemonstrationNotStated: The file says that it is simulated, and the mapping does not.
        NothingLeft: Every row was rejected.
    """
    design, variables = (mapping.design, mapping.variables) if part is None else (part.design, part.variables)
    rows = microdata.frame.lazy().with_row_index(ROW, offset=1)
    _refuse_unstated(rows, mapping)
    telling("Counting codes", 0, 0)
    used = [variables[one.name] for one in wanted if one.name in variables]
    found = counted(rows, used, microdata.variables, mapping)
    named, renamed = standard_design(design)
    absent = tuple(one.name for one in wanted if one.name not in variables)
    frame = rows.select(
        ROW,
        *(_column(one, found, narrow=narrow) for one in used),
        *(pl.lit(None, pl.Float64 if one.kind == "number" else pl.String).alias(one.name) for one in wanted
          if one.name in absent),
        *(pl.col(old).alias(new) for old, new in renamed.items()),
    )  # fmt: skip
    telling("Looking for contradictions", 0, 0)
    rejects = _rejects(rows, found.impossible, frame, checks)
    bad = rejects[ROW].unique().sort()
    if len(bad):
        frame = frame.filter(~pl.col(ROW).is_in(bad.implode()))
    if len(bad) == found.rows:
        first = rejects.row(0, named=True)
        raise NothingLeft(
            f"Every one of the {found.rows:,} rows was rejected.",
            advice=f"Correct the mapping or the file. Row {first[ROW]}: {first['column']}, {first['reason']}.",
            details={"rows": found.rows},
        )
    faults = (*microdata.faults, *found.faults)
    return Mapped(frame, named, rejects, found.counts, faults, found.rows, found.rows - len(bad), absent)


def _named(
    design: Design, variables: Mapping[str, MappedVariable], wanted: Sequence[SurveyVariable], above: Way
) -> Iterator[tuple[str, Way]]:
    if design.weight is not None:
        yield design.weight, (*above, "design", "weight")
    for at, stage in enumerate(design.stages):
        for key in ("unit", "stratum", "population"):
            column = getattr(stage, key)
            if column is not None:
                yield column, (*above, "design", "stages", at, key)
    names = {one.name for one in wanted}
    for name, one in variables.items():
        for column in one.columns if name in names else ():
            yield column, one.way


def _refuse_unstated(rows: pl.LazyFrame, mapping: SurveyMapping) -> None:
    if mapping.demonstration or SIMULATED not in rows.collect_schema():
        return
    if rows.select((pl.col(SIMULATED).cast(pl.String).is_in(["1", "1.0", "true"])).any()).collect().item():
        raise DemonstrationNotStated(
            "The microdata are simulated, and the mapping does not say so.",
            advice="Write `demonstration: true` under `source`: such figures are kept apart from real ones.",
        )


def _column(one: MappedVariable, found: Counted, *, narrow: bool) -> pl.Expr:
    """The standard variable of a row."""
    name = one.variable.name
    if one.value is not None:
        value: object = float(one.value) if one.variable.kind == "number" else str(one.value)
        return pl.lit(value).alias(name)
    if one.variable.kind in ("number", "identifier"):
        return found.plain[name].alias(name)
    meanings = found.meanings[name]
    raw = pl.col(one.columns[0]) if len(one.columns) == 1 else pl.struct(one.columns)
    if not len(meanings):
        return pl.lit(None, pl.String).alias(name)
    kind = pl.Enum(meanings["code"].unique().sort()) if narrow and one.variable.kind != "month" else pl.String
    return raw.replace_strict(meanings["raw"], meanings["code"].cast(kind), default=None, return_dtype=kind).alias(name)


def _rejects(
    rows: pl.LazyFrame, impossible: Sequence[Impossible], frame: pl.LazyFrame, checks: Sequence[Check]
) -> pl.DataFrame:
    parts = [
        rows.filter(one.where).select(
            ROW, pl.lit(one.column).alias("column"), one.value.alias("value"), pl.lit(one.reason).alias("reason")
        )
        for one in impossible
    ]
    parts += [check(frame).select(*REJECTS) for check in checks]
    found = [part.cast(REJECTS).collect(engine="streaming") for part in parts]  # type: ignore[arg-type]
    return pl.concat([pl.DataFrame(schema=REJECTS), *found]).unique(maintain_order=True).sort(ROW, maintain_order=True)
