"""Structure messages in SDMX-JSON 1.0 and 2.0.

Written here and not with pysdmx, which has no SDMX-JSON 1.0 and whose model keeps a name in one language.

Source: SDMX-JSON structure message field guide and schema, 1.0 (SDMX 2.1) and 2.0.0 (SDMX 3.0).
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal

from fairway.exchange.sdmx.artefacts import Artefact, Kind, concept_scheme_id
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.names import best, flow_urn, structure_urn
from fairway.exchange.sdmx.structure import TIME, VALUE, Code, Component, DataStructure
from fairway.exchange.sdmx.structure_xml import TEXT_TYPES, period_range

_GROUPS: Final[Mapping[Kind, str]] = {
    "agencyscheme": "agencySchemes",
    "codelist": "codelists",
    "conceptscheme": "conceptSchemes",
    "datastructure": "dataStructures",
    "dataflow": "dataflows",
    "dataconstraint": "dataConstraints",
}
SCHEMAS: Final = {
    version: "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/"
    f"{folder}/sdmx-json-structure-schema.json"
    for version, folder in (("1.0.0", "1.0"), ("2.0.0", "2.0.0"))
}
_ITEMS: Final[Mapping[Kind, str]] = {"agencyscheme": "agencies", "codelist": "codes", "conceptscheme": "concepts"}


def structure_json(
    artefacts: Sequence[Artefact],
    header: Header,
    version: Literal["1.0.0", "2.0.0"],
    languages: Sequence[str] = ("en",),
) -> bytes:
    """A structure message in SDMX-JSON, every name in all its languages and once in the reader's.

    Args:
        artefacts: Each once; see `structure_query.answer`.
        header: Of the message.
        version: Of SDMX-JSON.
        languages: Of the reader, in order of preference.
    """
    written = _Written(version, languages)
    groups: dict[str, list[object]] = {}
    for one in artefacts:
        group = "contentConstraints" if written.one and one.kind == "dataconstraint" else _GROUPS[one.kind]
        groups.setdefault(group, []).append(written.artefact(one))
    used = {best(names, languages)[0] for one in artefacts for names in (one.names, *(i.names for i in one.items))}
    meta = {
        "schema": SCHEMAS[version],
        "id": header.id,
        "test": header.test,
        "prepared": header.prepared_text,
        "contentLanguages": sorted(used - {""}) or ["en"],
        "sender": {"id": header.sender, "name": header.sender},
    }
    return json.dumps({"meta": meta, "data": groups}, ensure_ascii=False, separators=(",", ":")).encode()


class _Written:
    """Artefacts as one version of SDMX-JSON writes them."""

    def __init__(self, version: str, languages: Sequence[str]) -> None:
        self.one = version == "1.0.0"
        self.languages = languages

    def _named(self, names: Mapping[str, str], key: str = "name") -> dict[str, Any]:
        return {key: best(names, self.languages)[1], f"{key}s": dict(names)} if names else {}

    def artefact(self, one: Artefact) -> dict[str, Any]:
        """An artefact, whole or as a stub."""
        said: dict[str, Any] = {"id": one.id, "agencyID": one.agency}
        if self.one or one.kind != "agencyscheme":
            said["version"] = one.version
        said |= {"isExternalReference": one.form != "full", **self._named(one.names)}
        if one.form != "stub":
            said |= self._named(one.descriptions, "description")
        said |= {"links": [{"urn": one.urn, "rel": "self"}]}
        if one.partial:
            said["isPartial"] = True
        return said if one.form != "full" else said | self._inside(one)

    def _inside(self, one: Artefact) -> dict[str, Any]:
        if one.available:
            return self._region(one)
        if one.of is None:
            items = [self._item(item) for item in one.items]
            return {_ITEMS[one.kind]: items} if items else {}
        if one.kind == "dataflow":
            return {"structure": structure_urn(one.of)}
        return {"dataStructureComponents": self._components(one.of)}

    def _item(self, item: Code) -> dict[str, Any]:
        return {"id": item.id, **self._named(item.names)} | ({"parent": item.parent} if item.parent else {})

    @staticmethod
    def _concept(structure: DataStructure, id: str) -> dict[str, Any]:
        place = f"{structure.agency}:{concept_scheme_id(structure)}({structure.version}).{id}"
        return {"id": id, "conceptIdentity": f"urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={place}"}

    def _representation(self, structure: DataStructure, one: Component) -> dict[str, Any]:
        found = structure.code_lists.get(one.codes)
        if found:
            place = f"{found.agency}:{found.id}({found.version})"
            return {"localRepresentation": {"enumeration": f"urn:sdmx:org.sdmx.infomodel.codelist.Codelist={place}"}}
        return {"localRepresentation": self._format(TEXT_TYPES[one.kind])}

    def _format(self, kind: str) -> dict[str, Any]:
        return {"textFormat": {"textType": kind}} if self.one else {"format": {"dataType": kind}}

    def _components(self, structure: DataStructure) -> dict[str, Any]:
        dimensions = [
            self._concept(structure, one.id) | {"position": number} | self._representation(structure, one)
            for number, one in enumerate(structure.dimensions)
        ]
        time = self._concept(structure, TIME) | {"localRepresentation": self._format("ObservationalTimePeriod")}
        place = {"position": len(dimensions), "type": "TimeDimension"}
        timed = {"timeDimensions": [time | place]} if self.one else {"timeDimension": time}
        said: dict[str, Any] = {"dimensionList": {"id": "DimensionDescriptor", "dimensions": dimensions, **timed}}
        if structure.attributes:
            attributes = [self._attribute(structure, one) for one in structure.attributes]
            said["attributeList"] = {"id": "AttributeDescriptor", "attributes": attributes}
        value = self._concept(structure, VALUE) | self._representation(structure, Component(VALUE, {}, kind="number"))
        measures = {"primaryMeasure": value} if self.one else {"measures": [value]}
        return said | {"measureList": {"id": "MeasureDescriptor", **measures}}

    def _attribute(self, structure: DataStructure, one: Component) -> dict[str, Any]:
        said = self._concept(structure, one.id) | self._representation(structure, one)
        if self.one:
            status = "Mandatory" if one.required else "Conditional"
            return said | {"assignmentStatus": status, "attributeRelationship": {"primaryMeasure": VALUE}}
        usage = "mandatory" if one.required else "optional"
        return said | {"usage": usage, "attributeRelationship": {"observation": {}}}

    def _region(self, one: Artefact) -> dict[str, Any]:
        available = one.available
        if available is None:
            return {}
        keys = [self._values(id, values) for id, values in available.values.items() if values]
        included = {"isIncluded": True} if self.one else {"include": True}
        region = {**included, **({"keyValues": keys} if keys else {})}
        metrics = [
            {"id": name, "title": str(count), "type": "sdmx_metrics"} for name, count in available.metrics.items()
        ]
        return {
            **({"annotations": metrics} if metrics else {}),
            **({"type": "Actual"} if self.one else {"role": "Actual"}),
            "constraintAttachment": {"dataflows": [flow_urn(available.structure)]},
            "cubeRegions": [region],
        }

    def _values(self, id: str, values: Sequence[str]) -> dict[str, Any]:
        if not self.one:
            return {"id": id, "values": [{"value": one} for one in values]}
        if id != TIME:
            return {"id": id, "values": list(values)}
        begins, ends = period_range(values)
        bounds = {"startPeriod": begins, "endPeriod": ends}
        return {"id": id, "timeRange": {end: {"period": day, "isInclusive": True} for end, day in bounds.items()}}
