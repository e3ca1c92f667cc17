"""The settings of recruitment costs that fit the derived workers, to begin with."""

from __future__ import annotations

from typing import Any

from fairway.recruitment.modules.deriving import Workers
from fairway.reference.questionnaires.surveyed import design_of, reference_month, source_of


def settings_of(found: Workers, *, country: str, role: str, title: str, sample: bool) -> dict[str, Any]:
    """What costs.yaml says of workers.csv and items.csv.

    Args:
        found: As derived.
        country: Of the survey, ISO 3166-1 alpha-3.
        role: Of that country: `origin` or `destination`.
        title: Of the survey.
        sample: Whether sample.csv, the units that were drawn, lies beside.

    Raises:
        AnswersMisshapen: No interview has a date.
    """
    month = reference_month(found.workers)
    return {
        "title": f"{title}, {country} {month[:4]}",
        "source": source_of(found.workers, title, month[:4]),
        "country": country,
        "role": role,
        "reference_month": month,
        "design": design_of(),
        # Only workers are in their file: areas in which nobody is one have been sampled as well.
        **({"sample": "sample.csv"} if sample else {}),
        "rates": {"file": "rates.csv", "base": "USD", "window_months": 3, "source": "Name the bank or publication"},
        "method": {"earnings": "net", "currency": "USD"},
        "by": ["sex", "education", "counterpart"],
        "disclosure": {"method": "suppression", "rules": [{"kind": "minimum_frequency", "n": 5}]},
    }
