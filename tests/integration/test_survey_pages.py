"""Any questionnaire as pages: without scripts, without cookies, nothing lost, nothing executed."""

from __future__ import annotations

import gzip
import logging
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils.timezone import localdate

from fairway.kernel.questionnaire import Choice, Page, Question, Questionnaire
from tests.portal import Page as Tags
from tests.portal import client, text_of
from tests.unit.portal.surveys.sample import SLUG, asked, begun, key_of, post, questionnaire, survey, words

pytestmark = pytest.mark.django_db

MOST_BYTES, MOST_REQUESTS = 50 * 1024, 5


@pytest.fixture
def browser() -> Any:
    return client()


def shipped() -> dict[str, Callable[[], Questionnaire]]:
    from fairway.recruitment import modules
    from fairway.recruitment.ratings import modules as ratings
    from fairway.statistics import modules as statistics

    return {**modules.QUESTIONNAIRES, **statistics.QUESTIONNAIRES, **ratings.QUESTIONNAIRES}


def to_the_end(browser: Any, address: str) -> None:
    post(browser, f"{address}/1", name="Sita", age="३१", worked="no")
    assert post(browser, f"{address}/3").status_code == 302
    assert post(browser, f"{address}/4", colours=["red", "blue"]).headers["Location"].endswith("/check")


def test_a_survey_is_offered_in_its_own_languages(browser: Any) -> None:
    survey()
    html = text_of(browser.get(f"/answer/{SLUG}"))
    assert [(one["lang"], one["dir"]) for one in Tags(html).all("a") if "hreflang" in one] == [
        ("en", "ltr"), ("ar", "rtl"), ("ur", "rtl"),
    ]  # fmt: skip
    assert "العربية" in html
    assert "اردو" in html


def test_the_way_through(browser: Any) -> None:
    from fairway_portal.surveys.models import Draft, Submission

    survey()
    address = begun(browser)
    first = browser.get(browser.get(address)["Location"])
    assert "Page 1 of 3" in words(text_of(first))
    assert "since" not in asked(text_of(first))

    again = post(browser, f"{address}/1", name="Sita", age="३१", worked="yes")
    assert again["Location"] == f"{address}/1#q-since", "what an answer brings up is asked on the same page"
    on = post(browser, f"{address}/1", name="Sita", age="३१", worked="yes", since__month="७", since__year="2019")
    assert on["Location"] == f"{address}/2"
    assert "Page 2 of 4" in words(text_of(browser.get(on["Location"])))
    day = {"began__day": "2", "began__month": "7", "began__year": "2019"}
    on = post(browser, f"{address}/2", pay="१,२५०.५", country="C7", **day)
    assert on["Location"] == f"{address}/3"
    for at, item in enumerate(("Visa", "Ticket", "Doctor"), start=1):
        assert post(browser, f"{address}/3/{at}", item=item, amount=str(at))["Location"] == f"{address}/3"
    browser.post(f"{address}/3", {"remove": "2"})
    browser.post(f"{address}/3", {"remove": "2"})
    assert post(browser, f"{address}/3")["Location"] == f"{address}/4"
    on = post(browser, f"{address}/4", colours=["red", "blue"], left__year="2024", comment="<b>")
    assert on["Location"] == f"{address}/check"

    check = words(text_of(browser.get(on["Location"])))
    for wanted in ("Age of Sita 31", "Since when? July 2019", "Pay 1,250.5", "First day July 2, 2019", "red · blue",
                   "Country Country 7", "Costs · Number 2 What for? Doctor", "How much for Doctor? 3"):  # fmt: skip
        assert wanted in check
    assert "Ticket" not in check

    sent = browser.post(on["Location"])
    assert "Your answers have arrived" in text_of(sent)
    kept = Submission.objects.get()
    assert kept.answers == {
        "name": "Sita", "age": "31", "worked": "yes", "since": "2019-07-01", "pay": "1250.5", "double": "2501",
        "began": "2019-07-02", "country": "C7", "colours": "red blue", "left": "2024-01-01", "comment": "<b>",
        "cost": [{"item": "Visa", "amount": "1"}, {"item": "Doctor", "amount": "3"}],
    }  # fmt: skip
    assert (kept.faults, kept.language, kept.channel) == ([], "en", "pages")
    assert bytes(Draft.objects.get().sealed) == b""


def test_sending_reloading_and_going_back_send_once(browser: Any) -> None:
    from fairway_portal.surveys.models import Submission

    survey()
    address = begun(browser)
    to_the_end(browser, address)
    browser.post(f"{address}/check")
    for again in (browser.post(f"{address}/check"), browser.get(f"{address}/check")):
        assert again.status_code == 200
        assert "We have your answers already" in text_of(again)
    for back in (browser.get(f"{address}/1"), post(browser, f"{address}/1", name="Other"), browser.get(address)):
        assert back["Location"] == f"{address}/check"
    assert [one.answers["name"] for one in Submission.objects.all()] == ["Sita"]


def test_a_draft_goes_on_where_it_was_left(browser: Any) -> None:
    survey()
    address = begun(browser)
    post(browser, f"{address}/1", name="Sita", worked="no")
    assert client().get(address)["Location"] == f"{address}/3", "another browser, no cookie"
    assert 'value="Sita"' in text_of(client().get(f"{address}/1"))


def test_neither_cookies_nor_scripts_nor_other_sites(browser: Any) -> None:
    survey()
    address = begun(browser)
    for path in (f"/answer/{SLUG}", f"/answer/{SLUG}/ur", f"{address}/1", f"{address}/3", f"{address}/check"):
        response = browser.get(path, headers={"Accept-Encoding": "gzip"})
        html = text_of(response)
        assert not response.cookies
        assert response["Cache-Control"] == "no-store"
        assert response["Referrer-Policy"] == "no-referrer"
        assert response["Content-Security-Policy"] == (
            "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; "
            "frame-ancestors 'none'; base-uri 'none'"
        )
        assert "<script" not in html
        assert "style=" not in html
        assert "survey" not in re.search(r"<title>(.*?)</title>", html)[1].casefold(), "a neutral title"  # type: ignore[index]
        outside = [href for href in Tags(html).links() if "://" in href]
        assert outside == ["https://www.wikipedia.org/"]
    assert browser.post(f"/answer/{SLUG}/en").status_code == 302, "no token is asked for"


def test_the_address_of_other_pages_does_not_leak_the_key(browser: Any) -> None:
    survey()
    address = begun(browser)
    html = text_of(browser.get(f"{address}/1"))
    holding = [href for href in Tags(html).links() if key_of(address) in href]
    assert all(href.startswith("/answer/") for href in holding)
    assert key_of(address) not in re.sub(r'<nav class="languages".*?</nav>', "", html, flags=re.DOTALL)


@pytest.mark.parametrize(
    ("tag", "language", "direction", "gone"),
    [("en", "en", "ltr", "There are no answers"), ("ar", "ar", "rtl", None), ("ur", "en", "rtl", "There are no")],
)
def test_direction_and_language(browser: Any, tag: str, language: str, direction: str, gone: str | None) -> None:
    survey()
    html = text_of(browser.get(f"{begun(browser, tag)}/1"))
    assert Tags(html).all("html")[0]["lang"] == language
    assert Tags(html).all("html")[0]["dir"] == direction
    assert ('lang="ur" dir="rtl">ا Your name' in html) is (tag == "ur")
    lost = browser.get(f"/answer/{SLUG}/{tag}/{'x' * 22}/1")
    assert lost.status_code == 404
    assert lost["Content-Language"] == language
    if gone:
        assert gone in text_of(lost)
    assert f'href="/answer/{SLUG}/{tag}"' in text_of(lost), "she can begin again"


def test_an_expired_and_a_tampered_key(browser: Any) -> None:
    from fairway_portal.surveys.actions import forget_drafts
    from fairway_portal.surveys.models import Draft

    survey()
    address = begun(browser)
    assert browser.get(f"{address}/1").status_code == 200
    assert browser.get(f"{address[:-1]}/1").status_code == 404
    assert browser.get(f"/answer/{SLUG}/en/%00..%2f/1").status_code == 404
    Draft.objects.update(expires=localdate() - timedelta(days=1))
    for gone in (
        browser.get(f"{address}/1"), browser.post(f"{address}/1", {"asked": "name"}), browser.post(f"{address}/check"),
    ):  # fmt: skip
        assert gone.status_code == 404
        assert "deleted after seven days" in text_of(gone)
    assert forget_drafts() == 1
    assert not Draft.objects.exists()


def test_a_draft_lasts_seven_days_and_no_longer(browser: Any) -> None:
    from fairway_portal.surveys.actions import forget_drafts

    survey()
    begun(browser)
    assert forget_drafts(today=localdate() + timedelta(days=7)) == 0
    assert forget_drafts(today=localdate() + timedelta(days=8)) == 1


def test_what_is_wrong_is_linked_and_nothing_typed_is_lost(browser: Any) -> None:
    survey()
    address = begun(browser)
    wrong = post(browser, f"{address}/1", name=" ", age="abc", worked="maybe")
    html = text_of(wrong)
    assert wrong.status_code == 422
    summary = re.search(r'<div class="error-summary".*?</div>', html, re.DOTALL)
    assert summary is not None
    links = [href.removeprefix("#") for href in Tags(summary[0]).links()]
    assert links == ["q-name", "q-age", "q-worked"]
    assert set(links) <= set(Tags(html).ids())
    assert 'value="abc"' in html
    against = text_of(post(browser, f"{address}/1", name="Sita", age="3", worked="no"))
    assert "Between 15 and 99." in against
    assert 'value="Sita"' in against
    assert "Sita" not in text_of(browser.get(f"{address}/1")), "a page is kept once it is right"


def test_a_long_text_stays_in_its_field_and_a_book_is_refused(browser: Any) -> None:
    survey()
    address = begun(browser)
    post(browser, f"{address}/1", name="Sita", worked="no")
    long = text_of(post(browser, f"{address}/4", comment="क" * 5001))
    assert "too long by 1 characters" in long
    assert "क" * 5001 in long
    book = browser.post(f"{address}/4", {"asked": "comment", "comment": "x" * 10_000_000})
    assert book.status_code == 413
    assert "too much text" in text_of(book)
    many = browser.post(f"{address}/4", {f"f{number}": "x" for number in range(1200)})
    assert many.status_code == 413
    assert 'value="Sita"' in text_of(browser.get(f"{address}/1")), "the pages before are kept"


def test_markup_in_every_place_is_text(browser: Any) -> None:
    from fairway_portal.surveys.actions import keep_own_survey

    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>{{ 7*7 }}"
    text = {"en": evil, "ar": evil}
    page = Page(
        "p",
        text,
        (
            Question("n", "note", text, text),
            Question("t", "text", text, text, constraint=". != 'x'", constraint_message=text, image=text, audio=text),
            Question("o", "one_of", text, choices="l"),
            Question("s", "some_of", text, choices="l"),
            Question("again", "text", {"en": "${t}", "ar": "${t}"}),
        ),
    )
    asking = Questionnaire("evil", "1", text, ("en", "ar"), {"l": (Choice("a", text, evil, evil),)}, (page,))
    keep_own_survey(slug="evil", purpose="", questionnaire=asking)
    address = begun(browser, slug="evil")
    pages = [browser.get("/answer/evil"), browser.get("/answer/evil/en"), browser.get(f"{address}/1")]
    pages.append(post(browser, f"{address}/1", t="x"))
    assert post(browser, f"{address}/1", t=evil, o="a", s="a").status_code == 302
    pages += [browser.get(f"{address}/1"), browser.get(f"{address}/check"), browser.post(f"{address}/check")]
    for response in pages:
        html = text_of(response)
        assert "<script" not in html
        assert "<img src=x" not in html
        assert not [one for one in Tags(html).tags if any(name.startswith("on") for name in one[1])]
        assert "49" not in words(html)


@pytest.mark.parametrize("path", ["9", "0", "2", "3/9", "1/1", "3/0"])
def test_pages_that_are_not_asked_lead_back(browser: Any, path: str) -> None:
    survey()
    address = begun(browser)
    assert browser.get(f"{address}/{path}")["Location"] == address


def test_rows_come_to_an_end(browser: Any) -> None:
    survey()
    address = begun(browser)
    for at in range(1, 51):
        assert post(browser, f"{address}/3/{at}", item="x").status_code == 302
    assert browser.get(f"{address}/3/51").status_code == 302
    assert "No more than 50" in words(text_of(browser.get(f"{address}/3")))


def test_a_row_sent_twice_is_one_row(browser: Any) -> None:
    survey()
    address = begun(browser)
    post(browser, f"{address}/3/1", item="Visa")
    post(browser, f"{address}/3/1", item="Visa and stamp")
    html = words(text_of(browser.get(f"{address}/3")))
    assert "Visa and stamp" in html
    assert "Number 2" not in html


def test_what_is_missing_is_said_before_sending(browser: Any) -> None:
    from fairway_portal.surveys.models import Submission

    survey()
    address = begun(browser)
    check = browser.post(f"{address}/check")
    assert check.status_code == 422
    assert '<a href="1#q-name">' in text_of(check)
    assert not Submission.objects.exists()


def test_a_closed_survey_takes_what_was_begun(browser: Any) -> None:
    from fairway_portal.surveys.actions import close_survey
    from fairway_portal.surveys.models import Submission

    closing = survey()
    address = begun(browser)
    close_survey(survey=closing, by=None)
    to_the_end(browser, address)
    assert "have arrived" in text_of(browser.post(f"{address}/check"))
    assert Submission.objects.count() == 1
    assert "take no answers any more" in text_of(browser.get(f"/answer/{SLUG}/en"))
    assert browser.post(f"/answer/{SLUG}/en").status_code == 409


def test_a_draft_keeps_the_questions_it_was_begun_with(browser: Any) -> None:
    from fairway_portal.surveys.models import Submission

    survey()
    address = begun(browser)
    survey(version="2", title="Another")
    to_the_end(browser, address)
    browser.post(f"{address}/check")
    assert Submission.objects.get().version.version == "1"
    assert "Another" in text_of(browser.get(f"/answer/{SLUG}/en"))


@pytest.mark.parametrize("how", ["absent", "draft", "private", "language"])
def test_surveys_that_are_not_for_everybody(browser: Any, how: str) -> None:
    from fairway_portal.surveys.models import Survey

    survey()
    Survey.objects.update(**{"draft": {"state": "draft"}, "private": {"public": False}}.get(how, {}))
    path = {"absent": "/answer/nothing", "language": f"/answer/{SLUG}/qq"}.get(how, f"/answer/{SLUG}/en")
    assert browser.get(path).status_code == 404
    assert browser.post(f"/answer/{SLUG}/{'qq' if how == 'language' else 'en'}").status_code == (
        302 if how == "absent" else 404
    )


def test_pages_filled_in_beforehand_are_passed_by(browser: Any) -> None:
    from fairway_portal.surveys.actions import begin

    key = begin(survey=survey(), language="en", prefilled={"name": "Sita", "age": 31, "worked": "no"})
    address = f"/answer/{SLUG}/en/{key}"
    assert browser.get(address)["Location"] == f"{address}/3"
    assert "Page 1 of 2" in words(text_of(browser.get(f"{address}/3")))
    assert "Sita" in text_of(browser.get(f"{address}/check"))


def test_recordings_stand_where_the_operator_has_them(browser: Any, settings: Any, tmp_path: Path) -> None:
    from fairway_portal.surveys.actions import keep_own_survey

    media = tmp_path / "media"
    media.mkdir()
    (tmp_path / "secret-key").write_text("secret")
    (tmp_path / "secret.mp3").write_text("secret")
    (media / "there.mp3").write_bytes(b"sound")
    (media / "link.mp3").symlink_to(tmp_path / "secret.mp3")
    settings.HOME = tmp_path
    spoken = [Question(name, "text", {"en": name}, audio={"en": f"{name}.mp3"}) for name in ("there", "absent", "link")]
    asking = Questionnaire("sound", "1", {"en": "Sound"}, ("en",), {}, (Page("p", {"en": "P"}, tuple(spoken)),))
    keep_own_survey(slug="sound", purpose="", questionnaire=asking)
    html = text_of(browser.get(f"{begun(browser, slug='sound')}/1"))
    assert [one["src"] for one in Tags(html).all("audio")] == ["/answer-media/there.mp3"]
    assert Tags(html).all("audio")[0]["preload"] == "none"
    found = browser.get("/answer-media/there.mp3")
    assert (b"".join(found.streaming_content), found["Content-Type"]) == (b"sound", "audio/mpeg")
    for name in ("link.mp3", "absent.mp3", "..%2fsecret.mp3", "%2e%2e%2fsecret-key", "there.mp3%00", "secret-key"):
        assert browser.get(f"/answer-media/{name}").status_code == 404, name


def test_a_fault_of_ours_says_so_and_logs_no_key(
    browser: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from fairway_portal.surveys.running.views import asking

    survey()
    address = begun(browser)

    def broken(*args: object) -> None:
        raise RuntimeError(f"the answers of {address}")

    monkeypatch.setattr(asking, "opened", broken)
    with caplog.at_level(logging.DEBUG):
        response = browser.get(f"{address}/1")
    assert response.status_code == 500
    assert "Something went wrong on our side" in text_of(response)
    assert "RuntimeError" in caplog.text
    assert key_of(address) not in caplog.text
    assert key_of(address) not in text_of(response)


def sheets(html: str) -> tuple[int, int]:
    """Bytes and requests of what a page loads besides itself."""
    from django.conf import settings

    found = re.findall(r'(?:src|href)="(/static/[^"]+)"', html)
    files = [(settings.STATIC_ROOT / path.removeprefix("/static/")).read_bytes() for path in set(found)]
    return sum(len(gzip.compress(one)) for one in files), len(files)


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_page_of_every_shipped_questionnaire_is_light(browser: Any, name: str) -> None:
    """Every question shown at once, in the language with the longest text, over a line that compresses nothing."""
    from fairway_portal.design.rendering import render
    from fairway_portal.surveys.form import form_of
    from fairway_portal.surveys.running.frames import speech_of

    owned = survey_of(name, shipped()[name]())
    form = form_of(owned.current)
    heaviest = 0
    for tag in form.questionnaire.languages:
        address = begun(browser, tag, owned.slug)
        for number, page in enumerate(form.questionnaire.pages, start=1):
            html = whole_page(form, tag, page, number, address, render, speech_of)
            others, requests = sheets(html)
            heaviest = max(heaviest, len(html.encode()) + others)
            assert requests + 1 <= MOST_REQUESTS
            assert len(gzip.compress(html.encode(), 5)) + others <= MOST_BYTES, (tag, page.name)
    assert heaviest > 5_000, "something was weighed"


def survey_of(name: str, asking: Questionnaire) -> Any:
    from fairway_portal.surveys.actions import keep_own_survey

    return keep_own_survey(slug=name.replace("_", "-"), purpose="", questionnaire=asking)


def whole_page(form: Any, tag: str, page: Any, number: int, address: str, render: Any, speech_of: Any) -> str:
    """A page as if each of its questions were asked."""
    from django.test import RequestFactory

    from fairway_portal.design import speech
    from fairway_portal.surveys.running.frames import Sheet
    from fairway_portal.surveys.running.interview import walked
    from fairway_portal.surveys.running.languages import spoken_beside
    from fairway_portal.surveys.running.saying import Teller
    from fairway_portal.surveys.running.showing import shown_questions

    interview = walked(form, {page.name: [{}]} if page.repeated else {}, localdate())
    if page.repeated:
        interview.asked_rows[page.name][0] = dict.fromkeys(interview.asked_rows[page.name][0], True)
    interview.asked.update(dict.fromkeys(interview.asked, True))
    with speech.speaking(spoken_beside(tag)):
        teller = Teller(form, tag, speech.current())
        questions = shown_questions(teller, interview, page, 0 if page.repeated else None, None)
        others = {other: f"{address}/{number}" for other in form.questionnaire.languages if other != tag}
        sheet = Sheet(
            speech_of(tag, others), teller.text(page.label), 3, 9, "2", questions, (),
            " ".join(one.name for one in questions), None, False, 7,
        )  # fmt: skip
        return render(RequestFactory().get(f"{address}/{number}"), "surveys/worker/page.html", sheet).content.decode()


def test_pages_travel_compressed(browser: Any) -> None:
    survey()
    address = begun(browser)
    plain = browser.get(f"{address}/1")
    packed = browser.get(f"{address}/1", headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
    assert text_of(packed) == text_of(plain)


def test_the_questionnaire_is_read_once(browser: Any, django_assert_max_num_queries: Any) -> None:
    survey()
    address = begun(browser)
    browser.get(f"{address}/1")
    with django_assert_max_num_queries(1):
        browser.get(f"{address}/1")
    assert questionnaire().languages == ("en", "ar", "ur")
