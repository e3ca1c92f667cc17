"""From a microdata file and a specification to a survey that can be asked."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal, TypeAlias

import polars as pl

from fairway.exchange.errors import UnknownColumns
from fairway.exchange.labels import Labels, match, read_labels
from fairway.exchange.microdata import CATALOGUE, ending, opened, read_microdata
from fairway.exchange.results import Names
from fairway.exchange.variables import Source, Variable
from fairway.methods.survey.errors import Fault
from fairway.warehouse.surveys.opening import open_survey
from fairway.warehouse.surveys.running_hierarchies import Columns, with_groups
from fairway.warehouse.surveys.specification import Bands, Recode, Specification
from fairway.warehouse.surveys.specification_columns import check_columns
from fairway.warehouse.surveys.specification_variables import band_labels, prepared, unmet_codes
from fairway.warehouse.surveys.survey import Survey

Engine: TypeAlias = Literal["auto", "memory", "duckdb"]
Telling: TypeAlias = Callable[[str, int, int], None]
"""Called with what is being done, how much of it is done, and how much there is (0: not known)."""

LARGE: Final = 1 << 30
"""Bytes of a Parquet file from which `auto` sums outside memory."""
CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class OpenedSurvey:
    """Microdata ready for estimation.

    Attributes:
        survey: With its design found sound, and calibrated where that was asked for.
        rows: The prepared rows, for what must be known of single contributors.
        file: How the file was read; `sha256` and `bytes` of it.
        names: How columns and codes are called.
        faults: What does not fit, counted.
        count: Rows of the file.
        columns: For each table, the columns of its hierarchies.
        engine: What sums.
    """

    survey: Survey
    rows: pl.LazyFrame
    columns: Mapping[str, Columns]
    file: Source
    sha256: str
    bytes: int
    names: Names
    faults: tuple[Fault, ...]
    count: int
    engine: str


@contextmanager
def opened_survey(
    specification: Specification, path: Path, beside: Path, engine: Engine, telling: Telling
) -> Iterator[OpenedSurvey]:
    """Opens microdata as a specification says.

    Args:
        specification: What is needed.
        path: The microdata, in any format that `read_microdata` reads.
        beside: The folder of the specification: its label file lies beside it.
        engine: `memory` holds the columns needed; `duckdb` sums in a temporary Parquet file outside memory; `auto`
            takes `duckdb` for Parquet files above 1 GiB, unless weights are calibrated, which is done in memory.
        telling: Told what is being done.
    """
    telling("Reading the microdata", 0, 0)
    labels = beside / specification.labels if isinstance(specification.labels, str) else None
    catalogue = labels if labels is not None and labels.suffix.lower() == CATALOGUE else None
    try:
        microdata = read_microdata(path, columns=specification.columns, labels=catalogue)
    except UnknownColumns:
        with opened(path, None, None, None) as file:
            check_columns(specification, path.name, file.names)
        raise
    check_columns(specification, path.name, specification.columns)
    rows = microdata.frame.lazy()
    variables, faults = microdata.variables, list(microdata.faults)
    said = (
        _separate(labels, specification, path) if labels is not None and catalogue is None else _inline(specification)
    )
    if said.variables or said.codes:
        variables, more = match(said, variables, rows)
        faults += more
    faults += unmet_codes(rows, specification)
    ready, columns = with_groups(prepared(rows, specification), specification.tables)
    large = ending(path) == ".parquet" and path.stat().st_size > LARGE and specification.calibration is None
    chosen: Literal["memory", "duckdb"] = "duckdb" if engine == "duckdb" or (engine == "auto" and large) else "memory"
    digest = _checksum(path, telling)
    with tempfile.TemporaryDirectory(prefix="fairway-") as folder:
        source: pl.DataFrame | Path
        if chosen == "duckdb":
            telling("Writing the columns needed", 0, 0)
            source = _written(ready, Path(folder) / "rows.parquet")
            ready = pl.scan_parquet(source)
        else:
            source = ready.collect(engine="streaming")
            ready = source.lazy()
        telling("Checking the design", 0, 0)
        with open_survey(source, specification.design, engine=chosen) as survey:
            yield OpenedSurvey(
                _calibrated(survey, specification, telling),
                ready,
                columns,
                microdata.source,
                digest,
                path.stat().st_size,
                _names(variables, specification),
                (*faults, *survey.faults),
                int(ready.select(pl.len()).collect().item()),
                chosen,
            )


def _separate(file: Path, specification: Specification, microdata: Path) -> Labels:
    """The labels of the columns that are read, and of those that the microdata lack, which is a fault."""
    labels = read_labels(file)
    unread = (set(labels.variables) | set(labels.codes)) - set(specification.columns)
    if unread:
        with opened(microdata, None, None, None) as header:
            unread &= set(header.names)
    for name in unread:
        labels.variables.pop(name, None)
        labels.codes.pop(name, None)
    return labels


def _written(rows: pl.LazyFrame, path: Path) -> Path:
    rows.sink_parquet(path)
    return path


def _calibrated(survey: Survey, specification: Specification, telling: Telling) -> Survey:
    if specification.calibration is None:
        return survey
    telling("Calibrating", 0, 0)
    return survey.calibrated(specification.calibration)


def _checksum(path: Path, telling: Telling) -> str:
    digest, done, size = hashlib.sha256(), 0, path.stat().st_size
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            digest.update(chunk)
            done += len(chunk)
            telling("Taking the file's checksum", done, size)
    return digest.hexdigest()


def _inline(specification: Specification) -> Labels:
    labels = Labels(specification.written.file)
    said: Mapping[str, Mapping[str, Any]] = specification.labels if isinstance(specification.labels, Mapping) else {}
    for variable, one in said.items():
        if variable not in specification.columns:
            continue
        if "label" in one:
            labels.add(str(variable), "", one["label"])
        for code, label in one.get("codes", {}).items():
            labels.add(str(variable), str(code), str(label))
    return labels


def _names(variables: tuple[Variable, ...], specification: Specification) -> Names:
    columns = {one.name: one.label for one in variables if one.label}
    codes: dict[str, Mapping[Any, str]] = {
        # Groups of a hierarchy are text, and then so are the codes below them.
        one.name: {**one.value_labels, **{str(code): label for code, label in one.value_labels.items()}}
        for one in variables
        if one.value_labels
    }
    said: Mapping[str, Mapping[str, Any]] = specification.labels if isinstance(specification.labels, Mapping) else {}
    for name in specification.variables:
        one = said.get(name, {})
        columns |= {name: one["label"]} if "label" in one else {}
        codes |= {name: {str(code): str(label) for code, label in one["codes"].items()}} if "codes" in one else {}
    return Names(columns, codes)


def derivation_in_words(name: str, specification: Specification) -> str:
    """How a variable was derived, in one sentence."""
    one = specification.variables[name]
    if isinstance(one, Bands):
        return f"{name}: classes of {one.of}: {', '.join(one.labels or band_labels(one))}."
    if isinstance(one, Recode):
        into = "; ".join(f"{new} = {', '.join(map(str, codes))}" for new, codes in one.into.items())
        other = f"; {one.other} = all others" if one.other else ""
        unknown = f"; {one.unknown} = no answer" if one.unknown else ""
        return f"{name}: codes of {one.of} taken together: {into}{other}{unknown}."
    return f"{name}: 1 where {one.of} is {' or '.join(map(str, one.values))}, else 0."
