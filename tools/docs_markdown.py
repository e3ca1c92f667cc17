"""Markdown that a generated page is made of."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Sequence


def table(headings: Sequence[str], rows: Iterable[Sequence[object]], right: Iterable[int] = ()) -> str:
    """A pipe table; the columns in `right` are aligned to the right."""
    aligned = set(right)
    ruler = ["---:" if at in aligned else "---" for at in range(len(headings))]
    return "\n".join(_row(row) for row in (headings, ruler, *rows))


def _row(cells: Sequence[object]) -> str:
    return "| " + " | ".join(cell(value) for value in cells) + " |"


def cell(value: object) -> str:
    """One cell: on one line, pipes escaped, nothing as an en dash."""
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    return " ".join(str(value).split()).replace("|", "\\|")


def first_line(thing: object) -> str:
    """The first paragraph of a docstring, on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def plain_help(text: str | None) -> str:
    """A command's help without terminal markup."""
    return re.sub(r"\[/?[a-z ]+\]", "", inspect.cleandoc(text or "")).replace("\f", "").replace("\b\n", "").strip()
