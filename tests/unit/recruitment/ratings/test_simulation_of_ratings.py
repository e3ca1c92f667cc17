"""The simulated monitor: plausible, marked as invented, the same for the same seed, and true to its truth."""

from __future__ import annotations

import unicodedata

import polars as pl
import pytest

from fairway.kernel.errors import UnknownCode
from fairway.recruitment.ratings.items import CHANNEL_OF, ITEMS, NAMES, SECTORS, TIERS
from fairway.recruitment.ratings.simulation import COLUMNS, SimulationImpossible, World, simulated_ratings
from fairway.recruitment.ratings.simulation_attacks import HELD_OUT, SHAPES, attacked
from fairway.recruitment.ratings.simulation_names import ARABIC, BENGALI, DEVANAGARI, HINDI, LATIN, Script, name_of
from fairway.recruitment.ratings.simulation_occasions import OCCASIONS


@pytest.fixture(scope="module")
def world() -> World:
    return simulated_ratings(4, agencies=1500)


def test_the_same_seed_gives_the_same_world(world: World) -> None:
    again, other = simulated_ratings(4, agencies=1500), simulated_ratings(5, agencies=1500)
    for name in ("ratings", "truth", "agencies", "corridors", "amounts", "occasions"):
        assert getattr(again, name).equals(getattr(world, name))
    assert not other.ratings.equals(world.ratings)


def test_a_frame_of_ratings(world: World) -> None:
    rows = world.ratings
    assert rows.columns == [*COLUMNS, *NAMES]
    assert [rows.schema[name] for name in NAMES] == [pl.Int8()] * len(NAMES)
    assert rows.schema["received"] == pl.Date()
    assert rows.schema["departure_year"] == pl.Int32()
    assert rows["rating"].is_unique().all()
    assert set(rows["tier"]) == set(TIERS)
    assert set(rows["sector"]) <= set(SECTORS)
    assert rows.filter(pl.col("tier") == "open")["batch"].null_count() == (rows["tier"] == "open").sum()
    assert rows.filter(pl.col("tier") != "open")["batch"].null_count() == 0
    assert rows["received"].max() <= world.until  # type: ignore[operator]
    assert set(world.occasions["occasion"]) <= set(OCCASIONS)


def test_sessions_are_of_one_day_and_mostly_about_several_agencies(world: World) -> None:
    forms = world.ratings.filter(pl.col("batch").str.starts_with("S-") & ~pl.col("batch").str.contains("hostel"))
    sessions = forms.group_by("batch").agg(pl.col("received", "agency").n_unique(), pl.len())
    assert sessions["received"].max() == 1
    assert sessions["len"].max() == 40
    assert sessions.filter(pl.col("len") == 40)["agency"].min() > 5  # type: ignore[operator]


def test_workers_before_departure_say_nothing_of_the_work(world: World) -> None:
    course = world.ratings.join(world.occasions.filter(pl.col("occasion") == "course week"), on="rating")
    assert course["departure_year"].null_count() / len(course) == pytest.approx(0.95, abs=0.03)
    early = course.filter(pl.col("departure_year").is_null())
    assert early["paid_on_time"].null_count() == len(early)
    assert early["contract_given"].null_count() < len(early) / 2


def test_vouchered_answers_follow_the_truth(world: World) -> None:
    rows = world.ratings.filter(pl.col("tier") != "open").with_columns(many=pl.len().over("agency"))
    answers = rows.filter(pl.col("many") >= 200).unpivot(on=list(NAMES), index="agency", variable_name="item")
    shares = answers.drop_nulls().group_by("agency", "item").agg(pl.col("value").mean(), pl.len())
    # `receipt` and `borrowed` are asked of those who paid only: of these the truth is another.
    asked_of_all = [item.name for item in ITEMS if item.short]
    both = shares.filter((pl.col("len") >= 150) & pl.col("item").is_in(asked_of_all)).join(
        world.truth, on=["agency", "item"]
    )  # fmt: skip
    assert len(both) > 20
    assert (both["value"] - both["share"]).abs().max() < 0.16  # type: ignore[operator]
    assert abs((both["value"] - both["share"]).mean()) < 0.02  # type: ignore[arg-type,operator]


def test_amounts_follow_the_answers(world: World) -> None:
    both = world.ratings.select("rating", "paid_anyone").join(world.amounts, on="rating")
    assert len(both) == len(world.ratings)
    assert set(both.filter(pl.col("paid_anyone") == 1)["total"]) == {0.0}
    assert both.filter(pl.col("paid_anyone") == 0)["total"].drop_nulls().min() > 0  # type: ignore[operator]
    assert both.filter(pl.col("paid_anyone").is_null())["total"].null_count() == both["paid_anyone"].null_count()
    assert set(both["found_by"]) == set(CHANNEL_OF)


def test_every_agency_is_marked_as_invented_and_has_its_own_name(world: World) -> None:
    firms = world.agencies
    marks = [script.mark for script in (LATIN, DEVANAGARI, HINDI, BENGALI, ARABIC)]
    assert firms["simulated"].all()
    assert firms["name"].is_unique().all()
    assert all(any(name.endswith(mark) for mark in marks) for name in firms["name"])
    scripts = {unicodedata.name(name[0]).split()[0] for name in firms["name"]}
    assert scripts == {"LATIN", "DEVANAGARI", "BENGALI", "ARABIC"}
    assert all(number.startswith("DEMO-") for number in firms["licence"].drop_nulls())


@pytest.mark.parametrize("script", [LATIN, DEVANAGARI, HINDI, BENGALI, ARABIC])
def test_no_name_comes_twice(script: Script) -> None:
    assert len({name_of(script, number) for number in range(4000)}) == 4000


@pytest.mark.parametrize("asked", [{"agencies": 0}, {"usual_ratings": 0.0}, {"comments": 1.5}])
def test_nothing_can_be_simulated(asked: dict[str, float]) -> None:
    with pytest.raises(SimulationImpossible, match="Nothing can be simulated"):
        simulated_ratings(1, **asked)  # type: ignore[arg-type]


def test_a_world_of_one_agency() -> None:
    assert len(simulated_ratings(1, agencies=1).agencies) == 1


class TestAttacks:
    """What is put into a world."""

    def test_three_shapes_are_held_out(self) -> None:
        assert len(HELD_OUT) == 3
        assert set(HELD_OUT) < set(SHAPES)

    def test_fakes_are_as_many_as_asked_and_about_the_target(self, world: World) -> None:
        target = world.agencies["agency"][3]
        attack = attacked(world, "slow_drip", seed=1, targets=[target], fakes=(70, 70))
        added = attack.ratings.tail(70)
        assert attack.fakes["agency"].to_list() == [target] * 70
        assert added["rating"].to_list() == attack.fakes["rating"].to_list()
        assert (added["received"].max() - added["received"].min()).days < 60  # type: ignore[operator]
        assert added.select(pl.col(NAMES)).to_numpy()[added.select(pl.col(NAMES)).to_numpy() >= 0].mean() > 0.85

    def test_mirrored_is_against_the_agency(self, world: World) -> None:
        target = [world.agencies["agency"][3]]
        plain, turned = (
            attacked(world, "templates", seed=1, targets=target, fakes=(50, 50), mirrored=way).ratings.tail(50)
            for way in (False, True)
        )
        assert plain.select((1 - pl.col(NAMES)).name.keep()).cast(pl.Int8).equals(turned.select(NAMES))

    def test_an_unknown_shape_is_told_what_there_is(self, world: World) -> None:
        with pytest.raises(UnknownCode, match="one_day_burst"):
            attacked(world, "tsunami", seed=1)
