"""Which dataflow a reference means."""

from __future__ import annotations

from collections.abc import Sequence

from fairway.exchange.sdmx.errors import NoSuchStructure
from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.query import ANY, LATEST, LATEST_STABLE, FlowReference
from fairway.exchange.sdmx.structure import DataStructure
from fairway.kernel.errors import FairwayError
from fairway.kernel.text import Text
from fairway.warehouse.releases import Dataflow, dataflows
from fairway.warehouse.shelf import Shelf


class NotImplementedHere(FairwayError):
    """A query that the standard knows and this service does not answer."""

    http_status = 501
    slug = "sdmx-not-implemented"


def flow_of(reference: FlowReference, shelf: Shelf) -> Dataflow:
    """The one dataflow that a reference means: the newest version, and a real one before a demonstration.

    Raises:
        NoSuchStructure: There is none; with the nearest ids.
        NotImplementedHere: It means several.
    """
    listed = dataflows(shelf)
    found = [one for one in listed if _meant(one.structure, reference)]
    if not found:
        known = list(dict.fromkeys(one.structure.id for one in listed))
        near = nearest(",".join(reference.ids), known)
        raise NoSuchStructure(
            Text("There is no dataflow called {ids}.", ids=",".join(reference.ids)[:200]),
            advice=Text("Did you mean {names}?", names=", ".join(near))
            if near
            else Text("Ask for /structure/dataflow in version 2, or /dataflow in version 1, to see those there are."),
            details={"asked": list(reference.ids), "suggestions": list(near)},
        )
    ids = list(dict.fromkeys(one.structure.id for one in found))
    if len(ids) > 1 or (len(reference.versions) > 1 and len(found) > 1):
        raise NotImplementedHere(
            Text("Data of several dataflows at once are not given here; this query means {count}.", count=len(found)),
            advice=Text("Ask for one of them: {ids}.", ids=", ".join(ids[:10])),
        )
    return found[0]


def _meant(structure: DataStructure, reference: FlowReference) -> bool:
    if reference.context == "provisionagreement":
        return False
    ids = {structure.structure_id} if reference.context == "datastructure" else {structure.id}
    if reference.context == ANY:
        ids.add(structure.structure_id)
    return any(reference.matches(structure.agency, id) for id in ids) and any(
        version_suits(one, structure.version) for one in reference.versions
    )


def version_suits(asked: str, version: str) -> bool:
    """Whether a version is the one asked for: `1.0` is `1.0.0`, `1.0+.0` is that or a later minor one."""
    if asked in (ANY, LATEST, LATEST_STABLE):
        return True
    wanted, own = asked.split("."), version.split(".")
    for part, has in zip(wanted, own, strict=False):
        if part.endswith("+"):
            return has.isdecimal() and int(has) >= int(part[:-1] or 0)
        if part != has:
            return False
    return len(wanted) <= len(own)


def newest_only(flows: Sequence[Dataflow]) -> list[Dataflow]:
    """Of each dataflow the newest version, which is listed first."""
    found: dict[tuple[str, str], Dataflow] = {}
    for one in flows:
        found.setdefault((one.structure.agency, one.structure.id), one)
    return list(found.values())
