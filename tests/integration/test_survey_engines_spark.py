"""Our client on clusters whose two workers are processes: Sail, and Spark itself.

Ten million rows; then a worker is killed in the middle of an estimate.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import polars as pl
import pyarrow.parquet
import pytest

from benchmarks.survey import generate
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Mean, Ratio, Total
from fairway.warehouse.surveys import Limits, SparkTable, Survey, open_survey
from fairway.warehouse.surveys.errors import EngineLost
from fairway.warehouse.surveys.survey import Measure
from tests.survey_clusters import LOST_AFTER, Cluster, sail_cluster, spark_cluster
from tests.survey_engines import AWKWARD, agree, persons

pytestmark = [pytest.mark.slow, pytest.mark.timeout(600)]

CLUSTERS: dict[str, Callable[[Path], AbstractContextManager[Cluster]]] = {"sail": sail_cluster, "spark": spark_cluster}
DESIGN = Design("w", (Stage("psu", "stratum"),), singletons="certainty")
MILLIONS = 10
TEN_MILLION_BY = ("sex", "age5", "cit3", "sec5")
MEASURES: list[Measure] = [Total("earn"), Mean("hours"), Ratio("earn", "hours")]
BY = ("sex", "age", AWKWARD)


@pytest.fixture(scope="module", params=CLUSTERS)
def cluster(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with CLUSTERS[request.param](tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture(scope="module")
def ten_million(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The benchmark's ten million persons, with the columns that are asked for."""
    path = tmp_path_factory.mktemp("microdata") / "persons.parquet"
    first = generate.persons()
    codes = ["stratum", "psu", *TEN_MILLION_BY]
    columns = [*codes, "w", "earn", "cost"]
    schema = first.select(columns).to_arrow().schema
    with pyarrow.parquet.ParquetWriter(path, schema, compression="zstd", use_dictionary=codes) as writer:
        for copy in range(MILLIONS):
            rows = generate.shifted(first, copy).select(columns).to_arrow()
            writer.write_table(rows, row_group_size=generate.ROWS_IN_GROUP)
    yield path
    path.unlink()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("microdata") / "persons.parquet"
    persons(12_000).write_parquet(path, row_group_size=1_500)
    return path


def test_ten_million_rows(cluster: Cluster, ten_million: Path) -> None:
    totals = [Total("earn"), Total("cost")]
    limits = Limits(memory="512MB")
    with open_survey(ten_million, DESIGN, engine="duckdb", limits=limits) as survey:
        expected = survey.estimate(totals, by=TEN_MILLION_BY).frame
    assert expected["n"].sum() == 2 * MILLIONS * generate.MILLION
    assert len(expected) == 2 * 150
    with open_survey(SparkTable(cluster.url, str(ten_million)), DESIGN, limits=limits) as survey:
        assert len(cluster.workers()) >= 2
        agree(expected, survey.estimate(totals, by=TEN_MILLION_BY).frame)
        assert max(map(peak_mebibytes, cluster.workers())) < 1536


def peak_mebibytes(worker: int) -> float:
    """The most memory that a process has held; 0 where the system does not tell."""
    told = Path(f"/proc/{worker}/status")
    if not told.exists():
        return 0.0
    lines = dict(line.split(":", 1) for line in told.read_text().splitlines())
    return int(lines["VmHWM"].split()[0]) / 1024


def test_a_killed_worker_costs_nothing_or_says_so(cluster: Cluster, file: Path) -> None:
    expected = open_survey(file, DESIGN).estimate(MEASURES, by=BY).frame
    with open_survey(SparkTable(cluster.url, str(file)), DESIGN, limits=Limits(part_rows=2_500)) as survey:
        before = cluster.workers()

        def kill(done: int, parts: int, _: str) -> None:
            if done == 1:
                assert parts > 3
                cluster.kill_a_worker()

        try:
            found = survey.estimate(MEASURES, by=BY, progress=kill).frame
        except EngineLost:
            found = once_the_worker_is_missed(survey)
    assert len(before) >= 2
    assert set(before) - set(cluster.workers())
    agree(expected, found)


def once_the_worker_is_missed(survey: Survey) -> pl.DataFrame:
    """The same again, as the error advises; until the cluster gives the worker up, it says the same."""
    until = time.monotonic() + 10 * LOST_AFTER
    while True:
        try:
            return survey.estimate(MEASURES, by=BY).frame
        except EngineLost:
            if time.monotonic() > until:
                raise
            time.sleep(1)
