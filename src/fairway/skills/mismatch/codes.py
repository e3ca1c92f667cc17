"""The codes of both dataflows, as ILOSTAT writes its own where it has them; not compared with its registry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

NATIVE, FOREIGN, BIRTH_UNKNOWN = "CBR_STATUS_NATIVE", "CBR_STATUS_FOREIGN", "CBR_STATUS_X"
NATIONAL, NON_NATIONAL, CITIZENSHIP_UNKNOWN = "CCT_STATUS_NATIONAL", "CCT_STATUS_NONNATIONAL", "CCT_STATUS_X"
HERE, ABROAD, PLACE_UNKNOWN = "EPL_HERE", "EPL_ABROAD", "EPL_X"
RECOGNISED, NOT_RECOGNISED, RECOGNITION_UNKNOWN = "EPL_ABROAD_REC", "EPL_ABROAD_NOTREC", "EPL_ABROAD_X"
NOT_APPLICABLE: Final = "_Z"
OTHER: Final = "_O"
NOT_STATED: Final = "_U"
TERTIARY: Final = "EDU_AGGREGATE_ADV"

SEX: Final = {"SEX_T": "Total", "SEX_F": "Women", "SEX_M": "Men", "SEX_X": "Not stated"}
AGES: Final = (15, 25, 35, 45, 55, 65)
AGE: Final = {
    "AGE_10YRBANDS_TOTAL": "Total",
    "AGE_10YRBANDS_YLT15": "Under 15",
    **{f"AGE_10YRBANDS_Y{low}-{low + 9}": f"{low}–{low + 9}" for low in AGES[:-1]},
    "AGE_10YRBANDS_YGE65": "65 and over",
    "AGE_X": "Not stated",
}
EDUCATION: Final = {
    "EDU_AGGREGATE_TOTAL": "Total",
    "EDU_AGGREGATE_LTB": "Less than basic (ISCED 0)",
    "EDU_AGGREGATE_BAS": "Basic (ISCED 1–2)",
    "EDU_AGGREGATE_INT": "Intermediate (ISCED 3–4)",
    TERTIARY: "Advanced (ISCED 5–8)",
    "EDU_AGGREGATE_X": "Not stated",
}
OF_EDUCATION: Final = {
    "0": "EDU_AGGREGATE_LTB",
    **dict.fromkeys("12", "EDU_AGGREGATE_BAS"),
    **dict.fromkeys("34", "EDU_AGGREGATE_INT"),
    **dict.fromkeys("5678", TERTIARY),
}
BIRTH: Final = {
    "CBR_STATUS_TOTAL": "Total",
    NATIVE: "Native-born",
    FOREIGN: "Foreign-born",
    BIRTH_UNKNOWN: "Not stated",
}
CITIZENSHIP: Final = {
    "CCT_STATUS_TOTAL": "Total",
    NATIONAL: "Nationals",
    NON_NATIONAL: "Non-nationals",
    CITIZENSHIP_UNKNOWN: "Not stated",
}
PLACE: Final = {
    "EPL_T": "Total",
    HERE: "In the country of the survey",
    ABROAD: "In another country",
    RECOGNISED: "In another country, recognised here",
    NOT_RECOGNISED: "In another country, not recognised here",
    RECOGNITION_UNKNOWN: "In another country, recognition not stated",
    PLACE_UNKNOWN: "Not stated",
}
ARRIVED: Final = {
    "YSA_T": "Total",
    "YSA_LT5": "Less than 5 years ago",
    "YSA_5-9": "5 to 9 years ago",
    "YSA_GE10": "10 years ago or more",
    "YSA_X": "Not stated",
}
MOVES: Final = {"down": "To a lower skill level", "same": "At the same skill level", "up": "To a higher skill level"}

MIGRANTS: Final[Mapping[str, tuple[str, str]]] = {"birth": (FOREIGN, NATIVE), "citizenship": (NON_NATIONAL, NATIONAL)}
"""Measure of migrants → the code of migrants, that of nationals."""
TREES: Final[Mapping[str, Mapping[str, str]]] = {
    "birth": {f"{FOREIGN}.{code}": FOREIGN for code in ARRIVED if code != "YSA_T"},
    "place": {RECOGNISED: ABROAD, NOT_RECOGNISED: ABROAD, RECOGNITION_UNKNOWN: ABROAD},
}
"""Dimension of the tables → code → the group above it. Years since arrival are parts of the foreign-born."""
