"""Reports: how many are sealed to five keys and kept in a second, on SQLite (FULL) and PostgreSQL, with fsync.

Run `python -m benchmarks.reports`, or with `sqlite` or `postgresql` for one of them. Two processes of four threads file
4 KB each through the vault: sealing (age, five recipients), the key of the report on the disk, the second layer, one
transaction. Null case: the same threads insert the same bytes without sealing and without a key. Beside it: how many
receipts are derived in a second by two processes (Argon2id, 64 MiB, two passes), as a log-in needs it.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import secrets
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.report import Measured, show
from benchmarks.submissions import database

PROCESSES = 2
THREADS = 4
REPORTS = 1200
RECEIPTS = 30
KEYS = 5
CONTENT = 4096
GOAL_RATE = 100
GOAL_SECONDS = 0.25
GOAL_RECEIPTS = 15


def file_one(recipients: list[str]) -> None:
    """Seals and files one report of a receipt that was derived before."""
    from datetime import date

    from fairway.safe_reporting.receipts import ReceiptKeys
    from fairway.safe_reporting.sealing.envelopes import seal
    from fairway.safe_reporting.sealing.identities import fingerprint
    from fairway_portal.casework.filings.models import Filing
    from fairway_portal.casework.vault.actions import Part, file_report, report_id

    keys = ReceiptKeys(secrets.token_hex(32), secrets.token_bytes(32), "", recipients[0])
    sealed = seal(secrets.token_bytes(CONTENT), report=report_id(keys).hex, kind="report", recipients=recipients)
    part = Part("report", sealed.content, sealed.commitment, tuple(fingerprint(one) for one in recipients))
    file_report(
        keys=keys, parts=[part], on=date(2026, 11, 22), expires=date(2028, 11, 22),
        also=lambda report, commitment: Filing(commitment=commitment, week=report.filed).save(force_insert=True),
    )  # fmt: skip


def insert_one(recipients: list[str]) -> None:
    """Inserts as many bytes as a sealed report has."""
    from datetime import date

    from fairway_portal.casework.vault.models import Draft

    row = Draft(lookup=secrets.token_hex(32), report=secrets.token_hex(16), touched=date(2026, 11, 22))
    row.sealed = secrets.token_bytes(17_500)
    row.save(force_insert=True)


def worker(what: str, count: int, recipients: list[str], ready: Any, times: Any) -> None:
    """One process: its threads do one thing again and again."""
    import django

    django.setup()
    act = {"file": file_one, "insert": insert_one}[what]

    def timed(_: int) -> float:
        start = time.perf_counter()
        act(recipients)
        return time.perf_counter() - start

    with ThreadPoolExecutor(THREADS) as threads:
        list(threads.map(timed, range(THREADS * 4)))  # connections are open, everything is imported
        ready.wait()
        start = time.perf_counter()
        took = list(threads.map(timed, range(count)))
    times.put((start, time.perf_counter(), took))


def derive(count: int, ready: Any, times: Any) -> None:
    """One process derives receipts."""
    from fairway.safe_reporting import receipts

    salt = secrets.token_bytes(32)
    receipts.derive(receipts.draw(), salt)
    ready.wait()
    start = time.perf_counter()
    for _ in range(count):
        receipts.derive(receipts.draw(), salt)
    times.put((start, time.perf_counter(), []))


def together(target: Any, *arguments: object) -> tuple[float, list[float]]:
    """Seconds that all processes took together, and each act's."""
    context = multiprocessing.get_context("spawn")
    ready, times = context.Barrier(PROCESSES), context.SimpleQueue()
    running = [context.Process(target=target, args=(*arguments, ready, times)) for _ in range(PROCESSES)]
    for one in running:
        one.start()
    said = [times.get() for _ in running]
    for one in running:
        one.join()
    return max(end for _, end, _ in said) - min(start for start, _, _ in said), sorted(
        one for _, _, t in said for one in t
    )


def measure() -> dict[str, float]:
    """Both cases, in the installation of this process."""
    from fairway.safe_reporting.sealing.identities import new_identity, recipient_of

    recipients = [recipient_of(new_identity()) for _ in range(KEYS)]
    each = REPORTS // PROCESSES
    null_seconds, _ = together(worker, "insert", each, recipients)
    seconds, times = together(worker, "file", each, recipients)
    return {
        "rate": len(times) / seconds, "null_rate": len(times) / null_seconds,
        "p50": times[len(times) // 2], "p99": times[len(times) * 99 // 100],
    }  # fmt: skip


def measured(kind: str) -> list[Measured]:
    """One database."""
    with tempfile.TemporaryDirectory() as home, database(kind, Path(home)) as url:
        environment = {
            **os.environ, "FAIRWAY_HOME": home, "FAIRWAY_MODE": "development", "DATABASE_URL": "",
            "FAIRWAY_CASEWORK_DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings",
        }  # fmt: skip
        for command in (["fairway_portal", "migrate", "--verbosity", "0"], ["benchmarks.reports", "measure"]):
            done = subprocess.run(
                [sys.executable, "-m", *command], env=environment, check=True, stdout=subprocess.PIPE, text=True
            )
        said = json.loads(done.stdout.splitlines()[-1])
    found("speed", database=kind, keys=KEYS, reports=REPORTS, a_second=said["rate"], p50_ms=said["p50"] * 1000,
          p99_ms=said["p99"] * 1000, inserts_a_second=said["null_rate"])  # fmt: skip
    print(f"{kind}: {said['rate']:.0f} reports/s, p50 {said['p50'] * 1000:.0f} ms; null case {said['null_rate']:.0f}/s")
    return [
        Measured(f"a report sealed to {KEYS} keys and kept, {kind}", 1000 / said["rate"], "ms", 1000 / GOAL_RATE,
                 "insert", 1000 / said["null_rate"]),
        Measured(f"the slowest of 100 reports, {kind}", said["p99"] * 1000, "ms", GOAL_SECONDS * 1000),
    ]  # fmt: skip


def receipts_a_second() -> list[Measured]:
    """Derivations of receipts on two processes."""
    seconds, _ = together(derive, RECEIPTS)
    rate = PROCESSES * RECEIPTS / seconds
    found("speed", receipts_a_second=rate, processes=PROCESSES)
    print(f"receipts: {rate:.1f} derivations/s on {PROCESSES} processes")
    return [Measured("a receipt derived, two processes", 1000 / rate, "ms", 1000 / GOAL_RECEIPTS)]


def found(proof: str, **figures: object) -> None:
    """Writes down what was measured, where `make prove` collects it."""
    if results := os.environ.get("FAIRWAY_PROVE_RESULTS"):
        with Path(results).open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"proof": proof, **figures}) + "\n")


def main() -> None:
    """Measures what was asked for."""
    asked = sys.argv[1] if len(sys.argv) > 1 else ""
    if asked == "measure":
        print(json.dumps(measure()))
        return
    kinds = [asked] if asked else ["sqlite", "postgresql"]
    show([*(one for kind in kinds for one in measured(kind)), *receipts_a_second()])


if __name__ == "__main__":
    main()
