"""Paper forms: the door for devices, the sheet without a script, the table; sent twice, interrupted, wrong."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from openpyxl import Workbook, load_workbook

from fairway.kernel.text import Text
from fairway_portal.accounts.models import AuditEntry, Role
from fairway_portal.monitor.models import Rating
from fairway_portal.surveys.actions import close_survey
from fairway_portal.surveys.models import Collector, Session, Submission, Survey
from fairway_portal.surveys.outreach import actions
from tests.people import organisation, signed_in
from tests.portal import Page, text_of
from tests.unit.portal.surveys import sample

pytestmark = pytest.mark.django_db

SHORT = "recruitment-rating-short"
KEY = UUID(int=11)
ANSWERS = {"consent": "yes", "agency": "Nobody Knows Ltd", "paid_anyone": "yes", "threatened": "no"}
DESK = f"/en/desk/outreach/{KEY}"


@pytest.fixture
def officer() -> Any:
    """An officer of a union with one occasion."""
    client = signed_in(Role.OUTREACH, "union")
    client.post("/en/desk/outreach", {"label": "Sunday meeting", "day": "2026-01-04", "key": str(KEY)})
    return client


def version() -> str:
    return Survey.objects.get(slug=SHORT).current.version


def form(instance: UUID | None = None, **more: Any) -> dict[str, Any]:
    sent = {"instance": str(instance or uuid4()), "survey": SHORT, "version": version(), "language": "ne"}
    return {**sent, "answers": ANSWERS, **more}


def upload(client: Any, forms: Any, at: str = DESK) -> Any:
    body = forms if isinstance(forms, bytes) else json.dumps(forms).encode()
    return client.generic("POST", f"{at}/upload", body, content_type="application/json")


def outcomes(answer: Any) -> list[str]:
    return [one["outcome"] for one in answer.json()["forms"]]


def test_an_occasion_is_made_once_and_listed(officer: Any) -> None:
    again = officer.post("/en/desk/outreach", {"label": "Sunday meeting", "day": "٢٠٢٦-٠١-٠٤", "key": str(KEY)})
    upload(officer, [form(), form()])
    made = Session.objects.get()
    assert again["Location"] == DESK
    assert (made.label, made.day.isoformat(), made.by) == ("Sunday meeting", "2026-01-04", officer.membership.person)
    assert AuditEntry.objects.filter(action="outreach_session.made").count() == 1
    listed = sample.words(text_of(officer.get("/en/desk/outreach")))
    assert "Sunday meeting Jan 4, 2026 2" in listed


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"label": " ", "day": "2026-01-04"}, "Name the occasion."),
        ({"label": "A", "day": "4 January"}, "Write the day as year, month, day"),
        ({"label": "A", "day": "2126-01-04"}, "today or before"),
        ({"label": "A", "day": "1999-01-04"}, "five years"),
    ],
)
def test_an_occasion_that_cannot_be_is_told_at_its_field(asked: dict[str, str], said: str) -> None:
    answer = signed_in(Role.OUTREACH, "union").post("/en/desk/outreach", {**asked, "key": str(KEY)})
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert not Session.objects.exists()


def test_forty_forms_sent_twice_are_forty_ratings_of_outreach(officer: Any) -> None:
    forms = [form() for _ in range(40)]
    first, again = upload(officer, forms), upload(officer, forms)
    assert outcomes(first) == ["new"] * 40
    assert outcomes(again) == ["repeated"] * 40
    assert again.json()["arrived"] == {SHORT: 40}
    assert Submission.objects.filter(channel="outreach", session__key=KEY, language="ne").count() == 40
    assert list(Rating.objects.values_list("tier", flat=True)) == ["outreach"] * 40
    entries = AuditEntry.objects.filter(action="outreach_session.forms_entered")
    assert [one.details["new"] for one in entries] == [40]


def test_an_upload_cut_off_after_it_was_written_is_repeated_when_sent_again(
    officer: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = [form() for _ in range(5)]
    real, calls = actions.take, iter(range(9))

    def dies_at_the_fourth(**asked: Any) -> Any:
        if next(calls) == 3:
            raise OperationalError("the disk went away")
        return real(**asked)

    monkeypatch.setattr(actions, "take", dies_at_the_fourth)
    broken = upload(officer, forms)
    monkeypatch.setattr(actions, "take", real)
    assert (broken.status_code, broken["Content-Type"]) == (503, "application/problem+json")
    assert Submission.objects.count() == 3
    assert outcomes(upload(officer, forms)) == ["repeated"] * 3 + ["new"] * 2
    assert Rating.objects.count() == 5


def test_each_form_stands_for_itself(officer: Any) -> None:
    instance = uuid4()
    forms = [
        form(instance),
        form(answers={"consent": "no", "agency": "A"}),
        form(answers={**ANSWERS, "departure_year": "soon"}),
        form(survey="nothing"),
        form(version="0"),
        form(answers={**ANSWERS, "colour": "red"}),
        form(answers={}),
        form(instance, answers={**ANSWERS, "threatened": "yes"}),
        form(),
    ]
    answer = upload(officer, forms)
    assert outcomes(answer) == ["new", *["refused"] * 6, "conflict", "new"]
    told = [[(reason["field"], reason["said"]) for reason in one["reasons"]] for one in answer.json()["forms"]]
    assert told[1][0][0] == "consent"
    assert told[2] == [("departure_year", "Write the year with four digits: 2024.")]
    assert "nothing" in told[3][0][1]
    assert "colour" in told[5][0][1]
    assert told[6][0][1] == "Nothing is written on this form."
    assert Submission.objects.count() == 2
    assert Submission.objects.get(instance=instance).answers["threatened"] == "no"


def test_what_is_odd_is_kept_once_it_is_confirmed(officer: Any) -> None:
    odd = form(answers={"consent": "yes", "agency": "A", "departure_year": "1900"})
    refused = upload(officer, [odd]).json()["forms"][0]
    assert (refused["outcome"], refused["doubtful"], refused["reasons"][0]["field"]) == (
        "refused", True, "departure_year",
    )  # fmt: skip
    assert outcomes(upload(officer, [{**odd, "as_written": True}])) == ["new"]
    assert Submission.objects.get().faults == [{"question": "departure_year", "fault": "against the constraint"}]


def test_without_agreement_nothing_is_kept_even_if_it_is_confirmed(officer: Any) -> None:
    for answers in ({"consent": "no", "agency": "A"}, {"agency": "A"}):
        assert outcomes(upload(officer, [form(answers=answers, as_written=True)])) == ["refused"]
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"{}", 400),
        (b"[1]", 400),
        (b"[" * 100_000, 400),
        (b'[{"instance": "x", "survey": "a", "version": "1", "language": "en", "answers": {}}]', 400),
        (b'[{"instance": 7, "survey": "a", "version": "1", "language": "en", "answers": {}}]', 400),
        (b'[{"survey": "a", "version": "1", "language": "en", "answers": {}}]', 400),
        (b'[{"instance": "%s", "survey": "a", "version": "1", "language": "en", "answers": []}]', 400),
        (b'[{"instance": "%s", "survey": 3, "version": "1", "language": "en", "answers": {}}]', 400),
        (b"[" + b",".join([b"{}"] * 201) + b"]", 413),
        (b'["' + b"x" * 2_000_000 + b'"]', 413),
    ],
)
def test_what_is_no_list_of_forms_is_refused_as_a_problem(officer: Any, body: bytes, status: int) -> None:
    answer = upload(officer, body.replace(b"%s", str(uuid4()).encode()))
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["title"]
    assert not Submission.objects.exists()


def test_a_body_that_ends_too_early_is_told_and_keeps_nothing(officer: Any) -> None:
    body = json.dumps([form()]).encode() + b"  "
    stream = {"wsgi.input": io.BytesIO(body[:-1]), "CONTENT_LENGTH": str(len(body))}
    answer = officer.generic("POST", f"{DESK}/upload", b"-", content_type="application/json", **stream)
    assert answer.status_code == 400
    assert not Submission.objects.exists()


def test_answers_that_are_none_or_too_long_are_refused_alone(officer: Any) -> None:
    said = [{"agency": {"a": 1}}, {"agency": True}, {"agency": [["a"]]}, {"agency": "x" * 6000}, {"a\0b": "c"}]
    answer = upload(officer, [*[form(answers={"consent": "yes", **one}) for one in said], form()])
    assert outcomes(answer) == ["refused"] * 5 + ["new"]


def test_another_organisation_neither_sees_nor_adds_to_an_occasion(officer: Any) -> None:
    other = signed_in(Role.OUTREACH, "course")
    for address in (DESK, f"{DESK}/forms/{SHORT}", f"{DESK}/forms/{SHORT}/table"):
        assert other.get(address).status_code == 403
    answer = upload(other, [form()])
    assert (answer.status_code, answer["Content-Type"]) == (403, "application/problem+json")
    assert upload(officer, [form()], f"/en/desk/outreach/{uuid4()}").status_code == 404
    stolen = other.post("/en/desk/outreach", {"label": "Mine", "day": "2026-01-04", "key": str(KEY)})
    assert stolen.status_code == 422
    assert DESK not in text_of(other.get("/en/desk/outreach"))
    assert not Submission.objects.exists()


def test_surveys_are_the_portals_own_hers_and_those_she_collects_for(officer: Any) -> None:
    survey = sample.survey()
    survey.owner = organisation("ministry")
    survey.save()
    entry = f"{DESK}/forms/{sample.SLUG}"
    assert officer.get(entry).status_code == 404
    one = Collector.objects.create(secret_hash="x", name="The union", organisation=officer.membership.organisation)
    one.surveys.add(survey)
    assert officer.get(entry).status_code == 200
    one.revoked = True
    one.save()
    assert officer.get(entry).status_code == 404
    survey.owner = officer.membership.organisation
    survey.save()
    page = text_of(officer.get(DESK))
    assert all(f"/forms/{slug}" in page for slug in (SHORT, "recruitment-rating", sample.SLUG))


def test_a_closed_survey_takes_what_was_filled_in_before(officer: Any) -> None:
    sent = form()
    close_survey(survey=Survey.objects.get(slug=SHORT), by=None)
    assert f"/forms/{SHORT}" not in text_of(officer.get(DESK))
    assert outcomes(upload(officer, [sent])) == ["new"]


def test_the_standing_names_the_organisation_and_a_token_that_counts(officer: Any) -> None:
    from django.test import Client

    strict = Client(enforce_csrf_checks=True, HTTP_HOST="localhost", raise_request_exception=False)
    strict.cookies = officer.cookies
    told = strict.get("/en/desk/outreach/standing").json()
    assert told["organisation"] == officer.membership.organisation_id
    body = json.dumps([form()]).encode()
    without = strict.generic("POST", f"{DESK}/upload", body, content_type="application/json")
    token = {"X-CSRFToken": told["token"]}
    assert without.status_code == 403
    assert outcomes(strict.generic("POST", f"{DESK}/upload", body, content_type="application/json", headers=token)) == [
        "new"
    ]


class _Receives:
    """A receiver that has something to say of cards, and stores none."""

    def before(self, answers: Any) -> tuple[dict[str, Any], object]:
        return {name: said for name, said in answers.items() if name != "name"}, None

    def after(self, submission: Any, carried: object) -> None:
        """Nothing more is made of it."""

    def remark(self, answers: Any) -> Text | None:
        return Text("A card had been used before.") if answers.get("name") == "used" else None


RECEIVES = _Receives()


def test_a_remark_is_counted_and_tied_to_no_form_and_said_once(officer: Any, settings: Any) -> None:
    settings.SURVEY_RECEIVERS = {"cards": "tests.integration.test_outreach.RECEIVES"}
    survey = sample.survey()
    survey.purpose = "cards"
    survey.save()
    answers = [{"name": "used", "age": "20"}, {"name": "used", "age": "30"}, {"name": "new", "age": "40"}]
    forms = [form(survey=sample.SLUG, version="1", answers=one) for one in answers]
    first, again = upload(officer, forms), upload(officer, forms)
    assert first.json()["remarks"] == ["A card had been used before. Forms: 2."]
    assert again.json()["remarks"] == []
    assert all(not one["reasons"] for one in first.json()["forms"])
    assert not [one for one in Submission.objects.all() if "name" in one.answers]


# The sheet without a script


def sheet(client: Any, slug: str = SHORT) -> tuple[str, dict[str, str]]:
    address = f"{DESK}/forms/{slug}"
    inputs = Page(text_of(client.get(address))).all("input")
    hidden = {one["name"]: one["value"] for one in inputs if one.get("type") == "hidden"}
    return address, {**hidden, "-language": "en"}


def test_a_sheet_sent_twice_is_one_form(officer: Any) -> None:
    address, hidden = sheet(officer)
    for said in ("The form has arrived.", "Nothing was counted twice."):
        answer = officer.post(address, {**hidden, **ANSWERS, "departure_year": "٢٠١٩"})
        assert answer.status_code == 302
        assert said in text_of(officer.get(address))
    kept = Submission.objects.get()
    assert kept.answers["departure_year"] == "2019-01-01"
    assert str(kept.instance) == hidden["-instance"]


def test_a_sheet_with_a_fault_comes_back_filled_in(officer: Any) -> None:
    address, hidden = sheet(officer)
    wrong = {**hidden, **ANSWERS, "departure_year": "1900", "agency": "<b>A & B</b>"}
    answer = officer.post(address, wrong)
    page = text_of(answer)
    again = Page(page)
    assert answer.status_code == 422
    assert any(one.get("name") == "agency" and one["value"] == "<b>A & B</b>" for one in again.all("input"))
    assert "<b>A" not in page
    assert any(one.get("value") == hidden["-instance"] for one in again.all("input"))
    assert any(one.get("href") == "#c-departure_year" for one in again.all("a"))
    assert officer.post(address, {**wrong, "-as-written": "yes"}).status_code == 302
    assert Submission.objects.get().faults


def test_rows_of_a_repeated_page_are_entered_too(officer: Any) -> None:
    sample.survey()
    address, hidden = sheet(officer, sample.SLUG)
    rows = {"cost.1.item": "Visa", "cost.1.amount": "१,२००", "cost.3.item": "Ticket"}
    fields = {**hidden, "name": "A", "colours": ["red", "blue"], "worked": "yes", "began": "5/3/2024", **rows}
    assert officer.post(address, fields).status_code == 302
    kept = Submission.objects.get().answers
    assert kept["cost"] == [{"item": "Visa", "amount": "1200"}, {"item": "Ticket"}]
    assert (kept["colours"], kept["began"]) == ("red blue", "2024-03-05")


# Tables


def send(client: Any, content: bytes, slug: str = SHORT, name: str = "t.csv", **more: str) -> Any:
    return client.post(
        f"{DESK}/forms/{slug}/table", {"table": SimpleUploadedFile(name, content), "-language": "en", **more}
    )


def filled(client: Any, count: int) -> Workbook:
    """The empty workbook with some rows filled in as an officer would."""
    book = load_workbook(io.BytesIO(client.get(f"{DESK}/forms/{SHORT}/table.xlsx").content))
    forms = book["forms"]
    names = [cell.value for cell in forms[1]]
    for row in range(3, 3 + count):
        for name, said in {
            "consent": 1,
            "agency": f"Agency {row}",
            "paid_anyone": "No",
            "departure_year": 2021,
        }.items():
            forms.cell(row, names.index(name) + 1).value = said
    return book


def saved(book: Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def test_a_workbook_sent_twice_is_counted_once(officer: Any) -> None:
    content = saved(filled(officer, 40))
    first = send(officer, content, name="t.xlsx")
    assert (first.status_code, first["Location"]) == (302, DESK)
    assert "New forms: 40." in text_of(officer.get(DESK))
    send(officer, content, name="t.xlsx")
    assert "40 had arrived before; nothing was counted twice." in text_of(officer.get(DESK))
    assert Rating.objects.filter(tier="outreach").count() == 40
    assert Submission.objects.first().answers["departure_year"] == "2021-01-01"


def test_the_workbook_lists_labels_and_choices(officer: Any) -> None:
    book = load_workbook(io.BytesIO(officer.get(f"/ar/desk/outreach/{KEY}/forms/{SHORT}/table.xlsx").content))
    rows = list(book["forms"].iter_rows(values_only=True))
    assert rows[0][:3] == ("instance", "consent", "agency")
    assert len({row[0] for row in rows[2:]}) == 100
    assert any("؀" <= sign <= "ۿ" for sign in rows[1][1])
    assert {row[1] for row in book["choices"].iter_rows(values_only=True) if row[0] == "threatened"} == {
        "yes", "no", "refused",
    }  # fmt: skip


def test_a_csv_from_the_template_arrives(officer: Any) -> None:
    rows = list(csv.reader(io.StringIO(officer.get(f"{DESK}/forms/{SHORT}/table.csv").content.decode("utf-8-sig"))))
    for name, said in {"consent": "1", "agency": "نمونه", "threatened": "-"}.items():
        rows[2][rows[0].index(name)] = said
    made = io.StringIO()
    csv.writer(made, delimiter=";").writerows(rows)
    assert send(officer, made.getvalue().encode()).status_code == 302
    kept = Submission.objects.get()
    assert str(kept.instance) == rows[2][0]
    assert kept.answers == {"consent": "yes", "agency": "نمونه"}


def test_a_table_without_instances_is_counted_once_and_equal_rows_are_two(officer: Any) -> None:
    content = b"consent,agency,paid_anyone\nyes,A,1\nyes,A,1\nyes,B,0\n"
    for _ in range(2):
        assert send(officer, content).status_code == 302
    book = Workbook()
    for line in content.decode().split():
        book.active.append([int(cell) if cell.isdigit() else cell for cell in line.split(",")])
    assert send(officer, saved(book), name="t.xlsx").status_code == 302
    assert Submission.objects.count() == 3


def faults(page: str) -> Iterator[tuple[str, str, str]]:
    """Row, column and fault of the table of faults."""
    from xml.etree import ElementTree

    body = page.split("<tbody>")[1].split("</tbody>")[0]
    for row in ElementTree.fromstring(f"<t>{body}</t>"):
        yield tuple("".join(cell.itertext()) for cell in row)  # type: ignore[misc]


def test_every_fault_is_told_with_row_and_column_and_nothing_is_taken(officer: Any) -> None:
    book = filled(officer, 4)
    forms = book["forms"]
    names = [cell.value for cell in forms[1]]
    forms.cell(4, names.index("threatened") + 1).value = "yess"
    forms.cell(4, names.index("departure_year") + 1).value = "soon"
    forms.cell(5, 1).value = forms.cell(3, 1).value
    forms.cell(6, 1).value = "a number"
    forms.cell(6, names.index("consent") + 1).value = "no"
    answer = send(officer, saved(book), name="t.xlsx")
    assert answer.status_code == 422
    told = list(faults(text_of(answer)))
    assert [row for row, _, _ in told] == ["forms, 4"] * 2 + ["forms, 5"] + ["forms, 6"] * 2
    assert [column.split()[1] for _, column, _ in told] == [
        "departure_year", "threatened", "instance", "consent", "instance",
    ]  # fmt: skip
    assert "Did you mean “yes”?" in told[1][2]
    assert "Row 3 has this instance too" in told[2][2]
    assert not Submission.objects.exists()


def test_headings_that_are_no_questions_are_told_with_the_nearest(officer: Any) -> None:
    answer = send(officer, b"consent,agancy,agency,agency,\nyes,A,B,C,D\n")
    assert answer.status_code == 422
    told = list(faults(text_of(answer)))
    assert [column for _, column, _ in told] == ["B agancy", "C agency", "D agency", "E"]
    assert "Did you mean “agency”?" in told[0][2]


def test_what_is_odd_in_a_table_is_taken_once_it_is_confirmed(officer: Any) -> None:
    content = b"consent,agency,departure_year\nyes,A,1900\nyes,B,2020\n"
    refused = send(officer, content)
    assert refused.status_code == 422
    assert not Submission.objects.exists()
    assert next(faults(text_of(refused)))[:2] == ("2", "C departure_year")
    assert send(officer, content, **{"-as-written": "yes"}).status_code == 302
    assert Submission.objects.count() == 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"consent,agency\n",
        b"\xd0\xcf\x11\xe0 old",
        b"PK\x03\x04 cut off",
        b"\x89PNG\r\n\x1a\n\xff\xfe\x00",
        b'consent,agency\nyes,"never closed',
        b"consent,agency\n" + b"yes,A\n" * 1100,
        b"x" * 2_100_000,
        b"instance\n",
        b"consent,agency\n,\n",
    ],
)
def test_a_file_that_is_no_table_is_told_and_nothing_is_taken(officer: Any, content: bytes) -> None:
    answer = send(officer, content)
    assert answer.status_code == 422
    assert "Nothing was taken" in text_of(answer)
    assert not Submission.objects.exists()


def test_a_table_of_a_thousand_times_its_size_is_not_unpacked(officer: Any) -> None:
    import zipfile

    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", b" " * 61_000_000)
    answer = send(officer, made.getvalue(), name="t.xlsx")
    assert answer.status_code == 422
    assert "unpacks to more than" in text_of(answer)


def test_the_script_that_opens_pages_offline_keeps_to_its_pages_and_names_files_that_are_there(officer: Any) -> None:
    from tests.portal import client

    answer = client().get("/ar/desk/outreach/worker.js")
    kept = json.loads(text_of(answer).partition("\n")[0].removeprefix("const KEPT = "))
    assert answer["Service-Worker-Allowed"] == kept["base"] == "/ar/desk/outreach"
    assert not answer.cookies
    loaded = [one["src"] for one in Page(text_of(officer.get(f"{DESK}/forms/{SHORT}"))).all("script")]
    assert loaded
    assert set(loaded) <= set(kept["files"])
    assert all(client().get(name).status_code == 200 for name in kept["files"])
