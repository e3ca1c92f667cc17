"""Exchange rates by currency and month, and amounts converted with them, each at its own month.

Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18), for one currency in the numerator and the denominator; that an
amount is converted at the month in which it was paid is Fairway's choice, since an average cannot be converted.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import polars as pl

from fairway.recruitment.costs.errors import RatesUnusable
from fairway.recruitment.costs.months import first_of, is_no_month

COLUMNS: Final = ("currency", "month", "rate")
CURRENCY: Final = r"^[A-Z]{3}$"
PAIR: Final = ["currency", "month"]


@dataclass(frozen=True, slots=True)
class Rates:
    """Exchange rates.

    Attributes:
        frame: `currency` (ISO 4217), `month` (`2019-07`, or `2019` for amounts of which only the year is known), `rate`
            (units of the currency for one unit of the base).
        base: The currency that all rates are against.
        window_months: How much earlier than the payment a rate may be; 0: of the very month.
        source: Who publishes them.
    """

    frame: pl.DataFrame
    base: str
    window_months: int
    source: str

    @classmethod
    def of(cls, frame: pl.DataFrame, *, base: str, window_months: int, source: str) -> Rates:
        """Rates that were checked.

        Raises:
            RatesUnusable: A column is missing; a currency, month or rate cannot be read, or is there twice.
        """
        missing = [name for name in COLUMNS if name not in frame.columns]
        if missing:
            raise RatesUnusable(
                f"The table of exchange rates has no column {' and '.join(missing)}.",
                advice=f"It needs {', '.join(COLUMNS)}; it has {', '.join(frame.columns)}.",
            )
        made = frame.select(
            pl.col("currency").cast(pl.String).str.strip_chars(),
            pl.col("month").cast(pl.String).str.strip_chars(),
            pl.col("rate").cast(pl.Float64, strict=False),
        )
        _refuse(made, ~pl.col("currency").str.contains(CURRENCY).fill_null(value=False), "no currency of ISO 4217")
        _refuse(made, is_no_month("month") | pl.col("month").is_null(), "no month such as 2019-07, or year")
        _refuse(made, ~(pl.col("rate").is_finite() & (pl.col("rate") > 0)).fill_null(value=False), "no rate above 0")
        _refuse(made, made.select(PAIR).is_duplicated(), "a currency and month that are there twice")
        return cls(made, base, window_months, source)


@dataclass(frozen=True, slots=True)
class Converted:
    """Amounts in one currency.

    Attributes:
        amounts: Null where the amount is unknown or has no rate; shape (rows,).
        lacking: True where an amount that is not 0 has no rate; shape (rows,).
        used: The rates used: `currency`, `month` of payment, `rate_month`, `rate` (into the target), `amounts`.
    """

    amounts: pl.Series
    lacking: pl.Series
    used: pl.DataFrame


def converted(amounts: pl.DataFrame, rates: Rates, target: str) -> Converted:
    """Amounts in the target currency, each at its own month.

    The rate is that of the month, or the latest of the `window_months` before; of a year, that of the year. An amount
    of 0 is 0 in every currency.

    Args:
        amounts: Columns `amount`, `currency`, `month`; one row an amount.
        rates: The exchange rates.
        target: The currency wanted.
    """
    rows = amounts.select(pl.col("amount").cast(pl.Float64), *PAIR)
    pairs = rows.filter(pl.col("amount") != 0).group_by(PAIR).len("amounts").sort(PAIR)
    found = _rates_of(pairs, rates, target)
    value = rows["amount"] * 0.0
    some = (rows["amount"] != 0).fill_null(value=False)
    joined = rows.filter(some).join(
        found.select(*PAIR, "rate"), on=PAIR, how="left", nulls_equal=True, maintain_order="left"
    )
    value = value.scatter(some.arg_true(), joined["amount"] * joined["rate"])
    lacking = (rows["amount"].is_not_null() & value.is_null()).alias("lacking")
    return Converted(value, lacking, found.filter(pl.col("rate").is_not_null()))


def _rates_of(pairs: pl.DataFrame, rates: Rates, target: str) -> pl.DataFrame:
    """For each pair the rate into the target; null where there is none."""
    plain = pairs.filter(pl.col("currency") == target)
    own = plain.with_columns(pl.col("month").alias("rate_month"), pl.lit(1.0).alias("rate"))
    others = pairs.filter((pl.col("currency") != target).fill_null(value=True))
    source = _against_base(others, rates)
    wanted = _against_base(others.with_columns(pl.lit(target).alias("currency")), rates)
    older = pl.min_horizontal("rate_month", "target_month")
    made = source.with_columns(wanted["rate"].alias("target"), wanted["rate_month"].alias("target_month"))
    made = made.select(*pairs.columns, older.alias("rate_month"), (pl.col("target") / pl.col("rate")).alias("rate"))
    return pl.concat([own.with_columns(pl.col("rate_month").cast(pl.String)), made]).sort(PAIR)


def _against_base(pairs: pl.DataFrame, rates: Rates) -> pl.DataFrame:
    """The pairs, in their order, with `rate` and `rate_month` against the base."""
    table = rates.frame.with_columns(pl.col("month").alias("rate_month"), first_of("month").alias("at"))
    whole = table.filter(pl.col("month").str.len_chars() == len("2019")).select(*PAIR, "rate", "rate_month")
    monthly = table.filter(pl.col("month").str.len_chars() > len("2019")).select("currency", "at", "rate", "rate_month")
    asked = pairs.with_row_index("(row)").with_columns(first_of("month").alias("at"))
    year = (pl.col("month").str.len_chars() == len("2019")).fill_null(value=False)
    by_year = asked.filter(year).join(whole, on=PAIR, how="left")
    by_month = asked.filter(~year).sort("at", nulls_last=True)
    known = by_month.filter(pl.col("at").is_not_null()).join_asof(
        monthly.sort("at"),
        on="at",
        by="currency",
        strategy="backward",
        tolerance=rates.window_months,
        check_sortedness=False,
    )
    unknown = by_month.filter(pl.col("at").is_null())
    made = pl.concat([by_year, known, unknown], how="diagonal").sort("(row)")
    is_base = pl.col("currency") == rates.base
    return made.select(
        *pairs.columns,
        pl.when(is_base).then(1.0).otherwise(pl.col("rate")).alias("rate"),
        pl.when(is_base).then(pl.col("month")).otherwise(pl.col("rate_month")).alias("rate_month"),
    )


def _refuse(frame: pl.DataFrame, wrong: pl.Expr | pl.Series, said: str) -> None:
    rows = frame.with_row_index("row", offset=1).filter(wrong)
    if len(rows):
        first = rows.row(0, named=True)
        raise RatesUnusable(
            f"The table of exchange rates has {said} in {len(rows):,} rows.",
            advice=(
                f"Correct the table; the first is row {first['row']}: {first['currency']}, {first['month']}, "
                f"{first['rate']}. Row 1 is the first after the header."
            ),
            details={"rows": rows["row"].head(10).to_list()},
        )
