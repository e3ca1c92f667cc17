"""What follows from several facts: migrant here, migrant there, attached to the labour market here."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from fairway.statistics.icls.expressions import PRIVATE, every, known, number, text
from fairway.statistics.icls.icls20.codes import UNSTATED
from fairway.statistics.icls.icls20.facts import second
from fairway.statistics.icls.months import at_least_ago
from fairway.statistics.icls.parameters import Parameters


def movements(country: str, parameters: Parameters) -> Sequence[pl.Expr]:
    """The facts that rest on others, each a private column."""
    foreign_born, foreign = known("foreign_born"), known("foreign")
    migrant = {"birth": foreign_born, "citizenship": foreign, "either": foreign_born | foreign}[parameters.migrants]
    present = known("presence")
    if parameters.assume_residents_present:
        present = pl.when(present.is_null() & known("resident")).then(True).otherwise(present)
    reason, permit = known("came_by_reason"), known("came_by_permit")
    came = {"reason": reason, "permit": permit, "either": reason | permit}[parameters.entry]
    found = {
        "migrant": migrant,
        "present": present,
        "active": known("employed") | known("unemployed"),
        "came_for_work": pl.when(known("never_came")).then(False).otherwise(came),
        "country_there": country_there(country),
        "migrant_there": migrant_there(country, parameters),
        "long_enough": long_enough(parameters),
        "recent": recent(parameters),
    }
    return [fact.alias(PRIVATE + name) for name, fact in found.items()]


def _stated(name: str) -> pl.Expr:
    """A country, null also where it is not stated which."""
    return pl.when(text(name) != UNSTATED).then(text(name))


def country_there(country: str) -> pl.Expr:
    """The country worked in abroad.

    It cannot be that of the survey: then it is taken as unknown (`contradictions` names such rows).
    """
    return pl.when(text("country_worked_abroad") != country).then(_stated("country_worked_abroad"))


def migrant_there(country: str, parameters: Parameters) -> pl.Expr:
    """Was a migrant in the country worked in abroad: not born there, or not a citizen of it, as the measure says.

    Who worked in the own country before coming here was no migrant worker there.
    """
    there = country_there(country)
    birth, one, two = _stated("country_of_birth"), _stated("citizenship"), _stated("second_citizenship")

    def at_home(place: pl.Expr) -> pl.Expr:
        return pl.when(place == country).then(False).otherwise(place == there)

    not_born = ~at_home(birth)
    not_citizen = ~(at_home(one) | second(at_home(two), False, parameters))
    if parameters.migrants == "birth":
        return not_born
    if parameters.migrants == "citizenship":
        return not_citizen
    never_both = every(birth != one, second(birth != two, True, parameters))
    return not_born | not_citizen | never_both


def long_enough(parameters: Parameters) -> pl.Expr:
    """Worked abroad for the minimum that the country sets."""
    least = parameters.minimum_months_worked_abroad
    return number("months_worked_abroad") >= least if least else pl.lit(True)


def recent(parameters: Parameters) -> pl.Expr:
    """Returned within the period that the country counts."""
    if parameters.recency_months is None or parameters.reference is None:
        return pl.lit(True)
    return ~at_least_ago("return_month", parameters.recency_months + 1, parameters.reference)
