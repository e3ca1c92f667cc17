"""A transaction that writes, without the threads of a process standing in each other's way on SQLite."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from threading import RLock
from typing import Final

from django.db import connection, transaction

_ONE_AT_A_TIME: Final = RLock()


@contextmanager
def writing() -> Iterator[None]:
    """A transaction; inside of another, one that can fail without it.

    SQLite lets one write at a time, and whoever finds it busy sleeps longer and longer: the threads of a process queue
    here instead. Inside of a transaction nobody queues: its owner may hold what the others wait for.
    """
    queues = connection.vendor == "sqlite" and not connection.in_atomic_block
    with _ONE_AT_A_TIME if queues else nullcontext(), transaction.atomic():
        yield
