"""One question at a time, in a thread of its own, so that the thread that waits hears Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Asker:
    """Asks an engine that may not be spoken to by two threads at once.

    Args:
        stop: Makes the engine give up the question that it works on.
    """

    def __init__(self, stop: Callable[[], None]) -> None:
        self._stop = stop
        self._worker = ThreadPoolExecutor(1, "fairway-survey")

    def ask(self, question: Callable[[], Answer]) -> Pending[Answer]:
        """Begins a question once those before it are answered."""
        return Pending(self._worker.submit(question), self._stop)

    def close(self) -> None:
        """Ends the thread."""
        self._worker.shutdown()


class Pending(Generic[Answer]):
    """An answer that is on its way."""

    def __init__(self, future: Future[Answer], stop: Callable[[], None]) -> None:
        self._future = future
        self._stop = stop

    def get(self) -> Answer:
        """Waits for the answer; an interruption stops the question first."""
        try:
            return self._future.result()
        except BaseException:
            self.give_up()
            raise

    def give_up(self) -> None:
        """Stops the question, if it is still open, and waits until it has stopped."""
        if not self._future.cancel() and not self._future.done():
            with suppress(Exception):  # an engine that was lost cannot be told to stop, and need not be
                self._stop()
            self._future.exception()
