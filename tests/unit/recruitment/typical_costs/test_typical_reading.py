"""What readers get: the usual cost with its fallback, the rows of a corridor, the figures of its profile."""

from __future__ import annotations

from typing import Any

import polars as pl
import pytest

from fairway.kernel.corridor import Corridor
from fairway.kernel.figure import Section
from fairway.kernel.text import Text
from fairway.recruitment.profile import recruitment_cost
from fairway.recruitment.typical_costs.structure import TOTALS, structure
from fairway.recruitment.typical_costs.usual import typical_costs_of, usual_cost
from fairway.reference.wording import voice
from fairway.warehouse.releases import Release, publish
from fairway.warehouse.shelf import Shelf
from tests.survey_releases import cost, released

pytestmark = pytest.mark.usefixtures("fairway_home")
HERE = Corridor("NPL", "QAT")
say = voice("en").say


def row(indicator: str, value: float | None, *, year: int = 2024, area: str = "NPL", **codes: str) -> dict[str, Any]:
    """One observation of workers from Nepal in Qatar, of all together unless codes say otherwise."""
    units = {"USD": "USD", "LCU": "NPR", "MTH": "MONTHS"}
    ends = {} if value is None else {"CI_LOWER": value - 50.0, "CI_UPPER": value + 50.0}
    return {
        **TOTALS, "COUNTERPART": "QAT", "FREQ": "A", "REF_AREA": area, "INDICATOR": indicator, "TIME_PERIOD": str(year),
        "OBS_VALUE": value, "UNIT_MEASURE": units.get(indicator[-3:], "PT"), "UNIT_MULT": 0, "OBS_STATUS": "A",
        "CONF_STATUS": "F", "COUNTERPART_ROLE": "DESTINATION", "N_BAND": "N20-49", "COLLECTION": "monitor",
        "COMMENT_OBS": None, "SOURCE": "Invented", **ends, **codes,
    }  # fmt: skip


def release(rows: list[dict[str, Any]], *, demonstration: bool = False, year: int = 2024) -> None:
    made = structure()
    numbers = {"OBS_VALUE": pl.Float64, "CI_LOWER": pl.Float64, "CI_UPPER": pl.Float64, "UNIT_MULT": pl.Int64}
    schema = {name: numbers.get(name, pl.String) for name in made.columns}
    frame = pl.DataFrame([{name: one.get(name) for name in schema} for one in rows], schema=schema)
    edition = f"NPL_{'SIM' if demonstration else 'MONITOR'}_{year}"
    publish(Release(made, edition, "A union", "Monitor", "CC0 1.0", Text("Invented."), "", demonstration), frame)


ROWS = [
    row("TC_MEDIAN_USD", 1300.0),
    row("TC_MEDIAN_USD", 1500.0, CHANNEL="private"),
    row("TC_P25_USD", 1200.0, CHANNEL="private"),
    row("TC_P75_USD", 1900.0, CHANNEL="private"),
    row("TC_MEDIAN_LCU", 200_000.0, CHANNEL="private"),
    row("TC_MEDIAN_MTH", 3.1, CHANNEL="private"),
    row("TC_ZERO", 10.0, CHANNEL="private"),
    row("TC_MEDIAN_USD", 800.0, CHANNEL="government"),
    row("TC_MEDIAN_USD", 1100.0, SECTOR="construction"),
    row("TC_MEDIAN_USD", 1700.0, SECTOR="construction", CHANNEL="informal"),
    row("TC_DIFF_RAW_USD", 220.0, N_BAND=None),  # type: ignore[arg-type]
    row("TC_DIFF_PRIVATE_USD", -540.0, N_BAND=None),  # type: ignore[arg-type]
]


def test_the_usual_cost_falls_back_to_the_nearest_group() -> None:
    release(ROWS)
    shelf = Shelf.open(demonstration=False)

    def found(sector: str | None, channel: str | None) -> tuple[float, str | None, str | None, bool]:
        one = usual_cost(shelf, "NPL", "QAT", sector, channel)
        assert one is not None
        return one.dollars.median, one.sector, one.channel, one.asked

    assert found("construction", "informal") == (1700.0, "construction", "informal", True)
    assert found("construction", "private") == (1500.0, None, "private", False)
    assert found("construction", "direct") == (1100.0, "construction", None, False)
    assert found("care", "direct") == (1300.0, None, None, False)
    assert found(None, None) == (1300.0, None, None, True)
    assert usual_cost(shelf, "NPL", "MYS") is None


def test_the_usual_cost_says_of_whom_it_is() -> None:
    release(ROWS)
    one = usual_cost(Shelf.open(demonstration=False), "NPL", "QAT", None, "private")
    assert one is not None
    assert (one.dollars.p25, one.dollars.p75, one.dollars.unit) == (1200.0, 1900.0, "USD")
    assert one.national is not None
    assert (one.national.median, one.national.unit, one.national.p25) == (200_000.0, "NPR", None)
    assert one.months is not None
    assert one.months.median == 3.1
    assert (one.workers, one.zero_percent, one.year, one.collection, one.invented) == (
        (20, 49),
        10.0,
        2024,
        "monitor",
        False,
    )
    assert one.vintage.startswith("df_typical_cost@NPL_MONITOR_2024-")
    assert say(one.margin) == "Nepal → Qatar; all sectors; Private agency"


def test_a_fact_of_all_comes_before_a_demonstration_of_the_very_group() -> None:
    release(ROWS[:1])
    release([row("TC_MEDIAN_USD", 9.0, CHANNEL="private", year=2025)], demonstration=True, year=2025)
    one = usual_cost(Shelf.open(demonstration=True), "NPL", "QAT", None, "private")
    assert one is not None
    assert (one.dollars.median, one.invented, one.asked) == (1300.0, False, False)
    alone = usual_cost(Shelf.open(demonstration=True), "NPL", "MYS", None, "private")
    assert alone is None


def test_the_rows_of_a_corridor() -> None:
    release(ROWS)
    rows = typical_costs_of(Shelf.open(demonstration=False), "NPL", "QAT")
    assert len(rows) == len(ROWS)
    first = next(one for one in rows if one["channel"] == "private" and one["indicator"] == "TC_MEDIAN_USD")
    assert (first["value"], first["low"], first["workers_from"], first["sector"], first["invented"]) == (
        1500.0, 1450.0, 20, None, False,
    )  # fmt: skip
    assert typical_costs_of(Shelf.open(demonstration=False), "NPL", "MYS") == []


def section(corridor: Corridor = HERE, *, demonstration: bool = False) -> Section:
    return recruitment_cost(corridor, Shelf.open(demonstration=demonstration))


def test_the_profile_shows_who_found_the_job() -> None:
    release(ROWS)
    made = section()
    assert [one.id for one in made.figures] == ["cost.by_channel", "cost.by_channel_months", "cost.government_private"]
    assert [one.id for one in made.gaps] == ["cost.measures"]
    figure = made.figures[0]
    assert [(say(one[0]), one[1]) for one in figure.rows] == [
        ("Private agency", 1500.0), ("Government to government", 800.0), ("All together", 1300.0),
    ]  # fmt: skip
    assert "Private agency 1,500 (from 1,450 to 1,550); Government to government 800" in say(figure.sentence)
    assert any("no sample that was drawn" in say(note) for note in figure.notes)
    difference = made.figure("cost.government_private")
    assert difference is not None
    assert [one[1] for one in difference.rows] == [220.0, -540.0]
    assert any("Quotas" in say(note) for note in difference.notes)


def test_facts_and_inventions_never_meet_in_the_section() -> None:
    release(ROWS, demonstration=True)
    released("DF_RECRUITMENT_COST", [cost("RCI_MEAN", 4.5, COUNTERPART="QAT")], "NPL_LFS_2024")
    made = section(demonstration=True)
    assert [one.id for one in made.figures] == ["cost.measures"]
    assert [one.id for one in made.gaps] == ["cost.by_channel"]
    assert section(demonstration=False) == made


def test_a_demonstration_is_marked() -> None:
    release(ROWS, demonstration=True)
    for one in section(demonstration=True).figures:
        assert "invented for demonstration" in say(one.title).lower()
    assert section().figures == ()


def test_filters_that_typical_costs_cannot_answer_leave_a_gap() -> None:
    release(ROWS)
    released("DF_RECRUITMENT_COST", [cost("RCI_MEAN", 4.5, SEX="SEX_F", COUNTERPART="QAT")], "NPL_LFS_2024")
    women = section(Corridor("NPL", "QAT", sex="F"))
    assert [(gap.id, gap.kind) for gap in women.gaps] == [("cost.by_channel", "detail")]
    builders = section(Corridor("NPL", "QAT", sector="construction")).figure("cost.by_channel")
    assert builders is not None
    assert [one[1] for one in builders.rows] == [1700.0, 1100.0]
