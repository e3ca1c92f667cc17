"""`fairway serve`: what cannot be served is refused before anything starts, once and with advice."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from fairway.kernel.errors import InputError
from fairway_portal.site.serve import serve


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_is_none(port: int) -> None:
    with pytest.raises(InputError, match="is not a port"):
        serve(port=port)


@pytest.fixture
def taken() -> Iterator[int]:
    """A port on which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def test_a_port_in_use_is_told_at_once(taken: int) -> None:
    with pytest.raises(InputError) as caught:
        serve(port=taken)
    assert caught.value.title == f"Port {taken} is in use."
    assert caught.value.advice == "Stop the other server, or choose another with --port."


# 192.0.2.1 is an address for documentation (RFC 5737), which no machine has.
@pytest.mark.parametrize("host", ["192.0.2.1", "no machine", "a..b"])
def test_an_address_of_another_machine(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_HOSTS", "")
    with pytest.raises(InputError, match="is not an address of this machine") as caught:
        serve(host=host, port=8765)
    assert "--host" in caught.value.advice


@pytest.mark.parametrize("workers", [0, -1])
def test_no_workers(workers: int) -> None:
    with pytest.raises(InputError) as caught:
        serve(workers=workers)
    assert "--workers 1" in caught.value.advice


@pytest.mark.parametrize("home", ["file", "/proc/nope"])
def test_a_home_that_cannot_be_used_is_told_without_a_traceback(home: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    command = [sys.executable, "-c", "from fairway.cli.main import run; run()", "serve", "--port", str(port)]
    environment = {**os.environ, "FAIRWAY_HOME": str(tmp_path / home), "FAIRWAY_STATIC": "", "DATABASE_URL": ""}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert "may not write in" in done.stderr
    assert "FAIRWAY_HOME" in done.stderr
    assert "Traceback" not in done.stderr
