"""Microdata out as Stata, with variable and value labels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import polars as pl

VERSION: Final = 15
"""Of the format: Stata 15 and later, R and pandas read it."""
LONGEST_LABEL: Final = 80


def write_stata(
    frame: pl.DataFrame, path: Path, *, titles: Mapping[str, str], labels: Mapping[str, Mapping[int, str]]
) -> None:
    """Writes microdata as Stata; null is Stata's missing.

    Args:
        frame: Numbers and text.
        path: The file to make.
        titles: Column → what it holds; cut to the 80 characters that Stata has room for.
        labels: Column → code → what it means.
    """
    import pyreadstat

    labelled: dict[str, dict[int | float, str]] = {}
    for name, codes in labels.items():
        labelled[name] = dict(codes.items())

    pyreadstat.write_dta(
        frame,
        str(path),
        version=VERSION,
        column_labels={name: title[:LONGEST_LABEL] for name, title in titles.items() if name in frame.columns},
        variable_value_labels=labelled,
    )
