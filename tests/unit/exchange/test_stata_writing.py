"""Stata files that are written are read back with their numbers, gaps and labels."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from fairway.exchange.microdata import read_microdata
from fairway.exchange.stata_writing import LONGEST_LABEL, write_stata


def test_numbers_gaps_and_labels_come_back(tmp_path: Path) -> None:
    frame = pl.DataFrame({"id": [1, 2**40, 3], "sex": [1, 2, None], "pay": [1.5, None, 3.25]})
    path = tmp_path / "people.dta"
    write_stata(
        frame,
        path,
        titles={"sex": "Sex", "pay": "x" * 90, "not there": "…"},
        labels={"sex": {1: "Men", 2: "Women"}, "not there": {1: "One"}},
    )
    back = read_microdata(path)
    rows = back.frame.lazy().collect()
    assert rows["id"].to_list() == [1, 2**40, 3]
    assert rows["sex"].to_list() == [1, 2, None]
    assert rows["pay"].to_list() == [1.5, None, 3.25]
    described = {one.name: one for one in back.variables}
    assert described["sex"].label == "Sex"
    assert {str(code): label for code, label in described["sex"].value_labels.items()} in (
        {"1": "Men", "2": "Women"},
        {"1.0": "Men", "2.0": "Women"},
    )
    assert described["pay"].label == "x" * LONGEST_LABEL
