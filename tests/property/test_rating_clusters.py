"""What holds for every frame of ratings: no row is lost, order means nothing, caps hold, decisions are obeyed."""

from __future__ import annotations

import datetime as dt

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.recruitment.ratings.clusters import find_clusters
from fairway.recruitment.ratings.clusters_settings import ClusterSettings
from fairway.recruitment.ratings.items import NAMES, TIERS
from fairway.recruitment.ratings.simulation import World, simulated_ratings
from fairway.recruitment.ratings.simulation_attacks import HELD_OUT, SHAPES, attacked

ON = dt.date(2026, 9, 30)
CAPS = ClusterSettings()


@pytest.fixture(scope="module")
def world() -> World:
    return simulated_ratings(8, agencies=60, until=ON)


@st.composite
def attacks(draw: st.DrawFn) -> tuple[str, int, int]:
    shape = draw(st.sampled_from([name for name in SHAPES if name not in HELD_OUT]))
    return shape, draw(st.integers(0, 10**6)), draw(st.integers(2, 120))


@st.composite
def frames(draw: st.DrawFn) -> pl.DataFrame:
    """A few agencies, days, batches, languages and texts, with anything in the answers."""
    count = draw(st.integers(0, 60))
    some = st.lists(st.sampled_from([None, 0, 1]), min_size=count, max_size=count)

    def column(*values: object) -> list[object]:
        return draw(st.lists(st.sampled_from(values), min_size=count, max_size=count))

    items = {name: draw(some) for name in NAMES[:4]} | {name: [1] * count for name in NAMES[4:]}
    return pl.DataFrame(
        {
            "rating": [f"r{at}" for at in range(count)],
            "agency": column("a", "b"),
            "origin": column("NPL", None),
            "destination": column("QAT", "MYS"),
            "sector": column("care", None),
            "received": column(ON, ON - dt.timedelta(days=1), ON - dt.timedelta(days=400), ON + dt.timedelta(days=1)),
            "departure_year": column(2024, None),
            "tier": column(*TIERS),
            "batch": column("S-1", "V-2", None),
            "language": column("ne", "en"),
            "comment": column(None, "", "…", "The office helped me with everything from the first day to the last"),
            **items,
        },
        schema_overrides={
            **dict.fromkeys(("rating", "agency", "origin", "destination", "sector", "tier", "batch"), pl.String),
            **dict.fromkeys(("language", "comment"), pl.String),
            **dict.fromkeys(NAMES, pl.Int8),
            "received": pl.Date,
            "departure_year": pl.Int32,
        },
    )


def check(ratings: pl.DataFrame, on: dt.date) -> None:
    found = find_clusters(ratings, on=on)
    rows = found.ratings
    assert rows.drop("cluster", "weight", "quarantined").equals(ratings)
    assert rows["weight"].is_between(0, 1).all()
    assert rows.filter("quarantined")["weight"].sum() == 0
    assert rows.filter(pl.col("received") > on)["weight"].sum() == 0
    tier = pl.col("tier").replace_strict({**TIERS}, return_dtype=pl.Float64)
    full = rows.with_columns(full=pl.col("weight") * tier)
    suspected = full.drop_nulls("cluster").group_by("agency").agg(pl.sum("full"))
    assert (suspected["full"] <= CAPS.cap + 1e-9).all()
    assert dict(rows["cluster"].drop_nulls().value_counts().iter_rows()) == {one.id: one.size for one in found.clusters}
    for one in found.clusters:
        assert one.strength >= CAPS.suspicious
        assert len(one.reasons) == len(one.signals) > 0
        assert rows.filter(pl.col("cluster") == one.id)["agency"].unique().to_list() == [one.agency]
    turned = find_clusters(ratings.reverse(), on=on)
    assert turned.clusters == found.clusters
    assert turned.ratings.reverse().drop("weight").equals(rows.drop("weight"))
    assert (turned.ratings["weight"].reverse() - rows["weight"]).abs().max() in (None, pytest.approx(0, abs=1e-12))


@settings(max_examples=12, deadline=None)
@given(frames())
def test_any_frame(ratings: pl.DataFrame) -> None:
    check(ratings, ON)


@settings(max_examples=5, deadline=None)
@given(attacks())
def test_any_attack(world: World, asked: tuple[str, int, int]) -> None:
    shape, seed, size = asked
    check(attacked(world, shape, seed=seed, count=2, fakes=(size, size)).ratings, ON)


@settings(max_examples=5, deadline=None)
@given(attacks(), st.sampled_from(["keep", "out"]))
def test_a_decision_on_any_cluster_is_obeyed(world: World, asked: tuple[str, int, int], word: str) -> None:
    shape, seed, size = asked
    ratings = attacked(world, shape, seed=seed, count=2, fakes=(size, size)).ratings
    first = find_clusters(ratings, on=ON)
    decided = find_clusters(ratings, on=ON, decided=dict.fromkeys((one.id for one in first.clusters), word))  # type: ignore[arg-type]
    inside = decided.ratings.drop_nulls("cluster")
    assert set(inside["weight"]) <= {1.0 if word == "keep" else 0.0}
    assert set(inside["quarantined"]) <= {word == "out"}
    assert decided.ratings["cluster"].equals(first.ratings["cluster"])
