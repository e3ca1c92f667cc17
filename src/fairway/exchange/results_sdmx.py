"""Results as SDMX-CSV 2.0, ready for a dataflow of SDMX 3.0."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fairway.exchange.errors import ResultsMisshapen
from fairway.exchange.results import RELIABLE, dimensions, hidden, publishable
from fairway.exchange.results_files import replaced

if TYPE_CHECKING:
    import polars as pl

TOTAL: Final = "_T"
NOT_APPLICABLE: Final = "_Z"
ATTRIBUTES: Final = {
    "se": "STD_ERR",
    "low": "CI_LOWER",
    "high": "CI_UPPER",
    "cv": "CV",
    "deff": "DEFF",
    "df": "DEGREES_FREEDOM",
    "n": "N_OBS",
    "reason": "COMMENT_OBS",
}
OBS_STATUS: Final = {
    "normal": "A",
    "low reliability": "U",
    "missing value; suppressed": "Q",
    "missing value": "O",
}
"""From SDMX:CL_OBS_STATUS(2.3)."""
CONF_STATUS: Final = {
    "free": "F",
    "not for publication": "N",
}
"""From SDMX:CL_CONF_STATUS(1.4). C (primary) and D (secondary) would tell which figure is small."""
AFTER_THE_DIMENSIONS: Final = (
    "TIME_PERIOD",
    "OBS_VALUE",
    "OBS_STATUS",
    "CONF_STATUS",
    "UNIT_MEASURE",
    "UNIT_MULT",
    *ATTRIBUTES.values(),
)
NOT_LOW: Final = (*RELIABLE, "unknown")
_CONCEPT: Final = re.compile(r"^[A-Z][A-Z0-9_]*$")
_CODE: Final = re.compile(r"^[A-Za-z0-9_@$\-]+$")
_VERSION: Final = re.compile(r"^\d+\.\d+(\.\d+)?$")


@dataclass(frozen=True, slots=True)
class Dataflow:
    """Where the observations belong.

    Attributes:
        agency: Who maintains the dataflow.
        id: Of the dataflow.
        version: `1.0.0` or `1.0`.
        time_period: Of all observations: `2024`, `2024-Q1`, `2024-03`.
        unit_measure: Measure → code of its unit (`PS`, `PT`, …); the key `*` for all others.
        unit_multiplier: Power of ten by which to multiply (0: units).
        constants: Further dimensions with one code (`REF_AREA`, `FREQ`), before the others.
        concepts: Column → id of its dimension; its name in capitals where there is none.
        codes: Column → value → code; the value itself where there is none. `measure` and `level` may be among them.
    """

    agency: str
    id: str
    version: str
    time_period: str
    unit_measure: Mapping[str, str]
    unit_multiplier: int = 0
    constants: Mapping[str, str] = field(default_factory=dict)
    concepts: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, Mapping[Any, str]] = field(default_factory=dict)


def estimates_sdmx(frame: pl.DataFrame, dataflow: Dataflow) -> pl.DataFrame:
    """Results as the rows of an SDMX-CSV 2.0 data message.

    A margin (null in a dimension) is coded `_T`; the measure is the dimension INDICATOR; the level is a dimension where
    any measure has levels. A suppressed figure has neither value nor error nor count: OBS_STATUS `Q`, CONF_STATUS `N`
    (not for publication), whether it is unsafe itself or protects another; one of low reliability is `U`; one that
    could not be computed is `O`, its reason in COMMENT_OBS.

    Args:
        frame: Tidy results.
        dataflow: Where they belong, and their codes.

    Returns:
        One row per observation, all columns text, in the order STRUCTURE, STRUCTURE_ID, ACTION, dimensions,
        TIME_PERIOD, OBS_VALUE, attributes.

    Raises:
        ResultsMisshapen: An id or code that SDMX does not allow, a measure without unit, or two rows of one key.

    Source:
        SDMX-CSV field guide, data message 2.0 (SDMX 3.0), “Columns” and “Column content”; SDMX:CL_OBS_STATUS(2.3) and
        SDMX:CL_CONF_STATUS(1.4), the codes A, U, Q, O and F, N; _T and _Z: SDMX, Guidelines for the creation and
        management of code lists.
    """
    import polars as pl

    found = dimensions(frame)
    _check_structure(dataflow)
    rows = publishable(frame)
    usual = {name: name.upper() for name in found} | {"measure": "INDICATOR"}
    if "level" in rows.columns and rows["level"].null_count() < len(rows):
        usual["level"] = "LEVEL"
    concepts = {name: dataflow.concepts.get(name, id) for name, id in usual.items()}
    _check_concepts([*dataflow.constants, *concepts.values(), *AFTER_THE_DIMENSIONS])
    placed = {
        concept: _coded(rows, name, dataflow, TOTAL if name in found else NOT_APPLICABLE)
        for name, concept in concepts.items()
    }
    columns = [
        pl.lit("dataflow").alias("STRUCTURE"),
        pl.lit(f"{dataflow.agency}:{dataflow.id}({dataflow.version})").alias("STRUCTURE_ID"),
        pl.lit("I").alias("ACTION"),
        *(pl.lit(code).alias(name) for name, code in dataflow.constants.items()),
        *(pl.Series(name, codes) for name, codes in placed.items()),
        pl.lit(dataflow.time_period).alias("TIME_PERIOD"),
        _written("estimate").alias("OBS_VALUE"),
        _obs_status(rows).alias("OBS_STATUS"),
        _conf_status(rows).alias("CONF_STATUS"),
        pl.Series("UNIT_MEASURE", _units(rows, dataflow)),
        pl.lit(str(dataflow.unit_multiplier)).alias("UNIT_MULT"),
        *(_written(name).alias(attribute) for name, attribute in ATTRIBUTES.items() if name in rows.columns),
    ]
    message = rows.select(columns)
    _check_keys(message, list(placed))
    return message


def write_estimates_sdmx(frame: pl.DataFrame, dataflow: Dataflow, path: Path) -> None:
    """Writes `estimates_sdmx` as a file: UTF-8, commas, quotation marks where RFC 4180 needs them."""
    message = estimates_sdmx(frame, dataflow)
    with replaced(path) as made:
        message.write_csv(made, line_terminator="\r\n")


def _written(name: str) -> pl.Expr:
    """The shortest text that reads back as the same number; text as it is."""
    import polars as pl

    return pl.col(name).cast(pl.String)


def _coded(rows: pl.DataFrame, name: str, dataflow: Dataflow, of_null: str) -> list[str]:
    codes = dataflow.codes.get(name, {})
    coded = {value: of_null if value is None else str(codes.get(value, value)) for value in rows[name].unique()}
    wrong = sorted({code for code in coded.values() if not _CODE.match(code)})
    if wrong:
        raise ResultsMisshapen(
            f"{name} has values that are no SDMX codes: {', '.join(f'“{code}”' for code in wrong[:5])}.",
            advice="Give each value its code: letters, digits, and the signs _ @ $ and - alone.",
            details={"column": name, "values": wrong},
        )
    return [coded[value] for value in rows[name]]


def _units(rows: pl.DataFrame, dataflow: Dataflow) -> list[str]:
    units = dataflow.unit_measure
    without = sorted({measure for measure in rows["measure"].unique() if measure not in units and "*" not in units})
    if without:
        raise ResultsMisshapen(
            f"The measures {', '.join(without)} have no unit.",
            advice="Give each measure its UNIT_MEASURE, for instance PS (persons) or PT (per cent).",
        )
    return [units.get(measure, units.get("*", "")) for measure in rows["measure"]]


def _obs_status(rows: pl.DataFrame) -> pl.Expr:
    import polars as pl

    low = ~pl.col("reliability").is_in(NOT_LOW).fill_null(value=True)
    low = low if "reliability" in rows.columns else pl.lit(value=False)
    return (
        pl.when(hidden(rows))
        .then(pl.lit(OBS_STATUS["missing value; suppressed"]))
        .when(pl.col("estimate").is_null())
        .then(pl.lit(OBS_STATUS["missing value"]))
        .when(low)
        .then(pl.lit(OBS_STATUS["low reliability"]))
        .otherwise(pl.lit(OBS_STATUS["normal"]))
    )


def _conf_status(rows: pl.DataFrame) -> pl.Expr:
    import polars as pl

    return pl.when(hidden(rows)).then(pl.lit(CONF_STATUS["not for publication"])).otherwise(pl.lit(CONF_STATUS["free"]))


def _check_structure(dataflow: Dataflow) -> None:
    if not _VERSION.match(dataflow.version):
        raise ResultsMisshapen(
            f"“{dataflow.version}” is not a version of a dataflow.", advice="Write it as 1.0.0 or 1.0."
        )
    wrong = [each for each in (dataflow.agency, dataflow.id) if not re.match(r"^[A-Za-z][A-Za-z0-9_.\-]*$", each)]
    wrong += [code for code in dataflow.constants.values() if not _CODE.match(code)]
    if wrong:
        raise ResultsMisshapen(
            f"SDMX does not allow the id {', '.join(f'“{each}”' for each in wrong)}.",
            advice="An id has letters, digits, _ and - alone, and that of an agency or dataflow begins with a letter.",
        )


def _check_concepts(concepts: list[str]) -> None:
    wrong = [name for name in concepts if not _CONCEPT.match(name) or concepts.count(name) > 1]
    if wrong:
        raise ResultsMisshapen(
            f"These are no usable ids of dimensions: {', '.join(dict.fromkeys(wrong))}.",
            advice="Name each in `concepts`: capital letters, digits and _, beginning with a letter, each once.",
        )


def _check_keys(message: pl.DataFrame, placed: list[str]) -> None:
    import polars as pl

    again = message.filter(pl.struct(placed).is_duplicated())
    if not again.is_empty():
        key = ", ".join(f"{name} = {again[name][0]}" for name in placed)
        raise ResultsMisshapen(
            f"{len(again)} rows share a key with another, for instance {key}.",
            advice="A category coded as the total, or empty, looks like a margin: give it another code.",
        )
