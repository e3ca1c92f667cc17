"""Pictures: what they say, that they are sound, and that a change to them is seen in review."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from fairway.charts import svg
from fairway.charts.style import SERIES, STYLE
from fairway.kernel.figure import Bars, Column, Figure, Lines
from fairway.kernel.text import Text
from fairway.reference.wording import voice
from tests import sample_figures as sample

GOLDEN = Path(__file__).parents[2] / "golden" / "charts"
SVG = "{http://www.w3.org/2000/svg}"


def texts(picture: str) -> list[str]:
    return ["".join(text.itertext()) for text in ElementTree.fromstring(picture).iter(f"{SVG}text")]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("figure", sample.DRAWN, ids=lambda figure: figure.id)
def test_each_kind_of_chart_is_drawn_as_reviewed(figure: Figure, language: str) -> None:
    """Regenerate with FAIRWAY_REGENERATE=1, and look at the pictures before committing them."""
    drawn = svg.draw(figure, voice(language)).replace("><", ">\n<") + "\n"
    golden = GOLDEN / f"{figure.id}.{language}.svg"
    if os.environ.get("FAIRWAY_REGENERATE"):
        golden.write_text(drawn, encoding="utf-8")
    assert drawn == golden.read_text(encoding="utf-8"), f"{golden.name} changed: look at it, then FAIRWAY_REGENERATE=1"


@pytest.mark.parametrize("figure", sample.DRAWN, ids=lambda figure: figure.id)
def test_a_picture_needs_nothing_from_outside_and_is_hidden_from_screen_readers(figure: Figure) -> None:
    drawn = svg.draw(figure, voice("en"))
    assert 'aria-hidden="true"' in drawn
    assert 'focusable="false"' in drawn
    assert not re.search(r"<script|href=|url\(|style=|fill=|stroke=", drawn)
    assert len(drawn) < 4000


def test_every_coordinate_has_one_decimal_at_most() -> None:
    for figure in sample.DRAWN:
        assert not re.search(r"\d\.\d\d", re.sub(r">[^<]*<", "><", svg.draw(figure, voice("en"))))


def test_an_unknown_value_breaks_the_line_and_is_never_drawn_as_zero() -> None:
    drawn = svg.draw(sample.LINES, voice("en"))
    women = re.search(r'class="line s0" d="([^"]+)"', drawn)
    assert women is not None
    assert women[1].count("M") == 1, "1990 to 2010 is one stroke; 2024 stands alone"
    assert women[1].count("L") == 2
    dots = re.search(r'class="dot s0" d="([^"]+)"', drawn)
    assert dots is not None
    assert dots[1].count("M") == 4


def test_a_single_year_is_a_dot() -> None:
    drawn = svg.draw(sample.SINGLE, voice("en"))
    assert 'class="line' not in drawn
    assert 'class="dot s0"' in drawn
    assert "2020" in texts(drawn)


def test_the_axis_starts_at_zero_and_has_few_lines() -> None:
    for figure in (sample.LINES, sample.TARGETS, sample.SINGLE):
        drawn = svg.draw(figure, voice("en"))
        assert drawn.count('class="grid"') <= 6
        assert {"0", "0%"} & set(texts(drawn))


def test_targets_are_drawn_and_named() -> None:
    drawn = svg.draw(sample.TARGETS, voice("en"))
    said = " ".join(texts(drawn))
    assert "Target: 3%" in said
    assert "Ceiling: 5%" in said
    assert drawn.count('class="target"') == 4, "the two references, and their samples beside the names"


def test_series_differ_by_more_than_colour() -> None:
    drawn = svg.draw(sample.LINES, voice("en"))
    circle, square = (re.search(rf'class="dot s{at}" d="([^"]+)"', drawn) for at in (0, 1))
    assert circle is not None
    assert square is not None
    assert "a3" in circle[1]
    assert "h" in square[1]
    assert ".line.s1{stroke:" in STYLE
    assert "stroke-dasharray" in STYLE.split(".line.s1{")[1].split("}")[0]


def test_bars_carry_their_values_and_point_one_out() -> None:
    drawn = svg.draw(sample.BARS, voice("en"))
    assert drawn.count('class="bar grey"') == 2
    assert drawn.count('class="bar s0"') == 1
    assert 'class="row-name strong"' in drawn
    assert {"2.61M", "340,512", "…"} <= set(texts(drawn))


def test_lengths_of_bars_are_in_proportion() -> None:
    figure = sample.figure(
        "x",
        (Column("a", Text("A"), "text"), Column("b", Text("B"), "count")),
        (("one", 100), ("half", 50)),
        Bars("a", ("b",)),
    )
    widths = [
        float(found)
        for found in re.findall(r'<rect class="bar s0"[^>]* width="([\d.]+)"', svg.draw(figure, voice("en")))
    ]
    assert widths[1] == pytest.approx(widths[0] / 2, abs=0.1)


def test_right_to_left_pictures_are_mirrored() -> None:
    here, there = (svg.draw(sample.LINES, voice(language)) for language in ("en", "ar"))
    first = [float(re.findall(r'class="line s0" d="M([\d.]+)', drawn)[0]) for drawn in (here, there)]
    assert first[0] < 180 < first[1], "1990 stands where reading starts"
    assert all(text.startswith(("\u2066", "\u2067")) for text in texts(there))


def test_a_text_is_escaped() -> None:
    nasty = '<script>alert("1")</script> & Co'
    figure = replace(
        sample.BARS,
        title=Text(nasty),
        rows=((nasty, 5),),
        columns=(Column("o", Text(nasty), "text"), sample.BARS.columns[1]),
        chart=Bars("o", ("persons",)),
    )
    for standalone in (False, True):
        drawn = svg.draw(figure, voice("en"), standalone)
        ElementTree.fromstring(drawn)
        assert "<script" not in drawn
        assert "&lt;script" in drawn


def test_forty_bars_and_long_names_fit() -> None:
    rows = tuple((f"A rather long name of the category, number {at} of forty of them", at * 1e6) for at in range(40))
    figure = replace(
        sample.BARS,
        rows=rows,
        columns=(Column("o", Text("O"), "text"), sample.BARS.columns[1]),
        chart=Bars("o", ("persons",)),
    )
    drawn = svg.draw(figure, voice("en"))
    assert drawn.count("<rect") == 40
    assert sum(text.endswith("…") for text in texts(drawn)) == 40


def test_nothing_known_is_still_a_picture() -> None:
    blank = replace(sample.LINES, rows=((2020, None, None), (2021, None, None)))
    ElementTree.fromstring(svg.draw(blank, voice("en")))
    ElementTree.fromstring(svg.draw(replace(sample.BARS, rows=(("NPL", None),)), voice("en")))
    ElementTree.fromstring(svg.draw(replace(sample.DUMBBELL, rows=((Text("x"), None, None),)), voice("en")))


def test_names_of_close_lines_do_not_overlap() -> None:
    columns = (
        Column("y", Text("Year"), "year"),
        *(Column(f"k{at}", Text(f"Series {at}"), "number") for at in range(6)),
    )
    figure = sample.figure(
        "x", columns, ((2020, *[5.0] * 6), (2021, *[5.0] * 6)), Lines("y", tuple(f"k{at}" for at in range(6)))
    )
    heights = sorted(
        float(y) for y in re.findall(r'class="name s\d" x="[\d.]+" y="([\d.]+)"', svg.draw(figure, voice("en")))
    )
    assert len(heights) == 6
    assert all(after - before >= 14.9 for before, after in pairwise(heights))


def test_a_download_says_what_it_is_and_where_it_is_from() -> None:
    drawn = svg.draw(sample.LINES, voice("en"), standalone=True)
    said = " ".join(texts(drawn))
    assert "Migrants from Nepal" in said
    assert "Source: UN DESA" in said
    assert "<style>" in drawn
    assert "<desc>In the last year" in drawn
    assert "var(" not in drawn, "resvg and other programs know no custom properties"


def test_tables_have_no_picture() -> None:
    for figure in (sample.HEAT, sample.STATUSES, sample.TABLE):
        assert not svg.drawable(figure)
        assert svg.draw(figure, voice("en")) == ""


def test_the_two_copies_of_the_palette_agree(root: Path) -> None:
    css = (root / "src/fairway/corridors/templates/figure.css").read_text(encoding="utf-8")
    light = css.split("prefers-color-scheme: dark")[0]
    for count, colour in enumerate(SERIES):
        assert re.search(rf"--series-{count}: [^;]*{colour}", light), f"series {count}"


@pytest.mark.parametrize("colour", SERIES)
def test_series_have_enough_contrast(colour: str) -> None:
    """WCAG 2.2, 1.4.3: names beside lines are text, so 4.5 on white."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    assert 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) >= 4.5
