"""The World Bank's names, totals and directions."""

from __future__ import annotations

import pytest

from tests.unit.sources.conftest import Harmonise


def test_names_become_codes_and_totals_are_counted_out(harmonise: Harmonise) -> None:
    result = harmonise(
        "migrant_stock_worldbank",
        "origin,destination,value\n"
        '"Korea, Rep.",Swaziland,10.0\n'
        '"Macedonia, FYR",West Bank and Gaza,20.0\n'
        "World,Qatar,999\n"
        "Nepal,World,888\n"
        "Other South,Qatar,777\n"
        "Nepal,Atlantis,1\n",
    )
    assert [(row["origin"], row["destination"], row["persons"]) for row in result.frame.iter_rows(named=True)] == [
        ("KOR", "SWZ", 10),
        ("MKD", "PSE", 20),
    ]
    assert result.left_out == {
        "total for the world": 2,
        "of no country (Other North, Other South)": 1,
        "name of no country we know": 1,
    }


def test_remittances_run_against_the_corridor(harmonise: Harmonise) -> None:
    result = harmonise("remittances", "sending,receiving,value\nQatar,Nepal,1967.87\nWORLD,Nepal,6000\n")
    assert result.frame.rows(named=True) == [
        {"origin": "NPL", "destination": "QAT", "year": 2017, "musd": 1967.87, "source_row": 1}
    ]


def test_a_price_of_zero_or_less_is_no_price(harmonise: Harmonise) -> None:
    header = "sending_country,sending_code,series,series_code,receiving_country,receiving_code,quarter,value\n"
    result = harmonise(
        "remittance_prices",
        header
        + "Switzerland,CHE,x,x,Kosovo,KSV,2016Q1,9.5\n"
        + "Spain,ESP,x,x,Honduras,HND,2014Q2,-2.17\n"
        + "Saudi Arabia,SAU,x,x,Sudan,SDN,2016Q1,0.0\n"
        + "Spain,ESP,x,x,Honduras,HND,2014-Q3,3\n",
    )
    row = result.frame.row(0, named=True)
    assert (row["origin"], row["destination"], row["quarter"], row["cost_percent"]) == ("XKX", "CHE", "2016Q1", 9.5)
    assert result.left_out == {"price of zero or less": 2, "quarter not of the form 2011Q1": 1}


def test_the_channel_islands_have_one_code(harmonise: Harmonise) -> None:
    result = harmonise("wdi", "geo,var,t,v\nCHI,pop,2020,170000\nWLD,pop,2020,7.8e9\n")
    assert result.frame["place"].to_list() == ["XCX"]
    assert result.left_out == {"code of no country we know": 1}


@pytest.mark.parametrize(("language", "meaning"), [("1.0", True), ("0.0", False), ("", None)])
def test_an_unrecorded_language_is_not_a_no(harmonise: Harmonise, language: str, meaning: bool | None) -> None:
    result = harmonise(
        "distance", f"origin,destination,distance_km,comofflang\nNPL,QAT,3759.5,{language}\nNPL,NPL,0,1\n"
    )
    assert result.frame["common_official_language"].to_list() == [meaning]
    assert result.left_out == {"a country and itself": 1}
