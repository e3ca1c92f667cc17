"""Our client on real Spark: two executors in processes of their own, one of which is killed in the middle.

Spark itself never shares an environment with its client: it is taken from FAIRWAY_SPARK_VENV, or installed anew.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path

import polars as pl
import pytest

from fairway.kernel.errors import RetryableError
from fairway.methods.survey.design import Design, Stage
from fairway.methods.survey.measures import Mean, Proportion, Ratio, Total
from fairway.warehouse.surveys import Limits, SparkTable, open_survey
from tests.survey_engines import AWKWARD, persons, wait_for

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

MASTER = "local-cluster[2,1,1024]"
DESIGN = Design("w", (Stage("psu", "stratum"),), singletons="certainty")
MEASURES = [Total("earn"), Mean("hours"), Ratio("earn", "hours"), Proportion(AWKWARD)]


@pytest.fixture(scope="module")
def spark_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of Spark's Python package, which holds Spark."""
    if shutil.which("java") is None:
        pytest.skip("Java is missing")
    named = os.environ.get("FAIRWAY_SPARK_VENV")
    folder = Path(named) if named else tmp_path_factory.mktemp("spark") / "venv"
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        asked = [str(python), "-m", "pip", "install", "--quiet", "pyspark[connect]>=4.2,<4.3"]
        done = subprocess.run(asked, capture_output=True, text=True, timeout=600)
        if done.returncode:
            pytest.skip(f"Spark cannot be installed: {done.stderr.strip().splitlines()[-1]}")
    where = "import pyspark; print(pyspark.__path__[0])"
    return Path(subprocess.check_output([str(python), "-c", where], text=True).strip())


@pytest.fixture(scope="module")
def cluster(spark_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, int]]:
    """The address of a Spark Connect server, and its process."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    folder = tmp_path_factory.mktemp("spark-work")
    settings = {
        "spark.connect.grpc.binding.port": port,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "1024m",
        "spark.sql.shuffle.partitions": 4,
        "spark.ui.enabled": "false",
        "spark.local.dir": folder,
    }
    command = [str(spark_home / "bin" / "spark-submit"), "--master", MASTER]
    command += [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    environment = os.environ | {
        "SPARK_HOME": str(spark_home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_SCALA_VERSION": "2.13",
        "PYSPARK_PYTHON": sys.executable,
    }
    with (folder / "server.log").open("w") as log:
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            wait_for(port, 180)
            yield f"sc://127.0.0.1:{port}", server.pid
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("microdata") / "persons.parquet"
    persons(200_000).write_parquet(path, row_group_size=20_000)
    return path


def executors(server: int) -> list[int]:
    """The processes of the executors of a cluster."""
    listed = subprocess.check_output(["ps", "-ww", "-eo", "pid=,pgid=,args="], text=True).splitlines()
    lines = [line.split(None, 2) for line in listed]
    return [int(pid) for pid, group, args in lines if int(group) == server and "CoarseGrainedExecutorBackend" in args]


def test_real_spark_gives_the_same_estimates(cluster: tuple[str, int], file: Path) -> None:
    expected = open_survey(file, DESIGN).estimate(MEASURES, by=("sex", "age")).frame
    with open_survey(SparkTable(cluster[0], str(file)), DESIGN, limits=Limits(part_rows=1_500)) as survey:
        agree(survey.estimate(MEASURES, by=("sex", "age")).frame, expected)


def test_a_killed_executor_costs_nothing_or_says_so(cluster: tuple[str, int], file: Path) -> None:
    expected = open_survey(file, DESIGN).estimate(MEASURES, by=("sex", "age")).frame
    killed: list[int] = []

    def kill(done: int, parts: int, _: str) -> None:
        if done == 1:
            assert parts > 3
            killed.append(executors(cluster[1])[0])
            os.kill(killed[0], signal.SIGKILL)

    with open_survey(SparkTable(cluster[0], str(file)), DESIGN, limits=Limits(part_rows=500)) as survey:
        try:
            found = survey.estimate(MEASURES, by=("sex", "age"), progress=kill).frame
        except RetryableError:
            found = survey.estimate(MEASURES, by=("sex", "age")).frame  # as the error says: try again
            agree(found, expected)
        else:
            agree(found, expected)
    assert killed


def agree(found: pl.DataFrame, expected: pl.DataFrame) -> None:
    same = ["sex", "age", "measure", "level", "n", "df", "reason"]
    assert found.select(same).rows() == expected.select(same).rows()
    for column, tolerance in (("estimate", 1e-12), ("se", 1e-9)):
        assert found[column].to_list() == pytest.approx(expected[column].to_list(), rel=tolerance), column
