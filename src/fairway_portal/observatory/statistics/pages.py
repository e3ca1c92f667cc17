"""What the pages of the explorer hold, made from the address; templates only write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from fairway.charts import svg
from fairway.charts.intervals import Intervals
from fairway.kernel.figure import Column, Figure
from fairway.kernel.text import Text
from fairway.reference.wording import Voice
from fairway.warehouse.releases import Dataflow
from fairway.warehouse.vintage import Vintage
from fairway_portal.design.addresses import url
from fairway_portal.observatory.statistics import asking, figures, vintages
from fairway_portal.observatory.statistics.arranging import Layout, arranged, occurring
from fairway_portal.observatory.statistics.cells import Estimate, TablePage, table_page
from fairway_portal.observatory.statistics.columns import Columns, columns_of
from fairway_portal.observatory.statistics.figures import Subject
from fairway_portal.observatory.statistics.filters import Applied, Facet, applied, facets
from fairway_portal.observatory.statistics.showing import Shown, loosened, show
from fairway_portal.observatory.statistics.view import NONE, Fault, View
from fairway_portal.observatory.statistics.vintages import Kept, Pin
from fairway_portal.observatory.statistics.wording import Context, context, largest, number_column
from fairway_portal.observatory.statistics.words import Words

if TYPE_CHECKING:
    from fairway_portal.observatory.statistics.columns import Array

EMPTY = View()


@dataclass(frozen=True)
class Table:
    """A dataflow as a page shows it: which releases of it, its columns, its words, and its addresses.

    Attributes:
        reference: How addresses name the dataflow.
        pin: The releases shown.
    """

    flow: Dataflow
    reference: str
    pin: Pin
    columns: Columns
    words: Words

    @classmethod
    def opened(cls, flow: Dataflow, reference: str, pin: Pin, voice: Voice) -> Table:
        """The table over the releases pinned."""
        columns = columns_of(flow, pin.vintages)
        return cls(flow, reference, pin, columns, Words(columns, voice))

    def address(self, view: View = EMPTY, *, page: int = 1, vintage: str | None = None) -> str:
        """The address of a view, of the same vintage unless another one is named."""
        query = {"page": page if page > 1 else "", "vintage": self.pin.name if vintage is None else vintage}
        said = view.text()
        if not said:
            return url("statistics-flow", self.reference, **query)
        return url("statistics-view", self.reference, said, **query)

    def file(self, view: View, suffix: str) -> str:
        """The address of a view as a file."""
        return url("statistics-file", self.reference, f"{view.text() or '-'}.{suffix}", vintage=self.pin.name)


@dataclass(frozen=True, slots=True)
class Choice:
    """What can stand in a place of the arrangement."""

    key: str
    name: str
    chosen: bool


@dataclass(frozen=True)
class Source:
    """A release under the figures."""

    vintage: Vintage
    has_report: bool


@dataclass(frozen=True)
class Programs:
    """The same figures through the API: whole addresses, and programs that read them.

    Attributes:
        v1: "" where REST 1 cannot ask for this; likewise `sdmx1`.
    """

    v1: str
    v2: str
    pandas: str
    sdmx1: str
    r: str


@dataclass(frozen=True)
class Drawn:
    """The view of a table that shows something."""

    subject: Subject
    table: TablePage
    picture: Markup
    figure: Figure | None
    sentence: Text
    sources: tuple[Source, ...]
    history: tuple[Kept, ...]
    queries: asking.Queries
    headings: tuple[str, ...]
    row_names: tuple[str, ...]
    rows: tuple[Row, ...]
    has_intervals: bool

    @property
    def context(self) -> Context:
        """What the figures have in common."""
        return self.subject.context

    @property
    def intervals_drawn(self) -> bool:
        """Whether the picture shows intervals."""
        return self.has_intervals and self.figure is not None and isinstance(self.figure.chart, Intervals)

    @property
    def layout(self) -> Layout:
        """The arrangement."""
        return self.subject.layout


@dataclass(frozen=True)
class FlowPage:
    """A page of the explorer.

    Attributes:
        drawn: The figures, or None where nothing matches or the address cannot be read.
        loosen: For nothing: name of a filter, what there would be without it, and the view.
        older: When the figures shown are not the current ones.
    """

    table: Table
    view: View
    facets: tuple[Facet, ...]
    applied: tuple[Applied, ...]
    arrangements: Mapping[str, tuple[Choice, ...]]
    faults: tuple[Fault, ...]
    drawn: Drawn | None
    loosen: tuple[tuple[str, int, View], ...]
    programs: Programs | None = None


@dataclass(frozen=True)
class Prepared:
    """A view made ready: which observations, and how they are arranged."""

    shown: Shown
    where: Array
    occur: Mapping[str, tuple[int, ...]]
    layout: Layout
    faults: tuple[Fault, ...]
    subject: Subject


def prepared(table: Table, view: View) -> Prepared | None:
    """A view of a table; None where it shows nothing."""
    import numpy as np

    columns, words = table.columns, table.words
    shown = show(view, columns)
    where = np.arange(columns.rows) if shown.where is None else shown.where
    if not len(where):
        return None
    occur = occurring(columns, shown)
    layout, faults = arranged(occur, view, words)
    about = context(columns, where, occur, words)
    return Prepared(
        shown, where, occur, layout, faults, Subject(columns, where, layout, about, words, table.flow.structure.id)
    )


def flow_page(
    table: Table, view: View, faults: tuple[Fault, ...], number: int, typed: Mapping[str, str] | None = None
) -> FlowPage:
    """The page of a view; with faults, the form that shows them and no figures."""
    made = None if faults else prepared(table, view)
    faults = (*faults, *(made.faults if made else ()))
    layout = made.layout if made else None
    present = made.occur if made else None
    return FlowPage(
        table,
        view,
        tuple(facets(table.columns, view, table.words, faults, typed, present)),
        tuple(applied(view, table.words)),
        _arrangements(layout, table.words) if layout else {},
        faults,
        _drawn(table, made, number) if made and not faults else None,
        () if made or faults else tuple(
            (table.words.dimension(name), count, view.without(name)) for name, count in loosened(view, table.columns)
        ),
    )  # fmt: skip


def _arrangements(layout: Layout, words: Words) -> dict[str, tuple[Choice, ...]]:
    if len(layout.present) < 2:
        return {}
    first = layout.rows[0] if layout.rows else ""
    nothing = Choice(NONE, words.voice.say(Text("nothing: all in rows")), not layout.column)

    def choices(chosen: str) -> tuple[Choice, ...]:
        return tuple(Choice(name, words.dimension(name), name == chosen) for name in layout.present)

    return {"rows": choices(first), "columns": (*choices(layout.column), nothing), "axis": choices(layout.axis)}


def _drawn(table: Table, made: Prepared, number: int) -> Drawn:
    columns, subject = table.columns, made.subject
    voice = table.words.voice
    known = figures.has_values(columns, made.where)
    figure = figures.picture(subject) if known and made.layout.present else None
    shown = [columns.flow.vintages[at] for at in figures.vintages_of(columns, made.where)]
    editions = frozenset(one.record.edition for one in shown)
    column = number_column("v", Text("Estimate"), subject.context.unit_code, largest(columns, made.where))
    across = made.layout.column
    names = table.words.names(across) if across else []
    headings = tuple(names[at] for at in made.layout.present[across]) if across else (voice.say(column.title),)
    page = table_page(columns, made.where, made.layout, number)
    rows = _rows(table, made, page, column, headings)
    return Drawn(
        subject,
        page,
        Markup(svg.draw(figure, voice)) if figure else Markup(""),  # noqa: S704 -- made by our own charts
        figure,
        figures.said_of(subject),
        tuple(Source(one, (one.folder / "report.md").is_file()) for one in shown),
        vintages.history(table.flow, editions, tuple(shown), table.words),
        asking.queries(columns, asking.data_query(columns, made.shown, table.pin.as_of)),
        headings,
        tuple(table.words.dimension(name) for name in made.layout.rows),
        rows,
        any(cell.interval for row in rows for cell in row.cells),
    )


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it stands in a table: `value` is "" where there is none, and `quality` then says why."""

    heading: str
    value: str
    interval: str
    quality: str


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its names, each with whether it is that of the row above, and its figures."""

    heads: tuple[tuple[str, bool], ...]
    cells: tuple[Cell, ...]


def _rows(table: Table, made: Prepared, page: TablePage, column: Column, headings: tuple[str, ...]) -> tuple[Row, ...]:
    names = [table.words.names(name) for name in made.layout.rows]
    found = []
    above: tuple[int, ...] = ()
    for heads, cells in zip(page.heads, page.cells, strict=True):
        same = [heads[: at + 1] == above[: at + 1] for at in range(len(heads))]
        said = tuple((names[at][head], same[at]) for at, head in enumerate(heads))
        figures_ = tuple(_cell(table, made, one, column, name) for one, name in zip(cells, headings, strict=True))
        found.append(Row(said, figures_))
        above = heads
    return tuple(found)


def _cell(table: Table, made: Prepared, one: Estimate | None, column: Column, heading: str) -> Cell:
    voice = table.words.voice
    if one is None:
        return Cell(heading, "", "", "")
    quality = voice.say(one.quality) if one.quality else ""
    if one.value is None:
        return Cell(heading, "", "", quality)
    written, unit = column, ""
    if not made.subject.context.unit_code and one.unit:
        written = number_column("v", column.title, one.unit, abs(one.value))
        unit = "" if written.kind == "percent" else f" {table.words.unit(one.unit)}"
    interval = ""
    if one.low is not None and one.high is not None:
        interval = f"{voice.cell(written, one.low)}–{voice.cell(written, one.high)}"
    return Cell(heading, f"{voice.cell(written, one.value)}{unit}", interval, quality)
