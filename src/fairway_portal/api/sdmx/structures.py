"""Structure queries: dataflows, data structures, code lists, concepts, agencies, constraints."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Final

from django.http.response import HttpResponseBase

from fairway.exchange.sdmx import artefacts, media
from fairway.exchange.sdmx.artefacts import Artefact
from fairway.exchange.sdmx.errors import NoSuchStructure
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.names import best
from fairway.exchange.sdmx.query import ANY, LATEST, LATEST_STABLE, DataQuery
from fairway.exchange.sdmx.structure_query import StructureQuery, answer, parse_structure
from fairway.exchange.sdmx.structures import write_structure
from fairway.kernel.text import Text
from fairway.warehouse.releases import Dataflow, dataflows
from fairway.warehouse.releases_listing import APART
from fairway.warehouse.shelf import Shelf
from fairway_portal.api.sdmx import answering
from fairway_portal.api.sdmx.asked import ALSO, Asked
from fairway_portal.api.sdmx.availability import available
from fairway_portal.api.sdmx.finding import NotImplementedHere, newest_only, version_suits

EVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
RENAMED: Final = {"actualconstraint": "contentconstraint"}
"""Names of kinds in REST 1 for what here is a constraint that says which data there are."""


def structures(asked: Asked) -> HttpResponseBase:
    """The answer to a structure query.

    Raises:
        FairwayError: With the status that the standard gives to what is wrong.
    """
    parts = asked.parts if asked.version == 1 else asked.parts[1:]
    parts = (RENAMED.get(parts[0], parts[0]), *parts[1:]) if parts else parts
    query = parse_structure(parts, asked.params, separator="+" if asked.version == 1 else ",", also=ALSO)
    return _answered(asked, parts, query)


def schema(asked: Asked) -> HttpResponseBase:
    """The answer to a schema query, as a structure message: what observations of a dataflow may hold, and do hold.

    Raises:
        NotImplementedHere: The schema of something other than a dataflow or a data structure is wanted.
        FairwayError: With the status that the standard gives to what is wrong.
    """
    parts = asked.parts[1:]
    if not parts or parts[0] not in ("dataflow", "datastructure"):
        raise NotImplementedHere(
            Text("Only dataflows and data structures have a schema here."),
            advice=Text("Ask for schema/dataflow/AGENCY/ID."),
        )
    query = parse_structure(parts[:4], {}, separator="+" if asked.version == 1 else ",")
    return _answered(asked, asked.parts, replace(query, references=("descendants",)), constrained=True)


def _answered(
    asked: Asked, parts: Sequence[str], query: StructureQuery, *, constrained: bool = False
) -> HttpResponseBase:
    choice = asked.choose(media.STRUCTURE_V1 if asked.version == 1 else media.STRUCTURE_V2)
    shelf = Shelf.open()
    flows = dataflows(shelf)
    language = best({one: one for flow in flows for one in flow.structure.names}, asked.languages)[0] or "en"
    etag = answering.tag(
        answering.identity(asked.parts, asked.bare.items()), choice.content_type, language, shelf.fingerprint
    )
    changed = max((flow.updated for flow in flows), default=EVER)
    known = answering.unchanged(asked, etag, changed, language)
    if known is not None:
        return known
    if set(query.versions) <= {LATEST, LATEST_STABLE}:
        flows = newest_only(flows)
    found = _found(query, flows)
    if constrained:
        found = (*found, *_constraints(flows, found))
    test = any(one.agency.endswith(APART) for one in found)
    body = write_structure(choice, found, Header(test=test), asked.languages)
    return answering.streamed(
        asked,
        [body],
        content_type=choice.content_type,
        etag=etag,
        changed=changed,
        language=language,
        name=re.sub(r"[^\w.-]+", "-", "-".join(("structure", *parts)))[:100],
        family=choice.media.family,
    )


def _constraints(flows: Sequence[Dataflow], found: Sequence[Artefact]) -> list[Artefact]:
    """Which codes occur in the dataflows among some artefacts."""
    ids = {one.reference[1:] for one in found if one.kind == "dataflow"}
    meant = [
        one for one in flows if one.vintages and (one.structure.agency, one.structure.id, one.structure.version) in ids
    ]
    return [artefacts.constraint(available(one, DataQuery())) for one in meant]


def _found(query: StructureQuery, flows: Sequence[Dataflow]) -> tuple[Artefact, ...]:
    """The artefacts; constraints, which need the observations, are made for those dataflows alone that are meant."""
    found: tuple[Artefact, ...] = ()
    asked_for = query.kind in ("dataconstraint", ANY)
    constraints = [
        artefacts.constraint(available(one, DataQuery())) for one in flows if asked_for and _meant(one, query)
    ]
    if query.kind != "dataconstraint":
        found = answer(query, [one.structure for one in flows])
    elif not constraints:
        raise NoSuchStructure(
            Text("There is no constraint called {ids}.", ids=",".join(query.ids)[:200]),
            advice=Text("A constraint is called CR_ and the id of its dataflow: CR_DF_ILMS."),
        )
    return (*found, *constraints)


def _meant(flow: Dataflow, query: StructureQuery) -> bool:
    structure = flow.structure
    return (
        bool(flow.vintages)
        and (ANY in query.agencies or structure.agency in query.agencies)
        and (ANY in query.ids or f"CR_{structure.id}" in query.ids)
        and any(version_suits(one, structure.version) for one in query.versions)
    )
