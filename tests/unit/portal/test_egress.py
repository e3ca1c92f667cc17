"""What serves pages speaks to this machine, to its databases, to whom the operator named, and to nobody else."""

from __future__ import annotations

import logging
import os
import socket
import subprocess
import sys

import pytest

from fairway_portal.site.egress import AllowList, ConnectionRefusedHere, hook, hosts_of

NUMBERS = {"database.example": frozenset({"198.51.100.7"})}


def allowed(*hosts: str) -> AllowList:
    return AllowList(hosts, lambda host: NUMBERS.get(host, frozenset()))


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "[::1]", "localhost", "", None, "::ffff:127.0.0.1"])
def test_this_machine_is_let_through(host: str | None) -> None:
    assert allowed().admits(host)


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org", "::ffff:192.0.2.1", b"example.org"])
def test_another_is_not(host: object) -> None:
    assert not allowed().admits(host)


@pytest.mark.parametrize("host", ["database.example", "DATABASE.example", "198.51.100.7", b"database.example"])
def test_a_database_is_by_its_name_and_by_its_number(host: object) -> None:
    assert allowed("database.example ").admits(host)
    assert not allowed("other.example").admits(host)


@pytest.mark.parametrize("event", ["socket.connect", "socket.sendto", "socket.sendmsg"])
def test_a_connection_is_refused_and_the_log_does_not_say_to_whom(event: str, caplog: pytest.LogCaptureFixture) -> None:
    with (
        socket.socket(socket.AF_INET) as one,
        caplog.at_level(logging.ERROR),
        pytest.raises(ConnectionRefusedHere, match="FAIRWAY_EGRESS"),
    ):
        hook(allowed())(event, (one, ("192.0.2.77", 443)))
    assert "refused" in caplog.text
    assert "192.0.2.77" not in caplog.text


@pytest.mark.parametrize("event", ["socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"])
def test_a_name_is_not_even_looked_up(event: str) -> None:
    with pytest.raises(ConnectionRefusedHere):
        hook(allowed())(event, ("what-she-wrote.example.org",))


def test_what_is_no_connection_passes() -> None:
    refuse = hook(allowed())
    refuse("open", ("/etc/hosts",))
    refuse("socket.bind", (None, ("0.0.0.0", 80)))
    with socket.socket(socket.AF_UNIX) as one:
        refuse("socket.connect", (one, "/run/database"))
    with socket.socket(socket.AF_INET6) as one:
        refuse("socket.connect", (one, ("::1", 5432, 0, 0)))


def test_hosts_of_databases() -> None:
    databases = {"default": {"HOST": "a.example,b.example"}, "casework": {"HOST": "/run/postgresql"}, "other": {}}
    assert hosts_of(databases) == ("a.example", "b.example")


@pytest.mark.slow
def test_the_application_that_serves_has_it_switched_on() -> None:
    code = (
        "import socket\nfrom fairway_portal.site import wsgi\n"
        "try:\n    socket.create_connection(('192.0.2.1', 9), timeout=1)\n"
        "except Exception as fault:\n    print(type(fault).__name__)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=os.environ, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.stdout.strip() == "ConnectionRefusedHere", done.stderr[-400:]
