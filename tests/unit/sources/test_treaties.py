"""Agreements between States, some of which are no more; ratifications, some of which are unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from fairway.kernel.errors import UnreadableFile
from fairway.sources import bilateral_agreements
from tests.unit.sources.conftest import Harmonise, edition_of

FORMATION = (
    "treatyID,countryA,countryB,codeA,codeB,year,datesigned,ratified,copy_available\n"
    "771,Qatar,Nepal,694,790,2005,2005-03-21,,1\n"
    "976,Qatar,Nepal,694,790,2008,2008-01-20,,1\n"
    "5,West Germany,Yugoslavia,255,345,1968,1968-10-12,1968-01-01,0\n"
    "6,Germany,Serbia,255,345,2010,,,0\n"
    "7,East Germany,Czechoslovakia,265,315,1970,,,0\n"
    "1079,New Zealand,Ireland,920,205,9999,,,0\n"
    "8,France,Spain,220,230,1960,1961-01-02,,1\n"
)
ABOUT = 'treatyID,agreement_title,past_bla_amend,past_bla_replace\n976,"""Additional Protocol""",1,0\n'


def _listed(harmonise: Harmonise) -> dict[tuple[str, str], dict[str, object]]:
    rows = harmonise("agreements", FORMATION, companion=ABOUT).frame.iter_rows(named=True)
    return {(row["place"], row["treaty_id"]): row for row in rows}


def test_an_undirected_agreement_is_listed_under_both_parties(harmonise: Harmonise) -> None:
    listed = _listed(harmonise)
    assert listed["NPL", "771"]["partner"] == "QAT"
    assert listed["QAT", "771"]["partner"] == "NPL"
    assert listed["NPL", "771"]["source_row"] == 1


def test_a_protocol_is_marked_and_an_uncoded_agreement_is_not_given_a_title(harmonise: Harmonise) -> None:
    listed = _listed(harmonise)
    protocol, regime = listed["NPL", "976"], listed["NPL", "771"]
    assert (protocol["coded"], protocol["amends"], protocol["title"], protocol["row_coding"]) == (
        True,
        True,
        "Additional Protocol",
        1,
    )
    assert (regime["coded"], regime["amends"], regime["title"]) == (False, None, None)


def test_a_state_that_is_no_more_keeps_its_name_and_gets_no_code(harmonise: Harmonise) -> None:
    result = harmonise("agreements", FORMATION, companion=ABOUT)
    listed = _listed(harmonise)
    assert (listed["DEU", "5"]["partner"], listed["DEU", "5"]["party_b_name"]) == (None, "Yugoslavia")
    assert listed["DEU", "6"]["partner"] == "SRB"
    assert not [key for key in listed if key[1] == "7"]
    assert result.left_out == {"listing under a State that is no more": 3}
    assert "SRB" not in {key[0] for key in listed if key[1] == "5"}


def test_years_and_dates_that_cannot_be_are_said(harmonise: Harmonise) -> None:
    listed = _listed(harmonise)
    assert (listed["NZL", "1079"]["year"], listed["NZL", "1079"]["anomaly"]) == (None, "year unknown")
    assert listed["DEU", "5"]["anomaly"] == "ratified before signed"
    assert listed["FRA", "8"]["anomaly"] == "year differs from date of signature"
    assert listed["NPL", "771"]["anomaly"] is None


def test_a_missing_companion_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bla_formation_1945_2020.csv"
    path.write_text(FORMATION, encoding="utf-8")
    with pytest.raises(UnreadableFile, match="bla_coding"):
        edition_of("agreements").read[".csv"](path)


def test_provisions_are_counted_over_what_was_coded(harmonise: Harmonise) -> None:
    names = bilateral_agreements.PROVISIONS
    assert len(names) == 34
    header = ",".join(("treatyID", *names))
    cells = ["1", "1", "0", *[""] * (len(names) - 2)]
    other = ["2", "1", "1", *["0"] * (len(names) - 2)]
    result = harmonise("agreement_provisions", "\n".join((header, ",".join(cells), ",".join(other))) + "\n")
    present = {(row["treaty_id"], row["provision"]): row["present"] for row in result.frame.iter_rows(named=True)}
    assert (present["1", names[0]], present["1", names[1]], present["1", names[2]]) == (True, False, None)
    counts = {row[0]: row[1:] for row in bilateral_agreements.frequency(result.frame).iter_rows()}
    assert (counts[names[0]], counts[names[1]], counts[names[2]]) == ((2, 2), (2, 1), (1, 0))


def test_treaty_status_repairs_the_lost_codes_and_trusts_the_words(harmonise: Harmonise) -> None:
    result = harmonise(
        "un_treaties",
        "iso2,member,state party,year ratification or accession,signatory,no action,status,note,treaty\n"
        ",Namibia,1,1994,0,0,state party,,CAT\n"
        "TP,East Timor,1,2004,0,0,state party,,ICMW\n"
        "S,South Sudan,0,,0,1,no action,,OP_CRC_IC\n"
        "MS,Montserrat,0,,0,1,no action,,OP_CRC_IC\n"
        "BE,Belgium,0,2014,0,0,state party,,OP_CRC_IC\n"
        "KM,Comoros,0,,1,0,signatory state,,ICMW\n",
    )
    rows = {row["place"]: (row["instrument"], row["status"], row["year"]) for row in result.frame.iter_rows(named=True)}
    assert rows == {
        "NAM": ("CAT", "yes", 1994),
        "TLS": ("ICRMW", "yes", 2004),
        "SSD": ("OP_CRC_IC", "no", None),
        "BEL": ("OP_CRC_IC", "yes", 2014),
        "COM": ("ICRMW", "signed", None),
    }
    assert result.left_out == {"not a member of the United Nations": 1}


def test_ratifications_are_marked_as_not_verified_and_carry_their_incompleteness(harmonise: Harmonise) -> None:
    result = harmonise(
        "ratifications",
        "convention,iso3,date,note,source,as_of,completeness\n"
        'C181,HUN,,,Wikipedia categories (2023 copy),2023-03,"partial: 32 of 37, no dates"\n',
    )
    row = result.frame.row(0, named=True)
    assert (row["place"], row["date"], row["completeness"]) == ("HUN", None, "partial: 32 of 37, no dates")
    assert not edition_of("ratifications").verified
