"""What the portal makes of an address: language, canonical query, filters."""

from __future__ import annotations

import pytest


@pytest.fixture
def request_for(django_ready):
    from django.test import RequestFactory

    return RequestFactory(HTTP_HOST="localhost").get


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("es-MX,es;q=0.9", "es"),
        ("de, ar;q=0.4, fr;q=0.6", "fr"),
        ("ne;q=1.0, ar;q=0.1", "ar"),
        ("fr;q=0, es;q=0.1", "es"),
        ("*", "en"),
        ("fr;q=nonsense, ar", "ar"),
        (",,;;", "en"),
    ],
)
def test_the_preferred_language(django_ready, header: str, language: str) -> None:
    from fairway_portal.site.speaking import preferred

    assert preferred(header) == language


def test_the_address_decides_before_the_browser(request_for) -> None:
    from fairway_portal.site.speaking import language_of

    assert language_of(request_for("/ar/matrix", HTTP_ACCEPT_LANGUAGE="fr")) == "ar"
    assert language_of(request_for("/api/docs?lang=es", HTTP_ACCEPT_LANGUAGE="fr")) == "es"
    assert language_of(request_for("/api/docs", HTTP_ACCEPT_LANGUAGE="fr")) == "fr"
    assert language_of(request_for("/arx/matrix?lang=xx")) == "en"


def test_a_voice_ends_with_its_request(django_ready) -> None:
    from fairway_portal.design import speech

    with speech.speaking("ar") as voice:
        assert voice.direction == "rtl"
        assert speech.current().language == "ar"
    assert speech.current().language == "en"


def test_filters_are_read_and_written_canonically(request_for) -> None:
    from fairway_portal.observatory.narrowing import Narrowing

    asked = request_for("/x?sex=women&year=2020&via=Mexico,+gtm&via=MEX&sector=Construction&other=1")
    found = Narrowing.read(asked)
    assert found.faults == ()
    assert (found.sex, found.year, found.sector, found.via) == ("F", 2020, "construction", ("MEX", "GTM"))
    assert found.query == {"sex": "F", "year": "2020", "sector": "construction", "via": "MEX,GTM"}
    without = [one.without for one in found.applied()]
    assert [sorted({"sex", "year", "sector", "via"} - set(one)) for one in without] == [
        ["sex"],
        ["year"],
        ["sector"],
        ["via"],
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("sex=x", "sex"),
        ("year=20.5", "year"),
        ("year=99999", "year"),
        ("year=-1", "year"),
        ("year=²", "year"),
        ("sector=gold", "sector"),
        ("via=Narnia", "via"),
    ],
)
def test_every_fault_names_its_field(request_for, query: str, field: str) -> None:
    from fairway_portal.observatory.narrowing import Narrowing

    assert [fault.field for fault in Narrowing.read(request_for(f"/x?{query}")).faults] == [field]


def test_addresses_keep_to_what_counts(request_for) -> None:
    from fairway_portal.design import addresses

    asked = request_for("/en/matrix?year=2020&sex=F&junk=1&from=")
    assert addresses.canonical_query(asked) == "sex=F&year=2020"
    assert addresses.in_language(asked, "ar") == "/ar/matrix?sex=F&year=2020"
    assert addresses.in_language(request_for("/api/docs?lang=fr"), "ar") == "/api/docs?lang=ar"
    assert addresses.with_query("/x", from_="NPL", to="", page=2) == "/x?from=NPL&page=2"


def test_a_public_address_goes_before_the_one_asked(request_for, settings_with_public_url) -> None:
    from fairway_portal.design.addresses import absolute

    assert absolute(request_for("/en/"), "/en/matrix") == "https://fairway.example/en/matrix"


@pytest.fixture
def settings_with_public_url(django_ready):
    from django.test import override_settings

    with override_settings(PUBLIC_URL="https://fairway.example"):
        yield


def test_the_share_of_machine_translations_is_counted(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fairway_portal.design import translation_state

    folder = tmp_path / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "fairway.po").write_text("# machine\nmsgid 'a'\n# reviewed\nmsgid 'b'\n# machine\nmsgid 'c'\n", "utf-8")
    monkeypatch.setattr(translation_state, "files", lambda package: tmp_path)
    translation_state.machine_share.cache_clear()
    try:
        assert translation_state.machine_share("fr") == 67
        assert translation_state.machine_share("es") == 100
        assert translation_state.machine_share("en") == 0
    finally:
        translation_state.machine_share.cache_clear()
