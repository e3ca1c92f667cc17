"""Attacks by what measures count and add up (shares, means and ratios times persons), and tables of the same people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from fairway.methods.disclosure.errors import UnsafeTable
from fairway.warehouse.surveys.specification_errors import SpecificationFaulty
from tests.integration.test_disclosure_attacks import (
    BY,
    DESIGN,
    EARNED,
    PERSONS_IN,
    TOTAL,
    Intruder,
    Key,
    at_least,
    crossing,
    csv,
    few,
    persons,
    printed,
    ran,
    sum_of,
    table,
)
from tests.integration.test_estimate_command import ran as spoken
from tests.integration.test_estimate_command import stated

BASE = {(1, 1): 30, (1, 2): 20, (1, 3): 2, (2, 1): 25, (2, 2): 20, (2, 3): 15, (3, 1): 25, (3, 2): 20, (3, 3): 15}
MEAN = {"kind": "mean", "of": "earn"}
FIVE = at_least(5)


def far(found: float | None, true: float, share: float = 0.1) -> bool:
    return found is None or abs(found - true) > share * abs(true)


def withheld(folder: Path, name: str, by: list[str]) -> set[tuple[Any, ...]]:
    frame = pl.read_csv(folder / "out" / name / f"{name}.csv", infer_schema_length=None)
    return set(frame.filter(pl.col("disclosure").is_not_null()).select(by).rows())


@pytest.mark.parametrize(
    "measure", [{"kind": "proportion", "of": "sector"}, {"kind": "total", "of": "ill"}, {"kind": "mean", "of": "ill"}]
)
def test_an_answer_that_one_person_gave_is_not_told(tmp_path: Path, measure: dict[str, Any]) -> None:
    frame = persons({**BASE, (1, 3): 1}, 1).with_columns((pl.col("sector") == 3).cast(pl.Int8).alias("ill"))
    made = csv(ran(tmp_path, frame, table(by=["region"], measures=[TOTAL, measure]), disclosure=FIVE))
    region = made.filter((pl.col("region") == 1) & (pl.col("measure") != "total"))
    assert region["estimate"].null_count() == len(region) > 0
    assert made.filter(pl.col("region") != 1)["estimate"].null_count() < len(made) / 2


@pytest.mark.parametrize(
    ("measure", "per"),
    [
        ({"kind": "proportion", "of": "sector", "equals": 3}, 1),
        ({"kind": "mean", "of": "third"}, 1),
        ({"kind": "ratio", "numerator": "third", "denominator": "one"}, 1),
        ({"kind": "rate", "numerator": "third", "denominator": "one"}, 1000),
    ],
)
def test_a_measure_that_follows_from_a_domain_does_not_tell_it(
    tmp_path: Path, measure: dict[str, Any], per: float
) -> None:
    third = (pl.col("sector") == 3).cast(pl.Int8).alias("third")
    frame = persons(BASE, 1).with_columns(third, pl.lit(1).alias("one"))
    made = csv(ran(tmp_path, frame, table(measures=[TOTAL, measure]), disclosure=FIVE))
    rows = made.filter((pl.col("region") == 1) & pl.col("sector").is_null())
    count, share = (
        rows.filter(pl.col("measure").str.starts_with("total") == is_it)["estimate"] for is_it in (True, False)
    )
    told = None if None in (count[0], share[0]) else count[0] * share[0] / per
    assert far(told, sum_of(frame, PERSONS_IN, ("1", "3")))


@pytest.mark.parametrize(
    ("seed", "second"), [*((seed, False) for seed in (7, 24, 71, 102, 143)), (25, True), (36, True)]
)
def test_a_proportion_and_the_persons_do_not_tell_a_cell_together(tmp_path: Path, seed: int, second: bool) -> None:
    counts = crossing(seed)
    random = np.random.default_rng(seed)
    frame = persons(counts, seed)
    share = random.choice([0.05, 0.5, 0.95])
    drawn = pl.Series(random.random(len(frame)))
    frame = frame.with_columns(
        (drawn < share).cast(pl.Int8).alias("employed"), (drawn > (1 + share) / 2).cast(pl.Int8).alias("seeking")
    )
    names = ["employed", "seeking"] if second else ["employed"]
    measures = [TOTAL, *({"kind": "proportion", "of": name, "equals": 1} for name in names)]
    made = csv(ran(tmp_path, frame, table(measures=measures), disclosure=FIVE))
    intruder = Intruder()
    count = printed(made, "total", "estimate")
    intruder.reads("persons", count)
    shares = {name: printed(made, f"proportion {name}", "estimate") for name in names}
    for name, found in shares.items():
        told = {cell: None if value is None else value * (count[cell] or 0.0) for cell, value in found.items()}
        intruder.reads(name, told)
    intruder.reads(
        "rest",
        {
            cell: None if value is None else max(value * (1 - sum(one[cell] or 0.0 for one in shares.values())), 0.0)
            for cell, value in count.items()
        },
    )
    intruder.adds_up()
    for cell, value in count.items():
        if value is None:
            parts = {intruder.number[name, cell]: 1.0 for name in (*names, "rest")}
            intruder.equations.append(({**parts, intruder.number["persons", cell]: -1.0}, 0.0))
    for cell in few(counts):
        true = sum_of(frame, PERSONS_IN, cell)
        low, high = intruder.interval("persons", cell)
        assert low <= 0.7001 * true < 1.2999 * true <= high, (cell, low, true, high)


@pytest.mark.parametrize(
    "change", [{"disclosure": at_least(5, linked="x")}, {"where": [{"column": "id", "between": [0, None]}]}]
)
def test_the_same_people_under_another_name_are_protected_together(tmp_path: Path, change: dict[str, Any]) -> None:
    frame = persons(BASE, 1).with_columns((pl.col("id") % 2 + 1).alias("sex"))
    crossed = [*BY, "sex"]
    ran(tmp_path, frame, table(name="a"), {**table(name="b", by=crossed), **change}, disclosure=FIVE)
    of_both = {cell[:2] for cell in withheld(tmp_path, "b", crossed) if cell[2] is None}
    assert withheld(tmp_path, "a", BY) == of_both != set()


def test_nearly_the_same_people_are_refused(tmp_path: Path) -> None:
    most = [{"column": "id", "between": [3, None]}]
    with pytest.raises(SpecificationFaulty, match="fewer than the minimum frequency"):
        ran(tmp_path, persons(BASE, 1), table(name="a"), table(name="b", where=most), disclosure=FIVE)


def test_one_universe_written_twice_cannot_have_two_methods(tmp_path: Path) -> None:
    everybody = [{"column": "id", "between": [0, None]}]
    bare = table(name="b", where=everybody, disclosure={"method": "none", "reason": "Invented."})
    with pytest.raises(SpecificationFaulty, match="one tells what the other hides"):
        ran(tmp_path, persons(BASE, 1), table(name="a"), bare, disclosure=FIVE)


@pytest.mark.parametrize("measure", [MEAN, {"kind": "ratio", "numerator": "earn", "denominator": "hours"}])
def test_a_mean_times_persons_does_not_tell_an_amount(tmp_path: Path, measure: dict[str, Any]) -> None:
    earn = pl.when(pl.col("sector") != 2).then("earn").otherwise(0.0).alias("earn")
    frame = persons(BASE, 1).with_columns(earn, pl.lit(40.0).alias("hours"))
    made = csv(ran(tmp_path, frame, table(measures=[TOTAL, measure]), disclosure=FIVE))
    count = printed(made, "total", "estimate")
    name = "mean earn" if measure is MEAN else "ratio earn/hours"
    intruder = Intruder()
    intruder.reads(
        "a",
        {
            cell: None if value is None else value * (count[cell] or 0.0)
            for cell, value in printed(made, name, "estimate").items()
        },
    )
    intruder.adds_up()
    low, high = intruder.interval("a", ("1", "3"))
    assert high - low > 0.1 * sum_of(frame, EARNED, ("1", "3")) / (1 if measure is MEAN else 40)


@pytest.mark.parametrize(
    "second",
    [
        table(name="b", by=["region", "class2"]),
        table(name="b", by=["region"], measures=[TOTAL, {"kind": "proportion", "of": "class2", "equals": 9}]),
    ],
)
def test_classifications_that_share_one_class_are_refused(tmp_path: Path, second: dict[str, Any]) -> None:
    shared = pl.when(pl.col("sector") == 3).then(9).otherwise(1 + pl.col("id") % 2).alias("class2")
    frame = persons(BASE, 1).with_columns(shared)
    with pytest.raises(SpecificationFaulty, match="classify the same thing"):
        ran(tmp_path, frame, table(name="a"), second, disclosure=FIVE)


def holdings(counts: dict[tuple[int, int], int]) -> pl.DataFrame:
    """Persons of whom those of region 1, sectors 3 and above, are of one holding for each sector."""
    of_one = (pl.col("region") == 1) & (pl.col("sector") > 2)
    nothing = (pl.col("region") == 1) & (pl.col("sector") == 2)
    return persons(counts, 1).with_columns(
        pl.when(of_one).then(100000 + pl.col("sector")).otherwise("id").alias("holding"),
        pl.when(nothing).then(0.0).otherwise("earn").alias("earn"),
    )


def test_a_holding_of_several_rows_does_not_tell_its_neighbour(tmp_path: Path) -> None:
    frame = holdings({**BASE, (1, 3): 4, (1, 4): 4, (2, 4): 15, (3, 4): 15})
    asked = table(measures=[TOTAL, {"kind": "total", "of": "earn"}])
    made = csv(ran(tmp_path, frame, asked, disclosure=at_least(2, contributor="holding")))
    intruder = Intruder()
    intruder.reads("earned", printed(made, "total earn", "estimate"))
    intruder.adds_up()
    pairs: list[tuple[Key, Key]] = [(("1", "3"), ("1", "4")), (("1", "4"), ("1", "3"))]
    for mine, other in pairs:
        true = sum_of(frame, EARNED, other)
        low, high = intruder.interval("earned", other, {mine: sum_of(frame, EARNED, mine)})
        assert low < 0.95 * true < 1.05 * true < high, (other, low, true, high)


def test_a_holding_alone_in_two_cells_knows_both(tmp_path: Path) -> None:
    counts = {**BASE, (1, 3): 4, (1, 4): 4, (2, 4): 15, (3, 4): 15, (1, 2): 4}
    frame = holdings(counts)
    other = (pl.col("region") == 1) & (pl.col("sector") == 2)
    both = (pl.col("region") == 1) & (pl.col("sector") > 2)
    holding = pl.when(both).then(1).when(other).then(2).otherwise(100 + pl.col("id")).alias("holding")
    frame = frame.with_columns(holding)
    made = csv(ran(tmp_path, frame, table(), disclosure=at_least(2, contributor="holding")))
    intruder = Intruder()
    intruder.reads("persons", printed(made, "total", "estimate"))
    intruder.adds_up()
    mine: list[Key] = [("1", "3"), ("1", "4")]
    known = {cell: sum_of(frame, PERSONS_IN, cell) for cell in mine}
    true = sum_of(frame, PERSONS_IN, ("1", "2"))
    low, high = intruder.interval("persons", ("1", "2"), known)
    assert low < 0.95 * true < 1.05 * true < high


@pytest.mark.parametrize("weights", ["calibrated", "sampling fractions"])
def test_what_measures_tell_is_weighted_as_the_estimates_are(tmp_path: Path, weights: str) -> None:
    frame = persons(BASE, 1).with_columns((pl.col("id") % 2).alias("employed"), pl.lit(5000).alias("population"))
    margin = {"columns": ["region"], "totals": [{"codes": [region], "total": 4000.0} for region in (1, 2, 3)]}
    design: dict[str, Any] = {"stages": [{"unit": None, "population": "population"}]}
    changes: dict[str, Any] = {"design": design}
    if weights == "calibrated":
        changes = {"design": DESIGN, "calibration": {"kind": "post_stratification", "margins": [margin]}}
    measures = [TOTAL, {"kind": "proportion", "of": "employed"}, MEAN]
    # Weights other than those of the estimates would not add up to them, and that is refused.
    made = spoken(tmp_path, stated(table(measures=measures), missing={}, **changes), frame)
    assert made.suppressions[0].secondary > 0


def test_a_number_without_a_withheld_cell_is_audited(tmp_path: Path) -> None:
    second = table(name="b", by=["region"], measures=[{"kind": "total", "of": "earn"}])
    ran(tmp_path, persons(BASE, 1), table(name="a"), second, disclosure=FIVE)
    assert withheld(tmp_path, "a", BY)


def test_a_rare_answer_withholds_a_table_of_one_cell(tmp_path: Path) -> None:
    asked = table(by=[], margins=False, measures=[TOTAL, {"kind": "proportion", "of": "sector"}])
    counts = {(1, 1): 30, (1, 2): 20, (1, 3): 2}
    assert csv(ran(tmp_path, persons(counts, 1), asked, disclosure=FIVE))["estimate"].null_count() == 4
    told = csv(ran(tmp_path, persons(BASE, 1), asked, disclosure=FIVE))
    assert told["estimate"].null_count() == 0


def test_a_rare_answer_in_a_margin_that_must_be_printed_is_refused(tmp_path: Path) -> None:
    asked = table(by=["region"], measures=[TOTAL, {"kind": "proportion", "of": "sector"}])
    with pytest.raises(UnsafeTable, match="region 1, answer sector 3: it must be printed") as caught:
        ran(tmp_path, persons(BASE, 1), asked, disclosure=at_least(5, always=[["region"], []]))
    assert "always" in caught.value.advice
    assert not (tmp_path / "out").exists()
