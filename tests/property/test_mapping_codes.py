"""Whatever codes a file holds: the frame says what a dictionary says, and no row is lost without a word."""

from __future__ import annotations

import tempfile
from pathlib import Path

import polars as pl
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.exchange.variables import Microdata, Source
from fairway.reference.survey_variables import VARIABLES
from fairway.warehouse.surveys.mapping import mapped, read_mapping

CODES = {"M": [1, 4], "F": [2]}
MEANING = {1: "M", 4: "M", 2: "F", 9: None, None: None}


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3, 4, 9, None]), st.one_of(st.none(), st.integers(-5, 140))),
        min_size=1,
        max_size=30,
    )
)
def test_every_row_is_either_mapped_or_rejected_with_its_reason(rows: list[tuple[int | None, int | None]]) -> None:
    said = {
        "title": "T",
        "source": {"publisher": "P", "survey": "S", "year": "2024", "licence": "L"},
        "country": "NPL",
        "reference_month": "2024-05",
        "unmapped": "reject",
        "design": {"weight": "wt"},
        "variables": {"sex": {"column": "a", "codes": CODES, "unknown": [9]}, "age": {"column": "b"}},
    }
    rows = [*rows, (1, 30)]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.yaml"
        path.write_text(yaml.safe_dump(said), "utf-8")
        mapping = read_mapping(path)
    sexes, ages = ([row[at] for row in rows] for at in (0, 1))
    frame = pl.DataFrame({"a": sexes, "b": ages, "wt": 1.0}, schema={"a": pl.Int64, "b": pl.Int64, "wt": pl.Float64})
    found = mapped(
        Microdata(frame, (), (), Source("f", "CSV")), mapping, [VARIABLES["sex"], VARIABLES["age"]], lambda *_: None
    )
    bad = [at for at, (sex, age) in enumerate(rows, start=1) if sex == 3 or (age is not None and not 0 <= age <= 120)]
    assert sorted(set(found.rejects["row"])) == bad
    good = [(at, MEANING[sex], age) for at, (sex, age) in enumerate(rows, start=1) if at not in bad]
    assert found.frame.select("row", "sex", "age").collect().rows() == good
    assert found.rows == len(rows)
    assert found.kept == len(good)
