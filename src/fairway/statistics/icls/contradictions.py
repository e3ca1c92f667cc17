"""Histories that cannot be true: rows to be looked at, or rejected, before anybody is classified."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import polars as pl

from fairway.reference.places import find
from fairway.statistics.icls.classification import completed
from fairway.statistics.icls.expressions import number, text, yes_no
from fairway.statistics.icls.months import MONTH, earliest, latest
from fairway.statistics.icls.parameters import Parameters

MONTHS: Final = ("arrival_month", "departure_month", "return_month")


@dataclass(frozen=True, slots=True)
class Contradiction:
    """One rule. It speaks only where the answers exclude one another for certain: a year alone is any of its months.

    Attributes:
        rule: A short code.
        said: What is wrong, in words.
        variables: The standard variables it compares.
        wrong: From the country and the reference month (months since January of year 0) to the condition.
        needs_month: It compares with the reference month: without one it is not applied.
    """

    rule: str
    said: str
    variables: tuple[str, ...]
    wrong: Callable[[str, int], pl.Expr]
    needs_month: bool = False


def _before_birth(name: str) -> Callable[[str, int], pl.Expr]:
    """Whoever is a years old was born at the earliest in the month 12 (a + 1) months before the reference month."""
    return lambda _, month: latest(name) < month - 12 * (number("age").floor() + 1)


def _future(name: str) -> Callable[[str, int], pl.Expr]:
    return lambda _, month: earliest(name) > month


def _no_month(name: str) -> Callable[[str, int], pl.Expr]:
    return lambda _, month: ~text(name).str.contains(MONTH)


def _own_country(name: str) -> Callable[[str, int], pl.Expr]:
    return lambda country, _: text(name) == country


def _never_abroad() -> pl.Expr:
    return ~yes_no("ever_lived_abroad")


def _given(name: str) -> pl.Expr:
    return pl.col(name).is_not_null()


CONTRADICTIONS: Final[Sequence[Contradiction]] = (
    *(
        Contradiction(f"{name}_impossible", f"The {title} is no month.", (name,), _no_month(name))
        for name, title in zip(MONTHS, ("month of arrival", "month of departure", "month of return"), strict=True)
    ),
    *(
        Contradiction(f"{did}_after_interview", f"{title} after the reference month.", (name,), _future(name), True)
        for name, did, title in zip(
            MONTHS, ("arrival", "departure", "return"), ("Arrived", "Left", "Returned"), strict=True
        )
    ),
    *(
        Contradiction(f"{did}_before_birth", f"{title} before birth.", (name, "age"), _before_birth(name), True)
        for name, did, title in zip(
            MONTHS, ("arrival", "departure", "return"), ("Arrived", "Left", "Returned"), strict=True
        )
    ),
    Contradiction(
        "return_before_departure",
        "Returned before the departure.",
        ("return_month", "departure_month"),
        lambda _country, _month: latest("return_month") < earliest("departure_month"),
    ),
    Contradiction(
        "worked_abroad_longer_than_life",
        "Worked abroad for longer than the own age.",
        ("months_worked_abroad", "age"),
        lambda _country, _month: number("months_worked_abroad") >= 12 * (number("age").floor() + 1),
    ),
    Contradiction(
        "worked_abroad_but_never_lived_abroad",
        "Worked while living abroad, but never lived abroad.",
        ("worked_abroad", "ever_lived_abroad"),
        lambda _country, _month: yes_no("worked_abroad") & _never_abroad(),
    ),
    Contradiction(
        "previous_residence_but_never_lived_abroad",
        "Names a previous country of residence, but never lived abroad.",
        ("previous_residence", "ever_lived_abroad"),
        lambda country, _: (text("previous_residence") != country) & _never_abroad(),
    ),
    Contradiction(
        "arrived_but_never_lived_abroad",
        "Arrived to live here, but never lived abroad.",
        ("arrival_month", "ever_lived_abroad"),
        lambda _country, _month: _given("arrival_month") & _never_abroad(),
    ),
    Contradiction(
        "came_but_never_lived_abroad",
        "Has a reason for coming or a permit at entry, but never lived abroad.",
        ("reason_for_coming", "permit_at_entry", "ever_lived_abroad"),
        lambda _country, _month: (_given("reason_for_coming") | _given("permit_at_entry")) & _never_abroad(),
    ),
    Contradiction(
        "returned_but_never_lived_abroad",
        "Returned, but never lived abroad.",
        ("return_month", "ever_lived_abroad"),
        lambda _country, _month: _given("return_month") & _never_abroad(),
    ),
    Contradiction(
        "lives_elsewhere_but_never_lived_abroad",
        "Is not a usual resident, but never lived abroad.",
        ("usual_resident", "ever_lived_abroad"),
        lambda _country, _month: ~yes_no("usual_resident") & _never_abroad(),
    ),
    Contradiction(
        "country_but_never_worked_abroad",
        "Names a country of work abroad, but never worked abroad.",
        ("country_worked_abroad", "worked_abroad"),
        lambda _country, _month: _given("country_worked_abroad") & ~yes_no("worked_abroad"),
    ),
    Contradiction(
        "months_but_never_worked_abroad",
        "Names months of work abroad, but never worked abroad.",
        ("months_worked_abroad", "worked_abroad"),
        lambda _country, _month: (number("months_worked_abroad") > 0) & ~yes_no("worked_abroad"),
    ),
    Contradiction(
        "worked_abroad_in_own_country",
        "The country of work abroad is the country of the survey.",
        ("country_worked_abroad",),
        _own_country("country_worked_abroad"),
    ),
    Contradiction(
        "previous_residence_in_own_country",
        "The previous country of residence is the country of the survey.",
        ("previous_residence",),
        _own_country("previous_residence"),
    ),
    Contradiction(
        "absent_in_own_country",
        "The country of residence of an absent member is the country of the survey.",
        ("country_of_residence", "usual_resident"),
        lambda country, _: (text("country_of_residence") == country) & ~yes_no("usual_resident"),
    ),
    Contradiction(
        "resident_of_two_countries",
        "Is a usual resident, but lives in another country.",
        ("usual_resident", "country_of_residence"),
        lambda country, _: yes_no("usual_resident") & (text("country_of_residence") != country),
    ),
    Contradiction(
        "visitor_but_resident",
        "Is a visitor, but a usual resident.",
        ("special_category", "usual_resident"),
        lambda _country, _month: (
            text("special_category").is_in(["tourist", "working_tourist"]) & yes_no("usual_resident")
        ),
    ),
    Contradiction(
        "serves_from_abroad_but_present",
        "Serves this country from abroad, but was present.",
        ("special_category", "present"),
        lambda _country, _month: (text("special_category") == "remote_service") & yes_no("present"),
    ),
)


def contradictions(
    frame: pl.LazyFrame | pl.DataFrame,
    country: str,
    *,
    parameters: Parameters = Parameters(),  # noqa: B008 - a frozen value
) -> pl.DataFrame:
    """The rows whose answers exclude one another.

    Args:
        frame: A standard frame; null is unknown and contradicts nothing.
        country: The country of the survey: code or name.
        parameters: Its `reference_month`; without one the rules that compare with it are not applied.

    Returns:
        `row` (1 for the frame's first row), `rule` and `said`, one line for each rule a row breaks, in order of row and
        of `CONTRADICTIONS`.

    Raises:
        UnknownCode: The country is unknown.
        VariableMisshapen: A column is of the wrong type.
    """
    place, month = find(country).iso3, parameters.reference
    lazy, _ = completed(frame.lazy(), tuple(sorted({name for one in CONTRADICTIONS for name in one.variables})))
    applied = [one for one in CONTRADICTIONS if month is not None or not one.needs_month]
    broken = (
        lazy.select(one.wrong(place, month or 0).fill_null(False).alias(one.rule) for one in applied)
        .with_row_index("row", offset=1)
        .filter(pl.any_horizontal(one.rule for one in applied))
        .collect()
    )
    rules = pl.DataFrame({"rule": [one.rule for one in applied], "said": [one.said for one in applied]})
    return (
        broken.unpivot(index="row", variable_name="rule", value_name="is_broken")
        .filter("is_broken")
        .join(rules.with_row_index("order"), on="rule")
        .sort("row", "order")
        .select(pl.col("row").cast(pl.Int64), "rule", "said")
    )
