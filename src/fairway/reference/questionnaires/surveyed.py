"""What the answers themselves say of their survey: when it was, how it was drawn, whether anybody in it is real."""

from __future__ import annotations

from typing import Any, Final

import polars as pl

from fairway.reference.questionnaires.answers import AnswersMisshapen

INVENTED: Final = ("1", "1.0", "true")
TO_STATE: Final = "To be stated"


def reference_month(interviews: pl.DataFrame) -> str:
    """The month in which most interviews were, by `interview_month`.

    Raises:
        AnswersMisshapen: No interview has a date.
    """
    months = interviews["interview_month"].drop_nulls().cast(pl.String).str.slice(0, 7)
    if not len(months):
        raise AnswersMisshapen(
            "No interview has a usable date.",
            advice="Give interview_date in the main table, as 2024-05-15: the month of the survey follows from it.",
        )
    counts = months.value_counts(sort=True)
    most = counts.filter(pl.col("count") == counts["count"][0])
    return str(most["interview_month"].max())


def source_of(interviews: pl.DataFrame, title: str, year: str) -> dict[str, Any]:
    """Who publishes the survey, as mappings and settings state it; to be corrected, but for invented persons."""
    if "simulated" in interviews.columns and interviews["simulated"].cast(pl.String).is_in(list(INVENTED)).all():
        licence = "CC0-1.0; every person is invented"
        return {"publisher": "Fairway", "survey": title, "year": year, "licence": licence, "demonstration": True}
    return {"publisher": TO_STATE, "survey": title, "year": year, "licence": TO_STATE}


def design_of() -> dict[str, Any]:
    """The design that is stated with `weight`, `stratum` and `psu`."""
    return {"weight": "weight", "stages": [{"unit": "psu", "stratum": "stratum"}]}
