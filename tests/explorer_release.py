"""A release for tests of the explorer: employment by sex, age and place of birth, of two countries."""

from __future__ import annotations

from typing import Any

import polars as pl

from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.kernel.text import Text
from fairway.warehouse.releases import Release

LANGUAGES = ("en", "fr", "es", "ar")
NUMBER, RATE = "MST_TEMP_SEX_AGE_CBR_NB", "MST_TUNE_SEX_CBR_RT"


ARABIC = {
    "Employment by sex, age and place of birth": "العمالة حسب الجنس والعمر ومكان الولادة",
    "Unemployment rate by sex and place of birth": "معدل البطالة حسب الجنس ومكان الولادة",
    "Sex": "الجنس",
    "Age": "العمر",
    "Place of birth": "مكان الولادة",
    "Total": "المجموع",
    "Women": "نساء",
    "Men": "رجال",
    "Native-born": "مولودون في البلد",
    "Foreign-born": "مولودون في الخارج",
}


def _names(name: str) -> dict[str, str]:
    return {"en": name, "ar": ARABIC[name]} if name in ARABIC else {"en": name}


def _list(id: str, *codes: tuple[str, str, str]) -> CodeList:
    return CodeList(id, {"en": id}, tuple(Code(code, _names(name), parent) for code, name, parent in codes))


def _component(id: str, name: str, codes: str = "", **more: Any) -> Component:
    return Component(id, _names(name), codes, **more)


AREAS = {"NPL": "Nepal", "QAT": "Qatar", "PHL": "Philippines"}
SEXES = {"SEX_T": "Total", "SEX_F": "Women", "SEX_M": "Men"}
AGES = {"AGE_YTHADULT_YGE15": "15+", "AGE_YTHADULT_Y15-24": "15–24", "AGE_YTHADULT_YGE25": "25+"}
BIRTHS = {"CBR_STATUS_TOTAL": "Total", "CBR_STATUS_NATIVE": "Native-born", "CBR_STATUS_FOREIGN": "Foreign-born"}
COUNTRIES = ("IND", "NPL", "BGD", "PHL", "QAT")
STRUCTURE = DataStructure(
    "DF_ILMS",
    {"en": "Labour migration", "fr": "Migration de main-d’œuvre"},
    (
        _component("FREQ", "Frequency", "CL_FREQ"),
        _component("REF_AREA", "Reference area", "CL_AREA"),
        _component("INDICATOR", "Indicator", "CL_INDICATOR"),
        _component("SEX", "Sex", "CL_SEX"),
        _component("AGE", "Age", "CL_AGE"),
        _component("CBR", "Place of birth", "CL_CBR"),
    ),
    (
        _component("UNIT_MEASURE", "Unit", "CL_UNIT"),
        _component("OBS_STATUS", "Status", "CL_STATUS"),
        _component("CONF_STATUS", "Confidentiality", "CL_CONF"),
        _component("CI_LOWER", "Lower", kind="number"),
        _component("CI_UPPER", "Upper", kind="number"),
        _component("N_OBS", "Respondents", kind="integer"),
        _component("SOURCE", "Source"),
    ),
    {
        one.id: one
        for one in (
            _list("CL_FREQ", ("A", "Annual", "")),
            _list("CL_AREA", *((code, name, "") for code, name in AREAS.items())),
            _list(
                "CL_INDICATOR",
                (NUMBER, "Employment by sex, age and place of birth", ""),
                (RATE, "Unemployment rate by sex and place of birth", ""),
            ),
            _list("CL_SEX", *((code, name, "" if code == "SEX_T" else "SEX_T") for code, name in SEXES.items())),
            _list("CL_AGE", *((code, name, "") for code, name in AGES.items()), ("_Z", "Not classified", "")),
            _list(
                "CL_CBR",
                *((code, name, "" if code.endswith("TOTAL") else "CBR_STATUS_TOTAL") for code, name in BIRTHS.items()),
                *((f"CBR_COUNTRY_{code}", code, "CBR_STATUS_FOREIGN") for code in COUNTRIES),
                ("CBR_STATUS_X", "Not stated", "CBR_STATUS_TOTAL"),
            ),
            _list("CL_UNIT", ("PS", "Persons", ""), ("PT", "Per cent", "")),
            _list("CL_STATUS", ("A", "Normal", ""), ("U", "Low reliability", ""), ("Q", "Suppressed", "")),
            _list("CL_CONF", ("F", "Free", ""), ("N", "Not for publication", "")),
        )
    },
)


def observations(
    area: str = "NPL", years: tuple[int, ...] = (2019, 2021, 2023, 2024), *, plus: float = 0.0
) -> pl.DataFrame:
    """Employment by sex, age and birth, and the unemployment rate by sex and birth."""
    births = (*BIRTHS, *(f"CBR_COUNTRY_{code}" for code in COUNTRIES if code != area))
    rows = []
    for year in years:
        for sex, share in (("SEX_T", 1.0), ("SEX_F", 0.4), ("SEX_M", 0.6)):
            for age, part in zip(AGES, (1.0, 0.25, 0.75), strict=True):
                for at, birth in enumerate(births):
                    value = 7_000_000 * share * part * (1.0, 0.93, 0.07, 0.03, 0.02, 0.006, 0.0009)[min(at, 6)]
                    value *= 1 + (year - 2019) / 50
                    rows.append(_row(area, NUMBER, sex, age, birth, year, value + plus, "PS"))
            for at, birth in enumerate(BIRTHS):
                rows.append(_row(area, RATE, sex, "_Z", birth, year, 6.0 + 2 * at + share + (year - 2019) / 3, "PT"))
    return pl.DataFrame(rows, schema=list(STRUCTURE.columns), orient="row", infer_schema_length=None)


def _row(
    area: str, indicator: str, sex: str, age: str, birth: str, year: int, value: float, unit: str
) -> tuple[Any, ...]:
    persons = value if unit == "PS" else 1e6
    hidden, low = persons < 4_000, persons < 60_000
    spread = value * (0.05 if not low else 0.35)
    status = "Q" if hidden else "U" if low else "A"
    figures = (None, status, "N", None, None, None) if hidden else (
        value, status, "F", value - spread, value + spread, int(persons / 900)
    )  # fmt: skip
    estimate, *rest = figures
    return ("A", area, indicator, sex, age, birth, str(year), estimate, unit, *rest, "Labour force survey")


def release(edition: str = "NPL_LFS_2024", **more: Any) -> Release:
    """A release of such observations."""
    stated: dict[str, Any] = {
        "structure": STRUCTURE,
        "edition": edition,
        "publisher": "Office of Statistics",
        "title": f"Labour force survey {edition.rsplit('_', 1)[-1]}",
        "licence": "CC BY 4.0",
        "method": Text("Estimated from the survey with its design; small cells are withheld."),
        "url": "https://example.org/survey",
    }
    return Release(**{**stated, **more})


REPORT = """# Method

Estimated **from the survey** with `fairway ilms`.

- weights as published
- standard errors by linearisation

| Step | Rows |
| --- | --- |
| read | 12,000 |
| rejected | <3 |
"""
