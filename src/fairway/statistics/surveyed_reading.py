"""Reading DF_ILMS for a corridor: which observations, of whom, and in which words."""

from __future__ import annotations

from typing import Final

from fairway.kernel.corridor import Corridor
from fairway.kernel.text import Text
from fairway.statistics.ilms import codes
from fairway.statistics.work_categories import OCCUPATIONS
from fairway.warehouse.asking import Row
from fairway.warehouse.asking_surveys import Surveyed, Surveys, ask_surveys
from fairway.warehouse.shelf import Shelf

DATAFLOW: Final = "DF_ILMS"
UNCLASSIFIED: Final = "_Z"
BASES: Final = {"CBR": "birth", "CCT": "citizenship"}
"""Dimension → the word for it in the tables of ILOSTAT; birth comes first."""
MIGRANTS: Final = {"CBR": codes.FOREIGN_BORN, "CCT": codes.NON_NATIONAL}
OTHERS: Final = {"CBR": codes.NATIVE, "CCT": codes.NATIONAL}
LEVELS: Final = {
    "EDU_AGGREGATE_LTB": "less-than-basic",
    "EDU_AGGREGATE_BAS": "basic",
    "EDU_AGGREGATE_INT": "intermediate",
    "EDU_AGGREGATE_ADV": "advanced",
}
"""Code of an education → the same in the tables of ILOSTAT."""
TRADES: Final = {f"OCU_ISCO08_{major}": words for major, words in OCCUPATIONS.items()}
SEXES: Final = {codes.TOTALS["SEX"]: Text("Women and men"), "SEX_F": Text("Women"), "SEX_M": Text("Men")}
ABROAD: Final = ("MNA_TPOP_SEX_CRS_NB", "MNA_OPOP_SEX_CDS_NB", "MNA_OEMP_SEX_CDS_NB", "MNA_XRET_SEX_CPR_NB")
PEOPLE: Final = {
    "CBR": ("MST_FORP_SEX_CBR_NB", "MST_FORE_SEX_CBR_NB", "MFL_FPOP_SEX_CBR_NB"),
    "CCT": ("MST_NCTP_SEX_CCT_NB", "MST_NCTE_SEX_CCT_NB", "MFL_NCIT_SEX_CCT_NB"),
}
"""Working-age population, employed, arrived: by country of birth or citizenship."""
STATES: Final = ("TEAP", "TEMP", "TUNE")
AT_DESTINATION: Final = frozenset(
    {
        *(code for series in PEOPLE.values() for code in series),
        *(f"MST_{state}_SEX_AGE_{basis}_{end}" for state in STATES for basis in BASES for end in ("NB", "RT")),
        *(f"MST_{name}_{basis}_{end}" for basis in BASES for name, end in (("TUNE_SEX_EDU", "RT"),)),
        *(f"MST_TEMP_SEX_{classes}_{basis}_NB" for basis in BASES for classes in ("EDU", "OCU", "ECO")),
    }
)


def at_destination(corridor: Corridor, shelf: Shelf) -> Surveys:
    """What surveys of the destination say of its migrants, and of those from the origin.

    Observations are in total by age, status in employment and migrant status.
    """
    ages = {codes.TOTALS["AGE"], UNCLASSIFIED}
    wanted = {"FREQ": {"A"}, "INDICATOR": AT_DESTINATION, "AGE": ages, "STE": {UNCLASSIFIED}, "MIG": {UNCLASSIFIED}}
    these = {name: {MIGRANTS[name], OTHERS[name], f"{name}_COUNTRY_{corridor.origin}", UNCLASSIFIED} for name in BASES}
    return ask_surveys(shelf, DATAFLOW, corridor.destination, wanted, these, corridor.year)


def about_abroad(corridor: Corridor, shelf: Shelf, counterpart: str) -> Surveys:
    """What surveys of the origin say of its people in the destination, or of all its people abroad."""
    wanted = {"FREQ": {"A"}, "INDICATOR": ABROAD}
    return ask_surveys(shelf, DATAFLOW, corridor.origin, wanted, {"COUNTERPART": {counterpart}}, corridor.year)


def sexes(corridor: Corridor) -> dict[str, Text]:
    """The sexes to be shown: the one asked for, or everybody, women and men."""
    return {code: words for code, words in SEXES.items() if corridor.sex is None or code == codes.SEXES[corridor.sex]}


def sex(corridor: Corridor) -> str:
    """The one sex to be shown where a figure has no room for several."""
    return codes.SEXES[corridor.sex] if corridor.sex else codes.TOTALS["SEX"]


def pair(survey: Surveyed, basis: str, **key: str) -> tuple[Row | None, Row | None]:
    """The observation of migrants, and that of others."""
    return survey.one(**{basis: MIGRANTS[basis]}, **key), survey.one(**{basis: OTHERS[basis]}, **key)
