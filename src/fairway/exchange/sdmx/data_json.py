"""Data messages in SDMX-JSON 1.0 and 2.0, streamed, and in the working draft that older clients read.

Source: SDMX-JSON data message field guide and schema, 1.0 (SDMX 2.1) and 2.0.0 (SDMX 3.0).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, TypeAlias

from fairway.exchange.sdmx.content import Content, DataSet, Layout, laid_out
from fairway.exchange.sdmx.data_json_index import IndexTable
from fairway.exchange.sdmx.data_json_structure import Describer
from fairway.exchange.sdmx.data_json_wording import JsonWording
from fairway.exchange.sdmx.header import Header, instant
from fairway.exchange.sdmx.joining import Joiner
from fairway.exchange.sdmx.names import flow_urn
from fairway.exchange.sdmx.structure import DataStructure

JsonVersion: TypeAlias = Literal["1.0.0", "2.0.0", "1.0.0-wd"]
SCHEMAS: Final = {
    "1.0.0": "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/1.0/"
    "sdmx-json-data-schema.json",
    "2.0.0": "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/"
    "sdmx-json-data-schema.json",
}


def write_json(
    structure: DataStructure,
    data_sets: Sequence[DataSet],
    content: Content,
    header: Header,
    version: JsonVersion,
    present: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[bytes]:
    """A data message in SDMX-JSON, in pieces.

    In 1.0 every attribute is given by its number in a table of values; in 2.0 those with a code list are, and the
    others by their values. A null is `null`. Numbers are the shortest text that reads back as the same number.

    Args:
        structure: Of the observations.
        data_sets: One, or several with their times of validity.
        content: What of each observation is given, whether in series, and in which languages names are.
        header: Of the message.
        version: Of SDMX-JSON; `1.0.0-wd` is the working draft, with `header` and `structure` at the top.
        present: Component → the values that occur, in the order in which the message is to list them (a list of periods
            is then in order of time). Values beyond them follow as they appear.

    Yields:
        The header, the observations, then the tables of values.

    Raises:
        UnknownComponent: An attribute or dimension that the structure does not have.
        ObservationsUnwritable: See `batches.pieces` and `batches.in_series`.
    """
    layout = laid_out(structure, content)
    describer = Describer(structure, layout, content.languages, version)
    tables = _tables(describer, layout, present or {})
    wording = JsonWording(layout, tables, value_first=version != "2.0.0")
    try:
        yield _dumped({_HEADS[version]: _head(header, describer, version)})[:-1].encode()
        yield b',"dataSets":[' if version == "1.0.0-wd" else b',"data":{"dataSets":['
        for number, data_set in enumerate(data_sets):
            yield _begin(structure, data_set, version, first=not number)
            yield from Joiner(layout, wording).data_set(data_set.batches)
            yield b"}"
        yield b"],"
        yield from describer.structure(tables, len(data_sets))
        yield b"}" if version == "1.0.0-wd" else b"}}"
    finally:
        for table in tables.values():
            table.close()


_HEADS: Final = {"1.0.0": "meta", "2.0.0": "meta", "1.0.0-wd": "header"}


def _tables(describer: Describer, layout: Layout, present: Mapping[str, Sequence[str]]) -> dict[str, IndexTable]:
    tables = {id: IndexTable(describer.entry(id), present.get(id, ())) for id in layout.key}
    for one in layout.attributes:
        if describer.indexed(one):
            tables[one.id] = IndexTable(describer.entry(one.id), present.get(one.id, ()), forgets=not one.codes)
    return tables


def _head(header: Header, describer: Describer, version: JsonVersion) -> dict[str, object]:
    schema = {"schema": SCHEMAS[version]} if version in SCHEMAS else {}
    languages = {} if version == "1.0.0-wd" else {"contentLanguages": describer.languages_used()}
    return {
        **schema,
        "id": header.id,
        "test": header.test,
        "prepared": header.prepared_text,
        **languages,
        "sender": {"id": header.sender, "name": header.sender},
    }


def _begin(structure: DataStructure, data_set: DataSet, version: JsonVersion, *, first: bool) -> bytes:
    said: dict[str, object] = {"structure": 0} if version == "2.0.0" else {}
    said["action"] = data_set.action
    if data_set.valid_from:
        said["validFrom"] = instant(data_set.valid_from)
    if data_set.valid_to:
        said["validTo"] = instant(data_set.valid_to)
    said["links"] = [{"urn": flow_urn(structure), "rel": "dataflow"}]
    return ("" if first else ",").encode() + _dumped(said)[:-1].encode() + b","


def _dumped(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":"))
