"""The filters of a page: for each dimension the values that exist, counted, and what is applied already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from fairway.exchange.sdmx.structure import TIME, Code
from fairway.kernel.text import Text
from fairway_portal.observatory.statistics.columns import Columns
from fairway_portal.observatory.statistics.showing import available
from fairway_portal.observatory.statistics.view import ALL, Fault, View
from fairway_portal.observatory.statistics.words import Words, is_country, plain

MOST_OPTIONS = 40
"""Values offered as boxes to tick; more are asked for by name."""
NAMED = 2
"""Values that a summary names."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value that can be ticked."""

    code: str
    name: str
    count: int
    ticked: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """The filter of one dimension.

    Attributes:
        options: The values that exist, given the other filters.
        more: How many others there are, which are asked for by name.
        every: Whether all values were asked for.
        summary: What is shown now.
        typed: What somebody wrote and could not be read.
        faults: What is wrong with it.
    """

    id: str
    name: str
    options: tuple[Option, ...]
    more: int
    every: bool
    summary: str
    typed: str
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Applied:
    """A filter in force, and the view without it."""

    name: str
    value: str
    without: View


def facets(
    columns: Columns,
    view: View,
    words: Words,
    faults: tuple[Fault, ...] = (),
    typed: Mapping[str, str] | None = None,
    present: Mapping[str, tuple[int, ...]] | None = None,
) -> Iterator[Facet]:
    """The filters of every dimension that has more than one value, periods first the newest.

    Args:
        columns: The table.
        view: What is chosen.
        words: Names in the reader's language.
        faults: What could not be read of it.
        typed: What was typed, by dimension.
        present: Dimension → the codes that are shown, where something is.
    """
    counts = available(view, columns)
    for name, codes in columns.codes.items():
        if len(codes) < 2 and name not in view.chosen:
            continue
        ticked = view.chosen.get(name, ())
        names = words.names(name)
        places = [at for at, count in enumerate(counts[name]) if count or codes[at].id in ticked]
        places = places[::-1] if name == TIME else sorted(places, key=lambda at: _by_name(codes[at], names[at]))
        offered = _offered(places, [codes[at].id in ticked for at in places])
        yield Facet(
            name,
            words.dimension(name),
            tuple(Option(codes[at].id, names[at], counts[name][at], codes[at].id in ticked) for at in offered),
            len(places) - len(offered),
            ticked == (ALL,),
            _summary(name, present, names, words),
            (typed or {}).get(name, ""),
            tuple(fault for fault in faults if fault.field == name),
        )


def _by_name(code: Code, name: str) -> tuple[bool, str]:
    """Countries stand after other codes, by their names in the reader's language."""
    country = is_country(code)
    return country, plain(name) if country else ""


def _offered(places: list[int], ticked: list[bool]) -> list[int]:
    """The first ones, and those that are ticked."""
    if len(places) <= MOST_OPTIONS:
        return places
    return [at for count, at in enumerate(places) if count < MOST_OPTIONS or ticked[count]]


def _summary(name: str, present: Mapping[str, tuple[int, ...]] | None, names: list[str], words: Words) -> str:
    shown = (present or {}).get(name, ())
    if len(shown) > NAMED:
        return words.voice.say(Text("{n} values", n=len(shown)))
    return words.listed(names[at] for at in shown)


def applied(view: View, words: Words) -> list[Applied]:
    """The filters that somebody chose."""
    return [
        Applied(words.dimension(name), _named(name, codes, words), view.without(name))
        for name, codes in view.chosen.items()
    ]


def _named(name: str, codes: tuple[str, ...], words: Words) -> str:
    voice = words.voice
    if codes == (ALL,):
        return voice.say(Text("all of them"))
    said = words.listed(words.code(name, code) for code in codes[:3])
    if len(codes) <= 3:
        return said
    return voice.say(Text("{names} and {n} more", names=said, n=len(codes) - 3))
