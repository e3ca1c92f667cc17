"""The titles of series in other languages, composed of translated parts; where one has none, English stays.

The parts were translated by machine and nobody who speaks the language has read them: `MACHINE` says so to readers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

MACHINE: Final = "Titles in French, Spanish and Arabic were composed by machine."
_BY: Final = re.compile(r"(?P<head>.+?) by sex(?:, (?P<one>[^,]+?))? and (?P<two>[^,]+)")
_PATTERNS: Final = {
    "fr": ("{head} par sexe, {one} et {two}", "{head} par sexe et {two}"),
    "es": ("{head} por sexo, {one} y {two}", "{head} por sexo y {two}"),
    "ar": ("{head} حسب الجنس و{one} و{two}", "{head} حسب الجنس و{two}"),
}
_PARTS: Final[Mapping[str, tuple[str, str, str]]] = {
    "Working-age population": (
        "Population en âge de travailler", "Población en edad de trabajar", "السكان في سن العمل",
    ),
    "Labour force": ("Main-d’œuvre", "Fuerza de trabajo", "القوى العاملة"),
    "Labour force participation rate": (
        "Taux d’activité", "Tasa de participación en la fuerza de trabajo", "معدل المشاركة في القوى العاملة",
    ),
    "Employment": ("Emploi", "Empleo", "العمالة"),
    "Employment-to-population ratio": (
        "Ratio emploi/population", "Relación empleo-población", "نسبة العمالة إلى السكان",
    ),
    "Unemployment": ("Chômage", "Desempleo", "البطالة"),
    "Unemployment rate": ("Taux de chômage", "Tasa de desempleo", "معدل البطالة"),
    "Persons outside the labour force": (
        "Personnes hors de la main-d’œuvre", "Personas fuera de la fuerza de trabajo", "الأشخاص خارج القوى العاملة",
    ),
    "Inactivity rate": ("Taux d’inactivité", "Tasa de inactividad", "معدل عدم النشاط"),
    "Mean monthly earnings of employees": (
        "Gains mensuels moyens des salariés", "Ingresos mensuales medios de los asalariados",
        "متوسط الكسب الشهري للمستخدمين",
    ),
    "age": ("âge", "edad", "العمر"),
    "education": ("éducation", "educación", "التعليم"),
    "economic activity": ("activité économique", "actividad económica", "النشاط الاقتصادي"),
    "occupation": ("profession", "ocupación", "المهنة"),
    "status in employment": ("situation dans l’emploi", "situación en el empleo", "الوضع في العمل"),
    "place of birth": ("lieu de naissance", "lugar de nacimiento", "مكان الولادة"),
    "citizenship": ("citoyenneté", "ciudadanía", "الجنسية"),
}  # fmt: skip


def titles(english: str) -> dict[str, str]:
    """A title in English, and in every language for which all of its parts are known.

    Args:
        english: “Unemployment rate by sex, age and place of birth”.
    """
    found = _BY.fullmatch(english)
    parts = {name: part for name, part in found.groupdict().items() if part} if found else {}
    if not parts or any(part not in _PARTS for part in parts.values()):
        return {"en": english}
    said = {"en": english}
    for at, (language, (three, two)) in enumerate(_PATTERNS.items()):
        translated = {name: _PARTS[part][at] for name, part in parts.items()}
        said[language] = (three if "one" in parts else two).format(**translated)
    return said
