"""Agreements: what is listed, what is coded, and what a protocol's silence means."""

from pathlib import Path
from typing import Any

from fairway.agreements.between import agreements
from fairway.agreements.provisions import PROVISIONS
from fairway.kernel.corridor import Corridor
from fairway.reference.wording import voice
from tests.shelves import shelf


def agreement(number: str, year: int | None, **more: Any) -> dict[str, Any]:
    row = {"place": "NPL", "partner": "QAT", "treaty_id": number, "year": year, "signed": None, "ratified": None}
    row |= {"copy_available": True, "coded": False, "title": None, "amends": None, "replaces": None, "anomaly": None}
    return row | {"party_a_name": "Nepal", "party_b_name": "Qatar", "row_coding": None, "source_row": 1} | more


CODED = agreement("976", 2008, coded=True, amends=True)
PRESENT = [
    {"treaty_id": "976", "provision": name, "present": name in ("wage_prot", "joint_commit"), "source_row": 2}
    for name in PROVISIONS
]
COMMON = [{"provision": name, "coded": 200, "present": 50} for name in PROVISIONS]


def test_there_are_thirty_four_provisions() -> None:
    assert len(PROVISIONS) == 34


def test_coverage_stands_beside_the_corpus(tmp_path: Path) -> None:
    tables = {
        "agreements": [agreement("771", 2005), CODED],
        "agreement_provisions": PRESENT,
        "provision_frequency": COMMON,
    }
    section = agreements(Corridor("NPL", "QAT"), shelf(tmp_path, tables))
    listed, coverage = section.figures
    assert [row[0] for row in listed.rows] == [2008, 2005]
    assert sum(row[2] == "yes" for row in coverage.rows) == 2
    assert {row[-1] for row in coverage.rows} == {25.0}
    assert any("protocol" in voice("en").say(note) for note in coverage.notes)


def test_an_uncoded_agreement_is_listed_and_its_coverage_is_a_gap(tmp_path: Path) -> None:
    section = agreements(Corridor("NPL", "QAT"), shelf(tmp_path, {"agreements": [agreement("771", None)]}))
    assert [figure.id for figure in section.figures] == ["agreements.list"]
    assert [gap.id for gap in section.gaps] == ["agreements.coverage"]


def test_no_agreement_on_the_list_is_not_proof_of_none(tmp_path: Path) -> None:
    section = agreements(Corridor("MEX", "USA"), shelf(tmp_path, {"agreements": [CODED]}))
    assert "does not prove" in voice("en").say(section.gaps[0].reason)
