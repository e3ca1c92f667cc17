"""What a reader gets who asks for something wrong: a page with advice in her language, and the right status."""

from __future__ import annotations

from unittest import mock

import pytest

from tests.portal import LANGUAGES, Page, client, text_of

WRONG = (
    ("/en/nothing", 404),
    ("/en/corridors/NPL/XQQ", 404),
    ("/en/corridors/NPL/SCG", 404),
    ("/en/corridors/NPL/NPL", 422),
    ("/en/corridors/NPL/QAT?sex=X", 422),
    ("/en/corridors/NPL/QAT?year=1066", 422),
    ("/en/corridors/NPL/QAT?year=soon", 422),
    ("/en/corridors/NPL/QAT?sector=banking", 422),
    ("/en/corridors/NPL/QAT?via=Narnia", 422),
    ("/en/corridors/NPL/QAT?via=QAT", 422),
    ("/en/corridors/NPL/QAT/figures/people.nothing", 404),
    ("/en/corridors/NPL/QAT/figures/people.stock.exe", 404),
    ("/en/corridors/NPL/QAT/profile.doc", 404),
    ("/en/corridors/?from=Narnia", 422),
    ("/en/corridors/?page=0", 422),
    ("/en/corridors/?page=x", 422),
    ("/en/corridors/?page=99999999999999999999", 422),
    ("/en/corridors/?page=00000199999999999999999999", 422),
    ("/en/corridors/?page=" + "9" * 5000, 422),
    ("/en/countries/Narnia", 404),
    ("/en/regions/NARNIA", 404),
    ("/en/between/NARNIA/EU", 404),
    ("/en/compare/NPL-QAT", 422),
    ("/en/compare/NPL", 422),
    ("/en/compare/,", 422),
    ("/en/compare/,,", 422),
    ("/en/compare/%20", 422),
    ("/en/compare/,/profile.csv", 422),
    ("/en/compare/NPL-QAT,NPL-QAT", 422),
    ("/en/between", 422),
    ("/en/between?from=ECOWAS", 422),
    ("/en/between?from=NARNIA&to=EU", 422),
    ("/en/between?from=%2B&to=EU", 422),
    ("/en/compare/NPL-QAT,XXQ-QAT", 404),
    ("/en/compare?corridors=nonsense", 422),
    ("/en/find", 422),
    ("/en/find?from=Narnia&to=Qatar", 422),
    ("/en/find?from=Nepal&to=Nepal", 422),
    ("/en/matrix?year=x", 422),
    ("/de/", 404),
    ("/en/corridors/%00/QAT", 404),
    ("/en/corridors/" + "N" * 3000 + "/QAT", 404),
    ("/en/corridors/%F0%9F%8F%B3/QAT", 404),
    ("/en/corridors/%3Cscript%3Ealert(1)%3C%2Fscript%3E/QAT", 404),
    ("/en/find?from=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&to=QAT", 422),
)


@pytest.fixture(scope="module")
def reader(portal):
    return client()


@pytest.mark.parametrize(("address", "status"), WRONG, ids=[address[:60] for address, _ in WRONG])
def test_wrong_requests_are_answered_with_advice(reader, address: str, status: int) -> None:
    response = reader.get(address)
    assert response.status_code == status
    html = text_of(response)
    seen = Page(html)
    assert len(seen.all("h1")) == 1
    assert "/en/" in seen.links()
    assert "<script>" not in html
    assert "Traceback" not in html
    assert "`" not in html  # a reader of a page has no command line
    assert response.headers["Cache-Control"] == "no-store"
    assert "default-src 'self'" in response.headers["Content-Security-Policy"]
    if status == 422 and "summary" in html:
        targets = [link[1:] for link in seen.links() if link.startswith("#") and link != "#main"]
        assert targets
        assert set(targets) - {"page", "year", "sex"} <= set(seen.ids())


@pytest.mark.parametrize("language", LANGUAGES)
def test_mistakes_are_told_in_the_readers_language(reader, language: str) -> None:
    response = reader.get(f"/{language}/corridors/NPL/Katar-x")
    assert response.status_code == 404
    html = text_of(response)
    assert f'<html lang="{language}"' in html
    # The library's own sentence is English and is marked as such on other pages.
    assert ('<p class="quiet" lang="en" dir="ltr">' in html) == (language != "en")


def test_a_misspelt_country_is_suggested_and_linked(reader) -> None:
    html = text_of(reader.get("/en/corridors/Nepol/QAT"))
    assert "/en/corridors/NPL/QAT" in Page(html).links()
    form = Page(text_of(reader.get("/en/find?from=nepol&to=qatar")))
    assert "/en/find?from=NPL&to=qatar" in form.links()
    field = next(one for one in form.all("input") if one["name"] == "from")
    assert field["aria-invalid"] == "true"
    assert field["aria-describedby"] == "from-error"
    assert field["value"] == "nepol"


def test_pages_are_read_only(reader) -> None:
    for address in ("/en/", "/en/corridors/NPL/QAT", "/api/v1/places"):
        response = reader.post(address)
        assert response.status_code == 405
        assert "GET" in response.headers["Allow"]
        assert response.content


def test_our_own_fault_says_nothing_of_the_inside(reader) -> None:
    with mock.patch("fairway_portal.observatory.queries.corridors", side_effect=RuntimeError("secret inside")):
        response = reader.get("/fr/?page=77")
    assert response.status_code == 500
    html = text_of(response)
    assert "secret" not in html
    assert '<html lang="fr"' in html
    assert len(Page(html).all("h1")) == 1


def test_a_host_that_is_not_ours_is_refused(reader) -> None:
    response = reader.get("/en/", HTTP_HOST="evil.example")
    assert response.status_code == 400
    assert "evil" not in text_of(response)


def test_health_names_what_fails(reader) -> None:
    assert reader.get("/health").json()["status"] == "ok"
    with mock.patch("fairway_portal.site.health._database", return_value="OperationalError"):
        response = reader.get("/health")
    assert response.status_code == 503
    assert response.json()["database"] == "OperationalError"
    assert response.headers["Cache-Control"] == "no-store"


def test_a_pair_of_groups_needs_both_ends_and_suggests_what_was_meant(reader) -> None:
    half = Page(text_of(reader.get("/en/between?from=ecowas&to=")))
    assert {"#to"} == {link for link in half.links() if link in ("#from", "#to")}
    fields = {one["name"]: one for one in half.all("input")}
    assert fields["from"]["value"] == "ecowas"
    assert fields["to"]["aria-invalid"] == "true"
    assert "/en/between?from=ECOWAS&to=EU" in Page(text_of(reader.get("/en/between?from=ecowass&to=EU"))).links()
    of_several = reader.get("/fr/between", {"from": "NPL+Inddia", "to": "GCC"})
    assert "/fr/between?from=NPL%2BIND&to=GCC" in Page(text_of(of_several)).links()
    assert "Inde" in text_of(of_several)


def test_a_misspelt_country_of_a_comparison_is_suggested_in_the_readers_language(reader) -> None:
    response = reader.get("/fr/compare", {"corridors": "Nepol-QAT, NPL-MYS"})
    assert response.status_code == 422
    assert "Népal (NPL)" in text_of(response)
    link = next(one for one in Page(text_of(response)).links() if one.startswith("/fr/compare?corridors=NPL-QAT"))
    assert reader.get(link).headers["Location"] == "/fr/compare/NPL-QAT,NPL-MYS"
    nowhere = text_of(reader.get("/ar/compare?corridors=qqqqqqqq-QAT,NPL-MYS"))
    assert "`" not in nowhere
    assert "Nothing called" not in nowhere
