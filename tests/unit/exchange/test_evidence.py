"""What the first rows promise and a later row breaks is seen: the types are those of the whole file."""

from __future__ import annotations

import pytest

from fairway.exchange import evidence
from fairway.exchange.variables import MissingCode


@pytest.fixture(autouse=True)
def two_rows_tell(monkeypatch):
    monkeypatch.setattr(evidence, "GUESSED_FROM", 2)


@pytest.mark.parametrize(
    ("first", "late", "read_as"),
    [
        ("1", "2.5", [1.0, 1.0, 2.5]),
        ("1", "NA", [1, 1, None]),
        ("1", "x", ["1", "1", "x"]),
        ("1", "007", ["1", "1", "007"]),
        ("1", " 007", ["1", "1", " 007"]),
        ("1", '"007"', ["1", "1", "007"]),
        ("1", "", [1, 1, None]),
        ("1.5", "007", ["1.5", "1.5", "007"]),
        ("1.5", "00.5", [1.5, 1.5, 0.5]),
        ("1.5", "inf", ["1.5", "1.5", "inf"]),
        ("1.5", "nan", [1.5, 1.5, None]),
        ("1.5", "1234567890123456789012", ["1.5", "1.5", "1234567890123456789012"]),
        ("", "2.5", [None, None, 2.5]),
    ],
)
def test_a_late_cell_decides(read_text, first, late, read_as):
    read = read_text(f"a,b\n{first},1\n{first},1\n{late},1\n")
    assert read.frame["a"].to_list() == read_as
    assert [type(each) for each in read.frame["a"]] == [type(each) for each in read_as]


def test_a_late_word_for_no_answer_is_counted(read_text):
    read = read_text("a,b\n1,1\n2,1\nNA,1\nNA,2\n")
    assert read.variables[0].missing_codes == (MissingCode("NA", None, 2),)


def test_a_row_of_spaces_is_not_blank(read_text):
    read = read_text("a,b\n1,2\n3,4\n ,\n,\n")
    assert read.frame.rows() == [(1, 2), (3, 4), (None, None)]
    assert [(fault.kind, fault.count) for fault in read.faults] == [("blank-rows", 1)]


@pytest.mark.parametrize(("last", "short"), [("7,", 0), ("7", 1), ('"7,7"', 1)])
def test_a_short_row_is_told_from_a_blank_cell(read_text, last, short):
    read = read_text(f"a,b\n1,2\n3,4\n5,6\n{last}\n")
    assert sum(fault.count for fault in read.faults if fault.kind == "short-rows") == short


@pytest.mark.parametrize("piece", [1, 2, 3, 4])
def test_a_code_across_two_pieces_of_the_file_is_seen(read_text, monkeypatch, piece):
    monkeypatch.setattr(evidence, "PIECE_BYTES", piece)
    assert read_text("a,b\n1,1\n12,007\n").frame["b"].to_list() == ["1", "007"]
