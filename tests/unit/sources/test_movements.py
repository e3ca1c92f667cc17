"""Crossings, deaths and displacement: events summed to years, people of no country counted out."""

from __future__ import annotations

from fairway.sources import missing_migrants
from tests.unit.sources.conftest import Harmonise


def test_crossings_are_summed_to_years_that_say_how_many_months_they_hold(harmonise: Harmonise) -> None:
    result = harmonise(
        "crossings_frontex",
        "route,type,nat,t,n\n"
        "Eastern Mediterranean Route,Sea,NPL,2024-01-01,3\n"
        "Eastern Mediterranean Route,Land,NPL,2024-01-01,4\n"
        "Eastern Mediterranean Route,Land,SYR,2024-02-01,9\n"
        "Eastern Mediterranean Route,Land,OOS,2024-03-01,5\n"
        "Eastern Mediterranean Route,Land,STL,2024-02-01,6\n",
    )
    assert result.frame.row(0, named=True) == {
        "nationality": "NPL",
        "place": "EU",
        "route": "Eastern Mediterranean Route",
        "year": 2024,
        "months": 2,
        "events": 7,
        "first_row": 1,
        "last_row": 2,
    }
    assert result.left_out == {"nationality unknown or of no country": 2}


def test_years_without_nationality_are_no_months_of_the_united_states(harmonise: Harmonise) -> None:
    result = harmonise(
        "crossings_us",
        "t,component,nat,n\n"
        "2019-01-01,U.S. Border Patrol,,3155\n"
        "2019-10-01,U.S. Border Patrol,MEX,10\n"
        "2019-10-01,Office of Field Operations,MEX,4\n"
        "2019-10-01,U.S. Border Patrol,OOO,4\n",
    )
    rows = result.frame.rows(named=True)
    assert [(row["route"], row["months"], row["events"]) for row in rows] == [
        ("Southwest land border, at ports of entry", 1, 4),
        ("Southwest land border, between ports of entry", 1, 10),
    ]
    assert result.left_out == {"nationality not recorded": 1, "nationality unknown or of no country": 1}


def test_darien_counts_whole_years_before_2020(harmonise: Harmonise) -> None:
    result = harmonise("crossings_darien", "t,q,nat,n\n2019-01-01,2019-01-01,NPL,29\n2020-01-01,2020-01-01,NPL,1\n")
    assert [(row["year"], row["months"]) for row in result.frame.iter_rows(named=True)] == [(2019, 12), (2020, 1)]


def test_a_nationality_repeated_within_a_month_is_summed(harmonise: Harmonise) -> None:
    result = harmonise("crossings_mexico", "t,nat,n\n2019-05-01,GIN,8\n2019-05-01,GIN,1\n")
    assert result.frame["events"].to_list() == [9]


def test_the_dead_of_several_nationalities_belong_to_a_route_and_to_none_of_them(harmonise: Harmonise) -> None:
    result = harmonise(
        "deaths",
        "t,route,geo,dead,nat\n"
        '2024-01-06,Central Mediterranean Route,LBY,10,"AFG,IRN"\n'
        "2024-02-06,Central Mediterranean Route,LBY,1,AFG\n"
        "2024-02-07,Central Mediterranean Route,LBY,5,UNK\n",
    )
    assert [(row["nationality"], row["dead"], row["incidents"]) for row in result.frame.iter_rows(named=True)] == [
        ("AFG", 1, 1),
        (None, 15, 2),
    ]
    assert missing_migrants.by_route(result.frame)["dead"].to_list() == [16]
    assert missing_migrants.by_place(result.frame)["incidents"].to_list() == [3]


def test_refugees_of_no_country_and_those_at_home_are_counted_out(harmonise: Harmonise) -> None:
    result = harmonise(
        "refugees",
        "geo,t,from,group,n\n"
        "USA,2020.0,MEX,asylum,5.0\n"
        "USA,2020.0,STL,refugee,5.0\n"
        "SYR,2020.0,SYR,idp,9.0\n"
        "OOO,2020.0,SYR,refugee,2.0\n",
    )
    assert result.frame.rows() == [("MEX", "USA", 2020, "asylum", 5, 1)]
    assert result.left_out == {
        "origin unknown, stateless or no country": 1,
        "asylum in an unknown country": 1,
        "displaced inside the country": 1,
    }


def test_abyei_is_no_country_of_displacement(harmonise: Harmonise) -> None:
    result = harmonise("displacement", "geo,t,cause,n\nAB9,2014,conflict,0\nSDN,2014,conflict,7\n")
    assert result.frame["place"].to_list() == ["SDN"]
