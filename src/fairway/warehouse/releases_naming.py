"""What the releases of a survey are called: the same in every dataflow, so that they are known to be of one survey."""

from __future__ import annotations

import re
from typing import Final

from fairway.kernel.errors import InputError

LONGEST: Final = 40


class EditionUnnameable(InputError):
    """A survey whose name and year make no name for an edition."""

    slug = "edition-unnameable"


def edition_of(country: str, survey: str, year: str) -> str:
    """Country, survey and year: `NPL_LABOUR_FORCE_SURVEY_2024`.

    Args:
        country: ISO 3166-1 alpha-3.
        survey: Its name, of which Latin letters and digits count.
        year: Four digits.

    Raises:
        EditionUnnameable: Nothing of the survey's name is left, or the year is not one.
    """
    name = re.sub(r"[^A-Z0-9]+", "_", survey.upper()).strip("_")[:LONGEST].strip("_")
    if not name or not re.fullmatch(r"[0-9]{4}", year):
        raise EditionUnnameable(
            f"“{survey}, {year}” makes no name for an edition.",
            advice="Give the survey a name with letters of the Latin alphabet, and the year as four digits.",
        )
    return f"{country}_{name}_{year}"
