"""Answers to one rating that contradict each other: they are kept, and listed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import polars as pl

from fairway.recruitment.ratings.questions import EARLIEST_YEAR
from fairway.reference.questionnaires.answers import MAIN, fault

OF_A_PAYMENT: Final = ("receipt", "borrowed")
OF_A_CONTRACT: Final = ("contract_understood", "contract_before", "contract_copy")


def contradictions(main: pl.DataFrame, year: int) -> Iterator[pl.DataFrame]:
    """One row for each contradiction of each rating.

    Args:
        main: The answers, typed, with every question of the whole form; and `received`.
        year: After which none lies, where the day of receipt is not known.
    """
    yield from _of_the_journey(main, year)
    yield from _of_payments(main)
    for name in OF_A_CONTRACT:
        without = pl.col("contract_given").is_in(["none", "spoken"]) & pl.col(name).is_in(["yes", "no"])
        yield fault(main, MAIN, without, ("contract_given", name), "tells of a written contract where there was none")
    not_told = (pl.col("complained") == "no") & (
        pl.col("complaint_answered").is_in(["yes", "no", "waiting"]) | pl.col("complained_to").is_not_null()
    )
    yield fault(
        main, MAIN, not_told, ("complained", "complained_to", "complaint_answered"),
        "did not complain, but tells of a complaint",
    )  # fmt: skip


def _of_the_journey(main: pl.DataFrame, year: int) -> Iterator[pl.DataFrame]:
    left, last = pl.col("departure_year"), pl.col("received").dt.year().fill_null(year)
    yield fault(main, MAIN, left > last, ("departure_year",), "a year that had not come when the rating was received")
    yield fault(main, MAIN, left < EARLIEST_YEAR, ("departure_year",), f"a year before {EARLIEST_YEAR}")
    yield fault(
        main, MAIN, pl.col("origin") == pl.col("destination"), ("origin", "destination"),
        "left a country for the same country",
    )  # fmt: skip


def _of_payments(main: pl.DataFrame) -> Iterator[pl.DataFrame]:
    nothing = pl.col("paid_anyone") == "no"
    yield fault(
        main, MAIN, nothing & (pl.col("fee_total") > 0), ("paid_anyone", "fee_total"),
        "paid nothing, but an amount: the amount is kept",
    )  # fmt: skip
    yield fault(
        main, MAIN, nothing & pl.col("fee_items").is_not_null(), ("paid_anyone", "fee_items"),
        "paid nothing, but says for what",
    )  # fmt: skip
    for name in OF_A_PAYMENT:
        yield fault(
            main, MAIN, nothing & pl.col(name).is_in(["yes", "no"]), ("paid_anyone", name),
            "paid nothing, but tells of a payment",
        )  # fmt: skip
    yield fault(
        main, MAIN, (pl.col("borrowed") == "no") & pl.col("loan_months").is_not_null(), ("borrowed", "loan_months"),
        "borrowed nothing, but says how long it takes to pay back",
    )  # fmt: skip
    for amount, currency in (("fee_total", "fee_currency"), ("pay_amount", "pay_currency")):
        yield fault(
            main, MAIN, (pl.col(amount) > 0) & pl.col(currency).is_null(), (amount, currency),
            "an amount without a currency: it is kept, but cannot be compared",
        )  # fmt: skip
