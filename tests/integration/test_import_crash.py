"""Importing is killed at many moments, and runs into a disk that really is full: what was there stays."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from fairway.warehouse.importing import import_file
from fairway.warehouse.shelf import Shelf
from tests.received_files import STOCK, stock_file

pytestmark = pytest.mark.slow

KILLS = 21
MOST_TRIES = 80
ROWS = 40_000
MANY_ROWS = 10 * ROWS
CHILD = """
import resource
import sys
import time
from pathlib import Path
import polars
from fairway.warehouse.importing import import_folder
if int(sys.argv[2]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
print("ready", flush=True)
began = time.monotonic()
outcomes = list(import_folder(Path(sys.argv[1])))
print(outcomes[0].error or time.monotonic() - began, flush=True)
"""


def child(folder: Path, home: Path, **limits: int) -> subprocess.Popen[str]:
    """A process that imports the folder, which has loaded its modules and is about to begin.

    It limits itself: a function run between fork and exec would run what other libraries do at a fork.
    """
    running = subprocess.Popen(
        [sys.executable, "-c", CHILD, str(folder), str(limits.get("bytes", 0))],
        env={**os.environ, "FAIRWAY_HOME": str(home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert running.stdout is not None
    assert running.stdout.readline() == "ready\n"
    return running


def first_row(home: Path) -> tuple[int, int]:
    """Women from Nepal in Qatar, and all migrants of the world by the table of totals, in the latest year."""
    shelf = Shelf(home / "vintages")
    assert shelf.damaged == []
    stock, totals = shelf.current("migrant_stock"), shelf.current("migrant_totals")
    assert stock is not None
    assert totals is not None
    assert stock.record.vintage == totals.record.vintage, "totals of another vintage than their table"
    world = sum(row["female"] + row["male"] for row in totals.rows("WLD"))
    assert world == stock.frame["female"].sum() + stock.frame["male"].sum()
    return stock.rows("NPL", "QAT")[-1]["female"], len(stock.frame)


def test_a_killed_import_leaves_the_old_vintage_or_the_new_one(tmp_path: Path, fairway_home: Path) -> None:
    import_file(STOCK, stock_file(tmp_path / "old"))
    rehearsal = child(stock_file(tmp_path / "rehearsal", ROWS, scale=5).parent.parent, fairway_home)
    assert rehearsal.stdout is not None
    seconds = float(rehearsal.stdout.read())
    rehearsal.wait()
    interrupted, unfinished, dice = 0, 0, random.Random(20261121)
    for attempt in range(MOST_TRIES):
        before = first_row(fairway_home)
        folder = stock_file(tmp_path / f"new{attempt}", ROWS, scale=7 + attempt).parent.parent
        running = child(folder, fairway_home)
        time.sleep(dice.uniform(0, seconds))
        running.send_signal(signal.SIGKILL)
        said = running.stdout.read() if running.stdout else ""
        running.wait()
        interrupted += not said
        unfinished += any(fairway_home.rglob(".staging-*"))
        assert first_row(fairway_home) in (before, (10 * (7 + attempt), ROWS)), f"attempt {attempt}"
        if interrupted >= KILLS:
            break
    assert interrupted >= KILLS, f"only {interrupted} of {MOST_TRIES} imports were still at work when they were killed"
    assert unfinished, "no kill came while something was being written"
    last = child(stock_file(tmp_path / "last", ROWS, scale=1000).parent.parent, fairway_home)
    last.wait()
    assert first_row(fairway_home) == (10_000, ROWS)
    assert not list(fairway_home.rglob(".staging-*"))


@pytest.mark.parametrize("size", [2_000, 1_200_000, 2_500_000, 3_700_000])
def test_a_disk_that_takes_no_more_leaves_the_old_vintage(size: int, tmp_path: Path, fairway_home: Path) -> None:
    """The kernel's limit on a file's size stands for a full disk: writing fails in the middle of a file (EFBIG)."""
    import_file(STOCK, stock_file(tmp_path / "old"))
    before = first_row(fairway_home)
    running = child(stock_file(tmp_path / "new", MANY_ROWS, scale=3).parent.parent, fairway_home, bytes=size)
    assert running.stdout is not None
    assert "is full" in running.stdout.read()
    assert running.wait() == 0
    assert first_row(fairway_home) == before
    assert not list(fairway_home.rglob(".staging-*"))


@pytest.mark.parametrize("size", ["600k", "4m", "8m"], ids=["received", "typed", "published"])
def test_a_full_file_system_leaves_the_old_vintage(size: str, tmp_path: Path) -> None:
    """A real file system, with room for the old vintage and no more."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no right to mount a file system here")
    try:
        home = disk / "home"
        os.environ["FAIRWAY_HOME"], earlier = str(home), os.environ["FAIRWAY_HOME"]
        try:
            import_file(STOCK, stock_file(tmp_path / "old"))
        finally:
            os.environ["FAIRWAY_HOME"] = earlier
        before = first_row(home)
        running = child(stock_file(tmp_path / "new", MANY_ROWS, scale=3).parent.parent, home)
        assert running.stdout is not None
        assert "is full" in running.stdout.read()
        running.wait()
        assert first_row(home) == before
        assert not list(home.rglob(".staging-*"))
    finally:
        subprocess.run(["umount", str(disk)], check=False)
