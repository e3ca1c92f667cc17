"""What simulated migrant workers paid for their jobs: workers, payments and exchange rates, with the truth known.

Whoever is in the frame of persons and was hired abroad gets the same costs in the population and in every sample of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl

from fairway.methods.counted_draws import Draws
from fairway.recruitment.simulation_payments import MOST_MONTHS_BEFORE, Job, payments_of
from fairway.recruitment.simulation_places import market_of, month_names, rate_of, rates_of

ASKED_BACK_MONTHS: Final = 60
"""The module is asked of who left, or arrived, within five years."""
DESIGN: Final = ("stratum", "psu", "households_in_psu", "psus_in_stratum", "weight")
_STATUS: Final = ("employee", "own_account", "contributing_family")
_REASONS: Final = ("work", "family", "study")


@dataclass(frozen=True, slots=True)
class Recruited:
    """What the recruitment module of a survey recorded.

    Attributes:
        workers: One row a worker, with the columns of the design that the persons have; as `recruitment.costs` reads.
        items: One row a payment.
        rates: Exchange rates for every currency and month that occurs.
    """

    workers: pl.DataFrame
    items: pl.DataFrame
    rates: pl.DataFrame


def asked_of(persons: pl.DataFrame, country: str) -> pl.DataFrame:
    """The persons whom the module may concern: who came back from work abroad, and foreign-born adults at work."""
    came = (
        (pl.col("country_of_birth") != country) & (pl.col("labour_force_status") == "employed") & (pl.col("age") >= 20)
    )
    return persons.filter((pl.col("worked_abroad") == "yes") | came)


def recruited(persons: pl.DataFrame, *, seed: int, country: str, currency: str, reference_month: str) -> Recruited:
    """The workers among simulated persons, and what each of them paid.

    Args:
        persons: Standard variables, nothing missing: `person`, `psu`, `sex`, `age`, `education`, `arrival_month`,
            `return_month`, `months_worked_abroad`, `country_worked_abroad` …; the design columns are handed on.
        seed: Of the population.
        country: Of the survey: origin of those who returned, destination of those who arrived.
        currency: Of the country.
        reference_month: `2024-05`.
    """
    now = _month(reference_month)
    hired = _hired(asked_of(persons, country), country, now)
    draws = Draws(seed, hired["person"].to_numpy() + (1 << 52))
    job = _job(hired, draws, country, currency, now)
    items, deducted = payments_of(hired, job, seed)
    take_home = draws.happens("asked for take-home pay", 0.3)
    paid = np.isin(hired["person"].to_numpy(), items["person"].to_numpy())
    workers = hired.select(
        pl.lit(1, pl.Int8).alias("simulated"),
        *(name for name in DESIGN if name in hired.columns),
        *("person", "sex", "age", "education", "origin", "destination"),
        pl.coalesce("status", pl.Series(_STATUS).gather(draws.choice("status", (0.93, 0.05, 0.02)))).alias("status"),
        pl.coalesce("reason", pl.Series(_REASONS).gather(draws.choice("reason", (0.94, 0.04, 0.02)))).alias("reason"),
        *("occupation", "industry", "stay_months"),
        month_names(job.first).alias("first_job_month"),
        month_names(job.left).alias("departure_month"),
        month_names(job.left).alias("arrival_month"),
        pl.when(pl.col("returned").is_not_null()).then(month_names(job.last)).alias("return_month"),
        pl.Series(np.where(draws.happens("documented", 0.86), "yes", "no")).alias("documented"),
        pl.Series(np.where(paid, "yes", "no")).alias("paid"),
        pl.Series(np.where(take_home, job.net - deducted, job.net)).alias("earnings"),
        pl.Series(job.currency).alias("earnings_currency"),
        month_names(job.earned).alias("earnings_month"),
        pl.Series(np.where(take_home, "take_home", "net")).alias("earnings_basis"),
    )
    used = {*workers["earnings_currency"], *items["currency"], *items["reimbursed_currency"].drop_nulls()} - {"USD"}
    begin = int(job.left.min(initial=now)) - MOST_MONTHS_BEFORE
    return Recruited(workers, items, rates_of(sorted(used), begin, now))


def _job(hired: pl.DataFrame, draws: Draws, country: str, currency: str, now: int) -> Job:
    left = hired["arrived"].to_numpy()
    last = hired["returned"].fill_null(now).to_numpy()
    first = np.minimum(left + draws.choice("first job", (0.7, 0.2, 0.1)), last)
    earned = np.minimum(first + 1, last)
    abroad = (hired["origin"] == country).to_numpy()
    markets = {code: market_of(code) for code in hired["destination"].unique()}
    money = np.array([markets[code].currency for code in hired["destination"]], dtype=object)
    money = np.where(abroad, money, currency)
    usual = np.array([markets[code].earnings for code in hired["destination"]], dtype=np.float64)
    schooling = np.log1p(hired["education"].cast(pl.Float64).fill_null(2.0).to_numpy()) - 1.0
    log = 0.25 * schooling - 0.2 * (hired["sex"] == "F").to_numpy() + 0.4 * draws.normal("earnings")
    rate = rate_of(money, earned)
    made = np.where(abroad, usual, 230.0) * np.exp(log) * rate
    now_earned = hired["monthly_earnings"].fill_null(np.nan).to_numpy()
    began = np.where(np.isnan(now_earned), made, now_earned * np.exp(-0.1 + 0.1 * draws.normal("since")))
    net = np.rint(10.0 * np.where(abroad, made, began)) / 10.0
    return Job(left, first, earned, last, abroad, money, net, rate, currency)


def _month(text: str) -> int:
    return int(text[:4]) * 12 + int(text[5:7]) - 1


def _hired(persons: pl.DataFrame, country: str, now: int) -> pl.DataFrame:
    """Who returned from work abroad, or arrived as an adult and works: with months counted from the year 0."""

    def counted(name: str) -> pl.Expr:
        text = pl.col(name)
        return text.str.slice(0, 4).cast(pl.Int64) * 12 + text.str.slice(5, 2).cast(pl.Int64) - 1

    design = [name for name in DESIGN if name in persons.columns]
    back = persons.filter(pl.col("worked_abroad") == "yes").select(
        *design,
        "person", "sex", "age", "education",
        pl.lit(country).alias("origin"),
        pl.col("country_worked_abroad").alias("destination"),
        pl.lit(None, pl.String).alias("status"),
        pl.lit(None, pl.String).alias("reason"),
        pl.col("occupation_abroad").alias("occupation"),
        pl.col("industry_abroad").alias("industry"),
        pl.col("months_worked_abroad").alias("stay_months"),
        (counted("return_month") - pl.col("months_worked_abroad").cast(pl.Int64)).alias("arrived"),
        counted("return_month").alias("returned"),
        pl.lit(None, pl.Float64).alias("monthly_earnings"),
    )  # fmt: skip
    came = persons.filter(pl.col("worked_abroad") != "yes").select(
        *design,
        "person", "sex", "age", "education",
        pl.col("previous_residence").alias("origin"),
        pl.lit(country).alias("destination"),
        pl.col("status_in_employment").alias("status"),
        pl.col("reason_for_coming").alias("reason"),
        "occupation", "industry",
        pl.col("intended_stay_months").alias("stay_months"),
        counted("arrival_month").alias("arrived"),
        pl.lit(None, pl.Int64).alias("returned"),
        "monthly_earnings",
    )  # fmt: skip
    return pl.concat([back, came]).filter(pl.col("arrived") >= now - ASKED_BACK_MONTHS).sort("person")
