"""What each simulated worker paid, to whom, when and in which currency, and what came back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from fairway.methods.counted_draws import Draws, Floats, Whole
from fairway.recruitment.simulation_places import market_of, month_names, rate_of

Yes = npt.NDArray[np.bool_]

MOST_MONTHS_BEFORE: Final = 6
"""How long before departure the first payment may be."""


@dataclass(frozen=True, slots=True)
class Job:
    """The first job in the last country; arrays of shape (N,), months counted from the year 0.

    Attributes:
        left: When the worker went there.
        first: When the job began.
        earned: The first full month.
        last: The month of return, or of the interview.
        abroad: The worker left the survey's country; others came to it.
        currency: Of the earnings.
        net: Net earnings of that month.
        rate: Units of that currency for one US dollar, then.
        home: The currency of the survey's country.
    """

    left: Whole
    first: Whole
    earned: Whole
    last: Whole
    abroad: Yes
    currency: npt.NDArray[np.object_]
    net: Floats
    rate: Floats
    home: str


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of payment.

    Attributes:
        item: Its code in the list of recruitment costs, or one of Fairway's own.
        share: Of the cost of those who pay it, on average and before shares are made to add up to 1.
        often: The share of payers who pay it.
        payee: Whom.
        before: Months before departure; negative: after.
        money: `home`, `dollars` or `there`.
    """

    item: str
    share: float
    often: float
    payee: str
    before: int
    money: str


KINDS: Final = (
    Kind("F1", 0.58, 0.82, "recruiter", 3, "home"),
    Kind("F2", 0.10, 0.10, "agency", 2, "home"),
    Kind("RC1", 0.06, 0.85, "clinic", 2, "home"),
    Kind("RC2", 0.02, 0.45, "insurer", 1, "home"),
    Kind("RC3", 0.03, 0.12, "testing_centre", 5, "home"),
    Kind("RC4", 0.02, 0.40, "training_centre", 4, "home"),
    Kind("RC5", 0.02, 0.10, "shop", 0, "home"),
    Kind("RC6", 0.20, 0.75, "airline", 1, "dollars"),
    Kind("RC7", 0.08, 0.90, "government", 3, "home"),
    Kind("informal", 0.22, 0.25, "sub_agent", 4, "home"),
    Kind("X", 0.08, 0.06, "official", 1, "home"),
)
BUNDLED: Final = 0.14
"""Of those who pay: paid one sum for everything."""
LENT: Final = 0.38
"""Of those who pay: borrowed, at up to 36 % a year."""
DEDUCTED: Final = 0.15
"""Of those who pay: a part was taken from wages in the first months."""
REFUNDED: Final = 0.07
"""Of those who pay for travel: got some or all of it back."""
HEAVY: Final = 0.04
"""Of those who pay: were defrauded, and paid several times the usual."""
_DEDUCTIONS: Final = 3


def payments_of(hired: pl.DataFrame, job: Job, seed: int) -> tuple[pl.DataFrame, Floats]:
    """The payments of workers.

    Args:
        hired: `person`, `psu`, `sex`, `education`, `destination`; one row a worker.
        job: Of each.
        seed: Of the population.

    Returns:
        One row a payment, and what was taken from the wages of the month of `job.earned`, in the currency of earnings;
        shape (N,).
    """
    person = hired["person"].to_numpy()
    draws, neighbours = Draws(seed, person + (1 << 52)), Draws(seed, hired["psu"].to_numpy() + (1 << 51))
    total = _totals(hired, job, draws, neighbours)
    bundled = draws.happens("bundle", BUNDLED)
    shares = [np.where(bundled, 0.0, _share(kind, draws)) for kind in KINDS]
    whole = np.maximum(np.sum(shares, axis=0), 1e-9)
    recovered = np.where(draws.happens("recovered from wages", DEDUCTED) & (total > 0), 0.2, 0.0)
    # Never more than a third of the wage.
    monthly = np.round(np.minimum(recovered * total / _DEDUCTIONS, job.net / job.rate / 3.0) * job.rate, 1)
    upfront = total * (1.0 - recovered)
    parts = [
        _paid(person, upfront * share / whole, kind, job, draws) for kind, share in zip(KINDS, shares, strict=True)
    ]
    lump = Kind("bundle", 1.0, 1.0, "recruiter", 2, "home")
    parts.append(_paid(person, np.where(bundled | (whole < 1e-6), upfront, 0.0), lump, job, draws))
    loan = np.where(draws.happens("loan", LENT), total * (0.03 + 0.25 * draws.uniform("interest")), 0.0)
    parts.append(_paid(person, loan, Kind("interest", 0.0, 0.0, "lender", -MOST_MONTHS_BEFORE, "home"), job, draws))
    parts += [_deducted(person, monthly, job, after) for after in range(_DEDUCTIONS)]
    return pl.concat(parts).sort("person", maintain_order=True), np.where(monthly > 0, monthly, 0.0)


def _totals(hired: pl.DataFrame, job: Job, draws: Draws, neighbours: Draws) -> Floats:
    """What each paid before interest, US dollars; nothing for about 15 in 100."""
    markets = {code: market_of(code) for code in hired["destination"].unique()}
    usual = np.array([markets[code].cost for code in hired["destination"]], dtype=np.float64)
    usual = np.where(job.abroad, usual, 260.0)
    spread = 0.55 * draws.normal("cost") + 0.3 * neighbours.normal("cost")
    heavy = draws.happens("defrauded", HEAVY)
    times = np.where(heavy, np.minimum(1.5 * (1.0 - draws.uniform("fraud")) ** (-1.0 / 2.2), 12.0), 1.0)
    women = np.where((hired["sex"] == "F").to_numpy(), 0.75, 1.0)
    free = draws.happens("free", np.where(usual < 300.0, 0.28, 0.12))
    return np.where(free, 0.0, usual * women * times * np.exp(spread - 0.2))


def _share(kind: Kind, draws: Draws) -> Floats:
    size = kind.share * np.exp(0.5 * draws.normal(f"share {kind.item}"))
    return np.where(draws.happens(f"pays {kind.item}", kind.often), size, 0.0)


def _paid(person: Whole, dollars: Floats, kind: Kind, job: Job, draws: Draws) -> pl.DataFrame:
    month = np.minimum(job.left - kind.before, job.last)
    currency = {"home": np.full(len(person), job.home, dtype=object), "there": job.currency}.get(
        kind.money, np.full(len(person), "USD", dtype=object)
    )
    amount = np.round(dollars * rate_of(currency, month))
    given_back = np.zeros(len(person))
    back_in, back_month = job.currency, np.minimum(job.first + 2, job.last)
    if kind.item == "RC6":
        part = np.where(draws.happens("part", 0.5), 0.5, 1.0)
        refunded = draws.happens("refund", REFUNDED)
        # At the rate of the payment, as employers do; a hair less than all, so that rounding gives back no more.
        refund = part * amount / rate_of(currency, month) * rate_of(back_in, back_month)
        given_back = np.where(refunded, np.floor(refund * 0.98), 0.0)
    back = pl.Series(given_back > 0)
    return (
        pl.DataFrame(
            {
                "simulated": np.ones(len(person), dtype=np.int8),
                "person": person,
                "item": [kind.item] * len(person),
                "payee": [kind.payee] * len(person),
                "amount": amount,
                "currency": pl.Series(currency, dtype=pl.String),
                "month": month_names(month),
                "reimbursed": given_back,
            }
        )
        .select(
            pl.all(),
            pl.when(back).then(pl.Series(back_in, dtype=pl.String)).alias("reimbursed_currency"),
            pl.when(back).then(month_names(back_month)).alias("reimbursed_month"),
        )
        .filter(pl.col("amount") > 0)
    )


def _deducted(person: Whole, monthly: Floats, job: Job, after: int) -> pl.DataFrame:
    month = job.earned + after
    return pl.DataFrame(
        {
            "simulated": np.ones(len(person), dtype=np.int8),
            "person": person,
            "item": ["deduction"] * len(person),
            "payee": ["employer"] * len(person),
            "amount": monthly,
            "currency": pl.Series(job.currency, dtype=pl.String),
            "month": month_names(month),
            "reimbursed": np.zeros(len(person)),
            "reimbursed_currency": pl.Series([None] * len(person), dtype=pl.String),
            "reimbursed_month": pl.Series([None] * len(person), dtype=pl.String),
        }
    ).filter(pl.Series((monthly > 0) & (month <= job.last)))
