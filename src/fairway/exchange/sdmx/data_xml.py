"""Data messages in SDMX-ML: structure-specific (2.1 and 3.0) and generic (2.1), streamed.

Source: SDMX-ML schemas 2.1 and 3.0: SDMXMessage.xsd, SDMXDataStructureSpecific.xsd, SDMXDataGeneric.xsd.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal, TypeAlias

from fairway.exchange.sdmx.content import Content, DataSet, Layout, laid_out
from fairway.exchange.sdmx.data_xml_wording import Generic, StructureSpecific
from fairway.exchange.sdmx.escaping import xml_text
from fairway.exchange.sdmx.header import Header, instant
from fairway.exchange.sdmx.joining import Joiner, Wording
from fairway.exchange.sdmx.names import flow_urn
from fairway.exchange.sdmx.structure import DataStructure

XmlForm: TypeAlias = Literal["structure-specific 2.1", "structure-specific 3.0", "generic 2.1"]
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
SCHEMAS: Final = "http://www.sdmx.org/resources/sdmxml/schemas/"


def write_xml(
    structure: DataStructure, data_sets: Sequence[DataSet], content: Content, header: Header, form: XmlForm
) -> Iterator[bytes]:
    """A data message in SDMX-ML, in pieces.

    A null is left out. Numbers are the shortest text that reads back as the same number. A character that XML cannot
    hold (a control character) becomes U+FFFD.

    Args:
        structure: Of the observations.
        data_sets: One, or several with their times of validity.
        content: What of each observation is given, and whether in series.
        header: Of the message.
        form: Which of the three.

    Yields:
        The header, then the observations, then the end.

    Raises:
        UnknownComponent: An attribute or dimension that the structure does not have.
        ObservationsUnwritable: See `batches.pieces` and `batches.in_series`.
    """
    layout = laid_out(structure, content)
    message = _Message(structure, content, header, form)
    yield message.begin().encode()
    for data_set in data_sets:
        yield message.data_set(data_set).encode()
        yield from Joiner(layout, _wording(layout, form)).data_set(data_set.batches)
        yield b"</m:DataSet>"
    yield message.end().encode()


def _wording(layout: Layout, form: XmlForm) -> Wording:
    return Generic(layout) if form == "generic 2.1" else StructureSpecific(layout)


class _Message:
    """What stands around the observations."""

    def __init__(self, structure: DataStructure, content: Content, header: Header, form: XmlForm) -> None:
        self.structure = structure
        self.at = content.dimension_at_observation
        self.header = header
        self.generic = form == "generic 2.1"
        self.schemas = f"{SCHEMAS}v3_0/" if form == "structure-specific 3.0" else f"{SCHEMAS}v2_1/"
        self.three = form == "structure-specific 3.0"
        self.element = "GenericData" if self.generic else "StructureSpecificData"

    @property
    def _own(self) -> str:
        """The namespace of the data set, which the structure and its packing make up."""
        return f"{flow_urn(self.structure)}:ObsLevelDim:{self.at}"

    def begin(self) -> str:
        """The root element and the header."""
        kind = "generic" if self.generic else "structurespecific"
        own = "" if self.generic else f' xmlns:own="{xml_text(self._own)}"'
        return (
            f'{DECLARATION}<m:{self.element} xmlns:m="{self.schemas}message" xmlns:c="{self.schemas}common" '
            f'xmlns:d="{self.schemas}data/{kind}"{own} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
            f"<m:Header>{header_elements(self.header)}{self._usage()}</m:Header>"
        )

    def _usage(self) -> str:
        own = "" if self.generic else f' namespace="{xml_text(self._own)}"'
        one = self.structure
        usage = (
            xml_text(flow_urn(one))
            if self.three
            else f'<Ref agencyID="{xml_text(one.agency)}" id="{xml_text(one.id)}" version="{xml_text(one.version)}" '
            'class="Dataflow"/>'
        )
        return (
            f'<m:Structure structureID="{xml_text(one.id)}"{own} dimensionAtObservation="{xml_text(self.at)}">'
            f"<c:StructureUsage>{usage}</c:StructureUsage></m:Structure>"
        )

    def data_set(self, data_set: DataSet) -> str:
        """The beginning of a data set."""
        prefix = "" if self.generic else "d:"
        attributes = {f"{prefix}structureRef": self.structure.id}
        if not self.generic:
            attributes["xsi:type"] = "own:DataSetType"
            attributes |= {} if self.three else {"d:dataScope": "DataStructure"}
        attributes[f"{prefix}action"] = data_set.action
        if data_set.valid_from:
            attributes[f"{prefix}validFromDate"] = instant(data_set.valid_from)
        if data_set.valid_to:
            attributes[f"{prefix}validToDate"] = instant(data_set.valid_to)
        said = "".join(f' {name}="{xml_text(value)}"' for name, value in attributes.items())
        return f"<m:DataSet{said}>"

    def end(self) -> str:
        """The end of the message."""
        return f"</m:{self.element}>"


def header_elements(header: Header) -> str:
    """The elements that every SDMX-ML header begins with."""
    return (
        f"<m:ID>{xml_text(header.id)}</m:ID><m:Test>{str(header.test).lower()}</m:Test>"
        f'<m:Prepared>{header.prepared_text}</m:Prepared><m:Sender id="{xml_text(header.sender)}"/>'
    )
