"""Stata, SPSS and SAS files: types, labels, and codes for missing that are null and counted."""

from __future__ import annotations

import datetime
from collections import Counter

import polars as pl
import pyreadstat
import pytest

from fairway.exchange.errors import LabelFileUnusable, NothingInside, UnknownColumns
from fairway.exchange.microdata import read_microdata
from fairway.exchange.opening import Opened
from fairway.exchange.packaged import declare_tagged, separate_tagged
from fairway.exchange.sas import add_catalogue
from fairway.exchange.spss import separate_ranges
from fairway.exchange.variables import MissingCode, Source
from fairway.kernel.errors import UnreadableFile
from tests import microdata_files


def variables(read):
    return {variable.name: variable for variable in read.variables}


@pytest.mark.parametrize("version", [8, 12, 13, 15])
def test_stata_lettered_missing_is_null_and_counted_by_letter(tmp_path, version):
    read = read_microdata(microdata_files.stata(tmp_path, version))
    assert read.frame["earnings"].to_list() == [100, None, None, 250]
    assert read.frame["earnings"].dtype == pl.Int64
    earnings = variables(read)["earnings"]
    assert earnings.label == "Earnings last month"
    assert earnings.missing_codes == (MissingCode(".a", "refused", 1), MissingCode(".b", None, 1))
    assert not earnings.value_labels


def test_stata_types_labels_and_empty_text(tmp_path):
    read = read_microdata(microdata_files.stata(tmp_path))
    assert read.frame["sex"].to_list() == [1, 2, 2, None]
    assert variables(read)["sex"].value_labels == microdata_files.SEX_LABELS
    assert read.frame["born"].to_list()[0] == datetime.date(1990, 1, 2)
    assert read.frame["name"].to_list() == ["Amina", None, "José", "Lee"]
    assert [variable.kind for variable in read.variables] == ["number", "integer", "integer", "date", "text"]


def test_chosen_columns_keep_the_files_order(tmp_path):
    read = read_microdata(microdata_files.stata(tmp_path), columns=["name", "sex"])
    assert read.frame.columns == ["sex", "name"]
    with pytest.raises(UnknownColumns, match="no column Sex"):
        read_microdata(microdata_files.stata(tmp_path), columns=["Sex"])


@pytest.mark.parametrize("compressed", [False, True])
def test_spss_ranges_are_null_and_counted_by_code(tmp_path, compressed):
    read = read_microdata(microdata_files.spss(tmp_path, compressed=compressed))
    assert read.frame["answer"].to_list() == [1, 2, None, None]
    assert read.frame["hours"].to_list() == [40.0, None, 37.5, None]
    assert read.frame["place"].to_list() == ["a", None, "b", None]
    found = variables(read)
    assert found["answer"].value_labels == {1: "yes", 2: "no"}
    assert found["answer"].missing_codes == (MissingCode(98, "does not know", 2), MissingCode(99, None, 0))
    assert {code.code: code.rows for code in found["hours"].missing_codes} == {150: 1, 300: 1}
    assert found["place"].missing_codes == (MissingCode("zz", None, 1),)


def test_spss_ranges_hold_for_dates_as_spss_counts_them():
    seconds = (datetime.date(1900, 1, 1) - datetime.date(1582, 10, 14)).days * 86400
    frame = pl.DataFrame({"day": [datetime.date(1900, 1, 1), datetime.date(2000, 1, 1), None]})
    opened = Opened(Source("x.sav", "SPSS"), ("day",))
    kept = separate_ranges(frame, opened, {"day": [{"lo": float(seconds), "hi": float(seconds)}]})
    assert kept["day"].to_list() == [None, datetime.date(2000, 1, 1), None]
    assert opened.missing["day"] == Counter({seconds: 1})


def test_spss_portable(tmp_path):
    path = tmp_path / "people.por"
    pyreadstat.write_por(pl.DataFrame({"q": [1.0, 2.0], "s": ["a", "b"]}), str(path))
    read = read_microdata(path)
    assert read.frame.rows() == [(1.0, "a"), (2.0, "b")]
    assert read.source.format == "SPSS portable"


@pytest.mark.parametrize("version", [5, 8])
def test_sas_transport(tmp_path, version):
    path = tmp_path / "people.xpt"
    frame = pl.DataFrame({"AGE": [20.0, None, 40.0], "PLACE": ["a", "", "c"]})
    pyreadstat.write_xport(frame, str(path), file_format_version=version, column_labels={"AGE": "Age in years"})
    read = read_microdata(path)
    assert read.frame.rows() == [(20.0, "a"), (None, None), (40.0, "c")]
    assert variables(read)["AGE"].label == "Age in years"


def test_sas_lettered_missing_as_the_reader_gives_it():
    """No writer of sas7bdat exists: the batch is made as pyreadstat documents it."""
    opened = Opened(
        Source("x.sas7bdat", "SAS"), ("age",), value_labels={"age": {"A": "refused", "B": "unknown", 1: "one"}}
    )
    batch = pl.DataFrame({"age": pl.Series([1.0, "A", None, "A"], dtype=pl.Object)})
    kept = separate_tagged(batch, opened)
    declare_tagged(opened)
    assert kept["age"].to_list() == [1.0, None, None, None]
    (variable,) = opened.variables(kept.schema)
    assert variable.missing_codes == (MissingCode(".A", "refused", 2), MissingCode(".B", "unknown", 0))
    assert variable.value_labels == {1: "one"}


def test_sas_catalogue_labels_by_format_and_names_formats_of_nobody():
    opened = Opened(Source("x.sas7bdat", "SAS"), ("sex", "age"))
    add_catalogue(opened, {"sex": "SEXF", "age": "BEST"}, {"SEXF": {1.0: "man"}, "OLD": {1.0: "x"}}, "formats.sas7bcat")
    assert opened.value_labels == {"sex": {1.0: "man"}}
    (fault,) = opened.faults
    assert (fault.kind, fault.count, fault.examples) == ("unused-format", 1, ("OLD",))


def test_catalogue_for_another_format_or_not_a_catalogue(tmp_path):
    catalogue = tmp_path / "formats.sas7bcat"
    catalogue.write_text("no catalogue" * 100)
    with pytest.raises(LabelFileUnusable, match=r"cannot label people\.dta"):
        read_microdata(microdata_files.stata(tmp_path), labels=catalogue)


def test_a_fraction_among_labelled_codes_keeps_the_column_decimal(tmp_path):
    path = tmp_path / "x.sav"
    frame = pl.DataFrame({"q": [1.0, 1.5]})
    pyreadstat.write_sav(frame, str(path), variable_value_labels={"q": {1: "yes"}})
    assert read_microdata(path).frame["q"].to_list() == [1.0, 1.5]


@pytest.mark.parametrize("ending", ["dta", "sav", "zsav", "por", "xpt", "sas7bdat", "parquet"])
def test_not_of_its_format(tmp_path, ending):
    path = tmp_path / f"people.{ending}"
    path.write_text("id,sex\n1,2\n" * 200)
    with pytest.raises(UnreadableFile, match="cannot be read as"):
        read_microdata(path)


@pytest.mark.parametrize(
    ("ending", "write"),
    [
        ("dta", pyreadstat.write_dta),
        ("sav", pyreadstat.write_sav),
        ("xpt", pyreadstat.write_xport),
        ("parquet", lambda frame, path: frame.write_parquet(path)),
    ],
)
def test_cut_short_and_without_rows(tmp_path, ending, write):
    path = tmp_path / f"people.{ending}"
    write(pl.DataFrame({"a": [float(at) for at in range(1000)], "b": ["x"] * 1000}), str(path))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) * 6 // 10 + 1])
    with pytest.raises(UnreadableFile, match="cut short"):
        read_microdata(path)
    write(pl.DataFrame({"a": pl.Series([], dtype=pl.Float64)}), str(path))
    with pytest.raises(NothingInside, match="no rows"):
        read_microdata(path)
