"""One measured process: its seconds, its peak memory, and what it printed; it is held to a time and a memory limit."""

from __future__ import annotations

import os
import resource
import signal
import subprocess
import tempfile
import threading
import time
from dataclasses import dataclass

THREADS = 2
# Every library that would otherwise take all cores.
LIMITED = {
    name: str(THREADS)
    for name in (
        "POLARS_MAX_THREADS",
        "RAYON_NUM_THREADS",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
    )
}


@dataclass(frozen=True, slots=True)
class Ended:
    """How a process ended. `fault` is empty when it ended well."""

    seconds: float
    mebibytes: float
    output: str
    fault: str


def run(command: list[str], limit_seconds: float, limit_mebibytes: int) -> Ended:
    """Runs it on two cores and waits.

    The peak is the kernel's own (`wait4`), which counts from the fork: this process must stay small, and so imports no
    numerical library.
    """

    def hold() -> None:
        if hasattr(os, "sched_setaffinity"):
            os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:THREADS])
        space = limit_mebibytes * 2**20
        resource.setrlimit(resource.RLIMIT_AS, (space, space))

    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as complaint:
        start = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdout=said,
            stderr=complaint,
            env={**os.environ, **LIMITED},
            preexec_fn=hold,
            start_new_session=True,
        )
        overdue = threading.Event()

        def stop() -> None:
            overdue.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(limit_seconds, stop)
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
        finally:
            timer.cancel()
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        complaint.seek(0)
        fault = _fault(process.returncode, complaint.read(), limit_seconds if overdue.is_set() else None)
        return Ended(seconds, usage.ru_maxrss / 1024, said.read(), fault)


def _fault(code: int, complaint: str, limit: float | None) -> str:
    if limit is not None:
        return f"stopped after {limit:.0f} s"
    if code == 0:
        return ""
    # Rust's last line is a hint about backtraces; what happened stands above it.
    lines = [line.strip() for line in complaint.splitlines() if line.strip() and not line.startswith("note:")]
    return lines[-1][:200] if lines else f"ended with {code}"
