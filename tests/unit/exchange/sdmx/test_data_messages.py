"""Every format holds every observation, exactly, and is valid against the published schemas."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from datetime import UTC, datetime

import polars as pl
import pytest
from lxml import etree

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.content import ALL_DIMENSIONS, Content, DataSet
from fairway.exchange.sdmx.errors import UnknownComponent
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.media import Choice, MediaType
from fairway.exchange.sdmx.messages import write_data
from fairway.exchange.sdmx.structure import VALUE
from tests.unit.exchange.sdmx.reading import (
    Rows,
    joined,
    json_errors,
    rows_of_csv,
    rows_of_json,
    rows_of_table,
    rows_of_xml,
    xml_errors,
)
from tests.unit.exchange.sdmx.samples import ROWS, STRUCTURE, table

HEADER = Header(test=True, id="T1", prepared=datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC))
FLAT = Content(dimension_at_observation=ALL_DIMENSIONS)
SERIES = Content()
SECTIONS = Content(dimension_at_observation="SEX")
SCHEMA_FOLDERS = {
    media.ML_3: "sdmx30",
    media.ML_21: "sdmx21",
    media.GENERIC_21: "sdmx21",
    media.JSON_1: "sdmx10",
    media.JSON_2: "sdmx20",
}
FORMATS = pytest.mark.parametrize("format", media.DATA_V2, ids=lambda one: one.short)


def message(format: MediaType, *batches: pl.DataFrame, content: Content = SERIES, **parameters: str) -> bytes:
    return joined(write_data(Choice(format, parameters), STRUCTURE, [DataSet(batches)], content, HEADER))


def rows(format: MediaType, said: bytes) -> Rows:
    readers: dict[str, Callable[[bytes], Rows]] = {
        "csv": lambda one: rows_of_csv(one, STRUCTURE),
        "xml": lambda one: rows_of_xml(one, STRUCTURE),
        "json": _json_rows,
    }
    return readers[format.family](said)


def _json_rows(said: bytes) -> Rows:
    """In 1.0 the tables of values hold numbers as texts."""
    read: dict[str, Callable[[str], object]] = {"STD_ERR": float, "N_OBS": int}
    return [{name: read.get(name, lambda one: one)(value) for name, value in row.items()} for row in rows_of_json(said)]


def errors(format: MediaType, said: bytes) -> list[str]:
    if format not in SCHEMA_FOLDERS:
        return []
    return (xml_errors if format.family == "xml" else json_errors)(said, SCHEMA_FOLDERS[format])


def bits(found: Rows) -> list[dict[str, object]]:
    """Floats as their bits, so that -0.0 is not 0.0."""
    return [
        {name: struct.pack(">d", one) if isinstance(one, float) else one for name, one in row.items()} for row in found
    ]


@FORMATS
@pytest.mark.parametrize("content", [FLAT, SERIES], ids=["flat", "series"])
def test_every_observation_is_there_exactly(format: MediaType, content: Content) -> None:
    said = message(format, ROWS.head(2), ROWS.slice(2, 2), ROWS.slice(4), content=content)
    assert bits(rows(format, said)) == bits(rows_of_table(ROWS))
    assert errors(format, said) == []


@FORMATS
def test_sections_are_packed_by_another_dimension(format: MediaType) -> None:
    by_section = ROWS.sort("REF_AREA", "TIME_PERIOD", "SEX")
    said = message(format, by_section, content=SECTIONS)
    assert bits(rows(format, said)) == bits(rows_of_table(by_section))
    assert errors(format, said) == []


@FORMATS
@pytest.mark.parametrize("content", [FLAT, SERIES], ids=["flat", "series"])
def test_an_empty_result_is_a_whole_message(format: MediaType, content: Content) -> None:
    for said in (message(format, content=content), message(format, ROWS.head(0), content=content)):
        assert rows(format, said) == []
        assert errors(format, said) == []


@FORMATS
@pytest.mark.parametrize("rows_kept", [slice(0, 1), slice(0, 3)], ids=["one observation", "one series of three"])
def test_the_smallest_messages(format: MediaType, rows_kept: slice) -> None:
    few = ROWS[rows_kept]
    assert bits(rows(format, message(format, few))) == bits(rows_of_table(few))


@FORMATS
def test_a_series_that_goes_over_batches_is_one_series(format: MediaType) -> None:
    whole = message(format, ROWS)
    assert message(format, *(ROWS[n] for n in range(len(ROWS)))) == whole
    if format.family == "xml":
        assert whole.count(b"</Series>") + whole.count(b"</d:Series>") == 4
    if format.family == "json":
        held = json.loads(whole)
        assert len(held.get("data", held)["dataSets"][0]["series"]) == 4


@FORMATS
def test_attributes_that_are_not_asked_for_are_left_out(format: MediaType) -> None:
    said = message(format, ROWS, content=Content(attributes=("N_OBS",)))
    kept = ROWS.drop("OBS_STATUS", "STD_ERR", "SOURCE")
    assert bits(rows(format, said)) == bits(rows_of_table(kept))
    only = message(format, ROWS, content=Content.of("dataonly"))
    assert bits(rows(format, only)) == bits(rows_of_table(kept.drop("N_OBS")))


@FORMATS
def test_keys_of_series_alone(format: MediaType) -> None:
    for detail in ("serieskeysonly", "nodata"):
        said = message(format, ROWS.head(2), ROWS.slice(2), content=Content.of(detail)).decode()
        assert errors(format, said.encode()) == []
        assert "2024" not in said.replace("20260102", "")
        assert "Survey" not in said
        assert said.count("A7") == 1
        assert said.count("Series ") + said.count(":Series>") // 2 == (4 if format.family == "xml" else 0)
    if format.family == "csv":
        assert len(said.splitlines()) == 5


@FORMATS
def test_flat_without_values_keeps_the_keys_of_observations(format: MediaType) -> None:
    said = message(format, ROWS, content=Content((), measures=False, dimension_at_observation=ALL_DIMENSIONS))
    assert rows(format, said) == rows_of_table(ROWS.select("REF_AREA", "SEX", "TIME_PERIOD"))
    assert errors(format, said) == []
    some = message(
        format, ROWS, content=Content(("OBS_STATUS",), measures=False, dimension_at_observation=ALL_DIMENSIONS)
    )
    assert rows(format, some) == rows_of_table(ROWS.select("REF_AREA", "SEX", "TIME_PERIOD", "OBS_STATUS"))


@FORMATS
def test_thousands_of_codes(format: MediaType) -> None:
    many = table([(f"A{n}", "SEX_T", "2024", float(n), "A", None, n, None) for n in range(3000)]).sort("REF_AREA")
    said = message(format, *many.iter_slices(700))
    assert rows(format, said) == rows_of_table(many)


def test_whole_numbers_and_extremes_keep_their_last_bit() -> None:
    numbers = [5.0, -0.0, 1e300, 5e-324, 1.7976931348623157e308, 2.0**53 + 2, 0.1, 1e16, 123456789.123456789]
    values = table([(f"A{n}", "SEX_T", "2024", one, "A", one, None, None) for n, one in enumerate(numbers)])
    for format in media.DATA_V2:
        assert bits(rows(format, message(format, values))) == bits(rows_of_table(values)), format.short


def test_characters_that_xml_cannot_hold_are_replaced() -> None:
    odd = table([("A0", "SEX_T", "2024", 1.0, "A", None, None, "a\x00b\x1fc\ufffed")])
    for format in (media.ML_3, media.ML_21, media.GENERIC_21):
        assert rows(format, message(format, odd))[0]["SOURCE"] == "a\ufffdb\ufffdc\ufffdd"
    for format in (media.JSON_2, media.JSON_1):
        assert rows(format, message(format, odd))[0]["SOURCE"] == "a\x00b\x1fc\ufffed"


def test_several_data_sets_tell_when_they_were_valid() -> None:
    then, now = datetime(2024, 1, 1, tzinfo=UTC), datetime(2025, 1, 1, tzinfo=UTC)
    revised = ROWS.with_columns(pl.col(VALUE) + 1)
    for format in media.DATA_V2:
        sets = [DataSet([ROWS], valid_from=then, valid_to=now), DataSet([revised], "Replace", valid_from=now)]
        said = joined(write_data(Choice(format), STRUCTURE, sets, SERIES, HEADER))
        assert bits(rows(format, said)) == bits(rows_of_table(pl.concat([ROWS, revised]))), format.short
        assert said.count(b"2024-01-01T00:00:00Z") >= 1
        assert errors(format, said) == []


def test_values_known_beforehand_come_in_their_order() -> None:
    periods = [f"20{year}" for year in range(20, 25)]
    for format, version in ((media.JSON_1, "structure"), (media.JSON_2, "structures")):
        pieces = write_data(Choice(format), STRUCTURE, [DataSet([ROWS])], FLAT, HEADER, {"TIME_PERIOD": periods})
        said = joined(pieces)
        held = json.loads(said)["data"][version]
        time = (held if version == "structure" else held[0])["dimensions"]["observation"][-1]
        assert [one["id"] for one in time["values"]] == periods
        assert time["values"][0]["start"] == "2020-01-01T00:00:00Z"
        assert bits(_json_rows(said)) == bits(rows_of_table(ROWS))


def test_names_come_in_the_language_asked_for() -> None:
    french = Content(languages=("fr-CH", "en"))
    said = json.loads(message(media.JSON_2, ROWS, content=french))
    held = said["data"]["structures"][0]
    assert held["name"] == "Essai"
    assert [one["name"] for one in held["dimensions"]["series"]] == ["Zone", "Sexe"]
    assert held["dimensions"]["series"][1]["values"][0] == {"id": "SEX_F", "name": "Femmes"}
    assert held["attributes"]["observation"][0]["name"] == "Status"
    assert said["meta"]["contentLanguages"] == ["en", "fr"]


def test_the_header_says_who_when_and_whether_it_is_a_demonstration() -> None:
    for format in (media.ML_3, media.ML_21, media.GENERIC_21):
        root = etree.fromstring(message(format, ROWS))
        header = root.find("{*}Header")
        assert [header.findtext(f"{{*}}{name}") for name in ("ID", "Test", "Prepared")] == [
            "T1",
            "true",
            "2026-01-02T03:04:05Z",
        ]
        assert header.find("{*}Sender").get("id") == "FAIRWAY"
    for format, name in ((media.JSON_1, "meta"), (media.JSON_2, "meta"), (media.JSON_DRAFT, "header")):
        head = json.loads(message(format, ROWS))[name]
        assert (head["id"], head["test"], head["prepared"]) == ("T1", True, "2026-01-02T03:04:05Z")


def test_an_attribute_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownComponent, match="OBS_STATUS") as refused:
        message(media.CSV_2, ROWS, content=Content(attributes=("OBS_STAT",)))
    assert refused.value.http_status == 422


def test_the_first_piece_does_not_wait_for_the_observations() -> None:
    def never() -> object:
        raise AssertionError("asked for observations")
        yield

    for format in media.DATA_V2:
        assert next(iter(write_data(Choice(format), STRUCTURE, [DataSet(never())], SERIES, HEADER)))  # type: ignore[arg-type]
