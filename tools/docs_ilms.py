"""The page that lists every series, written from their declarations."""

from __future__ import annotations

from fairway.statistics.ilms.observing import COMPONENTS
from fairway.statistics.ilms.series import BLOCKS, SERIES, Series
from fairway.statistics.ilms.structure import UNITS, VERIFIED


def page() -> str:
    """The whole page."""
    lines = [
        "# Labour migration tables",
        "",
        "The series that `fairway ilms` makes, or says why it cannot. The codes are those of ILOSTAT’s labour "
        "migration tables; the titles are Fairway’s own.",
    ]
    for block, title in BLOCKS.items():
        lines += ["", f"## {title}", "", "| Series | Title | By | Unit | Source |", "| --- | --- | --- | --- | --- |"]
        lines += [_line(one) for one in SERIES if one.block == block]
    lines += ["", "## Code lists", "", "| List | Codes read from the ILO’s own |", "| --- | --- |"]
    lines += [f"| {name} | {'yes' if yes else 'no: written from their pattern'} |" for name, yes in VERIFIED.items()]
    return "\n".join(lines) + "\n"


def _line(one: Series) -> str:
    by = ", ".join(COMPONENTS[name] for name in one.dimensions) or "–"
    source = "survey" if one.crossing else f"administrative: {one.gap}"
    return f"| `{one.code}` | {one.title} | {by} | {UNITS[one.unit]} | {source} |"
