"""Batches: who appears, when a figure changes, what leaves, what corridors show, and the forms for others."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from fairway.kernel.errors import InputError
from fairway.recruitment.ratings.items import NAMES
from fairway.recruitment.ratings.publishing import BatchTooEarly, PublishingSettings, publish_batch
from fairway.recruitment.ratings.publishing_blocks import Office, _in_blocks, advanced, present
from fairway.recruitment.ratings.publishing_rows import public_rows
from fairway.recruitment.ratings.structure import corridor_release, structure
from fairway.warehouse.releases import publish

ON = date(2026, 3, 31)
LATER = ON + timedelta(days=91)


def ratings(agency: str, answers: list[int], **columns: Any) -> pl.DataFrame:
    count = len(answers)
    given = {
        "rating": [f"{agency}{columns.get('of', '')}-{at}" for at in range(count)],
        "agency": [agency] * count,
        "origin": ["NPL"] * count,
        "destination": ["QAT"] * count,
        "sector": ["construction"] * count,
        "received": [ON - timedelta(days=10)] * count,
        "tier": ["voucher"] * count,
        "quarantined": [False] * count,
        **{name: values for name, values in columns.items() if name != "of"},
    }
    items = {name: pl.Series([None] * count, dtype=pl.Int8) for name in NAMES}
    frame = pl.DataFrame({**given, **items, "recommend": pl.Series(answers, dtype=pl.Int8)})
    texts = dict.fromkeys(("rating", "agency", "origin", "destination", "sector", "tier"), pl.String)
    return frame.cast({**texts, "received": pl.Date, "quarantined": pl.Boolean})


def figure(publication: Any, agency: str, part: str = "recommendation") -> dict[str, Any] | None:
    rows = publication.figures.filter(pl.col("agency") == agency, pl.col("part") == part).rows(named=True)
    return rows[0] if rows else None


def test_an_agency_appears_with_ten_raters_and_not_before() -> None:
    made = publish_batch(pl.concat([ratings("a", [1] * 10), ratings("b", [1] * 9)]), None, ON)
    assert figure(made, "a") is not None
    assert figure(made, "b") is None
    assert figure(made, "a", "fees") is None


def test_each_question_needs_its_own_ten_raters() -> None:
    frame = ratings("a", [1] * 30).with_columns(
        pl.when(pl.int_range(30) < 9).then(pl.lit(1, pl.Int8)).alias("licence_shown"),
        pl.when(pl.int_range(30) < 10).then(pl.lit(1, pl.Int8)).alias("oriented"),
    )
    parts = publish_batch(frame, None, ON).figures["part"].to_list()
    assert "oriented" in parts
    assert "licence_shown" not in parts


def test_ten_open_ratings_are_too_little_evidence() -> None:
    weak = publish_batch(ratings("a", [1] * 10, tier=["open"] * 10), None, ON)
    assert figure(weak, "a") is None
    assert figure(publish_batch(ratings("a", [1] * 12, tier=["open"] * 12), None, ON), "a") is not None


def test_four_new_raters_change_nothing_and_five_do() -> None:
    first = publish_batch(ratings("a", [1, 0] * 6), None, ON)
    four = publish_batch(pl.concat([ratings("a", [1, 0] * 6), ratings("a", [0] * 4, of="x")]), first, LATER)
    assert figure(four, "a") == figure(first, "a")
    five = publish_batch(pl.concat([ratings("a", [1, 0] * 6), ratings("a", [0] * 5, of="x")]), first, LATER)
    assert figure(five, "a")["since"] == LATER
    assert figure(five, "a")["score"] < figure(first, "a")["score"]


def test_ratings_that_leave_do_so_by_the_block_and_come_back_as_they_were() -> None:
    frame = ratings("a", [1, 0] * 6 + [1] * 12)
    first = publish_batch(frame, None, ON)
    block = first.office.members.filter(pl.col("block") == first.office.members["block"].max())["rating"].to_list()

    def held(count: int) -> pl.DataFrame:
        return frame.with_columns(pl.col("rating").is_in(block[:count]).alias("quarantined"))

    four = publish_batch(held(4), first, LATER)
    assert figure(four, "a") == figure(first, "a")
    five = publish_batch(held(5), first, LATER)
    assert figure(five, "a")["since"] == LATER
    assert five.office.blocks["live"].to_list() == [True, False]
    again = publish_batch(frame, five, LATER + timedelta(days=91))
    assert again.office.blocks["live"].all()
    assert again.office.blocks["good"].equals(first.office.blocks["good"])


def test_the_rest_of_a_block_that_left_never_comes_into_another() -> None:
    frame = ratings("a", [1, 0] * 6)
    first = publish_batch(frame, None, ON)
    rest = pl.concat([frame.head(6), ratings("a", [1] * 4, of="x")])
    later = publish_batch(rest, first, LATER)
    assert len(later.office.blocks) == 1
    assert figure(later, "a") is None


def test_an_agency_disappears_when_its_ratings_are_too_old() -> None:
    first = publish_batch(ratings("a", [1] * 12), None, ON)
    later = publish_batch(ratings("a", [1] * 12), first, date(2030, 3, 31))
    assert figure(first, "a") is not None
    assert figure(later, "a") is None


def test_batches_are_a_quarter_apart() -> None:
    first = publish_batch(ratings("a", [1] * 12), None, ON)
    with pytest.raises(BatchTooEarly, match="too soon after that of 2026-03-31"):
        publish_batch(ratings("a", [1] * 12), first, ON + timedelta(days=79))


def test_capped_ratings_are_in_blocks_of_their_own() -> None:
    """A hundred copies, capped together at 2, do not hide behind twelve workers."""
    frame = pl.concat(
        [
            ratings("a", [0, 0, 1] * 8).with_columns(pl.lit(1.0).alias("weight")),
            ratings("a", [1] * 100, of="copy").with_columns(pl.lit(0.02).alias("weight")),
        ]
    )
    alone = figure(publish_batch(frame.head(24), None, ON), "a")
    both = figure(publish_batch(frame, None, ON), "a")
    assert both["score"] - alone["score"] <= 0.1
    levels = publish_batch(frame, None, ON).office.blocks.group_by("level").agg(pl.col("raters").sum())
    assert sorted(levels.iter_rows()) == [(1, 100), (4, 24)]


def test_blocks_are_even_and_none_is_too_small() -> None:
    group = np.repeat([0, 1, 2, 3], [4, 5, 19, 37]).astype(np.int64)
    rows, block = _in_blocks(group, PublishingSettings())
    assert sorted(rows.tolist()) == list(range(4, 65))
    assert np.bincount(block).tolist() == [5, 19, 13, 12, 12]


def test_ends_of_a_block_are_merged() -> None:
    good = {}
    for count in range(11):
        frame = present(ratings("a", [1] * count + [0] * (10 - count)), ON, PublishingSettings())
        good[count] = advanced(Office.empty(), frame, PublishingSettings()).blocks["good"].item()
    assert good == {0: 0.5, 1: 0.5, **{count: float(count) for count in range(2, 9)}, 9: 9.5, 10: 9.5}


def corridors(**columns: Any) -> pl.DataFrame:
    frame = pl.concat([ratings(agency, [1, 1, 0, 1, 1] * 3) for agency in "abc"])
    return publish_batch(frame.with_columns(**columns), None, ON).corridors


def test_a_corridor_needs_three_agencies_of_which_none_has_most() -> None:
    made = corridors().filter(pl.col("dimension") == "recommendation")
    assert made["reason"].to_list() == [None, None]
    assert made["score"].to_list() == pytest.approx([0.8, 0.8], abs=0.1)
    two = corridors(agency=pl.col("agency").replace("c", "b")).filter(pl.col("dimension") == "recommendation")
    assert two["reason"].to_list() == ["too_few_agencies"] * 2
    assert two["score"].null_count() == 2
    large = pl.concat([ratings("a", [1, 0] * 40), ratings("b", [1] * 8), ratings("c", [1] * 8)])
    dominated = publish_batch(large, None, ON).corridors.filter(pl.col("dimension") == "recommendation")
    assert dominated["reason"].to_list() == ["dominated"] * 2
    few = publish_batch(pl.concat([ratings("a", [1] * 5)]), None, ON).corridors
    assert set(few["reason"]) == {"too_few_raters"}


def test_public_rows_are_plain_and_tell_no_number_of_raters() -> None:
    frame = ratings("a", [1] * 23).with_columns(
        paid_anyone=pl.lit(0, pl.Int8), threatened=pl.when(pl.int_range(23) % 2 == 0).then(1).otherwise(0).cast(pl.Int8)
    )
    (row,) = public_rows(publish_batch(frame, None, ON))
    assert json.loads(json.dumps(row)) == row
    assert row["agency"] == "a"
    assert row["raters"] == "20-49"
    assert row["since"] == "2026-03-31"
    assert row["warning"] is True
    assert set(row["dimensions"]) == {"fees", "freedom", "recommendation", "overall"}
    assert row["dimensions"]["fees"]["warning"] is True
    said = {one["item"]: one for one in row["says"]}
    assert set(said) <= {"paid_anyone", "recommend", "threatened"}
    assert (said["paid_anyone"]["says"], said["recommend"]["says"]) == ("bad", "good")
    assert said["paid_anyone"]["low"] >= 0.8
    assert "23" not in json.dumps(row)


def test_the_same_ratings_in_another_order_are_the_same_batch() -> None:
    frame = pl.concat([ratings(agency, [1, 1, 0, 1, 0] * 5) for agency in "abc"])
    one, other = publish_batch(frame, None, ON), publish_batch(frame.reverse(), None, ON)
    assert one.figures.equals(other.figures)
    assert one.office.members.sort("block", "rating").equals(other.office.members.sort("block", "rating"))


def test_nobody_rated_nobody() -> None:
    made = publish_batch(ratings("a", []), None, ON)
    assert made.figures.is_empty()
    assert made.corridors.is_empty()
    assert public_rows(made) == []


@pytest.mark.parametrize("wrong", [{"block": 2}, {"raters": 4}, {"step": 0.0}, {"dominance": 1.5}])
def test_settings_that_protect_nobody_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(InputError):
        PublishingSettings(**wrong)


@pytest.mark.usefixtures("fairway_home")
def test_corridors_become_a_release(tmp_path: Path) -> None:
    frame = pl.concat([ratings(agency, [1, 1, 0, 1, 1] * 3) for agency in "abc"])
    batch = publish_batch(frame, None, ON)
    release, observed = corridor_release(batch, publisher="A union", licence="CC BY 4.0", demonstration=True)
    vintage = publish(release, observed)
    assert vintage.record.edition == "WLD_RECRUITMENT_RATING_2026_Q1"
    assert observed.columns == list(structure().columns)
    row = observed.filter(DIMENSION="recommendation", SECTOR="_T").row(0, named=True)
    assert (row["REF_AREA"], row["COUNTERPART"], row["TIME_PERIOD"]) == ("NPL", "QAT", "2026-Q1")
    assert row["CI_LOWER"] < row["OBS_VALUE"] < row["CI_UPPER"]
    assert row["N_BAND"] == "20-49"
    withheld = observed.filter(DIMENSION="fees")
    assert withheld["OBS_VALUE"].null_count() == len(withheld)
