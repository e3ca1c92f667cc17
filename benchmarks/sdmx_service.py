"""The SDMX service: first byte, observations a second in every format, memory, against a real server on this machine.

Run with `python -m benchmarks.sdmx_service [OBSERVATIONS …]`; 1 million and 10 million by default. The observations are
made on the spot: a dataflow with 12 dimensions and 9 attributes, as the ILMS tables have. Null case of the rates: the
bytes of the same answer, read from a file through a pipe.
"""

from __future__ import annotations

import contextlib
import http.client
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import polars as pl

from benchmarks.report import Measured, show
from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.kernel.text import Text
from fairway.warehouse.releases import Release, publish

SIZES = (1_000_000, 10_000_000)
AREAS = tuple(f"X{first}{second}" for first in "ABCDEFGHIJ" for second in "ABCDEFGHIJ")
CODED = {
    "FREQ": ("A",),
    "REF_AREA": AREAS,
    "INDICATOR": tuple(f"MST_{number:02d}_NB" for number in range(20)),
    "SEX": ("SEX_T", "SEX_M", "SEX_F"),
    "AGE": tuple(f"AGE_{number:02d}" for number in range(10)),
    "EDU": tuple(f"EDU_{number}" for number in range(5)),
    "CBR": tuple(f"CBR_{number:02d}" for number in range(34)),
    **dict.fromkeys(("CCT", "COUNTERPART", "ECO", "OCU", "STE"), ("_Z",)),
    "UNIT_MEASURE": ("PS",),
    "OBS_STATUS": ("A", "U"),
}
DIMENSIONS = tuple(CODED)[:12]
NUMBERS = ("STD_ERR", "CI_LOWER", "CI_UPPER", "CV")
A_COUNTRY = 102_000
"""Observations of a country: every combination of the codes above."""
FORMATS = {"csv": 1_000_000, "json": 100_000, "xml": 100_000, "generic-2.1": 100_000}
"""Format → the goal, in observations a second."""
FIRST = 2_000
"""Bytes: in every format the header and some observations."""
KEY = f"A.{AREAS[3]}.MST_05_NB.SEX_F.....{'.'.join([''] * 4)}"


def structure() -> DataStructure:
    """The structure of the observations."""
    lists = {
        f"CL_{name}": CodeList(f"CL_{name}", {"en": name}, tuple(Code(one, {"en": f"Code {one}"}) for one in codes))
        for name, codes in CODED.items()
    }
    coded = {name: Component(name, {"en": name.title()}, f"CL_{name}") for name in CODED}
    numbers = tuple(Component(name, {"en": name.title()}, kind="number") for name in NUMBERS)
    others = (Component("N_OBS", {"en": "Persons asked"}, kind="integer"), Component("SOURCE", {"en": "Source"}))
    attributes = (coded["UNIT_MEASURE"], coded["OBS_STATUS"], *numbers, *others)
    return DataStructure("DF_BENCH", {"en": "Bench"}, tuple(coded[one] for one in DIMENSIONS), attributes, lists)


def observations(path: Path, wanted: int, made: DataStructure) -> int:
    """Writes a Parquet file of about so many observations, country by country, and says how many they are."""
    inner = pl.DataFrame({"FREQ": ["A"]})
    for name in DIMENSIONS[2:]:
        inner = inner.join(pl.DataFrame({name: list(CODED[name])}), how="cross")
    value = (pl.int_range(pl.len()) * 1.2345 + pl.lit(17.5)).alias("OBS_VALUE")
    inner = inner.with_columns(
        value,
        TIME_PERIOD=pl.lit("2024"),
        UNIT_MEASURE=pl.lit("PS"),
        OBS_STATUS=pl.lit("A"),
        N_OBS=pl.int_range(pl.len()) % 997,
        SOURCE=pl.lit("Labour force survey 2024"),
        CV=pl.lit(0.1),
    ).with_columns(STD_ERR=pl.col("OBS_VALUE") / 10, CI_LOWER=pl.col("OBS_VALUE") * 0.8, CI_UPPER=value * 1.2)
    countries = max(1, round(wanted / A_COUNTRY))
    frames = [inner.lazy().with_columns(REF_AREA=pl.lit(area)).select(made.columns) for area in AREAS[:countries]]
    pl.concat(frames).sink_parquet(path)
    return countries * len(inner)


@contextlib.contextmanager
def portal(home: str) -> Iterator[tuple[int, int]]:
    """The portal with one worker over a home: its port, and the worker's process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [str(Path(sys.executable).parent / "fairway"), "serve", "--port", str(port), "--workers", "1"]
    silent = subprocess.DEVNULL
    server = subprocess.Popen(command, env={**os.environ, "FAIRWAY_HOME": home}, stdout=silent, stderr=silent)
    try:
        for _ in range(300):
            with contextlib.suppress(OSError):
                read(port, "/health")
                break
            time.sleep(0.2)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        yield port, int(children[0])
    finally:
        server.terminate()
        server.wait(20)


def read(port: int, path: str, **headers: str) -> tuple[float, float, int]:
    """Seconds until the first observations were here, seconds until all were, and their bytes."""
    link = http.client.HTTPConnection("127.0.0.1", port, timeout=300)
    start = time.perf_counter()
    link.request("GET", path, headers=headers)
    answer = link.getresponse()
    size = len(answer.read(FIRST))
    first = time.perf_counter() - start
    while piece := answer.read1(1 << 20):
        size += len(piece)
    link.close()
    if answer.status != 200:
        raise SystemExit(f"{path} answered {answer.status}")
    return first, time.perf_counter() - start, size


def peak(process: int) -> float:
    """The most memory a process has held, in MiB."""
    lines = Path(f"/proc/{process}/status").read_text().splitlines()
    return float(next(line.split()[1] for line in lines if line.startswith("VmHWM:"))) / 1024


def measured(wanted: int) -> list[Measured]:
    """Every measurement over a dataflow of about so many observations."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["FAIRWAY_HOME"] = home
        made, path = structure(), Path(home) / "observations.parquet"
        count = observations(path, wanted, made)
        start = time.perf_counter()
        publish(Release(made, "XAA_LFS_2024", "Bench", "Bench", "CC0", Text("Made up.")), path)
        seconds = time.perf_counter() - start
        path.unlink()
        size = f"{count / 1e6:.0f} M"
        found = [Measured(f"{size}: publication, seconds a million", seconds / count * 1e6, "s", 10)]
        with portal(home) as (port, worker):
            whole = "/rest/v2/data/dataflow/FAIRWAY/DF_BENCH/~/*"
            read(port, f"{whole}?c[REF_AREA]=XAA&c[AGE]=AGE_01&format=csv")
            before = peak(worker)
            for format, goal in FORMATS.items():
                if format != "csv" and count > 2_000_000:
                    continue
                first, seconds, _ = read(port, f"{whole}?format={format}")
                found.append(Measured(f"{size}: {format}, µs an observation", seconds / count * 1e6, "µs", 1e6 / goal))
                found.append(Measured(f"{size}: {format}, first {FIRST} bytes", first, "s", 0.050))
            _, seconds, _ = read(port, f"{whole}?format=csv", **{"Accept-Encoding": "gzip"})
            found.append(Measured(f"{size}: csv with gzip, µs an observation", seconds / count * 1e6, "µs", 10))
            times = sorted(read(port, f"/rest/v1/data/DF_BENCH/{KEY}?format=csv")[1] for _ in range(20))
            found.append(Measured(f"{size}: one key of 1 700 observations, median", times[10], "s", 0.150))
            times = sorted(read(port, "/rest/v1/availableconstraint/DF_BENCH/all")[1] for _ in range(20))
            found.append(Measured(f"{size}: availability of everything, median", times[10], "s", 0.150))
            found.append(Measured(f"{size}: memory at the peak, above that at rest", peak(worker) - before, "MiB", 300))
        return found


def main() -> None:
    """Measures and prints."""
    for wanted in [int(one.replace("_", "")) for one in sys.argv[1:]] or SIZES:
        show(measured(wanted))


if __name__ == "__main__":
    main()
