"""The explorer's counting and choosing, held against plain filters of the same rows."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from fairway.exchange.sdmx.structure import TIME
from fairway.reference.wording import voice
from fairway.warehouse.releases import Dataflow, dataflow, publish
from fairway.warehouse.shelf import Shelf
from fairway_portal.observatory.statistics import columns as kept
from fairway_portal.observatory.statistics.arranging import arranged, occurring
from fairway_portal.observatory.statistics.cells import quality_of, table_page
from fairway_portal.observatory.statistics.columns import Columns, columns_of
from fairway_portal.observatory.statistics.showing import available, is_total, loosened, show
from fairway_portal.observatory.statistics.view import View, parse_view
from fairway_portal.observatory.statistics.vintages import pinned
from fairway_portal.observatory.statistics.words import ABSENT, WITHHELD, Words
from tests.explorer_release import NUMBER, observations, release


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataflow]:
    """Employment in two countries."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAIRWAY_HOME", str(tmp_path_factory.mktemp("explorer")))
        publish(release(), observations())
        publish(release("QAT_LFS_2023"), observations("QAT", (2020, 2023)))
        yield dataflow(Shelf.open(), f"DF_{NUMBER}")


@pytest.fixture
def columns(flow: Dataflow) -> Columns:
    return columns_of(flow, flow.vintages)


@pytest.fixture(scope="module")
def rows() -> pl.DataFrame:
    both = pl.concat([observations(), observations("QAT", (2020, 2023))])
    return both.filter(INDICATOR=NUMBER).drop("INDICATOR")


def chosen(columns: Columns, draw: random.Random) -> View:
    """A view with some codes of some dimensions."""
    names = draw.sample(["REF_AREA", "SEX", "AGE", "CBR", TIME], draw.randint(0, 4))
    return View(
        {
            name: tuple(code.id for code in draw.sample(columns.codes[name], draw.randint(1, len(columns.codes[name]))))
            for name in columns.codes
            if name in names
        }
    )


def filtered(rows: pl.DataFrame, view: View, *, but: str = "") -> pl.DataFrame:
    for name, codes in view.chosen.items():
        rows = rows if name == but else rows.filter(pl.col(name).is_in(codes))
    return rows


@pytest.mark.parametrize("seed", range(25))
def test_counts_are_those_of_a_plain_filter(columns: Columns, rows: pl.DataFrame, seed: int) -> None:
    view = chosen(columns, random.Random(seed))
    for name, counts in available(view, columns).items():
        if name in rows.columns:
            left = filtered(rows, view, but=name)
            wanted = [left.filter(pl.col(name) == code.id).height for code in columns.codes[name]]
            assert counts == wanted, name


@pytest.mark.parametrize("seed", range(25))
def test_a_view_shows_something_unless_its_filters_have_nothing(
    columns: Columns, rows: pl.DataFrame, seed: int
) -> None:
    view = chosen(columns, random.Random(seed))
    where = show(view, columns).where
    shown = columns.rows if where is None else len(where)
    assert (shown > 0) == (filtered(rows, view).height > 0)


def test_the_first_view_is_the_total_of_the_newest_year_by_sex_and_birth(columns: Columns) -> None:
    shown = show(View(), columns)
    codes = {name: {columns.codes[name][at].id for at in places} for name, places in occurring(columns, shown).items()}
    assert codes["REF_AREA"] == {"NPL"}
    assert codes[TIME] == {"2024"}
    assert codes["AGE"] == {"AGE_YTHADULT_YGE15"}
    assert codes["SEX"] == {"SEX_T", "SEX_F", "SEX_M"}
    assert codes["CBR"] == {"CBR_STATUS_TOTAL", "CBR_STATUS_NATIVE", "CBR_STATUS_FOREIGN"}
    assert "AGE" in shown.held


def test_what_to_loosen_is_counted(columns: Columns, rows: pl.DataFrame) -> None:
    view = View({"REF_AREA": ("QAT",), "CBR": ("CBR_COUNTRY_IND",), TIME: ("2024",)})
    assert show(view, columns).where is not None
    found = dict(loosened(view, columns))
    assert found == {
        TIME: filtered(rows, view, but=TIME).height,
        "REF_AREA": filtered(rows, view, but="REF_AREA").height,
    }


def test_pages_of_a_table_hold_every_figure_once(columns: Columns, rows: pl.DataFrame) -> None:
    view = View(dict.fromkeys(("REF_AREA", "SEX", "AGE", "CBR", TIME), ("*",)))
    shown = show(view, columns)
    words = Words(columns, voice("en"))
    layout, faults = arranged(occurring(columns, shown), view, words)
    assert faults == ()
    where = np.arange(columns.rows)
    first = table_page(columns, where, layout, 1)
    pages = [table_page(columns, where, layout, number) for number in range(1, first.pages + 1)]
    at = [one.at for page in pages for row in page.cells for one in row if one]
    assert sorted(at) == list(range(rows.height))
    assert table_page(columns, where, layout, 10_000) == pages[-1]


@pytest.mark.parametrize("seed", range(10))
def test_a_view_is_read_back_from_its_address(columns: Columns, seed: int) -> None:
    words = Words(columns, voice("en"))
    view, faults = parse_view(chosen(columns, random.Random(seed)).text(), columns, words)
    assert faults == ()
    assert parse_view(view.text(), columns, words) == (view, ())


def test_names_are_found_in_the_readers_language_and_in_english(columns: Columns) -> None:
    words = Words(columns, voice("ar"))
    assert words.find("SEX", "نساء") == words.find("SEX", "WOMEN") == words.find("SEX", "sex_f") == "SEX_F"
    assert words.find("AGE", "15+") == "AGE_YTHADULT_YGE15"
    assert words.find("CBR", "Nepal") == ""
    assert words.nearest("CBR", "Forein born")[0] == "CBR_STATUS_FOREIGN"


@pytest.mark.parametrize("code", ["SEX_T", "_T", "CBR_STATUS_TOTAL", "AGE_YTHADULT_YGE15", "ECO_ISIC4_TOTAL"])
def test_totals_are_known_by_their_codes(code: str) -> None:
    assert is_total(code)


@pytest.mark.parametrize("code", ["SEX_F", "ECO_ISIC4_T", "CCT", "AGE_YTHADULT_Y15-24", "OCU_ISCO08_1"])
def test_what_only_looks_like_a_total_is_none(code: str) -> None:
    assert not is_total(code)


def test_a_value_that_is_withheld_is_told_from_one_that_is_not_known() -> None:
    assert quality_of("Q", "N", None) == WITHHELD
    assert quality_of("O", "N", None) == WITHHELD
    assert quality_of("O", "F", None) == ABSENT
    assert quality_of("A", "F", 1.0) is None
    assert quality_of("U", "F", 1.0) is not None


def test_tables_are_read_once_and_forgotten_when_there_is_no_room(
    flow: Dataflow, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = columns_of(flow, flow.vintages)
    assert columns_of(flow, flow.vintages) is first
    monkeypatch.setattr(kept, "MOST_ROWS", 10)
    one = columns_of(flow, flow.vintages[:1])
    assert columns_of(flow, flow.vintages[:1]) is one, "the one asked for last always stays"
    assert columns_of(flow, flow.vintages) is not first


def test_a_pinned_release_is_shown_with_what_there_was_then(fairway_home: Path) -> None:
    first = publish(release(), observations())
    second = publish(release(), observations(plus=1.0))
    third = publish(release("QAT_LFS_2023"), observations("QAT", (2023,)))
    found = dataflow(Shelf.open(), f"DF_{NUMBER}")
    old, new = pinned(found, first.name), pinned(found, third.name)
    assert old is not None
    assert [one.name for one in old.vintages] == [first.name]
    assert old.replaced is not None
    assert old.replaced.name == second.name
    assert new is not None
    assert {one.name for one in new.vintages} == {second.name, third.name}
    assert pinned(found, "df_ilms@NPL_LFS_2024-00000000") is None
