"""A view as figures: one with a picture, and the whole of it as a long table to take away."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fairway.charts.intervals import Intervals
from fairway.exchange.sdmx.structure import TIME, VALUE
from fairway.kernel.errors import InputError
from fairway.kernel.figure import Bars, Cell, Chart, Column, Figure, Lines
from fairway.kernel.provenance import Flag, Provenance
from fairway.kernel.text import Text
from fairway_portal.observatory.statistics.arranging import Layout
from fairway_portal.observatory.statistics.cells import Estimate, estimate
from fairway_portal.observatory.statistics.columns import Columns
from fairway_portal.observatory.statistics.showing import AREA, is_total
from fairway_portal.observatory.statistics.wording import Context, largest, number_column, sentence
from fairway_portal.observatory.statistics.words import Words

if TYPE_CHECKING:
    from fairway_portal.observatory.statistics.columns import Array

MOST_SERIES: Final = 4
MOST_CATEGORIES: Final = 24
MOST_MOMENTS: Final = 200
MOST_TAKEN: Final = 20_000
"""Figures in a workbook or a JSON file; CSV has no limit."""
ADDED_UP: Final = ("PS", "NB")
LIMITS: Final = ("CI_LOWER", "CI_UPPER")


class TooManyFigures(InputError):
    """More figures than a workbook holds sensibly."""

    slug = "too-many-figures"

    def __init__(self, count: int) -> None:
        super().__init__(
            Text("This view has {n} figures; a workbook or JSON file takes {most} at most.", n=count, most=MOST_TAKEN),
            advice=Text("Take it as CSV, which has no limit, or choose fewer values."),
            details={"figures": count, "most": MOST_TAKEN},
        )


@dataclass(frozen=True, slots=True)
class Subject:
    """A view and all that its figures need: the table, the observations shown, their arrangement and context."""

    columns: Columns
    where: Array
    layout: Layout
    context: Context
    words: Words
    id: str


def picture(subject: Subject) -> Figure:
    """The figure with a picture: along one dimension, a few series of another, the others at their total."""
    columns, layout, words = subject.columns, subject.layout, subject.words
    where, kept = _in_one_plane(subject)
    series = _parts(subject, where, layout.series)[:MOST_SERIES]
    most = MOST_MOMENTS if layout.axis == TIME else MOST_CATEGORIES
    every = _parts(subject, where, layout.axis)
    categories = every[:most]
    inside = _among(columns, _among(columns, where, layout.axis, categories), layout.series, series)
    cells = {
        (_place(columns, layout.axis, at), _place(columns, layout.series, at)): estimate(columns, at)
        for at in map(int, inside)
    }
    top = largest(columns, where)
    names = [words.names(layout.series)[at] if layout.series else words.title for at in series]
    head = (
        Column("category", Text("{name}", name=words.dimension(layout.axis)), "period")
        if layout.axis == TIME
        else (
            Column(
                "category", Text("{name}", name=words.dimension(layout.axis) if layout.axis else words.title), "text"
            )
        )
    )
    made = [head]
    for count, said in enumerate(names):
        made.append(number_column(f"estimate_{count}", Text("{name}", name=said), subject.context.unit_code, top))
        for key, limit in (
            ("low", Text("{name}: lower limit", name=said)),
            ("high", Text("{name}: upper limit", name=said)),
        ):
            made.append(number_column(f"{key}_{count}", limit, subject.context.unit_code, top))
    labels = words.names(layout.axis) if layout.axis else [words.title]
    rows = tuple(
        (labels[at], *(value for one in series for value in _three(cells.get((at, one))))) for at in categories
    )
    return Figure(
        id=subject.id,
        title=_titled(subject),
        unit=Text("{name}", name=subject.context.unit),
        year=subject.context.years,
        columns=tuple(made),
        rows=rows,
        sentence=said_of(subject),
        flag=_flag(columns),
        sources=sources(columns, subject.where),
        chart=_chart(columns, layout, len(series), len(categories)),
        notes=tuple(_notes(kept, len(every), len(categories), whole=_whole(subject, where))),
    )


def _titled(subject: Subject) -> Text:
    """What a figure is called when it is away from its page: the table, its country, and what all figures share."""
    shared = [f"{dimension}: {code}" for dimension, code in subject.context.held]
    names = filter(None, [subject.words.title, subject.context.areas, *shared])
    return Text("{name}", name=subject.words.listed(names))


def _three(one: Estimate | None) -> tuple[Cell, Cell, Cell]:
    return (one.value, one.low, one.high) if one else (None, None, None)


def _in_one_plane(subject: Subject) -> tuple[Array, list[tuple[str, str]]]:
    """The observations that the picture shows, and at what the dimensions that it has no room for are held."""
    columns, layout = subject.columns, subject.layout
    where, kept = subject.where, []
    for name in layout.present:
        if name in (layout.axis, layout.series):
            continue
        occur = _codes(columns, where, name)
        at = next((one for one in occur if is_total(columns.codes[name][one].id)), occur[-1 if name == TIME else 0])
        where = where[columns.places[name][where] == at]
        kept.append((subject.words.dimension(name), subject.words.names(name)[at]))
    return where, kept


def _codes(columns: Columns, where: Array, name: str) -> list[int]:
    return [at for at, count in enumerate(columns.counted(name, where)) if count] if name else [0]


def _among(columns: Columns, where: Array, name: str, places: list[int]) -> Array:
    import numpy as np

    return where[np.isin(columns.places[name][where], places)] if name in columns.places else where


def _parts(subject: Subject, where: Array, name: str) -> list[int]:
    """The codes to draw. Of numbers of persons the parts, if there are several: beside a total they are all small."""
    codes = _codes(subject.columns, where, name)
    if subject.context.unit_code not in ADDED_UP or not name:
        return codes
    parts = [at for at in codes if not is_total(subject.columns.codes[name][at].id)]
    return parts if len(parts) > 1 else codes


def _whole(subject: Subject, where: Array) -> bool:
    """Whether totals are drawn as well, or there are none."""
    names = (subject.layout.axis, subject.layout.series)
    return all(_parts(subject, where, name) == _codes(subject.columns, where, name) for name in names)


def _place(columns: Columns, name: str, at: int) -> int:
    return int(columns.places[name][at]) if name in columns.places else 0


def _chart(columns: Columns, layout: Layout, series: int, categories: int) -> Chart:
    values = tuple(f"estimate_{count}" for count in range(series))
    if layout.axis == TIME and categories > 1:
        return Lines("category", values)
    if all(name in columns.numbers for name in LIMITS):
        lows, highs = (tuple(f"{end}_{count}" for count in range(series)) for end in ("low", "high"))
        return Intervals("category", values, lows=lows, highs=highs)
    return Bars("category", values)


def _notes(kept: list[tuple[str, str]], categories: int, drawn: int, *, whole: bool) -> Iterator[Text]:
    for dimension, code in kept:
        yield Text("The picture shows {dimension}: {code}. The table has the others.", dimension=dimension, code=code)
    if not whole:
        yield Text("The picture leaves totals out. They are in the table.")
    if drawn < categories:
        yield Text("The picture shows the first {n} of {count} rows.", n=drawn, count=categories)


def said_of(subject: Subject) -> Text:
    """The view in a sentence."""
    column = number_column(
        "v", Text("{name}", name=""), subject.context.unit_code, largest(subject.columns, subject.where)
    )
    return sentence(subject.columns, subject.where, subject.layout, subject.words, column)


def taken(subject: Subject) -> Figure:
    """Every figure of the view, one a row, with names and codes.

    Raises:
        TooManyFigures: More than a workbook takes.
    """
    columns, words = subject.columns, subject.words
    if len(subject.where) > MOST_TAKEN:
        raise TooManyFigures(len(subject.where))
    named = [name for name in columns.codes if name in subject.layout.present or name in (AREA, TIME)]
    made: list[Column] = []
    for name in named:
        title = Text("{name}", name=words.dimension(name))
        made.append(Column(name.lower(), title, "period" if name == TIME else "text"))
        if name != TIME:
            made.append(
                Column(f"{name.lower()}_code", Text("{dimension}: code", dimension=words.dimension(name)), "text")
            )
    top = largest(columns, subject.where)
    for key, title in (
        ("estimate", Text("Estimate")), ("low", Text("Lower limit, 95 %")), ("high", Text("Upper limit, 95 %")),
    ):  # fmt: skip
        made.append(number_column(key, title, subject.context.unit_code, top))
    made += [Column("respondents", Text("Respondents"), "count"), Column("quality", Text("Quality"), "text")]
    made.append(Column("unit_code", Text("Unit"), "text"))
    names = {name: words.names(name) for name in named}
    return Figure(
        id=subject.id,
        title=_titled(subject),
        unit=Text("{name}", name=subject.context.unit),
        year=subject.context.years,
        columns=tuple(made),
        rows=tuple(_taken_row(columns, int(at), named, names, words) for at in subject.where),
        sentence=said_of(subject),
        flag=_flag(columns),
        sources=sources(columns, subject.where),
    )


def _taken_row(
    columns: Columns, at: int, named: list[str], names: dict[str, list[str]], words: Words
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for name in named:
        place = _place(columns, name, at)
        cells.append(columns.codes[name][place].id if name == TIME else names[name][place])
        if name != TIME:
            cells.append(columns.codes[name][place].id)
    one = estimate(columns, at)
    quality = words.voice.say(one.quality) if one.quality else ""
    return (*cells, one.value, one.low, one.high, one.respondents, quality, one.unit)


def sources(columns: Columns, where: Array) -> tuple[Provenance, ...]:
    """The releases that the figures of a view are from."""
    return tuple(columns.flow.vintages[at].provenance() for at in vintages_of(columns, where))


def vintages_of(columns: Columns, where: Array) -> list[int]:
    """The positions of the vintages in which the figures are found."""
    import numpy as np

    return [int(at) for at in np.unique(columns.vintage[where])]


def _flag(columns: Columns) -> Flag:
    return columns.flow.vintages[0].flag if columns.flow.vintages else Flag.ESTIMATED


def has_values(columns: Columns, where: Array) -> bool:
    """Whether any figure of the view is known, so that a picture shows something."""
    import numpy as np

    return bool(np.isfinite(columns.numbers[VALUE][where]).any())
