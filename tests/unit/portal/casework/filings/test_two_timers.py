"""Two machines that close the same day at once: one head, and nothing logged twice. SQLite lets only one write."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from threading import Barrier, BrokenBarrierError
from typing import Any

import pytest
from django.db import connection, connections

from fairway_portal.casework.filings import actions, queries
from fairway_portal.casework.filings.models import Filing, Leaf, TreeHead
from tests.portal import prepared
from tests.unit.safe_reporting.proofs.filings_made import MONDAY, commitment

pytestmark = pytest.mark.django_db(databases=["default", "casework"], transaction=True)


@pytest.mark.parametrize("filings", [0, 3])
def test_one_head_comes_of_two_timers(
    filings: int, monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    prepared()
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: SQLite makes the second writer wait before it reads")
    settings.HOME, settings.FILING_DIRECTORY = tmp_path, ""
    for number in range(filings):
        actions.promise(commitment=commitment(number), on=MONDAY)
    together, whole = Barrier(2), queries.tree

    def met() -> Any:
        seen = whole()
        with suppress(BrokenBarrierError):
            together.wait(timeout=0.5)  # with filings, the second waits for their rows and never gets here
        return seen

    def close(_: int) -> Any:
        try:
            return actions.close_day(MONDAY, today=MONDAY + timedelta(days=1))
        finally:
            connections.close_all()

    monkeypatch.setattr(queries, "tree", met)
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(close, range(2)))
    assert sum(one is not None for one in made) == 1
    assert TreeHead.objects.count() == 1
    assert Leaf.objects.count() == 16
    assert Filing.objects.filter(logged=True).count() == filings
