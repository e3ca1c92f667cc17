"""The profile's kin on the shipped facts: lists, regions, groups of one's own, countries, comparison, the world."""

import pytest

from fairway.corridors import Corridor, areas, profile
from fairway.corridors.comparing import compare
from fairway.corridors.countries import country
from fairway.corridors.listing import corridors, every_corridor
from fairway.corridors.missing import missing
from fairway.corridors.world import world
from fairway.kernel.errors import FairwayError, InputError, OutOfRange, UnknownCode
from fairway.kernel.provenance import Flag
from fairway.reference.wording import voice
from fairway.warehouse import home
from fairway.warehouse.shelf import Shelf


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return Shelf(home.facts())


def test_the_list_is_ranked_paged_and_says_that_it_is_a_selection(shelf: Shelf) -> None:
    first = corridors(shelf, limit=3)
    second = corridors(shelf, limit=2, offset=1)
    assert [row.rank for row in first.rows] == [1, 2, 3]
    assert (first.rows[0].origin, first.rows[0].destination) == ("MEX", "USA")
    assert second.rows == first.rows[1:]
    assert first.total >= 500
    assert first.selection


def test_the_list_keeps_to_its_ends(shelf: Shelf) -> None:
    found = corridors(shelf, origin=frozenset({"NPL", "BGD"}), destination=frozenset({"QAT"}), limit=10)
    assert {row.origin for row in found.rows} <= {"NPL", "BGD"}
    assert {row.destination for row in found.rows} == {"QAT"}


def test_women_and_men_add_up_to_both(shelf: Shelf) -> None:
    counts = [corridors(shelf, origin=frozenset({"MEX"}), sex=sex, limit=1).rows[0].persons for sex in ("F", "M", None)]
    assert counts[0] + counts[1] == counts[2]


@pytest.mark.parametrize("page", [{"limit": 0}, {"limit": 1001}, {"offset": -1}])
def test_a_page_that_is_none_is_refused(shelf: Shelf, page: dict[str, int]) -> None:
    with pytest.raises(OutOfRange):
        corridors(shelf, **page)


def test_unknown_origins_are_never_a_corridor(shelf: Shelf) -> None:
    assert not {"OOO", "OOS", "WLD"} & {place for pair in every_corridor(shelf) for place in pair}


def test_a_region_adds_up_its_corridors(shelf: Shelf) -> None:
    found = areas.region("GCC", shelf)
    matrix, total = found.figure("region.matrix"), found.figure("region.total")
    assert found.kind == "region"
    for figure in (matrix, total):
        assert figure is None or figure.flag is Flag.PARTIAL  # a selection is loaded: the sums are too low
    assert found.figure("standards.ratifications") is not None


def test_an_empty_cell_of_a_region_is_a_corridor_that_the_table_lacks(shelf: Shelf) -> None:
    matrix = areas.region("WORLD", shelf).figure("region.matrix")
    stock = shelf.current("migrant_stock")
    assert matrix is not None
    assert stock is not None
    for origin, *cells in matrix.rows:
        for column, cell in zip(matrix.columns[1:], cells, strict=True):
            known = [row for row in stock.rows(origin, column.key) if row["year"] == 2024]
            persons = sum((row["female"] or 0) + (row["male"] or 0) for row in known)
            assert cell == (persons or None) or origin == column.key


def test_a_region_of_many_members_has_them_as_rows(shelf: Shelf) -> None:
    figure = areas.region("EU", shelf).figure("standards.ratifications")
    assert figure is not None
    assert len(figure.rows) == 27
    assert [column.key for column in figure.columns][:2] == ["country", "C097"]


def test_membership_is_that_of_the_year_of_the_figures(shelf: Shelf) -> None:
    members = {row[0] for row in areas.region("ECOWAS", shelf).figure("standards.ratifications").rows}
    assert {"BFA", "MLI", "NER"} <= members  # they left in 2025; the stock is of 2024


def test_a_group_of_ones_own(shelf: Shelf) -> None:
    found = areas.between("NPL+BGD", "QAT", shelf)
    total = found.figure("region.total")
    assert total is not None
    parts = [profile(Corridor(origin, "QAT"), shelf).figure("people.stock") for origin in ("NPL", "BGD")]
    assert total.rows[-1][-1] == sum(part.rows[-1][-1] for part in parts if part)
    assert voice("en").say(found.title) == "Nepal + Bangladesh → Qatar"


@pytest.mark.parametrize("asked", ["ECOWASS", "", "NPL+", "🙂"])
def test_a_region_nobody_knows(shelf: Shelf, asked: str) -> None:
    with pytest.raises(FairwayError) as caught:
        areas.region(asked, shelf)
    assert caught.value.exit_code == 2
    with pytest.raises((UnknownCode, InputError)):
        areas.between(asked, "GCC", shelf)


def test_a_comparison_keeps_the_order_given_and_does_not_rank(shelf: Shelf) -> None:
    found = compare([Corridor("NPL", "QAT"), Corridor("MEX", "USA")], shelf)
    headlines = found.figure("comparison.headlines")
    assert headlines is not None
    assert [row[1] for row in headlines.rows] == [266_580, 11_279_561]


@pytest.mark.parametrize(
    "pairs",
    [[("NPL", "QAT")], [("NPL", "QAT")] * 2, [("NPL", x) for x in ("QAT", "IND", "USA", "MYS", "SAU", "ARE", "KWT")]],
)
def test_a_comparison_needs_two_to_six(shelf: Shelf, pairs: list[tuple[str, str]]) -> None:
    with pytest.raises(InputError):
        compare([Corridor(*pair) for pair in pairs], shelf)


def test_a_country_is_origin_and_destination(shelf: Shelf) -> None:
    found = country("NPL", shelf)
    totals = found.figure("country.totals")
    assert totals is not None
    assert totals.rows[-1] == (2024, 470_719, 2_637_195)


def test_the_world_by_edition_is_what_the_un_published(shelf: Shelf) -> None:
    found = world(shelf)
    total = found.figure("world.total")
    assert total is not None
    by_year = {row[0]: row[1:] for row in total.rows}
    assert round(by_year[2024][0] / 1e6, 1) == 304.0
    assert round(by_year[2020][0] / 1e6, 1) == 275.3
    assert round(by_year[2020][1] / 1e6, 1) == 280.6


def test_the_papers_figures_keep_their_paragraph_and_caution(shelf: Shelf) -> None:
    found = world(shelf)
    table, stated = found.figure("papers.table_1_1"), found.figure("papers.stated")
    assert table is not None
    assert stated is not None
    assert [row[1:] for row in table.rows] == [(55, 13, 68), (73, 74, 147), (128, 87, 215)]
    assert any("stocks" in voice("en").say(note) for note in table.notes)
    disagreeing = [
        row for row in stated.rows if voice("en").say(row[0]).startswith("Migrant workers with their families")
    ]
    assert {row[4] for row in disagreeing} == {"GB.316/POL/1 (2012)", "TTMLM/2013"}
    assert all(row[5] for row in stated.rows)


def test_what_is_missing_counts_the_countries_without_a_figure(shelf: Shelf) -> None:
    coverage = missing(shelf).figure("missing.coverage")
    assert coverage is not None
    rows = {row[0]: row for row in coverage.rows}
    assert rows["migrant_totals"][4] + rows["migrant_totals"][5] == rows["sdg"][4] + rows["sdg"][5]
    assert any(gap.id == "missing.recruitment_cost" for gap in missing(shelf).gaps())


def test_the_citation_pins_every_vintage_it_used(shelf: Shelf) -> None:
    found = profile(Corridor("MEX", "USA"), shelf)
    said = voice("en").say(found.citation)
    assert found.vintages
    for name in found.vintages:
        assert name in said
        assert shelf.pinned(name).name == name
