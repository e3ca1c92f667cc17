"""What the SDMX service makes of a request: version, parts, parameters, compression, versions of dataflows, tags."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import RequestFactory

from fairway.exchange.sdmx.errors import NoSuchStructure, QueryMalformed
from fairway.exchange.sdmx.query import FlowReference
from fairway.warehouse.releases import publish
from fairway.warehouse.shelf import Shelf
from fairway_portal.api.sdmx import answering
from fairway_portal.api.sdmx.asked import Asked, asked
from fairway_portal.api.sdmx.finding import NotImplementedHere, flow_of, version_suits
from tests.observations import STRUCTURE, observations, release

DAY = datetime(2024, 1, 1, tzinfo=UTC)


def read(address: str, **headers: str) -> Asked:
    request = RequestFactory(headers=headers).get("/")
    path, _, query = address.partition("?")
    request.META["QUERY_STRING"] = query
    return asked(request, path)


def test_a_plus_joins_and_is_no_space() -> None:
    found = read("v2/data/dataflow/*/DF_X/~/*?c[TIME_PERIOD]=ge:2020+le:2024&c%5BSEX%5D=SEX_F%2CSEX_M")
    assert found.params == {"c[TIME_PERIOD]": "ge:2020+le:2024", "c[SEX]": "SEX_F,SEX_M"}
    assert (found.version, found.parts) == (2, ("data", "dataflow", "*", "DF_X", "~", "*"))


def test_a_zone_with_a_plus_is_a_zone() -> None:
    assert read("v1/data/X?updatedAfter=2024-01-01T00:00:00+05:45").params["updatedAfter"].endswith("+05:45")


def test_what_is_no_query_of_the_service_is_refused() -> None:
    with pytest.raises(NoSuchStructure):
        read("v3/data/X")
    with pytest.raises(QueryMalformed, match="given twice"):
        read("v1/data/X?detail=full&detail=full")


@pytest.mark.parametrize(
    ("said", "taken"),
    [("", False), ("gzip", True), ("GZIP", True), ("gzip;q=0", False), ("*", True), ("*;q=0", False),
     ("br;q=1.0, gzip;q=0.1", True), ("identity", False), ("gzip;q=x", False), ("gzip;q=0, *", False)],
)  # fmt: skip
def test_who_takes_gzip(said: str, taken: bool) -> None:
    assert read("v1/data/X", **{"accept-encoding": said}).gzip is taken


def test_languages_and_our_own_parameters() -> None:
    found = read("v1/data/X?lang=fr&format=csv&detail=full", **{"accept-language": "es;q=0.8, ar"})
    assert found.languages == ("fr", "ar", "es")
    assert found.bare == {"detail": "full"}


@pytest.mark.parametrize(
    ("wanted", "version", "suits"),
    [("1.0.0", "1.0.0", True), ("1.0", "1.0.0", True), ("1", "1.0.0", True), ("1.0.1", "1.0.0", False),
     ("~", "3.1.4", True), ("*", "3.1.4", True), ("+", "3.1.4", True), ("1.0+.0", "1.2.0", True),
     ("1.3+.0", "1.2.0", False), ("2+.0.0", "3.0.0", True), ("2+.0.0", "1.9.0", False), ("1.0.0.0", "1.0.0", False)],
)  # fmt: skip
def test_versions(wanted: str, version: str, suits: bool) -> None:
    assert version_suits(wanted, version) is suits


@pytest.mark.usefixtures("fairway_home")
def test_which_dataflow_is_meant() -> None:
    publish(release(), observations())
    publish(release("PHL_LFS_2024", structure=replace(STRUCTURE, version="2.0.0")), observations("PHL"))
    publish(release("IND_DEMO_2024", demonstration=True), observations("IND"))
    shelf = Shelf.open(demonstration=True)

    def meant(**reference: object) -> tuple[str, str]:
        found = flow_of(FlowReference(**{"ids": ("DF_ILMS",), **reference}), shelf).structure  # type: ignore[arg-type]
        return found.agency, found.version

    assert meant() == ("FAIRWAY", "2.0.0")
    assert meant(versions=("1.0.0",)) == ("FAIRWAY", "1.0.0")
    assert meant(agencies=("FAIRWAY_DEMONSTRATION",)) == ("FAIRWAY_DEMONSTRATION", "1.0.0")
    assert meant(ids=("DSD_ILMS",), context="datastructure") == ("FAIRWAY", "2.0.0")
    with pytest.raises(NoSuchStructure):
        meant(ids=("DSD_ILMS",))
    with pytest.raises(NoSuchStructure):
        meant(agencies=("ILO",))
    with pytest.raises(NotImplementedHere):
        meant(ids=("*",))
    with pytest.raises(NotImplementedHere):
        meant(versions=("1.0.0", "2.0.0"))


def test_the_first_pieces_are_sent_at_once_when_compressed() -> None:
    made: list[int] = []

    def pieces():
        for number in range(3):
            made.append(number)
            yield b"x" * 1_000

    stream = answering.gzipped(pieces())
    unpacker = zlib.decompressobj(31)
    assert unpacker.decompress(next(stream)) == b"x" * 1_000
    assert made == [0]
    assert unpacker.decompress(b"".join(stream)) == b"x" * 2_000


def test_what_is_wrong_from_the_start_is_told_before_the_answer_begins() -> None:
    def broken():
        raise QueryMalformed("wrong")
        yield b""

    with pytest.raises(QueryMalformed):
        answering.streamed(
            read("v1/data/X"), broken(), content_type="text/csv", etag="W/'1'", changed=DAY,
            language="en", name="X", family="csv",
        )  # fmt: skip


def test_a_stream_that_is_given_up_is_closed() -> None:
    closed: list[bool] = []

    def pieces():
        try:
            yield b"first"
            yield b"second"
        finally:
            closed.append(True)

    answer = answering.streamed(
        read("v1/data/X"), pieces(), content_type="text/csv", etag="W/'1'", changed=DAY,
        language="en", name="X", family="csv",
    )  # fmt: skip
    assert next(iter(answer.streaming_content)) == b"first"
    answer.close()
    assert closed == [True]
