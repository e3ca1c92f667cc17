"""Which representation an Accept header or a format asks for."""

from __future__ import annotations

import pytest

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.data_csv import CsvOptions
from fairway.exchange.sdmx.errors import NotOffered
from fairway.exchange.sdmx.media import languages, named, negotiated
from fairway.exchange.sdmx.messages import csv_options

CSV = "application/vnd.sdmx.data+csv"
JSON = "application/vnd.sdmx.data+json"


@pytest.mark.parametrize(
    ("accept", "wanted"),
    [
        ("", media.JSON_2),
        ("*/*", media.JSON_2),
        ("application/*", media.JSON_2),
        ("text/html, */*;q=0.8", media.JSON_2),
        (JSON, media.JSON_2),
        (f"{JSON};version=1.0.0", media.JSON_1),
        (f"{JSON}; version=1.0.0-wd", media.JSON_DRAFT),
        (f"{JSON};version=1.0.0+", media.JSON_1),
        (f"{JSON};version=1+.0", media.JSON_2),
        (f"{JSON};version=1.0+.0", media.JSON_1),
        (f"{CSV};version=1.0", media.CSV_1),
        (f"{CSV};q=0.5, application/xml", media.ML_3),
        (f"{CSV};version=9, text/csv;q=0.1", media.CSV_2),
        (f"{CSV};labels=name", media.CSV_2),
        ("application/vnd.sdmx.structurespecificdata+xml;version=2.1", media.ML_21),
        ("application/vnd.sdmx.genericdata+xml", media.GENERIC_21),
        ("application/vnd.sdmx.data+xml;version=3.0.0", media.ML_3),
        (f"{JSON};q=0, */*", media.CSV_2),
        ("APPLICATION/JSON", media.JSON_2),
    ],
)
def test_the_best_that_is_offered(accept: str, wanted: media.MediaType) -> None:
    assert negotiated(accept, media.DATA_V2).media is wanted


def test_each_version_of_the_api_has_its_default() -> None:
    assert negotiated("*/*", media.DATA_V1).media is media.GENERIC_21
    assert negotiated("*/*", media.STRUCTURE_V1).media is media.STRUCTURE_ML_21
    assert negotiated("*/*", media.STRUCTURE_V2).media is media.STRUCTURE_JSON_2


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        f"{JSON};version=7.0.0",
        f"{CSV};labels=all",
        f"{CSV};version=1.0.0;labels=name",
        "*/*;q=0",
        "nonsense",
    ],
)
def test_what_is_not_offered_is_answered_with_what_is(accept: str) -> None:
    with pytest.raises(NotOffered) as refused:
        negotiated(accept, media.DATA_V2)
    assert refused.value.http_status == 406
    assert all(str(one) in refused.value.advice for one in media.DATA_V2)


def test_parameters_reach_the_writer_and_the_answer() -> None:
    choice = negotiated(f"{CSV};version=2.0.0; labels=both;timeFormat=normalized;keys=obs", media.DATA_V2)
    assert csv_options(choice) == CsvOptions("2.0.0", "both", "normalized", "obs")
    assert choice.content_type == f"{CSV};version=2.0.0;labels=both;timeFormat=normalized;keys=obs;charset=utf-8"
    assert csv_options(negotiated(f"{CSV};version=1.0.0", media.DATA_V2)) == CsvOptions("1.0.0")
    assert negotiated("", media.DATA_V2).content_type == f"{JSON};version=2.0.0"


def test_a_format_by_its_short_name_or_its_media_type() -> None:
    for one in (*media.DATA_V1, *media.DATA_V2):
        assert named(one.short, media.DATA_V1).media is one
        assert named(str(one), media.DATA_V1).media is one
        assert named(str(one).replace("+", " "), media.DATA_V1).media is one
    with pytest.raises(NotOffered, match=r"csv-1\.0"):
        named("excel", media.DATA_V2)
    with pytest.raises(NotOffered):
        named("*/*", media.DATA_V2)


def test_languages_in_order_of_preference() -> None:
    assert languages("ru, en-GB;q=0.8, fr;q=0.9, xx!;q=1, de;q=0") == ("ru", "fr", "en-gb")
    assert languages("") == ("en",)
    assert languages("*") == ("en",)
