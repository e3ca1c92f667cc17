"""The table that everybody can read."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from fairway.charts import table
from fairway.kernel.figure import Column, Figure
from fairway.kernel.text import Text
from fairway.reference.wording import voice
from tests import sample_figures as sample


@pytest.mark.parametrize("figure", sample.ALL, ids=lambda figure: figure.id)
def test_every_row_and_column_is_there_with_scopes(figure: Figure) -> None:
    tree = ElementTree.fromstring(table.html(figure, voice("en")))
    rows = tree.findall("tbody/tr")
    assert len(rows) == len(figure.rows)
    assert all(len(row) == len(figure.columns) for row in rows)
    assert len(tree.findall("thead/tr/th[@scope='col']")) == len(figure.columns)
    assert all(len(row.findall("th[@scope='row']")) == 1 for row in rows)
    assert "".join(tree.find("caption").itertext()).startswith("Migrants from Nepal in Qatar")


def test_numbers_are_aligned_and_names_isolated() -> None:
    said = table.html(sample.BARS, voice("ar"))
    assert '<td class="n">340,512</td>' in said
    assert "<bdi>نيبال</bdi>" in said


def test_an_unknown_value_is_an_ellipsis_that_says_so() -> None:
    assert '<td class="n none"><span title="not known">…</span></td>' in table.html(sample.BARS, voice("en"))


def test_a_minus_stays_before_its_number_in_arabic() -> None:
    assert '<bdi dir="ltr">-12,345</bdi>' in table.html(sample.TABLE, voice("ar")).replace("\u200e", "")


def test_a_heat_table_is_shaded_by_rank_and_prints_its_values() -> None:
    said = table.html(sample.HEAT, voice("en"))
    assert '<td class="n q0">0</td>' in said
    assert '<td class="n q1">120</td>' in said
    assert '<td class="n q4">2,610,000</td>' in said
    assert 'class="figures heat"' in said


def test_a_status_has_a_sign_and_a_word_and_unknown_never_reads_no() -> None:
    said = table.html(sample.STATUSES, voice("en"))
    assert '<td class="status yes"><span aria-hidden="true">✓</span> yes</td>' in said
    assert '<td class="status unknown"><span aria-hidden="true">?</span> unknown</td>' in said
    assert '<td class="status no"><span aria-hidden="true">✕</span> no</td>' in said
    assert said.count("> no<") == 1


def test_a_table_escapes_everything() -> None:
    nasty = "<img src=x onerror=alert(1)>"
    figure = replace(
        sample.TABLE,
        id='a"b',
        title=Text(nasty),
        columns=(Column("a", Text(nasty), "text"), Column("b", Text("B"), "text")),
        rows=((nasty, Text(nasty)),),
    )
    said = table.html(figure, voice("en"))
    assert "<img" not in said
    ElementTree.fromstring(said)
