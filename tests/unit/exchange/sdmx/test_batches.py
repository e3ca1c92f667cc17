"""Observations that no message may hold are refused, with the key."""

from __future__ import annotations

import polars as pl
import pytest

from fairway.exchange.sdmx import batches, media
from fairway.exchange.sdmx.content import ALL_DIMENSIONS, Content, DataSet
from fairway.exchange.sdmx.data_json_index import IndexTable
from fairway.exchange.sdmx.errors import ObservationsUnwritable
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.media import Choice
from fairway.exchange.sdmx.messages import write_data
from fairway.exchange.sdmx.structure import VALUE
from tests.unit.exchange.sdmx.samples import ROWS, STRUCTURE


def write(*tables: pl.DataFrame, content: Content | None = None) -> bytes:
    return b"".join(write_data(Choice(media.ML_3), STRUCTURE, [DataSet(tables)], content or Content(), Header()))


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_number_that_is_none(value: float) -> None:
    with pytest.raises(ObservationsUnwritable, match=VALUE):
        write(ROWS.with_columns(pl.lit(value).alias(VALUE)))


def test_a_column_that_is_missing() -> None:
    with pytest.raises(ObservationsUnwritable, match="STD_ERR"):
        write(ROWS.drop("STD_ERR"))


def test_a_dimension_that_is_empty() -> None:
    with pytest.raises(ObservationsUnwritable, match="SEX"):
        write(ROWS.with_columns(pl.lit(None, dtype=pl.String).alias("SEX")))


def test_observations_out_of_order_within_and_across_batches() -> None:
    with pytest.raises(ObservationsUnwritable, match=r"A7\.SEX_T\.2024"):
        write(ROWS.reverse())
    with pytest.raises(ObservationsUnwritable, match=r"A0\.SEX_F\.2022"):
        write(ROWS.slice(3), ROWS.head(3))
    assert write(ROWS.reverse(), content=Content(dimension_at_observation=ALL_DIMENSIONS)).count(b"<Obs") == len(ROWS)


def test_a_key_that_comes_twice() -> None:
    with pytest.raises(ObservationsUnwritable, match=r"A9\.SEX_T\.2024"):
        write(ROWS, ROWS.tail(1))


def test_large_batches_are_written_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = write(ROWS)
    monkeypatch.setattr(batches, "ROWS", 2)
    head, body = write(ROWS).split(b"</m:Header>")
    assert body == whole.split(b"</m:Header>")[1]
    assert head


def test_categorical_columns_are_text() -> None:
    categories = ROWS.with_columns(pl.col("SEX", "REF_AREA").cast(pl.Categorical))
    assert write(categories).split(b"</m:Header>")[1] == write(ROWS).split(b"</m:Header>")[1]


def test_an_index_table_forgets_and_numbers_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fairway.exchange.sdmx.data_json_index.REMEMBERED", 2)
    bounded, whole = (IndexTable(lambda value: {"v": value}, forgets=forgets) for forgets in (True, False))
    for one, last in ((bounded, ["3", "4"]), (whole, ["0", "3"])):
        assert one.numbers(pl.Series(["a", "b", None, "c", "a"])).to_list() == ["0", "1", None, "2", "0"]
        assert one.numbers(pl.Series(["a", "d"])).to_list() == last
    assert b"".join(bounded.entries()) == b'{"v":"a"},{"v":"b"},{"v":"c"},{"v":"a"},{"v":"d"}'
    assert b"".join(whole.entries()) == b'{"v":"a"},{"v":"b"},{"v":"c"},{"v":"d"}'
    bounded.close()
    whole.close()
