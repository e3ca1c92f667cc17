"""Turns at the slow derivation: few wait, the others are told at once to come back. Nobody's address is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Final

from fairway.kernel.errors import RetryableError
from fairway.kernel.text import Text

MOST: Final = 24
"""Who derives or waits in one process: some two seconds of waiting for the last."""
_lock = Lock()
_inside = 0


class TooManyWait(RetryableError):
    """More wait than can be served soon."""

    def __init__(self) -> None:
        super().__init__(
            Text("Many people are using this page now."), advice=Text("Wait a minute and try again. Nothing is lost.")
        )


@contextmanager
def turn() -> Iterator[None]:
    """A place among those who wait.

    Raises:
        TooManyWait: There is none.
    """
    global _inside
    with _lock:
        if _inside >= MOST:
            raise TooManyWait
        _inside += 1
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
