"""How far two tools' tables are apart: the largest relative difference of estimates, standard errors and limits."""

from __future__ import annotations

import csv
import math
from dataclasses import dataclass
from pathlib import Path

FIGURES = ("estimate", "se", "low", "high")
Table = dict[tuple[str, ...], dict[str, float]]


@dataclass(frozen=True, slots=True)
class Apart:
    """Two tables compared.

    Attributes:
        pair: the two tools.
        rows: rows that both have.
        unmatched: rows of the shorter table that the other lacks; 0 when they agree on the domains.
        estimate: largest relative difference of the estimates; null when there is none to compare.
        se: the same of the standard errors.
        limits: the same of the confidence limits.
    """

    pair: str
    rows: int
    unmatched: int
    estimate: float | None
    se: float | None
    limits: float | None


def read(path: Path) -> Table:
    """A runner's table, keyed by domain and measure."""
    table: Table = {}
    with path.open(newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            domain = tuple(str(int(float(row[name]))) for name in sorted(row) if name not in (*FIGURES, "measure"))
            table[(*domain, row["measure"])] = {name: _number(row[name]) for name in FIGURES}
    return table


def _number(text: str) -> float:
    return math.nan if text in ("", "NA", "NaN") else float(text)


def compare(names: tuple[str, str], first: Table, second: Table) -> Apart:
    """The largest differences over the rows both have."""
    both = first.keys() & second.keys()

    def largest(*figures: str) -> float | None:
        found = [_relative(first[key][name], second[key][name]) for key in both for name in figures]
        known = [value for value in found if value is not None]
        return max(known) if known else None

    return Apart(
        "–".join(names),
        len(both),
        min(len(first), len(second)) - len(both),
        largest("estimate"),
        largest("se"),
        largest("low", "high"),
    )


def _relative(a: float, b: float) -> float | None:
    """A figure that only one of the two gives cannot be compared."""
    if math.isnan(a) or math.isnan(b):
        return None
    return 0.0 if a == b else abs(a - b) / max(abs(a), abs(b))
