"""From what is chosen to what is shown: totals where nothing is chosen, and which codes could be chosen next."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fairway.exchange.sdmx.structure import TIME, Code
from fairway_portal.observatory.statistics.columns import Columns
from fairway_portal.observatory.statistics.view import ALL, View

if TYPE_CHECKING:
    from fairway_portal.observatory.statistics.columns import Positions

TOTAL: Final = re.compile(r"^([A-Z]*_)?T$|(^|_)TOTAL$|_YGE15$")
"""`SEX_T`, `_T`, `CBR_STATUS_TOTAL`, `AGE_YTHADULT_YGE15`; not `ECO_ISIC4_T`, which is a section of ISIC."""
UNCLASSIFIED: Final = "_Z"
AREA: Final = "REF_AREA"
FREQUENCY: Final = "FREQ"
SPREAD: Final = ("SEX", "CBR", "CCT", "MIG", "COUNTERPART", "EDU", "ECO", "OCU", "SKILL", "AGE", "STE", "DOC", "ITEM")
"""Dimensions that a first view is spread over, the first two that vary."""
SPREAD_OVER: Final = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """What is shown.

    Attributes:
        codes: Dimension → positions of its codes; dimensions shown in full are left out.
        held: The dimensions that nobody chose and that are held at one code.
        where: The observations, by position; None for all.
    """

    codes: Mapping[str, tuple[int, ...]]
    held: tuple[str, ...]
    where: Positions | None


def chosen_places(view: View, columns: Columns) -> dict[str, frozenset[int]]:
    """Dimension → positions of the codes that somebody chose; codes without observations have none."""
    return {
        name: frozenset(columns.ids[name][code] for code in codes if code in columns.ids[name])
        for name, codes in view.chosen.items()
        if codes != (ALL,)
    }


def show(view: View, columns: Columns) -> Shown:
    """What a view shows: dimensions that nobody chose are held at their total, but for the two the view is spread over.

    Each is held at a code that occurs together with everything before it, so that a view shows nothing only if what
    was chosen has no observations.
    """
    chosen = chosen_places(view, columns)
    where = columns.where(chosen)
    codes = {name: tuple(sorted(places)) for name, places in chosen.items()}
    spread = _spread(view, columns, where)
    held = []
    for name in _holding_order(columns):
        if name in view.chosen or name not in columns.places:
            continue
        counts = columns.counted(name, where)
        occur = [at for at, count in enumerate(counts) if count]
        if not occur:
            continue
        kept = _top(columns.codes[name], occur) if name in spread else (_held(columns.codes[name], name, counts),)
        if name not in spread:
            held.append(name)
        if len(kept) < len(columns.codes[name]):
            codes[name] = kept
            where = columns.where({name: frozenset(kept)}, where)
    ordered = {name: codes[name] for name in columns.codes if name in codes}
    return Shown(ordered, tuple(name for name in columns.codes if name in held), where)


def _holding_order(columns: Columns) -> list[str]:
    """Countries first, then what is held at a total, periods last: the newest that the rest leaves."""
    names = [name for name in columns.codes if name != TIME]
    return [*sorted(names, key=lambda name: name != AREA), TIME]


def _spread(view: View, columns: Columns, where: Positions | None) -> frozenset[str]:
    """The dimensions shown by several codes although nobody chose them."""
    several = [name for name, codes in view.chosen.items() if codes == (ALL,) or len(codes) > 1]
    wished = [*SPREAD, *(name for name in columns.codes if name not in (*SPREAD, AREA, FREQUENCY, TIME))]
    first = [name for name in wished if name in columns.places][:SPREAD_OVER]
    found: list[str] = []
    for name in first:
        if len(several) + len(found) >= SPREAD_OVER:
            break
        if name not in view.chosen and sum(count > 0 for count in columns.counted(name, where)) > 1:
            found.append(name)
    return frozenset(found)


def is_total(code: str) -> bool:
    """Whether a code stands for everything, by the way it is written."""
    return TOTAL.search(code) is not None


def _held(codes: Sequence[Code], name: str, counts: Sequence[int]) -> int:
    """The one code at which a dimension is held."""
    occur = [at for at, count in enumerate(counts) if count]
    if name == TIME:
        return next(at for at in reversed(occur) if 2 * counts[at] >= max(counts))
    if name == AREA:
        return max(occur, key=lambda at: counts[at])
    totals = [at for at in occur if is_total(codes[at].id)]
    unclassified = [at for at in occur if codes[at].id == UNCLASSIFIED]
    return (totals or unclassified or occur)[0]


def _top(codes: Sequence[Code], occur: Sequence[int]) -> tuple[int, ...]:
    """The upper levels of a list, a total and what it is made of, if these are several; else every code."""
    parents = {code.id: code.parent for code in codes}
    upper = tuple(at for at in occur if not parents.get(codes[at].parent, ""))
    return upper if len(upper) > 1 else tuple(occur)


def available(view: View, columns: Columns) -> dict[str, list[int]]:
    """Dimension → observations of each code, given what is chosen of the other dimensions."""
    chosen = chosen_places(view, columns)
    if not chosen:
        return columns.counts
    found: dict[str, list[int]] = {}
    where = columns.where(chosen)
    for name in columns.codes:
        if name not in chosen:
            found[name] = columns.counted(name, where)
            continue
        others = {other: places for other, places in chosen.items() if other != name}
        found[name] = columns.counted(name, columns.where(others)) if others else columns.counts[name]
    return found


def loosened(view: View, columns: Columns) -> list[tuple[str, int]]:
    """For a view that shows nothing: the chosen dimensions with the observations there were without each."""
    chosen = chosen_places(view, columns)
    found = []
    for name in chosen:
        where = columns.where({other: places for other, places in chosen.items() if other != name})
        count = columns.rows if where is None else len(where)
        if count:
            found.append((name, count))
    return sorted(found, key=lambda one: -one[1])
