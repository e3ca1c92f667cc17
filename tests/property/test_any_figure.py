"""Whatever a subject puts into a figure, every form of it is sound and keeps every row."""

from __future__ import annotations

import csv
import io
import re
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from fairway.charts import files, svg, table
from fairway.corridors import report
from fairway.kernel.figure import Bars, Column, Dumbbell, Figure, HeatTable, Lines, StatusGrid
from fairway.kernel.text import Text
from fairway.reference.wording import voice
from tests import sample_figures as sample

# What XML can hold: no control characters, no lone surrogates, no non-characters.
WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn"]), max_size=60)
NUMBERS = st.none() | st.integers(-(10**10), 10**12) | st.floats(-1e9, 1e9, allow_nan=False)
KINDS = st.sampled_from(["count", "number", "percent", "usd"])
STATUS = st.none() | st.sampled_from(["yes", "no", "signed", "unknown", "not_applicable"])


def said(word: str) -> Text:
    return Text("{word}", word=word)


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    count = draw(st.integers(1, 4))
    kind = draw(st.sampled_from(["lines", "bars", "dumbbell", "heat", "status", "table"]))
    keys = tuple(f"k{at}" for at in range(max(count, 2)))
    if kind == "lines":
        first = Column("x", said(draw(WORDS)), draw(st.sampled_from(["year", "period"])))
        heads = draw(
            st.lists(st.integers(1950, 2100), min_size=1, max_size=40, unique=True)
            if first.kind == "year"
            else st.lists(
                st.from_regex(r"[12]\d{3}Q[1-4]|\d{4}–\d{4}", fullmatch=True), min_size=1, max_size=40, unique=True
            )
        )
    else:
        first = Column("x", said(draw(WORDS)), draw(st.sampled_from(["text", "place"])))
        heads = draw(st.lists(WORDS, min_size=1, max_size=40))
    cells = STATUS if kind == "status" else NUMBERS
    columns = (
        first,
        *(
            Column(key, said(draw(WORDS)), "status" if kind == "status" else draw(KINDS), draw(st.integers(0, 3)))
            for key in keys
        ),
    )
    targets = tuple((value, said(draw(WORDS))) for value in draw(st.lists(st.floats(-10, 1e6), max_size=2)))
    chart = {
        "lines": Lines("x", keys, targets),
        "bars": Bars("x", keys, draw(st.none() | st.sampled_from(heads)) if kind == "bars" else None, targets),
        "dumbbell": Dumbbell("x", keys[0], keys[1]),
        "heat": HeatTable("x"),
        "status": StatusGrid("x"),
        "table": None,
    }[kind]
    rows = tuple((head, *(draw(cells) for _ in keys)) for head in heads)
    return sample.figure("any.figure", columns, rows, chart, title=said(draw(WORDS)))


@settings(max_examples=120, deadline=None)
@given(figures(), st.sampled_from(["en", "ar"]))
def test_any_figure_is_drawn_tabled_and_written_with_every_row(figure: Figure, language: str) -> None:
    speaker = voice(language)
    for standalone in (False, True):
        drawn = svg.draw(figure, speaker, standalone)
        assert bool(drawn) == svg.drawable(figure)
        if drawn:
            ElementTree.fromstring(drawn)
            assert not re.search(r"[\"ML ](nan|inf)\b", re.sub(r">[^<]*<", "><", drawn))
    body = ElementTree.fromstring(table.html(figure, speaker)).findall("tbody/tr")
    assert len(body) == len(figure.rows)
    fields = list(csv.reader(io.StringIO(files.csv_text(figure, speaker), newline="")))
    assert len(fields) == len(figure.rows) + 1
    assert {len(line) for line in fields} == {len(fields[0])}
    assert len(files.figure_json(figure, speaker)["rows"]) == len(figure.rows)
    assert "<figure" in report.figure_html(figure, speaker)
