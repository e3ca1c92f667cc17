"""Codes of `special_category` by what they mean for a migrant worker."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

LEFT_OUT: Final = ("diplomat", "military", "remote_service", "tourist")
SERVING_A_STATE: Final = ("diplomat", "military")
NON_RESIDENT: Final = (
    "frontier",
    "seasonal",
    "itinerant",
    "project_tied",
    "specified_employment",
    "self_employed",
    "seafarer",
    "offshore",
    "working_tourist",
)
"""Groups that the guidelines name among non-resident foreign workers."""

UNSTATED: Final = "XXX"
"""A country other than that of the survey, not stated which: equal to none for certain, and different from none."""

CATEGORIES: Final[Mapping[str, str]] = {
    "resident_employed": "Usual resident, employed",
    "resident_unemployed": "Usual resident, unemployed",
    "frontier": "Frontier worker",
    "seasonal": "Seasonal worker",
    "itinerant": "Itinerant worker",
    "project_tied": "Project-tied worker",
    "specified_employment": "Specified-employment worker",
    "self_employed": "Self-employed worker",
    "seafarer": "Seafarer",
    "offshore": "Worker on an offshore installation",
    "working_tourist": "Visitor whose main purpose is work",
    "other_non_resident": "Other non-resident foreign worker, employed",
    "seeking_work": "Other non-resident foreign worker, seeking work",
    "none": "Not an international migrant worker",
    "undetermined": "Not known",
}
"""Values of `imw_category`, with their titles."""
