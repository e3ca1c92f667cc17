"""The form of a worked example: tables in, rows out.

A module of this folder whose name does not begin with `test_` is one page section of the methodology. It states

    TITLE    what is worked out
    ORDER    its place in the methodology
    TEXT     the rule in words, with its source and paragraph (Markdown)
    CASES    worked examples: `test_worked_examples.py` runs each, `tools/docs_spec.py` prints each

so the documentation shows exactly what the tests prove.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import polars as pl

from fairway.kernel.figure import Figure, Gap
from fairway.reference.wording import voice
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Record

HERE = Path(__file__).resolve().parent


@dataclass(frozen=True, slots=True)
class Given:
    """Rows of one published table, as a reader would meet them."""

    table: str
    key: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    edition: str = "worked"
    filled: tuple[tuple[str, Any], ...] = ()
    """Columns that the rule needs but that do not matter to the example, with one value for all rows; not printed."""


@dataclass(frozen=True, slots=True)
class Case:
    """One worked example.

    Attributes:
        name: What it shows, in words.
        given: The tables.
        ask: The function under test, from a shelf of these tables to a figure or a gap.
        shown: Keys of the figure's columns that the example prints, in order.
        expected: Their cells, row by row; texts in English. None where a gap is expected.
        gap: The kind of gap expected (`absent`, `detail`, `sample`, `unknown`), or "".
        decimals: Numbers are compared after rounding to so many.
        first: Only so many of the figure's first rows are shown and compared; 0 for all.
    """

    name: str
    given: tuple[Given, ...]
    ask: Callable[[Shelf], Figure | Gap | None]
    shown: tuple[str, ...] = ()
    expected: tuple[tuple[Any, ...], ...] = ()
    gap: str = ""
    decimals: int = 2
    first: int = 0


def shelf_of(*given: Given) -> Shelf:
    """A shelf that holds the given tables and nothing else."""
    with tempfile.TemporaryDirectory(prefix="fairway-spec-") as name:
        folder = Path(name)
        for one in given:
            _write(one, folder / one.table / f"{one.edition}-worked")
        shelf = Shelf(folder)
        for vintage in (vintage for table in shelf.tables() for vintage in shelf.vintages(table)):
            _ = vintage.frame  # held in memory: the folder goes away
        return shelf


def _write(given: Given, folder: Path) -> None:
    folder.mkdir(parents=True)
    frame = pl.DataFrame([dict(zip(given.columns, row, strict=True)) for row in given.rows], infer_schema_length=None)
    frame = frame.with_columns(pl.lit(value).alias(name) for name, value in given.filled)
    if "source_row" not in frame.columns:
        frame = frame.with_row_index("source_row", offset=1)
    frame.write_parquet(folder / "published.parquet")
    Record(
        table=given.table,
        edition=given.edition,
        vintage=folder.name,
        publisher="Worked example",
        title=given.table,
        licence="none",
        url="",
        method="Invented to show the rule.",
        flag="estimated",
        file="worked.csv",
        sha256="0" * 64,
        bytes=0,
        rows_received=len(frame),
        rows_published=len(frame),
        key=given.key,
        every_months=12,
        imported="2026-01-01T00:00:00+00:00",
    ).write(folder)


def answer(case: Case) -> Figure | Gap | None:
    """What the function under test makes of the given tables."""
    return case.ask(shelf_of(*case.given))


def cells(case: Case, figure: Figure) -> tuple[tuple[Any, ...], ...]:
    """The figure's cells that the case shows, texts in English and numbers rounded."""
    say = voice("en").say
    columns = [figure.values(key) for key in case.shown]

    def plain(cell: Any) -> Any:
        if isinstance(cell, float):
            return round(cell, case.decimals)
        return cell if cell is None or isinstance(cell, str | int) else say(cell)

    rows = tuple(tuple(plain(cell) for cell in row) for row in zip(*columns, strict=True))
    return rows[: case.first] if case.first else rows


def specifications() -> list[ModuleType]:
    """Every specification, in the order of the methodology."""
    import importlib.util

    found = []
    for path in sorted(HERE.glob("*.py")):
        if path.stem.startswith(("test_", "__")) or path.stem == "worked":
            continue
        plan = importlib.util.spec_from_file_location(f"fairway_spec_{path.stem}", path)
        if plan is None or plan.loader is None:
            raise ImportError(f"{path} is not a module")
        module = importlib.util.module_from_spec(plan)
        plan.loader.exec_module(module)
        found.append(module)
    return sorted(found, key=lambda module: (module.ORDER, module.TITLE))


__all__ = ["Case", "Given", "answer", "cells", "shelf_of", "specifications"]
