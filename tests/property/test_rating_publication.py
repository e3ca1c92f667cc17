"""Nobody's answer follows from what is published, however many batches are compared.

The attacker sees every public part of every batch, and knows the rules, the settings, who rated whom, when, with what
weight, who withdrew, and which questions each rater answered. An answer is disclosed when it is the same in every world
that would have been published alike. So the harness looks for another world for every answer: it is not disclosed when
there is one with the other answer and with the same publications to the last figure.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import polars as pl
import pytest

from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.publishing import Publication, publish_batch
from fairway.recruitment.ratings.publishing_blocks import merged

ITEMS = ("paid_anyone", "recommend", "threatened")
FIRST = date(2025, 3, 31)
Answers = dict[tuple[str, str], int]


@dataclass(frozen=True)
class Story:
    """What the attacker knows anyway: ratings without answers, and who is present or in quarantine at each batch."""

    ratings: pl.DataFrame
    gone: tuple[frozenset[str], ...]
    held: tuple[frozenset[str], ...]

    def told(self, answers: Answers) -> list[Publication]:
        names = self.ratings["rating"].to_list()
        columns = [
            pl.Series(item, [answers.get((name, item)) for name in names], dtype=pl.Int8)
            if item in ITEMS
            else pl.Series(item, [None] * len(names), dtype=pl.Int8)
            for item in NAMES
        ]
        frame = self.ratings.with_columns(columns)
        made: list[Publication] = []
        for at, (gone, held) in enumerate(zip(self.gone, self.held, strict=True)):
            here = frame.filter(~pl.col("rating").is_in(list(gone))).with_columns(
                pl.col("rating").is_in(list(held)).alias("quarantined")
            )
            made.append(publish_batch(here, made[-1] if made else None, FIRST + timedelta(days=92 * at)))
        return made


def public(publications: list[Publication]) -> list[Any]:
    """What the attacker sees: every column of both public frames of every batch."""
    return [one.figures.rows() + one.corridors.rows() for one in publications]


def story(seed: int, *, raters: int = 90, batches: int = 4) -> tuple[Story, Answers]:
    """Five agencies, uneven in size and in quality; withdrawals, and a quarantine that is lifted again."""
    chance = random.Random(seed)
    rows, answers = [], {}
    for at in range(raters):
        agency = chance.choice("aaaabbbccde")
        quality = {"a": 0.5, "b": 1.0, "c": 0.0, "d": 0.9, "e": 0.5}[agency]
        name = f"r{at:03d}"
        rows.append(
            {
                "rating": name,
                "agency": agency,
                "origin": chance.choice(["NPL", "NPL", "BGD"]),
                "destination": "QAT",
                "sector": chance.choice(["construction", "domestic", None]),
                "received": FIRST + timedelta(days=chance.randrange(-80, 92 * (batches - 1))),
                "tier": chance.choice(["voucher", "voucher", "outreach", "open"]),
                "weight": chance.choice([1.0, 1.0, 1.0, 0.1]),
            }
        )
        for item in ITEMS:
            if chance.random() < 0.85:
                answers[name, item] = int(chance.random() < quality)
    names = [row["rating"] for row in rows]
    gone, held = [], []
    left: set[str] = set()
    for _ in range(batches):
        gone.append(frozenset(left))
        held.append(frozenset(chance.sample(names, chance.choice([0, 0, 1, 8, 30]))))
        left |= set(chance.sample(names, chance.choice([0, 1, 2, 6])))
    return Story(pl.DataFrame(rows, schema_overrides={"sector": pl.String}), tuple(gone), tuple(held)), answers


def other_worlds(office_members: dict[int, list[tuple[str, str]]], answers: Answers) -> list[Answers]:
    """Worlds in which every block's answers are handed round, or one of a block that is all alike is turned."""
    worlds = []
    waiting = set(answers) - {one for block in office_members.values() for one in block}
    for turn in range(max((len(block) for block in office_members.values()), default=1)):
        world = dict(answers) | {one: 1 - answers[one] for one in waiting}
        for block in office_members.values():
            given = [answers[one] for one in block]
            by = turn % len(block)
            if len(set(given)) == 1:
                world[block[by]] = 1 - given[by]
            else:
                world |= dict(zip(block, given[by:] + given[:by], strict=True))
        worlds.append(world)
    return worlds


def disclosed(known: Story, answers: Answers, *, only: int | None = None) -> set[tuple[str, str]]:
    """The answers for which no other world was found; `only`: the attacker knows every answer outside this block."""
    made = known.told(answers)
    blocks: dict[int, list[tuple[str, str]]] = {}
    for block, rating, item in made[-1].office.members.sort("block", "item", "rating").iter_rows():
        blocks.setdefault(block, []).append((rating, item))
    if only is not None:
        keys = sorted(blocks)
        blocks = {keys[only % len(keys)]: blocks[keys[only % len(keys)]]}
    seen = public(made)
    open_ones: set[tuple[str, str]] = set()
    turned = set(itertools.chain.from_iterable(blocks.values())) if only is not None else set(answers)
    for world in other_worlds(blocks, answers):
        tried = {one: world[one] if one in turned else given for one, given in answers.items()}
        if public(known.told(tried)) == seen:
            open_ones |= {one for one, given in tried.items() if given != answers[one]}
    return turned - open_ones


def test_no_answer_is_disclosed_by_four_batches() -> None:
    known, answers = story(2, raters=100)
    made = known.told(answers)
    assert len(made[-1].figures) > 10
    assert sum(not live for live in made[-1].office.blocks["live"]) or any(known.held)
    assert disclosed(known, answers) == set()


def test_no_answer_is_disclosed_to_whoever_knows_all_answers_outside_its_block() -> None:
    known, answers = story(5, raters=60, batches=2)
    assert disclosed(known, answers, only=3) == set()


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(6))
def test_no_answer_is_disclosed_in_many_worlds(seed: int) -> None:
    known, answers = story(100 + seed, raters=160, batches=6)
    assert disclosed(known, answers) == set()
    for block in range(seed, seed + 6):
        assert disclosed(known, answers, only=block) == set()


def test_an_unanimous_agency_discloses_nobody() -> None:
    known, answers = story(9, raters=45, batches=2)
    assert disclosed(known, dict.fromkeys(answers, 1)) == set()
    assert disclosed(known, dict.fromkeys(answers, 0)) == set()


Publisher = Callable[[tuple[int, ...]], Hashable]
"""All answers of fifteen raters (ten at first, five more in the second batch) → what is seen of both batches."""


def worlds_that_disclose(publisher: Publisher, raters: int = 15) -> int:
    """Of all worlds, the number in which somebody's answer follows: brute force, no attacker can do better."""
    alike: dict[Hashable, list[tuple[int, ...]]] = {}
    for world in itertools.product((0, 1), repeat=raters):
        alike.setdefault(publisher(world), []).append(world)
    told = {
        seen for seen, worlds in alike.items() if any(len(set(column)) == 1 for column in zip(*worlds, strict=True))
    }
    return sum(len(alike[seen]) for seen in told)


def merged_sum(good: int, raters: int) -> float:
    """What the Monitor uses of a block."""
    return float(pl.DataFrame({"good": [float(good)], "raters": [raters]}).select(merged()).item())


MERGED = {(good, size): merged_sum(good, size) for size in (5, 10) for good in range(size + 1)}


def test_brute_force_finds_no_world_that_blocks_disclose() -> None:
    assert worlds_that_disclose(lambda one: (MERGED[sum(one[:10]), 10], MERGED[sum(one[10:]), 5])) == 0


def test_the_harness_catches_exact_counts_at_every_batch() -> None:
    """The naive publisher: one more rater, one more batch."""
    assert worlds_that_disclose(lambda one: tuple(sum(one[:upto]) for upto in range(10, 12)), 11) == 2**11


def test_the_harness_catches_five_newcomers_who_agree() -> None:
    """Why five more raters alone are not enough: whole per cent of all fifteen, beside whole per cent of ten."""
    found = worlds_that_disclose(lambda one: (round(10 * sum(one[:10])), round(100 * sum(one) / 15)))
    assert found > 0


def test_the_harness_catches_blocks_without_merged_ends() -> None:
    assert worlds_that_disclose(lambda one: (sum(one[:10]), sum(one[10:]))) > 0


def test_the_harness_catches_a_leak_in_the_real_publisher(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ends not merged: the same search finds no other world for those who all agree."""
    monkeypatch.setattr("fairway.recruitment.ratings.publishing_blocks.merged", lambda: pl.col("good"))
    known, answers = story(9, raters=60, batches=2)
    assert disclosed(known, dict.fromkeys(answers, 1))


def test_figures_change_only_with_five_raters_who_came_or_left() -> None:
    known, answers = story(3, raters=160, batches=6)
    made = known.told(answers)
    stood = 0
    for before, after in itertools.pairwise(made):
        was = {row[:2]: row for row in before.figures.rows()}
        live = [
            dict(zip(*one.office.blocks.select("block", "live").get_columns(), strict=True)) for one in (before, after)
        ]
        for row in after.figures.rows():
            if row[:2] not in was:
                continue
            if row[-1] < after.on:
                stood += 1
                assert row == was[row[:2]]
            else:
                changed = [b for b in live[1] if live[0].get(b, False) != live[1][b]]
                sizes = after.office.blocks.filter(pl.col("block").is_in(changed), pl.col("agency") == row[0])
                assert sizes["raters"].min() >= 5
    assert stood > 5


def test_an_answer_is_in_one_block_for_ever() -> None:
    known, answers = story(3, raters=160, batches=6)
    made = known.told(answers)
    members = made[-1].office.members
    assert members.select("rating", "item").is_duplicated().sum() == 0
    for before, after in itertools.pairwise(made):
        old = before.office.blocks.drop("live")
        assert old.equals(after.office.blocks.drop("live").head(len(old)))
