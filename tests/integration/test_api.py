"""The API: answers as its own document describes them, problem details for every mistake, pages that join up."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.portal import client

WRONG = (
    ("/api/v1/nothing", 404),
    ("/api/nothing", 404),
    ("/api/", 404),
    ("/api/v1/corridors/NPL/XQQ", 404),
    ("/api/v1/corridors/NPL/NPL", 422),
    ("/api/v1/corridors/NPL/QAT?sex=X", 422),
    ("/api/v1/corridors/NPL/QAT?year=soon", 422),
    ("/api/v1/corridors/NPL/QAT?year=1066", 422),
    ("/api/v1/corridors/NPL/QAT?sector=banking", 404),
    ("/api/v1/corridors/NPL/QAT?via=NPL", 422),
    ("/api/v1/corridors/NPL/QAT?lang=xx", 422),
    ("/api/v1/corridors/NPL/QAT/figures/nothing", 404),
    ("/api/v1/corridors?limit=0", 422),
    ("/api/v1/corridors?limit=1001", 422),
    ("/api/v1/corridors?offset=-1", 422),
    ("/api/v1/corridors?format=xml", 422),
    ("/api/v1/corridors?from=Narnia", 404),
    ("/api/v1/compare", 422),
    ("/api/v1/compare?corridors=NPL-QAT", 422),
    ("/api/v1/countries/Narnia", 404),
    ("/api/v1/regions/NARNIA", 404),
    ("/api/v1/places?limit=x", 422),
    ("/api/v1/places?q=" + "x" * 300, 422),
)


@pytest.fixture(scope="module")
def program(portal):
    return client()


@pytest.mark.parametrize(("address", "status"), WRONG, ids=[address[:60] for address, _ in WRONG])
def test_every_mistake_is_a_problem(program, address: str, status: int) -> None:
    response = program.get(address)
    assert response.status_code == status
    assert response.headers["Content-Type"] == "application/problem+json"
    said = response.json()
    assert said["status"] == status
    assert said["type"].startswith("/api/docs#problem-")
    assert said["title"]
    assert said["instance"].startswith("/api/")


def test_a_problem_of_ours_says_nothing_of_the_inside(program) -> None:
    from unittest import mock

    with mock.patch("fairway_portal.api.profiles.profile", side_effect=RuntimeError("secret inside")):
        response = program.get("/api/v1/corridors/MEX/USA?year=1995")
    assert response.status_code == 500
    assert response.headers["Content-Type"] == "application/problem+json"
    assert b"secret" not in response.content


def test_a_misspelt_country_is_suggested(program) -> None:
    said = program.get("/api/v1/countries/Nepol").json()
    assert any("NPL" in one for one in said["details"]["suggestions"])


@pytest.mark.parametrize(
    ("address", "schema"),
    [
        ("/api/v1/corridors/NPL/QAT", "ProfileOut"),
        ("/api/v1/corridors/MEX/USA?sex=F&year=2020&sector=construction", "ProfileOut"),
        ("/api/v1/corridors/GTM/USA?via=MEX", "ProfileOut"),
        ("/api/v1/corridors/MEX/USA/figures/people.stock", "FigureOut"),
        ("/api/v1/compare?corridors=NPL-QAT,NPL-MYS", "ProfileOut"),
        ("/api/v1/countries/NPL", "ProfileOut"),
        ("/api/v1/regions/ECOWAS", "ProfileOut"),
        ("/api/v1/corridors?from=NPL&limit=3", "CorridorsOut"),
        ("/api/v1/places?q=nep", "PlacesOut"),
        ("/api/v1/regions", "RegionsOut"),
        ("/api/v1/sources", "SourcesOut"),
        ("/api/v1/vintages", "VintagesOut"),
        ("/api/v1/health", "HealthOut"),
    ],
)
def test_answers_are_as_the_document_says(program, address: str, schema: str) -> None:
    from fairway_portal.api import schemas

    response = program.get(address)
    assert response.status_code == 200
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    values = response.json()
    model = getattr(schemas, schema)
    assert undescribed(values, json.loads(model.model_validate(values).model_dump_json())) == []


def undescribed(values: Any, described: Any, path: str = "") -> list[str]:
    """Keys of an answer that its schema does not name."""
    if isinstance(values, dict) and isinstance(described, dict):
        here = [f"{path}.{key}" for key in values if key not in described]
        return here + [
            one
            for key in values
            if key in described
            for one in undescribed(values[key], described[key], f"{path}.{key}")
        ]
    if isinstance(values, list) and isinstance(described, list):
        return [one for a, b in zip(values, described, strict=True) for one in undescribed(a, b, path)]
    return []


def test_the_list_can_be_walked_page_by_page(program) -> None:
    address, seen, total = "/api/v1/corridors?limit=300", [], None
    while address:
        page = program.get(address).json()
        total = page["total"]
        seen += [(row["origin"], row["destination"]) for row in page["corridors"]]
        address = page["links"].get("next", "").removeprefix("http://localhost")
    assert len(seen) == len(set(seen)) == total
    assert total >= 500


def test_the_list_as_csv_by_name_and_by_accept(program) -> None:
    by_name = program.get("/api/v1/corridors?from=NPL&limit=5&format=csv")
    by_accept = program.get("/api/v1/corridors?from=NPL&limit=5", HTTP_ACCEPT="text/csv")
    as_json = program.get("/api/v1/corridors?from=NPL&limit=5", HTTP_ACCEPT="application/json")
    assert by_name.content == by_accept.content
    rows = list(csv.DictReader(io.StringIO(by_name.content.decode())))
    assert [row["destination"] for row in rows] == [row["destination"] for row in as_json.json()["corridors"]]
    assert {row["origin"] for row in rows} == {"NPL"}
    assert 'rel="first"' in by_name.headers["Link"]
    assert "Accept" in by_accept.headers["Vary"]


def test_an_unchanged_list_is_not_sent_again(program) -> None:
    first = program.get("/api/v1/corridors?limit=1000")
    again = program.get("/api/v1/corridors?limit=1000", HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_the_language_of_an_answer_is_chosen_by_name_or_header(program) -> None:
    arabic = program.get("/api/v1/places?q=QAT&lang=ar").json()["places"][0]
    assert arabic == {"code": "QAT", "name": "قطر"}
    spanish = program.get("/api/v1/places?q=ESP", HTTP_ACCEPT_LANGUAGE="es").json()["places"][0]
    assert spanish["name"] == "España"


def test_page_and_api_show_the_same_figures(program) -> None:
    said = program.get("/api/v1/corridors/MEX/USA").json()
    file = program.get("/en/corridors/MEX/USA/profile.json").json()
    assert said["sections"] == file["sections"]
    assert said["page"] == "http://localhost/en/corridors/MEX/USA"


def test_the_document_is_openapi_3_1_and_its_page_shows_every_path(program) -> None:
    document = program.get("/api/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    html = program.get("/api/docs").content.decode()
    for path, operations in document["paths"].items():
        assert f"GET {path}" in html
        assert list(operations) == ["get"]
        assert "200" in operations["get"]["responses"]
        assert operations["get"]["description"]
    assert "<script" not in html
