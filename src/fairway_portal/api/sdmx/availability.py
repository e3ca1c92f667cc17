"""Availability queries: which codes and periods have observations, given what is asked for already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.http.response import HttpResponseBase

from fairway.exchange.sdmx import artefacts, media
from fairway.exchange.sdmx.artefacts import Artefact, Availability
from fairway.exchange.sdmx.errors import QueryMalformed, UnknownComponent
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.names import best
from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.query import ANY, DataQuery
from fairway.exchange.sdmx.query_check import checked
from fairway.exchange.sdmx.query_v1 import parse_v1
from fairway.exchange.sdmx.query_v2 import parse_v2
from fairway.exchange.sdmx.structure import TIME, DataStructure
from fairway.exchange.sdmx.structures import write_structure
from fairway.kernel.text import Text
from fairway.warehouse.releases import Dataflow
from fairway.warehouse.shelf import Shelf
from fairway_portal.api.sdmx import answering
from fairway_portal.api.sdmx.asked import ALSO, Asked
from fairway_portal.api.sdmx.finding import flow_of
from fairway_portal.api.sdmx.observations import NothingFound, state

MODES: Final = ("exact", "available")
REFERENCES: Final = ("none", "all", "datastructure", "conceptscheme", "codelist", "dataproviderscheme", "dataflow")


@dataclass(frozen=True, slots=True)
class AvailabilityQuery:
    """An availability query: a data query, and what of its availability is wanted.

    Attributes:
        component: The one dimension wanted, or "" for all.
        available: Whether a dimension shows the codes that could be added to those asked of it, not those found.
        references: Kinds of artefacts to be given too.
    """

    query: DataQuery
    component: str
    available: bool
    references: tuple[str, ...]


def parse(asked: Asked) -> AvailabilityQuery:
    """The query that an address means.

    Raises:
        QueryMalformed: It does not comply with the API.
    """
    own = {name: asked.params[name] for name in ("mode", "references") if name in asked.params}
    others = {name: value for name, value in asked.params.items() if name not in own}
    parts = asked.parts[1:]
    # REST 1: flow, key, provider, component. REST 2: context, agency, id, version, key, component.
    place, reader = (3, parse_v1) if asked.version == 1 else (5, parse_v2)
    if len(parts) > place + 1:
        raise QueryMalformed(
            Text("An availability query has at most {most} parts; this one has {count}.", most=place + 1,
                 count=len(parts)),
        )  # fmt: skip
    component = parts[place] if len(parts) > place else ""
    mode = own.get("mode", "exact")
    references = tuple(own.get("references", "none").split(","))
    _known("mode", (mode,), MODES)
    _known("references", references, REFERENCES)
    return AvailabilityQuery(
        reader(parts[:place], others, also=ALSO),
        "" if component.lower() in ("all", ANY) else component,
        mode == "available",
        references,
    )


def _known(name: str, said: Sequence[str], known: Sequence[str]) -> None:
    for one in said:
        if one not in known:
            raise QueryMalformed(
                Text("“{said}” is not a value of {name}.", said=one, name=name),
                advice=Text("It is one of {known}.", known=", ".join(known)),
            )


def availability(asked: Asked) -> HttpResponseBase:
    """The answer to an availability query: a constraint, with the lists asked for cut down to what is available.

    Raises:
        FairwayError: With the status that the standard gives to what is wrong.
    """
    wanted = parse(asked)
    choice = asked.choose(media.STRUCTURE_V1 if asked.version == 1 else media.STRUCTURE_V2)
    flow = flow_of(wanted.query.flow, Shelf.open())
    query = checked(wanted.query, flow.structure, whole_keys=asked.version == 1)
    language = best(flow.structure.names, asked.languages)[0]
    etag = answering.tag(
        answering.identity(asked.parts, asked.bare.items()), choice.content_type, language, state(flow)
    )
    known = answering.unchanged(asked, etag, flow.updated, language)
    if known is not None:
        return known
    found = available(flow, query, component=wanted.component, addable=wanted.available)
    if not found.observations:
        raise NothingFound(
            Text("No observation of {dataflow} meets this query.", dataflow=flow.structure.id),
            advice=Text("Ask for less at once: leave out a dimension or a period."),
        )
    shown = [artefacts.constraint(found), *_referenced(flow.structure, found, wanted.references)]
    body = write_structure(choice, shown, Header(test=flow.demonstration), asked.languages)
    return answering.streamed(
        asked,
        [body],
        content_type=choice.content_type,
        etag=etag,
        changed=flow.updated,
        language=language,
        name=f"{flow.structure.id}-availability",
        family=choice.media.family,
    )


def available(flow: Dataflow, query: DataQuery, *, component: str = "", addable: bool = False) -> Availability:
    """Which codes have observations.

    Args:
        flow: The dataflow.
        query: Held against its structure.
        component: The one dimension (or TIME_PERIOD) wanted, or "" for all.
        addable: Whether a dimension's own conditions are left aside: what could be added to them.

    Raises:
        UnknownComponent: The dataflow has no such dimension.
    """
    structure = flow.structure
    dimensions = (*(one.id for one in structure.dimensions), TIME)
    if component and component not in dimensions:
        raise UnknownComponent(component, dimensions, nearest(component, dimensions))
    selection = flow.select(query)
    values: dict[str, Sequence[str]] = {}
    for name in (component,) if component else dimensions:
        codes = (flow.select(_without(query, name, dimensions)) if addable else selection).codes(name)
        values[name] = _ordered(structure, name, codes)
    return Availability(structure, values, observations=selection.count())


def _without(query: DataQuery, name: str, dimensions: Sequence[str]) -> DataQuery:
    """A query without the conditions on one dimension."""
    if name == TIME:
        filters = tuple(one for one in query.filters if one.component != TIME)
        return replace(query, start="", end="", filters=filters)
    place = dimensions.index(name)
    keys = tuple((*key[:place], (), *key[place + 1 :]) for key in query.keys)
    return replace(query, keys=keys, filters=tuple(one for one in query.filters if one.component != name))


def _ordered(structure: DataStructure, name: str, codes: frozenset[str]) -> list[str]:
    found = structure.code_list(name)
    if found is not None:
        return [code for code in found.ids if code in codes]
    return sorted(codes, key=lambda one: (span(one), one)) if name == TIME else sorted(codes)


def _referenced(structure: DataStructure, found: Availability, references: Sequence[str]) -> list[Artefact]:
    wanted = set(REFERENCES) if "all" in references else set(references)
    makers: Mapping[str, list[Artefact]] = {
        "dataflow": [artefacts.dataflow(structure)],
        "datastructure": [artefacts.data_structure(structure)],
        "conceptscheme": [artefacts.concept_scheme(structure)],
        "codelist": list(_partial_lists(structure, found.values)),
    }
    return [one for kind, made in makers.items() if kind in wanted for one in made]


def _partial_lists(structure: DataStructure, values: Mapping[str, Sequence[str]]) -> list[Artefact]:
    """The code lists of the dimensions, with the codes that are available and those above them."""
    kept: dict[str, set[str]] = {}
    for one in structure.dimensions:
        if one.codes and one.id in values:
            kept.setdefault(one.codes, set()).update(values[one.id])
    lists = []
    for id, codes in kept.items():
        whole = artefacts.code_list(structure.code_lists[id])
        parents = {code.id: code.parent for code in whole.items}
        reached = {parent for code in codes for parent in _above(code, parents)} | codes
        items = tuple(code for code in whole.items if code.id in reached)
        lists.append(replace(whole, items=items, partial=len(items) < len(whole.items)))
    return lists


def _above(code: str, parents: Mapping[str, str]) -> list[str]:
    found: list[str] = []
    while (code := parents.get(code, "")) and code not in found:
        found.append(code)
    return found
