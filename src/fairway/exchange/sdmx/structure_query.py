"""Structure queries of both versions of the REST API, and the artefacts that answer them.

Source: SDMX REST API 1.5 and 2.0, “Structural metadata queries”: `references` and `detail`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias, get_args

from fairway.exchange.sdmx.artefacts import KINDS, Artefact, Form, Kind, artefacts_of, concept_scheme_id
from fairway.exchange.sdmx.errors import NoSuchStructure, QueryMalformed
from fairway.exchange.sdmx.nearest import nearest
from fairway.exchange.sdmx.query import ANY, LATEST
from fairway.exchange.sdmx.query_words import identifier, only_known, version
from fairway.exchange.sdmx.structure import DataStructure
from fairway.kernel.text import Text

StructureDetail: TypeAlias = Literal[
    "full", "allstubs", "referencestubs", "allcompletestubs", "referencecompletestubs", "referencepartial", "raw"
]
Step: TypeAlias = Callable[[Sequence[Artefact], Sequence[Artefact]], list[Artefact]]
REFERENCES: Final = ("none", "parents", "parentsandsiblings", "ancestors", "children", "descendants", "all")
_FORMS: Final[Mapping[str, tuple[Form, Form]]] = {
    "allstubs": ("stub", "stub"),
    "referencestubs": ("full", "stub"),
    "allcompletestubs": ("completestub", "completestub"),
    "referencecompletestubs": ("full", "completestub"),
}
_KINDS_ASKED: Final[Mapping[str, Kind]] = {
    **{kind: kind for kind in KINDS},
    "contentconstraint": "dataconstraint",
    "availableconstraint": "dataconstraint",
}


@dataclass(frozen=True, slots=True)
class StructureQuery:
    """A structure query.

    Attributes:
        kind: `*` for every kind.
        items: Codes, concepts or agencies; none for all.
        references: Keywords, or kinds of artefacts.
    """

    kind: Kind | Literal["*"] = "*"
    agencies: tuple[str, ...] = (ANY,)
    ids: tuple[str, ...] = (ANY,)
    versions: tuple[str, ...] = (LATEST,)
    items: tuple[str, ...] = ()
    references: tuple[str, ...] = ("none",)
    detail: StructureDetail = "full"


def parse_structure(
    path: Sequence[str], params: Mapping[str, str], *, separator: str = ",", also: Sequence[str] = ()
) -> StructureQuery:
    """The query that a path asks for: kind, agency, id, version, item; any of the last may be left out.

    Args:
        path: In REST 1 the whole path after the entry point, in REST 2 that after `structure`, decoded.
        params: The query string, decoded.
        separator: Between several ids: `+` in REST 1, `,` in REST 2.
        also: Further parameters that the service knows.

    Raises:
        QueryMalformed: It does not comply with the API.
    """
    parts = [part for part in path if part]
    only_known(params, ("references", "detail", *also))
    if len(parts) > 5:
        raise QueryMalformed(
            Text("A structure query has at most five parts; this one has {count}.", count=len(parts)),
            advice=Text("Write dataflow/AGENCY/ID/VERSION, or codelist/AGENCY/ID/VERSION/CODE."),
        )
    kind, agencies, ids, versions, items = (*parts, *(ANY, ANY, ANY, LATEST, ANY)[len(parts) :])
    return StructureQuery(
        _kind(kind),
        tuple(_any(one, "agency") for one in agencies.split(separator)),
        tuple(_any(one, "structure") for one in ids.split(separator)),
        tuple(version(ANY if one == "all" else one) for one in versions.split(separator)),
        tuple(one for one in (_any(each, "item") for each in items.split(separator)) if one != ANY),
        _references(params.get("references", "none")),
        _detail(params.get("detail", "full")),
    )


def _kind(said: str) -> Kind | Literal["*"]:
    if said in (ANY, "structure"):
        return ANY
    if said not in _KINDS_ASKED:
        raise NoSuchStructure(
            Text("Nothing of the kind {kind} is kept here.", kind=said),
            advice=Text("There are: {kinds}.", kinds=", ".join(KINDS)),
            details={"kind": said, "suggestions": list(nearest(said, KINDS))},
        )
    return _KINDS_ASKED[said]


def _any(said: str, what: str) -> str:
    return ANY if said.lower() in ("all", ANY) else identifier(said, what)


def _references(said: str) -> tuple[str, ...]:
    words = tuple(said.split(","))
    known = (*REFERENCES, *_KINDS_ASKED)
    for word in words:
        if word not in known:
            raise QueryMalformed(
                Text("“{word}” is not a value of references.", word=word),
                advice=Text("It is one of {known}.", known=", ".join(known)),
            )
    return words


def _detail(said: str) -> StructureDetail:
    for one in get_args(StructureDetail):
        if one == said:
            found: StructureDetail = one
            return found
    raise QueryMalformed(
        Text("“{said}” is no detail.", said=said),
        advice=Text("It is one of {known}.", known=", ".join(get_args(StructureDetail))),
    )


def answer(query: StructureQuery, structures: Iterable[DataStructure]) -> tuple[Artefact, ...]:
    """The artefacts that a query asks for, each once, with their references.

    Args:
        query: What is asked for.
        structures: All that the service has.

    Raises:
        NoSuchStructure: None matches; with the nearest id.
    """
    every = artefacts_of(structures)
    asked = [_with_items(one, query.items) for one in every.values() if _matches(one, query)]
    if query.items:
        asked = [one for one in asked if one.items]
    if not asked:
        known = sorted({one.id for one in every.values() if query.kind in (one.kind, ANY)})
        said = ",".join(query.items or query.ids)
        near = nearest(said, known)
        raise NoSuchStructure(
            Text("There is no {kind} called {ids}.", kind="structure" if query.kind == ANY else query.kind, ids=said),
            advice=Text("Did you mean {names}?", names=", ".join(near)) if near else "",
            details={"asked": said, "suggestions": list(near)},
        )
    own, others = _FORMS.get(query.detail, ("full", "full"))
    held = {one.reference: replace(one, form=own) for one in asked}
    for one in _referenced(asked, every, query.references):
        held.setdefault(one.reference, replace(one, form=others))
    return tuple(held.values())


def _matches(one: Artefact, query: StructureQuery) -> bool:
    # One version of each artefact is kept, so the latest is the one that is there.
    versions = set(query.versions)
    return (
        query.kind in (one.kind, ANY)
        and (ANY in query.agencies or one.agency in query.agencies)
        and (ANY in query.ids or one.id in query.ids)
        and (bool(versions & {ANY, LATEST, "+"}) or one.version in versions)
    )


def _with_items(one: Artefact, items: Sequence[str]) -> Artefact:
    if not items or not one.items:
        return replace(one, items=()) if items else one
    return replace(one, items=tuple(item for item in one.items if item.id in items), partial=True)


def _referenced(
    asked: Sequence[Artefact], every: Mapping[tuple[Kind, str, str, str], Artefact], words: Sequence[str]
) -> Iterable[Artefact]:
    found: dict[tuple[Kind, str, str, str], Artefact] = {}
    for word in words:
        for one in _by_word(asked, list(every.values()), word):
            found.setdefault(one.reference, one)
    return found.values()


def _by_word(asked: Sequence[Artefact], every: Sequence[Artefact], word: str) -> list[Artefact]:
    match word:
        case "none":
            return []
        case "children":
            return _children(asked, every)
        case "descendants":
            return _closed(asked, every, _children)
        case "parents":
            return _parents(asked, every)
        case "ancestors":
            return _closed(asked, every, _parents)
        case "parentsandsiblings":
            parents = _parents(asked, every)
            return [*parents, *_children(parents, every)]
        case "all":
            parents = _parents(asked, every)
            return [*parents, *_children(parents, every), *_closed(asked, every, _children)]
    around = [*_closed(asked, every, _children), *_closed(asked, every, _parents)]
    return [one for one in around if one.kind == _KINDS_ASKED[word]]


def _children(of: Sequence[Artefact], every: Sequence[Artefact]) -> list[Artefact]:
    """What some artefacts refer to: a dataflow to its structure, a structure to its lists and concepts."""
    return [one for one in every if any(_refers(parent, one) for parent in of)]


def _parents(of: Sequence[Artefact], every: Sequence[Artefact]) -> list[Artefact]:
    """What refers to some artefacts."""
    return [one for one in every if any(_refers(one, child) for child in of)]


def _closed(of: Sequence[Artefact], every: Sequence[Artefact], step: Step) -> list[Artefact]:
    """References of references, up to any level."""
    found: dict[tuple[Kind, str, str, str], Artefact] = {}
    reached = list(of)
    while reached:
        reached = [one for one in step(reached, every) if one.reference not in found]
        found |= {one.reference: one for one in reached}
    return list(found.values())


def _refers(one: Artefact, to: Artefact) -> bool:
    if to.kind == "agencyscheme":
        return one.kind != "agencyscheme"
    structure = one.of
    if structure is None:
        return False
    if one.kind == "dataflow":
        return to.kind == "datastructure" and (to.agency, to.id) == (structure.agency, structure.structure_id)
    if to.kind == "conceptscheme":
        return (to.agency, to.id) == (structure.agency, concept_scheme_id(structure))
    return to.kind == "codelist" and any(
        (to.agency, to.id) == (each.agency, each.id) for each in structure.code_lists.values()
    )
