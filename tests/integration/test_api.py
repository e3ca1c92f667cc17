"""The API: answers as its own document describes them, problem details for every mistake, pages that join up."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from typing import Any

import pytest

from tests.portal import Page, client

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


@pytest.mark.parametrize(
    "address",  # asked for nowhere else, so that HEAD comes before GET and not from memory
    ["/api/v1/corridors/NPL/QAT?year=2015", "/api/v1/places?q=hea", "/api/v1/regions?lang=fr", "/api/v1/nothing?head"],
)
def test_head_answers_like_get_without_a_body(program, address: str) -> None:
    head, get = program.head(address), program.get(address)
    assert head.status_code == get.status_code
    assert head.content == b""
    assert dict(head.headers) == dict(get.headers)
    again = program.head(address, HTTP_IF_NONE_MATCH=get.headers.get("ETag", "none"))
    assert again.status_code == (304 if get.status_code == 200 else get.status_code)


def test_the_body_of_head_is_left_out_by_the_portal_itself(portal) -> None:
    from django.test import RequestFactory

    from fairway_portal.site.caching import PageCache

    def wsgi(request: Any) -> Any:
        from django.http import HttpResponse

        assert request.method == "GET"
        return HttpResponse(b"figures" * 200)

    request = RequestFactory(HTTP_HOST="localhost").head("/api/v1/places")
    answer = PageCache(wsgi)(request)
    assert (answer.content, answer.headers["Content-Length"], request.method) == (b"", "1400", "HEAD")


def test_an_answer_that_depends_on_the_readers_language_says_so(program) -> None:
    for address in ("/api/v1/places?q=QAT", "/api/v1/corridors?limit=3", "/api/docs"):
        first = program.get(address)
        assert "Accept-Language" in first.headers["Vary"]
        unchanged = program.get(address, HTTP_IF_NONE_MATCH=first.headers["ETag"])
        assert "Accept-Language" in unchanged.headers["Vary"]
    for address in ("/api/v1/places?q=QAT&lang=ar", "/en/corridors/NPL/QAT"):
        assert "Accept-Language" not in program.get(address).headers["Vary"]


def test_the_year_is_read_in_the_digits_of_any_script(program) -> None:
    for digits in ("٢٠٢٠", "२०२०"):
        said = program.get("/api/v1/corridors/MEX/USA", {"year": digits}).json()
        assert said["corridor"]["year"] == 2020
    assert program.get("/api/v1/corridors/MEX/USA", {"year": "١٠٦٦"}).status_code == 422
    assert program.get("/api/v1/corridors/MEX/USA", {"year": "9" * 5000}).status_code == 422


def test_every_type_of_problem_is_explained_at_its_address(program) -> None:
    html = program.get("/api/docs").content.decode()
    ids = Page(html).ids()
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    said = [program.get(address).json()["type"] for address, _ in WRONG]
    said += [
        program.post("/api/v1/places").json()["type"],
        program.get("/api/", HTTP_HOST="evil.example").json()["type"],
    ]
    assert {"/api/docs#problem-method-not-allowed", "/api/docs#problem-bad-request"} <= set(said)
    assert {one.removeprefix("/api/docs#") for one in said} <= set(ids)
    assert "problem-internal-error" in ids
    assert "The base of every error" not in html


def test_every_table_of_the_documentation_has_a_caption(program) -> None:
    page = Page(program.get("/api/docs").content.decode())
    assert len(page.all("caption")) == len(page.all("table")) > 5
