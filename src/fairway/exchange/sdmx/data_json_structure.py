"""What an SDMX-JSON data message says of its structure: names, levels, and the tables of values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from fairway.exchange.sdmx.content import Layout
from fairway.exchange.sdmx.data_json_index import IndexTable
from fairway.exchange.sdmx.errors import QueryMalformed
from fairway.exchange.sdmx.names import best, component_names, flow_urn, name_of, structure_urn
from fairway.exchange.sdmx.periods import span
from fairway.exchange.sdmx.structure import TIME, VALUE, Component, DataStructure

DATA_TYPES: Final = {"text": "String", "number": "Double", "integer": "Integer", "period": "ObservationalTimePeriod"}


class Describer:
    """Describes the components of one message.

    Args:
        structure: Of the observations.
        layout: What goes where.
        languages: Of names, in order of preference.
        version: Of SDMX-JSON.
    """

    def __init__(self, structure: DataStructure, layout: Layout, languages: Sequence[str], version: str) -> None:
        self._structure = structure
        self._layout = layout
        self._languages = languages
        self._version = version
        self._two = version == "2.0.0"
        self._order = {id: number for number, id in enumerate((*(one.id for one in structure.dimensions), TIME))}

    def indexed(self, attribute: Component) -> bool:
        """Whether an attribute is given by numbers: all are in 1.0, those with a code list in 2.0."""
        return not self._two or bool(attribute.codes)

    def languages_used(self) -> list[str]:
        """The languages in which names are given."""
        ids = (*self._layout.columns,)
        names = [self._structure.names, *(component_names(self._structure, id) for id in ids)]
        lists = (self._structure.code_list(id) for id in ids)
        names += [code.names for found in lists if found for code in found.codes]
        return sorted({best(one, self._languages)[0] for one in names} - {""}) or ["en"]

    def entry(self, id: str) -> Callable[[str], Mapping[str, object]]:
        """What the table of a component says of a value."""
        found = self._structure.code_list(id)
        if id == TIME:
            return _period
        if found:
            codes = {code.id: code for code in found.codes}
            languages = self._languages
            return lambda value: {
                "id": value,
                "name": name_of(codes[value].names, languages) if value in codes else value,
            }
        if self._two:
            return lambda value: {"value": value}
        if id in self._order:
            return lambda value: {"id": value, "name": value}
        return lambda value: {"name": value}

    def _named(self, id: str) -> dict[str, object]:
        return {"id": id, "name": name_of(component_names(self._structure, id), self._languages)}

    def structure(self, tables: Mapping[str, IndexTable], data_sets: int) -> Iterator[bytes]:
        """The member that describes the structure, in pieces: `"structures":[…]` in 2.0, `"structure":…` before."""
        one = self._structure
        head: dict[str, object] = {"name": name_of(one.names, self._languages)}
        links = [
            {"urn": flow_urn(one), "rel": "dataflow"},
            {"urn": structure_urn(one), "rel": "datastructure" if self._two else "structure"},
        ]
        head |= {"links": links}
        head |= {"dataSets": list(range(data_sets))} if self._two and data_sets else {}
        yield b'"structures":[' if self._two else b'"structure":'
        yield _dumped(head)[:-1].encode() + b',"dimensions":{'
        if self._layout.series:
            yield b'"series":['
            yield from self._dimensions(self._layout.series, tables)
            yield b"],"
        yield b'"observation":['
        observed = () if self._layout.keys_only else self._layout.observation
        yield from self._dimensions(observed, tables)
        yield b"]},"
        yield from self._measures_and_attributes(tables)
        yield b"}]" if self._two else b"}"

    def _dimensions(self, ids: Sequence[str], tables: Mapping[str, IndexTable]) -> Iterator[bytes]:
        # The schema of 2.0 allows no dimension without values, so an empty message describes none.
        present = [id for id in ids if tables[id].count]
        for number, id in enumerate(present):
            said = self._named(id) | {"keyPosition": self._order[id]}
            if id == TIME:
                said["roles"] = [TIME]
            yield (b"," if number else b"") + _dumped(said)[:-1].encode() + b',"values":['
            yield from tables[id].entries()
            yield b"]}"

    def _measures_and_attributes(self, tables: Mapping[str, IndexTable]) -> Iterator[bytes]:
        if self._two:
            measures = [self._named(VALUE) | {"format": {"dataType": "Double"}}] if self._layout.measures else []
            yield b'"measures":' + _dumped({"observation": measures}).encode() + b","
        yield b'"attributes":{"dataSet":[],"series":[],"observation":['
        for number, one in enumerate(self._layout.attributes):
            relation: dict[str, object] = {"observation": {}} if self._two else {"primaryMeasure": VALUE}
            said = self._named(one.id) | {"relationship": relation}
            if self._two:
                said |= {"isMandatory": one.required, "format": {"dataType": DATA_TYPES[one.kind]}}
            yield (b"," if number else b"") + _dumped(said)[:-1].encode()
            yield from self._values(one, tables)
        yield b"]}"

    def _values(self, attribute: Component, tables: Mapping[str, IndexTable]) -> Iterator[bytes]:
        table = tables.get(attribute.id)
        if table is None or (self._two and not table.count):
            yield b"}"
            return
        yield b',"values":['
        yield from table.entries()
        yield b"]}"


def _period(value: str) -> Mapping[str, object]:
    said: dict[str, object] = {"id": value, "name": value}
    try:
        begins, ends = span(value)
    except QueryMalformed:
        return said
    return said | {"start": f"{begins}T00:00:00Z", "end": f"{ends}T23:59:59Z"}


def _dumped(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
