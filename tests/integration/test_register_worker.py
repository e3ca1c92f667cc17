"""“Is this the contract I was promised?” without scripts: every step, wrong input, a paper; nothing of it is kept."""

from __future__ import annotations

import io
import logging
import re

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fairway.recruitment.contracts.reading import read_contract
from fairway.reference.wording import WORKER_LANGUAGES
from tests.portal import Page, client, text_of

pytestmark = pytest.mark.django_db

HERE = "/en/contract/NPL/QAT/domestic"
PROMISED = {
    "promised.employer": "Al Noor Trading",
    "promised.occupation": "cleaner",
    "promised.pay": "१,२००",
    "promised.pay.currency": "QAR",
    "promised.pay.per": "month",
    "promised.daily_hours": "8",
    "promised.weekly_rest": "1",
    "promised.food": "free",
    "promised.keeps_passport": "yes",
}
SIGNED = {
    "signed.employer": "Al Noor Trading",
    "signed.pay": "QR 900/-",
    "signed.pay.currency": "QAR",
    "signed.daily_hours": "12",
    "signed.food": "deducted",
    "signed.keeps_passport": "no",
}


def hidden(html: str) -> dict[str, str]:
    return {str(one["name"]): str(one.get("value")) for one in Page(html).all("input") if one.get("type") == "hidden"}


def test_a_worse_contract_is_told_in_words_and_shape_and_nothing_is_kept(caplog: pytest.LogCaptureFixture) -> None:
    with CaptureQueriesContext(connection) as asked, caplog.at_level(logging.DEBUG):
        answer = client().post(HERE, {**PROMISED, **SIGNED, "step": "paid", "go": "none"})
    html = text_of(answer)
    assert answer.status_code == 200
    assert "This is another job than the one you were promised." in html
    assert "▼" in html
    assert "Worse" in html
    assert "QAR\xa01,200 a month" in html
    assert "QAR\xa0900 a month" in html
    assert "/en/recruitment/help/NPL/QAT" in html
    assert not [one["sql"] for one in asked if re.match(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", one["sql"])]
    assert not [one for one in caplog.messages if "Al Noor" in one or "Noor" in one]
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "Set-Cookie" not in answer.headers


def test_the_same_terms_are_the_same() -> None:
    same = {name.replace("promised", "signed"): said for name, said in PROMISED.items()}
    html = text_of(client().post(HERE, {**PROMISED, **same, "step": "paid", "go": "none"}))
    assert "It is what you were promised." in html
    assert "▼" not in html


def test_the_answers_travel_through_all_steps_in_the_form() -> None:
    browser = client()
    second = text_of(browser.post(HERE, {**PROMISED, "step": "promised", "go": "on"}))
    assert "What does the paper say?" in second
    assert "Promised: १,२०० QAR" in second
    third = text_of(browser.post(HERE, {**hidden(second), **SIGNED, "step": "signed", "go": "on"}))
    assert "What happens now?" in third
    carried = hidden(third)
    assert carried["promised.pay"] == "१,२००"
    assert carried["signed.pay"] == "QR 900/-"
    now = {"paid.pay": "800", "paid.pay.currency": "QAR", "paid.pay.per": "month"}
    last = text_of(browser.post(HERE, {**carried, **now, "step": "paid", "go": "on"}))
    assert "QAR\xa0800 a month" in last
    again = text_of(browser.post(HERE, {**hidden(last), **now, "step": "paid", "go": "edit"}))
    assert "What were you promised?" in again
    assert "१,२००" in again


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"promised.pay": "much"}, "no number"),
        ({"promised.pay": "SAR 900"}, "SAR"),
        ({"promised.daily_hours": "30"}, "from 1 to 24"),
        ({"promised.food": "gold"}, "Choose one"),
        (dict.fromkeys(PROMISED, ""), "at least one thing"),
        ({"promised.pay": "<script>alert(1)</script>"}, "&lt;script&gt;"),
    ],
)
def test_wrong_input_keeps_everything_typed(changed: dict[str, str], said: str) -> None:
    answer = client().post(HERE, {**PROMISED, **changed, "step": "promised", "go": "on"})
    html = text_of(answer)
    assert answer.status_code == 422
    assert said in html
    assert "<script" not in html
    typed = {one["name"]: one.get("value") for one in Page(html).all("input") if one.get("name")}
    assert typed["promised.occupation"] == {**PROMISED, **changed}["promised.occupation"]


def paper() -> bytes:
    document = docx.Document()
    document.add_paragraph("Employer: Al Noor Trading")
    document.add_paragraph("The worker is paid a basic salary of SAR 950 per month.")
    document.add_paragraph("The employer shall keep the passport of the worker.")
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def test_a_paper_is_read_and_shown_for_confirmation_before_it_is_used() -> None:
    sent = {**PROMISED, "step": "signed", "go": "read"}
    with CaptureQueriesContext(connection) as asked:
        html = text_of(client().post(HERE, {**sent, "file": SimpleUploadedFile("c.docx", paper())}))
    assert "This is what we found in the paper" in html
    typed = {one["name"]: one.get("value") for one in Page(html).all("input") if one.get("name")}
    assert typed["signed.pay"] == "950"
    assert typed["promised.pay"] == "१,२००"
    assert "basic salary of SAR 950" in html
    assert '<option value="SAR" selected>' in html
    assert not [one["sql"] for one in asked if re.match(r"\s*(INSERT|UPDATE|DELETE|REPLACE)", one["sql"])]


def test_a_paper_that_cannot_be_read_is_refused_with_advice_and_the_rest_stays() -> None:
    sent = {**PROMISED, "step": "signed", "go": "read", "file": SimpleUploadedFile("c.pdf", b"%PDF-1.7 x")}
    answer = client().post(HERE, sent)
    html = text_of(answer)
    assert answer.status_code == 422
    assert "This is a PDF" in html
    assert hidden(html)["promised.occupation"] == "cleaner"


@pytest.mark.parametrize("language", WORKER_LANGUAGES)
def test_each_page_is_slim_and_speaks_her_language(language: str) -> None:
    here = HERE.replace("/en/", f"/{language}/")
    for answer in (
        client().get(f"/{language}/contract"),
        client().get(here),
        client().post(here, {**PROMISED, **SIGNED, "step": "paid", "go": "none"}),
    ):
        html = text_of(answer)
        assert answer.status_code == 200
        assert len(html.encode()) < 50_000
        assert f'lang="{language}"' in html
        assert "<script" not in html
        assert "Set-Cookie" not in answer.headers


def test_the_first_step_leads_to_the_work_and_names_what_is_missing() -> None:
    answer = client().get("/en/contract?from=NPL&to=QAT&sector=domestic")
    assert answer.headers["Location"] == HERE
    wrong = text_of(client().get("/en/contract?from=NPL&to=NPL&sector="))
    assert "two different" in wrong
    assert "kind of work" in wrong
    assert client().get("/en/contract/NPL/XXX/domestic").status_code == 404
    assert client().get("/en/contract/NPL/QAT/flying").status_code == 404


def test_the_model_contract_stands_in_her_language_beside_that_of_the_country_of_work() -> None:
    answer = client().get("/ne/contract/NPL/QAT/domestic/model.docx")
    assert answer.status_code == 200
    found = read_contract(answer.content, name="model.docx")
    assert {"ne", "ar"} <= {found.language, *(["ar"] if "صاحب العمل" in text_in(answer.content) else [])}
    assert client().get("/ne/contract/NPL/QAT/domestic/model.exe").status_code == 404


def text_in(contents: bytes) -> str:
    document = docx.Document(io.BytesIO(contents))
    return "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
