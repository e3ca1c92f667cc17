"""What there is to explore: tables by topic, with countries, periods and the number of observations; and a search."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import polars as pl

from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.structure import TIME
from fairway.kernel import figure
from fairway.kernel.text import Text
from fairway.reference.wording import Voice
from fairway.warehouse.releases import Dataflow, dataflows
from fairway.warehouse.releases_index import INDICATOR
from fairway.warehouse.shelf import Shelf
from fairway_portal.observatory.statistics.showing import AREA
from fairway_portal.observatory.statistics.words import flow_title, plain

TOPICS: Final = (
    (re.compile(r"^MST_(XWAP|FORP|NCTP)_"), Text("Population of working age")),
    (re.compile(r"^MST_TEAP_"), Text("Labour force")),
    (re.compile(r"^MST_(TEMP|FORE|NCTE)_"), Text("Employment")),
    (re.compile(r"^MST_TUNE_"), Text("Unemployment")),
    (re.compile(r"^(MST_TEIP_|EIP_)"), Text("Outside the labour force")),
    (re.compile(r"^MST_EAR"), Text("Earnings")),
    (re.compile(r"^MFL_"), Text("People who came lately")),
    (re.compile(r"^MNA_"), Text("Nationals abroad, and those who returned")),
    (re.compile(r"^(INJ_|SDG_[FN]?88)"), Text("Decent work")),
    (re.compile(r"^(RCI_|COST_|EARNINGS_|RECRUITMENT_)"), Text("What workers pay to get a job (SDG 10.7.1)")),
    (re.compile(r"MISMATCH|QUALIFI|WASTE|^SKILL"), Text("Skills and jobs")),
)
"""Which indicators belong to a topic, by their codes; in the order in which topics are listed."""
OTHER: Final = Text("Other tables")
ALIKE: Final = 82
"""From 0 to 100: how like a word of the table a word of the search must be."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a release holds of one indicator."""

    count: int
    areas: frozenset[str]
    periods: frozenset[str]


@dataclass(frozen=True, slots=True)
class Entry:
    """One table in the list.

    Attributes:
        reference: How its address names it.
        title: In the reader's language.
        areas: Names of its countries, sorted.
        years: First to last period.
        count: Observations.
    """

    flow: Dataflow
    reference: str
    title: str
    topic: Text
    areas: tuple[str, ...]
    years: str
    count: int


@lru_cache(maxsize=1024)
def holdings(folder: Path) -> dict[str, Held]:
    """Indicator ("" where a table has none) → what the vintage in a folder holds, which never changes."""
    table = pl.scan_parquet(folder / "published.parquet")
    names = table.collect_schema().names()
    key = pl.col(INDICATOR) if INDICATOR in names else pl.lit("").alias(INDICATOR)
    areas = pl.col(AREA) if AREA in names else pl.lit("")
    found = table.group_by(key).agg(
        pl.len().alias("count"), areas.unique().alias("areas"), pl.col(TIME).unique().alias("periods")
    )
    return {
        row[INDICATOR]: Held(row["count"], frozenset(row["areas"]) - {""}, frozenset(row["periods"]))
        for row in found.collect().iter_rows(named=True)
    }


def reference(flow: Dataflow, shelf: Shelf) -> str:
    """How an address names a dataflow: by its id; by agency too where another one of that id comes first."""
    structure = flow.structure
    first = next(one for one in dataflows(shelf) if one.structure.id == structure.id)
    return structure.id if first.structure.agency == structure.agency else f"{structure.agency}:{structure.id}"


def explored(shelf: Shelf) -> Iterator[Dataflow]:
    """The dataflows that are explored: views of single indicators, and tables without indicators; newest versions."""
    seen: set[tuple[str, str]] = set()
    for flow in dataflows(shelf):
        structure = flow.structure
        known = (structure.agency, structure.id)
        single = flow.indicator or all(one.id != INDICATOR for one in structure.dimensions)
        if single and flow.vintages and known not in seen:
            seen.add(known)
            yield flow


def entries(shelf: Shelf, voice: Voice, whole: Dataflow | None = None) -> list[Entry]:
    """Every table, or those of one dataflow, by topic and then as their lists have them."""
    flows = [one for one in explored(shelf) if whole is None or _inside(one, whole)]
    found = [_entry(one, shelf, voice) for one in flows]
    return sorted(found, key=lambda one: _place(one.flow.structure.id))


def _inside(flow: Dataflow, whole: Dataflow) -> bool:
    return (flow.whole, flow.demonstration) == (whole.structure.id, whole.demonstration)


def _entry(flow: Dataflow, shelf: Shelf, voice: Voice) -> Entry:
    held = [holdings(one.folder).get(flow.indicator) for one in flow.vintages]
    known = [one for one in held if one is not None]
    codes = frozenset[str]().union(*(one.areas for one in known))
    periods = sorted(frozenset[str]().union(*(one.periods for one in known)), key=lambda one: (span(one), one))
    return Entry(
        flow,
        reference(flow, shelf),
        flow_title(flow.structure, voice),
        _topic(flow.structure.id),
        tuple(sorted(voice.place(code) for code in codes)),
        figure.span(periods[0], periods[-1]) if periods else "",
        sum(one.count for one in known),
    )


def _place(id: str) -> int:
    code = id.removeprefix("DF_")
    return next((at for at, (pattern, _) in enumerate(TOPICS) if pattern.search(code)), len(TOPICS))


def _topic(id: str) -> Text:
    at = _place(id)
    return TOPICS[at][1] if at < len(TOPICS) else OTHER


def by_topic(found: Iterable[Entry]) -> tuple[tuple[Text, tuple[Entry, ...]], ...]:
    """The tables under their topics, in order."""
    groups: dict[str, tuple[Text, list[Entry]]] = {}
    for one in found:
        groups.setdefault(one.topic.template, (one.topic, []))[1].append(one)
    return tuple((topic, tuple(ones)) for topic, ones in groups.values())


def search(found: Sequence[Entry], asked: str) -> list[Entry]:
    """The tables in which every word of the search occurs, in title, code, topic or country; misspellings forgiven."""
    wanted = plain(asked).replace("_", " ").split()
    return [one for one in found if all(_says(_words(one), word) for word in wanted)]


def _words(one: Entry) -> tuple[str, ...]:
    names = " ".join(
        (one.title, one.flow.structure.names.get("en", ""), one.topic.plain(), " ".join(one.areas), one.years)
    )
    codes = plain(one.flow.structure.id)
    return (*re.findall(r"\w+", plain(names)), *codes.split("_"), codes)


def _says(words: tuple[str, ...], word: str) -> bool:
    from rapidfuzz import fuzz

    if any(word in one for one in words):
        return True
    return len(word) > 3 and any(fuzz.ratio(word, one) >= ALIKE for one in words)
