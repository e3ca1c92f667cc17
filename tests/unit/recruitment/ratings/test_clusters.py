"""Crowds of ratings: which are suspicious, why, and what they then count."""

from __future__ import annotations

import datetime as dt

import numpy as np
import polars as pl
import pytest

from fairway.kernel.text import Text
from fairway.recruitment.ratings.clusters import Clustered, DecisionUnknown, find_clusters
from fairway.recruitment.ratings.clusters_reasons import SIGNALS
from fairway.recruitment.ratings.clusters_settings import ClusterSettings, ClusterSettingsFaulty
from fairway.recruitment.ratings.items import NAMES, TIERS
from fairway.recruitment.ratings.scoring_checking import RatingsMisshapen
from fairway.recruitment.ratings.simulation import World, framed, simulated_ratings
from fairway.recruitment.ratings.simulation_answers import NONE, SHORT
from fairway.recruitment.ratings.simulation_attacks import HELD_OUT, SHAPES, Attacked, attacked


@pytest.fixture(scope="module")
def world() -> World:
    return simulated_ratings(4, agencies=250)


@pytest.fixture(scope="module")
def busy() -> World:
    """Everybody writes, so that enough is known of every language."""
    return simulated_ratings(9, agencies=900, usual_ratings=5.0, comments=1.0)


def put_in(world: World, count: int, **columns: object) -> pl.DataFrame:
    """The world with some more ratings of its most rated agency; all best and long unless `marks` says otherwise."""
    agency = world.ratings["agency"].value_counts(sort=True)["agency"][120]  # one of middling size
    like = world.ratings.filter(pl.col("agency") == agency).row(0, named=True)
    marks = columns.pop("marks", np.ones((count, len(NAMES)), dtype=np.int8))
    given = {
        "rating": [f"x-{at:03d}" for at in range(count)],
        "agency": [agency] * count,
        **{name: [like[name]] * count for name in ("origin", "destination", "sector", "language")},
        "received": [dt.date(2026, 3, 2)] * count,
        "departure_year": [2025] * count,
        "tier": ["open"] * count,
        "batch": [None] * count,
        "comment": [None] * count,
        **columns,
    }
    kinds = {"departure_year": pl.Int32, "batch": pl.String, "comment": pl.String, "language": pl.String}
    return pl.concat([world.ratings, framed(pl.DataFrame(given, schema_overrides=kinds), marks)])  # type: ignore[arg-type]


def of(found: Clustered, prefix: str = "x-") -> pl.DataFrame:
    return found.ratings.filter(pl.col("rating").str.starts_with(prefix))


def believable(count: int, seed: int = 5) -> np.ndarray:
    """Answers of workers who do not know each other, by the ease of each question."""
    model = simulated_ratings(seed, agencies=250).ratings.filter(pl.col("tier") != "open")
    rows = model[np.random.default_rng(seed).integers(0, len(model), count)]
    return rows.select(pl.col(NAMES).fill_null(int(NONE))).to_numpy().astype(np.int8)


class TestWhatIsFound:
    """Which crowds are clusters, and which are not."""

    def test_nobody_is_suspected_without_reason(self) -> None:
        world = simulated_ratings(4, agencies=800)
        found = find_clusters(world.ratings, on=world.until)
        judged = found.ratings.join(world.occasions, on="rating")
        assert judged["cluster"].is_not_null().mean() <= 0.01
        crowds = judged.filter(pl.col("occasion").is_in(["course week", "airport campaign", "hostel session"]))
        assert len(crowds) > 200
        assert crowds["cluster"].is_not_null().mean() <= 0.01

    @pytest.mark.parametrize("shape", [name for name in SHAPES if name not in (*HELD_OUT, "camouflage")])
    def test_an_attack_is(self, world: World, shape: str) -> None:
        attack = attacked(world, shape, seed=5, count=10, fakes=(30, 100))
        judged = find_clusters(attack.ratings, on=world.until).ratings
        fakes = judged.join(attack.fakes, on="rating", how="semi")
        assert fakes["cluster"].is_not_null().mean() >= 0.9
        others = judged.join(attack.fakes, on="rating", how="anti")
        assert others["cluster"].is_not_null().mean() <= 0.01

    def test_a_burst_says_why(self, world: World) -> None:
        found = find_clusters(put_in(world, 40), on=world.until)
        (cluster,) = [one for one in found.clusters if one.id == "c-x-000"]
        assert (cluster.size, cluster.first, cluster.last) == (40, dt.date(2026, 3, 2), dt.date(2026, 3, 2))
        assert {"burst", "copies"} <= set(cluster.signals)
        assert cluster.strength == pytest.approx(sum(cluster.signals.values()))
        assert cluster.reasons[0] == Text(
            "{what} ({size} ratings in {days} days).", what=SIGNALS[next(iter(cluster.signals))], size=40, days=1
        )
        assert of(found)["quarantined"].all()

    def test_fewer_than_the_least_are_no_cluster(self, world: World) -> None:
        assert of(find_clusters(put_in(world, 5), on=world.until))["cluster"].null_count() == 5

    def test_forty_forms_of_one_hostel_are_no_attack(self, world: World) -> None:
        rows = put_in(world, 40, tier=["outreach"] * 40, batch=["S-new"] * 40, marks=believable(40))
        assert of(find_clusters(rows, on=world.until))["cluster"].null_count() == 40

    def test_forty_copies_of_one_form_are(self, world: World) -> None:
        marks = np.repeat(believable(1, seed=6), 40, axis=0)
        rows = put_in(world, 40, tier=["outreach"] * 40, batch=["S-new"] * 40, marks=marks)
        found = find_clusters(rows, on=world.until)
        assert of(found)["cluster"].null_count() == 0
        assert any("copies" in one.signals for one in found.clusters)

    def test_the_short_form_all_best_is_common_and_no_copy(self, world: World) -> None:
        marks = np.where(SHORT, 1, NONE).astype(np.int8)
        days = [dt.date(2024, 1, 1) + dt.timedelta(days=90 * at) for at in range(10)]
        rows = put_in(world, 10, received=days, tier=["voucher"] * 10, marks=np.repeat(marks[None, :], 10, axis=0))
        assert of(find_clusters(rows, on=world.until))["cluster"].null_count() == 10

    @pytest.mark.parametrize(
        ("language", "text"),
        [
            ("ne", "यो संस्थाले मलाई धेरै सहयोग गर्‍यो र सबै कागजात समयमै मिलायो {n}"),
            ("th", "สำนักงานนี้ช่วยเหลือฉันดีมากทุกเรื่องและเอกสารครบถ้วนทุกอย่าง{n}"),
        ],
    )
    def test_repeated_comments_are_seen_with_and_without_spaces(self, busy: World, language: str, text: str) -> None:
        days = [dt.date(2024, 1, 1) + dt.timedelta(days=25 * at) for at in range(30)]
        words = ("ราบรื่น", "สบายใจ", "ขอบใจ") if language == "th" else ("छिटो", "राम्ररी", "सजिलै")
        said = [text.format(n=words[at % 3]) for at in range(30)]
        rows = put_in(
            busy, 30, received=days, language=[language] * 30, comment=said, tier=["voucher"] * 30, marks=believable(30)
        )
        found = find_clusters(rows, on=busy.until)
        (cluster,) = [one for one in found.clusters if one.id == "c-x-000"]
        assert "comments" in cluster.signals
        assert of(found)["cluster"].null_count() == 0

    def test_open_ratings_that_contradict_vouchers_are(self, world: World) -> None:
        days = [dt.date(2023, 11, 1) + dt.timedelta(days=12 * at) for at in range(60)]
        chance = np.random.default_rng(3)
        bad, good = ((chance.random((60, len(NAMES))) < share).astype(np.int8) for share in (0.1, 0.85))
        rows = put_in(world, 60, tier=["voucher"] * 60, received=days, marks=bad)
        more = put_in(world, 60, rating=[f"y-{at}" for at in range(60)], received=days, marks=good).tail(60)
        found = find_clusters(pl.concat([rows, more]), on=world.until)
        assert of(found, "y-")["cluster"].null_count() <= 6
        assert of(found, "x-")["cluster"].null_count() == 60
        assert any("contrast" in one.signals for one in found.clusters)


class TestWhatTheyCount:
    """Caps and quarantine."""

    def test_a_suspicious_cluster_weighs_no_more_than_the_cap(self, world: World) -> None:
        never = ClusterSettings(highly_suspicious=1e9, open_floor=1e9)
        judged = find_clusters(put_in(world, 200), on=world.until, settings=never).ratings
        tier = judged["tier"].replace_strict(TIERS)
        total = judged.with_columns(w=pl.col("weight") * tier).drop_nulls("cluster").group_by("agency").agg(pl.sum("w"))
        assert 0 < total["w"].max() <= 2.0 + 1e-9  # type: ignore[operator]
        assert of(find_clusters(put_in(world, 200), on=world.until))["weight"].sum() == 0

    def test_open_ratings_of_a_quarter_weigh_little_without_vouchers(self, world: World) -> None:
        loose = ClusterSettings(suspicious=1e9, highly_suspicious=1e9)
        judged = find_clusters(put_in(world, 50), on=world.until, settings=loose).ratings
        agency = of(Clustered(judged, ()))["agency"][0]
        quarter = judged.filter(
            (pl.col("agency") == agency) & (pl.col("tier") == "open")
            & pl.col("received").is_between(dt.date(2026, 1, 1), dt.date(2026, 3, 31))
        )  # fmt: skip
        year = judged.filter(
            (pl.col("agency") == agency) & (pl.col("tier") != "open")
            & pl.col("received").is_between(dt.date(2025, 4, 1), dt.date(2026, 3, 31))
        )  # fmt: skip
        assert quarter["weight"].sum() * 0.5 == pytest.approx(0.5 + 0.25 * year["weight"].sum() / 4)

    def test_nothing_is_deleted_and_rows_stay_in_place(self, world: World) -> None:
        rows = put_in(world, 40).sample(fraction=1.0, shuffle=True, seed=1)
        found = find_clusters(rows, on=world.until).ratings
        assert found.drop("cluster", "weight", "quarantined").equals(rows)
        again = find_clusters(found, on=world.until).ratings
        assert again.equals(found)

    def test_later_ratings_are_not_known(self, world: World) -> None:
        day = dt.date(2026, 3, 1)
        found = find_clusters(put_in(world, 40), on=day)
        assert of(found)["weight"].to_list() == [0.0] * 40
        assert of(found)["cluster"].null_count() == 40
        before = find_clusters(world.ratings, on=day).ratings
        assert found.ratings.head(len(before)).equals(before)


class TestWhatModeratorsDecide:
    """Decisions on clusters and on ratings."""

    def test_a_kept_cluster_counts_in_full(self, world: World) -> None:
        found = find_clusters(put_in(world, 40), on=world.until, decided={"c-x-000": "keep"})
        assert of(found)["weight"].to_list() == [1.0] * 40
        assert not of(found)["quarantined"].any()
        assert [one.decided for one in found.clusters if one.id == "c-x-000"] == ["keep"]

    @pytest.mark.parametrize(("word", "weight"), [("keep", 56), ("out", 0)])
    def test_it_holds_when_the_cluster_grows_at_either_end(self, world: World, word: str, weight: int) -> None:
        grown = put_in(world, 40)
        earlier = put_in(world, 8, rating=[f"x--{at}" for at in range(8)], received=[dt.date(2026, 3, 1)] * 8).tail(8)
        later = put_in(world, 8, rating=[f"x-9{at}" for at in range(8)], received=[dt.date(2026, 3, 3)] * 8).tail(8)
        found = find_clusters(pl.concat([grown, earlier, later]), on=world.until, decided={"c-x-000": word})  # type: ignore[dict-item]
        assert of(found)["cluster"].unique().to_list() == ["c-x--0"]
        assert of(found)["weight"].sum() == weight
        assert set(of(found)["quarantined"]) == {word == "out"}

    def test_a_rating_decided_by_itself_goes_before_its_cluster(self, world: World) -> None:
        found = find_clusters(put_in(world, 40), on=world.until, decided={"c-x-000": "out", "x-007": "keep"})
        assert of(found).filter(pl.col("weight") > 0)["rating"].to_list() == ["x-007"]

    def test_a_rating_put_out_needs_no_cluster(self, world: World) -> None:
        one = world.ratings["rating"][0]
        row = find_clusters(world.ratings, on=world.until, decided={one: "out"}).ratings.row(0, named=True)
        assert (row["weight"], row["quarantined"], row["cluster"]) == (0.0, True, None)

    def test_contradicting_decisions_wait_for_a_new_one(self, world: World) -> None:
        found = find_clusters(put_in(world, 40), on=world.until, decided={"c-x-000": "keep", "c-x-001": "out"})
        assert of(found)["quarantined"].all()
        assert [one.decided for one in found.clusters if one.id == "c-x-000"] == [None]

    def test_another_word_is_refused(self, world: World) -> None:
        with pytest.raises(DecisionUnknown, match="“perhaps”"):
            find_clusters(world.ratings, on=world.until, decided={"c-x": "perhaps"})  # type: ignore[dict-item]


class TestBadInput:
    """Frames, settings and decisions that are none."""

    def test_a_missing_column_is_named(self, world: World) -> None:
        with pytest.raises(RatingsMisshapen, match="columns missing: batch, rest_day"):
            find_clusters(world.ratings.drop("rest_day", "batch"), on=world.until)

    def test_a_rating_twice_is_refused(self, world: World) -> None:
        with pytest.raises(RatingsMisshapen, match="more than once"):
            find_clusters(pl.concat([world.ratings, world.ratings.head(1)]), on=world.until)

    def test_no_ratings_are_no_clusters(self, world: World) -> None:
        found = find_clusters(world.ratings.clear(), on=world.until)
        assert (found.ratings.height, found.clusters) == (0, ())
        assert found.ratings.columns[-3:] == ["cluster", "weight", "quarantined"]

    def test_empty_forms_places_and_languages_do_no_harm(self, world: World) -> None:
        nothing = np.full((30, len(NAMES)), NONE, dtype=np.int8)
        rows = put_in(world, 30, marks=nothing, origin=[None] * 30, destination=[None] * 30, language=[None] * 30)
        assert of(find_clusters(rows, on=world.until))["cluster"].null_count() == 30

    @pytest.mark.parametrize(
        "faulty",
        [{"least": 1}, {"cap": 0}, {"clumping": 1.0}, {"suspicious": 9.0}, {"open_share": -1}, {"cap_floor": 3.0}],
    )
    def test_settings_that_cannot_be(self, faulty: dict[str, float]) -> None:
        with pytest.raises(ClusterSettingsFaulty, match=next(iter(faulty))):
            ClusterSettings(**faulty)  # type: ignore[arg-type]


def test_attacks_leave_the_world_as_it_is(world: World) -> None:
    attack: Attacked = attacked(world, "camouflage", seed=1, count=3)
    assert attack.ratings.head(len(world.ratings)).equals(world.ratings)
    assert attack.fakes["rating"].to_list() == attack.ratings.tail(len(attack.fakes))["rating"].to_list()
