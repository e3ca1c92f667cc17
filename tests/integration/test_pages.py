"""Every page, as the server sends it: status, headers, language, size, links, and no query to the database."""

from __future__ import annotations

import gzip
import re
from collections import Counter

import pytest

from tests.portal import LANGUAGES, PAGES, Page, client, slug, text_of

HTML_BUDGET = 60 * 1024


@pytest.fixture(scope="module")
def reader(portal):
    return client(HTTP_ACCEPT_ENCODING="gzip")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES, ids=slug)
def test_every_page_in_every_language(reader, page: str, language: str) -> None:
    response = reader.get(f"/{language}/{page}")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert response.headers["Content-Language"] == language
    assert len(response.content) <= HTML_BUDGET
    html = text_of(response)
    seen = Page(html)
    direction = "rtl" if language == "ar" else "ltr"
    assert seen.all("html") == [{"lang": language, "dir": direction}]
    assert len(seen.all("h1")) == 1
    assert [one for one, count in Counter(seen.ids()).items() if count > 1] == []
    assert_nothing_inline(html, seen)
    assert_form_fields_are_labelled(seen)
    assert {one["href"] for one in seen.all("a") if one.get("class") == "skip"} == {"#main"}


def assert_nothing_inline(html: str, seen: Page) -> None:
    """The policy forbids inline styles and scripts; nothing is loaded from elsewhere."""
    assert "<style" not in html
    for tag, attributes in seen.tags:
        assert not [name for name in attributes if name == "style" or re.match(r"on[a-z]+$", name)], tag
    assert all((one.get("src") or "").startswith("/static/") for one in seen.all("script"))
    loaded = [one.get("href") or "" for one in seen.all("link") if one.get("rel") in ("stylesheet", "icon")]
    loaded += [one.get("src") or "" for tag in ("img", "iframe", "source") for one in seen.all(tag)]
    assert loaded
    assert all(address.startswith("/static/") for address in loaded)


def assert_form_fields_are_labelled(seen: Page) -> None:
    labelled = {one.get("for") for one in seen.all("label")}
    fields = [one.get("id") for tag in ("input", "select") for one in seen.all(tag)]
    assert set(fields) <= labelled


@pytest.mark.parametrize("address", ["/", "/en/", "/en/corridors/NPL/QAT", "/en/nothing", "/api/v1/places", "/health"])
def test_every_answer_carries_the_security_headers_and_no_cookie(reader, address: str) -> None:
    response = reader.get(address)
    policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["X-Frame-Options"] == "DENY"
    kept = "no-store" not in response.headers.get("Cache-Control", "")
    assert response.headers["Referrer-Policy"] == ("strict-origin-when-cross-origin" if kept else "no-referrer")
    assert "camera=()" in response.headers["Permissions-Policy"]
    assert not response.cookies


def test_pages_ask_the_database_nothing(reader) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        for page in PAGES:
            assert reader.get(f"/es/{page}", {"from": "x"} if page == "?" else None).status_code == 200
    assert len(queries) == 0


def test_the_front_door_speaks_the_readers_language(portal) -> None:
    assert client().get("/").headers["Location"] == "/en/"
    french = client(HTTP_ACCEPT_LANGUAGE="de-CH, fr;q=0.8, en;q=0.5").get("/")
    assert (french.status_code, french.headers["Location"]) == (302, "/fr/")
    assert "Accept-Language" in french.headers["Vary"]


def test_the_language_switch_keeps_the_page_and_its_filters(reader) -> None:
    links = Page(text_of(reader.get("/en/corridors/MEX/USA?year=2020&sex=F&unknown=1"))).links()
    assert "/ar/corridors/MEX/USA?sex=F&year=2020" in links
    assert "/fr/corridors/MEX/USA?sex=F&year=2020" in links


@pytest.mark.parametrize(
    "page", ["", "corridors/MEX/USA", "regions/", "matrix", "compare", "countries/NPL", "sources"], ids=slug
)
def test_no_link_leads_nowhere(reader, page: str) -> None:
    seen = Page(text_of(reader.get(f"/en/{page}")))
    ids = set(seen.ids())
    inside = [
        link for link in dict.fromkeys(seen.links()) if link.startswith("/") and not re.search(r"\.(pdf|png)", link)
    ]
    assert inside
    broken = [link for link in inside if reader.get(link, follow=True).status_code != 200]
    assert broken == []
    assert [link for link in seen.links() if link.startswith("#") and link[1:] not in ids] == []


def test_a_page_comes_again_from_memory_and_not_at_all_if_unchanged(reader) -> None:
    address = "/en/corridors/NPL/QAT"
    first = reader.get(address)
    assert first.headers["Cache-Control"].startswith("public, max-age=")
    assert "Accept-Encoding" in first.headers["Vary"]
    again = reader.get(address + "?tracking=1&sex=")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.content == first.content
    unchanged = reader.get(address, HTTP_IF_NONE_MATCH=first.headers["ETag"])
    assert (unchanged.status_code, unchanged.content) == (304, b"")
    assert reader.get(address, HTTP_IF_NONE_MATCH='W/"other"').status_code == 200
    assert reader.get(address + "?sex=F").headers["ETag"] != first.headers["ETag"]


def test_a_reader_without_compression_gets_the_same_page(reader) -> None:
    packed, plain = reader.get("/en/missing"), client().get("/en/missing")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(packed.content) == plain.content


def test_head_answers_without_a_body(reader) -> None:
    response = reader.head("/en/sources")
    assert (response.status_code, response.content) == (200, b"")
    whole = client().get("/en/missing")
    head = client().head("/en/missing")
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(whole.content))


def test_a_comparison_leads_to_each_corridors_own_page(reader) -> None:
    page = Page(text_of(reader.get("/en/compare/NPL-QAT,GTM-MEX-USA?sex=F")))
    assert {"/en/corridors/NPL/QAT?sex=F", "/en/corridors/GTM/USA?via=MEX&sex=F"} <= set(page.links())
    assert reader.get("/en/compare/npl-qat,%20,NPL-MYS").headers["Location"] == "/en/compare/NPL-QAT,NPL-MYS"


def test_names_and_lower_case_lead_to_the_canonical_address(reader) -> None:
    for asked in ("/en/corridors/nepal/qat", "/en/corridors/NP/Qatar"):
        response = reader.get(asked + "?sex=female")
        assert (response.status_code, response.headers["Location"]) == (301, "/en/corridors/NPL/QAT?sex=F")
    assert reader.get("/en/between/ecowas/eu").headers["Location"] == "/en/between/ECOWAS/EU"
    assert reader.get("/en/corridors").headers["Location"] == "/en/corridors/"


def test_the_form_finds_a_corridor_without_a_script(reader) -> None:
    def leads(query: str) -> str:
        return reader.get(f"/ar/find?{query}").headers.get("Location", "")

    assert leads("from=Nepal&to=qatar") == "/ar/corridors/NPL/QAT"
    assert leads("from=نيبال&to=قطر") == "/ar/corridors/NPL/QAT"
    assert leads("from=&to=Qatar") == "/ar/countries/QAT"
    assert reader.get("/en/compare?corridors=npl-qat,%20NPL-MYS").headers["Location"] == "/en/compare/NPL-QAT,NPL-MYS"
    assert 'value="NPL-QAT, "' in text_of(reader.get("/en/compare?corridors=npl-qat"))
    assert reader.get("/en/between?from=ecowas&to=Nepal").headers["Location"] == "/en/between/ECOWAS/NPL"


def test_the_list_of_corridors_is_paged(reader) -> None:
    first = Page(text_of(reader.get("/en/corridors/?sex=F")))
    following = [one["href"] for one in first.all("a") if one.get("rel") == "next"]
    assert following == ["/en/corridors/?page=2&sex=F"]
    second = Page(text_of(reader.get(following[0])))
    assert [one["href"] for one in second.all("a") if one.get("rel") == "prev"] == ["/en/corridors/?sex=F"]
    assert "/en/corridors/MEX/USA" in first.links()
    assert "/en/corridors/MEX/USA" not in second.links()


def test_the_profile_shows_figures_gaps_citation_and_files(reader) -> None:
    html = text_of(reader.get("/en/corridors/MEX/USA"))
    parts = "people work cost rating money agreements standards rights demography neighbours"
    for part in parts.split():
        assert f'<section class="subject" id="{part}"' in html
    assert 'id="people.stock"' in html
    assert "migrant_stock@2024-" in html
    assert "http://localhost/en/corridors/MEX/USA" in html
    for suffix in ("pdf", "xlsx", "csv", "json"):
        assert f"/en/corridors/MEX/USA/profile.{suffix}" in html
    sparse = text_of(reader.get("/en/corridors/NPL/QAT"))
    assert sparse.count('class="gap ') > html.count('class="gap ') > 0


def test_filters_in_force_are_shown_and_can_be_removed(reader) -> None:
    html = text_of(reader.get("/en/corridors/MEX/USA?sex=F&year=2020"))
    assert 'class="applied"' in html
    assert {"/en/corridors/MEX/USA?year=2020", "/en/corridors/MEX/USA?sex=F"} <= set(Page(html).links())


def test_a_machine_translation_says_so(reader) -> None:
    from fairway_portal.design.translation_state import machine_share

    assert "translated by a machine" not in text_of(reader.get("/en/"))
    assert machine_share("en") == 0
    for language in ("fr", "es", "ar"):
        shown = 'hreflang="en">English</a></p>' in text_of(reader.get(f"/{language}/"))
        assert shown == bool(machine_share(language))


def test_an_older_edition_is_one_link_away_and_pins_its_vintage(reader) -> None:
    page = Page(text_of(reader.get("/en/corridors/NPL/QAT")))
    older = [
        link for link in page.links() if "vintage=migrant_stock" in link and link.startswith("/en/corridors/NPL/QAT?")
    ]
    assert len(older) == 1
    text = text_of(reader.get(older[0]))
    assert "253,940 people from Nepal" in text
    assert "266,580 people from Nepal" not in text
    assert 'type="hidden" name="vintage"' in text  # the filters keep it
    assert reader.get("/en/corridors/NPL/QAT?vintage=migrant_stock@2015-nobody").status_code == 422
