"""The maintained artefacts behind data structures: agencies, code lists, concepts, structures, dataflows, constraints.

Source: SDMX 3.0 Section 2, Information Model, §4 (item schemes), §5 (data structures), §12 (constraints).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, TypeAlias

from fairway.exchange.sdmx.names import component_names
from fairway.exchange.sdmx.structure import TIME, VALUE, Code, CodeList, DataStructure

Kind: TypeAlias = Literal["agencyscheme", "codelist", "conceptscheme", "datastructure", "dataflow", "dataconstraint"]
KINDS: Final[tuple[Kind, ...]] = (
    "agencyscheme",
    "codelist",
    "conceptscheme",
    "datastructure",
    "dataflow",
    "dataconstraint",
)
Form: TypeAlias = Literal["full", "stub", "completestub"]
_URNS: Final[Mapping[Kind, str]] = {
    "agencyscheme": "base.AgencyScheme",
    "codelist": "codelist.Codelist",
    "conceptscheme": "conceptscheme.ConceptScheme",
    "datastructure": "datastructure.DataStructure",
    "dataflow": "datastructure.Dataflow",
    "dataconstraint": "registry.DataConstraint",
}


@dataclass(frozen=True, slots=True)
class Availability:
    """Which data there are: what a query would return.

    Attributes:
        structure: Of the dataflow.
        values: Dimension → the codes that occur, for each dimension that was asked for; of TIME_PERIOD, the periods.
        series: How many series; None where it was not counted.
        observations: How many observations, likewise.
    """

    structure: DataStructure
    values: Mapping[str, Sequence[str]]
    series: int | None = None
    observations: int | None = None

    @property
    def metrics(self) -> dict[str, int]:
        """The counts by the ids under which they are annotated."""
        counts = {"series_count": self.series, "obs_count": self.observations}
        return {name: count for name, count in counts.items() if count is not None}


@dataclass(frozen=True, slots=True)
class Artefact:
    """One artefact of a structure message.

    Attributes:
        items: Of a code list, a concept scheme or an agency scheme.
        of: The structure, of a data structure or a dataflow.
        available: Of a constraint.
        partial: Whether only some of the items are there.
        form: Whether the artefact is whole; a stub has its id and name, a complete stub its description too.
    """

    kind: Kind
    id: str
    names: Mapping[str, str]
    agency: str
    version: str
    descriptions: Mapping[str, str] = field(default_factory=dict)
    items: tuple[Code, ...] = ()
    of: DataStructure | None = None
    available: Availability | None = None
    partial: bool = False
    form: Form = "full"

    @property
    def reference(self) -> tuple[Kind, str, str, str]:
        """By which one artefact is told from another."""
        return self.kind, self.agency, self.id, self.version

    @property
    def urn(self) -> str:
        """Of SDMX 3.0."""
        return f"urn:sdmx:org.sdmx.infomodel.{_URNS[self.kind]}={self.agency}:{self.id}({self.version})"


def concept_scheme_id(structure: DataStructure) -> str:
    """The id of the scheme with the concepts of a structure."""
    return f"CS_{structure.id.removeprefix('DF_')}"


def agency_scheme(agencies: Iterable[str]) -> Artefact:
    """The agencies that maintain the other artefacts."""
    items = tuple(Code(one, {"en": one}) for one in sorted(set(agencies)))
    return Artefact("agencyscheme", "AGENCIES", {"en": "Agencies"}, "SDMX", "1.0", items=items)


def code_list(found: CodeList) -> Artefact:
    """A code list as an artefact."""
    return Artefact("codelist", found.id, found.names, found.agency, found.version, items=found.codes)


def concept_scheme(structure: DataStructure) -> Artefact:
    """The concepts of a structure's components."""
    ids = (*(one.id for one in structure.dimensions), TIME, VALUE, *(one.id for one in structure.attributes))
    items = tuple(Code(id, component_names(structure, id)) for id in ids)
    names = {language: f"{name}: concepts" for language, name in structure.names.items() if language == "en"}
    return Artefact(
        "conceptscheme",
        concept_scheme_id(structure),
        names or structure.names,
        structure.agency,
        structure.version,
        items=items,
    )


def data_structure(structure: DataStructure) -> Artefact:
    """The data structure definition."""
    return Artefact(
        "datastructure",
        structure.structure_id,
        structure.names,
        structure.agency,
        structure.version,
        structure.descriptions,
        of=structure,
    )


def dataflow(structure: DataStructure) -> Artefact:
    """The dataflow."""
    return replace(data_structure(structure), kind="dataflow", id=structure.id)


def constraint(available: Availability) -> Artefact:
    """What is available, as an actual constraint of the dataflow."""
    structure = available.structure
    return Artefact(
        "dataconstraint",
        f"CR_{structure.id}",
        {"en": f"Availability of {structure.id}"},
        structure.agency,
        structure.version,
        available=available,
    )


def artefacts_of(structures: Iterable[DataStructure]) -> dict[tuple[Kind, str, str, str], Artefact]:
    """Every artefact of some structures but constraints, each once; of two lists of one name, the longer one."""
    found: dict[tuple[Kind, str, str, str], Artefact] = {}
    agencies: set[str] = set()
    for structure in structures:
        lists = structure.code_lists.values()
        agencies |= {structure.agency, *(one.agency for one in lists)}
        own = [concept_scheme(structure), data_structure(structure), dataflow(structure)]
        for one in (*map(code_list, lists), *own):
            if one.reference not in found or len(one.items) > len(found[one.reference].items):
                found[one.reference] = one
    scheme = agency_scheme(agencies)
    return {scheme.reference: scheme, **found}


def narrowed(artefacts: Iterable[Artefact], available: Availability) -> tuple[Artefact, ...]:
    """The artefacts that an availability refers to, their code lists down to what is available and the codes above it.

    Args:
        artefacts: See `structure_query.answer`.
        available: What there is.

    Source:
        SDMX REST API 2.0, “Data availability queries”, references: only the items used, and their parents.
    """
    lists = {one.id: available.structure.code_list(one.id) for one in available.structure.dimensions}
    used: dict[tuple[str, str], set[str]] = {}
    for component, found in lists.items():
        if found and component in available.values:
            used.setdefault((found.agency, found.id), set()).update(available.values[component])
    return tuple(
        _narrow(one, used[one.agency, one.id]) if one.kind == "codelist" and (one.agency, one.id) in used else one
        for one in artefacts
    )


def _narrow(one: Artefact, used: set[str]) -> Artefact:
    above = {item.id: item.parent for item in one.items}
    kept: set[str] = set()
    for id in used:
        while id and id not in kept:
            kept.add(id)
            id = above.get(id, "")
    items = tuple(item for item in one.items if item.id in kept)
    return replace(one, items=items, partial=len(items) < len(one.items))
