"""What single variables say of a person: each fact true, false, or null where the survey does not tell."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from fairway.reference.survey_variables import LABOUR_FORCE, PERMITS, REASONS, SPECIAL
from fairway.statistics.icls.expressions import PRIVATE, number, one_of, text, yes_no
from fairway.statistics.icls.icls20.codes import LEFT_OUT, SERVING_A_STATE
from fairway.statistics.icls.months import at_least_ago
from fairway.statistics.icls.parameters import Parameters


def facts(country: str, parameters: Parameters) -> Sequence[pl.Expr]:
    """The facts, each a private column."""
    category = text("special_category")
    category = category.fill_null("none") if parameters.assume_ordinary else category
    reason, permit = text("reason_for_coming"), text("permit_at_entry")
    status = text("labour_force_status")
    ever, worked = yes_no("ever_lived_abroad"), yes_no("worked_abroad")
    found = {
        "adult": number("age") >= parameters.working_age,
        "resident": residence(parameters),
        "presence": yes_no("present"),
        "foreign_born": text("country_of_birth") != country,
        "foreign": ~national(country, parameters),
        "category": category,
        "left_out": one_of(category, LEFT_OUT, SPECIAL),
        "serving_a_state": one_of(category, SERVING_A_STATE, SPECIAL),
        "employed": one_of(status, {"employed"}, LABOUR_FORCE),
        "unemployed": one_of(status, {"unemployed"}, LABOUR_FORCE),
        "works_here": text("country_of_work") == country,
        "transferred": reason == "transfer",
        "came_by_reason": one_of(reason, {"work", "transfer"}, REASONS),
        "came_by_permit": one_of(permit, {"work"}, PERMITS),
        "never_came": ~ever,
        "worked_abroad": pl.when(~worked | ~ever).then(False).when(worked).then(True),
    }
    return [fact.alias(PRIVATE + name) for name, fact in found.items()]


def residence(parameters: Parameters) -> pl.Expr:
    """Usual residence, as stated or by the stay."""
    stated = yes_no("usual_resident")
    if parameters.residence == "stated" or parameters.reference is None:
        return stated
    least = parameters.minimum_stay_months
    stay = (
        (number("intended_stay_months") >= least)
        | at_least_ago("arrival_month", least, parameters.reference)
        | ~yes_no("ever_lived_abroad")
    )
    return stay if parameters.residence == "stay" else stated & stay


def national(country: str, parameters: Parameters) -> pl.Expr:
    """Holds the citizenship of the country, alone or beside another."""
    return (text("citizenship") == country) | second(text("second_citizenship") == country, False, parameters)


def second(condition: pl.Expr, without: bool, parameters: Parameters) -> pl.Expr:
    """A condition on the second citizenship; `without`: what holds for whoever has no second one."""
    if not parameters.assume_single_citizenship:
        return condition
    single = pl.col("second_citizenship").is_null() & pl.col("citizenship").is_not_null()
    return pl.when(single).then(without).otherwise(condition)
