"""Microdata as statistical packages write them, small enough to read in a test."""

from __future__ import annotations

import datetime
from pathlib import Path

import polars as pl
import pyreadstat

SEX_LABELS = {1: "man", 2: "woman", 9: "other"}


def stata(folder: Path, version: int = 15) -> Path:
    """Four people: id, sex with labels, earnings of which two are `.a` (refused) and `.b`, a day, a text."""
    path = folder / "people.dta"
    frame = pl.DataFrame(
        {
            "id": [1, 2, 3, 4],
            "sex": [1.0, 2.0, 2.0, None],
            "earnings": pl.Series([100, "a", "b", 250], dtype=pl.Object),
            "born": [datetime.date(1990, 1, 2), None, datetime.date(1980, 5, 6), datetime.date(1970, 7, 8)],
            "name": ["Amina", "", "José", "Lee"],
        }
    )
    pyreadstat.write_dta(
        frame,
        str(path),
        version=version,
        column_labels={"earnings": "Earnings last month"},
        variable_value_labels={"sex": dict(SEX_LABELS), "earnings": {"a": "refused"}},
        missing_user_values={"earnings": ["a", "b"]},
    )
    return path


def spss(folder: Path, *, compressed: bool = False) -> Path:
    """Four people: an answer with 98 and 99 for missing, hours of which 100 to 300 are missing, a text."""
    path = folder / ("people.zsav" if compressed else "people.sav")
    frame = pl.DataFrame(
        {
            "answer": [1.0, 2.0, 98.0, 98.0],
            "hours": [40.0, 150.0, 37.5, 300.0],
            "place": ["a", "zz", "b", ""],
            "day": [datetime.date(2024, 1, 1)] * 4,
        }
    )
    pyreadstat.write_sav(
        frame,
        str(path),
        compress=compressed,
        missing_ranges={"answer": [98, 99], "hours": [{"lo": 100, "hi": 300}], "place": ["zz"]},
        variable_value_labels={"answer": {1: "yes", 2: "no", 98: "does not know"}},
        column_labels={"answer": "Did you pay?"},
    )
    return path


def long_stata(folder: Path, rows: int) -> Path:
    """People enough for several batches; the last earnings only are known, and half a unit."""
    path = folder / "long.dta"
    earnings = pl.Series([None] * (rows - 1) + [0.5], dtype=pl.Float64)
    frame = pl.DataFrame({"id": pl.int_range(rows, eager=True), "sex": pl.int_range(rows, eager=True) % 2 + 1})
    labels = {"sex": {1: "man", 2: "woman"}}
    pyreadstat.write_dta(frame.with_columns(earnings.alias("earnings")), str(path), variable_value_labels=labels)
    return path


def results() -> pl.DataFrame:
    """A rate by sex and age with margins: one cell hidden, one hidden to protect it, one unreliable, one without."""
    return pl.DataFrame(
        {
            "sex": ["F", "M", None, "F", "M", None],
            "age": ["young"] * 3 + ["old"] * 3,
            "measure": ["rate"] * 6,
            "level": pl.Series([None] * 6, dtype=pl.String),
            "estimate": [12.345, 5.0, 8.0, 71.77, None, 31.31],
            "se": [1.0, 2.0, 1.5, 7.17, None, 3.13],
            "low": [10.0, 1.0, 6.0, 61.61, None, 28.28],
            "high": [14.0, 9.0, 10.0, 81.81, None, 34.34],
            "cv": [0.08, 0.4, 0.19, 0.0999, None, 0.0998],
            "n": [100, 12, 112, 3, 0, 4711],
            "reliability": ["reliable", "unreliable", "reliable", "use with caution", "unknown", "reliable"],
            "reason": [None, None, None, "three people", "Nobody is in this domain.", None],
            "disclosure": [None, None, "rounded", "primary", None, "secondary"],
        }
    )
