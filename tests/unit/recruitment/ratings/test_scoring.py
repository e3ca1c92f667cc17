"""Scores: against an independent oracle, a published example, the truth of a simulated world, and bad input."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import numpy as np
import polars as pl
import pytest
from scipy.optimize import minimize
from scipy.stats import beta, betabinom, binom

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.evidence import band_of, floor_of, label_of
from fairway.recruitment.ratings.items import DIMENSIONS, NAMES
from fairway.recruitment.ratings.scoring import ScoreSettings, score, scored
from fairway.recruitment.ratings.scoring_checking import RatingsMisshapen
from fairway.recruitment.ratings.scoring_counts import counts_of
from fairway.recruitment.ratings.scoring_explained import explained
from fairway.recruitment.ratings.scoring_pooling import pooled

ON = date(2026, 9, 30)


def ratings(agencies: list[str], answers: dict[str, Any], **columns: Any) -> pl.DataFrame:
    count = len(agencies)
    given = {
        "rating": [f"r{at}" for at in range(count)],
        "agency": agencies,
        "origin": ["NPL"] * count,
        "destination": ["QAT"] * count,
        "sector": ["construction"] * count,
        "received": [ON] * count,
        "tier": ["voucher"] * count,
        **columns,
    }
    items = {name: pl.Series(answers.get(name, [None] * count), dtype=pl.Int8) for name in NAMES}
    return pl.DataFrame({**given, **items}, schema_overrides={"received": pl.Date})


def of(good: list[int], raters: list[int]) -> tuple[list[str], list[int]]:
    """Agencies with so many good answers of so many raters."""
    names = [f"a{at:05d}" for at, n in enumerate(raters) for _ in range(n)]
    return names, [int(at < s) for s, n in zip(good, raters, strict=True) for at in range(n)]


def world(seed: int, agencies: int = 5000) -> tuple[np.ndarray, np.ndarray, pl.DataFrame]:
    """The dossier's world: 5,000 agencies, median 8 ratings, 31 % with fewer than 5; truth, star mean, ratings."""
    draw = np.random.default_rng(seed)
    corridor = draw.integers(0, 12, agencies)
    truth = draw.beta(*(12 * np.array([m := draw.beta(6, 4, 12)[corridor], 1 - m])))
    raters = np.maximum(1, np.round(draw.lognormal(np.log(8), 1.1, agencies))).astype(int)
    of_rating = np.repeat(np.arange(agencies), raters)
    answers = (draw.random(len(of_rating)) < truth[of_rating]).astype(int)
    places = [f"C{at:02d}" for at in corridor[of_rating]]
    frame = ratings([f"a{at:05d}" for at in of_rating], {"recommend": answers}, destination=places)
    assert np.median(raters) == 8
    assert (raters < 5).mean() == pytest.approx(0.31, abs=0.02)
    return truth, np.bincount(of_rating, answers) / raters, frame


def recommended(frame: pl.DataFrame, settings: ScoreSettings | None = None) -> pl.DataFrame:
    made = score(frame, on=ON, settings=settings).frame
    return made.filter(pl.col("dimension") == "recommendation").sort("agency")


def test_half_the_error_of_the_star_mean_and_hardly_anybody_wrongly_shamed() -> None:
    truth, stars, frame = world(1)
    made = recommended(frame)
    error, star_error = (np.sqrt(((one - truth) ** 2).mean()) for one in (made["estimate"].to_numpy(), stars))
    assert error / star_error <= 0.55
    good = truth >= 0.4
    warned = made["warning"].to_numpy()
    assert (warned & good).sum() / good.sum() <= 0.005
    assert ((stars < 0.4) & good).sum() / good.sum() > 0.05
    assert (warned & ~good).sum() > 30


def test_intervals_hold_the_truth_as_often_as_they_say() -> None:
    truth, _, frame = world(2)
    made = recommended(frame).with_columns(pl.Series("truth", truth)).filter(pl.col("score").is_not_null())
    held = made.filter(pl.col("truth").is_between("lower", "upper"))
    assert len(held) / len(made) == pytest.approx(0.95, abs=0.015)


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
def test_dimensions_of_several_items_hold_the_truth_whatever_goes_together(alike: float) -> None:
    """One worker's answers to five items share a cause with probability `alike`; the settings always say 0.3."""
    draw = np.random.default_rng(7)
    agencies, items = 1500, [name for name in NAMES if name.endswith("_as_promised")]
    truth = draw.beta(4, 3, agencies)
    of_rating = np.repeat(np.arange(agencies), draw.integers(5, 30, agencies))
    shared = draw.random(len(of_rating))
    answers = {}
    for name in items:
        own = np.where(draw.random(len(of_rating)) < np.sqrt(alike), shared, draw.random(len(of_rating)))
        answers[name] = (own < truth[of_rating]).astype(int)
    made = score(ratings([f"a{at:05d}" for at in of_rating], answers), on=ON).frame
    made = made.filter(pl.col("dimension") == "promises").sort("agency").with_columns(pl.Series("truth", truth))
    covered = made.filter(pl.col("truth").is_between("lower", "upper"))
    assert len(covered) / len(made) >= (0.93 if alike <= 0.3 else 0.88)


def test_an_item_is_beta_binomial() -> None:
    """With the prior that it has, numerical integration gives the mean and the interval that are shown."""
    good, raters = [0, 3, 9, 20, 6, 6], [4, 5, 12, 21, 6, 11]
    names, answers = of(good, raters)
    frame, settings = ratings(names, {"recommend": answers}), ScoreSettings()
    prior, believed = scored(counts_of(frame, ON, settings), settings)
    belief = believed.beliefs["recommend"]
    weights = belief.size - np.array(raters)
    assert weights == pytest.approx([weights[0]] * len(raters))
    mean = prior.expected[0, NAMES.index("recommend")]
    a, b = weights[0] * mean, weights[0] * (1 - mean)
    rows = recommended(frame, ScoreSettings(least=1.0)).rows(named=True)
    for s, n, row in zip(good, raters, rows, strict=True):
        at = np.linspace(0, 1, 200_001)[1:-1]
        density = beta.pdf(at, a, b) * binom.pmf(s, n, at)
        density /= density.sum()
        assert row["estimate"] == pytest.approx((at * density).sum(), abs=2e-4)
        inside = density[(at >= row["lower"]) & (at <= row["upper"])].sum()
        assert inside == pytest.approx(0.95, abs=2e-3)


RATS = (
    (0, 20), (0, 20), (0, 20), (0, 20), (0, 20), (0, 20), (0, 20), (0, 19), (0, 19), (0, 19), (0, 19), (0, 18), (0, 18),
    (0, 17), (1, 20), (1, 20), (1, 20), (1, 20), (1, 19), (1, 19), (1, 18), (1, 18), (2, 25), (2, 24), (2, 23), (2, 20),
    (2, 20), (2, 20), (2, 20), (2, 20), (2, 20), (1, 10), (5, 49), (2, 19), (5, 46), (3, 27), (2, 17), (7, 49), (7, 47),
    (3, 20), (3, 20), (2, 13), (9, 48), (10, 50), (4, 20), (4, 20), (4, 20), (4, 20), (4, 20), (4, 20), (4, 20),
    (10, 48), (4, 19), (4, 19), (4, 19), (5, 22), (11, 46), (12, 49), (5, 20), (5, 20), (6, 23), (5, 19), (6, 22),
    (6, 20), (6, 20), (6, 20), (16, 52), (15, 46), (15, 47), (9, 24), (4, 14),
)  # fmt: skip
"""Tumours in 71 groups of rats: Gelman and others, Bayesian Data Analysis, table 5.1 (from memory: verified false)."""


def test_the_prior_is_that_of_maximum_marginal_likelihood() -> None:
    """An independent oracle: scipy maximises the beta-binomial likelihood of a published example."""
    good, raters = np.array(RATS).T

    def lost(logs: np.ndarray) -> float:
        return -float(betabinom.logpmf(good, raters, *np.exp(logs)).sum())

    a, b = np.exp(minimize(lost, np.log([1.4, 8.6]), method="Nelder-Mead").x)
    names, answers = of(good.tolist(), raters.tolist())
    made = recommended(ratings(names, {"recommend": answers}))
    expected = (a + good) / (a + b + raters)
    assert a / (a + b) == pytest.approx(0.14, abs=0.01)
    assert np.abs(made["estimate"].to_numpy() - expected).max() < 0.03
    assert np.sqrt(((made["estimate"].to_numpy() - expected) ** 2).mean()) < 0.012


def test_too_few_ratings_have_no_number_but_a_reason() -> None:
    names, answers = of([4, 9], [4, 12])
    made = recommended(ratings(names, {"recommend": answers}))
    assert made["score"].is_null().to_list() == [True, False]
    assert made["reason"].to_list() == ["too_little", None]
    assert made["evidence"].to_list() == ["none", "little"]
    assert made["warning"].to_list() == [False, False]


def test_weights_are_tier_times_cluster_times_decay() -> None:
    settings = ScoreSettings()
    frame = ratings(
        ["a"] * 6,
        {"recommend": [1, 1, 1, 1, 1, 1]},
        tier=["voucher", "open", "voucher", "voucher", "voucher", "voucher"],
        received=[ON, ON, ON - timedelta(days=round(20 * 365.25 / 12)), ON, ON, ON + timedelta(days=1)],
        weight=[1.0, 1.0, 1.0, 0.25, 1.0, 1.0],
        quarantined=[False, False, False, False, True, False],
    )
    weight = counts_of(frame, ON, settings).weight[:, NAMES.index("recommend")].sum()
    assert weight == pytest.approx(1 + 0.5 + 0.5 + 0.25, abs=1e-3)


def test_small_corridors_are_drawn_to_all_and_large_ones_stand_for_themselves() -> None:
    names, answers, places = [], [], []
    for corridor, agencies, share in (("BIG", 60, 0.3), ("ALS", 60, 0.8), ("FEW", 1, 0.0)):
        for at in range(agencies):
            names += [f"{corridor}{at}"] * 10
            answers += [int(turn < share * 10) for turn in range(10)]
            places += [corridor] * 10
    settings = ScoreSettings()
    prior = pooled(counts_of(ratings(names, {"recommend": answers}, destination=places), ON, settings), settings)
    mean = dict(
        zip(prior.corridors.keys["destination"], prior.corridors.mean[:, NAMES.index("recommend")], strict=True)
    )
    assert mean["BIG"] == pytest.approx(0.3, abs=0.02)
    assert mean["ALS"] == pytest.approx(0.8, abs=0.02)
    assert 0.03 < mean["FEW"] < 0.5
    errors = prior.corridors.variance[:, NAMES.index("recommend")]
    assert errors[prior.corridors.keys["destination"].to_list().index("FEW")] == errors.max()


def test_nobody_rated_nobody() -> None:
    made = score(ratings([], {}), on=ON)
    assert made.frame.is_empty()
    assert made.items.is_empty()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (pl.lit(2, pl.Int8).alias("recommend"), "column recommend is neither 0, 1 nor empty in 2 rows (first: 1, 2)"),
        (pl.lit("friend").alias("tier"), "column tier is none of voucher, outreach, open in 2 rows"),
        (pl.lit("r0").alias("rating"), "column rating occurs more than once in 2 rows"),
        (pl.lit("mining").alias("sector"), "column sector is none of agriculture"),
        (pl.lit(1.5).alias("weight"), "column weight is not between 0 and 1"),
        (pl.lit(float("nan")).alias("weight"), "column weight is not between 0 and 1"),
        (pl.lit(None, pl.String).alias("agency"), "column agency is empty in 2 rows"),
        (pl.lit("2026-01-01").alias("received"), "column received is String, not a date"),
    ],
)
def test_bad_ratings_are_refused_with_row_and_column(change: pl.Expr, said: str) -> None:
    frame = ratings(["a", "a"], {"recommend": [1, 0]}).with_columns(change)
    with pytest.raises(RatingsMisshapen) as refused:
        score(frame, on=ON)
    assert said in refused.value.title


def test_a_missing_column_is_named() -> None:
    with pytest.raises(RatingsMisshapen, match="columns missing: tier, receipt"):
        score(ratings(["a"], {}).drop("tier", "receipt"), on=ON)


@pytest.mark.parametrize(
    "wrong", [{"half_life": 0.0}, {"least": float("inf")}, {"level": 1.0}, {"alike": 1.1}, {"tiers": {"open": 2.0}}]
)
def test_settings_outside_their_range_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError, match=next(iter(wrong))):
        ScoreSettings(**wrong)


def test_evidence_in_words_and_bands() -> None:
    assert [label_of(one, 5) for one in (4.9, 5, 15, 40)] == ["none", "little", "some", "strong"]
    assert [band_of(one) for one in (9, 10, 19, 20, 999, 1000, 5000)] == [
        "0-9", "10-19", "10-19", "20-49", "500-999", "1000+", "1000+"
    ]  # fmt: skip
    assert [floor_of(band_of(one)) for one in (3, 12, 4000)] == [0, 10, 1000]


def test_a_score_is_explained_with_its_own_numbers() -> None:
    names, answers = of([1, 40], [40, 44])
    bad, good = recommended(ratings(names, {"recommend": answers})).rows(named=True)
    said = [one.plain() for one in explained(bad)]
    assert any(one.startswith("Warning: it is at least 80 % certain") for one in said)
    assert any(f"{bad['score'] * 100:.0f} of 100" in one for one in said)
    assert not any("Warning" in one.plain() for one in explained(good))
    assert explained({"score": None, "reason": "dominated"})[1].plain() == "Most of the answers are about one agency."


def test_every_dimension_and_item_is_in_the_frames() -> None:
    names, answers = of([5], [9])
    made = score(ratings(names, {"recommend": answers}), on=ON)
    assert made.frame["dimension"].to_list() == [*DIMENSIONS, "overall"]
    assert made.items["item"].to_list() == list(NAMES)
    assert made.frame.filter(pl.col("dimension") == "fees")["reason"].to_list() == ["too_little"]
