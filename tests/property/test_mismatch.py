"""The fast way to mismatch agrees with the slow one, person by person, whatever the answers."""

from __future__ import annotations

from typing import Any

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.skills.mismatch.classification import APPROACHES, REASONS, classified
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.reference import Answer, SlowRules

LEVEL = st.sampled_from([*"012345678", None])
PERSON = st.fixed_dictionaries(
    {
        "labour_force_status": st.sampled_from(["employed", "employed", "employed", "outside", None]),
        "age": st.sampled_from([14.0, 15.0, 30.0, 70.0, None]),
        "education": LEVEL,
        "occupation": st.sampled_from(
            ["2", "21", "211", "2111", "2112", "213", "5", "51", "9", "0", "01", "0210", None]
        ),
        "own_assessment": st.sampled_from(["over", "matched", "under", None, None]),
        "required_education": LEVEL,
        "country_of_birth": st.sampled_from(["NPL", "IND", None]),
        "citizenship": st.sampled_from(["NPL", "IND", None]),
        "weight": st.integers(0, 5).map(float),
    }
)
METHOD = st.builds(
    Method,
    migrants=st.sampled_from([("birth", "citizenship"), ("citizenship",)]),
    statistic=st.sampled_from(["mode", "mean", "percentile"]),
    digits=st.integers(1, 3),
    least_cell=st.integers(1, 6),
    thresholds_from=st.sampled_from(["all", "nationals"]),
)
TEXT = dict.fromkeys(("labour_force_status", "education", "occupation", "own_assessment"), pl.String)
SCHEMA: dict[str, Any] = {
    **TEXT,
    **dict.fromkeys(("required_education", "country_of_birth", "citizenship"), pl.String),
    "age": pl.Float64,
    "weight": pl.Float64,
}


@settings(max_examples=100, deadline=None)
@given(st.lists(PERSON, min_size=1, max_size=40), METHOD)
def test_the_fast_way_agrees_with_the_slow_one(persons: list[dict[str, Any]], method: Method) -> None:
    found = classified(pl.DataFrame(persons, schema=SCHEMA), method, "NPL").persons
    slow = SlowRules(persons, method, "NPL")
    for person, row in zip(persons, found.iter_rows(named=True), strict=True):
        assert Answer(**{name: row[name] for name in APPROACHES}) == slow.answer(person)
        for name in APPROACHES:
            assert (row[f"{name}_why"] in REASONS) == (row[name] == "undetermined")


@settings(max_examples=40, deadline=None)
@given(st.lists(PERSON, min_size=1, max_size=40), METHOD)
def test_a_threshold_rests_on_enough_respondents(persons: list[dict[str, Any]], method: Method) -> None:
    found = classified(pl.DataFrame(persons, schema=SCHEMA), method, "NPL").thresholds
    used = found.filter("used")
    assert (used["n"] >= method.least_cell).all()
    assert (used["low"] <= used["high"]).all()
    assert used.select("low", "high").null_count().row(0) == (0, 0)
