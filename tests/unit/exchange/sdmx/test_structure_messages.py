"""Structure messages: what is in them, and that they are valid."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from lxml import etree

from fairway.exchange.sdmx import media
from fairway.exchange.sdmx.artefacts import Artefact, Availability, constraint, narrowed
from fairway.exchange.sdmx.errors import NoSuchStructure, QueryMalformed
from fairway.exchange.sdmx.header import Header
from fairway.exchange.sdmx.media import Choice, MediaType
from fairway.exchange.sdmx.structure import TIME
from fairway.exchange.sdmx.structure_query import StructureQuery, answer, parse_structure
from fairway.exchange.sdmx.structures import write_structure
from tests.unit.exchange.sdmx.reading import json_errors, xml_errors
from tests.unit.exchange.sdmx.samples import STATUS, STRUCTURE

OTHER = replace(STRUCTURE, id="DF_OTHER", code_lists={"CL_OBS_STATUS": STATUS}, dimensions=(), attributes=())
HOUSE = [STRUCTURE, OTHER]
FORMATS = pytest.mark.parametrize("format", media.STRUCTURE_V2, ids=lambda one: one.short)
FOLDERS = dict(zip(media.STRUCTURE_V2, ("sdmx20", "sdmx30", "sdmx10", "sdmx21"), strict=True))


def asked(*path: str, **params: str) -> list[str]:
    return [one.id for one in answer(parse_structure(path, params), HOUSE)]


def errors(format: MediaType, said: bytes) -> list[str]:
    if format.family == "xml":
        return xml_errors(said, FOLDERS[format])
    return json_errors(said, FOLDERS[format], "structure")


@FORMATS
@pytest.mark.parametrize("detail", ["full", "allstubs", "referencestubs", "allcompletestubs", "referencecompletestubs"])
def test_every_message_is_valid(format: MediaType, detail: str) -> None:
    found = answer(parse_structure(["dataflow", "*", "DF_TEST"], {"references": "all", "detail": detail}), HOUSE)
    said = write_structure(Choice(format), found, Header(), ("fr",))
    assert errors(format, said) == []
    assert (b"SEX_F" in said) == (detail == "full")
    assert (b"For tests." in said) == (detail != "allstubs")


@FORMATS
def test_availability_is_valid_and_whole(format: MediaType) -> None:
    available = Availability(STRUCTURE, {"SEX": ["SEX_F"], "REF_AREA": [], TIME: ["2022", "2024-Q1"]}, 3, 9)
    for one in (available, Availability(STRUCTURE, {})):
        said = write_structure(Choice(format), [constraint(one)], Header())
        assert errors(format, said) == []
    said = write_structure(Choice(format), [constraint(available)], Header()).decode()
    assert said.count("sdmx_metrics") == 2
    assert "SEX_F" in said
    assert "REF_AREA" not in said
    dates = media.STRUCTURE_ML_21, media.STRUCTURE_JSON_1
    assert all(end in said for end in (("2022-01-01", "2024-03-31") if format in dates else ("2022", "2024-Q1")))


def test_references() -> None:
    lists = ["CL_SEX", "CL_AREA", "CL_OBS_STATUS"]
    assert asked("dataflow", "FAIRWAY", "DF_TEST") == ["DF_TEST"]
    assert set(asked("dataflow", "*", "DF_TEST", references="children")) == {"DF_TEST", "DSD_TEST", "AGENCIES"}
    descendants = {"DF_TEST", "DSD_TEST", "CS_TEST", "AGENCIES", *lists}
    assert set(asked("dataflow", "*", "DF_TEST", references="descendants")) == descendants
    assert set(asked("datastructure", "*", "DSD_TEST", references="parents")) == {"DSD_TEST", "DF_TEST"}
    assert set(asked("datastructure", "*", "DSD_TEST", references="codelist")) == {"DSD_TEST", *lists}
    assert set(asked("codelist", "*", "CL_SEX", references="ancestors")) == {"CL_SEX", "DSD_TEST", "DF_TEST"}
    assert set(asked("codelist", "*", "CL_SEX", references="parentsandsiblings")) == {
        *("DSD_TEST", "CS_TEST", "AGENCIES"),
        *lists,
    }
    assert set(asked("dataflow")) == {"DF_TEST", "DF_OTHER"}


def test_items_of_a_list() -> None:
    (found,) = answer(parse_structure(["codelist", "FAIRWAY", "CL_SEX", "latest", "SEX_M,SEX_F"], {}), HOUSE)
    assert [item.id for item in found.items] == ["SEX_M", "SEX_F"]
    assert found.partial
    said = json.loads(write_structure(Choice(media.STRUCTURE_JSON_2), [found], Header()))
    assert said["data"]["codelists"][0]["isPartial"] is True
    plus = parse_structure(["codelist", "all", "CL_SEX+CL_AREA", "all"], {}, separator="+")
    assert {one.id for one in answer(plus, HOUSE)} == {"CL_SEX", "CL_AREA"}


def test_what_is_not_there_is_not_found_with_the_nearest() -> None:
    for path in (
        ["codelist", "*", "CL_SEXX"],
        ["codelist", "*", "CL_SEX", "~", "SEX_Q"],
        ["codelist", "*", "CL_SEX", "9.0"],
    ):
        with pytest.raises(NoSuchStructure) as refused:
            asked(*path)
        assert refused.value.http_status == 404
    with pytest.raises(NoSuchStructure, match="CL_SEX"):
        asked("codelist", "*", "CL_SEXX")
    with pytest.raises(NoSuchStructure, match="codelist"):
        asked("hierarchy")
    for params in ({"references": "some"}, {"detail": "little"}, {"reference": "all"}):
        with pytest.raises(QueryMalformed):
            asked("dataflow", **params)


def test_names_are_in_every_language_and_escaped() -> None:
    (flow,) = answer(StructureQuery("dataflow", ids=("DF_TEST",)), HOUSE)
    root = etree.fromstring(write_structure(Choice(media.STRUCTURE_ML_3), [flow], Header(test=True)))
    names = {one.get("{http://www.w3.org/XML/1998/namespace}lang"): one.text for one in root.iter("{*}Name")}
    assert names == STRUCTURE.names
    assert root.findtext("{*}Header/{*}Test") == "true"
    said = json.loads(write_structure(Choice(media.STRUCTURE_JSON_1), [flow], Header(), ("fr-BE",)))
    assert said["data"]["dataflows"][0]["name"] == "Essai"
    assert said["data"]["dataflows"][0]["names"] == STRUCTURE.names
    assert said["meta"]["contentLanguages"] == ["fr"]


def test_availability_narrows_lists_to_what_is_there_and_what_is_above() -> None:
    found = answer(parse_structure(["dataflow", "*", "DF_TEST"], {"references": "codelist"}), HOUSE)
    kept = narrowed(found, Availability(STRUCTURE, {"SEX": ["SEX_F"]}))

    def items(of: tuple[Artefact, ...], id: str) -> list[str]:
        return next([item.id for item in one.items] for one in of if one.id == id)

    assert items(kept, "CL_SEX") == ["SEX_T", "SEX_F"]
    assert items(kept, "CL_AREA") == items(found, "CL_AREA")
    assert [one.partial for one in kept if one.id == "CL_SEX"] == [True]
