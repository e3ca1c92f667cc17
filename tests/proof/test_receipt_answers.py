"""A number that opens something and one that opens nothing: the same status, the same size, the same time.

Time is compared over `TRIALS` pairs, in random order, by the Mann-Whitney test (two-sided; H. B. Mann and D. R.
Whitney, 1947) and by the difference of the medians, which must stay under `BOUND` seconds. Without FAIRWAY_PROVE sizes
alone are judged: a machine that does other things at the same time proves nothing about time.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import local
from uuid import uuid4

import pytest
from django.db import connections
from django.utils.timezone import localdate

from fairway.safe_reporting.receipts import derived, draw
from fairway.safe_reporting.sealing.envelopes import seal
from fairway_portal.casework.notes import turns
from fairway_portal.casework.notes.queries import keys_of
from fairway_portal.casework.thread import queries, views
from fairway_portal.casework.vault.actions import add_envelope
from fairway_portal.casework.vault.queries import report_by
from tests.unit.portal.casework.intake.reporting import Worker, two_offices

PROVE = bool(os.environ.get("FAIRWAY_PROVE"))
TRIALS = 2_000 if PROVE else 30
BOUND = 0.002
"""Seconds: a fiftieth of what the derivation alone takes, and less than any line varies by."""
LEAST_P = 0.01
LOG_INS = 150
LEAST_PER_SECOND = 15
SEED = 7
_mine = local()
pytestmark = [pytest.mark.django_db(databases=["default", "casework"]), pytest.mark.slow]


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, settings: object, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of keys; and quick answers, where their time is not judged."""
    settings.CASEWORK_KEYS = tmp_path / "casework-keys"  # type: ignore[attr-defined]
    if not PROVE:
        monkeypatch.setattr(derived, "MEMORY_KIB", 8)
        monkeypatch.setattr(views, "ANSWERED_AFTER", 0.01)


def sent_report() -> Worker:
    """She sent a report, and a handler wrote to her."""
    union, _ = two_offices()
    worker = Worker()
    worker.report(union)
    report = report_by(keys_of(worker.number).lookup)
    assert report is not None
    sealed = seal(b'{"text": "Come on Friday"}', report=report.id.hex, kind="message", recipients=[report.reporter])
    add_envelope(
        report=report.id, kind="message", envelope=sealed.content, recipients=["reporter"], author="person:1",
        on=localdate(), key=uuid4(),
    )  # fmt: skip
    return worker


def asked(number: str) -> tuple[float, int, int]:
    """Seconds, status and bytes of one answer."""
    if not hasattr(_mine, "browser"):  # a client loads the middleware anew with its first request
        _mine.browser = Worker().browser
        _mine.browser.get("/en/notes/back")
    worker = Worker(browser=_mine.browser)
    begun = time.perf_counter()
    worker.post("/back", number=number)
    return time.perf_counter() - begun, worker.status, len(worker.response.content)


def note(name: str, **found: object) -> None:
    """One line for the report of proofs."""
    if results := os.environ.get("FAIRWAY_PROVE_RESULTS"):
        with Path(results).open("a", encoding="utf-8") as stream:
            stream.write(json.dumps({"proof": name, **found}) + "\n")


def test_answers_tell_nothing_of_a_number() -> None:
    from scipy.stats import mannwhitneyu

    worker, order = sent_report(), random.Random(SEED)
    worker.enter()
    assert "Come on Friday" in worker.shown
    taken: dict[bool, list[float]] = {True: [], False: []}
    met = set()
    for _ in range(TRIALS):
        for there in order.sample([True, False], 2):
            seconds, status, size = asked(worker.number if there else draw())
            taken[there].append(seconds)
            met.add((status, size))
    assert len(met) == 1
    (status, size) = met.pop()
    between = statistics.median(taken[True]) - statistics.median(taken[False])
    p = float(mannwhitneyu(taken[True], taken[False]).pvalue)
    note(
        "receipt answers", trials=TRIALS, seed=SEED, status=status, bytes=size, test="Mann-Whitney, two-sided", p=p,
        median_there=statistics.median(taken[True]), median_unknown=statistics.median(taken[False]),
        difference_of_medians=between, bound=BOUND,
    )  # fmt: skip
    if PROVE:
        assert abs(between) <= BOUND
        assert p >= LEAST_P


def test_without_its_measures_the_time_would_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    """The test above can fail: an answer that waits for nothing, and a slower look-up, is seen in few trials."""
    from scipy.stats import mannwhitneyu

    monkeypatch.setattr(derived, "MEMORY_KIB", 8)
    monkeypatch.setattr(views, "ANSWERED_AFTER", 0.0)
    opened = queries.open_sealed
    monkeypatch.setattr(queries, "_open_nothing", lambda: None)
    monkeypatch.setattr(queries, "open_sealed", lambda *a, **n: (time.sleep(0.2), opened(*a, **n))[1])
    worker = sent_report()
    there = [asked(worker.number)[0] for _ in range(10)]
    unknown = [asked(draw())[0] for _ in range(10)]
    assert float(mannwhitneyu(there, unknown).pvalue) < LEAST_P


@pytest.mark.skipif(not PROVE, reason="speed is judged on a quiet machine (FAIRWAY_PROVE=1)")
@pytest.mark.django_db(transaction=True, databases=["default", "casework"])
def test_fifteen_come_back_in_a_second() -> None:
    worker = sent_report()

    def come_back(_: int) -> int:
        return asked(worker.number)[1]

    begun = time.perf_counter()
    with ThreadPoolExecutor(max_workers=min(8, turns.MOST)) as people:
        met = set(people.map(come_back, range(LOG_INS)))
        list(people.map(lambda _: connections.close_all(), range(LOG_INS)))
    per_second = LOG_INS / (time.perf_counter() - begun)
    note("receipt log-ins", log_ins=LOG_INS, per_second=round(per_second, 1), least=LEAST_PER_SECOND)
    assert met == {200}
    assert per_second >= LEAST_PER_SECOND
