"""What a microdata file says about itself: variables, their labels, their codes for missing."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from fairway.methods.survey.errors import Fault

if TYPE_CHECKING:
    import polars as pl

Code = int | float | str
Kind = Literal["integer", "number", "text", "date", "datetime", "time", "boolean"]
PARQUET_KEY: Final = "fairway.microdata"


@dataclass(frozen=True, slots=True)
class MissingCode:
    """A code that says why there is no answer: null in the frame, counted here.

    Attributes:
        code: As the file has it: `.a` in Stata, `.A` in SAS, a number or word in SPSS, a word in CSV.
        label: What the code means, where the file says so.
        rows: Rows that have it; 0 where the code is declared and not used.
    """

    code: Code
    label: str | None
    rows: int


@dataclass(frozen=True, slots=True)
class Variable:
    """A column and what is known of it.

    Attributes:
        name: As in the file.
        label: The question or description; None where there is none.
        kind: What its cells are.
        value_labels: Code → label, for codes that are answers.
        missing_codes: The codes that are not answers.
    """

    name: str
    label: str | None
    kind: Kind
    value_labels: Mapping[Code, str] = field(default_factory=dict)
    missing_codes: tuple[MissingCode, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """How a file was read.

    Attributes:
        file: Its name without folders.
        format: `Stata`, `SPSS`, `SPSS portable`, `SAS`, `SAS transport`, `CSV` or `Parquet`.
        details: What was declared or assumed: encoding, separator, decimal sign, the file's own title.
    """

    file: str
    format: str
    details: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Microdata:
    """One row per unit, with what the file says of its columns.

    Attributes:
        frame: The rows; lazy where the file is Parquet (`.lazy()` works on both).
        variables: One per column of the frame, in its order.
        faults: What does not fit, counted; none of them fatal.
        source: Which file, and how it was read.
    """

    frame: pl.DataFrame | pl.LazyFrame
    variables: tuple[Variable, ...]
    faults: tuple[Fault, ...]
    source: Source


def kind_of(dtype: pl.DataType) -> Kind:
    """The kind of a Polars type; whatever else a Parquet file may hold counts as text."""
    import polars as pl

    if dtype.is_integer():
        return "integer"
    if dtype.is_numeric():
        return "number"
    named: dict[type[pl.DataType], Kind] = {pl.Date: "date", pl.Time: "time", pl.Boolean: "boolean"}
    if dtype == pl.Datetime:
        return "datetime"
    return named.get(dtype.base_type(), "text")


def whole(code: Code) -> Code:
    """The code as an integer where it is one: files write 1 as 1.0."""
    return int(code) if isinstance(code, float) and code.is_integer() else code


def to_text(variables: Iterable[Variable], source: Source) -> str:
    """Variables and source as JSON, for a Parquet file's metadata."""
    listed = [
        {
            "name": variable.name,
            "label": variable.label,
            "kind": variable.kind,
            "value_labels": list(variable.value_labels.items()),
            "missing_codes": [[missing.code, missing.label, missing.rows] for missing in variable.missing_codes],
        }
        for variable in variables
    ]
    made = {"file": source.file, "format": source.format, "details": dict(source.details)}
    return json.dumps({"version": 1, "source": made, "variables": listed}, ensure_ascii=False)


def from_text(written: str) -> tuple[dict[str, Variable], dict[str, str]]:
    """What `to_text` wrote.

    Returns:
        The variables by name, and where the file was made from.

    Raises:
        KeyError, TypeError, json.JSONDecodeError: It was not `to_text` that wrote it.
    """
    read = json.loads(written)
    variables = {
        each["name"]: Variable(
            each["name"],
            each["label"],
            each["kind"],
            dict(each["value_labels"]),
            tuple(MissingCode(code, label, rows) for code, label, rows in each["missing_codes"]),
        )
        for each in read["variables"]
    }
    made = read["source"]
    return variables, {"made_from": made["file"], "made_from_format": made["format"], **made["details"]}
