"""The earnings of the first full month, net or gross as the method says, in the target currency."""

from __future__ import annotations

import polars as pl

from fairway.recruitment.costs.method import Method
from fairway.recruitment.costs.rates import Converted, Rates, converted


def with_earnings(
    people: pl.DataFrame, paid: pl.DataFrame, rates: Rates, method: Method
) -> tuple[pl.DataFrame, Converted]:
    """The workers with `earned`, null where it cannot be given, and with why not.

    Take-home earnings get back the wage deductions of that month which recover recruitment costs: those are in the
    cost, and must not lower the earnings as well. Taxes and social contributions are added or taken off where the basis
    is not the one wanted.

    Args:
        people: Workers as `workers_frame` gives them.
        paid: Payments as `valued` gives them.
        rates: Exchange rates.
        method: The basis wanted, and the one recorded where a worker's own is not stated.

    Returns:
        The workers, and the conversion of their earnings.

    Source: UNSD, SDG indicator metadata 10.7.1 (2022-05-18), “adjustments” of earnings; their sign for taxes is not
    stated there, hence the parameter.
    """
    month = pl.col("earnings_month")
    if method.unknown_month == "first_job_month":
        month = pl.coalesce(month, "first_job_month")
    people = people.with_columns(
        month.alias("(earnings month)"),
        pl.coalesce("earnings_basis", pl.lit(method.earnings_recorded, pl.String)).alias("(basis)"),
    )
    deductions = (
        paid.filter(pl.col("item") == "deduction")
        .group_by("person", pl.col("month").alias("(earnings month)"))
        .agg(pl.col("value").sum().alias("(deducted)"))
    )
    people = people.join(deductions, on=["person", "(earnings month)"], how="left", maintain_order="left")
    money = [pl.col("earnings_currency").alias("currency"), pl.col("(earnings month)").alias("month")]
    recorded = people.select(pl.col("earnings").alias("amount"), *money)
    taxes = people.select(pl.col("earnings_taxes").alias("amount"), *money)
    both = converted(pl.concat([recorded, taxes]), rates, method.currency)
    size = len(people)
    people = people.with_columns(
        both.amounts[:size].alias("(recorded)"),
        both.amounts[size:].alias("(taxes)"),
        both.lacking[:size].alias("(earnings without rate)"),
    )
    earned = _on_basis(method)
    other = pl.col("(recorded)").is_not_null() & earned.is_null()
    return people.with_columns(earned.alias("earned"), other.alias("(other basis)")), both


def _on_basis(method: Method) -> pl.Expr:
    """The earnings on the basis wanted; null where that cannot be worked out."""
    basis, recorded, taxes = pl.col("(basis)"), pl.col("(recorded)"), pl.col("(taxes)")
    net = (
        pl.when(basis == "take_home")
        .then(recorded + pl.col("(deducted)").fill_null(0.0))
        .when(basis == "net")
        .then(recorded)
    )
    if method.earnings == "net":
        return net.when(basis == "gross").then(recorded - taxes)
    return pl.when(basis == "gross").then(recorded).otherwise(net + taxes)
