"""The dataflow DF_ILMS: dimensions, attributes and code lists, with names in four languages where they are known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from babel import Locale

from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.reference import classifications, place_names, places
from fairway.statistics.ilms import codes
from fairway.statistics.ilms.series import SERIES
from fairway.statistics.ilms.titles import MACHINE, titles
from fairway.warehouse.surveys.observed import ERRORS, STATUS

LANGUAGES: Final = ("en", "fr", "es", "ar")
NOT_APPLICABLE: Final = "_Z"
TITLE: Final = {
    "en": "International labour migration statistics from national surveys",
    "fr": "Statistiques des migrations internationales de main-d’œuvre tirées d’enquêtes nationales",
    "es": "Estadísticas de migración laboral internacional de encuestas nacionales",
    "ar": "إحصاءات هجرة اليد العاملة الدولية من المسوح الوطنية",
}
VERIFIED: Final = {
    "CL_ILMS_INDICATOR": True,
    "CL_ILMS_SEX": True,
    "CL_ILMS_AGE": True,
    "CL_ILMS_EDU": True,
    "CL_ILMS_ECO": True,
    "CL_ILMS_OCU": True,
    "CL_ILMS_STE": True,
    "CL_ILMS_CBR": False,
    "CL_ILMS_CCT": False,
    "CL_ILMS_MIG": False,
    "CL_ILMS_COUNTERPART": False,
}
"""Whether the codes of a list were read from the ILO's own; the others follow their pattern."""
NATIONAL_CURRENCY: Final = "CUR"
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
UNITS: Final = {"PS": "Persons", "PT": "Per cent", "CUR": "National currency", "R100K": "Per 100,000", "IX": "Index"}
_STATUS: Final = {
    "A": "Normal value", "U": "Low reliability", "Q": "Missing value; suppressed", "O": "Missing value",
}  # fmt: skip
_CONF: Final = {"F": "Free (free for publication)", "N": "Not for publication, restricted for internal use only"}
_TOTAL: Final = {"en": "Total", "fr": "Total", "es": "Total", "ar": "المجموع"}
_UNKNOWN: Final = {"en": "Not stated", "fr": "Non indiqué", "es": "No consta", "ar": "غير مبين"}
_NONE: Final = {"en": "Not classified by this", "fr": "Sans objet", "es": "No se aplica", "ar": "لا ينطبق"}
_OTHERS: Final = {"en": "Other countries", "fr": "Autres pays", "es": "Otros países", "ar": "بلدان أخرى"}

_NAMES: Final[Mapping[str, Mapping[str, Mapping[str, str]]]] = {
    "SEX": {
        "SEX_F": {"en": "Women", "fr": "Femmes", "es": "Mujeres", "ar": "نساء"},
        "SEX_M": {"en": "Men", "fr": "Hommes", "es": "Hombres", "ar": "رجال"},
        codes.SEX_UNKNOWN: _UNKNOWN,
    },
    "AGE": {
        codes.YOUTH: {"en": "15–24"},
        codes.ADULT: {"en": "25+"},
        codes.PRIME: {"en": "25–54"},
        codes.OLDER: {"en": "55–64"},
        codes.OLD: {"en": "65+"},
    },
    "EDU": {
        "EDU_AGGREGATE_LTB": {"en": "Less than basic", "fr": "Inférieur au niveau de base", "es": "Inferior al básico"},
        "EDU_AGGREGATE_BAS": {"en": "Basic", "fr": "De base", "es": "Básico", "ar": "أساسي"},
        "EDU_AGGREGATE_INT": {"en": "Intermediate", "fr": "Intermédiaire", "es": "Intermedio", "ar": "متوسط"},
        "EDU_AGGREGATE_ADV": {"en": "Advanced", "fr": "Avancé", "es": "Avanzado", "ar": "متقدم"},
        codes.EDUCATION_UNKNOWN: _UNKNOWN,
    },
    "CBR": {
        codes.NATIVE: {"en": "Native-born", "fr": "Nés dans le pays", "es": "Nativos", "ar": "مولودون في البلد"},
        codes.FOREIGN_BORN: {"en": "Foreign-born", "fr": "Nés à l’étranger", "es": "Nacidos en el extranjero",
                             "ar": "مولودون في الخارج"},
        codes.BIRTH_UNKNOWN: _UNKNOWN,
    },
    "CCT": {
        codes.NATIONAL: {"en": "Nationals", "fr": "Nationaux", "es": "Nacionales", "ar": "مواطنون"},
        codes.NON_NATIONAL: {"en": "Non-nationals", "fr": "Étrangers", "es": "Extranjeros", "ar": "غير مواطنين"},
        codes.CITIZENSHIP_UNKNOWN: _UNKNOWN,
    },
    "MIG": {
        codes.MIGRANT: {"en": "International migrant workers", "fr": "Travailleurs migrants internationaux",
                        "es": "Trabajadores migrantes internacionales", "ar": "العمال المهاجرون الدوليون"},
        codes.NON_MIGRANT: {"en": "Other workers", "fr": "Autres travailleurs", "es": "Otros trabajadores",
                            "ar": "عمال آخرون"},
        codes.MIGRANT_UNKNOWN: {"en": "Undetermined", "fr": "Indéterminé", "es": "No determinado", "ar": "غير محدد"},
    },
    "COUNTERPART": {},
    "ECO": {
        "ECO_SECTOR_AGR": {"en": "Agriculture", "fr": "Agriculture", "es": "Agricultura", "ar": "الزراعة"},
        "ECO_SECTOR_IND": {"en": "Industry", "fr": "Industrie", "es": "Industria", "ar": "الصناعة"},
        "ECO_SECTOR_SER": {"en": "Services", "fr": "Services", "es": "Servicios", "ar": "الخدمات"},
        codes.INDUSTRY_UNKNOWN: _UNKNOWN,
    },
    "OCU": {codes.OCCUPATION_UNKNOWN: _UNKNOWN},
    "STE": {
        "STE_ICSE93_1": {"en": "Employees", "fr": "Salariés", "es": "Asalariados", "ar": "مستخدمون بأجر"},
        "STE_ICSE93_2": {"en": "Employers", "fr": "Employeurs", "es": "Empleadores", "ar": "أصحاب عمل"},
        "STE_ICSE93_3": {"en": "Own-account workers", "fr": "Travailleurs à leur propre compte",
                         "es": "Trabajadores por cuenta propia", "ar": "عاملون لحسابهم الخاص"},
        "STE_ICSE93_4": {"en": "Members of producers’ cooperatives"},
        "STE_ICSE93_5": {"en": "Contributing family workers", "fr": "Travailleurs familiaux",
                         "es": "Trabajadores familiares auxiliares", "ar": "عاملون في الأسرة"},
        codes.STATUS_UNKNOWN: {"en": "Not classifiable by status"},
    },
}  # fmt: skip
_DIMENSIONS: Final = {
    "FREQ": {"en": "Frequency", "fr": "Fréquence", "es": "Frecuencia", "ar": "التواتر"},
    "REF_AREA": {"en": "Reference area", "fr": "Zone de référence", "es": "Área de referencia", "ar": "المنطقة"},
    "INDICATOR": {"en": "Indicator", "fr": "Indicateur", "es": "Indicador", "ar": "المؤشر"},
    "SEX": {"en": "Sex", "fr": "Sexe", "es": "Sexo", "ar": "الجنس"},
    "AGE": {"en": "Age", "fr": "Âge", "es": "Edad", "ar": "العمر"},
    "EDU": {"en": "Education", "fr": "Éducation", "es": "Educación", "ar": "التعليم"},
    "CBR": {"en": "Place of birth", "fr": "Lieu de naissance", "es": "Lugar de nacimiento", "ar": "مكان الولادة"},
    "CCT": {"en": "Citizenship", "fr": "Citoyenneté", "es": "Ciudadanía", "ar": "الجنسية"},
    "MIG": {"en": "Migrant status", "fr": "Statut migratoire", "es": "Condición migratoria", "ar": "صفة الهجرة"},
    "COUNTERPART": {"en": "Country of residence, destination or previous residence"},
    "ECO": {"en": "Economic activity", "fr": "Activité économique", "es": "Actividad económica",
            "ar": "النشاط الاقتصادي"},
    "OCU": {"en": "Occupation", "fr": "Profession", "es": "Ocupación", "ar": "المهنة"},
    "STE": {"en": "Status in employment", "fr": "Situation dans l’emploi", "es": "Situación en el empleo",
            "ar": "الوضع في العمل"},
}  # fmt: skip
_ATTRIBUTES: Final = (
    Component("UNIT_MEASURE", {"en": "Unit of measure"}, "CL_ILMS_UNIT", required=True),
    Component("UNIT_MULT", {"en": "Unit multiplier"}, kind="integer"),
    *STATUS,
    *ERRORS,
    Component("SOURCE", {"en": "Source"}),
)


@cache
def structure() -> DataStructure:
    """The data structure of the tables."""
    lists = [
        CodeList("CL_FREQ", {"en": "Frequency"}, (Code("A", {"en": "Annual"}),), "SDMX", "2.1"),
        CodeList("CL_ILMS_AREA", {"en": "Countries and territories"}, tuple(_countries(""))),
        CodeList("CL_ILMS_INDICATOR", {"en": "Indicators"}, tuple(Code(one.code, titles(one.title)) for one in SERIES)),
        *(_list(name) for name in _NAMES),
        CodeList("CL_ILMS_UNIT", {"en": "Units"}, tuple(_units())),
        _small("CL_OBS_STATUS", "Observation status", _STATUS, "SDMX", "2.3"),
        _small("CL_CONF_STATUS", "Confidentiality status", _CONF, "SDMX", "1.4"),
    ]
    named = {"FREQ": "CL_FREQ", "REF_AREA": "CL_ILMS_AREA"}
    dimensions = tuple(
        Component(id, names, named.get(id, f"CL_ILMS_{id}")) for id, names in _DIMENSIONS.items()
    )  # fmt: skip
    unverified = ", ".join(name for name, yes in VERIFIED.items() if not yes)
    said = f"Codes as ILOSTAT writes them where that is known; not verified: {unverified}. {MACHINE}"
    return DataStructure(
        "DF_ILMS", TITLE, dimensions, _ATTRIBUTES, {one.id: one for one in lists}, descriptions={"en": said}
    )


def _units() -> Iterator[Code]:
    """The units; a currency by its own code, so that a figure of money says of which."""
    yield from (Code(code, {"en": said}) for code, said in UNITS.items() if code != NATIONAL_CURRENCY)
    names = {language: Locale.parse(language).currencies for language in LANGUAGES}
    for code in sorted(names["en"]):
        if _CURRENCY.fullmatch(code):
            yield Code(code, {language: str(known[code]) for language, known in names.items() if code in known})


def _small(id: str, name: str, said: Mapping[str, str], agency: str = "FAIRWAY", version: str = "1.0.0") -> CodeList:
    return CodeList(id, {"en": name}, tuple(Code(code, {"en": one}) for code, one in said.items()), agency, version)


def _countries(prefix: str, parent: str = "") -> list[Code]:
    found = []
    for iso3 in places.by_code():
        names = {language: place_names.display(iso3, language) for language in LANGUAGES}
        found.append(Code(f"{prefix}{iso3}", names, parent))
    return found


def _list(component: str) -> CodeList:
    total = codes.TOTALS[component]
    found = [Code(total, _TOTAL)]
    found += [Code(code, names, _parent(component, code, total)) for code, names in _NAMES[component].items()]
    if component in ("CBR", "CCT"):
        foreign = codes.FOREIGN_BORN if component == "CBR" else codes.NON_NATIONAL
        prefix = f"{component}_COUNTRY_"
        found += _countries(prefix, foreign) + _beside(prefix, foreign)
    elif component == "COUNTERPART":
        found += _countries("", total) + _beside("", total)
    elif component in ("ECO", "OCU"):
        found += _classified(component, total)
    found.append(Code(NOT_APPLICABLE, _NONE))
    return CodeList(f"CL_ILMS_{component}", _DIMENSIONS[component], tuple(found))


def _beside(prefix: str, parent: str) -> list[Code]:
    stateless = {"en": "Stateless", "fr": "Apatrides", "es": "Apátridas", "ar": "عديمو الجنسية"}
    return [
        Code(f"{prefix}XXX", {"en": "Another country, not stated which"}, parent),
        Code(f"{prefix}XXA", stateless, parent),
        Code(f"{prefix}{codes.OTHER}", _OTHERS, parent),
        Code(f"{prefix}{codes.UNSTATED}", _UNKNOWN, parent),
    ]


def _parent(component: str, code: str, total: str) -> str:
    inside = component == "AGE" and code in (codes.PRIME, codes.OLDER, codes.OLD)
    return codes.ADULT if inside else total


def _classified(component: str, total: str) -> list[Code]:
    name, prefix = {"ECO": ("isic4", "ECO_ISIC4_"), "OCU": ("isco08", "OCU_ISCO08_")}[component]
    sectors = codes.sector_of_section()
    tops = [entry for entry in classifications.code_list(name).entries if not entry.parent]
    return [Code(f"{prefix}{one.code}", dict(one.titles), sectors.get(f"{prefix}{one.code}", total)) for one in tops]
