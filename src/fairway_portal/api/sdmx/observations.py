"""Data queries: observations in any representation, streamed from the releases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import TYPE_CHECKING

from django.conf import settings
from django.http.response import HttpResponseBase

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.content import Content, DataSet, laid_out
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.media import Choice
from fairway.exchange.sdmx.messages import write_data
from fairway.exchange.sdmx.names import best
from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.query import DataQuery
from fairway.exchange.sdmx.query_check import checked
from fairway.exchange.sdmx.query_v1 import parse_v1
from fairway.exchange.sdmx.query_v2 import parse_v2
from fairway.exchange.sdmx.structure import TIME
from fairway.kernel.errors import InputError, NotFound
from fairway.kernel.text import Text
from fairway.warehouse.releases import Dataflow, Selection
from fairway.warehouse.shelf import Shelf
from fairway_portal.api.sdmx import answering
from fairway_portal.api.sdmx.asked import ALSO, Asked
from fairway_portal.api.sdmx.finding import flow_of

if TYPE_CHECKING:
    import polars as pl


class NothingFound(NotFound):
    """A query that is in order and that no observation meets."""

    slug = "sdmx-nothing-found"


class TooMany(InputError):
    """An answer larger than this service gives in one piece."""

    http_status = 413
    slug = "sdmx-too-many"


def observations(asked: Asked) -> HttpResponseBase:
    """The answer to a data query.

    Raises:
        FairwayError: With the status that the standard gives to what is wrong.
    """
    parse = parse_v1 if asked.version == 1 else parse_v2
    query = parse(asked.parts[1:], asked.params, also=ALSO)
    choice = asked.choose(media.DATA_V1 if asked.version == 1 else media.DATA_V2)
    flow = flow_of(query.flow, Shelf.open())
    query = checked(query, flow.structure, whole_keys=asked.version == 1)
    content = query.content(asked.languages)
    language = best(flow.structure.names, asked.languages)[0]
    told = answering.identity(asked.parts, asked.bare.items())
    etag = answering.tag(told, choice.content_type, language, state(flow))
    known = answering.unchanged(asked, etag, flow.updated, language)
    if known is not None:
        return known
    sets = _DataSets(flow, query, content)
    sets.refuse_empty()
    sets.refuse_large(choice)
    pieces = write_data(
        choice, flow.structure, sets.data_sets(), content, Header(test=flow.demonstration), sets.present(choice)
    )
    return answering.streamed(
        asked,
        pieces,
        content_type=choice.content_type,
        etag=etag,
        changed=flow.updated,
        language=language,
        name=flow.structure.id,
        family=choice.media.family,
    )


def state(flow: Dataflow) -> str:
    """What a dataflow holds now, in a word: its vintages and their withdrawals."""
    return ",".join(f"{one.name}{one.withdrawn.on if one.withdrawn else ''}" for one in flow.history)


class _DataSets:
    """The data sets of one answer: what is current, or with includeHistory everything that ever was."""

    def __init__(self, flow: Dataflow, query: DataQuery, content: Content) -> None:
        self.flow = flow
        self.chosen: list[tuple[Selection, datetime | None, datetime | None]]
        self.chosen = [*flow.versions(query)] if query.include_history else [(flow.select(query), None, None)]
        self.limited = query.first_observations is not None or query.last_observations is not None
        layout = laid_out(flow.structure, content)
        self.columns, self.order = layout.columns, layout.key
        self.begun: list[tuple[Iterator[pl.DataFrame], pl.DataFrame]] = []

    def refuse_empty(self) -> None:
        """Reads the first piece of each data set; those without any are left out.

        Raises:
            NothingFound: There is none at all.
        """
        kept = []
        for selection, begins, ends in self.chosen:
            batches = selection.batches(self.columns, order=self.order)
            first = next(batches, None)
            if first is not None:
                kept.append((selection, begins, ends))
                self.begun.append((batches, first))
        self.chosen = kept
        if not kept:
            raise NothingFound(
                Text("No observation of {dataflow} meets this query.", dataflow=self.flow.structure.id),
                advice=Text(
                    "Ask what is available (/availability, or /availableconstraint in version 1), or widen it."
                ),
            )

    def refuse_large(self, choice: Choice) -> None:
        """Raises: TooMany: The reader would have to hold more in memory than the service gives at once."""
        most = settings.SDMX_MOST
        if not most or choice.media.family == "csv":
            return
        selections = [selection for selection, _, _ in self.chosen]
        if sum(one.at_most for one in selections) <= most:
            return
        count = sum(one.count() for one in selections)
        if count > most:
            raise TooMany(
                Text("This query gives {count} observations; in JSON and XML at most {most} are given at once.",
                     count=count, most=most),
                advice=Text("Ask for CSV, which has no limit, or for fewer countries, indicators or years."),
                details={"observations": count, "most": most},
            )  # fmt: skip

    def data_sets(self) -> list[DataSet]:
        """The data sets, the pieces that were read already first."""
        return [
            DataSet(chain((first,), batches), "Information", begins, ends)
            for (batches, first), (_, begins, ends) in zip(self.begun, self.chosen, strict=True)
        ]

    def present(self, choice: Choice) -> dict[str, Sequence[str]] | None:
        """The periods in the order of time, which JSON lists, where it is known beforehand which there are."""
        if choice.media.family != "json" or self.limited:
            return None
        periods: frozenset[str] = frozenset().union(*(one.codes(TIME) for one, _, _ in self.chosen))
        return {TIME: sorted(periods, key=lambda one: (span(one), one))}
