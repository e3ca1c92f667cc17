"""The survey owner's desk: a survey from nothing to its results, and everything that must not happen on the way."""

from __future__ import annotations

import base64
import csv
import io
import json
import re
import zipfile
import zlib
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fairway.exchange.odk_answers import read_exported
from fairway.exchange.questionnaire_json import from_json
from fairway.exchange.xlsform import read_xlsform, write_xlsform
from fairway.exchange.xlsform_compiling import compiled
from fairway.recruitment.modules import QUESTIONNAIRES
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.surveys.actions import add_version, make_survey, open_survey, receive
from fairway_portal.surveys.desk import actions, uploading, working
from fairway_portal.surveys.desk.modules import SHIPPED
from fairway_portal.surveys.desk.submissions import each_answered
from fairway_portal.surveys.models import Collector, Draft, Submission, Survey
from tests.people import organisation, signed_in
from tests.portal import Page, client, text_of
from tests.unit.portal.surveys.sample import begun, post, questionnaire, words

pytestmark = pytest.mark.django_db
DESK = "/en/desk/surveys"
LONG = "recruitment_cost_long"


@pytest.fixture
def owner() -> Any:
    return signed_in(Role.SURVEY_OWNER)


def workbook(tmp_path: Path, form: Any = None, name: str = "form.xlsx") -> SimpleUploadedFile:
    path = tmp_path / "made.xlsx"
    write_xlsform(form or questionnaire(), path)
    return SimpleUploadedFile(name, path.read_bytes())


def made(owner: Any, slug: str = "sample", form: Any = None) -> Survey:
    return actions.begin_survey(
        by=owner.membership.person,
        owner=owner.membership.organisation,
        slug=slug,
        public=True,
        form=form or questionnaire(),
        reasons={},
    )


def opened(owner: Any, slug: str = "sample", form: Any = None) -> Survey:
    survey = made(owner, slug, form)
    actions.make_version(by=owner.membership.person, survey=survey, version="1")
    return open_survey(survey=Survey.objects.get(pk=survey.pk), by=None)


def sent(survey: Survey, channel: str = "pages", instance: Any = None, **answers: Any) -> Submission:
    return receive(
        survey=survey, version=survey.current, instance=instance or uuid4(), answers=answers, language="en",
        channel=channel,
    ).submission  # fmt: skip


def form_of(owner: Any, slug: str) -> Any:
    return working.read(Survey.objects.get(slug=slug).working.questionnaire)


# ---- making


def test_an_uploaded_workbook_becomes_a_survey_that_can_be_opened_and_answered(owner: Any, tmp_path: Path) -> None:
    answer = owner.post(f"{DESK}/new", {"slug": "sample", "source": "file", "file": workbook(tmp_path)})
    assert (answer.status_code, answer["Location"]) == (302, f"{DESK}/sample/questions")
    assert owner.post(f"{DESK}/sample/version", {"version": "1"})["Location"] == f"{DESK}/sample"
    owner.post(f"{DESK}/sample/state", {"state": "open"})
    assert client().get("/answer/sample/en").status_code == 200
    listed = words(text_of(owner.get(f"{DESK}/")))
    assert "A survey" in listed
    assert "Open" in listed


def test_each_fault_of_a_workbook_stands_with_its_row_and_what_was_typed_stays(owner: Any, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = tmp_path / "broken.xlsx"
    write_xlsform(questionnaire(), path)
    book = load_workbook(path)
    headings = [cell.value for cell in book["survey"][1]]
    for row, column, text in ((4, "name", "my name"), (7, "relevant", "${nobody} = 'yes'")):
        book["survey"].cell(row, headings.index(column) + 1).value = text
    book.save(path)
    sending = {"slug": "my-survey", "source": "file", "file": SimpleUploadedFile("broken.xlsx", path.read_bytes())}
    answer = owner.post(f"{DESK}/new", sending)
    shown = words(text_of(answer))
    assert answer.status_code == 422
    assert "my name" in shown
    assert "${nobody}" in shown
    assert re.search(r"survey 4\b", shown)
    assert "survey 7" in shown
    assert 'value="my-survey"' in text_of(answer)
    assert not Survey.objects.filter(slug="my-survey").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("form.xlsm", b"PK", "macros"),
        ("form.xls", b"\xd0\xcf\x11\xe0", "save it as an Excel workbook"),
        ("form.csv", b"type,name\n", "save it as an Excel workbook"),
        ("form.xlsx", b"\xd0\xcf\x11\xe0rest", "old Excel workbook"),
        ("form.xlsx", b"not a zip", "not a whole Excel workbook"),
        ("form.xlsx", b"", "No file was chosen|empty|not a whole"),
    ],
)
def test_what_is_no_workbook_is_refused_with_what_to_do(owner: Any, name: str, content: bytes, said: str) -> None:
    file = SimpleUploadedFile(name, content)
    answer = owner.post(f"{DESK}/new", {"slug": "kept-slug", "source": "file", "file": file})
    assert answer.status_code == 422
    assert re.search(said, words(text_of(answer)))
    assert 'value="kept-slug"' in text_of(answer)


def packed(*names: str, size: int = 10) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            file.writestr(name, b"0" * size)
    return written.getvalue()


def test_macros_under_another_name_and_a_workbook_that_unpacks_to_far_more_are_refused(owner: Any) -> None:
    for content, said in (
        (packed("xl/workbook.xml", "xl/vbaProject.bin"), "macros"),
        (packed("xl/a", size=uploading.MOST_UNPACKED + 1), "unpacks"),
    ):
        sending = {"slug": "kept", "source": "file", "file": SimpleUploadedFile("form.xlsx", content)}
        answer = owner.post(f"{DESK}/new", sending)
        assert answer.status_code == 422
        assert said in words(text_of(answer))


def test_a_file_that_is_too_large_is_dropped_and_the_typed_fields_stay(owner: Any) -> None:
    file = SimpleUploadedFile("form.xlsx", b"x" * (uploading.MOST_BYTES + 1))
    answer = owner.post(f"{DESK}/new", {"slug": "kept-slug", "source": "file", "title": "Kept title", "file": file})
    shown = text_of(answer)
    assert answer.status_code == 422
    assert "larger than" in words(shown)
    assert 'value="kept-slug"' in shown
    assert 'value="Kept title"' in shown


def test_an_upload_needs_the_token_of_its_form(owner: Any, tmp_path: Path) -> None:
    from django.test import Client

    strict = Client(HTTP_HOST="localhost", enforce_csrf_checks=True)
    strict.cookies = owner.cookies
    answer = strict.post(f"{DESK}/new", {"slug": "sample", "source": "file", "file": workbook(tmp_path)})
    assert answer.status_code == 403
    assert not Survey.objects.filter(slug="sample").exists()


@pytest.mark.parametrize(
    "module", ["recruitment_cost_short", LONG, "labour_force_migration", "recruitment_rating_short"]
)
def test_a_module_becomes_a_survey_and_its_version_a_workbook_that_compilers_take(
    owner: Any, module: str, tmp_path: Path
) -> None:
    owner.post(f"{DESK}/new", {"slug": "module", "source": module})
    assert owner.post(f"{DESK}/module/version", {"version": "1"}).status_code == 302
    version = Survey.objects.get(slug="module").current
    file = owner.get(f"{DESK}/module/versions/{version.pk}/xlsx")
    path = tmp_path / "out.xlsx"
    path.write_bytes(file.content)
    compiled(path)
    assert read_xlsform(path).title["ne"] == SHIPPED[module]().title["ne"]
    kept = from_json(json.loads(owner.get(f"{DESK}/module/versions/{version.pk}/json").content))
    assert kept.pages == SHIPPED[module]().pages


@pytest.mark.parametrize(
    ("slug", "source", "field"),
    [("A B", "empty", "slug"), ("new", "empty", "slug"), ("preview-1", "empty", "slug"), ("ok", "nothing", "source")],
)
def test_a_new_survey_needs_an_address_and_a_beginning(owner: Any, slug: str, source: str, field: str) -> None:
    answer = owner.post(f"{DESK}/new", {"slug": slug, "source": source, "title": "T", "first_language": "en"})
    assert answer.status_code == 422
    assert f'href="#{field}"' in text_of(answer)


def test_an_address_is_given_once(owner: Any) -> None:
    made(owner, "taken")
    sending = {"slug": "taken", "source": "empty", "title": "My title", "first_language": "en"}
    answer = owner.post(f"{DESK}/new", sending)
    assert answer.status_code == 422
    assert 'value="My title"' in text_of(answer)


# ---- building


def test_a_questionnaire_is_built_from_nothing_with_forms_alone(owner: Any, tmp_path: Path) -> None:
    sending = {"slug": "built", "source": "empty", "title": "Fees & <b>costs</b>", "first_language": "en"}
    owner.post(f"{DESK}/new", sending)
    base = f"{DESK}/built"
    assert owner.post(f"{base}/version", {"version": "1"}).status_code == 422  # it has no page
    owner.post(f"{base}/new-page", {"name": "start", "label.en": "Start"})
    owner.post(f"{base}/new-choices", {"name": "yes_no", "lines.en": "yes Yes, I did\nno No"})
    owner.post(f"{base}/new-question/start", {
        "name": "paid", "answer": "one_of", "choices": "yes_no", "label.en": "Did you pay?", "page": "start",
        "required": "yes",
    })  # fmt: skip
    owner.post(f"{base}/new-question/start", {
        "name": "amount", "answer": "decimal", "label.en": "How much?", "page": "start", "relevant": "${paid} = 'yes'",
        "constraint": ". >= 0", "constraint_message.en": "Zero or more.",
    })  # fmt: skip
    assert owner.post(f"{base}/version", {"version": "1"}).status_code == 302
    form = from_json(Survey.objects.get(slug="built").current.questionnaire)
    assert [one.name for one in form.questions()] == ["paid", "amount"]
    assert form.choices["yes_no"][0].label == {"en": "Yes, I did"}
    page = text_of(owner.get(f"{base}/questions"))
    assert "<b>costs" not in page
    assert "Fees &amp; &lt;b&gt;costs" in page
    path = tmp_path / "built.xlsx"
    path.write_bytes(owner.get(f"{base}/file/xlsx").content)
    compiled(path)


def test_a_new_name_is_written_wherever_the_old_one_was_asked_for(owner: Any) -> None:
    made(owner)
    post_question(owner, "worked", name="has_worked", answer="one_of", choices="yes_no", page="about")
    form = form_of(owner, "sample")
    assert form.question("worked") is None
    assert form.question("since").relevant == "${has_worked} = 'yes'"
    assert next(page for page in form.pages if page.name == "job").relevant == "${has_worked} = 'yes'"
    assert not working.faults_of(form)


def post_question(owner: Any, at: str, /, **fields: str) -> Any:
    labels = {f"label.{tag}": "Label" for tag in ("en", "ar", "ur")}
    return owner.post(f"{DESK}/sample/question/{at}", {**labels, **fields})


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"name": "1st"}, "name"),
        ({"name": "meta"}, "name"),
        ({"name": "pay"}, "name"),
        ({"name": "age", "answer": "one_of"}, "choices"),
        ({"name": "age", "relevant": "${worked} = "}, "relevant"),
        ({"name": "age", "constraint": ". >> 1"}, "constraint"),
        ({"name": "age", "answer": "calculated"}, "calculation"),
        ({"name": "age", "page": "nowhere"}, "page"),
        ({"name": "passport_number"}, "reason"),
    ],
)
def test_a_question_that_cannot_be_kept_is_shown_again_with_what_was_written(
    owner: Any, fields: dict[str, str], fault: str
) -> None:
    made(owner)
    answer = post_question(owner, "age", **{"answer": "integer", "page": "about", "hint.en": "Kept hint", **fields})
    shown = text_of(answer)
    assert answer.status_code == 422
    assert f'href="#{fault}"' in shown
    assert "Kept hint" in shown
    assert form_of(owner, "sample").question("age").constraint == ". >= 15 and . <= 99"


def test_questions_and_pages_move_and_go(owner: Any) -> None:
    made(owner)
    owner.post(f"{DESK}/sample/move", {"up": "question age"})
    owner.post(f"{DESK}/sample/move", {"down": "question since"})
    owner.post(f"{DESK}/sample/move", {"up": "page end"})
    form = form_of(owner, "sample")
    assert [one.name for one in form.pages[0].questions] == ["hello", "age", "name", "worked"]
    assert [page.name for page in form.pages] == ["about", "job", "end", "cost"]
    assert form.pages[1].questions[0].name == "since"
    owner.post(f"{DESK}/sample/question/name", {"remove": "yes"})
    shown = text_of(owner.get(f"{DESK}/sample/questions"))
    assert "asks for “${name}”" in words(shown)  # the label of `age` still does
    assert f'href="{DESK}/sample/question/age#label.en"' in shown
    assert owner.post(f"{DESK}/sample/version", {"version": "9"}).status_code == 422


def test_a_language_is_added_its_missing_texts_are_shown_and_written(owner: Any) -> None:
    made(owner)
    assert owner.post(f"{DESK}/sample/languages", {"add": "yes", "tag": "ne"})["Location"].endswith("/texts/ne")
    assert owner.post(f"{DESK}/sample/version", {"version": "2"}).status_code == 422
    while (page := owner.get(f"{DESK}/sample/texts/ne")) and "<textarea" in text_of(page):
        fields = {one["name"]: "पाठ" for one in Page(text_of(page)).all("textarea")}
        assert owner.post(f"{DESK}/sample/texts/ne", fields).status_code == 302
    assert owner.post(f"{DESK}/sample/version", {"version": "2"}).status_code == 302
    form = from_json(Survey.objects.get(slug="sample").current.questionnaire)
    assert form.languages == ("en", "ar", "ur", "ne")
    assert form.question("age").constraint_message["ne"] == "पाठ"
    owner.post(f"{DESK}/sample/languages", {"remove": "ar"})
    changed = form_of(owner, "sample")
    assert "ar" not in changed.languages
    assert all("ar" not in one.label for one in changed.questions())
    assert owner.post(f"{DESK}/sample/languages", {"add": "yes", "tag": "not a tag"}).status_code == 422


def test_a_version_never_changes_and_each_answer_keeps_its_own(owner: Any) -> None:
    survey = opened(owner)
    first = sent(survey, name="Asha")
    before = survey.current.questionnaire
    post_question(owner, "name", name="name", answer="text", page="about", **{"label.en": "Another wording"})
    assert owner.post(f"{DESK}/sample/version", {"version": "1"}).status_code == 422  # the name is taken
    owner.post(f"{DESK}/sample/version", {"version": "2"})
    again = Survey.objects.get(slug="sample")
    assert again.current.version == "2"
    assert first.version.version == "1"
    assert again.versions.get(version="1").questionnaire == before
    sent(again, name="Bina")
    assert "By version of the questionnaire Version Answers Share 2 1 50.0% 1 1 50.0%" in words(
        text_of(owner.get(f"{DESK}/sample/results"))
    )


def test_identity_is_asked_only_with_a_reason_that_is_recorded(owner: Any, tmp_path: Path) -> None:
    sending = {"slug": "sample", "source": "file", "file": workbook(tmp_path, QUESTIONNAIRES[LONG]())}
    owner.post(f"{DESK}/new", sending)
    refused = owner.post(f"{DESK}/sample/version", {"version": "1"})
    assert refused.status_code == 422
    assert "documented_entry" in words(text_of(refused))
    why = "The indicator needs it, and she may refuse to answer."
    form = form_of(owner, "sample").question("documented_entry")
    fields = {f"label.{tag}": text for tag, text in form.label.items()}
    page = form_of(owner, "sample").page_of("documented_entry").name
    owner.post(
        f"{DESK}/sample/question/documented_entry",
        {**fields, "name": form.name, "answer": form.answer, "choices": form.choices, "page": page, "reason": why},
    )
    assert owner.post(f"{DESK}/sample/version", {"version": "1"}).status_code == 302
    assert AuditEntry.objects.filter(action="survey.identity_asked", reason=why).count() == 1


# ---- preview


def test_a_preview_walks_through_the_pages_and_can_never_be_sent(owner: Any) -> None:
    made(owner)
    start = owner.post(f"{DESK}/sample/preview")["Location"]
    worker, slug = client(), urlsplit(start).path.split("/")[2]
    assert "This is a demonstration" in words(text_of(worker.get(start)))
    address = begun(worker, slug=slug)
    assert post(worker, f"{address}/1", name="Asha", age="30", worked="no").status_code == 302
    assert worker.get(f"{address}/check").status_code == 200
    answer = worker.post(f"{address}/check")
    assert answer.status_code == 422
    assert "This was a preview: nothing was sent." in words(text_of(answer))
    assert not Submission.objects.exists()
    assert not Draft.objects.get().sent
    assert worker.get(start).status_code == 200  # “Begin again”


def test_a_preview_is_listed_nowhere_and_belongs_to_nobody(owner: Any) -> None:
    made(owner)
    slug = urlsplit(owner.post(f"{DESK}/sample/preview")["Location"]).path.split("/")[2]
    preview = Survey.objects.get(slug=slug)
    assert preview.state == Survey.State.DRAFT
    assert preview.owner_id is None
    assert not preview.public
    assert slug not in text_of(owner.get(f"{DESK}/"))
    assert owner.get(f"{DESK}/{slug}").status_code in (403, 404)
    assert client().get(f"/answer/{slug}").status_code == 404
    assert slug not in client().get("/openrosa/formList").content.decode()
    with pytest.raises(Exception, match="preview"):
        Submission.objects.create(survey=preview, version=preview.current, instance=uuid4(), answers={},
                                  received="2026-01-01")  # fmt: skip


def test_a_preview_shows_the_latest_wording_and_needs_one_without_faults(owner: Any) -> None:
    made(owner)
    first = owner.post(f"{DESK}/sample/preview")["Location"]
    title = {f"title.{tag}": "Changed title" for tag in ("en", "ar", "ur")}
    owner.post(f"{DESK}/sample/languages", title)
    assert owner.post(f"{DESK}/sample/preview")["Location"] == first
    assert "Changed title" in words(text_of(client().get(first)))
    owner.post(f"{DESK}/sample/question/worked", {"remove": "yes"})
    assert owner.post(f"{DESK}/sample/preview").status_code == 422


# ---- open, close, collectors


def test_who_can_answer_and_when_is_the_owners(owner: Any) -> None:
    opened(owner)
    shown = text_of(owner.get(f"{DESK}/sample"))
    assert "<svg" in shown
    assert "/answer/sample" in shown
    owner.post(f"{DESK}/sample/reach", {})
    assert client().get("/answer/sample/en").status_code == 404
    owner.post(f"{DESK}/sample/reach", {"public": "yes"})
    owner.post(f"{DESK}/sample/state", {"state": "closed", "reason": "The year is over."})
    assert client().post("/answer/sample/en").status_code == 409
    assert AuditEntry.objects.filter(action="survey.closed", reason="The year is over.").count() == 1
    made(owner, "empty-one")
    assert owner.post(f"{DESK}/empty-one/state", {"state": "open"}).status_code == 422


def test_a_collector_gets_a_secret_once_and_loses_it(owner: Any) -> None:
    opened(owner)
    answer = text_of(owner.post(f"{DESK}/sample/collectors", {"name": "Telephone 3"}))
    fields = {
        one["id"]: one["value"] or ""
        for one in Page(answer).all("input")
        if one.get("readonly") is not None or "readonly" in one
    }
    server = urlsplit(fields["server"]).path
    settings = json.loads(zlib.decompress(base64.b64decode(fields["settings"])))
    assert settings["general"] == {
        "server_url": fields["server"], "form_update_mode": "match_exactly", "autosend": "wifi_and_cellular",
    }  # fmt: skip
    assert settings["admin"] == {}
    assert "<svg" in answer
    assert "<formID>sample</formID>" in client().get(f"{server}/formList").content.decode()
    again = text_of(owner.get(f"{DESK}/sample/collectors"))
    secret = server.rpartition("/")[2]
    assert secret not in again
    assert not AuditEntry.objects.filter(details__icontains=secret).exists()
    owner.post(f"{DESK}/sample/collectors/{Collector.objects.get().pk}/revoke")
    assert client().get(f"{server}/formList").status_code == 404
    assert owner.post(f"{DESK}/sample/collectors", {"name": " "}).status_code == 422


def test_two_surveys_from_one_module_are_two_forms_on_a_device(owner: Any) -> None:
    one, two = opened(owner, "one"), opened(owner, "two")
    assert (one.current.form_id, two.current.form_id) == ("sample", "two")


# ---- results


def test_results_count_what_was_chosen_and_keep_sensitive_words_to_themselves(owner: Any) -> None:
    survey = opened(owner)
    sent(survey, name="Asha", worked="yes", colours="red blue", age="30", pay="-5.5", comment="a secret complaint")
    sent(survey, "outreach", name="Bina", worked="no", colours="red", age="40", cost=[{"item": "Visa", "amount": "9"}])
    shown = words(text_of(owner.get(f"{DESK}/sample/results")))
    assert "2 sets of answers" in shown
    assert "Pages 1 50.0%" in shown
    assert "Paper forms 1 50.0%" in shown
    assert "Yes 1 50.0% No 1 50.0%" in shown
    assert "red 2 100.0% green 0 0.0% blue 1 50.0%" in shown
    assert "Least 30, mean 35.0, greatest 40." in shown
    assert "secret complaint" not in shown
    assert "Asha" in words(text_of(owner.get(f"{DESK}/sample/results/written/name")))
    assert "Visa" in words(text_of(owner.get(f"{DESK}/sample/results/written/item")))
    assert owner.get(f"{DESK}/sample/results/written/comment").status_code == 404
    assert owner.get(f"{DESK}/sample/results/written/age").status_code == 404


def test_results_are_right_after_answers_came_and_went(owner: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from fairway_portal.surveys.desk import counting

    survey, read = opened(owner), []
    monkeypatch.setattr(
        counting, "each_answered", lambda found: (read.append(one.pk) or one for one in each_answered(found))
    )
    first = sent(survey, name="Asha", worked="yes")
    owner.get(f"{DESK}/sample/results")
    second = sent(survey, name="Bina", worked="no")
    assert "Yes 1 50.0% No 1 50.0%" in words(text_of(owner.get(f"{DESK}/sample/results")))
    assert read == [first.pk, second.pk]
    first.delete()
    assert "Yes 0 0.0% No 1 100.0%" in words(text_of(owner.get(f"{DESK}/sample/results")))


def test_faults_and_conflicts_are_listed(owner: Any) -> None:
    survey, instance = opened(owner), uuid4()
    sent(survey, instance=instance, name="Asha", age="7")
    sent(survey, instance=instance, name="Other", age="7")
    sent(survey, name="Fine")
    shown = words(text_of(owner.get(f"{DESK}/sample/results/doubtful")))
    assert str(instance) in shown
    assert "age : an answer that the question does not allow" in shown
    assert re.search(r"other answers to: name\b", shown)
    assert shown.count("Pages") == 1
    assert "1 of them have faults; 1 arrived twice" in words(text_of(owner.get(f"{DESK}/sample/results")))


def tables(response: Any) -> dict[str, list[dict[str, str]]]:
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as packed_:
        return {
            name: list(csv.DictReader(io.StringIO(packed_.read(name).decode("utf-8-sig"), newline="")))
            for name in packed_.namelist()
        }


def test_answers_are_taken_away_without_sensitive_ones_and_without_formulas(owner: Any) -> None:
    survey = opened(owner)
    sent(survey, name='=HYPERLINK("http://x")', pay="-5.5", comment="a secret", worked="yes",
         cost=[{"item": "@a", "amount": "1"}, {"item": "b\nc,d"}])  # fmt: skip
    found = tables(owner.post(f"{DESK}/sample/results/answers", {"kind": "zip"}))
    (row,) = found["main.csv"]
    assert row["about-name"] == '\'=HYPERLINK("http://x")'
    assert row["job-pay"] == "-5.5"
    assert "end-comment" not in row
    assert row["FormVersion"] == "1"
    assert [(one["item"], one["PARENT_KEY"] == row["KEY"]) for one in found["cost.csv"]] == [
        ("'@a", True), ("b\nc,d", True),
    ]  # fmt: skip
    whole = b"".join(owner.post(f"{DESK}/sample/results/answers", {"kind": "json"}).streaming_content)
    (one,) = json.loads(whole)
    assert one["answers"]["name"].startswith("=")
    assert "comment" not in one["answers"]


def test_sensitive_answers_are_taken_only_with_a_reason_that_is_recorded(owner: Any) -> None:
    sent(opened(owner), name="Asha", comment="a secret")
    asked = {"kind": "zip", "sensitive": "yes", "reason": "short"}
    assert owner.post(f"{DESK}/sample/results/answers", asked).status_code == 422
    assert not AuditEntry.objects.filter(action="survey.answers_taken").exists()
    asked["reason"] = "To help a worker who asked for it."
    (row,) = tables(owner.post(f"{DESK}/sample/results/answers", asked))["main.csv"]
    assert row["end-comment"] == "a secret"
    entry = AuditEntry.objects.get(action="survey.answers_taken")
    assert entry.reason == asked["reason"]
    assert entry.details["sensitive"] is True


def test_the_answers_to_two_versions_stand_in_one_table(owner: Any) -> None:
    survey = opened(owner)
    sent(survey, name="Asha", age="30")
    post_question(owner, "age", name="years", answer="integer", page="about")
    owner.post(f"{DESK}/sample/version", {"version": "2"})
    sent(Survey.objects.get(slug="sample"), name="Bina", years="40")
    rows = tables(owner.post(f"{DESK}/sample/results/answers", {"kind": "zip"}))["main.csv"]
    assert [(one["FormVersion"], one["about-age"], one["about-years"]) for one in rows] == [
        ("1", "30", ""),
        ("2", "", "40"),
    ]


def test_the_downloaded_tables_are_derived_by_the_library(owner: Any, tmp_path: Path) -> None:
    from fairway.cli.deriving import Survey as Known
    from fairway.cli.deriving import derived_into

    form = QUESTIONNAIRES[LONG]()
    owner.post(f"{DESK}/new", {"slug": "costs", "source": LONG})
    owner.post(f"{DESK}/costs/version", {"version": "1"})
    survey = open_survey(survey=Survey.objects.get(slug="costs"), by=None)
    for number in range(3):
        sent(survey, interview_date="2026-03-01", consent="yes", sex="F", origin="NPL", destination="QAT",
             paid_anything="yes",
             cost=[{"cost_item": "RC1", "cost_known": "amount", "cost_amount": str(5000 + number),
                    "cost_currency": "NPR"}])  # fmt: skip
    response = owner.post(f"{DESK}/costs/results/answers", {"kind": "zip"})
    with zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))) as file:
        file.extractall(tmp_path / "answers")
    read = read_exported(tmp_path / "answers", form)
    assert len(read["main"]) == 3
    assert len(read["cost"]) == 3
    lines = derived_into(form, tmp_path / "answers", tmp_path / "out", Known("NPL", "origin", ""), replace=False)
    assert lines[0].startswith("3 interviews, 3 rows of cost")
    items = list(csv.DictReader((tmp_path / "out" / "items.csv").open(encoding="utf-8-sig")))
    assert {float(one["amount"]) for one in items if one["amount"]} == {5000, 5001, 5002}


def test_nobody_reads_single_ratings(owner: Any) -> None:
    survey = make_survey(slug="rated", owner=owner.membership.organisation, by=None, purpose="rating")
    add_version(survey=survey, questionnaire=questionnaire(), by=None)
    for address in ("results", "results/doubtful", "results/written/name"):
        answer = owner.get(f"{DESK}/rated/{address}")
        assert answer.status_code == 403
        assert "Nobody reads single ratings" in words(text_of(answer))
    answer = owner.post(f"{DESK}/rated/results/answers", {"kind": "json"})
    assert answer.status_code == 403
    assert not AuditEntry.objects.filter(action="survey.answers_taken").exists()


def test_invented_answers_are_left_out_where_demonstrations_are_not_shown(owner: Any, settings: Any) -> None:
    settings.DEMONSTRATION = False
    survey = opened(owner)
    receive(survey=survey, version=survey.current, instance=uuid4(), answers={"name": "Invented"}, language="en",
            channel="pages", demonstration=True)  # fmt: skip
    assert "Nobody has answered yet." in words(text_of(owner.get(f"{DESK}/sample/results")))
    assert tables(owner.post(f"{DESK}/sample/results/answers", {"kind": "zip"}))["main.csv"] == []


# ---- whose it is

GETS = ("", "/questions", "/question/age", "/new-question/about", "/page/about", "/new-page", "/choices/colours",
        "/new-choices", "/languages", "/texts/en", "/collectors", "/results", "/results/doubtful",
        "/results/written/name", "/file/xlsx", "/file/json")  # fmt: skip
POSTS = ("/state", "/reach", "/move", "/form", "/version", "/preview", "/question/age", "/new-question/about",
         "/page/about", "/new-page", "/choices/colours", "/new-choices", "/languages", "/texts/en", "/collectors",
         "/results/answers")  # fmt: skip


def test_another_organisations_survey_is_closed_on_every_page(owner: Any) -> None:
    survey = opened(owner)
    collector, _ = actions.add_collector(
        by=owner.membership.person, organisation=owner.membership.organisation, survey=survey, name="Telephone"
    )
    other = signed_in(Role.SURVEY_OWNER, of=organisation("ministry"))
    before = (form_of(owner, "sample"), AuditEntry.objects.count())
    gets = (*GETS, f"/versions/{survey.current.pk}/xlsx")
    posts = (*POSTS, f"/collectors/{collector.pk}/revoke")
    for address in gets:
        assert owner.get(f"{DESK}/sample{address}").status_code == 200, address
        assert other.get(f"{DESK}/sample{address}").status_code == 403, address
    for address in posts:
        sending = {"remove": "yes", "name": "x", "version": "7", "public": "yes", "tag": "ne", "add": "yes"}
        assert other.post(f"{DESK}/sample{address}", sending).status_code == 403, address
    assert (form_of(owner, "sample"), AuditEntry.objects.count()) == before
    assert Survey.objects.get(slug="sample").state == "open"
    assert not Collector.objects.get().revoked
    assert "A survey" not in words(text_of(other.get(f"{DESK}/")))


def test_the_portals_own_surveys_are_nobodys_on_the_desk(owner: Any) -> None:
    make_survey(slug="portal-own", owner=None, by=None)
    assert owner.get(f"{DESK}/portal-own/results").status_code == 403
    assert owner.get(f"{DESK}/not-there").status_code == 404


def test_a_version_or_collector_of_another_survey_is_not_found(owner: Any) -> None:
    opened(owner)
    other = signed_in(Role.SURVEY_OWNER, of=organisation("ministry"))
    theirs = opened(other, "theirs")
    collector, _ = actions.add_collector(
        by=other.membership.person, organisation=other.membership.organisation, survey=theirs, name="Telephone"
    )
    assert owner.get(f"{DESK}/sample/versions/{theirs.current.pk}/json").status_code == 404
    assert owner.post(f"{DESK}/sample/collectors/{collector.pk}/revoke").status_code == 404
