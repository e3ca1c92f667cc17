"""Ctrl-C in the middle of an import: it says that nothing is half done, and nothing is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from fairway.warehouse.shelf import Shelf
from tests.received_files import STOCK, stock_file


def test_an_interrupted_import_stops_cleanly(tmp_path: Path, fairway_home: Path) -> None:
    source = tmp_path / "tables" / STOCK.file
    source.parent.mkdir(parents=True)
    stock_file(tmp_path).rename(source)
    lock = (
        "import time; from fairway.warehouse import home; held = home.locked(); held.__enter__(); "
        "print('held', flush=True); time.sleep(30)"
    )
    holder = subprocess.Popen([sys.executable, "-c", lock], stdout=subprocess.PIPE, text=True)
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == "held"
        command = [str(Path(sys.executable).parent / "fairway"), "import", str(tmp_path / "tables")]
        waiting = subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True)
        time.sleep(2)  # it waits for the other writer now, whatever the speed of this machine
        waiting.send_signal(signal.SIGINT)
        _, said = waiting.communicate(timeout=20)
    finally:
        holder.kill()
        holder.wait()
    assert waiting.returncode == 130
    assert "Nothing is half done" in said
    assert Shelf(fairway_home / "vintages").tables() == []
    assert not [name for _, folders, _ in os.walk(fairway_home) for name in folders if name.startswith(".staging")]
