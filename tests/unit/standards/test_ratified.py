"""What the partial list does not hold reads *unknown*, never *no*."""

from pathlib import Path

from fairway.standards.ratified import ratifications
from tests.shelves import shelf

ILO = [
    {
        "place": "NPL",
        "instrument": "C143",
        "date": "1990-01-01",
        "note": None,
        "origin_title": "a list",
        "completeness": "partial",
        "source_row": 5,
    }
]
UN = [
    {"place": "NPL", "instrument": "ICRMW", "status": "no", "year": None, "source_row": 9},
    {"place": "QAT", "instrument": "CEDAW", "status": "yes", "year": 2009, "source_row": 11},
]


def test_absence_is_unknown_and_a_recorded_no_is_a_no(tmp_path: Path) -> None:
    figure = ratifications(("NPL", "QAT"), shelf(tmp_path, {"ratifications": ILO, "un_treaties": UN}))
    rows = {row[0]: row for row in figure.rows}
    assert rows["C143"][2:] == ("yes", "unknown", "1990-01-01", "")
    assert rows["C097"][2:4] == ("unknown", "unknown")
    assert rows["ICRMW"][2:4] == ("no", "unknown")
    assert rows["CEDAW"][2:] == ("unknown", "yes", "", "2009")
    assert not {row[2] for row in figure.rows if row[0].startswith("C0")} & {"no"}


def test_nothing_loaded_is_a_gap(tmp_path: Path) -> None:
    assert ratifications(("NPL",), shelf(tmp_path, {})).kind == "sample"


def test_as_things_stood_in_a_year(tmp_path: Path) -> None:
    undated = [ILO[0] | {"instrument": "C181", "date": None}]
    full = shelf(tmp_path, {"ratifications": ILO + undated, "un_treaties": UN})
    rows = {row[0]: row for row in ratifications(("NPL", "QAT"), full, 1985).rows}
    assert rows["C143"][2] == "no"
    assert rows["C181"][2] == "unknown"
    assert rows["CEDAW"][3] == "no"
    assert {row[0]: row for row in ratifications(("NPL", "QAT"), full, 2010).rows}["CEDAW"][3] == "yes"
