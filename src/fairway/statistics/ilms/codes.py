"""The codes of the tables, as ILOSTAT writes them where that is known, with what each is a part of.

AGE, EDU, ECO, OCU, STE and SEX follow ILOSTAT's lists; the codes of place of birth, citizenship and migrant status were
written from their pattern (not verified).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fairway.reference import classifications

EMPLOYED: Final = "employed"
UNEMPLOYED: Final = "unemployed"
OUTSIDE: Final = "outside"
ELSE: Final = "other"
"""Below working age, or age or labour force status not stated."""
WORKING_AGE: Final = "working_age"
IN_LABOUR_FORCE: Final = "labour_force"
NOT_EMPLOYED: Final = "not_employed"
NONE: Final = "(none)"
"""Of those to whom a classification does not apply: the industry of the unemployed."""

JOBLESS: Final = "jobless"
"""The unemployed and those outside the labour force."""
REST: Final = "(rest)"
"""The people that a table leaves out."""

SEXES: Final = {"F": "SEX_F", "M": "SEX_M"}
SEX_UNKNOWN: Final = "SEX_X"

YOUTH: Final = "AGE_YTHADULT_Y15-24"
ADULT: Final = "AGE_YTHADULT_YGE25"
PRIME: Final = "AGE_AGGREGATE_Y25-54"
OLDER: Final = "AGE_AGGREGATE_Y55-64"
OLD: Final = "AGE_AGGREGATE_YGE65"

EDUCATION: Final = {
    "0": "EDU_AGGREGATE_LTB",
    **dict.fromkeys("12", "EDU_AGGREGATE_BAS"),
    **dict.fromkeys("34", "EDU_AGGREGATE_INT"),
    **dict.fromkeys("5678", "EDU_AGGREGATE_ADV"),
}
EDUCATION_UNKNOWN: Final = "EDU_AGGREGATE_X"

STATUS: Final = {
    "employee": "STE_ICSE93_1",
    "employer": "STE_ICSE93_2",
    "own_account": "STE_ICSE93_3",
    "cooperative": "STE_ICSE93_4",
    "contributing_family": "STE_ICSE93_5",
}
EMPLOYEE: Final = STATUS["employee"]
STATUS_UNKNOWN: Final = "STE_ICSE93_6"

OCCUPATION: Final = {digit: f"OCU_ISCO08_{digit}" for digit in "0123456789"}
OCCUPATION_UNKNOWN: Final = "OCU_ISCO08_X"

INDUSTRY_UNKNOWN: Final = "ECO_ISIC4_X"
SECTORS: Final = {
    "ECO_SECTOR_AGR": "A",
    "ECO_SECTOR_IND": "BCDEF",
    "ECO_SECTOR_SER": "GHIJKLMNOPQRSTU",
}

NATIVE: Final = "CBR_STATUS_NATIVE"
FOREIGN_BORN: Final = "CBR_STATUS_FOREIGN"
BIRTH_UNKNOWN: Final = "CBR_STATUS_X"
NATIONAL: Final = "CCT_STATUS_NATIONAL"
NON_NATIONAL: Final = "CCT_STATUS_NONNATIONAL"
CITIZENSHIP_UNKNOWN: Final = "CCT_STATUS_X"
OTHER: Final = "OTHER"
UNSTATED: Final = "X"

MIGRANT: Final = "MIG_STATUS_MIG"
NON_MIGRANT: Final = "MIG_STATUS_NMG"
MIGRANT_UNKNOWN: Final = "MIG_STATUS_X"

RECENT: Final = "recent"
EARLIER: Final = "earlier"
UNKNOWN: Final = "unknown"
NEET: Final = "neet"
IN_EDUCATION: Final = "in_education_or_employed"
INJURED: Final = "injured"
NOT_INJURED: Final = "not_injured"
NOT_NEET: Final = "not_neet"
NOT_HURT: Final = "not_hurt"
PRIVATE: Final = (NOT_EMPLOYED, NOT_NEET, NOT_HURT)
"""Groups that are estimated for the errors of rates alone; the column of each has its name."""
RETURNED: Final = "returned"

TOTALS: Final[Mapping[str, str]] = {
    "SEX": "SEX_T",
    "AGE": "AGE_YTHADULT_YGE15",
    "EDU": "EDU_AGGREGATE_TOTAL",
    "CBR": "CBR_STATUS_TOTAL",
    "CCT": "CCT_STATUS_TOTAL",
    "MIG": "MIG_STATUS_TOTAL",
    "COUNTERPART": "_T",
    "ECO": "ECO_ISIC4_TOTAL",
    "OCU": "OCU_ISCO08_TOTAL",
    "STE": "STE_ICSE93_TOTAL",
}
"""Component → the code of its total."""


def sections() -> dict[str, str]:
    """ISIC Rev.4 code → the code of its section."""
    entries = classifications.code_list("isic4").entries
    parents = {entry.code: entry.parent for entry in entries}
    found = {}
    for code in parents:
        top = code
        while parents[top]:
            top = parents[top]
        found[code] = f"ECO_ISIC4_{top}"
    return found


def sector_of_section() -> dict[str, str]:
    """The code of a section → that of its broad sector."""
    return {f"ECO_ISIC4_{letter}": sector for sector, letters in SECTORS.items() for letter in letters}
