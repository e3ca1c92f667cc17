"""A dimension that a source lacks is said, never ignored: narrowing changes a figure or turns it into a gap."""

import pytest

from fairway.corridors import Corridor, profile

# What is about laws, texts and places, and is the same for every person.
ABOUT_EVERYBODY = frozenset(
    {"agreements.list", "agreements.coverage", "standards.ratifications", "neighbours.distance"}
)


@pytest.mark.parametrize("narrowed", [{"sex": "F"}, {"sex": "M"}, {"sector": "construction"}, {"sector": "fishing"}])
@pytest.mark.parametrize("route", [("NPL", "QAT", ()), ("MEX", "USA", ()), ("GTM", "USA", ("MEX",))])
def test_no_figure_ignores_a_filter(route: tuple[str, str, tuple[str, ...]], narrowed: dict[str, str]) -> None:
    origin, destination, via = route
    whole = profile(Corridor(origin, destination, via=via))
    part = profile(Corridor(origin, destination, via=via, **narrowed))
    unchanged = {
        figure.id
        for figure in part.figures()
        if (before := whole.figure(figure.id)) is not None and before.rows == figure.rows
    }
    if "sector" in narrowed:
        unchanged -= {"work.sectors"}  # every sector side by side; the lens picks one out of it
    assert unchanged <= ABOUT_EVERYBODY


@pytest.mark.parametrize("year", [1990, 2005, 2015, 2020])
def test_no_series_runs_past_the_year_asked_for(year: int) -> None:
    for figure in profile(Corridor("MEX", "USA", year=year)).figures():
        if figure.id.startswith("demography."):
            continue  # a projection is about years to come
        years = [value for value in (row[0] for row in figure.rows) if isinstance(value, int)]
        if figure.columns[0].kind == "year":
            assert max(years, default=year) <= year, figure.id
