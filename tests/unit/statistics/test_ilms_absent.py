"""Members abroad are few, and live in few of the sampled units: the others count as units with nobody."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Total
from fairway.methods.survey.plan import Is
from fairway.statistics.ilms.absent import ABROAD, UNIVERSE, with_sampled_units
from fairway.warehouse.surveys import open_survey

DESIGN = Design("weight", (Stage("psu", "stratum"),))
PERSONS = pl.DataFrame(
    {"weight": [5.0] * 10, "stratum": [1] * 4 + [2] * 6, "psu": [1, 2, 3, 4, 5, 6, 5, 6, 5, 6], "age": [30] * 10}
)


def members(psu: pl.Series) -> pl.DataFrame:
    """Three members, all of households in the first unit."""
    return pl.DataFrame({"weight": [10.0] * 3, "stratum": [1] * 3, "psu": psu}).with_columns(
        pl.lit(ABROAD).alias(UNIVERSE)
    )


@pytest.mark.parametrize("psu", [pl.Series([1, 1, 1]), pl.Series([1.0, 1.0, 1.0]), pl.Series(["1", "1.0", " 1"])])
def test_units_without_members_abroad_are_units(psu: pl.Series) -> None:
    frame, design = with_sampled_units(members(psu), DESIGN, PERSONS, DESIGN)
    with open_survey(frame, design) as survey:
        row = survey.estimate([Total()], where=[Is(UNIVERSE, (ABROAD,))]).frame.row(0, named=True)
    # The units of stratum 1 have totals of 30, 0, 0 and 0, with a mean of 7.5; stratum 2 has none and no variance.
    # 4/3 · (22.5² + 3 · 7.5²) = 4/3 · 675 = 900.
    assert row["estimate"] == 30.0
    assert row["se"] == pytest.approx(30.0, rel=1e-12)
    assert row["n"] == 3
    assert len(survey.units) == 6


def test_where_each_person_is_a_unit_all_of_them_stay() -> None:
    design = Design("weight", (Stage(None, "stratum"),))
    frame, _ = with_sampled_units(members(pl.Series([1, 1, 1])), design, PERSONS, design)
    assert len(frame) == 13


def test_members_with_a_design_of_their_own_stand_alone() -> None:
    own = Design("weight", (Stage("psu"),))
    frame, design = with_sampled_units(members(pl.Series([1, 1, 1])), own, PERSONS, DESIGN)
    assert (len(frame), design) == (3, own)
