"""What keeps a table of observations from being published: columns, types, codes, empty or repeated keys."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from fairway.exchange.sdmx.errors import QueryMalformed
from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.structure import TIME, VALUE, Component, DataStructure
from fairway.kernel.errors import InputError, UnreadableFile
from fairway.warehouse.backends.observations import ObservationFile
from fairway.warehouse.releases_index import key_of

STATUS: Final = "OBS_STATUS"
CODES_SHOWN: Final = 10


class ObservationsMisshapen(InputError):
    """Observations that are not what their structure says; `details["faults"]` lists what is wrong, with counts."""

    slug = "observations-misshapen"

    def __init__(self, faults: Sequence[str], *, rows: int) -> None:
        super().__init__(
            f"The {rows:,} observations cannot be published: {'; '.join(faults)}.",
            advice="Nothing was published. Correct the observations, or the structure, and publish again.",
            details={"faults": list(faults), "rows": rows},
        )


def columns_in_sql(structure: DataStructure) -> dict[str, str]:
    """Column → its type in SQL, in the order of the structure."""
    numbers = {one.id: "DOUBLE" if one.kind == "number" else "BIGINT" for one in structure.attributes if _numeric(one)}
    return {name: "DOUBLE" if name == VALUE else numbers.get(name, "VARCHAR") for name in structure.columns}


def refuse_misshapen(path: Path, structure: DataStructure, file: ObservationFile) -> None:
    """Refuses a file of observations that its structure does not allow; repeated keys are found later, when sorted.

    Args:
        path: The Parquet file.
        structure: What it ought to hold.
        file: The same file, open for questions.

    Raises:
        ObservationsMisshapen: Anything is wrong; every fault is told at once, with counts and first rows.
        UnreadableFile: It is no Parquet file.
    """
    try:
        schema = pl.scan_parquet(path).collect_schema()
        rows: int = pl.scan_parquet(path).select(pl.len()).collect().item()
    except (pl.exceptions.PolarsError, OSError) as fault:
        raise UnreadableFile(
            f"{path.name} is no Parquet file, or was not written whole.",
            advice="Write it again; nothing was published.",
        ) from fault
    faults = list(_columns(schema, structure)) or list(_types(schema, structure))
    if not rows:
        faults.append("there are none")
    if not faults:
        faults = [*_cells(structure, file)]
    if faults:
        raise ObservationsMisshapen(faults, rows=rows)


def _columns(schema: pl.Schema, structure: DataStructure) -> Iterator[str]:
    missing = [name for name in structure.columns if name not in schema]
    extra = [name for name in schema if name not in structure.columns]
    if missing:
        yield f"columns missing: {', '.join(missing)}"
    if extra:
        yield f"columns that {structure.structure_id} does not have: {', '.join(extra)}"


def _types(schema: pl.Schema, structure: DataStructure) -> Iterator[str]:
    numeric = {VALUE, *(one.id for one in structure.attributes if _numeric(one))}
    for name, kind in schema.items():
        wanted = kind.is_numeric() if name in numeric else kind in (pl.String, pl.Categorical, pl.Enum)
        if not wanted and kind != pl.Null:
            yield f"column {name} is {kind}, not {'a number' if name in numeric else 'text'}"


def _cells(structure: DataStructure, file: ObservationFile) -> Iterator[str]:
    required = [*key_of(structure), *(one.id for one in structure.attributes if one.required)]
    for name, (count, rows) in file.nulls(required).items():
        yield f"{name} is empty in {count:,} row{'s' * (count > 1)} ({_rows(rows)})"
    for component in (*structure.dimensions, *structure.attributes):
        codes = structure.code_list(component.id)
        if codes is not None:
            known = frozenset(codes.ids)
            yield from _unknown(component.id, known, f"not in {codes.id}", file)
    yield from _unknown(TIME, None, "no period such as 2024, 2024-07 or 2024-Q3", file)
    status = STATUS if any(one.id == STATUS for one in structure.attributes) else None
    for fault, (count, rows) in file.unusable(VALUE, status).items():
        yield f"{fault} in {count:,} row{'s' * (count > 1)} ({_rows(rows)})"


def _unknown(column: str, known: frozenset[str] | None, fault: str, file: ObservationFile) -> Iterator[str]:
    """The values of a column that its list (or, with None, the calendar) does not know, with nearest valid codes."""
    values = [value for value in file.distinct(column) if value is not None]
    wrong = [value for value in values if not (_is_period(value) if known is None else value in known)]
    if not wrong:
        return
    told = [
        f"“{value}”{_nearest(value, known)}: {count:,} row{'s' * (count > 1)}, first row {first:,}"
        for value, count, first in file.counted(column, wrong[:CODES_SHOWN])
    ]
    more = f"; and {len(wrong) - CODES_SHOWN:,} more" if len(wrong) > CODES_SHOWN else ""
    yield f"{column} has values {fault}: {'; '.join(told)}{more}"


def _is_period(value: str) -> bool:
    try:
        span(value)
    except QueryMalformed:
        return False
    return True


def _nearest(value: str, known: frozenset[str] | None) -> str:
    found = nearest(value, sorted(known or ()), limit=1)
    return f" (nearest: {found[0]})" if found else ""


def told_keys(count: int, first: Sequence[tuple[list[str], list[int]]]) -> str:
    """The fault of repeated keys."""
    examples = "; ".join(f"{'.'.join(key)}: {_rows(rows)}" for key, rows in first)
    return f"{count:,} key{'s' * (count > 1)} more than once ({examples})"


def _rows(rows: Sequence[int]) -> str:
    return f"row{'s' * (len(rows) > 1)} {', '.join(f'{row:,}' for row in rows)}"


def _numeric(component: Component) -> bool:
    return component.kind in ("number", "integer") and not component.codes
