"""The SDMX service through Django's client: every kind of query, every representation, every mistake."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest

from fairway.exchange.sdmx import media
from fairway.warehouse.releases import dataflow, publish, withdraw
from fairway.warehouse.shelf import Shelf
from tests.observations import observations, release
from tests.portal import LANGUAGES, Page, client, text_of

V1, V2 = "/rest/v1/data/FAIRWAY,DF_ILMS", "/rest/v2/data/dataflow/FAIRWAY/DF_ILMS/~"
KEY = "A.NPL.MST_TEMP_SEX_RT.SEX_F._Z._Z"
SELECTED = f"{V2}/{KEY}"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Two real releases, one of them replaced, and a demonstration that nobody asked for."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAIRWAY_HOME", str(tmp_path_factory.mktemp("home")))
        patch.delenv("FAIRWAY_DEMONSTRATION", raising=False)
        publish(release(), observations())
        publish(release(), observations(plus=0.5))
        publish(release("PHL_LFS_2024"), observations("PHL", years=(2024,)))
        publish(release("IND_DEMO_2024", demonstration=True), observations("IND"))
        yield


@pytest.fixture(scope="module")
def reader(portal: None, home: None) -> Any:
    return client()


def body(response: Any) -> bytes:
    """The whole body, as it would arrive."""
    joined = response.getvalue() if response.streaming else response.content
    return gzip.decompress(joined) if response.headers.get("Content-Encoding") == "gzip" else joined


def rows(response: Any) -> list[dict[str, str]]:
    """The rows of an answer in CSV."""
    assert response.status_code == 200, body(response)
    return list(csv.DictReader(io.StringIO(body(response).decode())))


@pytest.mark.parametrize("address", [f"{V1}/{KEY}", f"{V2}/{KEY}"])
@pytest.mark.parametrize("offered", media.DATA_V2, ids=str)
def test_every_representation_of_data(reader: Any, address: str, offered: media.MediaType) -> None:
    response = reader.get(address, headers={"accept": str(offered)})
    assert response.status_code == 200
    assert response.streaming
    assert response.headers["Content-Type"].startswith(str(offered))
    assert response.headers["Vary"] == "Accept, Accept-Encoding, Accept-Language"
    said = body(response)
    assert b"2023.5" in said
    assert b"SEX_F" in said
    assert b"SEX_M" not in said.partition(b"dataSets")[0] or offered.family != "json"
    kind = "attachment" if offered.family == "csv" else "inline"
    assert response.headers["Content-Disposition"] == f'{kind}; filename="DF_ILMS.{offered.family}"'


@pytest.mark.parametrize("offered", media.STRUCTURE_V2, ids=str)
@pytest.mark.parametrize(
    "address",
    [
        "/rest/v1/dataflow",
        "/rest/v1/datastructure/FAIRWAY/DSD_ILMS/latest?references=children",
        "/rest/v1/codelist/FAIRWAY/CL_SEX",
        "/rest/v1/conceptscheme/all/CS_ILMS/1.0.0",
        "/rest/v1/agencyscheme",
        "/rest/v1/contentconstraint/FAIRWAY/CR_DF_ILMS",
        "/rest/v1/actualconstraint/FAIRWAY/CR_DF_ILMS",
        "/rest/v1/structure/FAIRWAY/DF_ILMS",
        f"/rest/v1/availableconstraint/FAIRWAY,DF_ILMS/{KEY}",
        "/rest/v2/structure/dataflow/FAIRWAY/DF_ILMS/~?references=all",
        "/rest/v2/structure/*/*/*/*?detail=allstubs",
        "/rest/v2/structure/dataconstraint/*/CR_DF_ILMS",
        "/rest/v2/structure/codelist/FAIRWAY/CL_SEX/~/SEX_F",
        "/rest/v2/availability/dataflow/FAIRWAY/DF_ILMS/~/*",
        "/rest/v1/schema/dataflow/FAIRWAY/DF_ILMS",
        "/rest/v2/schema/datastructure/FAIRWAY/DSD_ILMS/~",
    ],
)
def test_every_representation_of_structures(reader: Any, address: str, offered: media.MediaType) -> None:
    response = reader.get(address, headers={"accept": str(offered)})
    assert response.status_code == 200, body(response)
    assert response.headers["Content-Type"] == str(offered)
    said = body(response)
    if offered.family == "json":
        assert json.loads(said)["data"]
    else:
        assert ElementTree.fromstring(said).tag.endswith("Structure")


def test_the_defaults_are_those_of_each_version(reader: Any) -> None:
    def kind(address: str, **headers: str) -> str:
        return str(reader.get(address, headers=headers).headers["Content-Type"])

    assert kind(f"{V1}/{KEY}") == str(media.GENERIC_21)
    assert kind(f"{V2}/{KEY}") == str(media.JSON_2)
    assert kind("/rest/v1/dataflow") == str(media.STRUCTURE_ML_21)
    assert kind("/rest/v2/structure/dataflow") == str(media.STRUCTURE_JSON_2)
    assert kind(f"{V1}/{KEY}", accept="text/csv").startswith(str(media.CSV_1))
    assert kind(f"{V1}/{KEY}?format=csv-1.0", accept="application/json").startswith(str(media.CSV_1))


def test_everything_that_is_published_is_there_and_nothing_of_a_demonstration(reader: Any) -> None:
    found = rows(reader.get(f"{V2}/*?format=csv"))
    assert len(found) == 126 + 63
    assert {row["REF_AREA"] for row in found} == {"NPL", "PHL"}
    assert b"DEMO" not in body(reader.get("/rest/v2/structure/*"))


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("/*?c[SEX]=SEX_F", 42 + 21),
        ("/*?c[SEX]=SEX_F,SEX_M&c[REF_AREA]=PHL", 42),
        ("/A.PHL,A.NPL.MST_TEMP_SEX_RT?x=", 63 + 6),
        ("/*?c[TIME_PERIOD]=ge:2024", 63 + 63),
        ("/*?c[TIME_PERIOD]=ge:2023+le:2023", 63),
        ("/*?c[AGE]=sw:AGE_0&c[INDICATOR]=MST_TEMP_SEX_AGE_NB", 60 + 30),
        ("/*?c[OBS_VALUE]=gt:2040", 3 * 3 + 3 * 4 - 6),
        ("/*?firstNObservations=1", 63 + 63),
        ("/*?lastNObservations=1&c[REF_AREA]=NPL", 63),
    ],
)
def test_filters(reader: Any, query: str, count: int) -> None:
    query = query.replace("?x=", "?").rstrip("?")
    joined = "&" if "?" in query else "?"
    found = rows(reader.get(f"{V2}{query}{joined}format=csv"))
    if "OBS_VALUE" in query:
        assert found
        assert all(float(row["OBS_VALUE"]) > 2040 for row in found)
    else:
        assert len(found) == count


def test_filters_of_version_1(reader: Any) -> None:
    assert len(rows(reader.get(f"{V1}/A..MST_TEMP_SEX_RT.SEX_F+SEX_M..?format=csv&startPeriod=2024"))) == 4
    assert len(rows(reader.get("/rest/v1/data/DF_ILMS?format=csv"))) == 189
    assert len(rows(reader.get(f"{V1}/all/all?format=csv&endPeriod=2023"))) == 63


def test_a_view_of_one_indicator_has_the_key_of_ilostat(reader: Any) -> None:
    [row] = rows(reader.get("/rest/v1/data/DF_MST_TEMP_SEX_RT/PHL.A.MST_TEMP_SEX_RT.SEX_F?format=csv"))
    assert list(row)[3:8] == ["REF_AREA", "FREQ", "MEASURE", "SEX", "TIME_PERIOD"]


def test_the_observations_come_in_the_order_that_was_asked_for(reader: Any) -> None:
    found = rows(reader.get(f"{V2}/*?dimensionAtObservation=SEX&format=csv"))
    keys = [
        tuple(row[name] for name in ("FREQ", "REF_AREA", "INDICATOR", "AGE", "CBR", "TIME_PERIOD")) for row in found
    ]
    assert keys == sorted(keys)
    assert len(found) == 189


def test_what_was_published_then_and_all_that_ever_was(reader: Any) -> None:
    flow = dataflow(Shelf.open(), "DF_ILMS")
    old = min(datetime.fromisoformat(one.record.imported) for one in flow.history)
    then = old.isoformat().replace("+00:00", "Z")
    [first] = rows(reader.get(f"{SELECTED}?format=csv&asOf={then}&c[TIME_PERIOD]=2023"))
    [now] = rows(reader.get(f"{SELECTED}?format=csv&c[TIME_PERIOD]=2023"))
    assert (float(first["OBS_VALUE"]), float(now["OBS_VALUE"])) == (2023.0, 2023.5)
    every = rows(reader.get(f"{SELECTED}?format=csv&includeHistory=true&c[TIME_PERIOD]=2023"))
    assert [(float(row["OBS_VALUE"]), bool(row["VALID_TO"])) for row in every] == [(2023.5, False), (2023.0, True)]
    assert reader.get(f"{SELECTED}?asOf=2000-01-01T00:00:00Z").status_code == 404
    assert len(rows(reader.get(f"{V2}/*?format=csv&updatedAfter={then}"))) == 189
    late = (flow.updated + timedelta(seconds=1)).isoformat().replace("+00:00", "Z")
    assert reader.get(f"{V2}/*?updatedAfter={late}").status_code == 404


def test_availability(reader: Any) -> None:
    def values(address: str) -> dict[str, list[str]]:
        said = json.loads(body(reader.get(address)))
        [constraint] = said["data"]["dataConstraints"]
        [region] = constraint["cubeRegions"]
        return {one["id"]: [value["value"] for value in one["values"]] for one in region["keyValues"]}

    base = "/rest/v2/availability/dataflow/FAIRWAY/DF_ILMS/~"
    found = values(f"{base}/*")
    assert found["REF_AREA"] == ["NPL", "PHL"]
    assert found["INDICATOR"] == ["MST_TEMP_SEX_AGE_NB", "MST_TEMP_SEX_RT"]
    assert values(f"{base}/A.PHL/INDICATOR") == {"INDICATOR": ["MST_TEMP_SEX_AGE_NB", "MST_TEMP_SEX_RT"]}
    assert values(f"{base}/*/AGE?c[INDICATOR]=MST_TEMP_SEX_RT") == {"AGE": ["_Z"]}
    exact = values(f"{base}/*/REF_AREA?c[TIME_PERIOD]=2023")
    assert exact == {"REF_AREA": ["NPL"]}
    assert values(f"{base}/*/REF_AREA?c[REF_AREA]=NPL&mode=available") == {"REF_AREA": ["NPL", "PHL"]}
    assert values(f"{base}/*/REF_AREA?c[REF_AREA]=NPL&c[TIME_PERIOD]=2023&mode=available") == {"REF_AREA": ["NPL"]}


def test_availability_brings_the_lists_cut_down_to_what_is_there(reader: Any) -> None:
    said = json.loads(body(reader.get("/rest/v2/availability/dataflow/FAIRWAY/DF_ILMS/~/*/*?references=codelist")))
    lists = {one["id"]: one for one in said["data"]["codelists"]}
    assert [code["id"] for code in lists["CL_AREA"]["codes"]] == ["NPL", "PHL"]
    assert lists["CL_AREA"]["isPartial"]
    every = json.loads(body(reader.get("/rest/v2/availability/dataflow/FAIRWAY/DF_ILMS/~/*/*?references=all")))
    assert {"dataflows", "dataStructures", "conceptSchemes", "codelists"} <= set(every["data"])


WRONG = (
    ("/rest/v1/data/DF_ILM", 404, 100),
    ("/rest/v2/data/dataflow/FAIRWAY/DF_NOTHING", 404, 100),
    ("/rest/v2/data/dataflow/FAIRWAY/DF_ILMS/2.0.0", 404, 100),
    ("/rest/v2/data/provisionagreement/FAIRWAY/DF_ILMS", 404, 100),
    ("/rest/v1/dataflow/FAIRWAY/DF_NOTHING", 404, 100),
    ("/rest/v1/categoryscheme", 404, 100),
    ("/rest/v2/nothing", 404, 100),
    ("/rest/v1/", 404, 100),
    ("/rest/v3/data/DF_ILMS", 404, 100),
    (f"{V1}/A.IND....", 404, 100),
    (f"{V1}/A.NPL.NEVER_SEEN...", 404, 100),
    ("/rest/v1/availableconstraint/DF_ILMS/A.IND....", 404, 100),
    ("/rest/v2/structure/dataconstraint/FAIRWAY/CR_NOTHING", 404, 100),
    (f"{V1}/A.NPL", 422, 150),
    (f"{V2}/A.NPL......", 422, 150),
    (f"{V2}/A.NEPAL", 422, 150),
    (f"{V2}/*?c[SEX]=SEX_FF", 422, 150),
    (f"{V2}/*?c[SECTOR]=A", 422, 150),
    (f"{V1}/all?startPeriod=2024&endPeriod=2020", 422, 150),
    ("/rest/v2/availability/dataflow/FAIRWAY/DF_ILMS/~/*/SECTOR", 422, 150),
    (f"{V1}/all?startPeriod=soon", 400, 140),
    (f"{V1}/all?startperiod=2020", 400, 140),
    (f"{V1}/all?firstNObservations=-1", 400, 140),
    (f"{V1}/all?detail=some", 400, 140),
    (f"{V1}/a;b", 400, 140),
    (f"{V2}/*?c[SEX]=SEX_F&c[SEX]=SEX_M", 400, 140),
    (f"{V2}/*?c[OBS_VALUE]=gt:many", 400, 140),
    (f"{V2}/*?updatedAfter=yesterday", 400, 140),
    ("/rest/v2/structure/dataflow?references=some", 400, 140),
    ("/rest/v2/availability/dataflow/FAIRWAY/DF_ILMS/~/*?mode=some", 400, 140),
    ("/rest/v2/availability/dataflow/FAIRWAY/DF_ILMS/~/*?references=some", 400, 140),
    ("/rest/v2/availability/dataflow/FAIRWAY/DF_ILMS/~/*/SEX/more", 400, 140),
    (f"{V2}/*?c[SOURCE]=" + "x" * 9_000, 400, 140),
    ("/rest/v1/data/all", 501, 501),
    ("/rest/v2/data/dataflow/*/*/~", 501, 501),
    ("/rest/v1/schema/provisionagreement/FAIRWAY/DF_ILMS", 501, 501),
    ("/rest/v2/metadata/structure/dataflow", 501, 501),
)


@pytest.mark.parametrize("form", ["json", "xml", "csv"])
@pytest.mark.parametrize(("address", "status", "code"), WRONG, ids=[f"{one[0][:70]}" for one in WRONG])
def test_every_mistake_in_every_form(reader: Any, address: str, status: int, code: int, form: str) -> None:
    accepted = {"json": "application/vnd.sdmx.data+json", "xml": "application/xml", "csv": "text/csv"}
    response = reader.get(address, headers={"accept": accepted[form]})
    if "structure" in address or "availab" in address or "/v1/cat" in address or "dataflow/FAIRWAY/DF_N" in address:
        # Structures have no CSV, which is the mistake then.
        assert response.status_code in (status, 406)
    else:
        assert response.status_code == status
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cache-Control"] == "no-store"
    said = response.content
    if form == "json":
        [error] = json.loads(said)["errors"]
        assert error["title"]
        assert response.status_code == 406 or error["code"] == code
    elif form == "xml":
        message = ElementTree.fromstring(said)
        assert message.tag.endswith("}Error")
        assert response.status_code == 406 or message[0].attrib["code"] == str(code)
    else:
        assert response.headers["Content-Type"] == "application/problem+json"
        assert json.loads(said)["status"] == response.status_code


def test_nothing_suitable_is_offered(reader: Any) -> None:
    response = reader.get(f"{V2}/*", headers={"accept": "image/png"})
    assert response.status_code == 406
    assert "application/vnd.sdmx.data+csv;version=2.0.0" in json.loads(response.content)["errors"][0]["detail"]
    assert reader.get(f"{V2}/*?format=pdf").status_code == 406
    assert reader.get("/rest/v2/structure/dataflow?format=csv").status_code == 406


def test_a_mistake_of_ours_says_nothing_of_the_inside(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from fairway_portal.api.sdmx import service

    def broken(asked: object) -> None:
        raise RuntimeError("secret inside")

    monkeypatch.setitem(service.QUERIES[2], "data", broken)  # type: ignore[arg-type]
    response = reader.get(f"{V2}/*")
    assert response.status_code == 500
    assert b"secret" not in response.content
    assert json.loads(response.content)["errors"][0]["code"] == 500


def test_the_nearest_valid_code_is_named(reader: Any) -> None:
    [error] = json.loads(reader.get(f"{V2}/*?c[SEX]=SEX_FF").content)["errors"]
    assert "SEX_F" in error["detail"]


@pytest.mark.parametrize(
    "poison",
    ["' OR 1=1 --", '"; DROP TABLE df_ilms; --', "SEX_F') UNION SELECT 1 --", "../../../etc/passwd", "%00", "\u202e"],
)
def test_words_of_a_database_are_only_words(reader: Any, poison: str) -> None:
    from urllib.parse import quote

    before = len(rows(reader.get(f"{V2}/*?format=csv")))
    for address in (
        f"{V2}/{quote(poison, safe='')}",
        f"{V2}/*?c[SEX]={quote(poison)}",
        f"{V2}/*?c[SOURCE]={quote(poison)}",
        f"{V2}/*?c[{quote(poison)}]=A",
        f"/rest/v1/data/{quote(poison, safe='')}",
        f"/rest/v1/codelist/{quote(poison, safe='')}",
    ):
        assert reader.get(address).status_code in (400, 404, 422)
    assert len(rows(reader.get(f"{V2}/*?format=csv"))) == before


def test_large_answers_are_refused_where_a_reader_must_hold_them_in_memory(
    reader: Any, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SDMX_MOST = 100
    refused = reader.get(f"{V2}/*")
    assert refused.status_code == 413
    [error] = json.loads(refused.content)["errors"]
    assert error["code"] == 510
    assert "189" in error["title"]
    assert reader.get(f"{V1}/all").status_code == 413
    assert reader.get(f"{V2}/*?format=csv").status_code == 200
    assert reader.get(f"{V2}/*?c[REF_AREA]=PHL").status_code == 200
    settings.SDMX_MOST = 0
    assert reader.get(f"{V2}/*").status_code == 200


def test_an_answer_that_the_reader_has_is_not_sent_again(reader: Any) -> None:
    for address in (f"{V2}/*", "/rest/v2/structure/dataflow", "/rest/v1/availableconstraint/DF_ILMS"):
        first = reader.get(address)
        tag, changed = first.headers["ETag"], first.headers["Last-Modified"]
        again = reader.get(address, headers={"if-none-match": tag})
        assert again.status_code == 304
        assert (again.headers["ETag"], again.headers["Vary"]) == (tag, first.headers["Vary"])
        assert body(again) == b""
        assert reader.get(address, headers={"if-none-match": 'W/"other"'}).status_code == 200
        assert reader.get(address, headers={"if-modified-since": changed}).status_code == 304
        assert reader.get(address, headers={"if-modified-since": "Sat, 01 Jan 2000 00:00:00 GMT"}).status_code == 200
        # Where there is a tag, it decides.
        both = {"if-none-match": 'W/"other"', "if-modified-since": changed}
        assert reader.get(address, headers=both).status_code == 200
        other = "application/json" if address.startswith("/rest/v1") else "application/xml"
        assert reader.get(address, headers={"accept": other}).headers["ETag"] != tag


def test_a_new_release_changes_the_tag(reader: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path / "home"))
    tags = []
    publish(release(), observations())
    tags.append(reader.get(f"{V2}/*").headers["ETag"])
    publish(release("PHL_LFS_2024"), observations("PHL"))
    tags.append(reader.get(f"{V2}/*").headers["ETag"])
    withdraw("PHL_LFS_2024", "Wrong.")
    tags.append(reader.get(f"{V2}/*").headers["ETag"])
    assert len(set(tags)) == 3
    withdraw("NPL_LFS_2024", "Wrong.")
    assert reader.get(f"{V2}/*").status_code == 404


def test_head_says_what_get_would_without_the_body(reader: Any) -> None:
    for address in (f"{V2}/*", "/rest/v1/dataflow"):
        head, whole = reader.head(address), reader.get(address)
        assert head.status_code == 200
        assert body(head) == b""
        for name in ("Content-Type", "ETag", "Last-Modified", "Content-Disposition"):
            assert head.headers[name] == whole.headers[name]
    assert reader.head(f"{V1}/A.IND....").status_code == 404


def test_gzip_is_streamed_to_those_who_take_it(reader: Any) -> None:
    plain = body(reader.get(f"{V2}/*?format=csv"))
    for said, taken in (("gzip", True), ("br, gzip;q=0.5", True), ("*", True), ("gzip;q=0", False), ("br", False)):
        response = reader.get(f"{V2}/*?format=csv", headers={"accept-encoding": said})
        assert (response.headers.get("Content-Encoding") == "gzip") is taken, said
        assert response.streaming
        assert body(response) == plain


def test_names_are_in_the_readers_language(reader: Any) -> None:
    address = f"{SELECTED}?format=application/vnd.sdmx.data%2Bcsv;version=2.0.0;labels=both"
    assert "Code français SEX_F" in body(reader.get(address, headers={"accept-language": "fr-CH, en;q=0.5"})).decode()
    assert "SEX_F: Code SEX_F" in body(reader.get(address)).decode()
    response = reader.get(f"{address}&lang=fr")
    assert "Code français SEX_F" in body(response).decode()
    assert response.headers["Content-Language"] == "fr"
    unknown = reader.get(f"{V2}/*", headers={"accept-language": "de"})
    assert unknown.headers["Content-Language"] == "en"
    error = reader.get("/rest/v2/nothing", headers={"accept-language": "fr"})
    assert error.headers["Content-Language"] == "fr"


def test_pages_of_other_sites_may_read(reader: Any) -> None:
    response = reader.get(f"{V2}/*")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert response.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    asked = reader.options(f"{V2}/*", headers={"origin": "https://example.org"})
    assert asked.status_code == 204
    assert "If-None-Match" in asked.headers["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_nothing_can_be_written(reader: Any, method: str) -> None:
    assert getattr(reader, method)(f"{V2}/*").status_code == 405


def test_nothing_is_kept_in_the_memory_of_pages(reader: Any) -> None:
    """Two queries that differ in parameters which pages do not know must not be taken for one another."""
    one = rows(reader.get(f"{V2}/*?format=csv&c[SEX]=SEX_F"))
    other = rows(reader.get(f"{V2}/*?format=csv&c[SEX]=SEX_M"))
    assert {row["SEX"] for row in one} == {"SEX_F"}
    assert {row["SEX"] for row in other} == {"SEX_M"}


def test_a_demonstration_is_served_only_where_it_is_asked_for(reader: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    address = "/rest/v2/data/dataflow/FAIRWAY_DEMONSTRATION/DF_ILMS"
    assert reader.get(address).status_code == 404
    monkeypatch.setenv("FAIRWAY_DEMONSTRATION", "yes")
    said = json.loads(body(reader.get(address)))
    assert said["meta"]["test"] is True
    assert {row["REF_AREA"] for row in rows(reader.get(f"{address}?format=csv"))} == {"IND"}
    # Whoever asks for no agency gets the facts.
    assert {row["REF_AREA"] for row in rows(reader.get("/rest/v1/data/DF_ILMS?format=csv"))} == {"NPL", "PHL"}


def test_an_empty_service_says_so(portal: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path / "empty"))
    assert client().get("/rest/v2/structure/dataflow").status_code == 404
    assert client().get(f"{V2}/*").status_code == 404


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_that_explains_the_service(reader: Any, language: str) -> None:
    said = text_of(reader.get(f"/api/sdmx?lang={language}"))
    assert "FAIRWAY:DF_ILMS(1.0.0)" in said
    assert "DEMONSTRATION" not in said
    assert f'<html lang="{language}"' in said
    addresses = [link for link in Page(said).links() if link.startswith("/rest/")]
    assert len(addresses) == 3 + 2 * 4
    for address in addresses:
        assert reader.get(address).status_code == 200, address
    assert any("/api/sdmx" in link for link in Page(text_of(reader.get("/api/docs"))).links())


def test_the_page_of_an_empty_service(portal: None, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FAIRWAY_HOME", str(tmp_path / "empty"))
    said = text_of(client().get("/api/sdmx"))
    assert "No survey figures have been published here yet" in said
    assert "application/vnd.sdmx.data+csv;version=2.0.0" in said
