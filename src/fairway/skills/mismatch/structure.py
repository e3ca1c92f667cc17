"""The data structures of DF_SKILLS_MISMATCH and DF_RETURNED_WORKERS: dimensions, attributes, code lists.

Codes are written as ILOSTAT writes its own where it has them; they were not compared with its registry.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.reference.classifications import code_list
from fairway.reference.places import by_code
from fairway.reference.survey_variables import COUNTRIES_BESIDE
from fairway.skills.mismatch import codes
from fairway.skills.mismatch.classification import APPROACHES
from fairway.skills.mismatch.figures import INDICATORS, RETURNED
from fairway.skills.mismatch.returned import MAJORS, titles
from fairway.warehouse.surveys.observed import ERRORS, STATUS

MISMATCH: Final = "DF_SKILLS_MISMATCH"
RETURNED_WORKERS: Final = "DF_RETURNED_WORKERS"
_NAMES: Final = {
    "FREQ": "Frequency",
    "REF_AREA": "Country of the survey",
    "INDICATOR": "Indicator",
    "APPROACH": "Approach to mismatch",
    "SEX": "Sex",
    "AGE": "Age group",
    "EDU": "Education",
    "CBR": "Place of birth",
    "CCT": "Citizenship",
    "EDU_PLACE": "Where education was obtained",
    "ARRIVED": "Time since arrival",
    "COUNTERPART": "Country worked in",
    "DURATION": "Time worked abroad",
    "OCU": "Occupation abroad",
    "REASON": "Main reason for return",
    "SKILLS": "Skills learned abroad are used now",
    "LFS": "Labour force status now",
    "MOVE_ABROAD": "From the occupation before leaving to that abroad",
    "MOVE_AFTER": "From the occupation before leaving to the present one",
}
_OF_MISMATCH: Final = (
    *("FREQ", "REF_AREA", "INDICATOR", "APPROACH", "SEX", "AGE", "EDU", "CBR", "CCT", "EDU_PLACE", "ARRIVED"),
)
_OF_RETURNED: Final = (
    *("FREQ", "REF_AREA", "INDICATOR", "SEX", "AGE", "EDU", "COUNTERPART", "DURATION", "OCU", "REASON"),
    *("SKILLS", "LFS", "MOVE_ABROAD", "MOVE_AFTER"),
)
_ATTRIBUTES: Final = (
    Component("UNIT_MEASURE", {"en": "Unit: PT percent, RATIO, PS persons, CUR national currency"}, required=True),
    Component("UNIT_MULT", {"en": "Unit multiplier"}, kind="integer"),
    *STATUS,
    *ERRORS,
    Component("COMMENT_OBS", {"en": "Remark"}),
    Component("SOURCE", {"en": "Source"}),
)
_PARENTS: Final = codes.TREES["place"]
TOTALS: Final = {
    "SEX": "SEX_T",
    "AGE": "AGE_10YRBANDS_TOTAL",
    "EDU": "EDU_AGGREGATE_TOTAL",
    "CBR": "CBR_STATUS_TOTAL",
    "CCT": "CCT_STATUS_TOTAL",
    "EDU_PLACE": "EPL_T",
    "ARRIVED": "YSA_T",
    "OCU": "OCU_ISCO08_TOTAL",
    **dict.fromkeys(("COUNTERPART", "DURATION", "REASON", "SKILLS", "LFS", "MOVE_ABROAD", "MOVE_AFTER"), "_T"),
}
"""Dimension → the code of its total."""


@cache
def mismatch_structure() -> DataStructure:
    """The structure of the rates, gaps and ratios."""
    indicators = {code: title for code, (title, _) in INDICATORS.items()}
    return _structure(
        MISMATCH,
        "Over-qualification of migrant workers and of nationals",
        _OF_MISMATCH,
        indicators,
        "A gap or ratio stands at the code of migrants (or of education abroad); it compares them with nationals "
        "(or with education here). The tertiary approach has EDU_AGGREGATE_ADV.",
    )


@cache
def returned_structure() -> DataStructure:
    """The structure of the profile of returned workers."""
    indicators = {code: title for code, (title, _) in RETURNED.items()}
    return _structure(
        RETURNED_WORKERS,
        "Profile of returned migrant workers",
        _OF_RETURNED,
        indicators,
        "A share is in all returned workers of the sex.",
    )


def _structure(
    id: str, title: str, dimensions: tuple[str, ...], indicators: Mapping[str, str], said: str
) -> DataStructure:
    lists = {**_lists(), "INDICATOR": indicators}
    named = {f"CL_{name}": _list(name, lists[name]) for name in (*dimensions, "OBS_STATUS", "CONF_STATUS")}
    return DataStructure(
        id,
        {"en": title},
        tuple(Component(name, {"en": _NAMES[name]}, f"CL_{name}") for name in dimensions),
        _ATTRIBUTES,
        named,
        descriptions={"en": said},
    )


@cache
def _lists() -> dict[str, Mapping[str, str]]:
    """List → code → title."""
    places = {code: place.name for code, place in by_code().items()}
    majors = code_list("isco")
    return {
        "FREQ": {"A": "Annual"},
        "REF_AREA": places,
        "APPROACH": {**APPROACHES, codes.NOT_APPLICABLE: "None"},
        "SEX": codes.SEX,
        "AGE": codes.AGE,
        "EDU": codes.EDUCATION,
        "CBR": codes.BIRTH,
        "CCT": codes.CITIZENSHIP,
        "EDU_PLACE": codes.PLACE,
        "ARRIVED": codes.ARRIVED,
        "COUNTERPART": {
            "_T": "Total",
            **places,
            **COUNTRIES_BESIDE,
            codes.OTHER: "Other countries, each of too few respondents",
            codes.NOT_STATED: "Not stated",
        },
        "OCU": {
            "OCU_ISCO08_TOTAL": "Total",
            **{f"OCU_ISCO08_{one}": majors.entry(one).title() for one in MAJORS},
            "OCU_ISCO08_X": "Not stated",
        },
        **titles(),
        "OBS_STATUS": {
            "A": "Normal value",
            "U": "Low reliability",
            "Q": "Missing value; suppressed",
            "O": "Missing value",
        },
        "CONF_STATUS": {"F": "Free", "N": "Not for publication"},
    }


def _list(name: str, said: Mapping[str, str]) -> CodeList:
    made = tuple(Code(code, {"en": title}, _PARENTS.get(code, "")) for code, title in said.items())
    return CodeList(f"CL_{name}", {"en": _NAMES.get(name, name)}, made)
