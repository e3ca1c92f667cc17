"""Profiles: every corridor of the loaded stock tables, one warm profile, loading the facts, `fairway --help`.

Run with `make bench`, or `python -m benchmarks.profiles [FOLDER OF FULL TABLES]`. The tables are imported into a
temporary home. Null cases: filtering the stock table once per corridor with Polars; starting Python with an empty
program.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from benchmarks.report import Measured, show

CORES = 2


def profile_many(pairs: list[tuple[str, str]]) -> tuple[int, int, float]:
    """Profiles the pairs in this process; returns figures made, gaps made, and peak memory in MiB."""
    from fairway.corridors import Corridor, profile
    from fairway.warehouse.shelf import Shelf

    shelf = Shelf.open()
    figures = gaps = 0
    for origin, destination in pairs:
        made = profile(Corridor(origin, destination), shelf)
        figures += len(made.figures())
        gaps += len(made.gaps())
    return figures, gaps, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def every_corridor() -> list[Measured]:
    """All corridors on two cores, in seconds and MiB (the sum of the processes' peaks)."""
    from fairway.corridors.listing import every_corridor
    from fairway.warehouse.shelf import Shelf

    shelf = Shelf.open()
    pairs = every_corridor(shelf)
    parts = [pairs[at::CORES] for at in range(CORES)]
    start = time.perf_counter()
    # Fresh processes: a fork of one that has used Polars may deadlock in its thread pool.
    with ProcessPoolExecutor(CORES, mp_context=get_context("spawn")) as pool:
        results = list(pool.map(profile_many, parts))
    seconds = time.perf_counter() - start
    print(f"{len(pairs)} corridors: {sum(r[0] for r in results)} figures, {sum(r[1] for r in results)} gaps")
    null = _filter_each(pairs[:200]) * len(pairs) / 200
    return [
        Measured("every corridor profiled, 2 processes", seconds, "s", 30, "one Polars filter a corridor", null),
        Measured("  peak memory, both processes", sum(r[2] for r in results), "MiB", 1024),
    ]


def _filter_each(pairs: list[tuple[str, str]]) -> float:
    import polars as pl

    from fairway.warehouse.shelf import Shelf

    vintage = Shelf.open().current("migrant_stock")
    assert vintage is not None
    frame = vintage.frame
    start = time.perf_counter()
    for origin, destination in pairs:
        frame.filter((pl.col("origin") == origin) & (pl.col("destination") == destination)).rows()
    return time.perf_counter() - start


def one_warm() -> list[Measured]:
    """One profile from a warm library: the median of 200, in seconds."""
    from fairway.corridors import Corridor, profile
    from fairway.warehouse.shelf import Shelf

    shelf = Shelf.open()
    corridors = [Corridor("NPL", "QAT"), Corridor("MEX", "USA"), Corridor("IND", "ARE"), Corridor("BFA", "CIV")]
    for corridor in corridors:
        profile(corridor, shelf)
    times = []
    for at in range(200):
        start = time.perf_counter()
        profile(corridors[at % 4], shelf)
        times.append(time.perf_counter() - start)
    return [Measured("one profile, warm (median)", sorted(times)[100], "s", 0.020)]


def commands() -> list[Measured]:
    """`fairway --help` and loading the shipped facts, each in a fresh process; the median of 5."""
    fairway = str(Path(sys.executable).parent / "fairway")
    empty = _median([sys.executable, "-c", "pass"])
    load = (
        "from fairway.warehouse.shelf import Shelf; s = Shelf.open(); "
        "[list(v.keys()) for t in s.tables() for v in s.vintages(t)]"
    )
    environment = {**os.environ, "FAIRWAY_HOME": tempfile.mkdtemp()}
    return [
        Measured("fairway --help", _median([fairway, "--help"]), "s", 0.3, "an empty Python program", empty),
        Measured(
            "the shipped facts, all read and indexed, fresh process",
            _median([sys.executable, "-c", load], environment),
            "s",
            1.0,
            "an empty Python program",
            empty,
        ),
    ]


def _median(command: list[str], environment: dict[str, str] | None = None) -> float:
    times = []
    for _ in range(6):
        start = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, env=environment)
        times.append(time.perf_counter() - start)
    return sorted(times[1:])[2]


def main(folder: Path) -> None:
    """Imports the full tables where they are, then measures."""
    from fairway.warehouse.importing import import_folder

    with tempfile.TemporaryDirectory() as home:
        os.environ["FAIRWAY_HOME"] = home
        if folder.is_dir():
            start = time.perf_counter()
            tables = sum(1 for one in import_folder(folder) if one.vintage)
            print(f"{tables} tables imported in {time.perf_counter() - start:.1f} s")
        else:
            print(f"{folder} is not here: measuring the shipped facts alone")
        show([*commands(), *one_warm(), *every_corridor()])


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared/data"))
