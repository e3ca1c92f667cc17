"""A waterfall: each step begins where the one before it ended; sums stand on zero; the picture is mirrored."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from fairway.charts import files, svg, table
from fairway.charts.waterfall import Waterfall, strides_of
from fairway.kernel.figure import Column, Figure
from fairway.kernel.text import Text
from fairway.reference.wording import voice
from tests import sample_figures as sample

COLUMNS = (Column("step", Text("Step"), "text"), Column("months", Text("Months"), "number", 1))
ROWS = (("Fee", 2.0), ("Visa", 1.0), ("Ticket", None), ("Asked", 3.0), ("Not allowed", -1.0), ("Left", 2.0))
FIGURE: Figure = replace(
    sample.DRAWN[0],
    id="sample.waterfall",
    columns=COLUMNS,
    rows=ROWS,
    chart=Waterfall("step", ("months",), sums=(3, 5)),
)


def bars(drawn: str) -> list[tuple[str, float, float]]:
    """Class, start and end of every bar."""
    found = re.findall(r'<rect class="(bar s\d)" x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', drawn)
    return [(kind, float(x), float(x) + float(width)) for kind, x, width in found]


def test_each_step_begins_where_the_one_before_it_ended() -> None:
    fee, visa, asked, less, left = bars(svg.draw(FIGURE, voice("en")))
    assert visa[1] == pytest.approx(fee[2], abs=0.2)
    assert (asked[1], asked[2]) == pytest.approx((fee[1], visa[2]), abs=0.2)
    assert (less[1], less[2]) == pytest.approx((fee[2], asked[2]), abs=0.2)
    assert (left[1], left[2]) == pytest.approx((fee[1], fee[2]), abs=0.2)
    assert [one[0] for one in (fee, visa, asked, less, left)] == ["bar s0", "bar s0", "bar s2", "bar s1", "bar s2"]


def test_an_unknown_step_is_an_ellipsis_and_moves_nothing() -> None:
    assert svg.draw(FIGURE, voice("en")).count("…") == 1
    known = strides_of([2.0, 1.0], ())
    assert strides_of([2.0, None, 1.0], ())[2] == known[1]


def test_a_step_below_zero_is_drawn_to_the_left_of_the_axis() -> None:
    below = replace(FIGURE, rows=(("Fee", 1.0), ("Less", -3.0)), chart=Waterfall("step", ("months",)))
    fee, less = bars(svg.draw(below, voice("en")))
    assert less[1] < fee[1] < fee[2] == pytest.approx(less[2], abs=0.2)


def test_right_to_left_the_picture_is_mirrored() -> None:
    right = bars(svg.draw(FIGURE, voice("ar")))
    left = bars(svg.draw(FIGURE, voice("en")))
    assert [one[0] for one in right] == [one[0] for one in left]
    assert right[1][2] == pytest.approx(right[0][1], abs=0.2)


def test_the_table_has_the_steps_as_heads_of_rows_and_the_file_names_the_chart() -> None:
    assert '<th scope="row"><bdi>Not allowed</bdi></th>' in table.html(FIGURE, voice("en"))
    assert files.figure_json(FIGURE, voice("en"))["chart"] == "waterfall"
    assert svg.drawable(FIGURE)
    assert "<desc>" in svg.draw(FIGURE, voice("en"), standalone=True)
