"""What a long command says while it works: nothing, a bar on a terminal, or a line for each step."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from fairway.warehouse.surveys.running_opening import Telling


@contextmanager
def progress(*, quiet: bool) -> Iterator[Telling]:
    """Tells on standard error how far a command is.

    Args:
        quiet: Whether to say nothing.

    Yields:
        What to call with a step, how much of it is done, and how much there is (0: not known).
    """
    if quiet:
        yield lambda step, done, total: None
        return
    if not sys.stderr.isatty():
        said: set[str] = set()

        def line(step: str, done: int, total: int) -> None:
            if step not in said:
                said.add(step)
                typer.echo(f"{step} …", err=True)

        yield line
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task("", total=None)

        def bar(step: str, done: int, total: int) -> None:
            shown.update(task, description=step, completed=done, total=total or None)

        yield bar
