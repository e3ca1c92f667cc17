"""What recruitment costs and jobs pay in the invented corridors, and the invented exchange rates.

No figure here is an estimate for any real corridor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from fairway.methods.counted_draws import Floats, Whole


@dataclass(frozen=True, slots=True)
class Market:
    """A country in which migrants are hired.

    Attributes:
        cost: What those who pay, pay on average, US dollars.
        earnings: Of a month, on average, US dollars.
        currency: ISO 4217.
    """

    cost: float
    earnings: float
    currency: str


MARKETS: Final[Mapping[str, Market]] = {
    "QAT": Market(1150.0, 340.0, "QAR"),
    "ARE": Market(1080.0, 380.0, "AED"),
    "SAU": Market(1200.0, 330.0, "SAR"),
    "MYS": Market(1260.0, 400.0, "MYR"),
    "IND": Market(80.0, 190.0, "INR"),
    "KWT": Market(1320.0, 360.0, "KWD"),
    "KOR": Market(950.0, 1450.0, "KRW"),
    "JPN": Market(2400.0, 1300.0, "JPY"),
}
ELSEWHERE: Final = Market(420.0, 260.0, "USD")

PER_DOLLAR: Final[Mapping[str, float]] = {
    "NPR": 118.0, "INR": 74.0, "BDT": 86.0, "PKR": 170.0, "CNY": 6.6, "LKR": 200.0, "MMK": 1600.0, "PHP": 50.0,
    "KES": 112.0, "QAR": 3.64, "AED": 3.67, "SAR": 3.75, "MYR": 4.2, "KWD": 0.31, "KRW": 1180.0, "JPY": 112.0,
}  # fmt: skip
"""Units of a currency for one US dollar in `FIRST_MONTH`."""
_PEGGED: Final = ("QAR", "AED", "SAR")
_FIRST_YEAR: Final = 2010
_YEARS: Final = 30


def market_of(country: str) -> Market:
    """The market of a country."""
    return MARKETS.get(country, ELSEWHERE)


def per_dollar(currency: str, month: Whole) -> Floats:
    """Units of a currency for one US dollar, in months counted from the year 0."""
    if currency == "USD":
        return np.ones(len(month))
    level = PER_DOLLAR.get(currency, 1.0)
    if currency in _PEGGED:
        return np.full(len(month), level)
    since = (month - 12 * 2018) / 12.0
    return np.round(level * 1.022**since * (1.0 + 0.03 * np.sin(1.7 * since)), 4)


def rate_of(currencies: npt.NDArray[np.object_], month: Whole) -> Floats:
    """Units of each currency for one US dollar, each in its month; shape (N,)."""
    found = np.ones(len(month))
    for currency in set(currencies.tolist()):
        of_it = currencies == currency
        found[of_it] = per_dollar(currency, month[of_it])
    return found


def month_names(month: Whole) -> pl.Series:
    """Months counted from the year 0 as `2019-07`."""
    first, count = 12 * _FIRST_YEAR, 12 * _YEARS
    names = [f"{(first + at) // 12}-{(first + at) % 12 + 1:02}" for at in range(count)]
    return pl.Series(names, dtype=pl.String).gather(pl.Series(np.clip(month - first, 0, count - 1)))


def rates_of(currencies: list[str], first_month: int, last_month: int) -> pl.DataFrame:
    """A table of exchange rates: `simulated`, `currency`, `month`, `rate` (units of the currency for one US dollar)."""
    month = np.arange(first_month, last_month + 1)
    every = np.tile(month, len(currencies))
    return pl.DataFrame(
        {
            "simulated": np.ones(len(every), dtype=np.int8),
            "currency": pl.Series(np.repeat(np.array(currencies, dtype=object), len(month)), dtype=pl.String),
            "month": month_names(every),
            "rate": np.concatenate([np.empty(0), *(per_dollar(currency, month) for currency in currencies)]),
        }
    )
