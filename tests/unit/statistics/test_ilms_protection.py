"""Rates and means are withheld with the numbers that they rest on; administrative figures are checked line by line."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from fairway.statistics.ilms import codes
from fairway.statistics.ilms.administrative import AdministrativeUnusable, administrative
from fairway.statistics.ilms.derivation import first_month
from fairway.statistics.ilms.observing import About
from fairway.statistics.ilms.protecting import Safe, marked
from fairway.warehouse.surveys.disclosing_suppression import Suppression

ABOUT = About("NPL", "2024", "A survey.")


def pattern(labour_force: str) -> Safe:
    """Women of one labour force status are withheld."""
    withheld = pl.DataFrame({"labour_force": [labour_force], "sex": ["SEX_F"]})
    found = Suppression(("t",), withheld, 9, 1, 0, ("persons",))
    return Safe({}, {"residents": found}, {"residents": {}})


def figures() -> pl.DataFrame:
    values = {"estimate": 50.0, "se": 1.234, "low": 47.1, "high": 52.9, "cv": 0.02468, "df": 20.0, "n": 30}
    return pl.DataFrame(
        {"sex": ["SEX_F", "SEX_M"], **{name: [one] * 2 for name, one in values.items()}, "reason": [None, None]},
        schema_overrides={"reason": pl.String, "n": pl.Int64},
    )


@pytest.mark.parametrize("withheld", [codes.EMPLOYED, codes.WORKING_AGE])
def test_a_rate_goes_with_its_numerator_and_its_denominator(withheld: str) -> None:
    legs = [{"labour_force": codes.EMPLOYED}, {"labour_force": codes.WORKING_AGE}]
    found = marked(figures(), legs, ["sex"], pattern(withheld), "residents")
    assert found["disclosure"].to_list() == ["suppressed", None]
    # Men add up with the withheld women: their error is coarse, and their number of respondents is not told.
    men = found.row(1, named=True)
    assert men["se"] == 1.2
    assert men["n"] is None


def test_a_rate_of_other_cells_stays() -> None:
    found = marked(figures(), [{"labour_force": codes.UNEMPLOYED}], ["sex"], pattern(codes.OUTSIDE), "residents")
    assert found["disclosure"].to_list() == [None, None]


@pytest.mark.parametrize(
    ("reference", "months", "first"),
    [("2024-05", 12, "2023-06"), ("2024-12", 12, "2024-01"), ("2024-01", 1, "2024-01")],
)
def test_the_months_of_a_flow_end_with_the_reference_month(reference: str, months: int, first: str) -> None:
    assert first_month(reference, months) == first


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("INDICATOR,OBS_VALUE\nINJ_FATL_SEX_MIG_NB,1\n", "lacks the column SOURCE"),
        ("INDICATOR,OBS_VALUE,SOURCE\nINJ_FATAL_SEX_MIG_NB,1,x\n", "line 2: there is no indicator"),
        ("INDICATOR,OBS_VALUE,SOURCE\nINJ_FATL_SEX_MIG_NB,many,x\n", "“many” is no number"),
        ("INDICATOR,OBS_VALUE,SOURCE\nINJ_FATL_SEX_MIG_NB,1,\n", "SOURCE is empty"),
        ("INDICATOR,SEX,OBS_VALUE,SOURCE\nINJ_FATL_SEX_MIG_NB,SEX_W,1,x\n", "“SEX_W” is no code of SEX"),
        ("INDICATOR,OBS_VALUE,SOURCE\n" + "INJ_FATL_SEX_MIG_NB,1,x\n" * 2, "two figures of one key"),
    ],
)
def test_administrative_figures_that_cannot_be_used(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "figures.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(AdministrativeUnusable, match=said):
        administrative(file, ABOUT)
