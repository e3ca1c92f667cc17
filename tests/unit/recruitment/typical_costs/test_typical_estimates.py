"""What is published of typical costs: the right figures, of enough workers and agencies, rounded, in bands."""

from __future__ import annotations

import statistics
from typing import Any

import polars as pl
import pytest

from fairway.recruitment.typical_costs.errors import NobodyToCompare
from fairway.recruitment.typical_costs.estimating import TypicalCosts, estimate_typical_costs
from fairway.recruitment.typical_costs.frames import cost_frame
from fairway.recruitment.typical_costs.protecting import pattern
from fairway.recruitment.typical_costs.showing import NO_LIMITS, THIN
from fairway.recruitment.typical_costs.simulation import simulated_costs
from fairway.recruitment.typical_costs.tables import coded

pytestmark = pytest.mark.slow

AGENCIES = ("a", "b", "c", "d")


def group(
    count: int,
    channel: str = "private",
    *,
    start: float = 1000.0,
    agencies: tuple[str | None, ...] = AGENCIES,
    **more: Any,
) -> list[dict[str, Any]]:
    """Workers who paid 1,000, 1,010, 1,020 …, and earn 500 a month; agencies in turn."""
    alone = channel != "private"
    return [
        {
            "worker": f"{channel}{start}{at}{more}", "origin": "NPL", "destination": "QAT", "sector": "construction",
            "channel": channel, "agency": None if alone else agencies[at % len(agencies)], "cost": start + 10.0 * at,
            "cost_national": 130.0 * (start + 10.0 * at), "earned": 500.0, "source": "monitor", **more,
        }
        for at in range(count)
    ]  # fmt: skip


def is_told(*groups: list[dict[str, Any]], channel: str = "private", of: str = "money") -> bool:
    """Whether a channel's cell is shown, without the figures, which take longer."""
    rows = cost_frame(pl.DataFrame([row for one in groups for row in one], infer_schema_length=None)).rows
    named = rows["agency"].null_count() < len(rows)
    cells = pattern(coded(rows, counterpart="destination", agencies=named), ()).cells
    keys = {"COUNTERPART": "QAT", "SECTOR": None, "OCU": None, "CHANNEL": channel}
    here = cells.filter(pl.col(name).eq_missing(pl.lit(code, pl.String)) for name, code in keys.items())
    return not here[of].item()


def estimated(*groups: list[dict[str, Any]]) -> TypicalCosts:
    rows = pl.DataFrame([row for one in groups for row in one], infer_schema_length=None)
    return estimate_typical_costs(cost_frame(rows), national_currency="NPR")


def told(found: TypicalCosts, indicator: str, channel: str | None = "private", **codes: str) -> dict[str, Any]:
    """The row of a channel in Qatar, all sectors, unless codes say otherwise; nothing where it is withheld."""
    keys = {"COUNTERPART": "QAT", "SECTOR": None, "OCU": None, "CHANNEL": channel, "ITEM": None, **codes}
    rows = found.frame.filter(
        pl.col("indicator") == indicator, *(pl.col(name).eq_missing(pl.lit(code)) for name, code in keys.items())
    )
    return rows.row(0, named=True) if len(rows) else dict.fromkeys(found.frame.columns)


def test_the_figures_of_a_cell() -> None:
    found = estimated(group(60), group(30, "government", start=300.0))
    costs = [1000.0 + 10.0 * at for at in range(60)]
    assert told(found, "TC_MEAN_USD")["estimate"] == 1300.0  # 1,295
    assert statistics.fmean(costs) == 1295.0
    assert told(found, "TC_MEDIAN_USD")["estimate"] == 1300.0
    assert told(found, "TC_P25_USD")["estimate"] == pytest.approx(1100.0)
    assert told(found, "TC_P75_USD")["estimate"] == pytest.approx(1400.0)
    assert told(found, "TC_MEDIAN_MTH")["estimate"] == pytest.approx(2.6)
    national = told(found, "TC_MEDIAN_LCU")
    assert (national["estimate"], national["unit"]) == (170_000.0, "NPR")
    assert told(found, "TC_MEAN_USD")["band"] == "N50-99"
    row = told(found, "TC_MEDIAN_USD")
    assert row["low"] <= row["estimate"] <= row["high"]
    assert told(found, "TC_MEAN_USD", "government")["estimate"] == 450.0  # 445


def test_no_cell_of_nine_workers() -> None:
    found = estimated(group(60), group(9, "government"))
    row = told(found, "TC_MEDIAN_USD", "government")
    assert set(row.values()) == {None}
    # With two channels, either would tell the other by the total.
    assert told(found, "TC_MEDIAN_USD", "private")["band"] is None
    assert told(found, "TC_MEDIAN_USD", None)["band"] is not None
    assert told(estimated(group(60), group(10, "government")), "TC_MEDIAN_USD", "government")["estimate"] is not None


@pytest.mark.parametrize(
    ("agencies", "given"),
    [
        (("a", "b", "c"), True),
        (("a", "b"), False),
        (("a",), False),
        (("a", "b", None), True),
        (("a", None, None), False),
        (("a",) * 8 + ("b", "c"), False),
    ],
)
def test_a_private_cell_needs_three_agencies_and_none_with_most_of_it(
    agencies: tuple[str | None, ...], given: bool
) -> None:
    assert is_told(group(60, agencies=agencies), group(60, "government"), group(60, "direct")) is given


def test_an_agency_with_most_of_the_money_is_hidden() -> None:
    dear = group(12, start=90_000.0, agencies=("a",))
    others = group(60, "government"), group(60, "direct")
    assert not is_told(group(60, agencies=("b", "c", "d")), dear, *others)
    assert is_told(group(60, agencies=("b", "c", "d")), *others)


def test_the_government_needs_no_agency_and_says_so() -> None:
    found = estimated(group(60), group(60, "government"))
    assert told(found, "TC_MEDIAN_USD", "government")["estimate"] is not None
    assert any("need none" in said for said in found.method)
    assert found.agencies


def test_where_agencies_were_not_recorded_that_is_said() -> None:
    found = estimated(group(60, agencies=(None,)), group(60, "government"))
    assert not found.agencies
    assert told(found, "TC_MEDIAN_USD")["estimate"] is not None
    assert any("not recorded" in said for said in found.method)


@pytest.mark.parametrize(("count", "median", "quartile", "limits"), [(10, True, False, False), (20, True, True, True)])
def test_a_quantile_needs_workers_on_either_side(count: int, median: bool, quartile: bool, limits: bool) -> None:
    found = estimated(group(count), group(60, "government"))
    row = told(found, "TC_MEDIAN_USD")
    assert ((row["estimate"] is not None), (row["low"] is not None)) == (median, limits)
    assert row["reason"] == (None if limits else NO_LIMITS)
    thin = told(found, "TC_P25_USD")
    assert (thin["estimate"] is not None) is quartile
    assert thin["reason"] == (NO_LIMITS if quartile else THIN)


def test_one_worker_with_nearly_all_the_money_is_hidden() -> None:
    """Of twenty, all but two paid nothing: the mean would tell what the larger one paid."""
    nothing = [{**row, "cost": 0.0, "cost_national": 0.0} for row in group(18, "government")]
    others = group(60), group(60, "direct"), nothing
    assert not is_told(*others, group(2, "government", start=7000.0, sex="F"), channel="government")
    assert is_told(*others, group(4, "government", start=7000.0, sex="F"), channel="government")


def test_the_share_who_paid_nothing_is_told_of_enough_on_either_side() -> None:
    def some(free: int) -> dict[str, Any]:
        rows = [{**row, "cost": 0.0, "cost_national": 0.0} for row in group(free, sex="F")]
        return told(estimated(group(40 - free), rows, group(60, "government")), "TC_ZERO")

    assert some(10)["estimate"] == 25.0
    assert (some(4)["estimate"], some(4)["reason"]) == (None, THIN)
    assert some(0)["estimate"] is None


def test_months_are_told_of_enough_who_said_what_they_earn() -> None:
    silent = group(52, start=1500.0, earned=None)
    every = group(8), silent, group(60, "government"), group(60, "direct")
    assert is_told(*every)
    assert not is_told(*every, of="months")


def test_items_that_few_paid_for_are_not_told() -> None:
    def with_items(rows: list[dict[str, Any]], rare: int) -> list[dict[str, Any]]:
        return [
            {**row, "item_F1": row["cost"] - 100.0 * (at < rare), "item_X": 100.0 * (at < rare),
             "paid_F1": 1.0, "paid_X": float(at < rare)}
            for at, row in enumerate(rows)
        ]  # fmt: skip

    found = estimated(with_items(group(60), 6), with_items(group(60, "government"), 30))
    assert told(found, "TC_ITEM_PAID", ITEM="X")["band"] is None
    # With the item that everybody paid for it makes the whole cost: the rest would tell it.
    assert told(found, "TC_ITEM_COST", ITEM="F1")["band"] is None
    plenty = estimated(with_items(group(60), 15), with_items(group(60, "government"), 30))
    assert told(plenty, "TC_ITEM_PAID", ITEM="X")["estimate"] == 25.0
    assert told(plenty, "TC_ITEM_PAID", "government", ITEM="X")["estimate"] == 50.0
    assert told(plenty, "TC_ITEM_COST", ITEM="F1")["estimate"] == 100.0  # 98.1, in steps of 5


def test_nobody_is_an_error_that_says_why() -> None:
    rows = pl.DataFrame([{**one, "cost": -1.0} for one in group(3)])
    with pytest.raises(NobodyToCompare, match="An amount is negative"):
        estimate_typical_costs(cost_frame(rows))


@pytest.mark.slow
def test_the_same_workers_give_the_same_figures_in_any_order() -> None:
    rows = simulated_costs(5, (("NPL", "QAT"),), workers=250)
    one = estimate_typical_costs(cost_frame(rows), national_currency="NPR").frame
    other = estimate_typical_costs(cost_frame(rows.sample(fraction=1.0, shuffle=True, seed=1)), national_currency="NPR")
    assert one.equals(other.frame)


def test_a_comparison_is_told_where_both_channels_are() -> None:
    found = estimated(group(60), group(60, "government", start=700.0))
    (alone, here) = sorted(found.contrasts, key=lambda one: one.counterpart or "")
    assert (alone.counterpart, here.counterpart) == (None, "QAT")
    assert here.dollars["private"].adjusted == -300.0
    assert here.outside == {"private": 0.0, "government": 0.0}
    assert len(here.caveats) == 4
    assert estimated(group(60), group(9, "government", start=700.0)).contrasts == ()
    # Enough of each, but of the workers who can be compared too few agencies.
    apart = group(40, agencies=("a", "b"))
    others = group(40, agencies=("c", "d"), sector="trade")
    assert estimated(apart, others, group(60, "government")).contrasts == ()
