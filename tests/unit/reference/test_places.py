"""Places: what a code or a name in any language stands for."""

import subprocess
import sys
from pathlib import Path

import pytest

from fairway.kernel.errors import IdenticalPlaces, OutOfRange, UnknownCode
from fairway.reference import places


@pytest.mark.parametrize(
    ("asked", "iso3"),
    [
        ("Qatar", "QAT"),
        ("QAT", "QAT"),
        ("qa", "QAT"),
        ("قطر", "QAT"),
        ("634", "QAT"),
        (" qatar ", "QAT"),
        ("नेपाल", "NPL"),
        ("4", "AFG"),
        ("Cote d'Ivoire", "CIV"),
        ("CÔTE D’IVOIRE", "CIV"),
        ("Ivory Coast", "CIV"),
        ("USA", "USA"),
        ("U.S.A.", "USA"),
        ("The United States", "USA"),
        ("UK", "GBR"),
        ("UAE", "ARE"),
        ("الإمارات العربية المتحدة", "ARE"),
        ("الامارات العربيه المتحده", "ARE"),
        ("South Korea", "KOR"),
        ("Korea, Rep.", "KOR"),
        ("ايران", "IRN"),
        ("KSV", "XKX"),
        ("XK", "XKX"),
        ("CHI", "XCX"),
        ("TP", "TLS"),
        ("ROM", "ROU"),
        ("Burma", "MMR"),
        ("Palestine", "PSE"),
        ("TW", "TWN"),
        ("日本", "JPN"),
        ("বাংলাদেশ", "BGD"),
        ("ශ්‍රී ලංකාව", "LKA"),
        ("ኢትዮጵያ", "ETH"),
        ("Katar", "QAT"),
        ("St. Lucia", "LCA"),
        ("Saint Lucia", "LCA"),
        ("SriLanka", "LKA"),
        ("Bosnia & Herzegovina", "BIH"),
    ],
)
def test_find_forgives(asked: str, iso3: str) -> None:
    assert places.find(asked).iso3 == iso3


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("Nepl", "NPL"),
        ("Bangladehs", "BGD"),
        ("Untied States", "USA"),
        ("Koreea", "KOR"),
        ("Phillipines", "PHL"),
        ("Soudi Arabia", "SAU"),
        ("QTA", "QAT"),
    ],
)
def test_a_miss_suggests_the_nearest(asked: str, first: str) -> None:
    with pytest.raises(UnknownCode) as caught:
        places.find(asked)
    assert len(caught.value.suggestions) <= 3
    assert f"({first})" in caught.value.suggestions[0]
    assert first in caught.value.advice


def test_a_name_that_languages_use_for_two_countries_is_not_guessed() -> None:
    with pytest.raises(UnknownCode) as caught:
        places.find("Kongo")
    assert {said[-4:-1] for said in caught.value.suggestions} == {"COD", "COG"}


@pytest.mark.parametrize("asked", ["", "   ", "???", "Atlantis of the deep", "x" * 10_000, "\x00", "🏳", "12345"])
def test_nonsense_is_refused_with_advice(asked: str) -> None:
    with pytest.raises(UnknownCode) as caught:
        places.find(asked)
    assert caught.value.advice
    assert len(caught.value.title) < 200


@pytest.mark.parametrize(
    ("asked", "heirs"),
    [
        ("ANT", {"BES", "CUW", "SXM"}),
        ("Netherlands Antilles", {"BES", "CUW", "SXM"}),
        ("YUG", {"SRB", "HRV", "SVN", "BIH", "MKD", "MNE"}),
        ("USSR", {"RUS", "UKR", "TJK"}),
        ("Union soviétique", {"RUS", "UKR", "TJK"}),
        ("CSK", {"CZE", "SVK"}),
        ("DDR", {"DEU"}),
        ("Serbia and Montenegro", {"SRB", "MNE"}),
    ],
)
def test_a_historic_state_names_its_successors(asked: str, heirs: set[str]) -> None:
    with pytest.raises(UnknownCode) as caught:
        places.find(asked)
    assert all(f"({heir})" in caught.value.advice for heir in heirs)
    assert "ended in" in caught.value.advice


def test_historic_states_are_consistent() -> None:
    for state in places.historic():
        assert state.iso3 not in places.by_code()
        assert state.successors
        assert set(state.successors) <= set(places.by_code())


def test_a_code_is_read_without_loading_names() -> None:
    script = "import sys\nfrom fairway.reference import places\nassert places.find('qa').iso3 == 'QAT'\n"
    script += "print(*sorted({'babel', 'rapidfuzz', 'polars'} & set(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == ""


def test_corridor_resolves_every_part() -> None:
    found = places.corridor(
        "نيبال", "Qatar", via=["emirats arabes unis"], sex="female", year=2020, sector="domestic work"
    )
    assert (found.code, found.sex, found.year, found.sector) == ("NPL-ARE-QAT", "F", 2020, "domestic-work")
    assert places.corridor("np", "qa", sex="both").sex is None


def test_corridor_refuses_what_no_source_records() -> None:
    with pytest.raises(IdenticalPlaces):
        places.corridor("Nepal", "NPL")
    with pytest.raises(OutOfRange):
        places.corridor("Nepal", "Qatar", sex="X")
    with pytest.raises(OutOfRange):
        places.corridor("Nepal", "Qatar", year=1500)
    with pytest.raises(UnknownCode) as caught:
        places.corridor("Nepal", "Qatar", sector="piracy")
    assert "construction" in caught.value.suggestions


def test_world_bank_names() -> None:
    assert places.from_world_bank("Korea, Rep.") == "KOR"
    assert places.from_world_bank("Congo, Dem. Rep.") == "COD"
    assert places.from_world_bank("KSV") == "XKX"
    assert places.from_world_bank("Nepal") == "NPL"
    assert {places.from_world_bank(name) for name in ("World", "WORLD", "Other South", "")} == {None}


def test_m49_as_spreadsheets_spoil_it() -> None:
    assert [places.from_m49(code) for code in ("004", "4", 4, 4.0, "4.0")] == ["AFG"] * 5
    assert places.from_m49("900") is None
    assert places.from_m49("") is None


def test_correlates_of_war() -> None:
    assert places.from_cow(790).iso3 == "NPL"
    assert places.from_cow(694.0).iso3 == "QAT"
    assert places.from_cow(345, "Serbia").iso3 == "SRB"
    assert places.from_cow(345, "Yugoslavia") == places.CowState(None, "Yugoslavia")
    assert places.from_cow(265) == places.CowState(None, "East Germany")
    assert places.from_cow(315).iso3 is None
    assert places.from_cow(255, "West Germany").iso3 == "DEU"
    with pytest.raises(UnknownCode):
        places.from_cow(1)


def test_complete_offers_the_readers_language_first() -> None:
    assert places.complete("ne", "en", 3)[0][1].startswith("Ne")
    assert places.complete("qat", "fr") == (("QAT", "Qatar"),)
    assert ("NPL", "Népal") in places.complete("nep", "fr")
    assert ("DEU", "Alemania") in places.complete("Germ", "es")
    assert places.complete("np")[0] == ("NPL", "Nepal")
    assert places.complete("नेप", "en") == (("NPL", "Nepal"),)
    assert places.complete("", "en") == ()
    assert len(places.complete("a", "en", 5)) == 5


@pytest.mark.full_data
def test_every_name_in_the_full_tables_is_a_place_or_a_known_aggregate(shared_data: Path) -> None:
    import polars as pl

    aggregates = {"World", "WORLD", "Other North", "Other South"}
    names: set[str] = set()
    for file in ("worldbank_bilateral_migrant_stock_2017", "worldbank_bilateral_remittances_2017_musd"):
        frame = pl.read_csv(shared_data / "migration" / f"{file}.csv.gz", infer_schema=False)
        names |= set(frame[frame.columns[0]]) | set(frame[frame.columns[1]])
    assert {name for name in names if places.from_world_bank(name) is None} == aggregates

    prices = pl.read_csv(
        shared_data / "migration" / "worldbank_rpw_corridor_costs_2011_2020.csv.gz", infer_schema=False
    )
    codes = set(prices["sending_code"]) | set(prices["receiving_code"])
    assert {code for code in codes if places.from_world_bank(code) is None} == {"ANT"}

    treaties = pl.read_csv(shared_data / "treaties" / "bla_formation_1945_2020.csv", infer_schema=False)
    states = {
        (int(float(code)), name)
        for side in "AB"
        for code, name in treaties.select(f"code{side}", f"country{side}").rows()
        if code
    }
    gone = {name for code, name in states if places.from_cow(code, name).iso3 is None}
    assert gone == {"Yugoslavia", "Czechoslovakia", "East Germany"}
    differ = {
        (code, name, places.from_cow(code, name).iso3)
        for code, name in states - {(code, name) for code, name in states if name in gone}
        if places.find(name).iso3 != places.from_cow(code, name).iso3
    }
    assert not differ
