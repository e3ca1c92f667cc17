"""A dataflow over the releases at hand, and selections from it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

import polars as pl

from fairway.exchange.sdmx.query import DataQuery
from fairway.exchange.sdmx.query_check import checked
from fairway.exchange.sdmx.structure import DataStructure
from fairway.warehouse.releases_files import structure_of
from fairway.warehouse.releases_index import INDICATOR, key_of
from fairway.warehouse.releases_selecting import conditions_of
from fairway.warehouse.releases_streaming import Reading, gathered, in_order, of_each_series, reading
from fairway.warehouse.vintage import Vintage

MEASURE: Final = "MEASURE"
SIZE: Final = 32_768
"""Rows of a piece: a row group as it was written, so that most pieces go out as they were read."""
MAX: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Dataflow:
    """A table of observations over every release of it.

    Attributes:
        structure: With every code list it uses. The agency of a demonstration ends with `_DEMONSTRATION`.
        vintages: The newest of each edition.
        history: Every vintage, replaced and withdrawn ones too.
        demonstration: Made from invented persons.
        whole: The id of the dataflow that it is a view of, else its own.
        indicator: Of a view: which indicator it shows, under the name MEASURE.
    """

    structure: DataStructure
    vintages: tuple[Vintage, ...]
    history: tuple[Vintage, ...]
    demonstration: bool
    whole: str
    indicator: str = ""

    @property
    def columns(self) -> dict[str, str]:
        """Component → column of the published files."""
        view = {MEASURE: INDICATOR} if self.indicator else {}
        return {name: view.get(name, name) for name in self.structure.columns}

    @property
    def updated(self) -> datetime:
        """When it last changed: the newest publication or withdrawal."""
        return max(_withdrawn(one) or _published(one) for one in self.history)

    def select(self, query: DataQuery | None = None) -> Selection:
        """The observations that a query asks for; nothing is read before they are wanted.

        Args:
            query: Its reference to a dataflow is not looked at; None for everything.

        Raises:
            WrongKey, UnknownCodeAsked, UnknownComponent: The dataflow has no such dimension, code or component.
            QueryMalformed: A number is compared with what is none.
        """
        asked = query or DataQuery()
        chosen: Iterable[Vintage] = self.vintages
        then = asked.as_of
        if then is not None:
            chosen = newest(
                one for one in self.history if _published(one) <= then and not (_withdrawn(one) or MAX) <= then
            )
        return self._selected(asked, [one for one in chosen if _since(one, asked)])

    def versions(self, query: DataQuery | None = None) -> list[tuple[Selection, datetime, datetime | None]]:
        """The observations that a query asks for, of every vintage there has been, the newest first.

        Returns:
            Selection, when it was published, and when it was replaced or withdrawn (None if it is still shown).
        """
        asked = query or DataQuery()
        wished = [one for one in self.history if _since(one, asked)]
        return [
            (self._selected(asked, [one]), _published(one), self._until(one))
            for one in sorted(wished, key=_published, reverse=True)
        ]

    def _until(self, vintage: Vintage) -> datetime | None:
        ends = [
            _published(one)
            for one in self.history
            if one.record.edition == vintage.record.edition and _published(one) > _published(vintage)
        ]
        withdrawn = _withdrawn(vintage)
        return min([*ends, *([withdrawn] if withdrawn else [])], default=None)

    def _selected(self, asked: DataQuery, vintages: Sequence[Vintage]) -> Selection:
        held = checked(asked, self.structure)
        conditions = conditions_of(held, self.structure, self.columns, self.indicator)
        readings = (reading(one, key_of(structure_of(one.folder)), conditions) for one in vintages)
        return Selection(self, held, tuple(vintages), tuple(one for one in readings if one is not None))


@dataclass(frozen=True, slots=True)
class Selection:
    """Observations of a dataflow, not read yet.

    Attributes:
        dataflow: Theirs.
        query: What was asked for.
        vintages: Those that were searched.
        readings: Those in which something may be found.
    """

    dataflow: Dataflow
    query: DataQuery
    vintages: tuple[Vintage, ...]
    readings: tuple[Reading, ...]

    @property
    def _ends(self) -> tuple[int | None, int | None]:
        return self.query.first_observations, self.query.last_observations

    @property
    def at_most(self) -> int:
        """No more observations than this, told without reading any."""
        return sum(block.rows for one in self.readings for block, _ in one.blocks)

    def count(self) -> int:
        """How many observations they are."""
        if self._ends != (None, None):
            return sum(len(batch) for batch in self.batches(key_of(self.dataflow.structure)))
        return sum(one.count() for one in self.readings)

    def batches(
        self, columns: Sequence[str] = (), *, size: int = SIZE, order: Sequence[str] = ()
    ) -> Iterator[pl.DataFrame]:
        """The observations sorted by key, piece by piece, at constant memory; the first piece is small.

        Args:
            columns: Those wanted; all by default, in the order of the structure.
            size: About how many rows a piece has.
            order: All key columns in the order by which to sort, the one that tells observations of a series apart
                last; by default the dimensions, then TIME_PERIOD.
        """
        inner = self.dataflow.columns
        key = tuple(order) or key_of(self.dataflow.structure)
        limited = self._ends != (None, None)
        wanted = tuple(columns) or self.dataflow.structure.columns
        needed = tuple(dict.fromkeys([*wanted, *key])) if limited else wanted
        names = {inner[name]: name for name in needed}
        pieces = (piece.rename(names) for piece in in_order(self.readings, list(names), [inner[name] for name in key]))
        if limited:
            pieces = (one for one in of_each_series(pieces, key[:-1], *self._ends))
        yield from gathered((piece.select(wanted) for piece in pieces), size)

    def codes(self, component: str) -> frozenset[str]:
        """The codes of a dimension, or the periods, that occur among the observations."""
        column = self.dataflow.columns[component]
        return frozenset().union(*(one.codes(column) for one in self.readings))


def newest(vintages: Iterable[Vintage]) -> tuple[Vintage, ...]:
    """The vintage of each edition that was published last."""
    found: dict[str, Vintage] = {}
    for one in sorted(vintages, key=_published):
        found[one.record.edition] = one
    return tuple(found[edition] for edition in sorted(found))


def _published(vintage: Vintage) -> datetime:
    return datetime.fromisoformat(vintage.record.imported)


def _withdrawn(vintage: Vintage) -> datetime | None:
    return datetime.fromisoformat(vintage.withdrawn.on) if vintage.withdrawn else None


def _since(vintage: Vintage, asked: DataQuery) -> bool:
    return asked.updated_after is None or _published(vintage) > asked.updated_after
