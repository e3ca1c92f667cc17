"""Pages: latency of the profile page, cached and cold, its size, and its database queries.

Run with `make bench`, or `python -m benchmarks.pages`. Starts the portal on the shipped facts on a free port of this
machine, and asks it over 8 connections. Null case: `/health`, the least the portal can answer.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.report import Measured, show

CONNECTIONS = 8
REQUESTS = 250
PAGE = "/en/corridors/MEX/USA"
COLD = ("IND/ARE", "BGD/IND", "PHL/USA", "UKR/POL", "TUR/DEU", "IND/SAU", "SYR/TUR", "POL/DEU", "CHN/USA", "DZA/FRA")


@contextmanager
def portal() -> Iterator[int]:
    """The portal on a free port, in a home of its own."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as home:
        command = [str(Path(sys.executable).parent / "fairway"), "serve", "--port", str(port)]
        server = subprocess.Popen(
            command, env={**os.environ, "FAIRWAY_HOME": home}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        try:
            for _ in range(150):
                try:
                    ask(port, "/health")
                    break
                except OSError:
                    time.sleep(0.2)
            yield port
        finally:
            server.terminate()
            server.wait(20)


def ask(port: int, path: str, connection: http.client.HTTPConnection | None = None) -> tuple[bytes, float]:
    """The body as sent (gzip), and the seconds until it was here whole."""
    link = connection or http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    start = time.perf_counter()
    link.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = link.getresponse()
    body = answer.read()
    seconds = time.perf_counter() - start
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return body, seconds


def under_load(port: int, path: str) -> list[float]:
    """Latencies of every request over 8 connections, sorted."""
    times: list[float] = []

    def work() -> None:
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        mine = [ask(port, path, link)[1] for _ in range(REQUESTS)]
        times.extend(mine)

    threads = [threading.Thread(target=work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(times)


def weight(port: int) -> tuple[float, float]:
    """KiB, gzipped, of the page alone and with everything it loads."""
    page, _ = ask(port, PAGE)
    html = gzip.decompress(page).decode()
    files = set(re.findall(r'(?:src|href)="(/static/[^"]+)"', html))
    loaded = sum(len(gzip.compress(_plain(ask(port, path)[0]))) for path in files)
    return len(page) / 1024, (len(page) + loaded) / 1024


def _plain(body: bytes) -> bytes:
    return gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body


def queries() -> int:
    """Database queries of one cold profile page."""
    os.environ["FAIRWAY_HOME"] = tempfile.mkdtemp()
    from fairway_portal.site.serve import prepare

    prepare()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        answer = Client(headers={"host": "127.0.0.1"}).get(PAGE)
    assert answer.status_code == 200
    return len(captured)


def main() -> None:
    """Measures and prints."""
    with portal() as port:
        for _ in range(8):
            ask(port, "/en/corridors/NPL/QAT")
        cold = sorted(ask(port, f"/en/corridors/{pair}")[1] for pair in COLD)
        for _ in range(8):
            ask(port, PAGE)
        null = under_load(port, "/health")
        cached = under_load(port, PAGE)
        html, whole = weight(port)
    at = len(cached)
    show(
        [
            Measured("profile page, cached, 8 connections, p50", cached[at // 2], "s", 0.020, "/health", null[at // 2]),
            Measured(
                "profile page, cached, 8 connections, p99",
                cached[at * 99 // 100],
                "s",
                0.150,
                "/health",
                null[at * 99 // 100],
            ),
            Measured("profile page, cold render (median of 10 corridors)", cold[len(cold) // 2], "s", 0.150),
            Measured("profile page, cold render (worst of 10)", cold[-1], "s", 0.150),
            Measured("HTML with inline figures, gzip", html, "KiB", 60),
            Measured("whole page, gzip", whole, "KiB", 150),
            Measured("database queries", float(queries()), "", 12),
        ]
    )


if __name__ == "__main__":
    main()
