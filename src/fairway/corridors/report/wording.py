"""Words that reports put beside figures and gaps: what a flag means, which kind of gap it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from fairway.kernel.figure import Figure
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Text

FLAG_WORDS: Final = {
    Flag.OBSERVED: Text("observed"),
    Flag.ESTIMATED: Text("estimated"),
    Flag.MODELLED: Text("modelled"),
    Flag.PARTIAL: Text("partial"),
    Flag.STATED: Text("as the source states"),
    Flag.INVENTED: Text("invented for demonstration"),
}
GAP_WORDS: Final = {
    "absent": Text("Gap: no record"),
    "detail": Text("Gap: not available at this detail"),
    "sample": Text("Gap: not among the tables loaded here"),
    "unknown": Text("Gap: unknown, which is not “no”"),
}
MOST_ROWS: Final = 6


def credits(*figures: Figure) -> list[Provenance]:
    """The figures' sources, each once, with the rows that came from it."""
    found: dict[tuple[str, ...], Provenance] = {}
    for source in (source for figure in figures for source in figure.sources):
        key = (source.publisher, source.title, source.edition, source.vintage, source.file)
        known = found.get(key)
        if known:
            source = replace(known, rows=tuple(dict.fromkeys((*known.rows, *source.rows))))
        found[key] = source
    return list(found.values())


def few(rows: Sequence[int]) -> str:
    """Row numbers in short; `fairway lineage` prints all of them."""
    shown = ", ".join(str(row) for row in rows[:MOST_ROWS])
    return f"{shown}, …" if len(rows) > MOST_ROWS else shown
