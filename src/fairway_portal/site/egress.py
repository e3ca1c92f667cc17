"""What serves pages speaks to the databases and to nobody else: every other connection is refused, and logged.

A hook of Python's own audit (PEP 578) hears of every connection and every look-up of a name that Python code makes. It
does not hear of libraries that connect in C: of ours, libpq alone, to the configured databases.
"""

from __future__ import annotations

import ipaddress
import logging
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from socket import AF_INET, AF_INET6, AddressFamily, getaddrinfo, socket
from typing import Any, Final, NoReturn

from django.conf import settings

from fairway.kernel.errors import InternalError
from fairway_portal.site import settings_reference

logger = logging.getLogger("fairway_portal.egress")

CONNECTS: Final = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
LOOKS_UP: Final = frozenset(
    {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"}
)
THIS_MACHINE: Final = frozenset({"", "localhost", "ip6-localhost"})
REMEMBERED_SECONDS: Final = 60.0


class ConnectionRefusedHere(InternalError):
    """Code that serves pages would have spoken to another machine."""

    slug = "egress-refused"

    def __init__(self) -> None:
        super().__init__(
            "A page would have connected to another machine.",
            advice="Nothing was sent. If the operator wants this connection, name its host in FAIRWAY_EGRESS.",
        )


class AllowList:
    """The hosts that may be spoken to.

    Args:
        hosts: Names or numbers, without ports.
        resolve: Gives the numbers of a name.
    """

    def __init__(self, hosts: Iterable[str], resolve: Callable[[str], frozenset[str]]) -> None:
        self.hosts = frozenset(host.strip().strip("[]").lower() for host in hosts if host.strip())
        self._resolve = resolve
        self._numbers: tuple[float, frozenset[str]] = (float("-inf"), frozenset())

    def admits(self, host: object) -> bool:
        """Whether a host, by name or number, is this machine or on the list."""
        if host is None:
            return True
        said = (host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)).strip("[]").lower()
        return said in THIS_MACHINE or said in self.hosts or self._is_number_of_one(said)

    def _is_number_of_one(self, said: str) -> bool:
        try:
            number = ipaddress.ip_address(said.partition("%")[0])
        except ValueError:
            return False
        mapped = getattr(number, "ipv4_mapped", None) or number
        return bool(mapped.is_loopback or number.is_unspecified) or str(mapped) in self._known()

    def _known(self) -> frozenset[str]:
        then, numbers = self._numbers
        if time.monotonic() - then > REMEMBERED_SECONDS:
            numbers = frozenset(number for host in self.hosts for number in self._resolve(host))
            self._numbers = (time.monotonic(), numbers)
        return numbers


def hook(allowed: AllowList) -> Callable[[str, tuple[Any, ...]], None]:
    """The hook itself: called by Python for each event, of which all but a few are none of ours."""

    def refuse(event: str, told: tuple[Any, ...]) -> None:
        if not event.startswith("socket."):
            return
        if event in CONNECTS:
            connection, address = told[0], told[1]
            if _family(connection) in (AF_INET, AF_INET6) and address and not allowed.admits(address[0]):
                _refuse()
        elif event in LOOKS_UP:
            host = told[0][0] if isinstance(told[0], tuple) else told[0]
            if not allowed.admits(host):
                _refuse()

    return refuse


def _family(connection: object) -> AddressFamily | int | None:
    return connection.family if isinstance(connection, socket) else getattr(connection, "family", None)


def _refuse() -> NoReturn:
    """Says where in the code it was; not to whom: a name can be made of what was to be smuggled out."""
    frame = sys._getframe(2)
    while frame.f_back is not None and "fairway" not in frame.f_code.co_filename:
        frame = frame.f_back
    logger.error(
        "a connection to another machine was refused, at %s:%s", Path(frame.f_code.co_filename).name, frame.f_lineno
    )
    raise ConnectionRefusedHere


def hosts_of(databases: Mapping[str, Mapping[str, Any]]) -> tuple[str, ...]:
    """The hosts of the configured databases; none for SQLite, and for a socket of this machine."""
    hosts = (str(one.get("HOST") or "") for one in databases.values())
    return tuple(part for host in hosts for part in host.split(",") if part and not part.startswith("/"))


def refuse_others() -> None:
    """Switches the hook on in this process, once and for its life: Python takes no hook back."""
    if _on:
        return
    allowed = AllowList((*hosts_of(settings.DATABASES), *settings_reference.listed("FAIRWAY_EGRESS")), _numbers_of)
    _on.append(allowed)
    sys.addaudithook(hook(allowed))


def _numbers_of(host: str) -> frozenset[str]:
    try:
        return frozenset(str(found[4][0]) for found in getaddrinfo(host, None))
    except OSError:
        return frozenset()


_on: list[AllowList] = []
