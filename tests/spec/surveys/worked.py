"""The form of a worked example of survey methods: microdata in, design and question, rows out.

A module of `estimation` or `disclosure` is one section of its page (`tools/docs_surveys.py`). It states

    TITLE    what is worked out
    ORDER    its place on the page
    TEXT     the rule in words and formula, with its source (Markdown)
    CASES    worked examples: `Estimated` runs on every engine, `Computed` asks one function

The numbers expected are worked out in the module itself, by hand or with fractions: never by the code under test.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import MISSING, dataclass, fields, is_dataclass
from fractions import Fraction
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

import polars as pl

from fairway.methods.survey.design import Design
from fairway.methods.survey.reliability import Reliability

HERE = Path(__file__).resolve().parent

T_975 = {1: 12.706204736174696, 2: 4.302652729749464, 3: 3.1824463052837086, 15: 2.131449545559776}
"""The upper 2.5 % point of Student's t, as printed in every table of it, with more digits."""
Z_975 = 1.9599639845400545


@dataclass(frozen=True, slots=True)
class Microdata:
    """Rows as a statistician would see them.

    Attributes:
        name: What the page calls them.
        shown: The columns that the page prints; all where empty.
    """

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    shown: tuple[str, ...] = ()

    @property
    def frame(self) -> pl.DataFrame:
        """As a frame, fractions as floats."""
        rows = [dict(zip(self.columns, map(plain, row), strict=True)) for row in self.rows]
        return pl.DataFrame(rows, infer_schema_length=None)

    def showing(self, *columns: str) -> Microdata:
        """The same rows, of which an example needs these columns."""
        return Microdata(self.name, self.columns, self.rows, columns)


@dataclass(frozen=True, slots=True)
class Estimated:
    """A worked example of an estimate; it runs on every engine.

    Attributes:
        name: What it shows.
        given: The microdata.
        design, measures, by, where, margins, reliability: The question, as `Survey.estimate` takes it.
        calibration: What the weights are calibrated to first.
        replicates: Replicates to be made from the design.
        shown: Columns of the result that are shown and compared.
        expected: Their cells, row by row, in the order of the result.
        working: The arithmetic, in Markdown.
        refused: The error that is expected in place of rows, and words it must say.
        reference: Whether the slow reference knows the method.
        elsewhere: The error by which every engine but `memory` refuses the method, and words it must say.
    """

    name: str
    given: Microdata
    design: Design
    measures: tuple[Any, ...]
    shown: tuple[str, ...] = ()
    expected: tuple[tuple[Any, ...], ...] = ()
    working: str = ""
    by: tuple[str, ...] = ()
    where: tuple[Any, ...] = ()
    margins: bool = False
    reliability: Reliability | None = None
    calibration: Any = None
    replicates: Any = None
    refused: tuple[type[Exception], str] | None = None
    decimals: int = 4
    reference: bool = True
    elsewhere: tuple[type[Exception], str] | None = None


@dataclass(frozen=True, slots=True)
class Computed:
    """A worked example of a function that takes estimates or tables, wherever these came from.

    Attributes:
        given: The tables.
        asked: The question in words or code, as the page prints it.
        ask: From the given frames to the rows that are compared.
    """

    name: str
    given: tuple[Microdata, ...]
    asked: str
    ask: Callable[..., Sequence[Sequence[Any]]]
    shown: tuple[str, ...] = ()
    expected: tuple[tuple[Any, ...], ...] = ()
    working: str = ""
    refused: tuple[type[Exception], str] | None = None
    decimals: int = 4


def plain(cell: Any) -> Any:
    """A fraction as a float; everything else as it is."""
    return float(cell) if isinstance(cell, Fraction) else cell


def said(thing: Any) -> str:
    """A question in the words in which it is put, without what is left at its default."""
    if isinstance(thing, tuple):
        inside = ", ".join(said(one) for one in thing)
        return f"({inside},)" if len(thing) == 1 else f"({inside})"
    if isinstance(thing, dict):
        return "{" + ", ".join(f"{said(key)}: {said(value)}" for key, value in thing.items()) + "}"
    if isinstance(thing, str):
        return f'"{thing}"'
    if not is_dataclass(thing):
        return repr(plain(thing))
    parts = []
    positional = True
    for field in fields(thing):
        value = getattr(thing, field.name)
        if field.default is not MISSING and value == field.default:
            positional = False
            continue
        parts.append(said(value) if positional else f"{field.name}={said(value)}")
    return f"{type(thing).__name__}({', '.join(parts)})"


def specifications(page: Literal["estimation", "disclosure"]) -> list[ModuleType]:
    """Every section of a page, in order."""
    found = []
    for path in sorted((HERE / page).glob("*.py")):
        plan = importlib.util.spec_from_file_location(f"fairway_survey_spec_{path.stem}", path)
        if plan is None or plan.loader is None:
            raise ImportError(f"{path} is not a module")
        module = importlib.util.module_from_spec(plan)
        plan.loader.exec_module(module)
        found.append(module)
    return sorted(found, key=lambda module: (module.ORDER, module.TITLE))
