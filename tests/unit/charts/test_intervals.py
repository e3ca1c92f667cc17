"""Interval dots: where they stand, what they say, and what they leave out."""

from __future__ import annotations

import re
from dataclasses import replace

from fairway.charts import files, svg
from fairway.charts.intervals import Intervals
from fairway.kernel.figure import Column, Figure
from fairway.kernel.text import Text
from fairway.reference.wording import voice
from tests import sample_figures as sample

COLUMNS = (
    Column("group", Text("Group"), "text"),
    *(
        Column(f"{key}_{count}", Text("{name}", name=name), "number", 1)
        for count, name in enumerate(("Women", "Men"))
        for key in ("estimate", "low", "high")
    ),
)
ROWS = (("A", 10.0, 8.0, 12.0, 20.0, None, None), ("B", None, None, None, 5.0, -1.0, 11.0))
FIGURE: Figure = replace(
    sample.DRAWN[0],
    id="sample.intervals",
    columns=COLUMNS,
    rows=ROWS,
    chart=Intervals("group", ("estimate_0", "estimate_1"), lows=("low_0", "low_1"), highs=("high_0", "high_1")),
)


def ends(drawn: str, series: int) -> list[tuple[float, float]]:
    """First and last x of every whisker that lies flat."""
    paths = re.findall(rf'class="whisker s{series}" d="M([\d.]+) ([\d.]+)L([\d.]+) ([\d.]+)"', drawn)
    return [(float(x1), float(x2)) for x1, y1, x2, y2 in paths if y1 == y2]


def test_a_dot_stands_inside_its_interval_and_the_axis_holds_zero() -> None:
    drawn = svg.draw(FIGURE, voice("en"))
    [(low, high)] = ends(drawn, 0)
    dots = re.findall(r'class="dot s0" d="M([\d.]+)', drawn)
    middle = float(dots[-1]) + 4.0
    assert low < middle < high
    assert abs((low + high) / 2 - middle) < 0.2
    assert ">0<" in drawn


def test_an_unknown_interval_is_a_bare_dot_and_an_unknown_value_an_ellipsis() -> None:
    drawn = svg.draw(FIGURE, voice("en"))
    assert len(ends(drawn, 1)) == 1
    assert drawn.count("…") == 1
    assert ">20.0<" in drawn


def test_right_to_left_the_picture_is_mirrored() -> None:
    [(low, high)] = ends(svg.draw(FIGURE, voice("ar")), 0)
    assert low > high


def test_a_stand_alone_file_carries_the_style_of_whiskers() -> None:
    assert ".whisker.s0{stroke:" in svg.draw(FIGURE, voice("en"), standalone=True)
    assert files.figure_json(FIGURE, voice("en"))["chart"] == "intervals"
