"""Results on their way out: nothing that is hidden leaves, and every doubt is said in words."""

from __future__ import annotations

import csv
import io
import re

import openpyxl
import polars as pl
import pytest

from fairway.exchange.errors import ResultsMisshapen
from fairway.exchange.results import Names, Notes, Wording, crosstab, publishable
from fairway.exchange.results_files import estimates_csv, estimates_parquet
from fairway.exchange.results_html import estimates_html
from fairway.exchange.results_sdmx import Dataflow, estimates_sdmx, write_estimates_sdmx
from fairway.exchange.results_workbook import estimates_workbook
from tests.microdata_files import results

NOTES = Notes(("Taylor linearisation <b>.",), ("=Survey 2024",))
SECRETS = (
    "71.77",
    "7.17",
    "61.61",
    "81.81",
    "0.0999",
    "31.31",
    "3.13",
    "28.28",
    "34.34",
    "0.0998",
    "4711",
    "three people",
)
DATAFLOW = Dataflow(
    "ILO",
    "DF_RATE",
    "1.0.0",
    "2024",
    {"rate": "PT"},
    constants={"REF_AREA": "KE"},
    codes={"age": {"young": "Y15T24", "old": "Y_GE25"}, "measure": {"rate": "RATE"}},
)


def body(written: str) -> str:
    return written[written.index("<table") :]


def test_publishable_hides_every_figure_of_a_suppressed_cell():
    kept = publishable(results())
    assert kept["estimate"].to_list() == [12.345, 5.0, 8.0, None, None, None]
    assert kept["n"].to_list() == [100, 12, 112, None, 0, None]
    assert not any(secret in kept.write_csv() for secret in SECRETS)


def test_an_unknown_word_of_disclosure_hides_and_infinity_is_unknown():
    odd = results().with_columns(pl.lit("who knows").alias("disclosure"))
    assert publishable(odd)["estimate"].null_count() == 6
    infinite = results().with_columns(pl.lit(float("inf")).alias("cv"), pl.lit(float("nan")).alias("se"))
    assert publishable(infinite)[["cv", "se"]].null_count().row(0) == (6, 6)


def test_html_is_a_captioned_table_with_scopes_and_words():
    written = estimates_html(results(), NOTES, "Rate & <age>", across="sex", language="fr")
    table = body(written)
    assert written.startswith('<div lang="fr" dir="ltr"')
    assert "<caption" in table
    assert "Rate &amp; &lt;age&gt;</caption>" in table
    assert table.count('scope="row"') == 2
    assert 'scope="colgroup"' in table
    assert "12.3 [10.0; 14.0]" in table
    assert "(5.0) [1.0; 9.0] a<" in table
    assert ">a ( ) Unreliable: " in table
    assert table.count(">.. b<") == 2
    assert ">b .. Hidden to protect respondents.<" in table
    assert ">– c<" in table
    assert ">c – No figure could be computed. Nobody is in this domain.<" in table
    assert "linearisation &lt;b&gt;." in table
    assert not any(secret in table for secret in SECRETS)


def test_html_from_the_right():
    written = estimates_html(results(), NOTES, "معدل", across="sex", language="ar", direction="rtl")
    assert 'lang="ar" dir="rtl"' in written
    assert "\u2066(5.0) [1.0; 9.0] a\u2069" in written


def test_html_marks_no_plain_figure():
    table = body(estimates_html(results().head(1), NOTES, "Rate"))
    assert ">12.3 [10.0; 14.0]<" in table
    assert "No figure" not in table


def test_html_of_one_figure_without_dimensions():
    one = results().head(1).drop("sex", "age")
    names = Names(measures={"rate": "Rate, %"}, decimals={"rate": 2})
    written = estimates_html(one, NOTES, "Rate", names=names, intervals=False, identifier="second")
    assert 'id="second"' in written
    assert "Rate, %" in body(written)
    assert re.search(r">12\.3[45]<", body(written))


def test_crosstab_puts_levels_side_by_side_and_totals_in_words():
    tidy = pl.DataFrame(
        {
            "sex": ["F", "F", None, None],
            "measure": ["p"] * 4,
            "level": ["yes", "no", "yes", "no"],
            "estimate": [1.0, 2.0, 3.0, 4.0],
        }
    )
    table = crosstab(tidy, across=None, names=Names(codes={"sex": {"F": "Women"}}), wording=Wording(), decimals=1)
    assert table.heads == ("p: yes", "p: no")
    assert [place for place, _ in table.rows] == [("Women",), ("Total",)]
    assert [[cell.estimate for cell in cells] for _, cells in table.rows] == [[1.0, 2.0], [3.0, 4.0]]


@pytest.mark.parametrize(
    ("frame", "across", "said"),
    [
        (pl.DataFrame({"sex": ["F"]}), None, "no column measure and estimate"),
        (results().head(0), None, "no rows"),
        (results(), "region", "not a dimension"),
        (pl.concat([results(), results()]), "sex", "two rows"),
    ],
)
def test_misshapen(frame, across, said):
    with pytest.raises(ResultsMisshapen, match=said):
        estimates_html(frame, NOTES, "x", across=across)


def test_workbook(tmp_path):
    path = tmp_path / "rate.xlsx"
    evil = results().with_columns(pl.col("age").replace({"young": "=HYPERLINK(1)", "old": "@old"}))
    estimates_workbook(evil, NOTES, path, title="+Rate", across="sex", direction="rtl")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Table", "Figures", "Method and sources"]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"+Rate", "=HYPERLINK(1)", "@old", "=Survey 2024"} <= {cell.value for cell in cells}
    assert not any(secret in str(cell.value) for cell in cells for secret in SECRETS)
    table, figures, _ = book
    assert table.sheet_view.rightToLeft
    assert (table.freeze_panes, figures.freeze_panes) == ("B4", "A2")
    assert [cell.value for cell in table[4]] == ["=HYPERLINK(1)", 12.345, 5, 8]
    assert table["B4"].number_format == "#,##0.0"
    assert table["C4"].number_format.startswith("(")
    assert [cell.value for cell in table[5]][1:] == ["..", "–", ".."]
    assert [path.name for path in tmp_path.iterdir()] == ["rate.xlsx"]


def test_sdmx_follows_the_column_rules_of_sdmx_csv_2(tmp_path):
    path = tmp_path / "rate.csv"
    write_estimates_sdmx(results(), DATAFLOW, path)
    text = path.read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    columns = list(rows[0])
    assert columns[:3] == ["STRUCTURE", "STRUCTURE_ID", "ACTION"]
    assert columns[3:8] == ["REF_AREA", "SEX", "AGE", "INDICATOR", "TIME_PERIOD"]
    assert columns[8:13] == ["OBS_VALUE", "OBS_STATUS", "CONF_STATUS", "UNIT_MEASURE", "UNIT_MULT"]
    assert len(set(columns)) == len(columns)
    assert all(line.count(",") >= len(columns) - 1 for line in text.splitlines())
    assert {row["STRUCTURE"] for row in rows} == {"dataflow"}
    assert {row["STRUCTURE_ID"] for row in rows} == {"ILO:DF_RATE(1.0.0)"}
    assert {row["ACTION"] for row in rows} <= {"I", "A", "R", "D"}
    keys = [tuple(row[name] for name in columns[3:8]) for row in rows]
    assert len(set(keys)) == len(keys)
    assert all(part for key in keys for part in key)
    assert not any(secret in text for secret in SECRETS)
    read = [(row["SEX"], row["AGE"], row["OBS_VALUE"], row["OBS_STATUS"], row["CONF_STATUS"]) for row in rows]
    assert read == [
        ("F", "Y15T24", "12.345", "A", "F"),
        ("M", "Y15T24", "5.0", "U", "F"),
        ("_T", "Y15T24", "8.0", "A", "F"),
        ("F", "Y_GE25", "", "Q", "N"),
        ("M", "Y_GE25", "", "O", "F"),
        ("_T", "Y_GE25", "", "Q", "N"),
    ]
    assert [float(row["STD_ERR"]) for row in rows if row["STD_ERR"]] == [1.0, 2.0, 1.5]


def test_sdmx_levels_and_tables_without_flags():
    tidy = pl.DataFrame({"measure": ["p", "p", "mean"], "level": ["yes", "no", None], "estimate": [1.0, 2.0, 3.0]})
    message = estimates_sdmx(tidy, Dataflow("ILO", "DF", "1.0", "2024", {"*": "PT"}))
    assert message["LEVEL"].to_list() == ["yes", "no", "_Z"]
    assert message["OBS_STATUS"].unique().to_list() == ["A"]
    assert message["CONF_STATUS"].unique().to_list() == ["F"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"version": "one"}, "not a version"),
        ({"agency": "1 LO"}, "does not allow the id"),
        ({"unit_measure": {}}, "no unit"),
        ({"concepts": {"age": "age group"}}, "no usable ids"),
        ({"concepts": {"age": "OBS_VALUE"}}, "no usable ids of dimensions: OBS_VALUE"),
        ({"concepts": {"age": "SEX"}}, "no usable ids"),
        ({"codes": {"age": {"young": "15 to 24"}}}, "no SDMX codes: “15 to 24”"),
        ({"codes": {"sex": {"F": "_T", "M": "M"}}}, "share a key"),
    ],
)
def test_sdmx_refuses(changes, said):
    import dataclasses

    with pytest.raises(ResultsMisshapen, match=said):
        estimates_sdmx(results(), dataclasses.replace(DATAFLOW, **changes))


def test_tidy_files(tmp_path):
    estimates_csv(results(), tmp_path / "r.csv")
    estimates_parquet(results(), tmp_path / "r.parquet")
    assert pl.read_parquet(tmp_path / "r.parquet").equals(publishable(results()))
    assert not any(secret in (tmp_path / "r.csv").read_text() for secret in SECRETS)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["r.csv", "r.parquet"]
