"""SDMX data messages: observations a second in each format, beside pysdmx; 10 M observations at constant memory.

Run with `python -m benchmarks.sdmx [OBSERVATIONS]`. The table is made here: five dimensions with code lists, a period,
a value and two attributes, one a number that differs in nearly every row. Null case: pysdmx's writer of the same
format, from a table in memory to text in memory; ours streams, so its bytes are counted and let go.
"""

from __future__ import annotations

import gc
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import polars as pl

from benchmarks.report import Measured, show
from fairway.exchange.sdmx.content import ALL_DIMENSIONS, Content, DataSet
from fairway.exchange.sdmx.data_csv import CsvOptions, write_csv
from fairway.exchange.sdmx.data_json import write_json
from fairway.exchange.sdmx.data_xml import write_xml
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure

DIMENSIONS = ("REF_AREA", "MEASURE", "SEX", "AGE", "CITIZENSHIP")
MILLIONS = 10
FLAT = Content(dimension_at_observation=ALL_DIMENSIONS)
SERIES = Content()


CODES = {
    "REF_AREA": tuple(f"R{i:03}" for i in range(50)),
    "MEASURE": ("MST_TEMP",),
    "SEX": ("SEX_F", "SEX_M", "SEX_T"),
    "AGE": tuple(f"AGE_{i:02}" for i in range(15)),
    "CITIZENSHIP": tuple(f"C{i:03}" for i in range(1000)),
    "TIME_PERIOD": tuple(str(2018 + i) for i in range(5)),
}


def structure() -> DataStructure:
    """The structure of the table."""
    lists = {
        f"CL_{id}": CodeList(f"CL_{id}", {"en": id}, tuple(Code(code, {"en": f"Name of {code}"}) for code in codes))
        for id, codes in {**CODES, "OBS_STATUS": ("A",)}.items()
    }
    return DataStructure(
        "DF_ILMS",
        {"en": "Benchmark"},
        tuple(Component(id, {"en": id}, f"CL_{id}") for id in DIMENSIONS),
        (Component("OBS_STATUS", {"en": "Status"}, "CL_OBS_STATUS"), Component("SE", {"en": "SE"}, kind="number")),
        lists,
        agency="XX",
    )


def table(count: int, first: int = 0) -> pl.DataFrame:
    """Observations in the order of their keys, which count as the digits of a number do."""
    chance = np.random.default_rng(first)
    number = np.arange(first, first + count)
    columns: dict[str, Any] = {}
    for id, codes in reversed(CODES.items()):
        columns[id] = pl.Series(codes).gather(number % len(codes))
        number //= len(codes)
    return pl.DataFrame(columns).select(
        *CODES,
        pl.Series("OBS_VALUE", chance.random(count) * 1e5),
        pl.lit("A").alias("OBS_STATUS"),
        pl.Series("SE", chance.random(count) * 100),
    )


def batches(count: int) -> Iterator[pl.DataFrame]:
    """The table in batches, made as they are asked for."""
    for first in range(0, count, 200_000):
        yield table(min(200_000, count - first), first)


Writer = Callable[[DataStructure, list[DataSet]], Iterator[bytes]]
WRITERS: dict[str, Writer] = {
    "CSV 1.0": lambda s, d: write_csv(s, d, FLAT, CsvOptions("1.0.0")),
    "CSV 2.0": lambda s, d: write_csv(s, d, FLAT, CsvOptions()),
    "CSV 2.0, labels=both": lambda s, d: write_csv(s, d, FLAT, CsvOptions(labels="both")),
    "JSON 1.0, flat": lambda s, d: write_json(s, d, FLAT, Header(), "1.0.0"),
    "JSON 1.0, series": lambda s, d: write_json(s, d, SERIES, Header(), "1.0.0"),
    "JSON 2.0, flat": lambda s, d: write_json(s, d, FLAT, Header(), "2.0.0"),
    "JSON 2.0, series": lambda s, d: write_json(s, d, SERIES, Header(), "2.0.0"),
    "ML 2.1 structure-specific, flat": lambda s, d: write_xml(s, d, FLAT, Header(), "structure-specific 2.1"),
    "ML 2.1 structure-specific, series": lambda s, d: write_xml(s, d, SERIES, Header(), "structure-specific 2.1"),
    "ML 2.1 generic, flat": lambda s, d: write_xml(s, d, FLAT, Header(), "generic 2.1"),
    "ML 2.1 generic, series": lambda s, d: write_xml(s, d, SERIES, Header(), "generic 2.1"),
    "ML 3.0, flat": lambda s, d: write_xml(s, d, FLAT, Header(), "structure-specific 3.0"),
    "ML 3.0, series": lambda s, d: write_xml(s, d, SERIES, Header(), "structure-specific 3.0"),
}
PEERS = {
    "CSV 1.0": ("DATA_SDMX_CSV_1_0_0", ""),
    "CSV 2.0": ("DATA_SDMX_CSV_2_0_0", ""),
    "ML 2.1 structure-specific, flat": ("DATA_SDMX_ML_2_1_STR", ""),
    "ML 2.1 structure-specific, series": ("DATA_SDMX_ML_2_1_STR", "TIME_PERIOD"),
    "ML 2.1 generic, flat": ("DATA_SDMX_ML_2_1_GEN", ""),
    "ML 2.1 generic, series": ("DATA_SDMX_ML_2_1_GEN", "TIME_PERIOD"),
    "ML 3.0, flat": ("DATA_SDMX_ML_3_0", ""),
    "ML 3.0, series": ("DATA_SDMX_ML_3_0", "TIME_PERIOD"),
}
SLOWEST = {"CSV": 1_000_000, "JSON": 100_000, "ML": 100_000}
FEW = 5_000
"""Observations of the messages of series: pysdmx's time grows faster than their number."""


def seconds(run: Callable[[], object], runs: int = 3) -> float:
    """The fastest of some runs."""
    taken = []
    for _ in range(runs):
        gc.collect()
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return min(taken)


def drained(message: Iterator[bytes]) -> int:
    """The length of a message, which is let go piece by piece."""
    return sum(map(len, message))


def written(writer: Writer, described: DataStructure, held: pl.DataFrame) -> int:
    """A message of one table, written and let go."""
    return drained(writer(described, [DataSet([held])]))


def peer(count: int, names: list[str]) -> dict[str, float]:
    """Seconds that pysdmx takes for the same table, by format; empty where it cannot be run."""
    try:
        from pysdmx.io import write_sdmx
        from pysdmx.io.format import Format
        from pysdmx.io.pd import PandasDataset
    except ImportError:
        return {}
    frame: Any = table(count).to_pandas()
    frame["SE"] = frame["SE"].astype(str)
    held = PandasDataset(structure=_schema(), data=frame)
    found = {}
    few = PandasDataset(structure=_schema(), data=frame.head(9).copy())
    for name in names:
        format, at = PEERS[name]
        write_sdmx([few], Format[format])  # so that no import is timed
        options: dict[str, Any] = {"dimension_at_observation": {held.short_urn: at}} if at else {}
        found[name] = seconds(partial(write_sdmx, [held], Format[format], **options), 1)
    return found


def _schema() -> Any:
    from pysdmx.model import Component as Of
    from pysdmx.model import Components, Concept, DataType, Role, Schema

    keys = [Of(d, True, Role.DIMENSION, Concept(d), DataType.STRING) for d in (*DIMENSIONS, "TIME_PERIOD")]
    value = Of("OBS_VALUE", True, Role.MEASURE, Concept("OBS_VALUE", dtype=DataType.DOUBLE), DataType.DOUBLE)
    others = [
        Of(a, False, Role.ATTRIBUTE, Concept(a), DataType.STRING, attachment_level="O") for a in ("OBS_STATUS", "SE")
    ]
    return Schema(
        "dataflow", "XX", "DF_ILMS", components=Components([*keys, value, *others]), version="1.0.0", artefacts=[]
    )


def side_by_side(count: int, names: list[str]) -> list[Measured]:
    """Seconds of each format beside pysdmx's; the goals are those of the issue, for this count."""
    described, held = structure(), table(count)
    theirs = peer(count, [name for name in names if name in PEERS])
    measured = []
    for name in names:
        ours = seconds(partial(written, WRITERS[name], described, held))
        goal = count / SLOWEST[name.split()[0]]
        known = theirs.get(name)
        measured.append(Measured(f"{name}, {count:,} observations", ours, "s", goal, "pysdmx’s time", known))
        if known:
            measured.append(Measured(f"{name}: 8 ÷ (pysdmx’s time ÷ ours)", 8 * ours / known, "", 1.0))
            print(f"{name:<36} pysdmx {known:8.3f} s  ours {ours:6.3f} s  {known / ours:7.1f} times as fast")
    return measured


def large(name: str) -> None:
    """Ten million observations in one format, in this process: seconds, bytes, first byte and memory."""
    count = MILLIONS * 1_000_000
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.perf_counter()
    message = WRITERS[name](structure(), [DataSet(batches(count))])
    length = len(next(message))
    first = time.perf_counter() - started
    length += drained(message)
    taken = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name:<36} {taken:7.1f} s  {length / 1e9:6.2f} GB  first byte {first * 1000:5.1f} ms  "
        f"peak {peak:6.0f} MiB (+{peak - before:.0f})",
        flush=True,
    )


def main() -> None:
    """All formats beside pysdmx, then ten million observations in each family, a process each."""
    if "--large" in sys.argv:
        large(sys.argv[-1])
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    series = [name for name in WRITERS if name in PEERS and PEERS[name][1]]
    show([*side_by_side(count, [name for name in WRITERS if name not in series]), *side_by_side(FEW, series)])
    print(f"\n{MILLIONS} M observations (making the table included)")
    for name in ("CSV 2.0", "JSON 1.0, series", "JSON 2.0, flat", "ML 3.0, flat", "ML 2.1 generic, series"):
        subprocess.run([sys.executable, "-m", "benchmarks.sdmx", "--large", name], check=True)


if __name__ == "__main__":
    main()
