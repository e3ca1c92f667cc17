"""One small survey with everything that engines may disagree about, and how to ask each engine for it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import polars as pl
import pytest

AWKWARD = "o'r\\\"i`gin; DROP TABLE persons"
"""A column's name, and a value, that break what is not quoted."""


def persons(rows: int = 4_000, seed: int = 7) -> pl.DataFrame:
    """Persons in two-stage clusters, with nulls, NaN, awkward text, zero weights and zero divisors."""
    rng = np.random.default_rng(seed)
    stratum = np.sort(rng.integers(0, 12, rows))
    unit = stratum * 100 + rng.integers(0, 6, rows)
    household = unit * 100 + rng.integers(0, 9, rows)
    earn = np.where(rng.random(rows) < 0.1, np.nan, np.round(rng.lognormal(6, 1, rows), 2))
    hours = np.where(rng.random(rows) < 0.2, 0.0, rng.integers(1, 60, rows).astype(float))
    region = rng.choice(np.array(["north", "süd", "", AWKWARD, "Été"]), rows)
    frame = pl.DataFrame(
        {
            "stratum": stratum.astype(np.int32),
            "zone": [f"zone {one % 5} of {one}" for one in stratum],
            "psu": unit.astype(np.int32),
            "household": household,
            "w": np.where(rng.random(rows) < 0.02, 0.0, rng.lognormal(3, 0.5, rows)),
            "psus": stratum + 20,
            "sex": rng.integers(1, 3, rows).astype(np.int32),
            "age": rng.integers(0, 4, rows),
            AWKWARD: region,
            "employed": rng.random(rows) < 0.6,
            "earn": earn,
            "hours": hours,
            "children": rng.integers(0, 5, rows),
        }
    )
    holes = pl.Series(rng.random(rows) < 0.07)
    households = frame.group_by("psu").agg((pl.col("household").n_unique() + 7).cast(pl.Int64).alias("households"))
    return (
        frame.join(households, on="psu", maintain_order="left")
        .with_columns(
            *(pl.when(~holes.shuffle(seed=at)).then(pl.col(name)).alias(name) for at, name in enumerate(HOLES)),
        )
        .with_columns(household=pl.col("household") % 100)
    )


HOLES = ("age", AWKWARD, "employed", "hours", "children")


def agree(expected: pl.DataFrame, found: pl.DataFrame) -> None:
    """Counts and labels are identical, estimates agree to 1e-12, standard errors to 1e-9."""
    same = ["measure", "level", "df", "n", "reliability", "reason"]
    dimensions = expected.columns[: expected.columns.index("measure")]
    assert found.columns == expected.columns
    assert (
        found.select(pl.col(dimensions).cast(pl.String)).rows()
        == expected.select(pl.col(dimensions).cast(pl.String)).rows()
    )
    assert found.select(same).rows() == expected.select(same).rows()
    for column, tolerance in (("estimate", 1e-12), ("se", 1e-9), ("deff", 1e-9)):
        assert found[column].is_null().to_list() == expected[column].is_null().to_list(), column
        known = expected[column].drop_nulls().to_list()
        assert found[column].drop_nulls().to_list() == pytest.approx(known, rel=tolerance), column


@contextmanager
def sail(workers: int = 2) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """A Spark Connect server with workers in threads of its own: its address and its process."""
    port = free_port()
    command = [str(Path(sys.executable).with_name("sail")), "spark", "server", "--port", str(port)]
    environment = os.environ | {
        "SAIL_MODE": "local-cluster",
        "SAIL_CLUSTER__WORKER_INITIAL_COUNT": str(workers),
        "SAIL_CLUSTER__WORKER_MAX_COUNT": str(workers),
        "RUST_LOG": "error",
    }
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, 30)
        yield f"sc://127.0.0.1:{port}", server
    finally:
        server.kill()
        server.wait()


def free_port() -> int:
    """A port on which nothing listens."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(port: int, seconds: float) -> None:
    """Waits until a server listens."""
    until = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.05)
        else:
            return
