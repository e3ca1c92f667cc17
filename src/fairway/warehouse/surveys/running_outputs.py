"""The folder of results: all of it, or nothing."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final

import polars as pl

from fairway.exchange.results import Names
from fairway.exchange.results_files import estimates_csv, estimates_parquet
from fairway.exchange.results_html import estimates_html
from fairway.exchange.results_sdmx import Dataflow, write_estimates_sdmx
from fairway.exchange.results_workbook import estimates_workbook
from fairway.kernel.errors import StorageFull
from fairway.warehouse.surveys.disclosing import SafeTable
from fairway.warehouse.surveys.report import notes, page
from fairway.warehouse.surveys.specification import Output, Specification
from fairway.warehouse.surveys.specification_errors import OutputInTheWay

REPORT: Final = "report.md"
_OF_THEIR_OWN: Final = ("total", "proportion", "ratio", "gini")
NO_SPACE: Final = (28, 122)
"""ENOSPC and EDQUOT."""


def check_output(out: Path, *, replace: bool) -> None:
    """Refuses a folder that may not be written: before anything is computed.

    Raises:
        OutputInTheWay: It is there and not to be replaced, or it is no folder of results.
    """
    if not out.exists():
        if not out.parent.is_dir():
            raise OutputInTheWay(f"There is no folder {out.parent}.", advice="Make it, or choose another with --out.")
        return
    if not out.is_dir() or (any(out.iterdir()) and not (out / REPORT).is_file()):
        raise OutputInTheWay(
            f"{out} is there and is no folder of results.", advice="Choose another with --out; nothing was changed."
        )
    if any(out.iterdir()) and not replace:
        raise OutputInTheWay(
            f"{out} holds results already.",
            advice="Give --replace to put the new ones in their place, or another --out.",
        )


@contextmanager
def whole_folder(out: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of `out` at the end; interrupted, nothing of it is left.

    Raises:
        StorageFull: There is no room.
    """
    try:
        with tempfile.TemporaryDirectory(prefix=f".{out.name}-", dir=out.parent) as folder:
            made = Path(folder) / "made"
            made.mkdir()
            yield made
            before = Path(folder) / "before"
            if out.exists():
                out.rename(before)
            try:
                made.rename(out)
            except BaseException:
                if before.exists():
                    before.rename(out)
                raise
            shutil.rmtree(before, ignore_errors=True)
    except OSError as fault:
        if fault.errno in NO_SPACE:
            raise StorageFull(
                f"There is no room to write {out.name}.",
                advice="Free some space, or choose another folder with --out. Nothing was left behind.",
            ) from fault
        raise


def write_table(folder: Path, safe: SafeTable, specification: Specification, names: Names) -> None:
    """Writes a table in every form asked for, with its method and source beside it."""
    table = safe.estimated.table
    inside = folder / table.name
    inside.mkdir()
    said = notes(specification, safe)
    suited = replace(names, decimals={**usual_decimals(safe.frame["measure"]), **names.decimals})
    for output in table.outputs:
        _write(output, inside, safe, specification, suited)
    lines = [table.title, *said.sources, *said.method]
    (inside / "notes.txt").write_text("\n".join(lines) + "\n", "utf-8")


def usual_decimals(measures: pl.Series) -> dict[str, int]:
    """The decimals that suit a measure whatever the table's: none for totals, three for shares between 0 and 1."""
    return {name: 0 if name.startswith("total") else 3 for name in measures.unique() if name.startswith(_OF_THEIR_OWN)}


def _write(output: Output, inside: Path, safe: SafeTable, specification: Specification, names: Names) -> None:
    table, frame = safe.estimated.table, safe.frame
    said = notes(specification, safe)
    path = inside / f"{table.name}.{'sdmx.csv' if output == 'sdmx' else output}"
    match output:
        case "csv":
            estimates_csv(frame, path)
        case "parquet":
            estimates_parquet(frame, path)
        case "html":
            fragment = estimates_html(
                frame, said, table.title, across=table.across, names=names, decimals=table.decimals
            )
            path.write_text(page(table.title, fragment), "utf-8")
        case "xlsx":
            estimates_workbook(
                frame, said, path, title=table.title, across=table.across, names=names, decimals=table.decimals
            )
        case "sdmx":
            write_estimates_sdmx(frame, dataflow_of(safe, specification), path)


def dataflow_of(safe: SafeTable, specification: Specification) -> Dataflow:
    """The dataflow of a table, from its settings."""
    stated = safe.estimated.table.sdmx or {}
    codes = {name: {key: str(code) for key, code in one.items()} for name, one in stated.get("codes", {}).items()}
    # “median earnings” is no SDMX code, and has one that everybody would give it.
    named = {name: re.sub(r"[^A-Z0-9]+", "_", name.upper()).strip("_") for name in safe.frame["measure"].unique()}
    codes["measure"] = {**named, **codes.get("measure", {})}
    return Dataflow(
        stated["agency"],
        stated["dataflow"],
        stated["version"],
        str(stated.get("time_period", specification.source.year)),
        stated["unit_measure"],
        stated.get("unit_multiplier", 0),
        {name: str(code) for name, code in stated.get("constants", {}).items()},
        stated.get("concepts", {}),
        codes,
    )
