"""Which series this survey cannot give, since it did not ask, and in which currency earnings are."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.statistics.ilms.series import SERIES, Series
from fairway.warehouse.surveys.mapping import Mapped

NEEDED: Final = {
    "birth": "country_of_birth",
    "citizenship": "citizenship",
    "education": "education",
    "industry": "industry",
    "occupation": "occupation",
    "status": "status_in_employment",
    "injured": "injured_at_work",
    "neet": "in_education",
    "arrival_birth": "arrival_month",
    "arrival_citizenship": "arrival_month",
    "departed": "departure_month",
}
"""Dimension → the variable without which it is unknown for everybody."""
ABROAD: Final = "The survey does not ask about members abroad."


def unasked(mapped: Mapped, abroad: bool) -> tuple[dict[str, str], str]:
    """Series → why this survey does not give it; and the currency of earnings, "" where there is not one.

    Args:
        mapped: The standard frame of the persons.
        abroad: Whether there is a file of the members abroad.
    """
    missing = set(mapped.absent)
    found = {}
    currencies = _currencies(mapped)
    for one in SERIES:
        reason = _why(one, missing, currencies, abroad=abroad)
        if reason:
            found[one.code] = reason
    return found, currencies[0] if len(currencies) == 1 else ""


def _why(one: Series, missing: set[str], currencies: list[str], *, abroad: bool) -> str:
    if one.crossing.startswith("absent"):
        return "" if abroad else ABROAD
    if one.measure == "mean":
        if "monthly_earnings" in missing or "status_in_employment" in missing:
            return "The survey does not ask for earnings of employees."
        if len(currencies) != 1:
            said = ", ".join(currencies) or "none is stated"
            return f"Earnings need one currency (`earnings_currency`); found: {said}."
    used = {*one.dimensions, *one.fixed}
    lacking = sorted({NEEDED[name] for name in used if name in NEEDED and NEEDED[name] in missing})
    if one.crossing == "returned" and {"return_month", "arrival_month"} <= missing:
        lacking.append("return_month")
    return f"The survey does not ask, or the mapping leaves out: {', '.join(lacking)}." if lacking else ""


def _currencies(mapped: Mapped) -> list[str]:
    if "earnings_currency" in mapped.absent:
        return []
    found = mapped.frame.select(pl.col("earnings_currency").drop_nulls().unique()).collect(engine="streaming")
    return sorted(found.to_series().to_list())
