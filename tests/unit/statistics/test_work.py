"""The work section: the traps of the labour tables, and dimensions that a source lacks."""

from pathlib import Path
from typing import Any

import pytest

from fairway.kernel.corridor import Corridor
from fairway.statistics.composition import compose
from fairway.statistics.conditions import pay_gap
from fairway.statistics.work import migrant_share, work
from fairway.warehouse.asking import ask
from tests.shelves import shelf

HERE = Corridor("NPL", "QAT")


def labour(
    group: str, category: str, value: float, *, sex: str = "T", year: int = 2020, basis: str = "birth"
) -> dict[str, Any]:
    return {
        "place": "QAT",
        "year": year,
        "basis": basis,
        "group": group,
        "sex": sex,
        "category": category,
        "value": value,
        "source_row": 1,
    }


def test_shares_add_to_a_hundred_and_compare_groups(tmp_path: Path) -> None:
    rows = [labour("foreign", "F", 30), labour("foreign", "A", 10), labour("native", "F", 5), labour("native", "A", 15)]
    figure = work(HERE, shelf(tmp_path, {"employment_by_sector": rows})).figure("work.sectors")
    assert figure is not None
    assert [row[1:] for row in figure.rows] == [(75.0, 25.0, 30, 5), (25.0, 75.0, 10, 15)]


def test_women_and_men_are_added_only_where_there_is_no_total(tmp_path: Path) -> None:
    parts = [labour("foreign", "1", 30, sex="F"), labour("foreign", "1", 50, sex="M")]
    both = shelf(tmp_path / "parts", {"employment_by_occupation": parts})
    doubled = shelf(tmp_path / "total", {"employment_by_occupation": [*parts, labour("foreign", "1", 80)]})
    for one in (both, doubled):
        found = compose(ask(one, "employment_by_occupation", "QAT"), None)
        assert found is not None
        assert found.persons == {"foreign": {"1": 80}}


def test_the_latest_year_with_migrants_counts(tmp_path: Path) -> None:
    rows = [labour("foreign", "F", 1, year=2010), labour("native", "F", 1, year=2020)]
    figure = work(HERE, shelf(tmp_path, {"employment_by_sector": rows})).figure("work.sectors")
    assert figure is not None
    assert figure.year == "2010"
    assert "foreign_percent" in [column.key for column in figure.columns]
    assert "native_percent" not in [column.key for column in figure.columns]


def test_a_sex_that_the_source_lacks_is_said_and_not_ignored(tmp_path: Path) -> None:
    section = work(
        Corridor("NPL", "QAT", sex="F"), shelf(tmp_path, {"employment_by_sector": [labour("foreign", "F", 1)]})
    )
    assert {gap.id: gap.kind for gap in section.gaps}["work.sectors"] == "detail"


def test_the_sector_lens_reaches_every_part_of_the_section(tmp_path: Path) -> None:
    rows = [labour("foreign", "F", 30), labour("native", "F", 10)]
    section = work(Corridor("NPL", "QAT", sector="construction"), shelf(tmp_path, {"employment_by_sector": rows}))
    figure = section.figure("work.sector")
    assert figure is not None
    assert figure.rows == ((2020, 30, 10, 75.0),)
    by_survey = {"work.survey", "work.abroad"}  # no survey is published on this shelf, of any sector
    assert {gap.kind for gap in section.gaps if gap.id not in by_survey} == {"detail"}
    assert {gap.id for gap in section.gaps} >= {"work.hours", "work.earnings", "work.unemployment"}


def test_birth_and_citizenship_are_never_mixed(tmp_path: Path) -> None:
    rows = [
        labour("foreign", "TOTAL", 100, year=2019),
        labour("native", "TOTAL", 120, year=2019),
        labour("foreign", "TOTAL", 999, year=2020, basis="citizenship"),
    ]
    figure = work(HERE, shelf(tmp_path, {"mean_earnings": rows})).figure("work.earnings")
    assert figure is not None
    assert figure.rows == ((2019, 100, 120, pytest.approx(100 * 20 / 120)),)


@pytest.mark.parametrize(
    ("foreign", "native", "gap"), [(80, 100, 20.0), (120, 100, -20.0), (None, 100, None), (80, 0, None)]
)
def test_pay_gap(foreign: float | None, native: float | None, gap: float | None) -> None:
    assert pay_gap(foreign, native) == (None if gap is None else pytest.approx(gap))


def test_migrant_share_needs_both_groups() -> None:
    assert migrant_share(1, 3) == 25.0
    assert migrant_share(1, None) is None
    assert migrant_share(0, 0) is None
