"""The fast scores agree with the slow ones, agency by agency and part by part, whatever the ratings."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.recruitment.ratings.items import DIMENSIONS, NAMES
from fairway.recruitment.ratings.reference import reference_scores
from fairway.recruitment.ratings.scoring import ScoreSettings, score

ON = date(2026, 9, 30)
SCHEMA = {
    "rating": pl.String,
    "agency": pl.String,
    "origin": pl.String,
    "destination": pl.String,
    "sector": pl.String,
    "received": pl.Date,
    "tier": pl.String,
    "weight": pl.Float64,
    "quarantined": pl.Boolean,
    **dict.fromkeys(NAMES, pl.Int8),
}
ANSWER = st.sampled_from([None, None, 0, 1])
RATING = st.fixed_dictionaries(
    {
        "agency": st.sampled_from("abcd"),
        "origin": st.sampled_from(["NPL", "BGD", None]),
        "destination": st.sampled_from(["QAT", "MYS", None]),
        "sector": st.sampled_from(["construction", "domestic", None]),
        "received": st.dates(date(2023, 1, 1), date(2026, 12, 31)),
        "tier": st.sampled_from(["voucher", "outreach", "open"]),
        "weight": st.sampled_from([None, 1.0, 1.0, 0.25, 0.0]),
        "quarantined": st.sampled_from([None, False, False, True]),
        **dict.fromkeys(NAMES, ANSWER),
    }
)


def framed(rows: list[dict[str, Any]]) -> pl.DataFrame:
    return pl.DataFrame([{**row, "rating": f"r{at}"} for at, row in enumerate(rows)], schema=SCHEMA)


@settings(max_examples=40, deadline=None)
@given(st.lists(RATING, max_size=25), st.sampled_from([0.0, 0.3, 1.0]), st.sampled_from([0.1, 5.0]))
def test_the_fast_scores_are_the_slow_ones(rows: list[dict[str, Any]], alike: float, prior: float) -> None:
    chosen = ScoreSettings(alike=alike, least=1e-9, prior_agencies=prior)
    slow = reference_scores(rows, on=ON, settings=chosen)
    made = score(framed(rows), on=ON, settings=chosen)
    fast = pl.concat([made.frame.rename({"dimension": "part"}).drop("warning"), made.items.rename({"item": "part"})])
    assert {(row["agency"], row["part"]) for row in fast.iter_rows(named=True)} == set(slow)
    for row in fast.iter_rows(named=True):
        mean, lower, upper, weight = slow[row["agency"], row["part"]]
        assert row["estimate"] == pytest.approx(mean, abs=1e-9)
        assert row["n_eff"] == pytest.approx(weight, abs=1e-9)
        assert (row["score"] is None) == (weight < 1e-9)
        if row["score"] is not None:
            assert (row["lower"], row["upper"]) == pytest.approx((lower, upper), abs=1e-8)


@settings(max_examples=8, deadline=None)
@given(st.lists(RATING, min_size=5, max_size=40), st.integers(0, 100), st.sampled_from(NAMES))
def test_a_better_answer_never_lowers_the_observed_part(rows: list[dict[str, Any]], at: int, item: str) -> None:
    """One good answer instead of a bad one, prior held by many others: item, dimension and overall do not fall."""
    row = rows[at % len(rows)]
    others = [{**one, "agency": f"o{n % 7}"} for n, one in enumerate(rows * 3)]
    before, after = (
        score(framed([*rows, *others, {**row, "agency": "z", item: answer}]), on=ON).items.filter(
            pl.col("agency") == "z", pl.col("item") == item
        )
        for answer in (0, 1)
    )
    assert before["estimate"].to_list() <= after["estimate"].to_list()


def test_every_agency_has_every_dimension() -> None:
    rows = [{**dict.fromkeys(SCHEMA), "agency": "a", "received": ON, "tier": "open", "licence_shown": 1}]
    frame = score(framed(rows), on=ON).frame
    assert frame["dimension"].to_list() == [*DIMENSIONS, "overall"]
    assert frame["reason"].unique().to_list() == ["too_little"]
    assert frame["score"].null_count() == len(frame)
