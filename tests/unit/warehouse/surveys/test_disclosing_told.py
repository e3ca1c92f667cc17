"""What measures tell: the classes that they count, the amounts that they add up, and classes that tell each other's."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from fairway.methods.survey.contrasts import Difference
from fairway.methods.survey.measures import Mean, MeanOfRatios, Proportion, Ratio, Total
from fairway.methods.survey.quantiles import Quantile
from fairway.warehouse.surveys.disclosing_told import hanging_together, joined_classes, told_by
from fairway.warehouse.surveys.specification import Protection, TableSpecification

ROWS = pl.LazyFrame(
    {
        "status": [1, 2, 3, 1, 2, 3, None, 1],
        "working": [1, 0, 0, 1, 0, 0, 0, 1],
        "seeking": [0, 1, 0, 0, 1, 0, 0, 0],
        "woman": [0, 0, 0, 1, 1, 1, 0, 1],
        "earn": [10.0, None, 5.0, 7.0, 3.0, 0.0, 2.0, 8.0],
        "hours": [40.0, 20.0, 10.0, 40.0, 0.0, 0.0, 1.0, 2.0],
    }
)


def table(*measures: Any) -> TableSpecification:
    return TableSpecification("t", "T", measures, Protection("suppression"), ())


def told(*measures: Any) -> tuple[list[str], list[str], list[str]]:
    found = told_by(table(*measures), ROWS)
    return tuple([one.name for one in some] for some in (found.classes, found.amounts, found.answered))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("measure", "classes", "amounts", "answered"),
    [
        (Total(), [], [], []),
        (Proportion("status"), ["answer status"], [], ["status"]),
        (Proportion("status", 3), ["answer status 3"], [], ["status"]),
        (Proportion("woman", 1), ["answer woman"], [], []),
        (Mean("woman"), ["answer woman"], [], []),
        (Mean("earn"), [], ["earn"], ["earn"]),
        (Difference(Mean("hours"), "woman", 1, 0), [], ["hours"], []),
        (Ratio("hours", "earn"), [], ["hours where earn is known", "earn"], ["earn"]),
        (Ratio("woman", "hours"), ["answer woman"], ["hours"], []),
        (MeanOfRatios("woman", "hours"), [], ["woman/hours"], ["hours above 0"]),
        (Quantile("earn"), [], [], ["earn"]),
    ],
)
def test_what_a_measure_tells(measure: Any, classes: list[str], amounts: list[str], answered: list[str]) -> None:
    assert told(measure) == (classes, amounts, answered)


def test_every_level_tells_one_of_them() -> None:
    assert told(Proportion("status", 3), Proportion("status"))[0] == ["answer status"]


def test_rows_without_an_answer_are_a_class_of_their_own() -> None:
    classes = told_by(table(Proportion("status")), ROWS).classes
    assert ROWS.select(classes[0].code).collect().to_series().to_list()[5:] == ["3", "(no answer)", "1"]


def test_classes_that_nobody_shares_are_put_together() -> None:
    asked = table(Proportion("working"), Proportion("woman"), Proportion("seeking"))
    found = joined_classes(asked, ROWS, told_by(asked, ROWS).classes)
    assert [one.name for one in found] == ["answer woman", "answer working and seeking"]
    codes = ROWS.select(found[1].code).collect().to_series()
    assert codes.unique().sort().to_list() == ["0 and 0", "0 and 1", "1 and 0"]


def test_classes_hang_together_by_common_rows() -> None:
    assert hanging_together([("1", "a"), ("1", "b"), ("2", "b"), ("3", "c")]) == 2
