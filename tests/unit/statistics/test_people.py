"""The people section: one edition a series, shares of the right wholes, gaps where nothing is known."""

from pathlib import Path

import pytest

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Figure, Gap
from fairway.reference.wording import voice
from fairway.statistics.people import annual_growth, people
from tests.shelves import shelf, stock

NEPAL_QATAR = Corridor("NPL", "QAT")
ROWS = [stock("NPL", "QAT", 2020, 60, 140), stock("NPL", "QAT", 2024, 75, 225, row_female=7, row_male=8)]
TOTALS = [
    {"place": "QAT", "role": "destination", "year": 2024, "female": 100, "male": 500, "corridors": 2},
    {"place": "NPL", "role": "origin", "year": 2024, "female": 300, "male": 900, "corridors": 3},
]
POPULATION = [
    {
        "place": place,
        "year": 2024,
        "female": 1000,
        "male": 2000,
        "total": 3000,
        "low95": 1,
        "high95": 1,
        "projection": False,
        "source_row": 4,
    }
    for place in ("QAT", "NPL")
]


def test_stock_is_the_source_rows_and_their_sum(tmp_path: Path) -> None:
    figure = people(NEPAL_QATAR, shelf(tmp_path, {"migrant_stock": ROWS})).figure("people.stock")
    assert figure is not None
    assert figure.rows == ((2020, 60, 140, 200), (2024, 75, 225, 300))
    assert figure.sources[0].rows == (1, 2, 7, 8)
    said = voice("en").say(figure.sentence)
    assert said == "In 2024, 300 people from Nepal lived in Qatar; 25.0% of them were women."


def test_one_sex_is_shown_alone(tmp_path: Path) -> None:
    section = people(Corridor("NPL", "QAT", sex="F"), shelf(tmp_path, {"migrant_stock": ROWS}))
    figure = section.figure("people.stock")
    assert figure is not None
    assert figure.rows == ((2020, 60), (2024, 75))
    assert figure.sources[0].rows == (1, 7)


def test_year_keeps_to_what_was_known_then(tmp_path: Path) -> None:
    figure = people(Corridor("NPL", "QAT", year=2022), shelf(tmp_path, {"migrant_stock": ROWS})).figure("people.stock")
    assert figure is not None
    assert [row[0] for row in figure.rows] == [2020]


def test_editions_are_never_joined(tmp_path: Path) -> None:
    older = [stock("NPL", "QAT", 2015, 1, 1), stock("NPL", "QAT", 2020, 100, 150)]
    section = people(NEPAL_QATAR, shelf(tmp_path, {"migrant_stock": ROWS, "migrant_stock@2020": older}))
    series, revision = section.figure("people.stock"), section.figure("people.editions")
    assert series is not None
    assert revision is not None
    assert [row[0] for row in series.rows] == [2020, 2024]
    assert revision.rows == ((2015, None, 2, None), (2020, 200, 250, -20.0), (2024, 300, None, None))
    assert {source.edition for source in series.sources} == {"2024"}


def test_shares_are_of_population_immigrants_and_emigrants(tmp_path: Path) -> None:
    tables = {"migrant_stock": ROWS, "migrant_totals": TOTALS, "population": POPULATION}
    figure = people(NEPAL_QATAR, shelf(tmp_path, tables)).figure("people.shares")
    assert figure is not None
    assert [row[1:] for row in figure.rows] == [(3000, 10.0), (3000, 10.0), (600, 50.0), (1200, 25.0)]


def test_shares_of_women_are_of_women(tmp_path: Path) -> None:
    tables = {"migrant_stock": ROWS, "migrant_totals": TOTALS, "population": POPULATION}
    figure = people(Corridor("NPL", "QAT", sex="F"), shelf(tmp_path, tables)).figure("people.shares")
    assert figure is not None
    assert [row[1:] for row in figure.rows] == [(1000, 7.5), (1000, 7.5), (100, 75.0), (300, 25.0)]


def test_an_absent_corridor_is_a_gap_and_says_whether_it_was_looked_for(tmp_path: Path) -> None:
    rows = [stock("MEX", "USA", 2024, 1, 1)]
    full = people(NEPAL_QATAR, shelf(tmp_path / "full", {"migrant_stock": rows})).gaps[0]
    sample = people(NEPAL_QATAR, shelf(tmp_path / "part", {"migrant_stock": rows}, coverage="sample")).gaps[0]
    nothing = people(NEPAL_QATAR, shelf(tmp_path / "none", {})).gaps[0]
    assert (full.id, full.kind) == ("people.stock", "absent")
    assert (sample.kind, nothing.kind) == ("sample", "sample")
    assert "two corridors" in voice("en").say(sample.reason)


def test_a_zero_is_a_count_and_an_absent_sex_is_not_a_zero(tmp_path: Path) -> None:
    rows = [stock("NPL", "QAT", 2015, None, 5), stock("NPL", "QAT", 2020, 0, 0), stock("NPL", "QAT", 2024, 3, 1)]
    section = people(NEPAL_QATAR, shelf(tmp_path, {"migrant_stock": rows}))
    figure, change = section.figure("people.stock"), section.figure("people.change")
    assert figure is not None
    assert change is not None
    assert figure.rows == ((2020, 0, 0, 0), (2024, 3, 1, 4))
    assert change.rows == (("2020–2024", 3, 1, 4, None),)


@pytest.mark.parametrize(
    ("before", "after", "years", "growth"), [(100, 121, 2, 10.0), (0, 5, 5, None), (5, None, 5, None)]
)
def test_annual_growth(before: int, after: int | None, years: int, growth: float | None) -> None:
    found = annual_growth(before, after, years)
    assert found == (None if growth is None else pytest.approx(growth))


def test_refugees_have_no_sex_here(tmp_path: Path) -> None:
    rows = [
        {"origin": "NPL", "destination": "QAT", "year": 2024, "group": "refugee", "persons": 9, "source_row": 3},
        {
            "origin": "NPL",
            "destination": "QAT",
            "year": 2024,
            "group": "refugee return",
            "persons": 100,
            "source_row": 4,
        },
    ]
    full = shelf(tmp_path, {"refugees": rows})
    figure = people(NEPAL_QATAR, full).figure("people.displaced")
    assert isinstance(figure, Figure)
    assert [row[1] for row in figure.rows] == [9]
    kinds = {gap.id: gap.kind for gap in people(Corridor("NPL", "QAT", sex="F"), full).gaps}
    assert kinds["people.displaced"] == "detail"
    assert isinstance(people(NEPAL_QATAR, full).gaps[0], Gap)
