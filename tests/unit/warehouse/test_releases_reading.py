"""Selections over releases: each held against the same question asked of the whole table in memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from fairway.exchange.sdmx.errors import QueryMalformed, UnknownCodeAsked, UnknownComponent, WrongKey
from fairway.exchange.sdmx.query import DataQuery, Key
from fairway.exchange.sdmx.query_v2 import parse_v2
from fairway.kernel.errors import UnknownCode
from fairway.warehouse.backends import observations as engine
from fairway.warehouse.releases import Dataflow, dataflow, dataflows, publish, withdraw
from fairway.warehouse.shelf import Shelf
from fairway.warehouse.vintage import Vintage
from tests.observations import STRUCTURE, observations, release

KEY = [*(one.id for one in STRUCTURE.dimensions), "TIME_PERIOD"]
EDITIONS = (
    ("NPL_LFS_2024", "NPL", (2023, 2024)),
    ("NPL_LFS_2026", "NPL", (2025, 2026)),
    ("IND_LFS_2024", "IND", (2022, 2024)),
    ("PHL_LFS_2024", "PHL", (2024,)),
)


@pytest.fixture(scope="module")
def flow(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Dataflow]:
    """Four releases, in blocks so small that each has several, of which two lie between one another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAIRWAY_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setattr(engine, "BLOCK", 2_048)
        for edition, area, years in EDITIONS:
            publish(release(edition), _many(area, years))
        yield dataflow(Shelf.open(), "DF_ILMS")


def _many(area: str, years: tuple[int, ...]) -> pl.DataFrame:
    """Every year has each month and quarter of it as well, so that periods of several lengths are there."""
    frames = [observations(area, years)]
    frames += [_at(observations(area, years), f"-{month:02d}") for month in range(1, 13)]
    frames += [_at(observations(area, years, freq="Q"), f"-Q{quarter}") for quarter in (1, 2, 3, 4)]
    return pl.concat(frames)


def _at(frame: pl.DataFrame, suffix: str) -> pl.DataFrame:
    return frame.with_columns(pl.col("TIME_PERIOD") + suffix)


@pytest.fixture(scope="module")
def whole() -> pl.DataFrame:
    """The same, in memory."""
    return pl.concat([_many(area, years) for _, area, years in EDITIONS]).select(STRUCTURE.columns).sort(KEY)


def key(**codes: str) -> Key:
    """A key with the given codes (`SEX="SEX_F+SEX_M"`)."""
    return tuple(tuple(codes[one].split("+")) if one in codes else () for one in KEY[:-1])


def query(*keys: Key, **more: Any) -> DataQuery:
    """A query with keys, and filters as the API writes them (`AGE="sw:AGE_0,eq:_Z"`)."""
    said = {f"c[{name}]": value for name, value in more.items() if name.isupper()}
    filters = parse_v2([], said)
    others = {name: value for name, value in more.items() if not name.isupper()}
    bounds = {name: value for name in ("start", "end") if (value := getattr(filters, name))}
    return DataQuery(keys=keys, filters=filters.filters, **{**bounds, **others})


year = pl.col("TIME_PERIOD").str.slice(0, 4).cast(pl.Int32)
WISHES = {
    "everything": (query(), pl.lit(value=True)),
    "a country": (query(key(REF_AREA="NPL")), pl.col("REF_AREA") == "NPL"),
    "two sexes": (query(key(SEX="SEX_F+SEX_M")), pl.col("SEX").is_in(["SEX_F", "SEX_M"])),
    "two keys": (
        query(key(SEX="SEX_F", REF_AREA="NPL"), key(SEX="SEX_M", AGE="AGE_01+AGE_02")),
        ((pl.col("SEX") == "SEX_F") & (pl.col("REF_AREA") == "NPL"))
        | ((pl.col("SEX") == "SEX_M") & pl.col("AGE").is_in(["AGE_01", "AGE_02"])),
    ),
    "two keys and a filter": (
        query(key(REF_AREA="NPL"), key(REF_AREA="PHL"), SEX="SEX_F"),
        (pl.col("SEX") == "SEX_F") & pl.col("REF_AREA").is_in(["NPL", "PHL"]),
    ),
    "one age": (query(key(AGE="AGE_03", FREQ="Q")), (pl.col("AGE") == "AGE_03") & (pl.col("FREQ") == "Q")),
    "a code that never occurs": (query(key(INDICATOR="NEVER_SEEN")), pl.lit(value=False)),
    "from a year to a year": (query(start="2024", end="2024"), year == 2024),
    "from a quarter": (
        query(key(FREQ="Q"), start="2025-Q3"),
        (pl.col("FREQ") == "Q") & (pl.col("TIME_PERIOD") >= "2025-Q3"),
    ),
    "after a year": (query(TIME_PERIOD="gt:2024"), year > 2024),
    "before a year": (query(TIME_PERIOD="lt:2024"), year < 2024),
    "between years": (query(TIME_PERIOD="ge:2023+le:2024"), year.is_between(2023, 2024)),
    "before one year or after another": (query(TIME_PERIOD="lt:2023,gt:2025"), (year < 2023) | (year > 2025)),
    "a year or a month": (query(TIME_PERIOD="2022,2026-03"), pl.col("TIME_PERIOD").is_in(["2022", "2026-03"])),
    "not a year": (query(TIME_PERIOD="ne:2024"), pl.col("TIME_PERIOD") != "2024"),
    "codes that begin and end": (
        query(AGE="sw:AGE_0+ew:7,co:_03"),
        pl.col("AGE").is_in(["AGE_03", "AGE_07"]),
    ),
    "codes that do not hold": (query(AGE="nc:AGE"), pl.col("AGE") == "_Z"),
    "codes between others": (query(AGE="ge:AGE_03+lt:AGE_05"), pl.col("AGE").is_in(["AGE_03", "AGE_04"])),
    "a value": (
        query(OBS_VALUE="ge:2030,lt:2023"), ~pl.col("OBS_VALUE").is_between(2023, 2030, closed="left")
    ),
    "a number": (query(N_OBS="12"), pl.col("N_OBS") == 12),
    "not a number": (query(N_OBS="ne:12"), pl.col("N_OBS") != 12),
    "a text": (query(SOURCE="co:“wave”"), pl.lit(value=True)),
    "no such text": (query(SOURCE="nc:wave"), pl.lit(value=False)),
    "a text that begins and ends": (query(SOURCE="sw:LFS+ew:1"), pl.lit(value=True)),
    "words of a database": (query(SOURCE="x' OR 1=1; DROP TABLE published; --"), pl.lit(value=False)),
    "everything together": (
        query(key(SEX="SEX_F"), CV="le:0.25", start="2023", end="2025-06"),
        (pl.col("SEX") == "SEX_F") & (year >= 2023) & ((year < 2025) | pl.col("TIME_PERIOD").is_in(
            ["2025-01", "2025-02", "2025-03", "2025-04", "2025-05", "2025-06", "2025-Q1", "2025-Q2"])),
    ),
}  # fmt: skip


@pytest.mark.parametrize("wish", WISHES)
def test_a_selection_is_what_the_whole_table_would_give(flow: Dataflow, whole: pl.DataFrame, wish: str) -> None:
    wanted, condition = WISHES[wish]
    selection = flow.select(wanted)
    expected = whole.filter(condition)
    found = pl.concat([whole.clear(), *selection.batches()])
    assert found.equals(expected)
    assert selection.count() == len(expected)
    for column in ("AGE", "TIME_PERIOD"):
        assert selection.codes(column) == set(expected[column])


@pytest.mark.parametrize("order", [KEY[::-1], ["TIME_PERIOD", *KEY[:-1]], [KEY[1], KEY[0], *KEY[2:]]])
def test_a_selection_can_be_sorted_otherwise(
    flow: Dataflow, whole: pl.DataFrame, order: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from fairway.warehouse import releases_streaming

    monkeypatch.setattr(releases_streaming, "SORTED", 500)
    assert pl.concat(flow.select().batches(order=order)).equals(whole.sort(order))


@pytest.mark.parametrize(("first", "last"), [(1, None), (None, 1), (2, 1), (500, None)])
def test_the_first_and_last_observations_of_each_series(
    flow: Dataflow, whole: pl.DataFrame, first: int | None, last: int | None
) -> None:
    at, length = pl.int_range(pl.len()).over(KEY[:-1]), pl.len().over(KEY[:-1]).cast(pl.Int64)
    expected = whole.filter((at < (first or 0)) | (at >= length - (last or 0))).select("AGE", "OBS_VALUE")
    selection = flow.select(DataQuery(first_observations=first, last_observations=last))
    found = pl.concat([expected.clear(), *selection.batches(["AGE", "OBS_VALUE"])])
    assert found.equals(expected)
    assert selection.count() == len(expected)


def test_only_the_blocks_that_can_hold_something_are_opened(flow: Dataflow) -> None:
    everything = flow.select().readings
    assert all(len(one.blocks) > 1 for one in everything[:2])
    narrow = flow.select(query(key(REF_AREA="PHL", INDICATOR="MST_TEMP_SEX_RT")))
    [reading] = narrow.readings
    assert reading.vintage.record.edition == "PHL_LFS_2024"
    assert all("MST_TEMP_SEX_RT" in block.codes["INDICATOR"] for block, _ in reading.blocks)


def test_the_first_piece_comes_at_once_and_the_others_are_large(flow: Dataflow, whole: pl.DataFrame) -> None:
    sizes = [len(batch) for batch in flow.select().batches(size=5_000)]
    assert sizes[0] <= 2 * 4_096  # of the two that lie between one another
    assert all(size >= 5_000 for size in sizes[1:-1])
    assert sum(sizes) == len(whole)


def test_what_cannot_be_asked_is_refused(flow: Dataflow) -> None:
    with pytest.raises(UnknownComponent, match="no component SECTOR"):
        flow.select(query(SECTOR="A"))
    with pytest.raises(WrongKey):
        flow.select(query((("A",), ("NPL",), (), (), (), (), ())))
    with pytest.raises(UnknownCodeAsked) as unknown:
        flow.select(query(key(SEX="SEX_FF")))
    assert unknown.value.details["suggestions"]
    with pytest.raises(QueryMalformed, match="is a number, and “many” is none"):
        flow.select(query(OBS_VALUE="gt:many"))
    with pytest.raises(UnknownCode) as refused:
        dataflow(Shelf.open(), "DF_ILM")
    assert "DF_ILMS" in refused.value.suggestions


def test_each_indicator_has_a_view_without_the_dimensions_that_never_classify_it(
    flow: Dataflow, whole: pl.DataFrame
) -> None:
    views = {one.structure.id: one for one in dataflows(Shelf.open()) if one.indicator}
    assert {id: [each.id for each in one.structure.dimensions] for id, one in views.items()} == {
        "DF_MST_TEMP_SEX_AGE_NB": ["REF_AREA", "FREQ", "MEASURE", "SEX", "AGE"],
        "DF_MST_TEMP_SEX_RT": ["REF_AREA", "FREQ", "MEASURE", "SEX"],
    }
    view = views["DF_MST_TEMP_SEX_RT"]
    assert view.structure.names["fr"] == "Code français MST_TEMP_SEX_RT"
    assert "CL_AGE" not in view.structure.code_lists
    assert view.whole == "DF_ILMS"
    order = ["REF_AREA", "FREQ", "MEASURE", "SEX", "TIME_PERIOD"]
    expected = (
        whole.filter(pl.col("INDICATOR") == "MST_TEMP_SEX_RT")
        .rename({"INDICATOR": "MEASURE"})
        .select(view.structure.columns)
        .sort(order)
    )
    selection = view.select()
    assert pl.concat(selection.batches()).equals(expected)
    assert selection.count() == len(expected)
    assert selection.codes("MEASURE") == {"MST_TEMP_SEX_RT"}
    other = DataQuery(keys=(((), (), ("MST_TEMP_SEX_AGE_NB",), ()),))
    assert view.select(other).count() == 0
    two = DataQuery(keys=((("NPL",), (), ("MST_TEMP_SEX_RT",), ()), (("IND",), (), (), ("SEX_F",))))
    either = (pl.col("REF_AREA") == "NPL") | ((pl.col("REF_AREA") == "IND") & (pl.col("SEX") == "SEX_F"))
    assert pl.concat(view.select(two).batches()).equals(expected.filter(either))


def test_what_was_current_then_and_what_has_come_since(fairway_home: Path) -> None:
    old = publish(release(), observations())
    new = publish(release(), observations(plus=1))
    other = publish(release("PHL_LFS_2024"), observations("PHL"))
    flow = dataflow(Shelf.open(), "DF_ILMS")

    def searched(**asked: datetime) -> list[str]:
        return sorted(one.name for one in flow.select(DataQuery(**asked)).vintages)  # type: ignore[arg-type]

    def day(vintage: Vintage) -> datetime:
        return datetime.fromisoformat(vintage.record.imported)

    assert searched() == sorted([new.name, other.name])
    assert searched(as_of=day(old)) == [old.name]
    assert searched(as_of=day(new)) == [new.name]
    assert searched(as_of=datetime(2000, 1, 1, tzinfo=UTC)) == []
    assert searched(updated_after=day(new)) == [other.name]
    withdraw("PHL_LFS_2024", "Wrong.")
    flow = dataflow(Shelf.open(), "DF_ILMS")
    assert searched() == [new.name]
    assert searched(as_of=day(other)) == sorted([new.name, other.name])
    assert flow.updated > day(other)
    spans = {(one.vintages[0].name, begins, ends) for one, begins, ends in flow.versions()}
    withdrawn = next(one.withdrawn for one in flow.history if one.name == other.name)
    assert withdrawn is not None
    assert spans == {
        (old.name, day(old), day(new)),
        (new.name, day(new), None),
        (other.name, day(other), datetime.fromisoformat(withdrawn.on)),
    }


def test_lists_take_in_the_codes_that_only_an_older_release_has(fairway_home: Path) -> None:
    publish(release("NPL_LFS_2024"), observations("NPL"))
    areas = STRUCTURE.code_lists["CL_AREA"]
    fewer = replace(STRUCTURE, code_lists={**STRUCTURE.code_lists, "CL_AREA": replace(areas, codes=areas.codes[2:])})
    publish(release("PHL_LFS_2024", structure=fewer), observations("PHL"))
    united = dataflow(Shelf.open(), "DF_ILMS").structure.code_list("REF_AREA")
    assert united is not None
    assert set(united.ids) == {"PHL", "NPL", "IND"}
