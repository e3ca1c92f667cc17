"""Structure messages in SDMX-ML 2.1 and 3.0.

Written here and not with pysdmx, whose model keeps a name in one language; ours are in all.

Source: SDMX-ML schemas 2.1 and 3.0: SDMXMessage.xsd, SDMXStructure.xsd and what they include.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, Literal

from fairway.exchange.sdmx.artefacts import Artefact, Kind, concept_scheme_id
from fairway.exchange.sdmx.data_xml import DECLARATION, SCHEMAS, header_elements
from fairway.exchange.sdmx.escaping import xml_text
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.structure import TIME, VALUE, Code, Component, DataStructure

_ORDER: Final[Mapping[str, tuple[tuple[Kind, str, str], ...]]] = {
    "2.1": (
        ("agencyscheme", "OrganisationSchemes", "AgencyScheme"),
        ("dataflow", "Dataflows", "Dataflow"),
        ("codelist", "Codelists", "Codelist"),
        ("conceptscheme", "Concepts", "ConceptScheme"),
        ("datastructure", "DataStructures", "DataStructure"),
        ("dataconstraint", "Constraints", "ContentConstraint"),
    ),
    "3.0": (
        ("agencyscheme", "AgencySchemes", "AgencyScheme"),
        ("codelist", "Codelists", "Codelist"),
        ("conceptscheme", "ConceptSchemes", "ConceptScheme"),
        ("dataconstraint", "DataConstraints", "DataConstraint"),
        ("dataflow", "Dataflows", "Dataflow"),
        ("datastructure", "DataStructures", "DataStructure"),
    ),
}
_ITEMS: Final[Mapping[Kind, str]] = {"agencyscheme": "Agency", "codelist": "Code", "conceptscheme": "Concept"}
TEXT_TYPES: Final = {"text": "String", "number": "Double", "integer": "Integer", "period": "ObservationalTimePeriod"}


def structure_xml(artefacts: Sequence[Artefact], header: Header, version: Literal["2.1", "3.0"]) -> bytes:
    """A structure message in SDMX-ML.

    Args:
        artefacts: Each once; see `structure_query.answer`.
        header: Of the message.
        version: Of SDMX-ML.
    """
    schemas = f"{SCHEMAS}v{version.replace('.', '_')}/"
    written = _Written(version)
    body = "".join(written.group(artefacts, *one) for one in _ORDER[version])
    return (
        f'{DECLARATION}<m:Structure xmlns:m="{schemas}message" xmlns:s="{schemas}structure" xmlns:c="{schemas}common">'
        f"<m:Header>{header_elements(header)}</m:Header><m:Structures>{body}</m:Structures></m:Structure>"
    ).encode()


def _element(name: str, attributes: Mapping[str, str], *children: str) -> str:
    said = "".join(f' {key}="{xml_text(value)}"' for key, value in attributes.items() if value)
    inside = "".join(children)
    return f"<{name}{said}>{inside}</{name}>" if inside else f"<{name}{said}/>"


def _names(names: Mapping[str, str], element: str = "c:Name") -> str:
    return "".join(f'<{element} xml:lang="{one}">{xml_text(name)}</{element}>' for one, name in names.items())


class _Written:
    """Artefacts as one version of SDMX-ML writes them."""

    def __init__(self, version: str) -> None:
        self.two = version == "2.1"

    def group(self, artefacts: Sequence[Artefact], kind: Kind, group: str, element: str) -> str:
        """All artefacts of a kind."""
        found = [self.artefact(one, element) for one in artefacts if one.kind == kind]
        return f"<s:{group}>{''.join(found)}</s:{group}>" if found else ""

    def artefact(self, one: Artefact, element: str) -> str:
        """An artefact, whole or as a stub."""
        stub = one.form != "full"
        attributes = {
            "id": one.id,
            "agencyID": one.agency,
            "version": "" if one.kind == "agencyscheme" and not self.two else one.version,
            "isExternalReference": "true" if stub else "false",
            "isPartial": "true" if one.partial else "",
        }
        if one.kind == "dataconstraint":
            attributes |= {"type": "Actual"} if self.two else {"role": "Actual"}
        described = "" if one.form == "stub" else _names(one.descriptions, "c:Description")
        return _element(
            f"s:{element}",
            attributes,
            self._metrics(one),
            _names(one.names),
            described,
            "" if stub else self._inside(one),
        )

    def _inside(self, one: Artefact) -> str:
        if one.available:
            return self._region(one)
        if one.of is None:
            return "".join(self._item(one.kind, item) for item in one.items)
        if one.kind == "dataflow":
            return f"<s:Structure>{self._refer('DataStructure', one.of, one.of.structure_id)}</s:Structure>"
        return self._components(one.of)

    def _item(self, kind: Kind, item: Code) -> str:
        parent = "" if not item.parent else f"<s:Parent>{self._local(item.parent)}</s:Parent>"
        return _element(f"s:{_ITEMS[kind]}", {"id": item.id}, _names(item.names), parent)

    def _local(self, id: str) -> str:
        return _element("Ref", {"id": id}) if self.two else xml_text(id)

    def _refer(self, kind: str, structure: DataStructure, id: str) -> str:
        if not self.two:
            return xml_text(
                f"urn:sdmx:org.sdmx.infomodel.datastructure.{kind}={structure.agency}:{id}({structure.version})"
            )
        return _element(
            "Ref",
            {
                "id": id,
                "version": structure.version,
                "agencyID": structure.agency,
                "package": "datastructure",
                "class": kind,
            },
        )

    def _concept(self, structure: DataStructure, id: str) -> str:
        scheme = concept_scheme_id(structure)
        if not self.two:
            place = f"{structure.agency}:{scheme}({structure.version}).{id}"
            return f"<s:ConceptIdentity>urn:sdmx:org.sdmx.infomodel.conceptscheme.Concept={place}</s:ConceptIdentity>"
        reference = {
            "id": id,
            "maintainableParentID": scheme,
            "maintainableParentVersion": structure.version,
            "agencyID": structure.agency,
            "package": "conceptscheme",
            "class": "Concept",
        }
        return f"<s:ConceptIdentity>{_element('Ref', reference)}</s:ConceptIdentity>"

    def _representation(self, structure: DataStructure, one: Component) -> str:
        found = structure.code_lists.get(one.codes)
        if found is None:
            inside = _element("s:TextFormat", {"textType": TEXT_TYPES[one.kind]})
        elif self.two:
            reference = {"id": found.id, "version": found.version, "agencyID": found.agency}
            inside = _element(
                "s:Enumeration", {}, _element("Ref", reference | {"package": "codelist", "class": "Codelist"})
            )
        else:
            place = f"{found.agency}:{found.id}({found.version})"
            inside = f"<s:Enumeration>urn:sdmx:org.sdmx.infomodel.codelist.Codelist={place}</s:Enumeration>"
        return f"<s:LocalRepresentation>{inside}</s:LocalRepresentation>"

    def _components(self, structure: DataStructure) -> str:
        dimensions = "".join(
            _element(
                "s:Dimension",
                {"id": one.id, "position": str(number)},
                self._concept(structure, one.id),
                self._representation(structure, one),
            )
            for number, one in enumerate(structure.dimensions, 1)
        )
        time = _element(
            "s:TimeDimension",
            {"id": TIME, "position": str(len(structure.dimensions) + 1) if self.two else ""},
            self._concept(structure, TIME),
            '<s:LocalRepresentation><s:TextFormat textType="ObservationalTimePeriod"/></s:LocalRepresentation>',
        )
        return _element(
            "s:DataStructureComponents",
            {},
            f'<s:DimensionList id="DimensionDescriptor">{dimensions}{time}</s:DimensionList>',
            self._attributes(structure),
            self._measures(structure),
        )

    def _attributes(self, structure: DataStructure) -> str:
        if not structure.attributes:
            return ""
        relation = '<s:PrimaryMeasure><Ref id="OBS_VALUE"/></s:PrimaryMeasure>' if self.two else "<s:Observation/>"
        use = "assignmentStatus" if self.two else "usage"
        words = ("Mandatory", "Conditional") if self.two else ("mandatory", "optional")
        said = "".join(
            _element(
                "s:Attribute",
                {"id": one.id, use: words[0] if one.required else words[1]},
                self._concept(structure, one.id),
                self._representation(structure, one),
                f"<s:AttributeRelationship>{relation}</s:AttributeRelationship>",
            )
            for one in structure.attributes
        )
        return f'<s:AttributeList id="AttributeDescriptor">{said}</s:AttributeList>'

    def _measures(self, structure: DataStructure) -> str:
        inside = self._concept(structure, VALUE) + self._representation(structure, Component(VALUE, {}, kind="number"))
        element = "s:PrimaryMeasure" if self.two else "s:Measure"
        return f'<s:MeasureList id="MeasureDescriptor">{_element(element, {"id": VALUE}, inside)}</s:MeasureList>'

    def _metrics(self, one: Artefact) -> str:
        if one.available is None or not one.available.metrics:
            return ""
        said = "".join(
            f'<c:Annotation id="{name}"><c:AnnotationTitle>{count}</c:AnnotationTitle>'
            "<c:AnnotationType>sdmx_metrics</c:AnnotationType></c:Annotation>"
            for name, count in one.available.metrics.items()
        )
        return f"<c:Annotations>{said}</c:Annotations>"

    def _region(self, one: Artefact) -> str:
        available = one.available
        if available is None:
            return ""
        at = "c" if self.two else "s"
        values = "".join(self._values(at, id, values) for id, values in available.values.items() if values)
        flow = self._refer("Dataflow", available.structure, available.structure.id)
        attachment = f"<s:ConstraintAttachment><s:Dataflow>{flow}</s:Dataflow></s:ConstraintAttachment>"
        return f'{attachment}<s:CubeRegion include="true">{values}</s:CubeRegion>'

    @staticmethod
    def _values(at: str, id: str, values: Sequence[str]) -> str:
        if id == TIME and at == "c":
            begins, ends = period_range(values)
            said = (
                f'<c:TimeRange><c:StartPeriod isInclusive="true">{begins}</c:StartPeriod>'
                f'<c:EndPeriod isInclusive="true">{ends}</c:EndPeriod></c:TimeRange>'
            )
        else:
            said = "".join(f"<{at}:Value>{xml_text(one)}</{at}:Value>" for one in values)
        return f'<{at}:KeyValue id="{xml_text(id)}">{said}</{at}:KeyValue>'


def period_range(periods: Sequence[str]) -> tuple[str, str]:
    """The first day of the first period and the last day of the last."""
    spans = [span(one) for one in periods]
    return min(begins for begins, _ in spans).isoformat(), max(ends for _, ends in spans).isoformat()
