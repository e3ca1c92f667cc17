"""The tables page: what each source's file holds, what Fairway publishes of it, and by which rules."""

from __future__ import annotations

import inspect
import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from docs_markdown import table

if TYPE_CHECKING:
    from fairway.sources.edition import Edition

INTRODUCTION = """# Tables and columns

Every table that Fairway reads: whose it is, which file `fairway import` looks for, which columns that file must have (a
file without them is refused and the previous vintage stays), and how it becomes the published table. `fairway sources`
shows which of them are at hand on your installation, `fairway lineage FIGURE` which rows a figure came from.

Published tables use ISO 3166-1 alpha-3 codes for places and hold `source_row`: 1 is the first row after the header of
the received file (or, for counts of many rows, the first and the last).
"""


def page() -> str:
    """Every table of the catalogue, its editions together."""
    from fairway.sources.catalogue import CATALOGUE

    by_table: dict[str, list[Edition]] = defaultdict(list)
    for edition in CATALOGUE:
        by_table[edition.table].append(edition)
    overview = table(
        ("Table", "Publisher", "Editions", "Asked by"),
        [
            (f"[{name}](#{name})", found[0].publisher, ", ".join(one.edition for one in found), ", ".join(found[0].key))
            for name, found in by_table.items()
        ],
    )
    return INTRODUCTION + f"\n{overview}\n" + "".join(f"\n{_section(name, found)}" for name, found in by_table.items())


def _section(name: str, editions: list[Edition]) -> str:
    from fairway.reference.wording import voice

    first = editions[0]
    facts = table(
        ("Edition", "Title", "File", "Licence", "How its figures came to be", "Confirmed"),
        [
            (one.edition, one.title, f"`{one.file}`", one.licence, str(one.flag), "yes" if one.verified else "no")
            for one in editions
        ],
    )
    columns = table(("Column of the file", "Holds"), [(f"`{column}`", kind) for column, kind in first.columns.items()])
    derived = ", ".join(f"`{one.table}` [{', '.join(one.key)}]" for one in first.derived)
    parts = [f"## {name}\n", f"{first.publisher}. <{first.url}>\n", facts + "\n"]
    parts.append(f"**Method.** {voice('en').say(first.method)}\n")
    parts.append(columns + "\n")
    if derived:
        parts.append(f"Published with it: {derived}.\n")
    rules = _rules(first)
    if rules:
        parts.append(f"**Rules of the reader.** {rules}\n")
    return "\n".join(parts)


def _rules(edition: Edition) -> str:
    """What the reader's module says of its file: its quirks."""
    harmonise = inspect.unwrap(getattr(edition.harmonise, "func", edition.harmonise))
    module = sys.modules.get(getattr(harmonise, "__module__", ""))
    return (inspect.getdoc(module) or "") if module else ""
