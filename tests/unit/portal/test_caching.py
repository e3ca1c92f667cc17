"""Ready pages: bounded in bytes, keyed by what makes a page, never older than the tables."""

from __future__ import annotations

from pathlib import Path
from unittest import mock

import pytest


@pytest.fixture
def caching(django_ready):
    from fairway_portal.site import caching

    return caching


def test_the_memory_forgets_the_least_recently_used_first(caching) -> None:
    size = 1000 - caching.OVERHEAD if caching.OVERHEAD < 1000 else 0
    memory = caching.PageMemory(20 * (caching.OVERHEAD + 100))
    assert size >= 0
    for number in range(20):
        memory.put((str(number),), caching.Ready((), b"x" * 100, ""))
    assert memory.get(("0",)) is not None
    memory.put(("20",), caching.Ready((), b"x" * 100, ""))
    assert memory.get(("1",)) is None
    assert memory.get(("0",)) is not None
    assert memory.used <= memory.capacity
    assert len(memory) == 20


def test_putting_the_same_page_twice_counts_it_once(caching) -> None:
    memory = caching.PageMemory(100_000)
    for body in (b"x" * 100, b"x" * 300):
        memory.put(("a",), caching.Ready((), body, ""))
    assert memory.used == 300 + caching.OVERHEAD


def test_a_page_that_would_fill_the_memory_is_not_kept(caching) -> None:
    memory = caching.PageMemory(16_000)
    memory.put(("big",), caching.Ready((), b"x" * 3_000, ""))
    assert len(memory) == 0
    assert caching.PageMemory(0).put(("a",), caching.Ready((), b"", "")) is None


def key(caching, path: str, **headers: str) -> tuple[str, ...]:
    from django.test import RequestFactory

    return caching.PageCache.key(RequestFactory(HTTP_HOST="localhost").get(path, **headers))


def test_the_key_holds_what_makes_a_page_and_nothing_else(caching) -> None:
    plain = key(caching, "/en/corridors/NPL/QAT")
    assert key(caching, "/en/corridors/NPL/QAT?utm_source=x&sex=") == plain
    assert key(caching, "/en/corridors/NPL/QAT?year=2020&sex=F") == key(
        caching, "/en/corridors/NPL/QAT?sex=F&year=2020"
    )
    assert key(caching, "/en/corridors/NPL/QAT?sex=F") != plain
    assert key(caching, "/api/v1/corridors") != key(caching, "/api/v1/corridors", HTTP_ACCEPT="text/csv")
    assert key(caching, "/en/", HTTP_ACCEPT="text/csv") == key(caching, "/en/")


def test_the_key_changes_with_the_tables_and_the_language(caching, tmp_path: Path) -> None:
    from fairway.warehouse.shelf import Shelf
    from fairway_portal.design import speech
    from tests.shelves import shelf

    before = key(caching, "/api/v1/places")
    with speech.speaking("ar"):
        assert key(caching, "/api/v1/places") != before
    row = {"origin": "NPL", "destination": "QAT", "year": 2024, "female": 1, "male": 2}
    other = shelf(tmp_path, {"migrant_stock": [row]})
    with mock.patch.object(Shelf, "open", return_value=other):
        assert key(caching, "/api/v1/places") != before
