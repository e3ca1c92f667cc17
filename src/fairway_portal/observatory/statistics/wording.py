"""What is said of a view in sentences: what is held, what the figures come to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from fairway.exchange.sdmx.structure import TIME, VALUE
from fairway.kernel.figure import Column, Kind, span
from fairway.kernel.text import Text
from fairway_portal.observatory.statistics.arranging import Layout
from fairway_portal.observatory.statistics.cells import qualities
from fairway_portal.observatory.statistics.columns import Columns
from fairway_portal.observatory.statistics.showing import AREA, FREQUENCY, UNCLASSIFIED, is_total
from fairway_portal.observatory.statistics.words import Words, apart

if TYPE_CHECKING:
    from fairway_portal.observatory.statistics.columns import Array

PERCENT = ("PT", "PC")
WHOLE = ("PS", "NB")
CURRENCY = 3  # letters of an ISO 4217 code; other units have two


@dataclass(frozen=True, slots=True)
class Context:
    """What a view is about, beside its title.

    Attributes:
        areas: Names of the countries, at most three; else how many.
        years: `2024` or `2019–2024`.
        unit: What the figures count.
        unit_code: Where there is one unit only, else "".
        held: What every figure has in common, of what the table has several of: dimension and code.
        totals: Likewise, where that code is a total.
    """

    areas: str
    years: str
    unit: str
    unit_code: str
    held: tuple[tuple[str, str], ...]
    totals: tuple[tuple[str, str], ...]


def context(columns: Columns, where: Array, occur: Mapping[str, tuple[int, ...]], words: Words) -> Context:
    """What the figures of a view have in common."""
    held: list[tuple[str, str]] = []
    totals: list[tuple[str, str]] = []
    for name, places in occur.items():
        if name in (AREA, TIME, FREQUENCY) or len(places) != 1:
            continue
        code = columns.codes[name][places[0]].id
        if name in columns.places and code != UNCLASSIFIED:
            (totals if is_total(code) else held).append((words.dimension(name), words.code(name, code)))
    periods = [columns.codes[TIME][at].id for at in occur[TIME]]
    units = _units(columns, where)
    said = [words.unit(code, multiplier) for code, multiplier in units]
    return Context(
        _areas(columns, occur, words),
        span(periods[0], periods[-1]),
        "; ".join(dict.fromkeys(said)),
        units[0][0] if len(units) == 1 else "",
        tuple(held),
        tuple(totals),
    )


def _areas(columns: Columns, occur: Mapping[str, tuple[int, ...]], words: Words) -> str:
    if AREA not in occur:
        return ""
    names = [words.code(AREA, columns.codes[AREA][at].id) for at in occur[AREA]]
    if len(names) > 3:
        return words.voice.say(Text("{n} countries", n=len(names)))
    return words.listed(names)


def _units(columns: Columns, where: Array) -> list[tuple[str, int]]:
    """Every unit of the figures with its multiplier."""
    import numpy as np

    if "UNIT_MEASURE" not in columns.words:
        return [("", 0)]
    places = columns.word_places["UNIT_MEASURE"][where].astype(np.int64)
    multiplied = columns.numbers.get("UNIT_MULT")
    powers = np.nan_to_num(multiplied[where]).astype(np.int64) if multiplied is not None else np.zeros_like(places)
    pairs = {divmod(int(one), 64) for one in np.unique(places * 64 + powers)}
    return [(columns.words["UNIT_MEASURE"][at], power) for at, power in sorted(pairs)]


def number_column(key: str, title: Text, unit: str, largest: float) -> Column:
    """How figures of a unit are written."""
    kind: Kind = "percent" if unit in PERCENT else "number"
    if unit in PERCENT:
        return Column(key, title, kind, 1)
    if unit in WHOLE or len(unit) == CURRENCY or largest >= 1000:
        return Column(key, title, kind, 0)
    return Column(key, title, kind, 2 if largest < 100 else 1)


def largest(columns: Columns, where: Array) -> float:
    """The largest figure, without its sign; 0 where nothing is known."""
    import numpy as np

    found = np.abs(columns.numbers[VALUE][where])
    known = found[np.isfinite(found)]
    return float(known.max()) if len(known) else 0.0


def sentence(columns: Columns, where: Array, layout: Layout, words: Words, column: Column) -> Text:
    """The figures in a sentence, computed from them: the highest, the lowest, and what is doubtful."""
    found = qualities(columns, where)
    parts = [Text("Figures in this view: {n}.", n=found.figures), *_ends(columns, where, layout, words, column)]
    if found.caution:
        parts.append(Text("To be used with caution: {n}.", n=found.caution))
    if found.withheld:
        parts.append(Text("Withheld to protect respondents: {n}.", n=found.withheld))
    if found.absent:
        parts.append(Text("Not available: {n}.", n=found.absent))
    said = parts[0]
    for part in parts[1:]:
        said = Text("{before} {sentence}", before=said, sentence=part)
    return said


def _ends(columns: Columns, where: Array, layout: Layout, words: Words, column: Column) -> list[Text]:
    """The highest and the lowest of the known figures; totals, which are always highest, are left out."""
    import numpy as np

    parts = where
    for name in layout.present:
        totals = np.array([is_total(code.id) for code in columns.codes[name]], dtype=bool)
        inside = parts[~totals[columns.places[name][parts]]]
        parts = inside if len(inside) > 1 else parts
    values = columns.numbers[VALUE][parts]
    known = parts[np.isfinite(values)]
    if len(known) < 2:
        return []
    values = columns.numbers[VALUE][known]
    high, low = int(known[int(values.argmax())]), int(known[int(values.argmin())])
    return [
        Text("The highest is {value} ({where}).", value=_value(columns, high, column, words),
             where=described(columns, high, layout, words)),
        Text("The lowest is {value} ({where}).", value=_value(columns, low, column, words),
             where=described(columns, low, layout, words)),
    ]  # fmt: skip


def _value(columns: Columns, at: int, column: Column, words: Words) -> str:
    return words.voice.cell(column, float(columns.numbers[VALUE][at]))


def described(columns: Columns, at: int, layout: Layout, words: Words) -> str:
    """Which figure it is: the codes by which the figures of the view differ."""
    codes = {name: columns.codes[name][int(columns.places[name][at])].id for name in layout.present}
    return words.listed(apart(words.code(name, code), words.voice) for name, code in codes.items())
