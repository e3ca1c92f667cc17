"""The classification of a frame of persons, a million of them in a fraction of a second."""

from __future__ import annotations

from typing import Final

import polars as pl

from fairway.kernel.errors import InputError
from fairway.reference.places import find
from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.icls.expressions import PRIVATE
from fairway.statistics.icls.parameters import Parameters
from fairway.statistics.icls.rules import rule_set

VARIABLES_USED: Final = (
    "age",
    "usual_resident",
    "present",
    "country_of_birth",
    "citizenship",
    "second_citizenship",
    "ever_lived_abroad",
    "arrival_month",
    "intended_stay_months",
    "reason_for_coming",
    "permit_at_entry",
    "special_category",
    "labour_force_status",
    "country_of_work",
    "worked_abroad",
    "country_worked_abroad",
    "months_worked_abroad",
    "return_month",
)
"""The standard variables that the rules read; one that a frame lacks is unknown for everybody."""


class VariableMisshapen(InputError):
    """A column of a standard frame has the wrong type."""

    slug = "survey-variable"


def classify(
    frame: pl.LazyFrame | pl.DataFrame,
    country: str,
    *,
    parameters: Parameters = Parameters(),  # noqa: B008 - a frozen value
    rules: str = "icls20",
) -> pl.LazyFrame:
    """The frame with the concepts of the guidelines, person by person.

    Args:
        frame: A standard frame (`fairway.reference.survey_variables`), one row a person; null is unknown.
        country: The country of the survey: code or name.
        parameters: The national choices.
        rules: The version of the guidelines: `icls20`.

    Returns:
        The same rows in the same order with, as text and never null: `by_citizenship` (national | non-national |
        unknown), `by_birth` (native | foreign-born | unknown); for each of `CONCEPTS` a column yes | no | undetermined
        and a column `…_why`, a code of `REASONS`; and `imw_category`.

    Raises:
        UnknownCode: The country or the rule set is unknown.
        VariableMisshapen: A column is of the wrong type.

    Source: ICLS/20/2018/Guidelines, definitions of the five concepts (paragraphs not verified).
    """
    chosen = rule_set(rules)
    place = find(country).iso3
    lazy = frame.lazy()
    lazy, filled = completed(lazy, VARIABLES_USED)
    private = set(filled)
    for stage in chosen.stages(place, parameters):
        lazy = lazy.with_columns(stage)
        private |= {name for one in stage if (name := one.meta.output_name()).startswith(PRIVATE)}
    return lazy.drop(sorted(private))


def completed(frame: pl.LazyFrame, variables: tuple[str, ...]) -> tuple[pl.LazyFrame, list[str]]:
    """The frame with every variable, those it lacks as null, and the names of the latter.

    Raises:
        VariableMisshapen: A column is of the wrong type.
    """
    schema = frame.collect_schema()
    for name in variables:
        if name in schema:
            _check_type(name, schema[name])
    lacking = [name for name in variables if name not in schema]
    return frame.with_columns(pl.lit(None).alias(name) for name in lacking), lacking


def _check_type(name: str, found: pl.DataType) -> None:
    numeric = VARIABLES[name].kind == "number"
    fits = found.is_numeric() if numeric else found in (pl.String, pl.Categorical, pl.Enum)
    if fits or found == pl.Null:
        return
    raise VariableMisshapen(
        f"The column {name} holds {found}, but {'numbers' if numeric else 'text'} were expected.",
        advice="Map the survey’s columns to the standard variables first.",
        details={"column": name, "expected": "number" if numeric else "text", "found": str(found)},
    )
