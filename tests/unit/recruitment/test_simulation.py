"""Simulated recruitment costs: the same in sample and population, varied as real ones are; the truth counted apart."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from fairway.methods.counted_draws import Draws
from fairway.recruitment.costs.frames import item_titles
from fairway.recruitment.costs.method import Coverage, Method, Role
from fairway.recruitment.costs.personal import Personal, personal_costs
from fairway.recruitment.costs.rates import Rates
from fairway.recruitment.simulation import ASKED_BACK_MONTHS, Recruited, asked_of, recruited
from fairway.recruitment.simulation_missing import AMOUNT, EARNINGS, with_unknown
from fairway.recruitment.simulation_truth import costs_and_earnings, truth_of_costs

SEED, MONTH = 5, "2024-05"


def persons_of(count: int, *, begin: int = 0) -> pl.DataFrame:
    """Invented persons: two of three came back from six countries, one came from abroad; in areas of ten."""
    number = pl.int_range(begin, begin + count, eager=True)
    back = number % 3 < 2
    places = pl.Series(["QAT", "SAU", "MYS", "IND", "JPN", "KOR"])

    def month(before: pl.Series) -> pl.Series:
        at = 12 * 2024 + 4 - before
        return pl.select(pl.format("{}-{}", at // 12, (at % 12 + 1).cast(pl.String).str.zfill(2))).to_series()

    def either(first: pl.Series, second: pl.Series) -> pl.Series:
        return first.zip_with(back, second)

    nothing, none = pl.Series([None] * count, dtype=pl.String), pl.Series([None] * count, dtype=pl.Float64)
    since = number % 30
    return pl.DataFrame(
        {
            "stratum": number // 100,
            "psu": number // 10,
            "weight": number * 0.0 + 2.0,
            "person": number,
            "sex": pl.Series(["M", "F"]).gather(number // 3 % 2),
            "age": number % 30 + 25,
            "education": (number % 7).cast(pl.String),
            "country_of_birth": either(pl.Series(["NPL"] * count), pl.Series(["IND"] * count)),
            "previous_residence": either(nothing, pl.Series(["IND"] * count)),
            "worked_abroad": either(pl.Series(["yes"] * count), pl.Series(["no"] * count)),
            "country_worked_abroad": either(places.gather(number // 3 % 6), nothing),
            "months_worked_abroad": either((number % 40 + 3).cast(pl.Float64), none),
            "return_month": either(month(since), nothing),
            "arrival_month": month(since),
            "intended_stay_months": either(none, (number % 50 + 6).cast(pl.Float64)),
            "reason_for_coming": either(nothing, pl.Series(["work", "family"]).gather((number // 6) % 2)),
            "labour_force_status": pl.Series(["employed"] * count),
            "status_in_employment": pl.Series(["employee"] * count),
            "occupation": pl.Series(["9111"] * count),
            "industry": pl.Series(["T"] * count),
            "occupation_abroad": either(pl.Series(["7112"] * count), nothing),
            "industry_abroad": either(pl.Series(["F"] * count), nothing),
            "monthly_earnings": either(none, (number % 90 * 500 + 9000).cast(pl.Float64)),
        }
    )


def of(persons: pl.DataFrame) -> Recruited:
    return recruited(persons, seed=SEED, country="NPL", currency="NPR", reference_month=MONTH)


@pytest.fixture(scope="module")
def found() -> Recruited:
    return of(persons_of(12_000))


def counted(found: Recruited, role: Role) -> Personal:
    rates = Rates.of(found.rates, base="USD", window_months=0, source="invented")
    return personal_costs(
        found.workers, found.items, rates, coverage=Coverage("NPL", role, MONTH), method=Method("net")
    )


def test_a_worker_paid_the_same_in_a_sample_as_in_the_population(found: Recruited) -> None:
    sample = of(persons_of(12_000).filter(pl.col("person") % 7 == 3))
    assert len(sample.workers) > 500
    persons = sample.workers["person"].implode()
    assert sample.workers.equals(found.workers.filter(pl.col("person").is_in(persons)))
    assert sample.items.equals(found.items.filter(pl.col("person").is_in(persons)))


def test_the_module_is_asked_of_who_left_within_five_years(found: Recruited) -> None:
    left = found.workers["arrival_month"]
    assert "2019-05" <= left.min() < "2019-09"  # type: ignore[operator]
    assert ASKED_BACK_MONTHS == 60
    assert len(found.workers) < len(asked_of(persons_of(12_000), "NPL"))


def test_dates_follow_one_another(found: Recruited) -> None:
    workers = found.workers
    back = workers["return_month"].fill_null(MONTH)
    assert (workers["first_job_month"] >= workers["arrival_month"]).all()
    assert (workers["earnings_month"] >= workers["first_job_month"]).all()
    assert (workers["earnings_month"] <= back).all()
    assert found.items["month"].max() <= MONTH  # type: ignore[operator]


@pytest.mark.parametrize("role", ["origin", "destination"])
def test_the_truth_is_what_the_indicator_computes_person_by_person(found: Recruited, role: Role) -> None:
    theirs = counted(found, role)
    eligible = theirs.persons.filter(pl.col("eligible") == 1).select(pl.col("person").cast(pl.Int64), "cost", "earned")
    ours = costs_and_earnings(found, MONTH).filter(pl.col(role) == "NPL").select("person", "cost", "earned")
    assert len(ours) > 500
    assert eligible["person"].to_list() == ours["person"].to_list()
    for name in ("cost", "earned"):
        assert (eligible[name] - ours[name]).abs().max() < 1e-9  # type: ignore[operator]
    assert set(theirs.excluded["reason"]) <= {
        "another_country", "not_employee", "not_for_work", "not_recent", "short_stay",
    }  # fmt: skip


def test_the_truth_is_what_counting_by_hand_gives(found: Recruited) -> None:
    truth = truth_of_costs(found, country="NPL", reference_month=MONTH)
    rows = costs_and_earnings(found, MONTH).filter(pl.col("origin") == "NPL").to_dicts()
    ratios = sorted(row["cost"] / row["earned"] for row in rows)
    assert truth["workers who count, returned"] == len(rows)
    assert truth["mean of cost to earnings, returned"] == pytest.approx(sum(ratios) / len(ratios))
    assert truth["total cost per total earnings, returned"] == pytest.approx(
        sum(row["cost"] for row in rows) / sum(row["earned"] for row in rows)
    )
    upper = truth["cost to earnings exceeded by a fifth, returned"]
    assert sum(ratio <= upper for ratio in ratios) >= 0.8 * len(ratios) > sum(ratio < upper for ratio in ratios)
    assert truth["workers who paid nothing, returned"] == pytest.approx(
        sum(not row["cost"] for row in rows) / len(rows)
    )
    paying = [row["cost"] / row["earned"] for row in rows if row["cost"] > 0]
    assert truth["mean of cost to earnings of payers, returned"] == pytest.approx(sum(paying) / len(paying))


def test_costs_are_as_varied_as_real_ones(found: Recruited) -> None:
    rows = costs_and_earnings(found, MONTH).filter(pl.col("origin") == "NPL")
    assert (rows["cost"] == 0).mean() == pytest.approx(0.15, abs=0.03)
    paid = rows.filter(pl.col("cost") > 0)
    assert paid["cost"].max() > 8 * paid["cost"].mean()  # type: ignore[operator]
    by_place = dict(paid.group_by("destination").agg(pl.col("cost").mean()).rows())
    assert by_place["JPN"] > 1.5 * by_place["QAT"] > 9 * by_place["IND"]
    items = found.items
    assert set(items["item"]) == {
        "F1", "F2", "RC1", "RC2", "RC3", "RC4", "RC5", "RC6", "RC7", "X", "informal", "bundle", "deduction", "interest",
    } <= set(item_titles())  # fmt: skip
    assert items["payee"].n_unique() > 8
    assert {"NPR", "USD", "QAR", "KRW"} <= set(items["currency"])
    assert (items["reimbursed"] > 0).sum() > 100
    assert (found.workers["earnings_basis"] == "take_home").sum() > 1000


def test_take_home_pay_is_net_pay_less_what_was_deducted_that_month(
    found: Recruited, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = Draws.happens

    def nobody_take_home(draws: Draws, name: str, probability: Any) -> Any:
        return usual(draws, name, 0.0 if name == "asked for take-home pay" else probability)

    monkeypatch.setattr(Draws, "happens", nobody_take_home)
    net = of(persons_of(12_000)).workers.select("person", pl.col("earnings").alias("net"))
    of_month = found.items.filter(pl.col("item") == "deduction").select(
        "person", pl.col("month").alias("earnings_month"), "amount"
    )
    rows = found.workers.join(net, on="person").join(of_month, on=["person", "earnings_month"])
    home = rows.filter(pl.col("earnings_basis") == "take_home")
    assert len(home) > 100
    assert (home["earnings"] + home["amount"] - home["net"]).abs().max() < 1e-6  # type: ignore[operator]
    assert (home["amount"] <= 0.34 * home["net"]).all()  # a third of the wage at most
    asked_net = rows.filter(pl.col("earnings_basis") == "net")
    assert (asked_net["earnings"] == asked_net["net"]).all()


def test_there_is_a_rate_for_every_amount_also_where_months_were_forgotten(found: Recruited) -> None:
    told = with_unknown(found, 3)
    result = counted(told, "origin")  # refuses what has no rate
    assert {"missing_costs", "no_earnings"} <= set(result.excluded["reason"])
    assert "no_rate" not in set(result.excluded["reason"])
    assert told.items["amount"].null_count() / len(told.items) == pytest.approx(AMOUNT, abs=0.004)
    assert told.workers["earnings"].null_count() / len(told.workers) == pytest.approx(EARNINGS, abs=0.015)
    assert (told.items["month"].str.len_chars() == 4).mean() == pytest.approx(0.1, abs=0.01)


def test_nobody_concerned_gives_empty_tables() -> None:
    nobody = of(persons_of(30).filter(pl.col("person") < 0))
    assert (len(nobody.workers), len(nobody.items)) == (0, 0)
