"""Releases of one survey have one name, whatever dataflow they are in."""

from __future__ import annotations

import pytest

from fairway.warehouse.releases_naming import EditionUnnameable, edition_of


@pytest.mark.parametrize(
    ("survey", "named"),
    [
        ("LFS", "NPL_LFS_2024"),
        ("Labour force survey", "NPL_LABOUR_FORCE_SURVEY_2024"),
        ("labour-force  survey ", "NPL_LABOUR_FORCE_SURVEY_2024"),
        ("x" * 100, f"NPL_{'X' * 40}_2024"),
    ],
)
def test_an_edition_is_named_after_country_survey_and_year(survey: str, named: str) -> None:
    assert edition_of("NPL", survey, "2024") == named


@pytest.mark.parametrize(("survey", "year"), [("श्रम", "2024"), ("", "2024"), ("LFS", "2023/24"), ("LFS", "٢٠٢٤")])
def test_what_makes_no_name_is_refused_with_advice(survey: str, year: str) -> None:
    with pytest.raises(EditionUnnameable, match="makes no name") as caught:
        edition_of("NPL", survey, year)
    assert "four digits" in caught.value.advice
