"""Delimited text: encoding, separator, decimal sign and types are seen and stated, and what does not fit is named."""

from __future__ import annotations

import datetime
import gzip

import polars as pl
import pytest

from fairway.exchange.errors import DuplicateColumns, NothingInside, UnknownFormat
from fairway.exchange.microdata import read_microdata
from fairway.exchange.variables import MissingCode
from fairway.kernel.errors import UnreadableFile


def faults(read):
    return {fault.kind: fault for fault in read.faults}


def test_types(read_text):
    read = read_text("id,weight,region,day,name\n1,1.5,01,2024-01-31,NA\n2,2,02,,x\n")
    assert read.frame.rows() == [(1, 1.5, "01", datetime.date(2024, 1, 31), "NA"), (2, 2.0, "02", None, "x")]
    assert read.faults == ()
    assert read.source.details == {"encoding": "utf-8", "separator": "comma", "decimal sign": "point"}


def test_decimal_comma_and_semicolon(read_text):
    read = read_text("a;b\n1,5;x\n-2,25;y\n3;z\n")
    assert read.frame["a"].to_list() == [1.5, -2.25, 3.0]
    assert read.source.details["decimal sign"] == "comma"


def test_text_among_numbers_stays_text_and_is_named_with_its_row(read_text):
    read = read_text("a,b\n" + "".join(f"{at},1\n" for at in range(7)) + "n/k,1\n12 000,1\nn/k,1\n")
    assert read.frame["a"].dtype == pl.String
    fault = faults(read)["text-in-numbers"]
    assert fault.count == 3
    assert fault.examples == ("“n/k” (2×, first in row 8)", "“12 000” (1×, first in row 9)")
    assert "cells of a are" in fault.said


def test_words_for_no_answer_are_null_among_numbers_and_counted(read_text):
    read = read_text("a,b\n1,1\nNA,1\n.,1\nNA,1\nnan,2\n")
    assert read.frame["a"].to_list() == [1, None, None, None, None]
    assert read.variables[0].missing_codes == (
        MissingCode(".", None, 1),
        MissingCode("NA", None, 2),
        MissingCode("nan", None, 1),
    )


@pytest.mark.parametrize("cell", ["007", "1234567890123456789012"])
def test_codes_that_would_not_come_back_from_a_number_stay_text(read_text, cell):
    read = read_text(f"a,b\n{cell},1\n12,2\n")
    assert read.frame["a"].to_list() == [cell, "12"]
    assert read.faults == ()


def test_infinity_is_not_a_number(read_text):
    read = read_text("a,b\n1.5,1\n2.5,1\ninf,1\n")
    assert faults(read)["text-in-numbers"].count == 1


@pytest.mark.parametrize(
    ("encoding", "stated"),
    [("utf-8-sig", "utf-8-sig"), ("utf-16", "utf-16"), ("windows-1252", "windows-1252 (assumed)")],
)
def test_encodings_are_seen_and_stated(read_text, encoding, stated):
    read = read_text("name\tage\nJosé\t20\n".encode(encoding), "people.tsv")
    assert read.frame.rows() == [("José", 20)]
    assert read.source.details["encoding"] == stated
    assert ("encoding-assumed" in faults(read)) == stated.endswith("(assumed)")


def test_given_encoding(read_text):
    assert read_text("a,b\nعمر,1\n".encode("cp1256"), encoding="windows-1256").frame["a"][0] == "عمر"
    with pytest.raises(UnreadableFile, match="cannot be read as ascii"):
        read_text("a,b\né,1\n", encoding="ascii")
    with pytest.raises(UnreadableFile, match="cannot be read as UTF8"):
        read_text(b"a,b\n\xe9,1\n", encoding="UTF8")
    with pytest.raises(UnreadableFile, match="klingon"):
        read_text("a,b\né,1\n", encoding="klingon")


def test_unreadable_encoding(read_text):
    with pytest.raises(UnreadableFile, match="windows-1252"):
        read_text(b"a,b\n\x81\x8d,1\n")


def test_gzip_whole_and_cut(read_text):
    packed = gzip.compress(b"a,b\n" + b"".join(b"%d,%d\n" % (at, at * 7919) for at in range(5000)))
    assert len(read_text(packed, "people.csv.gz").frame) == 5000
    with pytest.raises(UnreadableFile, match="cut short"):
        read_text(packed[: len(packed) // 2], "people.csv.gz")


def test_line_breaks_and_separators_in_quotes(read_text):
    read = read_text('a,b\n"x\ny",1\n"p,q",2\n')
    assert read.frame.rows() == [("x\ny", 1), ("p,q", 2)]
    assert read.faults == ()


@pytest.mark.parametrize("quoted", ["x", '"x\ny"', '"x,y"'])
def test_short_rows_are_counted(read_text, quoted):
    read = read_text(f"a,b,c\n{quoted},2,3\n4,5\n6,7,8\n")
    assert faults(read)["short-rows"].count == 1
    assert faults(read)["short-rows"].examples == ("row 2",)


def test_blank_rows_are_left_out_and_counted(read_text):
    read = read_text("a,b\n1,2\n\n,\n3,4\n\n")
    assert read.frame.rows() == [(1, 2), (3, 4)]
    assert faults(read)["blank-rows"].count == 3


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        ("", NothingInside, "no bytes"),
        ("a,b\n", NothingInside, "no rows"),
        ("\n1,2\n", NothingInside, "no columns"),
        ("a,b,a\n1,2,3\n", DuplicateColumns, "called a"),
        ("a,b\n1,2,3\n", UnreadableFile, "delimited file"),
        ("a,b,c\n1,2,3\n4,5", UnreadableFile, "cut short"),
        ("a,b\r1,2\r3,4\r", UnreadableFile, "old Macintosh"),
        (b"a,b\n1,\x00\n", UnreadableFile, "not text"),
    ],
)
def test_refused(read_text, content, error, said):
    with pytest.raises(error, match=said):
        read_text(content)


def test_unknown_ending_lists_the_known_and_a_missing_file_is_named(tmp_path):
    with pytest.raises(UnknownFormat) as refused:
        read_microdata(tmp_path / "people.docx")
    assert ".sav" in refused.value.advice
    with pytest.raises(UnreadableFile, match="is not there"):
        read_microdata(tmp_path / "people.csv")


def test_no_copy_is_left(tmp_path, read_text, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    read_text("a,b\né,1\n".encode("windows-1252"))
    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]
