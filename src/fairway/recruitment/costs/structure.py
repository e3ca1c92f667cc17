"""The data structure of DF_RECRUITMENT_COST: dimensions, attributes, code lists.

Codes are written as ILOSTAT writes its own where it has them; they were not compared with its registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.recruitment.costs.classes import (
    EDUCATION,
    MAJORS,
    NOT_STATED,
    OTHER,
    SECTIONS,
    SECTORS,
    SKILLS,
    age_codes,
)
from fairway.recruitment.costs.figures import OF_PAYERS, PAYERS, ZERO_SHARE, figures
from fairway.recruitment.costs.frames import item_titles
from fairway.recruitment.costs.method import Method
from fairway.reference.classifications import code_list
from fairway.reference.places import by_code
from fairway.warehouse.surveys.observed import ERRORS, STATUS

ID: Final = "DF_RECRUITMENT_COST"
TOTALS: Final = {
    "SEX": "SEX_T",
    "AGE": "AGE_10YRBANDS_TOTAL",
    "EDU": "EDU_AGGREGATE_TOTAL",
    "SKILL": "OCU_SKILL_TOTAL",
    "OCU": "OCU_ISCO08_TOTAL",
    "ECO": "ECO_ISIC4_TOTAL",
    "COUNTERPART": "_T",
    "DOC": "DOC_T",
    "ITEM": "_T",
}
"""Dimension → the code of its total."""
_EDUCATION: Final = {
    "LTB": "Less than basic (ISCED 0)",
    "BAS": "Basic (ISCED 1–2)",
    "INT": "Intermediate (ISCED 3–4)",
    "ADV": "Advanced (ISCED 5–8)",
}
_STATUS: Final = {
    "A": "Normal value",
    "U": "Low reliability",
    "Q": "Missing value; suppressed",
    "O": "Missing value",
}
_ROLES: Final = {"DESTINATION": "Where the workers worked", "ORIGIN": "Where the workers came from"}
_CONFIDENTIAL: Final = {"F": "Free", "N": "Not for publication"}
_NAMES: Final = {
    "FREQ": "Frequency",
    "REF_AREA": "Country of the survey",
    "INDICATOR": "Indicator",
    "SEX": "Sex",
    "AGE": "Age group",
    "EDU": "Education",
    "SKILL": "Skill level",
    "OCU": "Occupation",
    "ECO": "Economic activity",
    "COUNTERPART": "Country of destination, or of origin",
    "DOC": "Documentation",
    "ITEM": "Cost item",
}


def structure(quantile: float = 0.8) -> DataStructure:
    """The data structure with its dataflow.

    Args:
        quantile: The upper quantile that the method asks for, which has an indicator of its own.
    """
    lists = {f"CL_{name}": _list(name, codes) for name, codes in _codes(quantile).items()}
    return DataStructure(
        ID,
        {"en": "Recruitment costs borne by migrant workers (SDG 10.7.1)"},
        tuple(Component(name, {"en": title}, f"CL_{name}") for name, title in _NAMES.items()),
        (
            Component("UNIT_MEASURE", {"en": "Unit: MONTHS of earnings, PT percent, PS persons, or a currency"}),
            Component("UNIT_MULT", {"en": "Unit multiplier"}, kind="integer"),
            *STATUS,
            Component("COUNTERPART_ROLE", {"en": "What the other country is"}, "CL_COUNTERPART_ROLE", required=True),
            *ERRORS,
            Component("COMMENT_OBS", {"en": "Remark"}),
            Component("SOURCE", {"en": "Source"}),
        ),
        lists,
        descriptions={"en": "The estimator is part of each indicator’s name: mean of ratios, median, quantile, ratio."},
    )


def indicators(quantile: float) -> dict[str, str]:
    """Each indicator with its title, in which its estimator is named."""
    plain = {one.indicator: one.title for one in (*figures(Method("net", quantile=quantile)), ZERO_SHARE)}
    payers = {f"{code}{PAYERS}": f"{title}{OF_PAYERS}" for code, title in plain.items() if code != "RCI_ZERO_SHARE"}
    return {**plain, **payers, "COST_SHARE": "Share in recruitment costs"}


def _codes(quantile: float) -> dict[str, Mapping[str, tuple[str, str]]]:
    """List → code → title and parent."""
    majors, sections = code_list("isco"), code_list("isic")
    economy = {section: group for group, letters in SECTORS.items() for section in letters}
    sectors = ("Agriculture", "Industry", "Services")
    eco = {f"ECO_ISIC4_{one}": (sections.entry(one).title(), economy[one]) for one in SECTIONS}
    return {
        "FREQ": {"A": ("Annual", "")},
        "REF_AREA": _plain((code, place.name) for code, place in by_code().items()),
        "INDICATOR": _plain(indicators(quantile).items()),
        "SEX": {
            **_total("SEX"),
            **_plain({"SEX_F": "Women", "SEX_M": "Men", f"SEX{NOT_STATED}": "Not stated"}.items()),
        },
        "AGE": {**_total("AGE"), **_plain({**age_codes(), f"AGE{NOT_STATED}": "Not stated"}.items())},
        "EDU": {
            **_total("EDU"),
            **_plain((f"EDU_AGGREGATE_{code}", _EDUCATION[code]) for code in EDUCATION),
            "EDU_AGGREGATE_X": ("Not stated", ""),
        },
        "SKILL": {**_total("SKILL"), **_plain((code, f"Skill level {code[len('OCU_SKILL_L') :]}") for code in SKILLS)},
        "OCU": {
            **_total("OCU"),
            **_plain((f"OCU_ISCO08_{one}", majors.entry(one).title()) for one in MAJORS),
            "OCU_ISCO08_X": ("Not stated", ""),
        },
        "ECO": {
            **_total("ECO"),
            **_plain(zip(SECTORS, sectors, strict=True)),
            **eco,
            "ECO_ISIC4_X": ("Not stated", ""),
        },
        "COUNTERPART": {
            **_total("COUNTERPART"),
            **_plain((code, place.name) for code, place in by_code().items()),
            OTHER: ("Other countries, each of too few workers", ""),
            NOT_STATED: ("Not stated", ""),
        },
        "DOC": {
            **_total("DOC"),
            **_plain({"DOC_YES": "Documented", "DOC_NO": "Undocumented", f"DOC{NOT_STATED}": "Not stated"}.items()),
        },
        "ITEM": {**_total("ITEM"), **_plain(item_titles().items()), OTHER: ("Other items", "")},
        "OBS_STATUS": _plain(_STATUS.items()),
        "CONF_STATUS": _plain(_CONFIDENTIAL.items()),
        "COUNTERPART_ROLE": _plain(_ROLES.items()),
    }


def _total(name: str) -> dict[str, tuple[str, str]]:
    return {TOTALS[name]: ("Total", "")}


def _plain(codes: Iterable[tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return {code: (title, "") for code, title in codes}


def _list(name: str, codes: Mapping[str, tuple[str, str]]) -> CodeList:
    made = tuple(Code(code, {"en": title}, parent) for code, (title, parent) in codes.items())
    return CodeList(f"CL_{name}", {"en": _NAMES.get(name, name)}, made)
