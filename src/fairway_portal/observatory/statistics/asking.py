"""The view as an SDMX query: the addresses that give the same figures, and programs that read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.query import Condition, DataQuery, Filter, FlowReference
from fairway.exchange.sdmx.query_v1 import format_v1
from fairway.exchange.sdmx.query_v2 import format_v2
from fairway.exchange.sdmx.structure import TIME
from fairway_portal.observatory.statistics.columns import Columns
from fairway_portal.observatory.statistics.showing import Shown

SERVICE: Final = {1: "/rest/v1", 2: "/rest/v2"}


@dataclass(frozen=True, slots=True)
class Queries:
    """Addresses of the service, from its root on.

    Attributes:
        v1: Of REST 1, or "" where it cannot ask for this.
        v2: Of REST 2.
    """

    v1: str
    v2: str

    def in_format(self, version: int, format: str) -> str:
        """An address that also says in which format the answer is wanted."""
        address = self.v1 if version == 1 else self.v2
        return f"{address}{'&' if '?' in address else '?'}format={format}"


def data_query(columns: Columns, shown: Shown, as_of: datetime | None = None) -> DataQuery:
    """The query that gives the figures of a view and no others.

    Args:
        columns: The table.
        shown: Which of its codes.
        as_of: The moment of which a pinned view shows the figures.
    """
    structure = columns.flow.structure
    codes = {name: tuple(columns.codes[name][at].id for at in places) for name, places in shown.codes.items()}
    key = tuple(codes.get(one.id, ()) for one in structure.dimensions)
    start, end, filters = _times(columns, codes.get(TIME, ()))
    return DataQuery(
        flow=FlowReference((structure.id,), (structure.agency,), (structure.version,)),
        keys=(key,) if any(key) else (),
        filters=filters,
        start=start,
        end=end,
        as_of=_whole_second(as_of) if as_of else None,
    )


def _times(columns: Columns, periods: tuple[str, ...]) -> tuple[str, str, tuple[Filter, ...]]:
    """First and last period, where every period between them is wanted; else a list of them."""
    if not periods:
        return "", "", ()
    begins, ends = span(periods[0])[0], max(span(one)[1] for one in periods)
    every = {one.id for one in columns.codes[TIME]}
    between = {one for one in every if span(one)[0] >= begins and span(one)[1] <= ends}
    last = max(periods, key=lambda one: span(one)[1])
    if between == set(periods):
        return periods[0], last, ()
    return "", "", (Filter(TIME, tuple((Condition("eq", one),) for one in periods)),)


def _whole_second(moment: datetime) -> datetime:
    """The second that begins at a moment or next after it: an address says no fractions."""
    whole = moment.replace(microsecond=0)
    return whole if whole == moment else whole + timedelta(seconds=1)


def queries(columns: Columns, query: DataQuery) -> Queries:
    """The addresses of a query in both versions."""
    first = format_v1(query)
    return Queries(f"{SERVICE[1]}{first}" if first else "", f"{SERVICE[2]}{format_v2(query, columns.flow.structure)}")


def python_with_pandas(address: str) -> str:
    """A program that reads the figures with pandas."""
    return (
        "import pandas as pd\n\n"
        f'url = "{address}"\n'
        'figures = pd.read_csv(url, dtype={"TIME_PERIOD": str}, keep_default_na=False, na_values=[""])\n'
        "print(figures)\n"
    )


def python_with_sdmx1(address: str) -> str:
    """A program that reads the figures with sdmx1."""
    return (
        "import sdmx\n\n"
        f'url = "{address}"\n'
        "message = sdmx.read_url(url)\n"
        "figures = sdmx.to_pandas(message.data[0])\n"
        "print(figures)\n"
    )


def r_with_csv(address: str) -> str:
    """A program that reads the figures with R as it is installed."""
    return (
        f'url <- "{address}"\n'
        'figures <- read.csv(url, na.strings = "", colClasses = c(TIME_PERIOD = "character"))\n'
        "print(figures)\n"
    )
