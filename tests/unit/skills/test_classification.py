"""Who is over-qualified: at the edges of every approach."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from fairway.skills.mismatch import codes
from fairway.skills.mismatch.characteristics import characterised
from fairway.skills.mismatch.classification import classified
from fairway.skills.mismatch.errors import MethodUnusable
from fairway.skills.mismatch.method import Method
from fairway.skills.mismatch.requirements import required, skill_level
from fairway.skills.mismatch.thresholds import thresholds
from tests.unit.skills.frames import standard


def classes(rows: list[dict[str, Any]], method: Method | None = None) -> pl.DataFrame:
    frame = standard(pl.DataFrame([{"labour_force_status": "employed", "weight": 1.0, **one} for one in rows]))
    return classified(frame, method or Method(least_cell=1), "NPL").persons


@pytest.mark.parametrize(
    ("occupation", "levels"),
    [("2", (5, 8)), ("3112", (5, 8)), ("4110", (3, 4)), ("96", (0, 2)), ("0", None), ("01", (5, 8)), ("0310", (0, 2))],
)
def test_what_an_occupation_requires(occupation: str, levels: tuple[int, int] | None) -> None:
    assert required(occupation) == levels


@pytest.mark.parametrize(
    ("occupation", "level"), [("1", 4), ("14", 3), ("2", 4), ("3", 3), ("75", 2), ("9", 1), ("0", None), ("02", 2)]
)
def test_skill_levels_are_those_of_the_classification(occupation: str, level: int | None) -> None:
    assert skill_level(occupation) == level


def test_each_limit_is_matched_and_the_next_level_is_not() -> None:
    rows = [{"education": level, "occupation": "5223"} for level in "23456"]
    assert classes(rows)["normative"].to_list() == ["under", "matched", "matched", "over", "over"]


def test_who_is_not_employed_has_no_class_and_the_unknown_have_a_reason() -> None:
    rows: list[dict[str, Any]] = [
        {"education": "6", "occupation": "5223", "labour_force_status": "outside"},
        {"education": None, "occupation": "5223", "own_assessment": "over"},
        {"education": "6", "occupation": None},
        {"education": "6", "occupation": "0"},
    ]
    found = classes(rows).select("normative", "normative_why", "own", "own_why", "counted").rows()
    assert found == [
        (None, None, None, None, 0),
        ("undetermined", "education_unknown", "over", None, 0),
        ("undetermined", "occupation_unknown", "undetermined", "not_said", 0),
        ("undetermined", "armed_forces", "undetermined", "not_said", 1),
    ]


def test_what_the_worker_says_goes_before_what_the_job_needs() -> None:
    rows: list[dict[str, Any]] = [
        {"education": "6", "occupation": "2", "own_assessment": "under", "required_education": "3"},
        {"education": "6", "occupation": "2", "own_assessment": None, "required_education": "3"},
    ]
    assert classes(rows)["own"].to_list() == ["under", "over"]


def cells(rows: list[tuple[str, str, float, int]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["occupation", "education", "weight", "rows"], orient="row")


def test_the_mode_is_weighted_and_of_two_the_lower() -> None:
    found = thresholds(
        cells([("21", "6", 3.0, 9), ("21", "7", 5.0, 1), ("51", "3", 2.0, 1), ("51", "2", 2.0, 1)]),
        Method(digits=2, least_cell=1),
    )
    assert dict(found.filter(pl.col("digits") == 2).select("occupation", "low").rows()) == {"21": 7.0, "51": 2.0}


def test_a_small_group_takes_the_thresholds_of_the_group_above() -> None:
    rows = [{"education": "6", "occupation": "211"}] * 3 + [{"education": "8", "occupation": "212"}] * 2
    found = classes([*rows, {"education": "3", "occupation": "71"}], Method(least_cell=3))
    assert found["statistical"].to_list() == ["matched"] * 3 + ["over"] * 2 + ["undetermined"]
    assert found["statistical_why"].to_list() == [None] * 5 + ["no_threshold"]


def test_thresholds_of_nationals_leave_migrants_out() -> None:
    rows = [{"education": "3", "occupation": "51", "country_of_birth": "NPL"}] * 2
    rows += [{"education": "6", "occupation": "51", "country_of_birth": "IND"}] * 5
    of_all = classes(rows, Method(least_cell=1))["statistical"].to_list()
    of_nationals = classes(rows, Method(least_cell=1, thresholds_from="nationals"))["statistical"].to_list()
    assert of_all == ["under"] * 2 + ["matched"] * 5
    assert of_nationals == ["matched"] * 2 + ["over"] * 5


def test_equal_levels_are_matched_by_the_mean_whatever_their_weights() -> None:
    rows = [{"education": "5", "occupation": "51", "weight": weight} for weight in (0.1, 0.2, 0.7, 1e9)]
    assert classes(rows, Method(statistic="mean", least_cell=1))["statistical"].to_list() == ["matched"] * 4


@pytest.mark.parametrize(
    ("choice", "said"),
    [
        ({"statistic": "modes"}, "statistic cannot be “modes”"),
        ({"digits": 4}, "digits cannot be 4"),
        ({"migrants": ("birthplace",)}, "migrants cannot be “birthplace”"),
        ({"migrants": ()}, "migrants cannot be “”"),
        ({"thresholds_from": "natives"}, "thresholds_from cannot be “natives”"),
    ],
)
def test_choices_that_do_not_exist_are_refused(choice: dict[str, Any], said: str) -> None:
    with pytest.raises(MethodUnusable, match=said):
        Method(**choice)


@pytest.mark.parametrize(
    ("arrival", "band"),
    [("2019-06", "YSA_LT5"), ("2019-05", "YSA_5-9"), ("2014-06", "YSA_5-9"), ("2014-05", "YSA_GE10"), (None, "YSA_X")],
)
def test_years_since_arrival_are_completed_years(arrival: str | None, band: str) -> None:
    frame = standard(pl.DataFrame({"arrival_month": pl.Series([arrival], dtype=pl.String), "country_of_birth": "IND"}))
    assert characterised(frame, "NPL", "2024-05")["birth_years"].item() == f"{codes.FOREIGN}.{band}"


def test_recognition_is_a_part_of_schooling_abroad() -> None:
    rows = standard(
        pl.DataFrame(
            {
                "education_country": ["NPL", "IND", "IND", "IND", None],
                "qualification_recognised": [None, "yes", "no", None, "yes"],
                "occupation_before": ["2", "2", "5", None, "9"],
                "occupation": ["5", "2", "2", "2", "0"],
            }
        )
    )
    found = characterised(rows, "NPL", "2024-05")
    abroad = [codes.RECOGNISED, codes.NOT_RECOGNISED, codes.RECOGNITION_UNKNOWN]
    assert found["place_recognised"].to_list() == [codes.HERE, *abroad, codes.PLACE_UNKNOWN]
    assert found["move"].to_list() == ["down", "same", "up", None, None]
