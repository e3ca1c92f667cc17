"""The explorer of survey statistics: latency of pages with different filters, on 100,000 and 1 million figures.

Run with `python -m benchmarks.explorer [FIGURES …]`. Publishes a table of one indicator (every page is then answered
from all of its rows) in a home of its own, starts the portal on a free port of this machine with one worker, and asks
200 pages one after the other, no two of them alike, so that none comes from the memory of ready pages. The first page,
which reads the table into memory, is told apart. Null case: `/health`, the least the portal can answer.
"""

from __future__ import annotations

import random
import sys
import tempfile
from pathlib import Path
from typing import Final

import polars as pl

from benchmarks.pages import ask
from benchmarks.report import Measured, show
from benchmarks.sdmx_service import portal
from fairway.exchange.sdmx.structure import Code, CodeList, Component, DataStructure
from fairway.kernel.text import Text
from fairway.warehouse.releases import Release, publish

SIZES: Final = (100_000, 1_000_000)
REQUESTS: Final = 200
GOAL: Final = 0.150
A_YEAR: Final = 20_160
"""Figures of a country and year: every combination of the codes below."""
AREAS: Final = ("NPL", "QAT", "IND", "PHL", "BGD", "KEN", "MEX", "USA", "FRA", "DEU")
CODED: Final = {
    "FREQ": ("A",),
    "REF_AREA": AREAS,
    "SEX": ("SEX_T", "SEX_M", "SEX_F"),
    "AGE": ("AGE_TOTAL", *(f"AGE_{number:02d}" for number in range(1, 8))),
    "EDU": ("EDU_TOTAL", *(f"EDU_{number}" for number in range(1, 5))),
    "CBR": ("CBR_TOTAL", *(f"CBR_{number:02d}" for number in range(1, 24))),
    "ECO": ("ECO_TOTAL", *(f"ECO_{number}" for number in range(1, 7))),
    "CCT": ("_Z",),
    "OBS_STATUS": ("A", "U", "Q"),
    "UNIT_MEASURE": ("PS",),
}
DIMENSIONS: Final = ("FREQ", "REF_AREA", "SEX", "AGE", "EDU", "CBR", "ECO", "CCT")


def structure() -> DataStructure:
    """The structure of the table."""
    lists = {
        f"CL_{name}": CodeList(f"CL_{name}", {"en": name}, tuple(Code(one, {"en": f"Code {one}"}) for one in codes))
        for name, codes in CODED.items()
    }
    made = {name: Component(name, {"en": name.title()}, f"CL_{name}") for name in CODED}
    numbers = tuple(Component(name, {"en": name.title()}, kind="number") for name in ("CI_LOWER", "CI_UPPER"))
    respondents = Component("N_OBS", {"en": "Respondents"}, kind="integer")
    attributes = (made["UNIT_MEASURE"], made["OBS_STATUS"], *numbers, respondents)
    return DataStructure("DF_BENCH", {"en": "Bench"}, tuple(made[one] for one in DIMENSIONS), attributes, lists)


def observations(wanted: int, made: DataStructure) -> pl.DataFrame:
    """About so many observations, country by country and year by year."""
    inner = pl.DataFrame({"FREQ": ["A"]})
    for name in DIMENSIONS[2:]:
        inner = inner.join(pl.DataFrame({name: list(CODED[name])}), how="cross")
    countries = len(AREAS)
    years = max(1, round(wanted / A_YEAR / countries))
    if years == 1:
        countries = max(1, round(wanted / A_YEAR))
    frame = inner.join(pl.DataFrame({"REF_AREA": list(AREAS[:countries])}), how="cross")
    frame = frame.join(pl.DataFrame({"TIME_PERIOD": [str(2024 - at) for at in range(years)]}), how="cross")
    value = pl.int_range(pl.len()) * 1.2345 + 17.5
    return frame.with_columns(
        OBS_VALUE=value, CI_LOWER=value * 0.8, CI_UPPER=value * 1.2, N_OBS=pl.int_range(pl.len()) % 997,
        UNIT_MEASURE=pl.lit("PS"), OBS_STATUS=pl.lit("A"),
    ).select(made.columns)  # fmt: skip


def addresses(count: int, seed: int = 5) -> list[str]:
    """Views that differ: one to four filters of one to five values, sometimes all of a dimension, other layouts."""
    draw = random.Random(seed)
    found: dict[str, None] = {}
    varied = ("REF_AREA", "SEX", "AGE", "EDU", "CBR", "ECO")
    while len(found) < count:
        names = sorted(draw.sample(varied, draw.randint(1, 4)), key=DIMENSIONS.index)
        parts = []
        for name in names:
            codes = CODED[name]
            some = draw.sample(codes, min(len(codes), draw.randint(1, 5)))
            parts.append(f"{name}={'*' if draw.random() < 0.15 else ','.join(some)}")
        if draw.random() < 0.3:
            parts.append(f"rows={draw.choice(names)}")
        found[f"/en/statistics/DF_BENCH/view/{';'.join(parts)}"] = None
    return list(found)


def measured(wanted: int) -> list[Measured]:
    """The latencies over a table of about so many figures."""
    made = structure()
    table = observations(wanted, made)
    with tempfile.TemporaryDirectory() as home:
        _publish(Path(home), made, table)
        with portal(home) as (port, _):
            null = sorted(ask(port, "/health")[1] for _ in range(REQUESTS))
            first = ask(port, "/en/statistics/DF_BENCH")[1]
            answers = [ask(port, address) for address in addresses(REQUESTS)]
    times = sorted(seconds for _, seconds in answers)
    name = f"{len(table):,} figures"
    heaviest = max(len(body) for body, _ in answers) / 1024
    return [
        Measured(f"explorer, {name}: first page, table read", first, "s", 5.0),
        Measured(f"explorer, {name}: p50", times[len(times) // 2], "s", GOAL, "/health", null[len(null) // 2]),
        Measured(
            f"explorer, {name}: p99", times[len(times) * 99 // 100], "s", GOAL, "/health", null[len(null) * 99 // 100]
        ),
        Measured(f"explorer, {name}: heaviest page, gzip", heaviest, "KiB", 60),
    ]


def _publish(home: Path, made: DataStructure, table: pl.DataFrame) -> None:
    import os

    before = os.environ.get("FAIRWAY_HOME")
    os.environ["FAIRWAY_HOME"] = str(home)
    try:
        publish(Release(made, "XXX_BENCH_2024", "Bench", "Bench", "CC0", Text("Made up.")), table)
    finally:
        os.environ.pop("FAIRWAY_HOME")
        if before is not None:
            os.environ["FAIRWAY_HOME"] = before


def main() -> None:
    """Measures and prints."""
    for size in [int(one) for one in sys.argv[1:]] or SIZES:
        show(measured(size))


if __name__ == "__main__":
    main()
