"""The methodology page: every rule in words, with the worked examples that the tests prove."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from docs_markdown import table

ROOT = Path(__file__).resolve().parent.parent
INTRODUCTION = """# Methodology

How Fairway arrives at the figures it works out itself. Every table below is a test: `tests/spec` computes each example
with the code that makes the pages, so this page cannot say one thing and the platform another. The numbers are
invented.

What a publisher did before Fairway received a table is in [Tables and columns](tables.md), under each table's method.
"""


def page() -> str:
    """Every specification in order."""
    if str(ROOT) not in sys.path:
        sys.path.insert(0, str(ROOT))
    from tests.spec.worked import specifications

    return INTRODUCTION + "".join(f"\n{section(spec)}" for spec in specifications())


def section(spec: Any) -> str:
    """One rule and its examples."""
    parts = [f"## {spec.TITLE}\n\n{spec.TEXT.strip()}\n"]
    shown: set[str] = set()
    for case in spec.CASES:
        parts.append(f"### {case.name[0].upper()}{case.name[1:]}\n")
        for given in case.given:
            if given.table in shown:
                parts.append(f"Given `{given.table}` as above.\n")
                continue
            shown.add(given.table)
            parts.append(f"Given `{given.table}`:\n\n{table(given.columns, given.rows, _numbers(given.rows))}\n")
        parts.append(_outcome(case))
    return "\n".join(parts)


def _outcome(case: Any) -> str:
    if case.gap:
        return f"Then the page shows a **gap** of the kind `{case.gap}`, with its reason and what would fill it.\n"
    rows = [[f"{cell:.{case.decimals}f}" if isinstance(cell, float) else cell for cell in row] for row in case.expected]
    return f"Then:\n\n{table(case.shown, rows, _numbers(case.expected))}\n"


def _numbers(rows: tuple[tuple[Any, ...], ...]) -> list[int]:
    columns = list(zip(*rows, strict=True))
    return [
        at
        for at, column in enumerate(columns)
        if all(cell is None or (isinstance(cell, int | float) and not isinstance(cell, bool)) for cell in column)
        and any(cell is not None for cell in column)
    ]
