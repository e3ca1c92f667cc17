"""sdmx1 and pysdmx read back what we write: every code, value, attribute and null, and every artefact.

Left out, because a client cannot: pysdmx reads no SDMX-JSON data; sdmx1 reads of JSON data only the working draft, of
CSV only 2.0, and splits CSV lines at line breaks inside quotation marks.
"""

from __future__ import annotations

import io
import math
import struct
import warnings
from typing import Any

import polars as pl
import pytest

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.artefacts import Availability, constraint
from fairway.exchange.sdmx.content import ALL_DIMENSIONS, Content, DataSet
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.media import Choice, MediaType
from fairway.exchange.sdmx.messages import write_data
from fairway.exchange.sdmx.structure import TIME, VALUE
from fairway.exchange.sdmx.structure_query import StructureQuery, answer
from fairway.exchange.sdmx.structures import write_structure
from tests.unit.exchange.sdmx.samples import ROWS, SEX, STRUCTURE

sdmx = pytest.importorskip("sdmx", reason="sdmx1 is not installed")
# Imported before anything is read: its module for 3.0 cannot be imported once a structure-specific message has been.
pytest.importorskip("sdmx.reader.xml.v30")
pysdmx = pytest.importorskip("pysdmx.io", reason="pysdmx is not installed")

PLAIN = ROWS.with_columns(pl.col("SOURCE").str.replace_all(r"[\t\r\n\u{2028}]", " "))
"""Without the line breaks at which sdmx1 splits the lines of CSV."""
CONTENTS = pytest.mark.parametrize(
    "content", [Content(), Content(dimension_at_observation=ALL_DIMENSIONS)], ids=["series", "flat"]
)
ARTEFACTS = answer(StructureQuery("dataflow", references=("descendants",)), [STRUCTURE])
NUMBERS = {VALUE: float, "STD_ERR": float, "N_OBS": int}


def message(format: MediaType, table: pl.DataFrame, content: Content) -> bytes:
    return b"".join(write_data(Choice(format), STRUCTURE, [DataSet([table])], content, Header(test=True)))


def wanted(table: pl.DataFrame) -> list[dict[str, object]]:
    rows = table.rows(named=True)
    return [{name: _bits(value) for name, value in row.items() if value is not None} for row in rows]


def _bits(value: object) -> object:
    return struct.pack(">d", value) if isinstance(value, float) else value


def found(row: dict[str, Any]) -> dict[str, object]:
    """Texts of a client as the values of the table; what it says for a null left out."""
    said = {name: value for name, value in row.items() if not _null(value)}
    return {name: _bits(NUMBERS[name](value) if name in NUMBERS else str(value)) for name, value in said.items()}


def _null(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def in_order(rows: list[dict[str, object]]) -> list[dict[str, object]]:
    return sorted(rows, key=lambda row: tuple(str(row[name]) for name in ("REF_AREA", "SEX", TIME)))


def definition() -> Any:
    """Our structure as sdmx1 reads it."""
    said = write_structure(Choice(media.STRUCTURE_ML_21), ARTEFACTS, Header())
    return sdmx.read_sdmx(io.BytesIO(said)).structure["DSD_TEST"]


def definition_3() -> Any:
    said = write_structure(Choice(media.STRUCTURE_ML_3), ARTEFACTS, Header())
    return sdmx.read_sdmx(io.BytesIO(said)).structure["DSD_TEST"]


def by_sdmx1(read: Any) -> list[dict[str, object]]:
    rows = []
    for data_set in read.data:
        for one in data_set.obs:
            row = {name: value.value for name, value in one.key.values.items()}
            row |= {VALUE: one.value} | {name: _code(value.value) for name, value in one.attrib.items()}
            rows.append(found(row))
    return in_order(rows)


def _code(value: Any) -> Any:
    return value.id if hasattr(value, "id") else value


@CONTENTS
@pytest.mark.parametrize("format", [media.ML_21, media.GENERIC_21, media.ML_3], ids=lambda one: one.short)
def test_sdmx1_reads_every_observation_of_xml(format: MediaType, content: Content) -> None:
    structure = definition_3() if format is media.ML_3 else definition()
    read = sdmx.read_sdmx(io.BytesIO(message(format, ROWS, content)), structure=structure)
    assert by_sdmx1(read) == wanted(ROWS)
    assert read.header.test is True


@CONTENTS
def test_sdmx1_reads_every_observation_of_json(content: Content) -> None:
    read = sdmx.read_sdmx(io.BytesIO(message(media.JSON_DRAFT, ROWS, content)))
    assert by_sdmx1(read) == wanted(ROWS)


def test_sdmx1_reads_every_observation_of_csv() -> None:
    read = sdmx.reader.csv.Reader().convert(
        io.BytesIO(message(media.CSV_2, PLAIN, Content())), structure=definition_3()
    )
    assert by_sdmx1(read) == wanted(PLAIN)


@CONTENTS
@pytest.mark.parametrize(
    "format", [media.CSV_1, media.CSV_2, media.ML_21, media.GENERIC_21, media.ML_3], ids=lambda one: one.short
)
def test_pysdmx_reads_every_observation(format: MediaType, content: Content) -> None:
    xml = format.family == "xml"
    read = pysdmx.read_sdmx(message(format, ROWS, content).decode(), validate=xml)
    (data_set,) = read.data
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        rows = data_set.data.to_dict("records")
    assert in_order([found({name: row[name] for name in STRUCTURE.columns}) for row in rows]) == wanted(ROWS)


@pytest.mark.parametrize("format", [media.STRUCTURE_ML_21, media.STRUCTURE_ML_3], ids=lambda one: one.short)
def test_sdmx1_reads_the_structure_with_every_name(format: MediaType) -> None:
    read = sdmx.read_sdmx(io.BytesIO(write_structure(Choice(format), ARTEFACTS, Header())))
    structure = read.structure["DSD_TEST"]
    assert [one.id for one in structure.dimensions] == ["REF_AREA", "SEX", TIME]
    assert [one.id for one in structure.attributes] == ["OBS_STATUS", "STD_ERR", "N_OBS", "SOURCE"]
    assert structure.dimensions.get("SEX").local_representation.enumerated.id == "CL_SEX"
    codes = read.codelist["CL_SEX"]
    assert {code.id: dict(code.name.localizations) for code in codes} == {one.id: one.names for one in SEX.codes}
    assert codes["SEX_M"].parent.id == "SEX_T"
    assert read.dataflow["DF_TEST"].structure.id == "DSD_TEST"


@pytest.mark.parametrize(
    "format", [media.STRUCTURE_ML_21, media.STRUCTURE_ML_3, media.STRUCTURE_JSON_2], ids=lambda one: one.short
)
def test_pysdmx_reads_structure_and_availability(format: MediaType) -> None:
    available = constraint(Availability(STRUCTURE, {"SEX": ["SEX_F", "SEX_M"], TIME: ["2022", "2024"]}, 3, 9))
    said = write_structure(Choice(format), (*ARTEFACTS, available), Header())
    read = pysdmx.read_sdmx(said.decode(), validate=False)
    (structure,) = read.get_data_structure_definitions()
    assert [one.id for one in structure.components.dimensions] == ["REF_AREA", "SEX", TIME]
    codes = {one.id: [code.id for code in one] for one in read.get_codelists()}
    assert codes["CL_SEX"] == list(SEX.ids)
    assert len(codes["CL_AREA"]) == 3000
    (actual,) = (one for one in read.structures if type(one).__name__ == "AvailabilityConstraint")
    assert (actual.series_count, actual.obs_count) == (3, 9)
    assert [value.value for value in actual.cube_region.key_values[0].values] == ["SEX_F", "SEX_M"]


def test_sdmx1_reads_availability() -> None:
    available = constraint(Availability(STRUCTURE, {"SEX": ["SEX_F"], TIME: ["2022", "2024-Q1"]}, 3, 9))
    said = write_structure(Choice(media.STRUCTURE_ML_21), (*ARTEFACTS, available), Header())
    (actual,) = sdmx.read_sdmx(io.BytesIO(said)).constraint.values()
    assert {one.id: one.title for one in actual.annotations} == {"series_count": "3", "obs_count": "9"}
    members = actual.data_content_region[0].member
    assert [[value.value for value in one.values] for key, one in members.items() if key.id == "SEX"] == [["SEX_F"]]
