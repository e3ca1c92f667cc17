"""Clusters with two workers in processes of their own, on this machine: Sail, and Spark itself."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import metadata
from pathlib import Path

import platformdirs
import pytest

from tests.survey_engines import free_port, wait_for

LOST_AFTER = 5
"""Seconds after which a cluster here gives a silent worker up."""
INSTALL_SECONDS = 300
QUICK_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto"
"""Java that lives for a minute spends most of it on optimising itself."""


@dataclass(frozen=True)
class Cluster:
    """A Spark Connect server: its address, and how to ask for the processes of its workers that live, oldest first."""

    url: str
    workers: Callable[[], list[int]]

    def kill_a_worker(self) -> None:
        """Kills the youngest: on Sail every session has workers of its own, and those of the last may live on."""
        os.kill(self.workers()[-1], signal.SIGKILL)


@contextmanager
def sail_cluster(folder: Path) -> Iterator[Cluster]:
    """Sail as it runs on Kubernetes, whose part of starting and ending workers is played here.

    By itself Sail keeps its workers in threads of the server, where none can be killed.
    """
    pytest.importorskip("pysail", reason="pysail is missing")
    with Pods() as pods:
        threading.Thread(target=pods.serve_forever, daemon=True).start()
        access = folder / "kubernetes.json"
        access.write_text(json.dumps(kubernetes(f"http://127.0.0.1:{pods.server_port}")), encoding="utf-8")
        port = free_port()
        environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")} | {
            "KUBECONFIG": str(access),
            "RUST_LOG": "off",
            "SAIL_MODE": "kubernetes-cluster",
            "SAIL_CLUSTER__WORKER_INITIAL_COUNT": "2",
            "SAIL_CLUSTER__WORKER_MAX_COUNT": "2",
            "SAIL_CLUSTER__WORKER_HEARTBEAT_INTERVAL_SECS": "1",
            "SAIL_CLUSTER__WORKER_HEARTBEAT_TIMEOUT_SECS": str(LOST_AFTER),
        }
        server = subprocess.Popen([*SAIL, "spark", "server", "--port", str(port)], env=environment)
        try:
            wait_for(port, 30)
            yield Cluster(f"sc://127.0.0.1:{port}", pods.living)
        finally:
            for started in (server, *pods.workers):
                started.kill()
                started.wait()
            pods.shutdown()


SAIL = [str(Path(sys.executable).with_name("sail"))]


class Pods(ThreadingHTTPServer):
    """As much of Kubernetes as Sail asks for: a pod is a process here."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Pod)
        self.workers: list[subprocess.Popen[bytes]] = []

    def living(self) -> list[int]:
        return [worker.pid for worker in self.workers if worker.poll() is None]


class Pod(BaseHTTPRequestHandler):
    """Starts a worker. To end them needs nothing: a session that closes tells its own to stop."""

    protocol_version = "HTTP/1.1"
    server: Pods

    def do_POST(self) -> None:
        pod = self._sent()
        worker = json.loads(pod)["spec"]["containers"][0]
        # What Kubernetes fills in is the address of the pod.
        given = {one["name"]: one.get("value", "127.0.0.1") for one in worker["env"]}
        environment = os.environ | given | {"SAIL_CLUSTER__WORKER_LISTEN_HOST": "127.0.0.1"}
        self.server.workers.append(subprocess.Popen([*SAIL, *worker["args"]], env=environment))
        self._answer(201, pod)

    def do_DELETE(self) -> None:
        self._sent()
        self._answer(200, b'{"kind": "PodList", "apiVersion": "v1", "metadata": {}, "items": []}')

    def log_message(self, *_: object) -> None:
        """Nothing: the tests speak for themselves."""

    def _sent(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _answer(self, status: int, text: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)


def kubernetes(address: str) -> dict[str, object]:
    """How Kubernetes is reached, as its clients read it from a file."""
    return {
        "apiVersion": "v1",
        "kind": "Config",
        "clusters": [{"name": "here", "cluster": {"server": address}}],
        "users": [{"name": "here", "user": {}}],
        "contexts": [{"name": "here", "context": {"cluster": "here", "user": "here"}}],
        "current-context": "here",
    }


@contextmanager
def spark_cluster(folder: Path) -> Iterator[Cluster]:
    """Spark itself, with two executors of one core and 1024 MiB each."""
    home = spark_home()
    port = free_port()
    settings = {
        "spark.connect.grpc.binding.port": port,
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.executor.memory": "1024m",
        "spark.sql.shuffle.partitions": 2,
        "spark.sql.files.openCostInBytes": 1,  # a small file, too, is read by both
        "spark.driver.extraJavaOptions": QUICK_JAVA,
        "spark.executor.extraJavaOptions": QUICK_JAVA,
        "spark.ui.enabled": "false",
        "spark.local.dir": folder,
    }
    command = [str(home / "bin" / "spark-submit"), "--master", "local-cluster[2,1,1024]"]
    command += [part for name, value in settings.items() for part in ("--conf", f"{name}={value}")]
    command += ["--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "spark-internal"]
    environment = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_SCALA_VERSION": "2.13",
        "PYSPARK_PYTHON": sys.executable,
    }
    with (folder / "server.log").open("w") as log:
        # A group of its own, by which its executors are found and ended.
        server = subprocess.Popen(
            command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
        try:
            wait_for(port, 120)
            yield Cluster(f"sc://127.0.0.1:{port}", lambda: executors(server.pid))
        finally:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def executors(server: int) -> list[int]:
    """The processes of the executors of a cluster."""
    listed = subprocess.check_output(["ps", "-ww", "-eo", "pid=,pgid=,args="], text=True).splitlines()
    lines = [line.split(None, 2) for line in listed]
    return [int(pid) for pid, group, args in lines if int(group) == server and "CoarseGrainedExecutorBackend" in args]


def spark_home() -> Path:
    """The folder of Spark: that of the environment FAIRWAY_SPARK_VENV, or one of our own.

    Spark never shares an environment with its client. Our own lies in the user's cache, as browsers for tests do, so
    that a clean clone needs no network for it; 480 MB are fetched once.
    """
    if shutil.which("java") is None:
        pytest.skip("Java is missing")
    named = os.environ.get("FAIRWAY_SPARK_VENV")
    if named:
        found = sorted(Path(named).glob("lib/python*/site-packages/pyspark"))
        assert found, f"FAIRWAY_SPARK_VENV={named} holds no pyspark"
        return found[0]
    version = metadata.version("pyspark-client")
    folder = platformdirs.user_cache_path("fairway-tests") / f"spark-{version}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with folder.with_name(f"{folder.name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # tests that run at once fetch it once
        if not folder.exists():
            fetch_spark(version, folder)
    return folder / "pyspark"


def fetch_spark(version: str, folder: Path) -> None:
    """Installs Spark alone, without the Python packages that its server, which runs on Java, does not need."""
    begun = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(begun, ignore_errors=True)  # of a run that was killed
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-cache-dir"]
    command += ["--disable-pip-version-check", "--target", str(begun), f"pyspark=={version}"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=INSTALL_SECONDS)
        if done.returncode:
            pytest.skip(f"Spark cannot be fetched: {(done.stderr.strip().splitlines() or ['no reason given'])[-1]}")
        begun.replace(folder)
    except subprocess.TimeoutExpired:
        pytest.skip(f"Spark cannot be fetched within {INSTALL_SECONDS} s")
    finally:
        shutil.rmtree(begun, ignore_errors=True)
