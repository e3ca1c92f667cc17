"""Titles in other languages: composed where every part is known, else left in English."""

from __future__ import annotations

from fairway.statistics.ilms.series import SERIES
from fairway.statistics.ilms.titles import titles


def test_a_title_of_known_parts() -> None:
    assert titles("Unemployment rate by sex, age and place of birth") == {
        "en": "Unemployment rate by sex, age and place of birth",
        "fr": "Taux de chômage par sexe, âge et lieu de naissance",
        "es": "Tasa de desempleo por sexo, edad y lugar de nacimiento",
        "ar": "معدل البطالة حسب الجنس والعمر ومكان الولادة",
    }
    earnings = titles("Mean monthly earnings of employees by sex and place of birth")
    assert earnings["fr"] == "Gains mensuels moyens des salariés par sexe et lieu de naissance"


def test_a_title_with_an_unknown_part_stays_english() -> None:
    title = "Nationals abroad by sex and country of residence"
    assert titles(title) == {"en": title}
    assert titles("SDG 8.8.2: level of national compliance") == {"en": "SDG 8.8.2: level of national compliance"}


def test_most_series_have_titles_in_four_languages() -> None:
    assert sum(len(titles(one.title)) == 4 for one in SERIES) >= 43
