"""The mapping of derived persons: their columns have the standard names and codes already."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from fairway.reference.questionnaires.surveyed import design_of, reference_month, source_of
from fairway.reference.survey_variables import VARIABLES
from fairway.statistics.modules.deriving import Derived

ABSENT: Final = {"reason_for_coming": "reason_for_leaving"}
"""Of members abroad: standard variable → the derived column, where they differ."""


def mapping_of(found: Derived, *, country: str, title: str) -> dict[str, Any]:
    """What mapping.yaml says of persons.csv and absent.csv.

    Args:
        found: As derived.
        country: Of the survey, ISO 3166-1 alpha-3.
        title: Of the survey.

    Raises:
        AnswersMisshapen: No interview has a date.
    """
    month = reference_month(found.persons)
    survey = {
        "title": f"{title}, {country} {month[:4]}",
        "source": source_of(found.persons, title, month[:4]),
        "country": country,
        "reference_month": month,
        "design": design_of(),
        "variables": _columns(found.persons),
    }
    if not len(found.absent_members):
        return survey
    absent = _columns(found.absent_members)
    absent |= {ours: {"column": theirs} for ours, theirs in ABSENT.items() if theirs in found.absent_members.columns}
    return {**survey, "absent": {"file": "absent.csv", "variables": absent}}


def _columns(frame: pl.DataFrame) -> dict[str, dict[str, str]]:
    """Standard variable → its column; what nobody answered is left out, as if it had not been asked."""
    return {name: {"column": name} for name in frame.columns if name in VARIABLES and frame[name].count()}
