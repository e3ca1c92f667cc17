"""Downloading, against a server on this machine: cut, busy, gone, changed; nothing is ever half imported.

The bodies follow the publishers' documentation; `test_fetch_formats.py` has one for every source.
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from fairway.kernel.errors import ColumnChanged, FairwayError, SourceUnavailable, StorageFull, UnreadableFile
from fairway.sources import fetch_catalogue, http
from fairway.sources.fetch_plan import Source
from fairway.warehouse import custody
from fairway.warehouse.fetching import fetch
from fairway.warehouse.importing import Imported
from fairway.warehouse.shelf import Shelf
from tests.publisher import Answer, Publisher, publishing

WPP = "WPP2024_Demographic_Indicators_Medium.csv.gz"
HEADER = (
    "SortOrder,LocID,Notes,ISO3_code,LocTypeID,Location,VarID,Variant,Time,TPopulationMale1July,TPopulationFemale1July"
)


def indicators(nepal: int = 14_160, header: str = HEADER, years: int = 400) -> bytes:
    """The demographic indicators of two countries and the world; Nepal has that many thousand men in 2024."""
    lines = [header]
    for code, kind, men in ((900, 1, 4_000_000), (524, 4, nepal), (634, 4, 2_200)):
        lines += [f"1,{code},,,{kind},Place,2,Medium,{2024 + at % 77},{men},{men - 1}" for at in range(years)]
    return gzip.compress("\n".join([*lines, ""]).encode(), mtime=0, compresslevel=1)


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is on this machine, whatever the environment says of proxies."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch, fairway_home: Path) -> Iterator[Publisher]:
    """A publisher that stands for every source."""
    with publishing() as here:
        for source in fetch_catalogue.SOURCES:
            monkeypatch.setenv(f"FAIRWAY_FETCH_{source.name.upper().replace('-', '_')}_URL", here.url)
        yield here


class Naps:
    """Waits that only count."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


def population(naps: Naps | None = None) -> Imported | FairwayError:
    """The outcome of fetching the population."""
    source: Source = fetch_catalogue.source("wpp")
    [(_, outcome)] = fetch(source, only=frozenset({"population"}), sleep=naps or Naps())
    return outcome


def men_of_nepal() -> int:
    """What the current vintage says."""
    vintage = Shelf.open().current("population")
    assert vintage is not None
    return int(next(row["male"] for row in vintage.rows("NPL") if row["year"] == 2024))


def test_a_table_is_fetched_kept_as_received_and_imported(publisher: Publisher, fairway_home: Path) -> None:
    publisher.says(WPP, indicators())
    outcome = population()
    assert isinstance(outcome, Imported)
    assert outcome.new
    assert men_of_nepal() == 14_160_000
    assert outcome.vintage is not None
    note = custody.note(outcome.vintage.record.received)
    assert note is not None
    assert note.path.read_bytes() == indicators()
    assert note.url == publisher.url + WPP
    assert note.etag
    assert note.licence == "CC BY 3.0 IGO"
    assert note.retrieved[:4] >= "2026"
    assert note.confirmed is False
    assert outcome.vintage.record.retrieved == note.retrieved
    assert not list((fairway_home / "received" / ".partial").rglob("*.part"))


def test_what_the_publisher_has_not_changed_is_the_same_vintage(publisher: Publisher) -> None:
    publisher.says(WPP, indicators())
    population()
    outcome = population()
    assert isinstance(outcome, Imported)
    assert not outcome.new


def test_a_cut_download_goes_on_where_it_stopped(publisher: Publisher) -> None:
    body = indicators()
    publisher.says(WPP, Answer(body, cut=1_000), Answer(body, cut=500), Answer(body))
    assert isinstance(population(), Imported)
    ranges = [headers.get("Range") for _, headers in publisher.asked]
    assert ranges == [None, "bytes=1000-", "bytes=1500-"]
    assert men_of_nepal() == 14_160_000


def test_the_next_command_goes_on_where_the_last_gave_up(publisher: Publisher, fairway_home: Path) -> None:
    body = indicators()
    publisher.says(WPP, *[Answer(body, cut=100)] * http.ATTEMPTS)
    outcome = population()
    assert isinstance(outcome, SourceUnavailable)
    assert "goes on where this one stopped" in outcome.advice
    [part] = (fairway_home / "received" / ".partial").rglob("*.part")
    assert part.stat().st_size == 100 * http.ATTEMPTS
    publisher.asked.clear()
    publisher.says(WPP, body)
    assert isinstance(population(), Imported)
    assert publisher.asked[0][1]["Range"] == f"bytes={100 * http.ATTEMPTS}-"


def test_a_file_that_changed_in_between_is_fetched_anew(publisher: Publisher) -> None:
    publisher.says(WPP, Answer(indicators(1), cut=900), Answer(indicators(2)))
    assert isinstance(population(), Imported)
    assert men_of_nepal() == 2_000


def test_a_server_without_validator_or_ranges_is_asked_for_everything_again(publisher: Publisher) -> None:
    body = indicators()
    publisher.says(WPP, Answer(body, cut=900, etag=False), Answer(body, etag=False))
    assert isinstance(population(), Imported)
    assert [headers.get("Range") for _, headers in publisher.asked] == [None, None]
    publisher.says(WPP, Answer(indicators(3), cut=900, ranges=False), Answer(indicators(3), ranges=False))
    assert isinstance(population(), Imported)
    assert men_of_nepal() == 3_000


def test_another_part_than_was_asked_for_is_not_joined(publisher: Publisher) -> None:
    body = indicators()
    wrong = Answer(body[:50], 206, {"Content-Range": f"bytes 0-49/{len(body)}"})
    publisher.says(WPP, Answer(body, cut=900), wrong, Answer(body))
    assert isinstance(population(), Imported)
    assert men_of_nepal() == 14_160_000


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_a_busy_server_is_asked_again(status: int, publisher: Publisher) -> None:
    naps = Naps()
    publisher.says(WPP, Answer(b"busy", status), Answer(b"busy", status), Answer(indicators()))
    assert isinstance(population(naps), Imported)
    assert naps.seconds == sorted(naps.seconds)
    assert len(naps.seconds) == 2


def test_retry_after_is_obeyed_in_seconds_and_as_a_date(publisher: Publisher) -> None:
    naps, soon = Naps(), datetime.now(UTC) + timedelta(seconds=60)
    publisher.says(
        WPP,
        Answer(b"slow down", 429, {"Retry-After": "7"}),
        Answer(b"slow down", 429, {"Retry-After": format_datetime(soon, usegmt=True)}),
        Answer(indicators()),
    )
    assert isinstance(population(naps), Imported)
    assert 7 in naps.seconds
    assert any(50 < seconds <= 60 for seconds in naps.seconds)


def test_a_server_that_asks_for_an_hour_is_left_alone(publisher: Publisher) -> None:
    naps = Naps()
    publisher.says(WPP, Answer(b"slow down", 429, {"Retry-After": "3600"}))
    outcome = population(naps)
    assert isinstance(outcome, SourceUnavailable)
    assert "60 minutes" in outcome.title
    assert naps.seconds == []


@pytest.mark.parametrize(("status", "words"), [(404, "moved"), (410, "moved"), (403, "programs"), (400, "yourself")])
def test_an_error_is_told_with_advice(status: int, words: str, publisher: Publisher) -> None:
    publisher.says(WPP, indicators())
    population()
    publisher.says(WPP, Answer(b"no", status))
    outcome = population()
    assert isinstance(outcome, SourceUnavailable)
    assert str(status) in outcome.title
    assert words in outcome.advice
    assert "fairway import" in outcome.advice
    assert men_of_nepal() == 14_160_000


def test_nobody_answers(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_FETCH_WPP_URL", "http://127.0.0.1:9/")
    outcome = population()
    assert isinstance(outcome, SourceUnavailable)
    assert "could not be downloaded" in outcome.title


def test_a_web_page_in_the_place_of_the_table_is_refused(publisher: Publisher) -> None:
    publisher.says(WPP, b"<!DOCTYPE html><html><title>Just a moment...</title></html>")
    outcome = population()
    assert isinstance(outcome, SourceUnavailable)
    assert "web page" in outcome.title


@pytest.mark.parametrize("kept", [0.3, 0.9, 0.999])
def test_a_body_that_is_cut_without_notice_is_found_out(kept: float, publisher: Publisher) -> None:
    """No length was said, the connection closed properly: only the content shows that it is not whole."""
    publisher.says(WPP, indicators())
    population()
    body = indicators(nepal=9)
    publisher.says(WPP, Answer(body[: int(len(body) * kept)], length=False))
    assert isinstance(population(), UnreadableFile)
    assert men_of_nepal() == 14_160_000
    publisher.says(WPP, Answer(body, length=False))
    assert isinstance(population(), Imported), "the broken answer was kept"
    assert men_of_nepal() == 9_000


def test_a_renamed_column_leaves_the_previous_vintage(publisher: Publisher) -> None:
    publisher.says(WPP, indicators())
    population()
    publisher.says(WPP, indicators(7, header=HEADER.replace("TPopulationMale1July", "PopulationMale")))
    outcome = population()
    assert isinstance(outcome, ColumnChanged)
    assert "TPopulationMale1July" in outcome.title
    assert men_of_nepal() == 14_160_000


def test_a_full_disk_while_downloading(publisher: Publisher, monkeypatch: pytest.MonkeyPatch) -> None:
    publisher.says(WPP, indicators())
    population()
    publisher.says(WPP, indicators(7))

    class Full(io.BytesIO):
        def write(self, content: object) -> int:
            raise OSError(28, "No space left on device")

    opened = Path.open
    monkeypatch.setattr(
        Path, "open", lambda path, mode="r", *a, **k: Full() if path.suffix == ".part" else opened(path, mode, *a, **k)
    )
    outcome = population()
    monkeypatch.undo()
    assert isinstance(outcome, StorageFull)


def test_pages_that_arrived_are_not_asked_for_again(publisher: Publisher) -> None:
    def page(indicator: str, number: int) -> bytes:
        row = {"indicator": {"id": indicator}, "country": {"id": "NP"}, "countryiso3code": "NPL", "date": "2024"}
        head = {"page": number, "pages": 2, "per_page": 1, "total": 2, "lastupdated": "2026-10-01"}
        return json.dumps([head, [{**row, "date": str(2020 + number), "value": number}]]).encode()

    broken = "SL.UEM.TOTL.ZS"

    def otherwise(path: str) -> Answer:
        indicator, number = path.split("?")[0].rpartition("/")[2], int(path.rpartition("=")[2])
        return Answer(b"gone", 404) if indicator == broken and number == 2 else Answer(page(indicator, number))

    publisher.otherwise = otherwise
    source = fetch_catalogue.source("worldbank")
    [(_, outcome)] = fetch(source, sleep=Naps())
    assert isinstance(outcome, SourceUnavailable)
    asked = len(publisher.asked)
    assert asked == 26
    broken = ""
    [(_, outcome)] = fetch(source, sleep=Naps())
    assert isinstance(outcome, Imported)
    assert len(publisher.asked) == asked + 1
    assert outcome.edition.edition == "2026-10-01"
