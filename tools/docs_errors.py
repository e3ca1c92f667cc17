"""The errors page: one hierarchy, and where each error shows."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docs_markdown import first_line, table

if TYPE_CHECKING:
    from fairway.kernel.errors import FairwayError

INTRODUCTION = """# Errors

Every door says the same three things of an error: what happened (title), what to do (advice), and the facts (details).
The command line prints them without a traceback and exits with the code below; the API answers with RFC 9457 problem
details (`application/problem+json`) whose `type` ends in the name below; a page names the field that caused it.

| Who can mend it | Base class |
| --- | --- |
| you: what was asked or given is not usable as it stands | `InputError` |
| nobody: something outside did not answer, try again | `RetryableError` |
| us: Fairway broke a promise | `InternalError` |
"""


def page() -> str:
    """Every error class."""
    import fairway
    from fairway.kernel.errors import FairwayError

    for module in pkgutil.walk_packages(fairway.__path__, "fairway."):
        importlib.import_module(module.name)
    rows = [
        (f"`{one.slug}`", f"`{one.__name__}`", first_line(one), one.http_status, one.exit_code)
        for one in _below(FairwayError)
        if one.__module__.startswith("fairway.")
    ]
    return INTRODUCTION + "\n" + table(("Name", "Class", "Meaning", "HTTP status", "Exit code"), rows, (3, 4))


def _below(error: type[FairwayError]) -> Iterator[type[FairwayError]]:
    for one in sorted(error.__subclasses__(), key=lambda kind: (kind.__module__, kind.__qualname__)):
        yield one
        yield from _below(one)
